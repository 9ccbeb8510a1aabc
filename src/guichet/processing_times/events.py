"""What happens to the time of a file, and the sentence its client reads about it."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import override

from guichet.applications.events import FileEvent
from guichet.foundation.dates import date_range
from guichet.foundation.languages import Language
from guichet.journal.events import Event, happening
from guichet.processing_times.rules.moves import Reason
from guichet.processing_times.rules.words import why_it_moved
from guichet.processing_times.terms import Why


@happening("times.published", meaning="The processing times of a day were published.", visible=False)
@dataclass(frozen=True, slots=True, kw_only=True)
class TimesPublished(Event):
    as_of: date
    # Reckoned afterwards, from what was known on that day.
    afterwards: bool = False

    @property
    def subject(self) -> str:
        """Return the day whose times they are."""
        return f"times:{self.as_of}"

    def sentence(self, language: Language) -> str:
        with override(language):
            return _("Processing times were published.")


@happening("file.range_moved", meaning="The range in which a decision is likely moved.", visible=True)
@dataclass(frozen=True, slots=True, kw_only=True)
class RangeMoved(FileEvent):
    before_first: date
    before_last: date
    first: date
    last: date
    # Why, and with which figure (a percentage, or days): in pairs.
    causes: tuple[str, ...] = ()
    figures: tuple[int, ...] = ()

    @property
    def reasons(self) -> tuple[Reason, ...]:
        """Return why it moved."""
        return tuple(Reason(Why(why), figure) for why, figure in zip(self.causes, self.figures, strict=True))

    def sentence(self, language: Language) -> str:
        words = {
            "now": date_range(self.first, self.last, language),
            "before": date_range(self.before_first, self.before_last, language),
        }
        with override(language):
            moved = _("A decision on your file is now likely %(now)s; before, it was %(before)s.") % words
        return f"{moved} {why_it_moved(self.reasons, language)}"
