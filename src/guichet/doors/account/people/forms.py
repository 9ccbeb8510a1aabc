"""What a client says when they appoint somebody: who it is, and what they may see and do."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from guichet.clients.actions import Profile
from guichet.clients.queries import regulators
from guichet.clients.rules import KindPolicy, Wish
from guichet.clients.terms import AuthorityRefusal
from guichet.design.dates import local_day, long_day
from guichet.design.forms import DateField
from guichet.doors.account.people.words import end_of
from guichet.foundation.languages import Language
from guichet.identity.terms import AuthorityKind, Disclosure

WHAT_IT_IS = {
    AuthorityKind.REPRESENTATIVE: _("A representative: may see my file, answer you and act for me"),
    AuthorityKind.HELPER: _("A person I trust: may be told about my file, and may not act for me"),
    AuthorityKind.SPONSOR: _("My sponsor: may be told about the files I choose"),
    AuthorityKind.SPONSOR_GROUP: _("A sponsors’ group: may be told about the files I choose"),
    AuthorityKind.MP_OFFICE: _("The office of a member of Parliament or senator: may be told about my file"),
    AuthorityKind.PARTNER_SITE: _("A partner site: may be told where the files I choose stand"),
}
# Where in the form a refusal belongs.
PLACE_OF = {
    AuthorityRefusal.END_NEEDED: "until",
    AuthorityRefusal.TOO_LONG: "until",
    AuthorityRefusal.ENDS_TOO_SOON: "until",
    AuthorityRefusal.FILES_NEEDED: "numbers",
}
YES, NO = "yes", "no"


class ProfileForm(forms.Form):
    """Somebody who helps: their name, and whether they are paid and licensed."""

    name = forms.CharField(
        label=_("Name"),
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": _("Enter the name.")},
    )
    organisation = forms.CharField(
        label=_("Firm or organisation"),
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    paid = forms.ChoiceField(
        label=_("Is this person paid for it, in money or in any other way?"),
        choices=[(NO, _("No")), (YES, _("Yes"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Say whether the person is paid.")},
    )
    regulator = forms.ChoiceField(
        label=_("Who licenses this person"),
        help_text=_("Only if the person is paid. Nobody else may be paid for advice on immigration or citizenship."),
        required=False,
    )
    licence_number = forms.CharField(
        label=_("Licence or membership number"),
        help_text=_("Only if the person is paid. We look it up in the register."),
        max_length=40,
        required=False,
        widget=forms.TextInput(attrs={"class": "width-10", "autocomplete": "off", "spellcheck": "false"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        language = Language.of(get_language())
        _choices(
            self,
            "regulator",
            [("", _("Choose")), *((one.code, one.name.say(language)) for one in regulators().values())],
        )

    def clean(self) -> dict[str, Any]:
        """Return what was entered; whoever is paid has a regulator and a number."""
        entered = super().clean() or {}
        if entered.get("paid") == YES:
            if not entered.get("regulator") and "regulator" not in self.errors:
                self.add_error("regulator", _("Choose who licenses this person."))
            if not entered.get("licence_number") and "licence_number" not in self.errors:
                self.add_error("licence_number", _("Enter the number of the licence."))
        return entered

    def profile(self) -> Profile:
        """Return who was described."""
        entered = self.cleaned_data
        paid = entered["paid"] == YES
        return Profile(
            name=entered["name"],
            organisation=entered["organisation"],
            is_paid=paid,
            regulator=entered["regulator"] if paid else "",
            licence_number=entered["licence_number"] if paid else "",
        )


class WhoForm(ProfileForm):
    """Whom a client appoints: as what, who, and by which address we ask them."""

    kind = forms.ChoiceField(
        label=_("Whom do you want to appoint?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose whom you want to appoint.")},
    )
    email = forms.EmailField(
        label=_("E-mail address of this person"),
        help_text=_("They sign in with this address and say yes or no. We do not tell you whether it has an account."),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        error_messages={
            "required": _("Enter the e-mail address."),
            "invalid": _("This is not a whole e-mail address."),
        },
    )
    field_order = ("kind", "name", "organisation", "email", "paid", "regulator", "licence_number")

    def __init__(self, *args: Any, kinds: Iterable[KindPolicy], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choices(self, "kind", [(one.code, WHAT_IT_IS[AuthorityKind(one.code)]) for one in kinds])

    @property
    def appointed_as(self) -> AuthorityKind:
        """Return as what somebody is appointed."""
        return AuthorityKind(self.cleaned_data["kind"])


class ScopeForm(forms.Form):
    """What somebody may see and do, of which files, and until when; asked only as far as the policy leaves a choice."""

    sees = forms.ChoiceField(
        label=_("What may they see?"),
        choices=[
            (Disclosure.STATUS.value, _("Only where the file stands, and what it waits for")),
            (Disclosure.CASE.value, _("Also letters, documents, notes and the reasons of a decision")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what they may see.")},
    )
    acts = forms.ChoiceField(
        label=_("May they act in your name?"),
        choices=[(NO, _("No, they may only be told")), (YES, _("Yes, they may answer you and act for me"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Say whether they may act in your name.")},
    )
    numbers = forms.MultipleChoiceField(
        label=_("For which files?"), required=False, widget=forms.CheckboxSelectMultiple
    )
    until = DateField(label=_("Until which day?"), required=False)

    def __init__(
        self,
        *args: Any,
        kind: AuthorityKind,
        policy: KindPolicy,
        files: Sequence[tuple[str, str]],
        now: datetime,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self._kind = kind
        if Disclosure.CASE not in policy.sees:
            del self.fields["sees"]
        if not policy.acts:
            del self.fields["acts"]
        if files:
            _choices(self, "numbers", files)
        else:
            del self.fields["numbers"]
        if policy.names_files:
            hint = _("Choose at least one. They see nothing of the others.")
        else:
            hint = _("Choose none for all files, also those to come.")
        if "numbers" in self.fields:
            self.fields["numbers"].help_text = hint
            self.fields["numbers"].required = policy.names_files
            self.fields["numbers"].error_messages["required"] = _("Choose at least one file.")
        self.fields["until"].required = policy.must_end
        if policy.longest is not None:
            words = _("It ends by itself after this day: on %(day)s at the latest. You can give it again then.")
            latest = local_day(now + policy.longest) - timedelta(days=1)
            self.fields["until"].help_text = words % {"day": long_day(latest)}
        else:
            self.fields["until"].help_text = _("Leave it empty and it holds until you take it back.")

    def wish(self) -> Wish:
        """Return what was chosen."""
        entered = self.cleaned_data
        sees = {Disclosure.STATUS, Disclosure(entered.get("sees") or Disclosure.STATUS)}
        return Wish(
            kind=self._kind,
            sees=frozenset(sees),
            acts=entered.get("acts") == YES,
            files=frozenset(entered.get("numbers") or ()),
            ends_at=end_of(entered["until"]) if entered["until"] else None,
        )

    def refuse(self, refusal: AuthorityRefusal) -> None:
        """Say why this may not be given, at the field that mends it."""
        place = PLACE_OF.get(refusal)
        self.add_error(place if place in self.fields else None, str(refusal.label))


def _choices(form: forms.Form, name: str, choices: Sequence[tuple[Any, Any]]) -> None:
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)
    field.choices = choices
