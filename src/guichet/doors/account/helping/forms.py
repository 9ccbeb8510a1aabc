"""What somebody says who helps clients: who they are, and whom they ask."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from guichet.clients.queries import HandBackReason
from guichet.clients.rules import KindPolicy, Wish
from guichet.clients.terms import AuthorityRefusal
from guichet.design.forms import CountedTextarea, DateField
from guichet.doors.account.people.forms import NO, PLACE_OF, YES, ProfileForm
from guichet.doors.account.people.words import end_of
from guichet.foundation.languages import Language
from guichet.identity.terms import AuthorityKind, Disclosure

LONGEST_WORDS = 1000


class OwnProfileForm(ProfileForm):
    """Who somebody is that helps clients, as they say themselves."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = _("Your name, or the name of your group")
        self.fields["paid"].label = _("Are you paid for it, in money or in any other way?")
        self.fields["regulator"].label = _("Who licenses you")


class HandBackForm(forms.Form):
    """Why somebody hands an authority back."""

    reason = forms.ChoiceField(
        label=_("Why do you hand it back?"),
        help_text=_("The client is told this."),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose a reason.")},
    )
    words = forms.CharField(
        label=_("A word to the client"),
        help_text=_("The client reads it in their account, and nobody else but those who serve them."),
        required=False,
        max_length=LONGEST_WORDS,
        widget=CountedTextarea(limit=LONGEST_WORDS, rows=4),
    )

    def __init__(self, *args: Any, reasons: Iterable[HandBackReason], language: Language, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice = self.fields["reason"]
        assert isinstance(choice, forms.ChoiceField)
        choice.choices = [(one.code, one.label.say(language)) for one in reasons]


class AskForm(forms.Form):
    """Which client is asked, as what, and for how much."""

    number = forms.CharField(
        label=_("The client’s identifier (UCI) or an application number"),
        help_text=_("The client gives it to you. For a sponsored file, enter the application number."),
        max_length=40,
        widget=forms.TextInput(attrs={"class": "width-20", "autocomplete": "off", "spellcheck": "false"}),
        error_messages={"required": _("Enter the number.")},
    )
    kind = forms.ChoiceField(
        label=_("As what do you ask?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose as what you ask.")},
    )
    sees = forms.ChoiceField(
        label=_("What do you ask to see?"),
        choices=[
            (Disclosure.STATUS.value, _("Only where the file stands, and what it waits for")),
            (Disclosure.CASE.value, _("Also letters, documents, notes and the reasons of a decision")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what you ask to see.")},
    )
    acts = forms.ChoiceField(
        label=_("Do you ask to act in the client’s name?"),
        choices=[(NO, _("No")), (YES, _("Yes"))],
        widget=forms.RadioSelect,
        help_text=_("Only a representative can."),
        error_messages={"required": _("Say whether you ask to act.")},
    )
    until = DateField(
        label=_("Until which day?"),
        help_text=_("A representative may leave it empty: then it holds until the client takes it back."),
        required=False,
    )

    def __init__(self, *args: Any, kinds: Iterable[KindPolicy], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._names_files = {one.code for one in kinds if one.names_files}
        choice = self.fields["kind"]
        assert isinstance(choice, forms.ChoiceField)
        choice.choices = [(one.code, AuthorityKind(one.code).label) for one in kinds]

    def wish(self, number: str) -> Wish:
        """Return what is asked for; `number` is the application number that was typed, where the kind names files."""
        entered = self.cleaned_data
        return Wish(
            kind=AuthorityKind(entered["kind"]),
            sees=frozenset({Disclosure.STATUS, Disclosure(entered["sees"])}),
            acts=entered["acts"] == YES,
            files=frozenset({number}) if entered["kind"] in self._names_files else frozenset(),
            ends_at=end_of(entered["until"]) if entered["until"] else None,
        )

    def refuse(self, refusal: AuthorityRefusal) -> None:
        """Say why this may not be asked, at the field that mends it."""
        place = {AuthorityRefusal.SCOPE: "acts"}.get(refusal, PLACE_OF.get(refusal))
        self.add_error(place if place in self.fields else None, str(refusal.label))
