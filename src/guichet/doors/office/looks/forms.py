"""What stands in the address of the access log. Anything that makes no sense is left out."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.http import QueryDict

from guichet.doors.staff import place_in, whole
from guichet.identity.terms import Purpose

DAYS = (1, 7, 30, 365)


@dataclass(frozen=True, slots=True)
class LookFilter:
    """Which looks are shown: of one member of staff, at one client, for one purpose, of the last days."""

    staff: int | None
    client: int | None
    purpose: Purpose | None
    days: int | None
    before: tuple[datetime, int] | None

    @classmethod
    def of(cls, query: QueryDict) -> "LookFilter":
        """Read it from an address."""
        purpose, days = query.get("purpose", ""), whole(query.get("days"))
        return cls(
            staff=whole(query.get("staff")),
            client=whole(query.get("client")),
            purpose=Purpose(purpose) if purpose in Purpose.values else None,
            days=days if days in DAYS else None,
            before=place_in(query.get("before")),
        )

    def since(self, now: datetime) -> datetime | None:
        """Return from when on looks are shown; None for all."""
        return now - timedelta(days=self.days) if self.days else None

    def kept(self) -> dict[str, object]:
        """Return what the address of the next page must say again."""
        return {
            "staff": self.staff,
            "client": self.client,
            "purpose": self.purpose.value if self.purpose else "",
            "days": self.days,
        }
