"""What is asked before two records are joined or parted, and of which record one is compared with another."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from guichet.clients.queries import ClientFacts, id_for_uci
from guichet.clients.rules import uci_of
from guichet.clients.terms import MergeProof, MergeRefusal, UndoReason


class JoinForm(forms.Form):
    """Which record is kept, and what was compared."""

    kept = forms.TypedChoiceField(
        label=_("Which record is kept?"),
        help_text=_("Its name, language and addresses are used. The other record loses nothing."),
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={
            "required": MergeRefusal.NOT_ONE_OF_THEM.label,
            "invalid_choice": MergeRefusal.NOT_ONE_OF_THEM.label,
        },
    )
    proofs = forms.TypedMultipleChoiceField(
        label=_("What did you compare?"),
        choices=MergeProof.choices,
        coerce=MergeProof,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": MergeRefusal.NO_PROOF.label, "invalid_choice": MergeRefusal.NO_PROOF.label},
    )

    def __init__(self, one: ClientFacts, other: ClientFacts, data: Any = None) -> None:
        super().__init__(data)
        field = self.fields["kept"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(facts.client_id, f"{facts.shown_uci} – {facts.name}") for facts in (one, other)]


class PartForm(forms.Form):
    """Why two records are parted again."""

    reason = forms.TypedChoiceField(
        label=_("Why are they separated?"),
        choices=UndoReason.choices,
        coerce=UndoReason,
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose why the records are separated."),
            "invalid_choice": _("Choose why the records are separated."),
        },
    )


class OtherRecordForm(forms.Form):
    """The record with which one is compared."""

    uci = forms.CharField(
        label=_("UCI of the other record"),
        max_length=40,
        error_messages={"required": _("Enter the UCI of the other record.")},
    )

    def clean_uci(self) -> int:
        """Return the number of the record with this identifier."""
        uci = uci_of(self.cleaned_data["uci"])
        found = id_for_uci(uci) if uci else None
        if found is None:
            raise forms.ValidationError(MergeRefusal.NO_SUCH_RECORD.label)
        return found
