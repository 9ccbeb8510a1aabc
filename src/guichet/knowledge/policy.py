"""How guidance grows old and how long a notice stands, from dated files that a department lays its own over."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path

from django.conf import settings

from guichet.foundation.dated import fields
from guichet.foundation.dated.fields import Field
from guichet.foundation.dated.problems import FaultyData, Problem
from guichet.foundation.dated.records import Found, Kind, Record, read
from guichet.foundation.dated.rows import Rows, is_in_force
from guichet.knowledge.rules.synonyms import Group, Synonyms

FOLDER = "knowledge"
# More than these are not read by somebody who has just heard a decision.
MOST_NEXT = 5
PACKAGE = Path(__file__).parent / "data"
KINDS = [
    Kind("ageing", "policy.yaml", {"grace_days": Field(fields.whole)}, nom="vieillissement"),
    Kind("notice", "notices.yaml", {"longest_days": Field(fields.whole)}, nom="avis"),
    Kind(
        "backlog",
        "backlog.yaml",
        {"days": Field(fields.whole), "fewest": Field(fields.whole)},
        nom="améliorations",
    ),
    Kind(
        "missed",
        "misses.yaml",
        {name: Field(fields.whole) for name in ("unsure_below", "days", "fewest", "alike", "keep_days")},
        nom="questions sans réponse",
    ),
    Kind("reminder", "reminders.yaml", {"days_before": Field(fields.whole)}, nom="rappels"),
    Kind(
        "synonyms",
        "synonyms.yaml",
        {"en": Field(fields.phrases), "fr": Field(fields.phrases), "reviewed": Field(fields.day)},
        nom="synonymes",
    ),
    Kind("former", "former.yaml", {"was": Field(fields.word), "now": Field(fields.word)}, nom="anciens noms"),
    Kind(
        "next steps",
        "next_steps.yaml",
        {
            "decision": Field(fields.code),
            "programs": Field(fields.codes, required=False, default=()),
            "articles": Field(fields.word),
        },
        nom="étapes suivantes",
    ),
]
AGEING, NOTICE, BACKLOG, MISSED, REMINDER = "AGEING", "NOTICE", "BACKLOG", "MISSED", "REMINDER"


@dataclass(frozen=True, slots=True)
class Misses:
    """When a question counts as missed, and how such questions are gathered and kept.

    It is missed where the best answer is less probable than `unsure_below`; questions more `alike` than that are one
    matter; a matter becomes a task once `fewest` people asked within `within`; the words go after `keep`.
    """

    unsure_below: float
    within: timedelta
    fewest: int
    alike: float
    keep: timedelta


def grace(on: date) -> timedelta:
    """Return for how long after its day of review an article is still shown. Raises FaultyData."""
    return timedelta(days=_rows(settings.DATA_FOLDER, "ageing").row(AGEING, on).values["grace_days"])


def longest_notice(on: date) -> timedelta:
    """Return for how long a notice may be shown. Raises FaultyData."""
    return timedelta(days=_rows(settings.DATA_FOLDER, "notice").row(NOTICE, on).values["longest_days"])


def backlog_policy(on: date) -> tuple[int, int]:
    """Return over how many days readers are counted, and below how many nothing is told. Raises FaultyData."""
    found = _rows(settings.DATA_FOLDER, "backlog").row(BACKLOG, on).values
    return found["days"], found["fewest"]


def misses(on: date) -> Misses:
    """Return how questions without an answer are gathered. Raises FaultyData."""
    found = _rows(settings.DATA_FOLDER, "missed").row(MISSED, on).values
    return Misses(
        unsure_below=found["unsure_below"] / 100,
        within=timedelta(days=found["days"]),
        fewest=found["fewest"],
        alike=found["alike"] / 100,
        keep=timedelta(days=found["keep_days"]),
    )


def reminder(on: date) -> timedelta:
    """Return how long before its day of review somebody is asked to read an article again. Raises FaultyData."""
    return timedelta(days=_rows(settings.DATA_FOLDER, "reminder").row(REMINDER, on).values["days_before"])


@lru_cache(maxsize=8)
def synonyms_of(folder: str) -> Synonyms:
    """Return what people say for what we call otherwise, as a department’s folder has it. Raises FaultyData."""
    rows = _rows(folder, "synonyms")
    values = [rows.row(code, date.max).values for code in dict.fromkeys(row.code for row in rows)]
    return Synonyms(tuple(Group(one["en"], one["fr"]) for one in values))


def synonyms() -> Synonyms:
    """Return what people say for what we call otherwise. Raises FaultyData."""
    return synonyms_of(settings.DATA_FOLDER)


def articles_after(decision: str, program: str, on: date) -> tuple[str, ...]:
    """Return the articles to read once a file of a program has ended so, the first first. Raises FaultyData."""
    rows = _rows(settings.DATA_FOLDER, "next steps")
    found = [
        row.values for code in dict.fromkeys(row.code for row in rows) if is_in_force(row := rows.row(code, on), on)
    ]
    ours = [row for row in found if row["decision"] == decision]
    best = next((row for row in ours if program in row["programs"]), None)
    best = best or next((row for row in ours if not row["programs"]), None)
    return tuple(best["articles"].split())[:MOST_NEXT] if best else ()


def former(on: date) -> dict[str, str]:
    """Return the articles that became part of another one, each with that one’s id. Raises FaultyData."""
    rows = _rows(settings.DATA_FOLDER, "former")
    found = [
        row.values for code in dict.fromkeys(row.code for row in rows) if is_in_force(row := rows.row(code, on), on)
    ]
    return {one["was"]: one["now"] for one in found}


def problems(folder: Path | None = None) -> list[Problem]:
    """Return all that is wrong with the policy, a department's `folder` laid over the package's."""
    return sorted(_found_in(folder).problems)


def _found_in(folder: Path | None) -> Found:
    own = folder / FOLDER if folder else None
    return read(KINDS, PACKAGE, own if own and own.is_dir() else None)


@lru_cache(maxsize=8)
def _rows(folder: str, kind: str) -> Rows[Record]:
    found = _found_in(Path(folder) if folder else None)
    if found.problems:
        raise FaultyData(list(found.problems))
    return Rows(kind, found.of(kind))
