"""What happens to plans. Never what is in one, nor its code."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import override

from guichet.foundation.languages import Language
from guichet.journal.events import Event, happening


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanEvent(Event):
    """Something that happened to one plan: its number, and its kind."""

    plan: int
    prepares: str

    @property
    def subject(self) -> str:
        """Return the plan it happened to."""
        return f"plan:{self.plan}"


@happening("plan.started", meaning="Somebody had what they prepare kept.", visible=False)
@dataclass(frozen=True, slots=True, kw_only=True)
class PlanStarted(PlanEvent):
    def sentence(self, language: Language) -> str:
        with override(language):
            return _("Something that is being prepared was kept.")


@happening("plan.adopted", meaning="What was prepared without an account was brought into one.", visible=False)
@dataclass(frozen=True, slots=True, kw_only=True)
class PlanAdopted(PlanEvent):
    def sentence(self, language: Language) -> str:
        with override(language):
            return _("Something that is being prepared was brought into an account.")


@happening("plan.forgotten", meaning="Somebody had what they prepared removed.", visible=False)
@dataclass(frozen=True, slots=True, kw_only=True)
class PlanForgotten(PlanEvent):
    def sentence(self, language: Language) -> str:
        with override(language):
            return _("Something that was being prepared was removed.")
