"""What happens to a client's record."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import override

from guichet.foundation.languages import Language
from guichet.journal.events import Event, happening


@happening("client.registered", meaning="The case system told of a person for the first time.", visible=False)
@dataclass(frozen=True, slots=True, kw_only=True)
class ClientRegistered(Event):
    def sentence(self, language: Language) -> str:
        with override(language):
            return _("We opened a record for you.")


@happening("client.updated", meaning="The case system told of changed facts about a person.", visible=True)
@dataclass(frozen=True, slots=True, kw_only=True)
class ClientUpdated(Event):
    # Which facts: names, birth_date, country, language, email, phone, channel. Never the facts themselves.
    changed: tuple[str, ...]

    def sentence(self, language: Language) -> str:
        with override(language):
            return _("We updated the facts we hold about you.")


@happening("preferences.changed", meaning="The client chose language or way to be told.", visible=False)
@dataclass(frozen=True, slots=True, kw_only=True)
class PreferencesChanged(Event):
    changed: tuple[str, ...]

    def sentence(self, language: Language) -> str:
        with override(language):
            return _("You changed how we write to you.")


@happening(
    "preferences.noted",
    meaning="Staff wrote down what a client asked for: how to be told, what they need.",
    visible=True,
)
@dataclass(frozen=True, slots=True, kw_only=True)
class PreferencesNoted(Event):
    changed: tuple[str, ...]

    def sentence(self, language: Language) -> str:
        with override(language):
            return _("We wrote down how you want to be told and served, as you asked.")


@happening("account.linked", meaning="An account was linked to the client's files.", visible=True)
@dataclass(frozen=True, slots=True, kw_only=True)
class AccountLinked(Event):
    means: str

    def sentence(self, language: Language) -> str:
        with override(language):
            return _("An online account was linked to your files.")


@happening(
    "client.name_used_changed", meaning="A client, or staff with them, said which name we are to use.", visible=True
)
@dataclass(frozen=True, slots=True, kw_only=True)
class NameUsedChanged(Event):
    """Never says which: neither the new name nor the old one."""

    def sentence(self, language: Language) -> str:
        with override(language):
            return _("We use the name that you chose.")


@happening("client.described", meaning="A client said how they want to be spoken of and to.", visible=False)
@dataclass(frozen=True, slots=True, kw_only=True)
class Described(Event):
    # Which facts: gender, pronouns, greeting, said_as. Never the facts themselves.
    changed: tuple[str, ...]

    def sentence(self, language: Language) -> str:
        with override(language):
            return _("You told us how to speak of you and to you.")


@happening("contact.added", meaning="An address or number was added; nothing goes there yet.", visible=True)
@dataclass(frozen=True, slots=True, kw_only=True)
class ContactPointAdded(Event):
    point: int
    # email, phone or post.
    contact: str

    def sentence(self, language: Language) -> str:
        with override(language):
            match self.contact:
                case "email":
                    return _("A new e-mail address was added to your record.")
                case "phone":
                    return _("A new telephone number was added to your record.")
                case _:
                    return _("A new postal address was added to your record.")


@happening("contact.code_asked", meaning="A code was asked for, to confirm an address or number.", visible=False)
@dataclass(frozen=True, slots=True, kw_only=True)
class ContactCodeAsked(Event):
    point: int
    code: int

    def sentence(self, language: Language) -> str:
        with override(language):
            return _("You asked for a code to confirm an address or number.")


@happening("contact.confirmed", meaning="A client showed that an address or number is theirs.", visible=False)
@dataclass(frozen=True, slots=True, kw_only=True)
class ContactPointConfirmed(Event):
    contact: str
    means: str

    def sentence(self, language: Language) -> str:
        with override(language):
            return _("You confirmed an address or number.")


@happening("contact.in_use", meaning="From now on, messages go to another address or number.", visible=True)
@dataclass(frozen=True, slots=True, kw_only=True)
class ContactPointInUse(Event):
    point: int
    contact: str

    def sentence(self, language: Language) -> str:
        with override(language):
            if self.contact == "email":
                return _("We now write to another e-mail address.")
            return _("We now use another telephone number.")


@happening("contact.left", meaning="Messages no longer go to an address or number; it is told so itself.", visible=True)
@dataclass(frozen=True, slots=True, kw_only=True)
class ContactPointLeft(Event):
    # The one left: this very event is told there, so that a change that the client did not make is noticed.
    point: int
    contact: str

    def sentence(self, language: Language) -> str:
        with override(language):
            if self.contact == "email":
                return _("We no longer write to the e-mail address that we used before.")
            return _("We no longer use the telephone number that we used before.")


@happening("contact.removed", meaning="A client took away an address or number that was not in use.", visible=False)
@dataclass(frozen=True, slots=True, kw_only=True)
class ContactPointRemoved(Event):
    contact: str

    def sentence(self, language: Language) -> str:
        with override(language):
            return _("You removed an address or number.")


@happening("client.safe_contact_changed", meaning="Safe contact was turned on, changed or turned off.", visible=False)
@dataclass(frozen=True, slots=True, kw_only=True)
class SafeContactChanged(Event):
    """Never told by message nor on a timeline: whoever reads along must not learn of it."""

    on: int

    def sentence(self, language: Language) -> str:
        with override(language):
            return _("How we reach you was changed.")


@happening("client.death_recorded", meaning="Somebody showed that a client has died.", visible=False)
@dataclass(frozen=True, slots=True, kw_only=True)
class DeathRecorded(Event):
    proof: str

    def sentence(self, language: Language) -> str:
        with override(language):
            return _("We were told that this person has died.")


@happening(
    "client.death_undone", meaning="That a client had died was recorded by mistake, and taken back.", visible=True
)
@dataclass(frozen=True, slots=True, kw_only=True)
class DeathUndone(Event):
    def sentence(self, language: Language) -> str:
        with override(language):
            return _("We corrected a mistake in your record. We are sorry.")


@happening("client.former_seen", meaning="An officer saw a former name or gender, for a stated reason.", visible=False)
@dataclass(frozen=True, slots=True, kw_only=True)
class FormerFactsSeen(Event):
    reason: str

    def sentence(self, language: Language) -> str:
        with override(language):
            return _("An officer saw facts of your record that are shown to nobody else.")
