"""What an agent says of whoever asks."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from guichet.clients.actions import Call
from guichet.clients.queries import AuthorityFacts
from guichet.clients.terms import AskedFor, CallerCheck, Consent, Requester, WayIn

ROW = "authority-"
# Ways in which somebody asks a person; the line kept for an office is a check.
WAYS = [WayIn.SPOKEN, WayIn.WRITTEN, WayIn.OPEN]


class CallForm(forms.Form):
    """Who asks, how the agent made sure, what is asked, and of which file."""

    who = forms.ChoiceField(label=_("Who is asking?"), error_messages={"required": _("Choose who is asking.")})
    check = forms.ChoiceField(
        label=_("How did you make sure that it is they?"),
        choices=CallerCheck.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose how you made sure.")},
    )
    asked = forms.ChoiceField(
        label=_("What do they ask for?"),
        choices=AskedFor.choices,
        error_messages={"required": _("Choose what they ask for.")},
    )
    number = forms.ChoiceField(label=_("About which file?"), required=False)
    way = forms.ChoiceField(
        label=_("How do they ask?"),
        choices=[(one.value, one.label) for one in WAYS],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose how they ask.")},
    )

    def __init__(self, *args: Any, listed: Iterable[AuthorityFacts], files: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = [(f"{ROW}{one.authority_id}", _named(one)) for one in listed]
        others = [(one.value, one.label) for one in Requester if one is not Requester.CLIENT]
        _offer(
            self,
            "who",
            [
                ("", pgettext_lazy("caller", "Choose")),
                (Requester.CLIENT.value, Requester.CLIENT.label),
                *([(_("Listed above"), rows)] if rows else []),
                (_("Nobody who is listed. They say that they are:"), others),
            ],
        )
        _offer(
            self,
            "number",
            [("", _("No file in particular")), *((number, f"{number} · {name}") for number, name in files.items())],
        )

    def call(self) -> Call:
        """Return what was said."""
        said = self.cleaned_data
        listed = said["who"].startswith(ROW)
        return Call(
            authority_id=int(said["who"].removeprefix(ROW)) if listed else None,
            who=Requester.OTHER if listed else Requester(said["who"]),
            asked=AskedFor(said["asked"]),
            way=WayIn(said["way"]),
            check=CallerCheck(said["check"]),
            number=said["number"],
        )


def _named(one: AuthorityFacts) -> str:
    said = f"{one.who or one.kind.label} · {one.kind.label}"
    return f"{said} · {one.consent.label}" if one.consent is Consent.ENDED else said


def _offer(form: forms.Form, name: str, offered: Iterable[tuple[Any, Any]]) -> None:
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)
    field.choices = list(offered)
