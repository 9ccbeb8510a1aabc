"""Crises as everybody may know them: those that are open."""

from dataclasses import dataclass
from datetime import date, datetime

from guichet.crises.models import Crisis
from guichet.foundation.languages import Text


@dataclass(frozen=True, slots=True)
class CrisisFacts:
    """A crisis: its name in our addresses, what it is called, what everybody reads, and whom it is about."""

    crisis_id: int
    address: str
    name: Text
    first_words: Text
    countries: tuple[str, ...]
    programs: tuple[str, ...]
    box: str
    notice: int
    last_day: date
    opened_at: datetime
    closed_at: datetime | None

    @property
    def is_open(self) -> bool:
        """Return whether people can write to it now."""
        return self.closed_at is None


def open_crises() -> list[CrisisFacts]:
    """Return the crises that are open, the latest first: there are few, mostly none."""
    return [facts(row) for row in Crisis.objects.filter(closed_at=None).order_by("-opened_at", "-id")]


def any_open() -> bool:
    """Return whether a crisis is open at all."""
    return Crisis.objects.filter(closed_at=None).exists()


def crisis_at(address: str) -> CrisisFacts | None:
    """Return the crisis with this name in our addresses, open or closed; None where there is none."""
    row = Crisis.objects.filter(address=address).first()
    return facts(row) if row else None


def facts(row: Crisis) -> CrisisFacts:
    """Return a row as facts."""
    return CrisisFacts(
        crisis_id=row.pk,
        address=row.address,
        name=Text(row.name_en, row.name_fr),
        first_words=Text(row.words_en, row.words_fr),
        countries=tuple(row.countries),
        programs=tuple(row.programs),
        box=row.box,
        notice=row.notice,
        last_day=row.last_day,
        opened_at=row.opened_at,
        closed_at=row.closed_at,
    )
