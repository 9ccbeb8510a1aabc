"""What is written and chosen on the page of a question."""

from django import forms
from django.utils.translation import gettext_lazy as _

from guichet.design.forms import CountedTextarea
from guichet.enquiries.actions import LONGEST_ANSWER
from guichet.enquiries.terms import EnquiryRefusal
from guichet.foundation.languages import Language

ANSWER, ASK = "answer", "ask"


class AnswerForm(forms.Form):
    """What the person who asked will read."""

    act = forms.ChoiceField(
        label=_("What do you send?"),
        choices=[
            (ANSWER, _("The answer: it closes the question")),
            (ASK, _("A question back: the clock stands still until they answer")),
        ],
        widget=forms.RadioSelect,
        initial=ANSWER,
        error_messages={"required": _("Choose what you send.")},
    )
    language = forms.ChoiceField(
        label=_("In which language?"),
        choices=[(Language.EN.value, _("English")), (Language.FR.value, _("French"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose a language.")},
    )
    text = forms.CharField(
        label=_("Text"),
        help_text=_("The first sentence answers the question. Say what to do next and by when."),
        max_length=LONGEST_ANSWER,
        widget=CountedTextarea(limit=LONGEST_ANSWER, rows=9),
        error_messages={"required": EnquiryRefusal.NO_WORDS.label, "max_length": EnquiryRefusal.TOO_LONG.label},
    )
    article = forms.SlugField(widget=forms.HiddenInput, required=False, max_length=60)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0, max_value=10**6)
    # The last message that the writer had read, and whether they saw what they send as it will be read.
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2**62)
    stage = forms.CharField(widget=forms.HiddenInput, required=False, max_length=10)


class JoinForm(forms.Form):
    """Another question that is the same."""

    do = forms.CharField(widget=forms.HiddenInput, initial="join", max_length=10)
    reference = forms.CharField(
        label=_("Number of the question that is the same"),
        help_text=_("Such as Q-100-000-427. Both are answered at once; it can be undone."),
        max_length=30,
        error_messages={"required": EnquiryRefusal.NO_SUCH_ONE.label},
    )
