"""People who trust one another with their files: a family, their representative, sponsors and those whom they help.

The same for the same seed and day, as the rest of the country; told through the feed, then set up by the very actions
with which people do it. For demonstrations only.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from guichet.foundation.languages import Language, Text
from guichet.rehearsal.country import Event, content

SOURCE = "synthetic-country"
OFFICE = "CPC-OTTAWA"
MAJORITY = 18
# Of the family: the first is shown among the clients that one can sign in as.
MOTHER, FATHER, CHILD = "mother", "father", "child"


@dataclass(frozen=True, slots=True)
class Trusting:
    """Somebody invented who has a file; `role` in the family, empty for those whom the group sponsors."""

    uci: str
    number: str
    name: str
    language: Language
    email: str = ""
    role: str = ""


@dataclass(frozen=True, slots=True)
class HelperShown:
    """Somebody invented who helps: `code` is the kind of authority that they hold, or MEMBER of such a group."""

    code: str
    name: str
    organisation: str
    email: str
    language: Language
    regulator: str
    licence: str
    why: Text


def people_of_trust(seed: int) -> list[Trusting]:
    """Return the family, then those whom the group sponsors."""
    said = content("trust")
    return [
        Trusting(
            uci=f"9{seed % 100_000:05}{place:02}",
            number=f"X9{seed % 100_000:05}{place:02}",
            name=row["names"][0],
            language=Language(row["language"]),
            email=row.get("email", ""),
            role=row.get("role", ""),
        )
        for place, row in enumerate([*said["family"], *said["sponsored"]])
    ]


def helpers_shown() -> tuple[HelperShown, ...]:
    """Return the helpers that one can sign in as."""
    return tuple(
        HelperShown(
            code=row["code"],
            name=row["name"],
            organisation=row["organisation"],
            email=row["email"],
            language=Language(row["language"]),
            regulator=row.get("regulator", ""),
            licence=row.get("licence", ""),
            why=Text(**row["why"]),
        )
        for row in content("trust")["helpers"]
    )


def events_of_trust(seed: int, as_of: date) -> Iterator[Event]:
    """Yield what the case system tells of these people, each with one file."""
    said = content("trust")
    rows = [*said["family"], *said["sponsored"]]
    received = as_of - timedelta(days=90)
    for place, (person, row) in enumerate(zip(people_of_trust(seed), rows, strict=True)):
        program = said["family_program"] if person.role else said["sponsored_program"]
        data: dict[str, Any] = {
            "uci": person.uci,
            "names": [{"text": text} for text in row["names"]],
            "birth_date": _born(row, place, as_of).isoformat(),
            "country": row["country"],
            "language": row["language"],
            "channel": "email" if person.email else "account",
        }
        if person.email:
            data["email"] = person.email
        name = f"syn-{seed}-trust-{place}"
        yield _event(f"{name}-0", "client.registered", received, data)
        receipt = {"uci": person.uci, "program": program, "office": OFFICE}
        yield _event(f"{name}-1", "application.received", received, receipt, subject=person.number)
        stage = {"stage": "ELIGIBILITY"}
        yield _event(f"{name}-2", "application.stage_entered", as_of - timedelta(days=30), stage, subject=person.number)


def _born(row: dict[str, Any], place: int, as_of: date) -> date:
    if "of_age_in_days" in row:
        of_age = as_of + timedelta(days=row["of_age_in_days"])
        # On February 29 of a year that has one, eighteen years before may have none.
        return date(of_age.year - MAJORITY, of_age.month, min(of_age.day, 28))
    years = row.get("born_years_ago", 25 + 3 * place)
    return date(as_of.year - years, 1 + place % 12, 1 + place)


def _event(name: str, kind: str, day: date, data: dict[str, Any], subject: str = "") -> Event:
    at = datetime(day.year, day.month, day.day, 15, tzinfo=UTC)
    event: Event = {"specversion": "1.0", "source": SOURCE, "id": name, "type": kind}
    event["time"] = at.isoformat().replace("+00:00", "Z")
    if subject:
        event["subject"] = subject
    return {**event, "data": data}
