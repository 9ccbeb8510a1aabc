"""The policy of telling people, from dated files: how old news may be, how often one tries, what stays inside."""

from dataclasses import dataclass
from datetime import date, time, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings

from guichet.foundation.dated import fields
from guichet.foundation.dated.fields import Field
from guichet.foundation.dated.problems import FaultyData, Problem
from guichet.foundation.dated.records import Found, Kind, Record, read
from guichet.foundation.dated.rows import Rows
from guichet.foundation.languages import Text
from guichet.notices.rules.timing import Hours, Timing
from guichet.notices.terms import Medium

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
_HOURS = tuple(str(hour) for hour in range(24))
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
KINDS = [
    Kind(
        "sending",
        "policy.yaml",
        {"failures_before_pause": Field(fields.whole), **{name: Field(fields.whole) for name in _DURATIONS}},
        nom="politique d’envoi",
    ),
    Kind(
        "timing",
        "timing.yaml",
        {
            "settle_seconds": Field(fields.whole),
            "together_minutes": Field(fields.whole),
            "digest_hour": Field(fields.one_of(*_HOURS)),
            "digest_weekday": Field(fields.one_of(*_WEEKDAYS)),
            "quiet_from_hour": Field(fields.one_of(*_HOURS)),
            "quiet_to_hour": Field(fields.one_of(*_HOURS)),
            "quiet_for_texts": Field(fields.flag),
            "quiet_for_emails": Field(fields.flag),
        },
        nom="moment des messages",
    ),
    Kind(
        "assurance",
        "assurance.yaml",
        {
            "no_receipt_hours": Field(fields.whole),
            "answers_an_hour": Field(fields.whole),
            "answers_a_day": Field(fields.whole),
            "keep_texts_days": Field(fields.whole),
        },
        nom="garantie d’acheminement",
    ),
    Kind(
        "notice kind",
        "kinds.yaml",
        {
            "kind": Field(fields.word),
            "urgent": Field(fields.flag),
            "must_reach": Field(fields.flag),
            "beside_is_enough": Field(fields.flag, required=False, default=False),
        },
        nom="genre d’avis",
    ),
    Kind("time zones", "zones.yaml", {"zones": Field(fields.zones)}, nom="fuseaux horaires"),
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


@dataclass(frozen=True, slots=True)
class Assurance:
    """What is promised of notices that do not arrive, and of texts that people send us."""

    code: str
    valid_from: date | None
    valid_to: date | None
    # A text without a receipt counts as lost after so long.
    no_receipt: timedelta
    # So many answers a number gets, so that two machines never talk to each other for ever.
    answers_an_hour: int
    answers_a_day: int
    keep_texts: timedelta


@dataclass(frozen=True, slots=True)
class DatedTiming:
    """When messages go, as in force on a day."""

    code: str
    valid_from: date | None
    valid_to: date | None
    timing: Timing


@dataclass(frozen=True, slots=True)
class NoticeKind:
    """What holds for one kind of event: whether it is told at once, and whether it must reach the client."""

    urgent: bool = False
    must_reach: bool = False
    # Where nothing reaches the client, it is enough that whoever represents them has it.
    beside_is_enough: bool = False


ORDINARY = NoticeKind()


def timing(on: date) -> Timing:
    """Return when messages go, as in force on a day. Raises FaultyData where a file has a fault."""
    return _timings(settings.DATA_FOLDER).row("TIMING", on).timing


def assurance(on: date) -> Assurance:
    """Return what is promised of notices that do not arrive. Raises FaultyData where a file has a fault."""
    return _assurances(settings.DATA_FOLDER).row("ASSURANCE", on)


def notice_kind(kind: str) -> NoticeKind:
    """Return what holds for notices of events of a kind; ORDINARY where no file says anything of it."""
    return _kinds(settings.DATA_FOLDER).get(kind, ORDINARY)


def zones_at(country: str, region: str) -> tuple[ZoneInfo, ...]:
    """Return the time zones of a part of a country, the one of most people first; none where no file says."""
    return _zones(settings.DATA_FOLDER).get(f"{country}/{region}", ())


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


@lru_cache(maxsize=8)
def _timings(folder: str) -> Rows[DatedTiming]:
    return Rows("timing", (_timing(record) for record in _found(folder).of("timing")))


@lru_cache(maxsize=8)
def _assurances(folder: str) -> Rows[Assurance]:
    return Rows("assurance", (_assurance(record) for record in _found(folder).of("assurance")))


@lru_cache(maxsize=8)
def _kinds(folder: str) -> dict[str, NoticeKind]:
    return {
        record.values["kind"]: NoticeKind(
            record.values["urgent"], record.values["must_reach"], record.values["beside_is_enough"]
        )
        for record in _found(folder).of("notice kind")
    }


@lru_cache(maxsize=8)
def _zones(folder: str) -> dict[str, tuple[ZoneInfo, ...]]:
    return {record.code: record.values["zones"] for record in _found(folder).of("time zones")}


def _timing(record: Record) -> DatedTiming:
    said = record.values
    media = {Medium.TEXT: said["quiet_for_texts"], Medium.EMAIL: said["quiet_for_emails"]}
    return DatedTiming(
        code=record.code,
        valid_from=record.valid_from,
        valid_to=record.valid_to,
        timing=Timing(
            settle=timedelta(seconds=said["settle_seconds"]),
            together=timedelta(minutes=said["together_minutes"]),
            digest_at=time(int(said["digest_hour"])),
            digest_weekday=_WEEKDAYS.index(said["digest_weekday"]),
            quiet=Hours(time(int(said["quiet_from_hour"])), time(int(said["quiet_to_hour"]))),
            quiet_media=frozenset(medium for medium, is_quiet in media.items() if is_quiet),
        ),
    )


def _assurance(record: Record) -> Assurance:
    said = record.values
    return Assurance(
        code=record.code,
        valid_from=record.valid_from,
        valid_to=record.valid_to,
        no_receipt=timedelta(hours=said["no_receipt_hours"]),
        answers_an_hour=said["answers_an_hour"],
        answers_a_day=said["answers_a_day"],
        keep_texts=timedelta(days=said["keep_texts_days"]),
    )


def _policy(record: Record) -> Policy:
    found: dict[str, Any] = {name.rpartition("_")[0]: record.values[name] * unit for name, unit in _DURATIONS.items()}
    return Policy(
        code=record.code,
        valid_from=record.valid_from,
        valid_to=record.valid_to,
        failures_before_pause=record.values["failures_before_pause"],
        **found,
    )
