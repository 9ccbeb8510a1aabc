"""What is typed and ticked when somebody writes in a crisis. Nothing but the words must be filled in."""

from collections.abc import Sequence
from uuid import uuid4

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from guichet.crises.rules import Question
from guichet.design.forms import CountedTextarea
from guichet.enquiries.actions import LONGEST
from guichet.enquiries.terms import EnquiryRefusal
from guichet.foundation.languages import Language

PREFIX = "triage-"


class CrisisForm(forms.Form):
    """Words, where the answer goes, the questions of the triage, and the number that a relative may have."""

    text = forms.CharField(
        label=_("What do you need from us?"),
        help_text=_("In English or in French, in your own words. Say who is with you and what has changed."),
        max_length=LONGEST,
        widget=CountedTextarea(limit=LONGEST, rows=6),
        error_messages={"required": EnquiryRefusal.NO_WORDS.label, "max_length": EnquiryRefusal.TOO_LONG.label},
    )
    email = forms.EmailField(
        label=_("Your e-mail address"),
        help_text=_("You may leave this out: then your answer stands on the page that you get now, and nowhere else."),
        required=False,
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    family = forms.CharField(
        label=_("The number that somebody of your family got from us"),
        help_text=_("If somebody of your family wrote already: then we read what you write together."),
        required=False,
        max_length=30,
        widget=forms.TextInput(attrs={"class": "width-10", "autocomplete": "off"}),
    )
    # Sent twice, it is one question.
    token = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)

    def __init__(
        self, data: QueryDict | None, *, questions: Sequence[Question], language: Language, signed_in: bool
    ) -> None:
        super().__init__(data)
        self.codes = [one.code for one in questions]
        for one in questions:
            self.fields[PREFIX + one.code] = forms.ChoiceField(
                label=one.text.say(language),
                choices=[(option.code, option.text.say(language)) for option in one.options],
                widget=forms.RadioSelect,
                required=False,
            )
        # Who is most at risk says so first: the words come after.
        first = [PREFIX + code for code in self.codes]
        self.order_fields([*first, "text", "email", "family", "token"])
        if signed_in:
            del self.fields["email"]

    @property
    def answers(self) -> dict[str, str]:
        """Return what was ticked, by the code of each question."""
        said = {code: self.cleaned_data.get(PREFIX + code, "") for code in self.codes}
        return {code: option for code, option in said.items() if option}
