"""What an office asks about a file, and what it answers when we ask back."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from guichet.design.dates import clock, local_day, long_day
from guichet.design.forms import CountedTextarea
from guichet.foundation.dates import number
from guichet.foundation.languages import Language, Text
from guichet.mp_enquiries.actions import Texts
from guichet.mp_enquiries.rules import LONGEST_TEXT, Clock, Unit
from guichet.mp_enquiries.terms import Lane, MpRefusal

# Where in the form a refusal belongs.
PLACE_OF = {
    MpRefusal.NO_LANE: "lane",
    MpRefusal.NO_REASON: "reason",
    MpRefusal.NOT_URGENT: "urgent",
    MpRefusal.SLOT_TAKEN: "slot",
    MpRefusal.NO_WORDS: "text",
    MpRefusal.TOO_LONG: "text",
}


class WordsForm(forms.Form):
    """A text of an office."""

    text = forms.CharField(
        label=_("Your answer"),
        max_length=LONGEST_TEXT,
        widget=CountedTextarea(limit=LONGEST_TEXT, rows=6),
        error_messages={"required": MpRefusal.NO_WORDS.label, "max_length": MpRefusal.TOO_LONG.label},
    )

    def texts(self, language: Language) -> Texts:
        """Return what was written, in the language of the page."""
        text = self.cleaned_data["text"]
        return Texts(en=text) if language is Language.EN else Texts(fr=text)

    def refuse(self, refusal: MpRefusal) -> None:
        """Say why it cannot be sent, at the field that mends it."""
        place = PLACE_OF.get(refusal)
        self.add_error(place if place in self.fields else None, str(refusal.label))


class AskForm(WordsForm):
    """What an office asks, and how it wants to be answered."""

    reason = forms.ChoiceField(
        label=_("What is it about?"),
        widget=forms.RadioSelect,
        error_messages={"required": MpRefusal.NO_REASON.label},
    )
    lane = forms.ChoiceField(
        label=_("How do you want to be answered?"),
        widget=forms.RadioSelect,
        error_messages={"required": MpRefusal.NO_LANE.label},
    )
    urgent = forms.ChoiceField(label=_("If it is urgent, why?"), required=False)
    slot = forms.ChoiceField(label=_("If by telephone, when?"), required=False)
    field_order = ("reason", "text", "lane", "urgent", "slot")

    def __init__(
        self,
        *args: Any,
        reasons: Mapping[str, Text],
        urgents: Mapping[str, Text],
        slots: Sequence[datetime],
        clocks: Mapping[Lane, Clock],
        language: Language,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].label = _("Your question")
        self.fields["text"].help_text = _(
            "The constituent reads it too, and the answer. Write only what they may read, and no other names."
        )
        self._offer("reason", [(code, text.say(language)) for code, text in reasons.items()])
        self._offer(
            "urgent", [("", _("It is not urgent")), *((code, one.say(language)) for code, one in urgents.items())]
        )
        self._offer("lane", [
            (Lane.PORTAL.value, _within(clocks[Lane.PORTAL], language)),
            (Lane.URGENT.value, _("Urgent: %(how)s") % {"how": _within(clocks[Lane.URGENT], language)}),
            *([(Lane.BOOKED.value, _("By telephone, at a time that you choose"))] if slots else []),
        ])  # fmt: skip
        self._offer("slot", [("", _("Choose a time")), *((one.isoformat(), _spoken(one)) for one in slots)])

    @property
    def slot_at(self) -> datetime | None:
        """Return the time that was chosen."""
        chosen = self.cleaned_data.get("slot") or ""
        return datetime.fromisoformat(chosen) if chosen else None

    def _offer(self, name: str, offered: Sequence[tuple[Any, Any]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = list(offered)


def _within(clock_of_lane: Clock, language: Language) -> str:
    """Return in which time an office is answered in writing, as the policy of the day sets it."""
    count, shown = clock_of_lane.count, {"n": number(clock_of_lane.count, language)}
    if clock_of_lane.unit is Unit.HOURS:
        return ngettext("in writing, within %(n)s hour", "in writing, within %(n)s hours", count) % shown
    return ngettext("in writing, within %(n)s business day", "in writing, within %(n)s business days", count) % shown


def _spoken(moment: datetime) -> str:
    return f"{long_day(local_day(moment))}, {clock(moment)}"
