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


@happening("account.linked", meaning="An account was linked to the client's files.", visible=True)
@dataclass(frozen=True, slots=True, kw_only=True)
class AccountLinked(Event):
    means: str

    def sentence(self, language: Language) -> str:
        with override(language):
            return _("An online account was linked to your files.")
