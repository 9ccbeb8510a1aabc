"""What is typed when somebody asks us in writing."""

from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from guichet.design.forms import CountedTextarea
from guichet.enquiries.actions import LONGEST
from guichet.enquiries.terms import EnquiryRefusal

NEW = "new"


class AskForm(forms.Form):
    """A question, and where its answer goes; `questions` are the open ones that it may be added to."""

    text = forms.CharField(
        label=_("Your question"),
        help_text=_("In English or in French, in your own words. We answer in the language that you write in."),
        max_length=LONGEST,
        widget=CountedTextarea(limit=LONGEST, rows=7),
        error_messages={"required": EnquiryRefusal.NO_WORDS.label, "max_length": EnquiryRefusal.TOO_LONG.label},
    )
    about = forms.ChoiceField(label=_("Is this about a question that you sent us?"), widget=forms.RadioSelect)
    email = forms.EmailField(
        label=_("Your e-mail address"),
        help_text=_("You may leave this out: then your answer stands on the page that you get now, and nowhere else."),
        required=False,
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    # Sent twice, it is one question.
    token = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    # Whether the answers that we found were shown, and a person is to read the question all the same.
    stage = forms.CharField(widget=forms.HiddenInput, required=False, max_length=10)

    def __init__(self, *args: object, signed_in: bool, questions: list[tuple[str, str]], **more: object) -> None:
        super().__init__(*args, **more)  # type: ignore[arg-type]
        if signed_in:
            del self.fields["email"]
        if questions:
            about = self.fields["about"]
            assert isinstance(about, forms.ChoiceField)
            about.choices = [*questions, (NEW, _("No, it is a new question"))]
        else:
            del self.fields["about"]
