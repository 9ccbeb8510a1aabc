"""The policy of telling people, from dated files: how old news may be, how often one tries, what stays inside."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings

from guichet.foundation.dated import fields
from guichet.foundation.dated.fields import Field
from guichet.foundation.dated.problems import FaultyData, Problem
from guichet.foundation.dated.records import Found, Kind, Record, read
from guichet.foundation.dated.rows import Rows
from guichet.foundation.languages import Text

FOLDER = "notices"
PACKAGE = Path(__file__).parent / "data"

_DURATIONS = {
    "old_after_days": timedelta(days=1),
    "claim_seconds": timedelta(seconds=1),
    "first_wait_seconds": timedelta(seconds=1),
    "longest_wait_seconds": timedelta(seconds=1),
    "give_up_on_address_hours": timedelta(hours=1),
    "give_up_on_provider_days": timedelta(days=1),
    "first_pause_seconds": timedelta(seconds=1),
    "longest_pause_seconds": timedelta(seconds=1),
    "ask_status_after_seconds": timedelta(seconds=1),
    "ask_status_for_hours": timedelta(hours=1),
}
KINDS = [
    Kind(
        "sending",
        "policy.yaml",
        {"failures_before_pause": Field(fields.whole), **{name: Field(fields.whole) for name in _DURATIONS}},
        nom="politique d’envoi",
    ),
    Kind("discreet", "discreet.yaml", {"kind": Field(fields.word), "cover": Field(fields.text)}, nom="discrétion"),
]


@dataclass(frozen=True, slots=True)
class Policy:
    """How people are told, as in force on a day."""

    code: str
    valid_from: date | None
    valid_to: date | None
    # What happened longer ago than this when first heard of is read in the account, not sent.
    old_after: timedelta
    # A message claimed for longer than this was left behind by a worker that died.
    claim: timedelta
    # Waits between tries double from the first to the longest.
    first_wait: timedelta
    longest_wait: timedelta
    # How long an address that cannot take mail now, and a provider that cannot, are tried.
    give_up_on_address: timedelta
    give_up_on_provider: timedelta
    # After so many failures in a row a provider is left in peace; pauses double as well.
    failures_before_pause: int
    first_pause: timedelta
    longest_pause: timedelta
    # A provider that tells nothing of a message is asked, first after a while, and not for ever.
    ask_status_after: timedelta
    ask_status_for: timedelta


def policy(on: date) -> Policy:
    """Return the policy in force on a day. Raises FaultyData where a file has a fault."""
    return _policies(settings.DATA_FOLDER).row("SENDING", on)


def covers() -> dict[str, Text]:
    """Return what an e-mail says in place of the news itself, by kind of event."""
    return _covers(settings.DATA_FOLDER)


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
def _policies(folder: str) -> Rows[Policy]:
    return Rows("sending", (_policy(record) for record in _found(folder).of("sending")))


@lru_cache(maxsize=8)
def _covers(folder: str) -> dict[str, Text]:
    return {record.values["kind"]: record.values["cover"] for record in _found(folder).of("discreet")}


def _policy(record: Record) -> Policy:
    found: dict[str, Any] = {name.rpartition("_")[0]: record.values[name] * unit for name, unit in _DURATIONS.items()}
    return Policy(
        code=record.code,
        valid_from=record.valid_from,
        valid_to=record.valid_to,
        failures_before_pause=record.values["failures_before_pause"],
        **found,
    )
