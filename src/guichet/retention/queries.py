"""What a disposal would take, what was disposed of, and what is on hold."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone

from guichet.identity.queries import NotAllowed
from guichet.identity.rules import Viewer
from guichet.identity.terms import Right
from guichet.retention.models import Disposal, Hold
from guichet.retention.policy import periods
from guichet.retention.rules import Period, looked_at_before, used_before
from guichet.retention.terms import DisposalState, HoldReason, Kept, Unit
from guichet.retention.verdicts import Held, Limits, held_now, tallied

Report = dict[str, dict[str, int]]


@dataclass(frozen=True, slots=True)
class HoldFacts:
    """A hold: on whom or what, why, by whom, from when to when. `is_over` once it was lifted or has ended."""

    hold_id: int
    client_id: int | None
    number: str
    reason: HoldReason
    reference: str
    placed_at: datetime
    placed_by: str
    ends_on: date | None
    lifted_at: datetime | None
    is_over: bool


@dataclass(frozen=True, slots=True)
class DisposalFacts:
    """A disposal: how far it is, what the dry run found, what went, and the hash of its certificate."""

    disposal_id: int
    state: DisposalState
    as_of: date
    report: Report
    gone: dict[str, int]
    asked_by: str
    approved_by: str
    sha256: str
    rules: dict[str, Any]
    asked_at: datetime
    approved_at: datetime | None
    finished_at: datetime | None


def dry_run(as_of: date, now: datetime) -> tuple[dict[str, Any], Report]:
    """Return the rules as of a day, and for each class how many rows there are for each verdict. Changes nothing.

    Counted by the database: a million files take no more memory here than ten. Raises FaultyData.
    """
    rules = rules_as_of(as_of)
    limits, held = limits_of(rules, as_of), held_now(now)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL statement_timeout = 0")
        return rules, {kept.value: tallied(kept, limits, held, now) for kept in Kept}


def rules_as_of(day: date) -> dict[str, Any]:
    """Return the rules in force on a day as JSON values: what a disposal keeps of them. Raises FaultyData."""
    return {
        code: {
            "valid_from": period.valid_from.isoformat() if period.valid_from else None,
            "count": period.count,
            "unit": period.unit.value,
            "source": period.source,
        }
        for code, period in sorted(periods(day).items())
    }


def kept_for(on: date) -> dict[str, tuple[int, Unit]]:
    """Return for each class how long it is kept since its last use, as in force on a day. Raises FaultyData."""
    return {code: (period.count, period.unit) for code, period in periods(on).items()}


def limits_of(rules: Mapping[str, Any], as_of: date) -> Limits:
    """Return from when on each class is kept no longer, by rules as a disposal keeps them."""
    zone = ZoneInfo(settings.TIME_ZONE)
    known = [
        Period(code, None, None, rule["count"], Unit(rule["unit"]), rule["source"]) for code, rule in rules.items()
    ]
    return Limits(
        before={one.kept: used_before(one, as_of, zone) for one in known if not one.program},
        by_program={one.program: used_before(one, as_of, zone) for one in known if one.program},
        used=looked_at_before(as_of, zone),
    )


def held_by_holds(now: datetime) -> Held:
    """Return what holds name at a moment."""
    return held_now(now)


def holds(*, viewer: Viewer, now: datetime) -> list[HoldFacts]:
    """Return all holds, the newest first. Raises NotAllowed without the right to privacy work."""
    _check(viewer)
    today = timezone.localtime(now).date()
    return [
        HoldFacts(
            hold_id=hold.pk,
            client_id=hold.client_id,
            number=hold.number,
            reason=HoldReason(hold.reason),
            reference=hold.reference,
            placed_at=hold.placed_at,
            placed_by=hold.placed_by,
            ends_on=hold.ends_on,
            lifted_at=hold.lifted_at,
            is_over=hold.lifted_at is not None or (hold.ends_on is not None and hold.ends_on <= today),
        )
        for hold in Hold.objects.order_by("-placed_at", "-id")
    ]


def disposals(*, viewer: Viewer) -> list[DisposalFacts]:
    """Return all disposals, the newest first. Raises NotAllowed without the right to privacy work."""
    _check(viewer)
    return [_disposal(one) for one in Disposal.objects.order_by("-id")]


def disposal(disposal_id: int, *, viewer: Viewer) -> DisposalFacts:
    """Return one disposal. Raises NotAllowed without the right to privacy work, and where there is none."""
    _check(viewer)
    found = Disposal.objects.filter(pk=disposal_id).first()
    if found is None:
        raise NotAllowed(f"disposal:{disposal_id}")
    return _disposal(found)


def _disposal(one: Disposal) -> DisposalFacts:
    return DisposalFacts(
        disposal_id=one.pk,
        state=DisposalState(one.state),
        as_of=one.as_of,
        report=one.report,
        gone=one.gone,
        asked_by=one.asked_by,
        approved_by=one.approved_by,
        sha256=one.sha256,
        rules=one.rules,
        asked_at=one.asked_at,
        approved_at=one.approved_at,
        finished_at=one.finished_at,
    )


def certificate(disposal_id: int) -> dict[str, Any] | None:
    """Return what was disposed of, by which rules and whose decision; None where it is not done, or is not there."""
    found = Disposal.objects.filter(pk=disposal_id, state=DisposalState.DONE).first()
    return {**certified(found), "sha256": found.sha256} if found else None


def certified(disposal: Disposal) -> dict[str, Any]:
    """Return what the certificate of a disposal says; its hash is made of this."""
    return {
        "disposal": disposal.pk,
        "as_of": disposal.as_of.isoformat(),
        "rules": disposal.rules,
        "report": disposal.report,
        "gone": disposal.gone,
        "asked": _said(disposal.asked_by, disposal.asked_at),
        "approved": _said(disposal.approved_by, disposal.approved_at),
        "started_at": _moment(disposal.started_at),
        "finished_at": _moment(disposal.finished_at),
    }


def hash_of(said: Mapping[str, Any]) -> str:
    """Return the SHA-256 of a certificate without its `sha256`: of its JSON, keys in order, without blanks."""
    text = json.dumps({**said}, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def _said(by: str, at: datetime | None) -> dict[str, str]:
    return {"by": by, "at": _moment(at)}


def _moment(at: datetime | None) -> str:
    return at.astimezone(UTC).isoformat() if at else ""


def _check(viewer: Viewer) -> None:
    if not viewer.may(Right.PRIVACY):
        raise NotAllowed("privacy")
