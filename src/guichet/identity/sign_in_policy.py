"""The policy of signing in, from dated files: what proofs are worth, what needs which level, times and limits."""

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
from guichet.identity.rules.levels import Need, Policy, ProofPolicy
from guichet.identity.terms import Level

FOLDER = "sign_in"
PACKAGE = Path(__file__).parent / "data" / "sign_in"
_WHOLE = Field(fields.whole)
_LEVEL = Field(fields.one_of(*(str(level.value) for level in Level)))
_MINUTES, _HOURS, _DAYS, _SECONDS = (timedelta(**{unit: 1}) for unit in ("minutes", "hours", "days", "seconds"))

# The fields of each record that are times, with their unit; what is left are plain numbers.
_SIGN_IN_TIMES = {
    "first_wait_seconds": _SECONDS,
    "longest_wait_seconds": _SECONDS,
    "failures_count_for_hours": _HOURS,
    "text_code_minutes": _MINUTES,
    "posted_code_days": _DAYS,
    "letter_at_home_days": _DAYS,
    "letter_abroad_days": _DAYS,
    "device_known_days": _DAYS,
    "changes_locked_hours": _HOURS,
}
_SIGN_IN_NUMBERS = (
    "free_tries",
    "network_tries_per_hour",
    "stranger_mail_codes_per_day",
    "stranger_printed_tries_per_day",
    "known_mail_codes_per_day",
    "printed_codes",
    "code_tries",
    "text_codes_per_day",
    "posted_codes_per_month",
    "pin_digits",
    "pin_tries_per_day",
)
_RECOVERY_TIMES = {"wait_hours_by_facts": _HOURS, "wait_hours_by_document": _HOURS, "ends_after_days": _DAYS}
_CHECKING_TIMES = {"holds_minutes": _MINUTES}
_CHECKING_NUMBERS = ("by_lot", "tries_per_day")

KINDS = [
    Kind(
        "proof",
        "levels.yaml",
        {"thing": Field(fields.code), "alone": _LEVEL, "with_another": _LEVEL, "lasts_minutes": _WHOLE},
        nom="preuve d’identité",
    ),
    Kind("need", "needs.yaml", {"level": _LEVEL, "within_minutes": _WHOLE}, nom="niveau exigé"),
    Kind(
        "sign_in",
        "sign_in.yaml",
        dict.fromkeys((*_SIGN_IN_TIMES, *_SIGN_IN_NUMBERS), _WHOLE),
        nom="règles de connexion",
    ),
    Kind("recovery", "recovery.yaml", dict.fromkeys(_RECOVERY_TIMES, _WHOLE), nom="accès rétabli"),
    Kind(
        "checking",
        "checking.yaml",
        dict.fromkeys((*_CHECKING_TIMES, *_CHECKING_NUMBERS), _WHOLE),
        nom="vérification d’identité",
    ),
]


@dataclass(frozen=True, slots=True)
class SignInPolicy:
    """Times and limits of signing in, as in force on a day. See `data/sign_in/sign_in.yaml`."""

    code: str
    valid_from: date | None
    valid_to: date | None
    free_tries: int
    first_wait: timedelta
    longest_wait: timedelta
    failures_count_for: timedelta
    network_tries_per_hour: int
    stranger_mail_codes_per_day: int
    stranger_printed_tries_per_day: int
    known_mail_codes_per_day: int
    printed_codes: int
    text_code: timedelta
    posted_code: timedelta
    letter_at_home: timedelta
    letter_abroad: timedelta
    code_tries: int
    text_codes_per_day: int
    posted_codes_per_month: int
    pin_digits: int
    pin_tries_per_day: int
    device_known: timedelta
    changes_locked: timedelta


@dataclass(frozen=True, slots=True)
class RecoveryPolicy:
    """How long a client can stop a recovery, and when what nobody finished ends by itself."""

    code: str
    valid_from: date | None
    valid_to: date | None
    wait_by_facts: timedelta
    wait_by_document: timedelta
    ends_after: timedelta


@dataclass(frozen=True, slots=True)
class CheckingPolicy:
    """How many facts a caller is asked by lot, how long the answer holds, how many tries a day there are."""

    code: str
    valid_from: date | None
    valid_to: date | None
    by_lot: int
    holds: timedelta
    tries_per_day: int


def levels_policy(on: date) -> Policy:
    """Return what proofs are worth and what is needed for what, on a day. Raises FaultyData for a faulty file."""
    return _levels(settings.DATA_FOLDER, on)


def sign_in_policy(on: date) -> SignInPolicy:
    """Return the times and limits of signing in on a day. Raises FaultyData where a file has a fault."""
    return _sign_in(settings.DATA_FOLDER).row("SIGN_IN", on)


def recovery_policy(on: date) -> RecoveryPolicy:
    """Return the times of recovery on a day. Raises FaultyData where a file has a fault."""
    return _recovery(settings.DATA_FOLDER).row("RECOVERY", on)


def checking_policy(on: date) -> CheckingPolicy:
    """Return how callers are checked on a day. Raises FaultyData where a file has a fault."""
    return _checking(settings.DATA_FOLDER).row("CHECKING", on)


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


@lru_cache(maxsize=32)
def _levels(folder: str, on: date) -> Policy:
    proofs = Rows("proof", (_proof(record) for record in _found(folder).of("proof")))
    needs = Rows("need", (_need(record) for record in _found(folder).of("need")))
    return Policy(
        proofs={row.code: row for row in proofs.all_in_force(on)},
        needs={row.code: row for row in needs.all_in_force(on)},
    )


@lru_cache(maxsize=8)
def _sign_in(folder: str) -> Rows[SignInPolicy]:
    records = _found(folder).of("sign_in")
    return Rows("sign_in", (SignInPolicy(**_read(each, _SIGN_IN_TIMES, _SIGN_IN_NUMBERS)) for each in records))


@lru_cache(maxsize=8)
def _recovery(folder: str) -> Rows[RecoveryPolicy]:
    records = _found(folder).of("recovery")
    return Rows("recovery", (RecoveryPolicy(**_read(each, _RECOVERY_TIMES, ())) for each in records))


@lru_cache(maxsize=8)
def _checking(folder: str) -> Rows[CheckingPolicy]:
    records = _found(folder).of("checking")
    return Rows("checking", (CheckingPolicy(**_read(each, _CHECKING_TIMES, _CHECKING_NUMBERS)) for each in records))


def _read(record: Record, times: dict[str, timedelta], numbers: tuple[str, ...]) -> dict[str, Any]:
    """Return a record's values by the names of the class: times as such, without the unit in their name."""
    found: dict[str, Any] = {name: record.values[name] for name in numbers}
    for name, unit in times.items():
        found[_without_unit(name)] = record.values[name] * unit
    return {"code": record.code, "valid_from": record.valid_from, "valid_to": record.valid_to, **found}


def _without_unit(name: str) -> str:
    return "_".join(word for word in name.split("_") if word not in {"seconds", "minutes", "hours", "days"})


def _proof(record: Record) -> ProofPolicy:
    return ProofPolicy(
        code=record.code,
        thing=record.values["thing"],
        alone=Level(int(record.values["alone"])),
        with_another=Level(int(record.values["with_another"])),
        lasts=record.values["lasts_minutes"] * _MINUTES,
        valid_from=record.valid_from,
        valid_to=record.valid_to,
    )


def _need(record: Record) -> Need:
    return Need(
        code=record.code,
        level=Level(int(record.values["level"])),
        within=record.values["within_minutes"] * _MINUTES,
        valid_from=record.valid_from,
        valid_to=record.valid_to,
    )
