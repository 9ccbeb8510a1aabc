"""What people write into their journal, one thing a page."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from guichet.assessment.terms import Route
from guichet.design.forms import DateField
from guichet.plans.rules.journal.content import LATEST, Journal, PeriodEntry, TripEntry
from guichet.plans.rules.journal.files import EARLIEST_YEAR
from guichet.plans.rules.journal.words import PeriodKind

TOO_FAR = _("This day is too far away. Check the year.")
YES, NO = "yes", "no"
SOON, ON_A_DAY = "soon", "day"
DAY_FIRST, MONTH_FIRST = "day", "month"
# A textarea of so many characters holds some three hundred trips.
LONGEST_TEXT = 20_000


def _near(day: date | None) -> bool:
    return day is None or (day.year >= EARLIEST_YEAR and day < LATEST)


class DatesForm(forms.Form):
    """A form whose days must lie where a life could be, each its own `days` in order."""

    days: tuple[str, ...] = ()

    def clean(self) -> dict[str, Any]:
        """Refuse days of another age."""
        cleaned = super().clean() or self.cleaned_data
        for name in self.days:
            if not _near(cleaned.get(name)):
                self.add_error(name, TOO_FAR)
        return cleaned


class ResidentForm(DatesForm):
    """Since when somebody is a permanent resident."""

    days = ("since",)
    resident = forms.ChoiceField(
        label=_("Are you a permanent resident of Canada?"),
        choices=[(YES, _("Yes")), (NO, _("Not yet"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose an answer.")},
    )
    since = DateField(
        label=_("If yes, since when?"),
        help_text=_("The day is on your permanent resident card or on your confirmation of permanent residence."),
        required=False,
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._today = today

    def clean(self) -> dict[str, Any]:
        """Refuse a resident without a day, or one of whom the day is still to come."""
        cleaned = super().clean()
        if cleaned.get("resident") == YES and not self.errors.get("since"):
            since = cleaned.get("since")
            if since is None:
                self.add_error("since", _("Enter the day on which you became a permanent resident."))
            elif since > self._today:
                self.add_error("since", _("This day is still to come. If you are no permanent resident yet, say so."))
        return cleaned

    @property
    def answer(self) -> date | None:
        """Return the day; None for who is no permanent resident."""
        return self.cleaned_data["since"] if self.cleaned_data["resident"] == YES else None

    @staticmethod
    def of(journal: Journal) -> dict[str, Any]:
        """Return what was said before."""
        if not journal.asked:
            return {}
        return {"resident": YES if journal.resident_since else NO, "since": journal.resident_since}


class SigningForm(DatesForm):
    """When somebody means to sign, and by which way they apply."""

    days = ("signs_on",)
    when = forms.ChoiceField(
        label=_("When do you want to sign your application?"),
        choices=[(SOON, _("As soon as I have enough days")), (ON_A_DAY, _("On this day:"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose an answer.")},
    )
    signs_on = DateField(label=_("Day of signing"), required=False)
    route = forms.ChoiceField(
        label=_("How do you apply?"),
        choices=[
            (Route.ADULT, _("As a permanent resident (most people)")),
            (Route.FORCES, _("As a member or former member of the Canadian Armed Forces")),
            (Route.STATELESS, _("As somebody younger than 23 who has been stateless since birth")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose an answer.")},
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._today = today

    def clean(self) -> dict[str, Any]:
        """Refuse a day that is missing or past."""
        cleaned = super().clean()
        if cleaned.get("when") == ON_A_DAY and not self.errors.get("signs_on"):
            day = cleaned.get("signs_on")
            if day is None:
                self.add_error("signs_on", _("Enter the day on which you want to sign."))
            elif day < self._today:
                self.add_error("signs_on", _("This day has passed. Enter today or a later day."))
        return cleaned

    @property
    def day(self) -> date | None:
        """Return the day of signing; None: as soon as there are enough days."""
        return self.cleaned_data["signs_on"] if self.cleaned_data["when"] == ON_A_DAY else None


class TripForm(DatesForm):
    """A trip out of Canada."""

    days = ("out", "back")
    out = DateField(label=_("Which day did you leave Canada, or will you leave?"))
    back = DateField(
        label=_("Which day did you come back, or will you come back?"),
        help_text=_("Leave this empty if you are still away."),
        required=False,
    )
    country = forms.CharField(label=_("Country"), max_length=60, required=False)
    reason = forms.CharField(
        label=_("Reason"), help_text=_("For example: holiday, family, work."), max_length=60, required=False
    )
    proof = forms.CharField(
        label=_("What proves the dates"),
        help_text=_("For example: stamps in my passport, plane tickets."),
        max_length=200,
        required=False,
    )
    unsure = forms.BooleanField(label=_("I am not sure of these dates"), required=False)

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._today = today

    def clean(self) -> dict[str, Any]:
        """Refuse a trip that ends before it begins, and a plan without an end."""
        cleaned = super().clean()
        out, back = cleaned.get("out"), cleaned.get("back")
        if out and back and back < out:
            self.add_error("back", _("This is before the day on which you left. Check both days."))
        if out and out > self._today and back is None and not self.errors.get("back"):
            self.add_error("back", _("Enter the day on which you plan to come back."))
        return cleaned

    def entry(self, number: int = 1) -> TripEntry:
        """Return the trip; one that is still to come is planned."""
        said = {name: self.cleaned_data[name] for name in ("out", "back", "country", "reason", "proof", "unsure")}
        return TripEntry(number=number, planned=said["out"] > self._today, **said)


class PeriodForm(DatesForm):
    """A time that counts otherwise."""

    days = ("first", "last")
    kind = forms.ChoiceField(
        label=_("What was it?"),
        choices=PeriodKind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose an answer.")},
    )
    first = DateField(label=_("First day"))
    last = DateField(label=_("Last day"), help_text=_("Leave this empty if it still goes on."), required=False)
    note = forms.CharField(label=_("Note"), max_length=200, required=False)

    def clean(self) -> dict[str, Any]:
        """Refuse a time that ends before it begins."""
        cleaned = super().clean()
        first, last = cleaned.get("first"), cleaned.get("last")
        if first and last and last < first:
            self.add_error("last", _("This is before the first day. Check both days."))
        return cleaned

    def entry(self, number: int = 1) -> PeriodEntry:
        """Return the time."""
        said = self.cleaned_data
        return PeriodEntry(
            number=number, kind=PeriodKind(said["kind"]), first=said["first"], last=said["last"], note=said["note"]
        )


class WhatIfForm(DatesForm):
    """A trip that somebody thinks of. Without a day of return they ask for the longest one."""

    days = ("out", "back", "by")
    out = DateField(label=_("If I leave on"))
    back = DateField(label=_("and come back on"), required=False)
    by = DateField(
        label=_("or: how long can I stay away, if I want to sign on"),
        help_text=_("Fill in the day of return, or the day of signing."),
        required=False,
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._today = today

    def clean(self) -> dict[str, Any]:
        """Refuse what is past, and a question that asks nothing or two things."""
        cleaned = super().clean()
        out, back, by = (cleaned.get(name) for name in ("out", "back", "by"))
        if out and out < self._today:
            self.add_error("out", _("This day has passed. Write trips that were made into your journal."))
        if out and back and back < out:
            self.add_error("back", _("This is before the day on which you left. Check both days."))
        if out and by and by <= out:
            self.add_error("by", _("This must be after the day on which you leave."))
        if not self.errors and bool(back) == bool(by):
            self.add_error("back", _("Fill in the day of return, or the day of signing: one of both."))
        return cleaned


class FileForm(forms.Form):
    """A list or a calendar, as a file or as text."""

    file = forms.FileField(
        label=_("A file: a list (CSV), a calendar (.ics) or a journal saved here"),
        help_text=_("At most 1 MB. A list has one line for each trip, with the day you left and the day you came "
                    "back."),
        required=False,
        widget=forms.FileInput(attrs={"accept": ".csv,.txt,.tsv,.ics,.json,text/csv,text/calendar"}),
    )  # fmt: skip
    text = forms.CharField(
        label=_("Or paste your list here"),
        required=False,
        max_length=LONGEST_TEXT,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 5, "spellcheck": "false"}),
    )

    def clean(self) -> dict[str, Any]:
        """Refuse nothing at all."""
        cleaned = super().clean() or self.cleaned_data
        if not self.errors and not cleaned.get("file") and not str(cleaned.get("text") or "").strip():
            self.add_error("file", _("Choose a file, or paste your list."))
        return cleaned


class OrderForm(forms.Form):
    """In which order the dates of a list stand; with the list itself, sealed."""

    sealed = forms.CharField(widget=forms.HiddenInput)
    order = forms.ChoiceField(
        label=_("What comes first in your dates?"),
        choices=[(DAY_FIRST, _("The day")), (MONTH_FIRST, _("The month"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose an answer.")},
    )


class OpenForm(forms.Form):
    """The code of a journal that was saved."""

    code = forms.CharField(
        label=_("The code of your journal"),
        help_text=_("Sixteen digits, in groups of four."),
        max_length=60,
        widget=forms.TextInput(
            attrs={"inputmode": "numeric", "autocomplete": "off", "class": "width-20 code", "spellcheck": "false"}
        ),
        error_messages={"required": _("Enter the code.")},
    )
