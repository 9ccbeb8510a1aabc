"""What others may ask of plans."""

import json
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from guichet.foundation.sealing import marks
from guichet.plans.models import Plan
from guichet.plans.rules import code_in
from guichet.plans.terms import PlanKind

__all__ = ["OpenPlan", "open_plan"]


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
