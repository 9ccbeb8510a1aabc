"""The policy of authority, from dated files that a department lays its own over: what each kind may allow, and when."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings

from guichet.clients.rules import KindPolicy
from guichet.clients.terms import AuthorityProof, AuthoritySource, Requester
from guichet.foundation.dated import fields
from guichet.foundation.dated.fields import Field
from guichet.foundation.dated.problems import FaultyData, Problem
from guichet.foundation.dated.records import Found, Kind, Record, read
from guichet.foundation.dated.rows import Rows
from guichet.foundation.languages import Text
from guichet.identity.terms import AuthorityKind, Disclosure, Level

FOLDER = "authority"
PACKAGE = Path(__file__).parent / "data" / FOLDER
ANYWHERE = "ANYWHERE"
_DAYS = ("answer_within_days", "told_before_end_days", "told_before_majority_days", "licence_every_days")
FLAG, WHOLE = Field(fields.flag), Field(fields.whole)
LEVELS = tuple(str(level.value) for level in Level)
KINDS = [
    Kind(
        "authority",
        "kinds*.yaml",
        {
            "requester": Field(fields.one_of(*Requester.values)),
            # What is sensitive no authority opens: it is released by a request for records.
            "sees": Field(fields.some_of(Disclosure.STATUS, Disclosure.CASE)),
            "acts": FLAG,
            "sources": Field(fields.some_of(*AuthoritySource.values)),
            "proofs": Field(fields.some_of(*AuthorityProof.values)),
            "two_staff": FLAG,
            "level": Field(fields.one_of(*LEVELS)),
            "must_end": FLAG,
            "longest_days": WHOLE,
            "names_files": FLAG,
            "asks_licence": FLAG,
            "gets_notices": FLAG,
        },
        nom="la sorte d’autorisation",
    ),
    Kind("majority", "majority*.yaml", {"age": WHOLE}, nom="l’âge de la majorité"),
    Kind(
        "limits",
        "limits.yaml",
        {
            "waiting_at_once": WHOLE,
            "household_waiting_at_once": WHOLE,
            "helper_news_every_minutes": WHOLE,
            **dict.fromkeys(_DAYS, WHOLE),
        },
        nom="les limites",
    ),
    Kind(
        "form_fault",
        "form_faults*.yaml",
        {"label": Field(fields.text), "told": Field(fields.text), "next": Field(fields.text)},
        nom="le défaut d’un formulaire",
    ),
    Kind(
        "hand_back",
        "hand_backs*.yaml",
        {"label": Field(fields.text), "told": Field(fields.text)},
        nom="la raison de rendre une autorisation",
    ),
    Kind("regulator", "regulators*.yaml", {"name": Field(fields.text)}, nom="l’organisme de réglementation"),
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Times and numbers around authority, as in force on a day."""

    code: str
    valid_from: date | None
    valid_to: date | None
    waiting_at_once: int
    household_waiting_at_once: int
    answer_within: timedelta
    told_before_end: timedelta
    told_before_majority: timedelta
    licence_every: timedelta
    helper_news_every: timedelta


@dataclass(frozen=True, slots=True)
class Regulator:
    """Who licenses people that may be paid for advice."""

    code: str
    name: Text
    source: str


@dataclass(frozen=True, slots=True)
class FormFault:
    """Why a form on paper does not hold: for staff, what the client is told, and what the client can do."""

    code: str
    valid_from: date | None
    valid_to: date | None
    label: Text
    told: Text
    next: Text


@dataclass(frozen=True, slots=True)
class HandBackReason:
    """Why somebody hands an authority back: what they choose, and what the client is told."""

    code: str
    valid_from: date | None
    valid_to: date | None
    label: Text
    told: Text


@dataclass(frozen=True, slots=True)
class _Majority:
    code: str
    valid_from: date | None
    valid_to: date | None
    age: int


def kind_policy(kind: AuthorityKind, on: date) -> KindPolicy:
    """Return what holds of a kind of authority on a day. Raises FaultyData where a file has a fault."""
    return _kinds(settings.DATA_FOLDER).row(kind, on)


def limits(on: date) -> Limits:
    """Return the times and numbers in force on a day."""
    return _limits(settings.DATA_FOLDER).row("LIMITS", on)


def age_of_majority(on: date, place: str = "") -> int:
    """Return from which birthday a person decides alone, in a province (`CA-BC`) or where none is known."""
    rows = _majorities(settings.DATA_FOLDER)
    return rows.row(place if place in rows else ANYWHERE, on).age


def regulators() -> dict[str, Regulator]:
    """Return who licenses people that may be paid, by code, in the order of the file."""
    return {
        one.code: Regulator(one.code, one.values["name"], one.values["source"])
        for one in _found(settings.DATA_FOLDER).of("regulator")
    }


def form_faults(on: date) -> tuple[FormFault, ...]:
    """Return why a form can be found not to hold, on a day, in the order of the file."""
    return _faults(settings.DATA_FOLDER).all_in_force(on)


def form_fault(code: str) -> FormFault | None:
    """Return what a code of an older refusal means; None where no file has it any more."""
    rows = _faults(settings.DATA_FOLDER)
    return rows.row(code) if code in rows else None


def hand_back_reasons(on: date) -> tuple[HandBackReason, ...]:
    """Return why an authority can be handed back, on a day, in the order of the file."""
    return _hand_backs(settings.DATA_FOLDER).all_in_force(on)


def hand_back_reason(code: str) -> HandBackReason | None:
    """Return what a code of an older hand-back means; None where no file has it any more."""
    rows = _hand_backs(settings.DATA_FOLDER)
    return rows.row(code) if code in rows else None


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
def _kinds(folder: str) -> Rows[KindPolicy]:
    return Rows("authority", (_kind(record) for record in _found(folder).of("authority")))


@lru_cache(maxsize=8)
def _limits(folder: str) -> Rows[Limits]:
    return Rows("limits", (_limit(record) for record in _found(folder).of("limits")))


@lru_cache(maxsize=8)
def _majorities(folder: str) -> Rows[_Majority]:
    return Rows(
        "majority",
        (
            _Majority(record.code, record.valid_from, record.valid_to, record.values["age"])
            for record in _found(folder).of("majority")
        ),
    )


@lru_cache(maxsize=8)
def _faults(folder: str) -> Rows[FormFault]:
    return Rows(
        "form_fault",
        (
            FormFault(one.code, one.valid_from, one.valid_to, *(one.values[name] for name in ("label", "told", "next")))
            for one in _found(folder).of("form_fault")
        ),
    )


@lru_cache(maxsize=8)
def _hand_backs(folder: str) -> Rows[HandBackReason]:
    return Rows(
        "hand_back",
        (
            HandBackReason(one.code, one.valid_from, one.valid_to, one.values["label"], one.values["told"])
            for one in _found(folder).of("hand_back")
        ),
    )


def _kind(record: Record) -> KindPolicy:
    said: dict[str, Any] = record.values
    return KindPolicy(
        code=record.code,
        valid_from=record.valid_from,
        valid_to=record.valid_to,
        source=said["source"],
        status=said["status"],
        requester=Requester(said["requester"]),
        sees=frozenset(map(Disclosure, said["sees"])),
        acts=said["acts"],
        sources=frozenset(map(AuthoritySource, said["sources"])),
        proofs=frozenset(map(AuthorityProof, said["proofs"])),
        two_staff=said["two_staff"],
        level=Level(int(said["level"])),
        must_end=said["must_end"],
        longest=timedelta(days=said["longest_days"]) if said["longest_days"] else None,
        names_files=said["names_files"],
        asks_licence=said["asks_licence"],
        gets_notices=said["gets_notices"],
    )


def _limit(record: Record) -> Limits:
    days = {name.removesuffix("_days"): timedelta(days=record.values[name]) for name in _DAYS}
    return Limits(
        code=record.code,
        valid_from=record.valid_from,
        valid_to=record.valid_to,
        waiting_at_once=record.values["waiting_at_once"],
        household_waiting_at_once=record.values["household_waiting_at_once"],
        helper_news_every=timedelta(minutes=record.values["helper_news_every_minutes"]),
        **days,
    )
