"""Which articles to improve first: those from which most people go on to contact us, or which did not help. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from guichet.knowledge.terms import WHY_NOT, ReaderSign


@dataclass(frozen=True, slots=True, kw_only=True)
class BacklogLine:
    """What readers of one article did and said, in a span of days and in the span before it."""

    article_id: str
    now: Mapping[ReaderSign, int]
    before: Mapping[ReaderSign, int] = field(default_factory=dict)

    @property
    def reads(self) -> int:
        """Return how often it was read."""
        return self.now.get(ReaderSign.READ, 0)

    @property
    def contacts(self) -> int:
        """Return how many contacts it caused: readers who went on from it to contact us, or said that they must."""
        return _contacts(self.now)

    @property
    def contacts_before(self) -> int:
        """Return the same for the span before."""
        return _contacts(self.before)

    @property
    def not_helped(self) -> int:
        """Return how many said that it did not help."""
        return self.now.get(ReaderSign.NOT_HELPED, 0)

    @property
    def answers(self) -> int:
        """Return how many said whether it helped."""
        return self.now.get(ReaderSign.HELPED, 0) + self.not_helped

    @property
    def weight(self) -> int:
        """Return what it is ranked by."""
        return self.contacts + self.not_helped

    @property
    def reasons(self) -> Mapping[ReaderSign, int]:
        """Return why it did not help, as far as readers said."""
        return {sign: self.now[sign] for sign in WHY_NOT if self.now.get(sign)}

    def per_thousand_reads(self, fewest: int) -> float | None:
        """Return the contacts it causes per 1,000 reads; None where they or the reads are too few to be told."""
        return 1000 * self.contacts / self.reads if self.reads >= fewest and self.contacts >= fewest else None

    def share_helped(self, fewest: int) -> float | None:
        """Return the share of those who answered whom it helped; None where too few answered."""
        return (self.answers - self.not_helped) / self.answers if self.answers >= fewest else None


def _contacts(counted: Mapping[ReaderSign, int]) -> int:
    return counted.get(ReaderSign.CONTACT, 0) + counted.get(ReaderSign.STILL_ASK, 0)


def ranked(lines: list[BacklogLine]) -> list[BacklogLine]:
    """Return the lines, what causes most contacts first; of two alike, what is read more."""
    return sorted(lines, key=lambda one: (-one.weight, -one.reads, one.article_id))
