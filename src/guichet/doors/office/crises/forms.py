"""What is typed when a crisis is opened, led and closed."""

from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.conf import settings
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from guichet.crises.actions import LONGEST
from guichet.crises.rules import Plan
from guichet.crises.terms import CrisisRefusal, LessonKind
from guichet.design.forms import DateField
from guichet.doors.office.typed import codes_in, one_line
from guichet.foundation.languages import Text
from guichet.language.typography import french

# What is wrong with a plan stands at the field that mends it.
FIELDS = {
    CrisisRefusal.NO_PLACE: "countries",
    CrisisRefusal.NO_COUNTRY: "countries",
    CrisisRefusal.NO_PROGRAM: "programs",
    CrisisRefusal.NAME_TAKEN: "address",
    CrisisRefusal.BOX_TAKEN: "box",
    CrisisRefusal.TOO_LONG: "last_day",
    CrisisRefusal.IN_THE_PAST: "last_day",
    CrisisRefusal.NO_NAME: "en_name",
}


def _line(language: str, label: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=80, widget=forms.TextInput(attrs={"lang": language}))


def _words(language: str, label: Any, most: int) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": 4, "lang": language})
    return forms.CharField(label=label, max_length=most, widget=widget)


class OpenForm(forms.Form):
    """All that it takes to open a crisis."""

    en_name = _line("en", _("What it is called, in English"))
    fr_name = _line("fr", _("What it is called, in French"))
    en_words = _words("en", _("What everybody reads first, in English"), 400)
    fr_words = _words("fr", _("What everybody reads first, in French"), 400)
    countries = forms.CharField(
        label=_("Countries"),
        help_text=_("Codes of three letters, with spaces between them. Empty: only the programs count."),
        required=False,
        max_length=800,
    )
    programs = forms.CharField(
        label=_("Programs"),
        help_text=_("Codes, with spaces between them. Empty: all."),
        required=False,
        max_length=400,
    )
    address = forms.SlugField(
        label=_("Its name in the addresses of our site"),
        help_text=_("Small letters, digits and hyphens, such as fires-2026."),
        max_length=40,
    )
    box = forms.EmailField(
        label=_("E-mail address of its own"),
        help_text=_("One that your mail server hands to us. Empty: no e-mail address of its own."),
        required=False,
        max_length=254,
    )
    last_day = DateField(label=_("Last day"), help_text=_("It can be closed earlier at any time."))

    @property
    def plan(self) -> Plan:
        """Return the plan that was written; only of a form that is valid."""
        said = self.cleaned_data
        return Plan(
            address=said["address"].lower(),
            name=Text(one_line(said["en_name"]), french(one_line(said["fr_name"]))),
            first_words=Text(one_line(said["en_words"]), french(one_line(said["fr_words"]))),
            countries=codes_in(said["countries"]),
            programs=codes_in(said["programs"]),
            box=said["box"],
            last_day=said["last_day"],
        )

    def refuse(self, reasons: tuple[CrisisRefusal, ...]) -> None:
        """Say what the rules found wrong, each at its field."""
        for reason in reasons:
            self.add_error(FIELDS.get(reason), str(reason.label))


class AnswerForm(forms.Form):
    """An answer that may be sent once somebody else approved it."""

    en_title = _line("en", _("What it is about, in English"))
    fr_title = _line("fr", _("What it is about, in French"))
    en_text = _words("en", _("The answer in English"), LONGEST)
    fr_text = _words("fr", _("The answer in French"), LONGEST)

    @property
    def title(self) -> Text:
        """Return what it is about."""
        return Text(one_line(self.cleaned_data["en_title"]), french(one_line(self.cleaned_data["fr_title"])))

    @property
    def text(self) -> Text:
        """Return the answer."""
        return Text(self.cleaned_data["en_text"].strip(), french(self.cleaned_data["fr_text"].strip()))


class LendForm(forms.Form):
    """Who is lent to a crisis, and until which day."""

    email = forms.EmailField(label=_("E-mail address with which they sign in"), max_length=254)
    last_day = DateField(label=_("Last day"), help_text=_("Their rights end by themselves in the evening of that day."))

    @property
    def until(self) -> datetime:
        """Return the moment at which the loan ends: the end of the last day."""
        day: date = self.cleaned_data["last_day"]
        return datetime.combine(day, time(23, 59, 59), ZoneInfo(settings.TIME_ZONE))


class CloseForm(forms.Form):
    """What was learnt; at least one thing."""

    def __init__(self, data: QueryDict | None) -> None:
        super().__init__(data)
        for kind in LessonKind:
            self.fields[kind.value] = forms.CharField(
                label=str(kind.label),
                help_text=_("Write nothing about a person.") if kind is LessonKind.WORKED else "",
                required=False,
                max_length=4_000,
                widget=forms.Textarea(attrs={"rows": 4}),
            )

    @property
    def lessons(self) -> dict[LessonKind, str]:
        """Return what was written."""
        return {kind: self.cleaned_data.get(kind.value, "") for kind in LessonKind}
