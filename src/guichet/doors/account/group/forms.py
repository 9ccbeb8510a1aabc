"""Whom a group of sponsors asks to belong to it, and the most they will see."""

from django import forms
from django.utils.translation import gettext_lazy as _

from guichet.clients.terms import AuthorityRefusal, Shown


class MemberForm(forms.Form):
    """Somebody who sponsors together with others."""

    name = forms.CharField(
        label=_("Name"),
        max_length=200,
        help_text=_("The people you sponsor read it, so that they know who sees their file."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": _("Enter the name.")},
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
    sees = forms.ChoiceField(
        label=_("What may this member see at most?"),
        help_text=_("Never more than the person you sponsor lets the group see."),
        choices=[
            (Shown.STATUS.value, _("Only where the file stands, and what it waits for")),
            (Shown.CASE.value, _("Also letters, documents, notes and the reasons of a decision")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what they may see.")},
    )

    @property
    def shown(self) -> Shown:
        """Return the most that they will see."""
        return Shown(self.cleaned_data["sees"])

    def refuse(self, refusal: AuthorityRefusal) -> None:
        """Say why they cannot be asked."""
        place = "email" if refusal is AuthorityRefusal.YOURSELF else None
        self.add_error(place, str(WHY.get(refusal, refusal.label)))


WHY = {
    AuthorityRefusal.YOURSELF: _("This is your own address. Enter that of the other person."),
    AuthorityRefusal.NOT_YOURS: _("Only a group whose helpers are not paid has members. Say first who you are."),
}
