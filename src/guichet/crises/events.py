"""What happens in a crisis. No name, and no word of what anybody wrote."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import override

from guichet.foundation.languages import Language
from guichet.journal.events import Event, happening


@dataclass(frozen=True, slots=True, kw_only=True)
class CrisisEvent(Event):
    """Something that happened in one crisis: its row."""

    crisis: int

    @property
    def subject(self) -> str:
        """Return the crisis."""
        return f"crisis:{self.crisis}"


@happening(
    "crisis.opened", meaning="A crisis was opened: its form, its address, its line and its notice.", visible=False
)
@dataclass(frozen=True, slots=True, kw_only=True)
class CrisisOpened(CrisisEvent):
    public_notice: int

    def sentence(self, language: Language) -> str:
        with override(language):
            return _("We opened a line of its own for what happened.")


@happening("crisis.closed", meaning="A crisis was closed, and what was learnt was written down.", visible=False)
@dataclass(frozen=True, slots=True, kw_only=True)
class CrisisClosed(CrisisEvent):
    still_waiting: int

    def sentence(self, language: Language) -> str:
        with override(language):
            return _("The line that we had opened for what happened is closed.")


@happening(
    "crisis.case_taken", meaning="A question was put to a crisis, with how much its sender is at risk.", visible=False
)
@dataclass(frozen=True, slots=True, kw_only=True)
class CaseTaken(CrisisEvent):
    enquiry: int
    family: int
    band: int

    def sentence(self, language: Language) -> str:
        with override(language):
            return _("We put your question first in line for what happened.")


@happening("crisis.families_joined", meaning="Two lines of the list were found to be one family.", visible=False)
@dataclass(frozen=True, slots=True, kw_only=True)
class FamiliesJoined(CrisisEvent):
    family: int
    kept: int

    def sentence(self, language: Language) -> str:
        with override(language):
            return _("We read what your family wrote together.")


@happening(
    "crisis.families_parted", meaning="Two lines of the list that had been joined were parted again.", visible=False
)
@dataclass(frozen=True, slots=True, kw_only=True)
class FamiliesParted(CrisisEvent):
    family: int

    def sentence(self, language: Language) -> str:
        with override(language):
            return _("We read what you wrote on its own.")


@happening(
    "crisis.family_answered", meaning="All that a family asked was answered with an approved answer.", visible=False
)
@dataclass(frozen=True, slots=True, kw_only=True)
class FamilyAnswered(CrisisEvent):
    family: int
    passage: int
    answered: int

    def sentence(self, language: Language) -> str:
        with override(language):
            return _("We answered what your family asked.")


@happening(
    "crisis.passage_written", meaning="An answer for a crisis was written; a second person approves it.", visible=False
)
@dataclass(frozen=True, slots=True, kw_only=True)
class PassageWritten(CrisisEvent):
    passage: int

    def sentence(self, language: Language) -> str:
        with override(language):
            return _("An answer was prepared.")


@happening("crisis.passage_decided", meaning="An answer for a crisis was approved, or withdrawn.", visible=False)
@dataclass(frozen=True, slots=True, kw_only=True)
class PassageDecided(CrisisEvent):
    passage: int
    approved: bool

    def sentence(self, language: Language) -> str:
        with override(language):
            return _("An answer was checked by a second person.")


@happening("crisis.staff_lent", meaning="Somebody was lent to a crisis until a moment.", visible=False)
@dataclass(frozen=True, slots=True, kw_only=True)
class StaffLent(CrisisEvent):
    staff: int
    until: datetime

    def sentence(self, language: Language) -> str:
        with override(language):
            return _("More people help to answer.")


@happening("crisis.staff_trained", meaning="Somebody who was lent to a crisis finished the training.", visible=False)
@dataclass(frozen=True, slots=True, kw_only=True)
class StaffTrained(CrisisEvent):
    staff: int

    def sentence(self, language: Language) -> str:
        with override(language):
            return _("Somebody who helps was trained.")


@happening(
    "crisis.staff_returned",
    meaning="Somebody who was lent to a crisis went back before the moment agreed.",
    visible=False,
)
@dataclass(frozen=True, slots=True, kw_only=True)
class StaffReturned(CrisisEvent):
    staff: int

    def sentence(self, language: Language) -> str:
        with override(language):
            return _("Somebody who helped went back to their own work.")
