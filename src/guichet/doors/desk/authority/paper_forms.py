"""What staff type of a form on paper, what the second person says of it, and how an authority is ended."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from guichet.clients.actions import Paper, Profile
from guichet.clients.queries import FormFault, PartyFacts, regulators
from guichet.clients.rules import KindPolicy, Wish
from guichet.clients.terms import AuthorityEnd, AuthorityProof, AuthorityRefusal, AuthoritySource
from guichet.design.forms import CountedTextarea, DateField
from guichet.foundation.languages import Language
from guichet.identity.terms import AuthorityKind, Disclosure

YES, NO, NEW = "yes", "no", "new"
HOLDS, HOLDS_NOT = "holds", "holds-not"
LONGEST_WORDS = 1000
# Forms that come in on paper, in the order in which they are common.
SOURCES = [AuthoritySource.IMM5476, AuthoritySource.IMM5475, AuthoritySource.MP_CONSENT, AuthoritySource.WRITTEN,
           AuthoritySource.ESTATE_PAPER]  # fmt: skip
# Where in the form a refusal belongs.
PLACE_OF = {
    AuthorityRefusal.SCOPE: "sees",
    AuthorityRefusal.DECEASED: "kind",
    AuthorityRefusal.NOT_DECEASED: "kind",
    AuthorityRefusal.SOURCE: "source",
    AuthorityRefusal.PROOF: "signed_on",
    AuthorityRefusal.END_NEEDED: "until",
    AuthorityRefusal.TOO_LONG: "until",
    AuthorityRefusal.ENDS_TOO_SOON: "until",
    AuthorityRefusal.FILES_NEEDED: "numbers",
    AuthorityRefusal.YOURSELF: "name",
    AuthorityRefusal.LICENCE: "licence_number",
}


class ArrivedForm(forms.Form):
    """Of a form on paper: which it is, when it was signed and came in, and where the original is."""

    source = forms.ChoiceField(
        label=_("Which form is it?"),
        choices=[(one.value, one.label) for one in SOURCES],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose which form it is.")},
    )
    form_version = forms.CharField(
        label=_("Version printed on the form"),
        max_length=20,
        required=False,
        widget=forms.TextInput(attrs={"class": "width-10", "autocomplete": "off"}),
    )
    signed_on = DateField(label=_("Signed by the client on"))
    received_on = DateField(label=_("Came in on"))
    original = forms.CharField(
        label=_("Where is the original?"),
        help_text=_("The number of the scan, the box or the folder: a colleague must find it. No names."),
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": _("Say where the original is.")},
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._today = today

    def clean(self) -> dict[str, Any]:
        """Return what was typed; nothing was signed or came in tomorrow, nor before it was signed."""
        said = super().clean() or {}
        signed, received = said.get("signed_on"), said.get("received_on")
        if signed and signed > self._today:
            self.add_error("signed_on", _("This day is still to come."))
        if received and received > self._today:
            self.add_error("received_on", _("This day is still to come."))
        elif signed and received and received < signed:
            self.add_error("received_on", _("It cannot come in before it was signed."))
        return said

    @property
    def paper(self) -> Paper:
        """Return when it came in and where it is."""
        return Paper(received_on=self.cleaned_data["received_on"], original=self.cleaned_data["original"])


class RecordForm(ArrivedForm):
    """A form that lets somebody see or act: who, for how much, of which files, until when."""

    kind = forms.ChoiceField(
        label=_("As what is the person named?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose as what the person is named.")},
    )
    holder = forms.ChoiceField(label=_("Whom does it name?"))
    name = forms.CharField(
        label=_("Name on the form"),
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    organisation = forms.CharField(label=_("Firm or organisation"), max_length=200, required=False)
    email = forms.EmailField(
        label=_("E-mail address on the form"),
        help_text=_("If the form names one. An account with this address sees the file once the form is verified."),
        required=False,
        max_length=254,
        error_messages={"invalid": _("This is not a whole e-mail address.")},
    )
    paid = forms.ChoiceField(
        label=_("Does the form say that the person is paid?"),
        choices=[(NO, _("No")), (YES, _("Yes"))],
        widget=forms.RadioSelect,
        required=False,
    )
    regulator = forms.ChoiceField(label=_("Who licenses this person"), required=False)
    licence_number = forms.CharField(
        label=_("Licence or membership number"),
        max_length=40,
        required=False,
        widget=forms.TextInput(attrs={"class": "width-10", "autocomplete": "off", "spellcheck": "false"}),
    )
    sees = forms.ChoiceField(
        label=_("What may they be told?"),
        choices=[
            (Disclosure.STATUS.value, _("Only where the file stands, and what it waits for")),
            (Disclosure.CASE.value, _("Also letters, documents, notes and the reasons of a decision")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what they may be told.")},
    )
    acts = forms.ChoiceField(
        label=_("May they act in the client’s name?"),
        choices=[(NO, _("No")), (YES, _("Yes"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Say whether they may act.")},
    )
    numbers = forms.MultipleChoiceField(
        label=_("For which files?"),
        help_text=_("None for all files, also those to come."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    until = DateField(
        label=_("Until which day?"), help_text=_("Only if the form, or the kind, sets an end."), required=False
    )
    field_order = (
        "source", "form_version", "kind", "holder", "name", "organisation", "email", "paid", "regulator",
        "licence_number", "sees", "acts", "numbers", "signed_on", "until", "received_on", "original",
    )  # fmt: skip

    def __init__(
        self,
        *args: Any,
        kinds: Iterable[KindPolicy],
        known: Sequence[PartyFacts],
        files: Mapping[str, str],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        language = Language.of(get_language())
        offer(self, "kind", [(one.code, AuthorityKind(one.code).label) for one in kinds])
        offer(self, "regulator", [("", _("Choose")), *((one.code, one.name.say(language)) for one in _licensing())])
        offer(self, "numbers", [(number, f"{number} · {program}") for number, program in files.items()])
        if known:
            offer(self, "holder", [(NEW, _("Somebody else")), *((str(one.party_id), one.name) for one in known)])
        else:
            del self.fields["holder"]
        if not files:
            del self.fields["numbers"]

    def clean(self) -> dict[str, Any]:
        """Return what was typed; somebody new has a name, and whoever is paid a regulator and a number."""
        said = super().clean() or {}
        if self.party_id is not None:
            return said
        if not said.get("name", "").strip() and "name" not in self.errors:
            self.add_error("name", _("Enter the name on the form."))
        if said.get("paid") == YES:
            if not said.get("regulator") and "regulator" not in self.errors:
                self.add_error("regulator", _("Choose who licenses this person."))
            if not said.get("licence_number") and "licence_number" not in self.errors:
                self.add_error("licence_number", _("Enter the number of the licence."))
        elif not said.get("paid") and "paid" not in self.errors:
            self.add_error("paid", _("Say whether the person is paid."))
        return said

    @property
    def party_id(self) -> int | None:
        """Return whom the form names among those whom we know; None for somebody new."""
        named = self.cleaned_data.get("holder") or NEW
        return None if named == NEW else int(named)

    @property
    def profile(self) -> Profile:
        """Return who was described."""
        said = self.cleaned_data
        paid = said["paid"] == YES
        return Profile(
            name=said["name"],
            organisation=said["organisation"],
            is_paid=paid,
            regulator=said["regulator"] if paid else "",
            licence_number=said["licence_number"] if paid else "",
        )

    @property
    def wish(self) -> Wish:
        """Return what the form asks for."""
        said = self.cleaned_data
        return Wish(
            kind=AuthorityKind(said["kind"]),
            sees=frozenset({Disclosure.STATUS, Disclosure(said["sees"])}),
            acts=said["acts"] == YES,
            files=frozenset(said.get("numbers") or ()),
            source=AuthoritySource(said["source"]),
            proof=AuthorityProof.SIGNATURE_SEEN,
            form_version=said["form_version"],
            signed_on=said["signed_on"],
            ends_at=_end_of(said["until"]) if said["until"] else None,
        )

    def refuse(self, refusal: AuthorityRefusal) -> None:
        """Say why this cannot be recorded, at the field that mends it."""
        place = PLACE_OF.get(refusal)
        self.add_error(place if place in self.fields else None, str(refusal.label))


class VerifyForm(forms.Form):
    """Whether a form holds; if not, why."""

    holds = forms.ChoiceField(
        label=_("Does the form hold?"),
        choices=[(HOLDS, _("Yes: what was typed agrees with the original")), (HOLDS_NOT, _("No"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Say whether the form holds.")},
    )
    fault = forms.ChoiceField(label=_("If not, why?"), help_text=_("The client is told this."), required=False)
    words = forms.CharField(
        label=_("A note for colleagues"),
        help_text=_("Sealed. The client is not told this."),
        required=False,
        max_length=LONGEST_WORDS,
        widget=CountedTextarea(limit=LONGEST_WORDS, rows=3),
    )

    def __init__(self, *args: Any, faults: Iterable[FormFault], only_no: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        language = Language.of(get_language())
        offer(self, "fault", [("", _("Choose")), *((one.code, one.label.say(language)) for one in faults)])
        if only_no:
            offer(self, "holds", [(HOLDS_NOT, _("No"))])

    def clean(self) -> dict[str, Any]:
        """Return what was said; a no has its reason."""
        said = super().clean() or {}
        if said.get("holds") == HOLDS_NOT and not said.get("fault") and "fault" not in self.errors:
            self.add_error("fault", str(AuthorityRefusal.FAULT.label))
        return said


class EndForm(ArrivedForm):
    """Why an authority is ended now: by a signed form, or because the client says so."""

    why = forms.ChoiceField(
        label=_("Why is it ended?"),
        choices=[
            (AuthorityEnd.SAID.value, _("The client tells us so now, and I made sure that it is they")),
            (AuthorityEnd.PAPER.value, _("A signed form takes it back")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose why it is ended.")},
    )
    field_order = ("why", "source", "form_version", "signed_on", "received_on", "original")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("source", "signed_on", "received_on", "original"):
            self.fields[name].required = False
        self.fields["source"].help_text = _("The rest only for a signed form.")

    def clean(self) -> dict[str, Any]:
        """Return what was said; for a form, all of it."""
        said = super().clean() or {}
        if said.get("why") == AuthorityEnd.PAPER:
            for name in ("source", "signed_on", "received_on", "original"):
                if not said.get(name) and name not in self.errors:
                    required = self.fields[name].error_messages["required"]
                    self.add_error(name, required)
        return said


def offer(form: forms.Form, name: str, offered: Iterable[tuple[Any, Any]]) -> None:
    """Give a field its choices."""
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)
    field.choices = list(offered)


def _licensing() -> Iterable[Any]:
    return regulators().values()


def _end_of(day: date) -> datetime:
    """Return the moment at which a day is over, where the service is."""
    zone = timezone.get_default_timezone()
    return datetime.combine(day + timedelta(days=1), time.min, tzinfo=zone).astimezone(UTC)
