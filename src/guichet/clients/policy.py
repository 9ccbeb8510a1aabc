"""The policy about people’s records, from dated files: how addresses are confirmed, and when asked for again."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from pathlib import Path
from zoneinfo import ZoneInfo

from django.conf import settings

from guichet.clients.terms import ContactKind
from guichet.foundation.dated import fields
from guichet.foundation.dated.fields import Field
from guichet.foundation.dated.problems import FaultyData, Problem
from guichet.foundation.dated.records import Found, Kind, Record, read
from guichet.foundation.dated.rows import Rows

FOLDER = "reach"
PACKAGE = Path(__file__).parent / "data" / FOLDER

_NUMBERS = (
    "code_digits",
    "code_minutes",
    "code_tries",
    "code_wait_seconds",
    "codes_a_day",
    "points_of_a_kind",
    "phone_asked_again_days",
    "email_asked_again_days",
    "left_kept_days",
)
KINDS = [
    Kind("contact", "contact.yaml", {name: Field(fields.whole) for name in _NUMBERS}, nom="politique des coordonnées"),
]


@dataclass(frozen=True, slots=True)
class ContactPolicy:
    """How addresses are confirmed, as in force on a day."""

    code: str
    valid_from: date | None
    valid_to: date | None
    code_digits: int
    code_life: timedelta
    code_tries: int
    # Another code may be asked for after so long, and so many a day.
    code_wait: timedelta
    codes_a_day: int
    points_of_a_kind: int
    # After so long without being confirmed, we ask whether it still reaches the client.
    asked_again_after: dict[ContactKind, timedelta]
    # An address that is no longer used is forgotten after so long, unless the client keeps it.
    left_kept: timedelta


def contact_policy(at: datetime) -> ContactPolicy:
    """Return the policy in force at a moment. Raises FaultyData where a file has a fault."""
    return _policies(settings.DATA_FOLDER).row("CONTACT", at.astimezone(ZoneInfo(settings.TIME_ZONE)).date())


def problems(folder: Path | None = None) -> list[Problem]:
    """Return all that is wrong with the files, a department's `folder` laid over the package's."""
    return sorted(_found_in(folder).problems)


def _found_in(folder: Path | None) -> Found:
    own = folder / FOLDER if folder else None
    return read(KINDS, PACKAGE, own if own and own.is_dir() else None)


@lru_cache(maxsize=8)
def _found(folder: str) -> Found:
    found = _found_in(Path(folder) if folder else None)
    if found.problems:
        raise FaultyData(list(found.problems))
    return found


@lru_cache(maxsize=8)
def _policies(folder: str) -> Rows[ContactPolicy]:
    return Rows("contact", (_policy(record) for record in _found(folder).of("contact")))


def _policy(record: Record) -> ContactPolicy:
    said = record.values
    return ContactPolicy(
        code=record.code,
        valid_from=record.valid_from,
        valid_to=record.valid_to,
        code_digits=said["code_digits"],
        code_life=timedelta(minutes=said["code_minutes"]),
        code_tries=said["code_tries"],
        code_wait=timedelta(seconds=said["code_wait_seconds"]),
        codes_a_day=said["codes_a_day"],
        points_of_a_kind=said["points_of_a_kind"],
        asked_again_after={
            ContactKind.PHONE: timedelta(days=said["phone_asked_again_days"]),
            ContactKind.EMAIL: timedelta(days=said["email_asked_again_days"]),
        },
        left_kept=timedelta(days=said["left_kept_days"]),
    )
