"""What may be done with a plan: begun, found by its code, kept, brought into an account, removed."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from guichet.foundation.sealing import marks
from guichet.identity.queries import hold_account
from guichet.journal.actions import Origin, record
from guichet.plans.events import PlanAdopted, PlanForgotten, PlanStarted
from guichet.plans.models import Plan, PlanTry
from guichet.plans.policy import PlanPolicy, plan_policy
from guichet.plans.queries import OpenPlan, as_open
from guichet.plans.rules import code_in, new_code
from guichet.plans.terms import PlanKind, PlanRefusal

HOUR = timedelta(hours=1)
# Tries are kept so long; the limits look back less far.
TRIES_KEPT = timedelta(days=2)
# A journal of two thousand trips is smaller.
LARGEST = 256 * 1024


class CannotKeep(Exception):
    """A plan cannot be opened, begun, kept or adopted; `reason` says why."""

    def __init__(self, reason: PlanRefusal) -> None:
        super().__init__(reason.value)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Started:
    """A plan that was begun, and its code: shown to its person, kept nowhere. Empty where an account holds it."""

    plan_id: int
    code: str


@transaction.atomic
def start_plan(
    *,
    kind: PlanKind,
    content: Mapping[str, Any],
    origin: Origin,
    account_id: int | None = None,
    network: str = "",
    instead: bool = False,
) -> Started:
    """Begin a plan, in an account or under a new code.

    `network` is where somebody without an account comes from. Raises CannotKeep where it is too large, too many were
    begun from there, or the account holds one of this kind and the new one is not to stand `instead`.
    """
    text, policy = _text(content), _policy(origin)
    if account_id is None:
        _count_beginning(network, policy, origin)
    else:
        hold_account(account_id)
        _make_room(account_id, kind, origin, instead=instead)
    code = "" if account_id is not None else new_code()
    plan = Plan.objects.create(
        kind=kind,
        code_mark=marks(code)[0] if code else None,
        user_id=account_id,
        content=text,
        created_at=origin.at,
        kept_at=origin.at,
        expires_on=_expires_on(policy, origin, in_account=account_id is not None),
    )
    record(PlanStarted(plan=plan.pk, prepares=kind), origin)
    return Started(plan.pk, code)


def enter(*, kind: PlanKind, typed: str, network: str, origin: Origin) -> OpenPlan:
    """Find a plan by the code that somebody typed, and keep it for longer, since it is used.

    Wrong codes are counted by network. Raises CannotKeep, the same for a code that never was and one whose time is
    over: whether somebody else's exists is not told.
    """
    code = code_in(typed)
    if not code:
        # Caught before anything is looked up: a slip costs nobody a try.
        raise CannotKeep(PlanRefusal.MISTYPED)
    found = _found_by(kind, code, network, origin)
    if isinstance(found, PlanRefusal):
        raise CannotKeep(found)
    return found


@transaction.atomic
def keep(plan: OpenPlan, content: Mapping[str, Any], origin: Origin) -> OpenPlan:
    """Keep what a plan now says, and return it with its new revision.

    Raises CannotKeep: CHANGED_ELSEWHERE where somebody changed it since it was opened; what is kept stays as it is.
    """
    text = _text(content)
    row = _held(plan.plan_id)
    if row.revision != plan.revision:
        raise CannotKeep(PlanRefusal.CHANGED_ELSEWHERE)
    row.content, row.revision, row.kept_at = text, row.revision + 1, origin.at
    row.expires_on = _expires_on(_policy(origin), origin, in_account=row.user_id is not None)
    row.save(update_fields=["content", "revision", "kept_at", "expires_on"])
    return as_open(row)


@transaction.atomic
def adopt(*, plan_id: int, account_id: int, origin: Origin, instead: bool = False) -> OpenPlan:
    """Bring a plan that has a code into an account; from then on the code opens nothing.

    Raises CannotKeep: HAS_ANOTHER where the account holds one of this kind, unless the new one is to stand instead.
    """
    hold_account(account_id)
    row = _held(plan_id)
    if row.user_id == account_id:
        return as_open(row)
    if row.user_id is not None:
        raise CannotKeep(PlanRefusal.GONE)
    _make_room(account_id, PlanKind(row.kind), origin, instead=instead)
    row.user_id, row.code_mark, row.revision = account_id, None, row.revision + 1
    row.expires_on = _expires_on(_policy(origin), origin, in_account=True)
    row.save(update_fields=["user", "code_mark", "revision", "expires_on"])
    record(PlanAdopted(plan=row.pk, prepares=row.kind), origin)
    return as_open(row)


@transaction.atomic
def forget(*, plan_id: int, origin: Origin) -> bool:
    """Remove a plan at once, for its person; return whether it was there."""
    row = Plan.objects.select_for_update().filter(pk=plan_id).first()
    if row is None:
        return False
    _forget(row, origin)
    return True


@transaction.atomic
def forget_unused(*, now: datetime) -> int:
    """Remove plans that nobody used for so long, and tries that no longer count; return how many plans."""
    PlanTry.objects.filter(tried_at__lt=now - TRIES_KEPT).delete()
    return Plan.objects.filter(expires_on__lt=timezone.localtime(now).date()).delete()[0]


@transaction.atomic
def _found_by(kind: PlanKind, code: str, network: str, origin: Origin) -> OpenPlan | PlanRefusal:
    """Return the plan, or why not: a refusal is returned, since the try must stay on record."""
    policy = _policy(origin)
    _one_at_a_time(network)
    wrong = PlanTry.objects.filter(network=network, began=False, succeeded=False, tried_at__gt=origin.at - HOUR)
    if wrong.count() >= policy.wrong_codes_per_hour:
        return PlanRefusal.TOO_MANY_TRIES
    row = (
        Plan.objects.select_for_update()
        .filter(kind=kind, code_mark__in=marks(code), expires_on__gte=_today(origin))
        .first()
    )
    PlanTry.objects.create(network=network, succeeded=row is not None, tried_at=origin.at)
    if row is None:
        return PlanRefusal.NO_SUCH_CODE
    # Marked with the newest key: an older one may be taken away once what it marked was used or went.
    row.code_mark, row.expires_on = marks(code)[0], _expires_on(policy, origin, in_account=False)
    row.save(update_fields=["code_mark", "expires_on"])
    return as_open(row)


def _count_beginning(network: str, policy: PlanPolicy, origin: Origin) -> None:
    _one_at_a_time(network)
    begun = PlanTry.objects.filter(network=network, began=True, tried_at__gt=origin.at - HOUR)
    if begun.count() >= policy.begun_per_hour:
        raise CannotKeep(PlanRefusal.TOO_MANY_PLANS)
    PlanTry.objects.create(network=network, began=True, succeeded=True, tried_at=origin.at)


def _make_room(account_id: int, kind: PlanKind, origin: Origin, *, instead: bool) -> None:
    """Remove what an account holds of this kind, where its time is over or its person said so."""
    before = Plan.objects.select_for_update().filter(user_id=account_id, kind=kind).first()
    if before and before.expires_on >= _today(origin) and not instead:
        raise CannotKeep(PlanRefusal.HAS_ANOTHER)
    if before:
        _forget(before, origin)


def _one_at_a_time(network: str) -> None:
    """Hold back others from the same network until this is done: else limits could be run past."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"plans:{network}"])


def _held(plan_id: int) -> Plan:
    try:
        return Plan.objects.select_for_update().get(pk=plan_id)
    except Plan.DoesNotExist:
        raise CannotKeep(PlanRefusal.GONE) from None


def _forget(row: Plan, origin: Origin) -> None:
    record(PlanForgotten(plan=row.pk, prepares=row.kind), origin)
    row.delete()


def _text(content: Mapping[str, Any]) -> str:
    text = json.dumps(content, separators=(",", ":"))
    if len(text) > LARGEST:
        raise CannotKeep(PlanRefusal.TOO_LARGE)
    return text


def _policy(origin: Origin) -> PlanPolicy:
    return plan_policy(_today(origin))


def _today(origin: Origin) -> date:
    return timezone.localtime(origin.at).date()


def _expires_on(policy: PlanPolicy, origin: Origin, *, in_account: bool) -> date:
    return _today(origin) + policy.lasts(in_account=in_account)
