"""What may answer a question before it is sent: guidance, and where the reader’s own files stand."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from guichet.applications.queries import FileSummary, files_of
from guichet.design.dates import local_day
from guichet.foundation.languages import Language
from guichet.identity.rules import Viewer
from guichet.knowledge.queries import Published, find, published

# Below this an article is not worth a look; so many are offered where none is sure.
WORTH_A_LOOK = 0.1
MOST_OFFERED = 3
MOST_FILES = 3


@dataclass(frozen=True, slots=True)
class Found:
    """The answer, or several that may be one; the reader’s own open files."""

    answer: Published | None
    offered: Sequence[Published]
    files: Sequence[FileSummary]

    def __bool__(self) -> bool:
        return bool(self.answer or self.offered or self.files)


def found_for(text: str, language: Language, viewer: Viewer, now: datetime) -> Found:
    """Return what may answer a question, for this reader."""
    on = local_day(now)
    finding = find(text, language, on=on)
    likely = [one.article_id for one in finding.ranked if one.probability >= WORTH_A_LOOK][:MOST_OFFERED]
    shown = [one for one in (published(each, on=on) for each in likely) if one]
    is_sure = finding.answered and bool(shown) and shown[0].article.id == finding.ranked[0].article_id
    files = files_of(viewer, language=language, now=now) if viewer.own_clients else ()
    return Found(
        answer=shown[0] if is_sure else None,
        offered=[] if is_sure else shown,
        files=[one for one in files if one.decided_at is None][:MOST_FILES],
    )
