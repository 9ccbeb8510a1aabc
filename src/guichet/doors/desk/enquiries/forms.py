"""What is written and chosen on the page of a question."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from guichet.design.forms import CountedTextarea
from guichet.enquiries.actions import LONGEST_ANSWER, LONGEST_REASON
from guichet.enquiries.queries import cause_names, reason_names
from guichet.enquiries.rules.coding import Demand
from guichet.enquiries.rules.composing import Block
from guichet.enquiries.terms import EnquiryRefusal, OutgoingAct
from guichet.foundation.languages import Language

# What the question was for, confirmed together with sending: the machine’s proposal is chosen already.
CODES = ("reason", "demand", "cause", "about", "resolved")
MOMENT = "%Y-%m-%dT%H:%M"


class Keyed(forms.RadioSelect):
    """Choices that staff also make by a key each."""

    keys: Mapping[str, str] = {Demand.VALUE.value: "v", Demand.FAILURE.value: "f"}

    def create_option(self, name: str, value: Any, *args: Any, **more: Any) -> dict[str, Any]:
        """Return one choice with its key."""
        option = super().create_option(name, value, *args, **more)
        option["attrs"]["data-key"] = self.keys.get(str(value), "")
        return option


class AnswerForm(forms.Form):
    """What the person who asked will read, when it goes out, and why what is marked stays."""

    act = forms.ChoiceField(
        label=_("What do you send?"),
        choices=OutgoingAct.choices,
        widget=forms.RadioSelect,
        initial=OutgoingAct.ANSWER,
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
        widget=CountedTextarea(limit=LONGEST_ANSWER, rows=12, attrs={"data-key": "a"}),
        error_messages={"required": EnquiryRefusal.NO_WORDS.label, "max_length": EnquiryRefusal.TOO_LONG.label},
    )
    block = forms.ChoiceField(label=_("Approved words to add"), required=False)
    at = forms.DateTimeField(
        label=_("When does it go out?"),
        help_text=_("Leave it empty to send it now. Ottawa time."),
        required=False,
        input_formats=[MOMENT, "%Y-%m-%d %H:%M"],
        widget=forms.DateTimeInput(attrs={"type": "datetime-local", "class": "width-20"}, format=MOMENT),
        error_messages={"invalid": _("Write the day and the time, such as 2026-11-30 09:00.")},
    )
    stays = forms.CharField(
        label=_("Why what is marked stays"),
        help_text=_("Only where something above is marked and right all the same. Nobody outside reads it."),
        max_length=LONGEST_REASON,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    reason = forms.ChoiceField(label=_("What was the question for?"), required=False)
    demand = forms.ChoiceField(
        label=_("Did it have to be asked?"),
        choices=[
            (Demand.VALUE.value, _("Yes: it is what we are here for")),
            (Demand.FAILURE.value, _("No: it need not have been, had we done our part")),
        ],
        widget=Keyed,
        required=False,
    )
    cause = forms.ChoiceField(label=_("If not, what made it needed?"), required=False)
    about = forms.RegexField(
        r"^[\w.-]*$",
        label=_("Which page or message"),
        help_text=_("The name of an answer, such as visit-extend, or the kind of message."),
        required=False,
        max_length=60,
    )
    resolved = forms.BooleanField(label=_("This answer settles it"), required=False)
    article = forms.SlugField(widget=forms.HiddenInput, required=False, max_length=60)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0, max_value=10**6)
    # The last message that the writer had read, how many there were, and what they saw as it will be read.
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2**62)
    contacts = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=10**6)
    shown = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)

    def __init__(
        self, data: Any = None, *, blocks: Sequence[Block] = (), reader: Language, on: date, **more: Any
    ) -> None:
        super().__init__(data, **more)
        named = [(one.code, one.name.say(reader)) for one in blocks]
        field = self.fields["block"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _("None")), *named]
        for name, offered in (("reason", reason_names(on)), ("cause", cause_names(on))):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = [("", _("None")), *((code, said.say(reader)) for code, said in offered.items())]
        self.order_fields(["act", "language", "text", "stays", *CODES, "block", "at"])

    def without(self, *names: str) -> "AnswerForm":
        """Return this form without some fields that say nothing at this moment."""
        for name in names:
            self.fields.pop(name, None)
        return self


class JoinForm(forms.Form):
    """Another question that is the same."""

    do = forms.CharField(widget=forms.HiddenInput, initial="join", max_length=10)
    reference = forms.CharField(
        label=_("Number of the question that is the same"),
        help_text=_("Such as Q-100-000-427. Both are answered at once; it can be undone."),
        max_length=30,
        error_messages={"required": EnquiryRefusal.NO_SUCH_ONE.label},
    )
