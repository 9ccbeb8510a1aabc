"""What is so before a journey begins, and what the case system tells on the way."""

import itertools
from datetime import UTC, datetime, timedelta
from typing import Any

from guichet.identity.terms import Role
from guichet.rehearsal.people import staff
from tests.browsing import Person

_numbers = itertools.count(1)
# Far from what the synthetic country uses.
FIRST_UCI = 9_900_000_000


def event(kind: str, *, subject: str = "", ago: timedelta = timedelta(0), **data: Any) -> dict[str, Any]:
    """Return an event of the case system, that happened so long ago."""
    told: dict[str, Any] = {
        "specversion": "1.0",
        "source": "case-system",
        "id": f"journey-{next(_numbers):06}",
        "type": kind,
        "time": (datetime.now(UTC) - ago).isoformat(),
        "data": data,
    }
    return {**told, "subject": subject} if subject else told


def new_uci() -> str:
    """Return an identifier that nobody has yet."""
    return str(FIRST_UCI + next(_numbers))


def new_number() -> str:
    """Return the number of a file that is not there yet."""
    return f"V9{next(_numbers):08}"


def a_client_with_a_file(uci: str, number: str, *, language: str, email: str, names: list[str]) -> list[dict[str, Any]]:
    """Return what the case system tells of a new client and their visitor visa, received an hour ago."""
    hour = timedelta(hours=1)
    return [
        event(
            "client.registered",
            ago=hour,
            uci=uci,
            names=[{"text": name} for name in names],
            birth_date="1991-02-03",
            country="DZA",
            language=language,
            email=email,
        ),
        event("application.received", subject=number, ago=hour, uci=uci, program="TRV", office="CPC-OTTAWA"),
    ]


def signs_in_as(person: Person, role: Role) -> None:
    """Sign in as somebody invented who has this role, on the page of the demonstration."""
    name = next(one.name for one in staff() if role in one.roles)
    path = {"en": "/en/demonstration/", "fr": "/fr/demonstration/"}[person.language]
    person.goes_to(path)
    card = person.page.locator(".card", has_text=name)
    card.get_by_role("button").click()
    person.page.wait_for_load_state()
