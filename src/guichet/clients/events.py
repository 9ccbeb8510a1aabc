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


@happening("client.merged", meaning="Another record of the same person was joined to this one.", visible=True)
@dataclass(frozen=True, slots=True, kw_only=True)
class RecordJoined(Event):
    # The number of the merge; the other record has an entry of its own.
    merge: int

    def sentence(self, language: Language) -> str:
        with override(language):
            return _("We found that two of our records are about you, and joined them.")


@happening("client.merged_away", meaning="This record was joined to another one of the same person.", visible=True)
@dataclass(frozen=True, slots=True, kw_only=True)
class RecordJoinedToOther(Event):
    merge: int

    def sentence(self, language: Language) -> str:
        with override(language):
            return _("Your record was joined to another record that is about you.")


@happening("client.merge_undone", meaning="Two records that had been joined were parted again.", visible=True)
@dataclass(frozen=True, slots=True, kw_only=True)
class RecordsParted(Event):
    merge: int
    reason: str

    def sentence(self, language: Language) -> str:
        with override(language):
            return _("We had joined your record to another one. We separated them again.")


@dataclass(frozen=True, slots=True, kw_only=True)
class DuplicateEvent(Event):
    """Something that happened to a pair of records that look alike: a matter of staff’s, in no client’s timeline."""

    duplicate: int

    @property
    def subject(self) -> str:
        """Return the pair it happened to."""
        return f"duplicate:{self.duplicate}"


@happening("duplicate.suggested", meaning="Two records look like one person’s.", visible=False)
@dataclass(frozen=True, slots=True, kw_only=True)
class DuplicateSuggested(DuplicateEvent):
    reasons: tuple[str, ...]

    def sentence(self, language: Language) -> str:
        with override(language):
            return _("Two records look like one person’s.")


@happening("duplicate.told_apart", meaning="Somebody decided that two records are two people’s.", visible=False)
@dataclass(frozen=True, slots=True, kw_only=True)
class DuplicateToldApart(DuplicateEvent):
    def sentence(self, language: Language) -> str:
        with override(language):
            return _("The two records are two people’s.")
