"""What somebody decides about what a client says is wrong."""

from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from guichet.design.forms import CountedTextarea, DateField
from guichet.foundation.countries import country_names
from guichet.foundation.languages import Language
from guichet.privacy.actions import Decision
from guichet.privacy.terms import CorrectionFact, CorrectionRefusal, Shown

LONGEST = 2000
CORRECT, LEAVE = "CORRECT", "LEAVE"


class DecisionForm(forms.Form):
    """Put it right, or leave it with a reason."""

    outcome = forms.ChoiceField(
        label=_("What do you decide?"),
        choices=[(CORRECT, _("It is put right")), (LEAVE, _("It stays; what the client says stands beside it"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what you decide."), "invalid_choice": _("Choose one of these.")},
    )

    def __init__(self, *args: Any, fact: CorrectionFact, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._fact = fact
        if fact in {CorrectionFact.NAME, CorrectionFact.BIRTH_DATE, CorrectionFact.COUNTRY}:
            self.fields["after"] = _identity(fact)
            self.fields["shown"] = forms.ChoiceField(
                label=_("What showed it?"),
                required=False,
                choices=[("", _("Nothing yet")), *Shown.choices],
                error_messages={"invalid_choice": _("Choose one of these.")},
            )
        else:
            self.fields["before"] = _words(_("What did it say?"), "")
            self.fields["after"] = _words(
                _("What does it say now?"), _("Correct it in the case system first: from there it comes back here.")
            )
        self.fields["answer"] = _words(
            _("What do you tell the client?"), _("They read this. Needed where it stays as it is.")
        )

    def clean(self) -> dict[str, Any]:
        """Ask for what each decision needs."""
        said = super().clean() or {}
        if said.get("outcome") == LEAVE and not said.get("answer", "").strip():
            self.add_error("answer", CorrectionRefusal.NO_REASON.label)
        if said.get("outcome") == CORRECT:
            if not said.get("after") and "after" not in self.errors:
                self.add_error("after", CorrectionRefusal.NO_VALUE.label)
            if "shown" in self.fields and not said.get("shown"):
                self.add_error("shown", CorrectionRefusal.NOT_SHOWN.label)
        return said

    @property
    def corrects(self) -> bool:
        """Return whether it is put right."""
        return bool(self.cleaned_data["outcome"] == CORRECT)

    @property
    def decision(self) -> Decision:
        """Return what is put right."""
        said = self.cleaned_data
        after = said["after"]
        return Decision(
            after=after.isoformat() if hasattr(after, "isoformat") else after,
            shown=Shown(said["shown"]) if said.get("shown") else None,
            answer=said["answer"],
            before=said.get("before", ""),
        )


def _identity(fact: CorrectionFact) -> forms.Field:
    label = _("What is it from now on?")
    match fact:
        case CorrectionFact.NAME:
            return _words(label, _("Each way of writing it on a line of its own, the one to use first."))
        case CorrectionFact.BIRTH_DATE:
            return DateField(label=label, required=False)
    countries = country_names(Language.of(get_language()))
    return forms.ChoiceField(label=label, required=False, choices=[("", _("Choose a country")), *countries.items()])


def _words(label: Any, hint: Any) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=hint,
        required=False,
        max_length=LONGEST,
        widget=CountedTextarea(limit=LONGEST),
    )
