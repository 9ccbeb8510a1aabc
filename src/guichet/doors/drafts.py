"""What a visitor prepares, page after page: in their session until they have it kept, then by its code or account.

Nothing is kept beyond the session before the person says so. In the session it is sealed, as is the code that this
device holds, so that whoever has the tables has neither.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from allauth.account.adapter import get_adapter
from django.utils import timezone

from guichet.clients.rules import network_of
from guichet.doors.entrance import Visit
from guichet.foundation.sealing import CannotOpen, seal, unseal
from guichet.plans.actions import CannotKeep, adopt, enter, forget, keep, start_plan
from guichet.plans.queries import OpenPlan, open_plan
from guichet.plans.rules import code_in
from guichet.plans.terms import PlanKind, PlanRefusal

__all__ = ["CannotKeep", "Draft", "change", "draft_of", "keep_draft", "let_go", "remove", "resume"]


@dataclass(frozen=True, slots=True)
class Draft:
    """What is being prepared. `code` is what this device holds, to be shown and printed; `plan` is None until kept.

    `is_gone`: what this device held a code for is no longer kept.
    """

    content: dict[str, Any]
    plan: OpenPlan | None = None
    code: str = ""
    is_gone: bool = False

    @property
    def revision(self) -> int:
        """Return what a form carries, so that a change made elsewhere meanwhile is noticed; 0 until it is kept."""
        return self.plan.revision if self.plan else 0


def draft_of(visit: Visit, kind: PlanKind) -> Draft:
    """Return what this visitor prepares: on this device, else in their account; empty where nothing was begun."""
    held = _held(visit, kind)
    today = timezone.localtime(visit.origin.at).date()
    if code := held.get("code", ""):
        plan = open_plan(kind=kind, code=code, on=today)
        if plan:
            return Draft(plan.content, plan, code)
        let_go(visit, kind)
        return Draft({}, is_gone=True)
    if held:
        return Draft(held.get("content", {}))
    account_id = visit.viewer.user_id
    plan = open_plan(kind=kind, account_id=account_id, on=today) if account_id is not None else None
    return Draft(plan.content, plan) if plan else Draft({})


def change(visit: Visit, kind: PlanKind, content: Mapping[str, Any], *, revision: int) -> Draft:
    """Take what was prepared now, wherever it is kept. `revision` is what the form carried.

    Raises CannotKeep: CHANGED_ELSEWHERE where another device was quicker; then nothing is changed.
    """
    draft = draft_of(visit, kind)
    if draft.is_gone:
        raise CannotKeep(PlanRefusal.GONE)
    if draft.plan is None:
        _hold(visit, kind, {"content": dict(content)})
        return Draft(dict(content))
    if draft.plan.revision != revision:
        raise CannotKeep(PlanRefusal.CHANGED_ELSEWHERE)
    return Draft(dict(content), keep(draft.plan, content, visit.origin), draft.code)


def keep_draft(visit: Visit, kind: PlanKind, *, instead: bool = False) -> Draft:
    """Have what is prepared kept: in the account of whoever is signed in, else under a new code.

    `instead`: in place of what the account keeps already. Raises CannotKeep.
    """
    draft, account_id = draft_of(visit, kind), visit.viewer.user_id
    if draft.plan and (draft.plan.in_account or account_id is None):
        return draft
    if draft.plan and account_id is not None:
        plan = adopt(plan_id=draft.plan.plan_id, account_id=account_id, origin=visit.origin, instead=instead)
        let_go(visit, kind)
        return Draft(plan.content, plan)
    if account_id is None:
        started = start_plan(kind=kind, content=draft.content, origin=visit.origin, network=_network(visit))
        _hold(visit, kind, {"code": started.code})
        return draft_of(visit, kind)
    start_plan(kind=kind, content=draft.content, origin=visit.origin, account_id=account_id, instead=instead)
    let_go(visit, kind)
    return draft_of(visit, kind)


def resume(visit: Visit, kind: PlanKind, typed: str) -> Draft:
    """Open on this device what is kept under a code. Raises CannotKeep."""
    plan = enter(kind=kind, typed=typed, network=_network(visit), origin=visit.origin)
    code = code_in(typed)
    _hold(visit, kind, {"code": code})
    return Draft(plan.content, plan, code)


def let_go(visit: Visit, kind: PlanKind) -> None:
    """Have this device forget what is prepared; what is kept stays kept."""
    visit.session.pop(_key(kind), None)


def remove(visit: Visit, kind: PlanKind) -> None:
    """Remove what is prepared, from this device and from where it is kept."""
    draft = draft_of(visit, kind)
    if draft.plan:
        forget(plan_id=draft.plan.plan_id, origin=visit.origin)
    let_go(visit, kind)


def _held(visit: Visit, kind: PlanKind) -> dict[str, Any]:
    try:
        text = unseal(str(visit.session.get(_key(kind), "")))
    except CannotOpen:
        # Sealed with a key that was taken away since: a session lasts hours, so nothing kept is lost.
        return {}
    held: dict[str, Any] = json.loads(text) if text else {}
    return held


def _hold(visit: Visit, kind: PlanKind, held: dict[str, Any]) -> None:
    visit.session[_key(kind)] = seal(json.dumps(held, separators=(",", ":")))


def _key(kind: PlanKind) -> str:
    return f"draft_{kind.value.lower()}"


def _network(visit: Visit) -> str:
    return network_of(str(get_adapter().get_client_ip(visit) or ""))
