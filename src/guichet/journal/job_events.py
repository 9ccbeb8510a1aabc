"""What staff do about jobs that keep failing."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import override

from guichet.foundation.languages import Language
from guichet.journal.events import Event, happening


@happening("job.retried", meaning="Somebody had a job that kept failing tried again.", visible=False)
@dataclass(frozen=True, slots=True, kw_only=True)
class JobRetried(Event):
    job: int
    task: str

    @property
    def subject(self) -> str:
        """Return the job it happened to."""
        return f"job:{self.job}"

    def sentence(self, language: Language) -> str:
        with override(language):
            return _("A step that had failed was tried again.")
