"""What establishes who asks, and what is said to them: from dated files that a department lays its own over."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

from django.conf import settings

from guichet.clients.rules import Request
from guichet.clients.terms import CallerCheck, Outcome, Requester
from guichet.foundation.dated import fields
from guichet.foundation.dated.fields import Field
from guichet.foundation.dated.problems import FaultyData, Problem
from guichet.foundation.dated.records import Found, Kind, read
from guichet.foundation.dated.rows import Rows
from guichet.foundation.decisions import Clause
from guichet.foundation.languages import Text

FOLDER = "callers"
PACKAGE = Path(__file__).parent / "data" / FOLDER
KINDS = [
    Kind(
        "check",
        "checks*.yaml",
        {"checks": Field(fields.some_of(*CallerCheck.values))},
        nom="les vérifications de la personne qui appelle",
    ),
    Kind("saying", "sayings*.yaml", {"say": Field(fields.text)}, nom="la phrase à dire"),
]


@dataclass(frozen=True, slots=True)
class _Checks:
    code: str
    valid_from: date | None
    valid_to: date | None
    checks: frozenset[CallerCheck]


@dataclass(frozen=True, slots=True)
class _Saying:
    code: str
    valid_from: date | None
    valid_to: date | None
    say: Text


def checks_for(who: Requester, on: date) -> frozenset[CallerCheck]:
    """Return by which checks it is established on a day that somebody is who they say they are."""
    return _checks(settings.DATA_FOLDER).row(who, on).checks


def saying_for(request: Request, clause: Clause[Outcome], on: date) -> Text:
    """Return what to say to somebody about whom this was decided: by the line, by what they asked, by the outcome."""
    rows = _sayings(settings.DATA_FOLDER)
    known = (clause.code, f"{clause.outcome}_{request.asked}", str(clause.outcome))
    return rows.row(next((code for code in known if code in rows), known[-1]), on).say


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
def _checks(folder: str) -> Rows[_Checks]:
    return Rows(
        "check",
        (
            _Checks(one.code, one.valid_from, one.valid_to, frozenset(map(CallerCheck, one.values["checks"])))
            for one in _found(folder).of("check")
        ),
    )


@lru_cache(maxsize=8)
def _sayings(folder: str) -> Rows[_Saying]:
    return Rows(
        "saying",
        (_Saying(one.code, one.valid_from, one.valid_to, one.values["say"]) for one in _found(folder).of("saying")),
    )
