"""Is a text plain? Its grade, how hard it is, and what in it should be mended, in English and French. Pure.

One check for letters, guidance and notices: `guichet letters check` runs it, the tests run it over every wording that
ships, and the office shows it beside a draft. What it looks for is data: `rules.yaml`, and a file for each language.
"""

from dataclasses import dataclass

from guichet.language.plain.finding import Finding, Kind, findings_in, limits
from guichet.language.readability import difficulty

__all__ = ["HARDEST_GRADE", "Finding", "Kind", "Report", "check"]

# Most people read this at once. Source: handbook, letters, L1.
HARDEST_GRADE = 8.0


@dataclass(frozen=True, slots=True)
class Report:
    """What was found: `grade` in years of school, `difficulty` from 1 (A1) to 6 (C2), and what should be mended."""

    grade: float
    difficulty: float
    findings: tuple[Finding, ...]

    @property
    def is_easy(self) -> bool:
        """Return whether most people read it at once."""
        return self.grade <= HARDEST_GRADE


def check(text: str, language: str, kind: Kind = Kind.LETTER) -> Report:
    """Return how plain a text is in `language`, en or fr. A letter must also say what comes next, and by when."""
    hard = difficulty(text, language)
    found = findings_in(text, language, kind)
    if hard.grade > HARDEST_GRADE and hard.sentences:
        found = (limits(language).finding("HARD_SENTENCE", hard.sentences[0].text, most=int(HARDEST_GRADE)), *found)
    return Report(hard.grade, hard.level, found)
