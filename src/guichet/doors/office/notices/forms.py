"""The form in which a notice is written: both languages side by side, for whom, about what, from when until when."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from guichet.design.forms import DateField
from guichet.doors.office.typed import codes_in, one_line
from guichet.foundation.languages import Text
from guichet.knowledge.rules import PublicNotice
from guichet.knowledge.rules.notices import LONGEST_TEXT, LONGEST_TITLE
from guichet.knowledge.terms import NoticeAudience, NoticeKind, NoticeRefusal
from guichet.language.typography import french

# What is wrong with a notice stands at the field that mends it; the rest stands above the form.
FIELDS = {
    NoticeRefusal.NOT_LATER: "shows_until",
    NoticeRefusal.SHOWN_TOO_LONG: "shows_until",
    NoticeRefusal.NO_PROGRAM: "programs",
    NoticeRefusal.NO_COUNTRY: "countries",
    NoticeRefusal.NO_OFFICE: "offices",
    NoticeRefusal.NO_AUDIENCE: "audiences",
}


def _text(language: str, label: Any) -> forms.CharField:
    return forms.CharField(
        label=label, max_length=LONGEST_TEXT, widget=forms.Textarea(attrs={"rows": 4, "lang": language})
    )


def _title(language: str, label: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=LONGEST_TITLE, widget=forms.TextInput(attrs={"lang": language}))


class NoticeForm(forms.Form):
    """All of a notice."""

    kind = forms.ChoiceField(
        label=_("How much it matters"),
        help_text=_("Urgent is for what people must know today. A manager publishes it at once."),
        choices=NoticeKind.choices,
        initial=NoticeKind.INFORMATION,
    )
    en_title = _title("en", _("Title in English"))
    en_text = _text("en", _("Text in English"))
    fr_title = _title("fr", _("Title in French"))
    fr_text = _text("fr", _("Text in French"))
    audiences = forms.MultipleChoiceField(
        label=_("Who sees it"), choices=NoticeAudience.choices, widget=forms.CheckboxSelectMultiple
    )
    programs = forms.CharField(
        label=_("Only these programs"),
        help_text=_("Codes, with spaces between them. Empty: all."),
        required=False,
        max_length=400,
    )
    countries = forms.CharField(
        label=_("Only these countries of residence or passport"),
        help_text=_("Codes of three letters, with spaces between them. Empty: all."),
        required=False,
        max_length=800,
    )
    offices = forms.CharField(
        label=_("Only these offices"),
        help_text=_("Codes, with spaces between them. Empty: all."),
        required=False,
        max_length=800,
    )
    shows_from = DateField(label=_("First day"))
    shows_until = DateField(label=_("Last day"))

    def __init__(self, *args: Any, notice: PublicNotice | None = None, **kwargs: Any) -> None:
        """Begin with a notice, or with nothing."""
        if notice:
            kwargs.setdefault("initial", _initial(notice))
        super().__init__(*args, **kwargs)

    @property
    def notice(self) -> PublicNotice:
        """Return the notice that was written; only of a form that is valid."""
        said = self.cleaned_data
        return PublicNotice(
            kind=NoticeKind(said["kind"]),
            title=Text(one_line(said["en_title"]), french(one_line(said["fr_title"]))),
            text=Text(one_line(said["en_text"]), french(one_line(said["fr_text"]))),
            audiences=frozenset(NoticeAudience(one) for one in said["audiences"]),
            programs=codes_in(said["programs"]),
            countries=codes_in(said["countries"]),
            offices=codes_in(said["offices"]),
            shows_from=said["shows_from"],
            shows_until=said["shows_until"],
        )

    def refuse(self, reasons: tuple[NoticeRefusal, ...]) -> None:
        """Say what the rules found wrong, each at its field."""
        for reason in reasons:
            self.add_error(FIELDS.get(reason), str(reason.label))


class SendBackForm(forms.Form):
    """Why a version goes back to who wrote it."""

    why = forms.CharField(
        label=_("What should be changed?"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Say what should be changed.")},
    )


def _initial(notice: PublicNotice) -> dict[str, Any]:
    return {
        "kind": notice.kind,
        "en_title": notice.title.en,
        "en_text": notice.text.en,
        "fr_title": notice.title.fr,
        "fr_text": notice.text.fr,
        "audiences": sorted(notice.audiences),
        "programs": " ".join(notice.programs),
        "countries": " ".join(notice.countries),
        "offices": " ".join(notice.offices),
        "shows_from": notice.shows_from,
        "shows_until": notice.shows_until,
    }
