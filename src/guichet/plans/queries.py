"""What others may ask of plans."""

import json
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from guichet.foundation.sealing import marks
from guichet.plans.counted import JournalCount, TripAsked, longest_trip, one_more_trip
from guichet.plans.counted import count as count_journal
from guichet.plans.finder import (
    Finding,
    answer_said,
    asked_and_said,
    carried_from,
    change_for,
    changes_for,
    find_programs,
    programs_for,
    questions_left,
    worked_from,
)
from guichet.plans.models import Plan
from guichet.plans.rules import code_in
from guichet.plans.rules.journal.content import unpacked
from guichet.plans.terms import PlanKind
from guichet.programs.queries import finder_tables
from guichet.programs.rules import Change, Checked, Held, Outcome, ProgramTable, Question

__all__ = [
    "Change",
    "Checked",
    "Finding",
    "Held",
    "JournalCount",
    "OpenPlan",
    "Outcome",
    "ProgramTable",
    "Question",
    "TripAsked",
    "answer_said",
    "answers_for",
    "as_open",
    "carried",
    "change_for",
    "changes_for",
    "count_journal",
    "find_programs",
    "finder_tables",
    "journal_totals",
    "longest_trip",
    "one_more_trip",
    "open_plan",
    "programs_for",
    "questions_left",
    "worked_from",
]


@dataclass(frozen=True, slots=True)
class OpenPlan:
    """A plan as its person may read it. `revision` goes back with a change, so that no other one is lost."""

    plan_id: int
    kind: PlanKind
    content: dict[str, Any]
    revision: int
    in_account: bool
    kept_at: datetime
    expires_on: date


def open_plan(*, kind: PlanKind, on: date, code: str = "", account_id: int | None = None) -> OpenPlan | None:
    """Return a plan by the code that somebody holds, or the one of an account; None where there is none any more.

    For a code that was known right before (`actions.enter` counts the tries of what somebody types).
    """
    rows = Plan.objects.filter(kind=kind, expires_on__gte=on)
    if account_id is not None:
        found = rows.filter(user_id=account_id).first()
    else:
        held = code_in(code)
        found = rows.filter(code_mark__in=marks(held)).first() if held else None
    return as_open(found) if found else None


def journal_totals(account_id: int, on: date) -> JournalCount | None:
    """Return what the travel journal of an account comes to on a day, for whoever applies; None without a journal.

    Raises NotAJournal where what is kept is none that this version reads.
    """
    plan = open_plan(kind=PlanKind.JOURNAL, account_id=account_id, on=on)
    return count_journal(unpacked(plan.content), on) if plan else None


def as_open(plan: Plan) -> OpenPlan:
    """Return a row as its person may read it."""
    return OpenPlan(
        plan_id=plan.pk,
        kind=PlanKind(plan.kind),
        content=json.loads(plan.content),
        revision=plan.revision,
        in_account=plan.user_id is not None,
        kept_at=plan.kept_at,
        expires_on=plan.expires_on,
    )


def answers_for(*, account_id: int, program: str, on: date) -> list[tuple[Question, str]]:
    """Return the questions that a program asks, with what the account’s own person said to each in the finder."""
    plan = open_plan(kind=PlanKind.FINDER, account_id=account_id, on=on)
    return asked_and_said(plan.content.get("answers", {}), program, on) if plan else []


def carried(*, account_id: int, program: str, on: date) -> dict[str, str]:
    """Return what somebody said in the finder and an application to a program can take, by the names of its fields.

    Empty where the account keeps no answers. Nothing that the program does not ask is given.
    """
    plan = open_plan(kind=PlanKind.FINDER, account_id=account_id, on=on)
    return carried_from(plan.content.get("answers", {}), program, on) if plan else {}
