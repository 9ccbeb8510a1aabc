"""What contacts were for and what made them needed: the proposal for one, and counts for the office."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Q
from django.utils.timezone import localtime

from guichet.enquiries.answering import policy
from guichet.enquiries.answering.policy import answering, reasons
from guichet.enquiries.models import Answer, Coding
from guichet.enquiries.queries.screen import Around
from guichet.enquiries.rules.coding import Clue, Codes, Demand, proposed
from guichet.enquiries.rules.likely import Why
from guichet.foundation.languages import Text
from guichet.identity.queries import NotAllowed
from guichet.identity.rules import Viewer
from guichet.identity.terms import Right


@dataclass(frozen=True, slots=True)
class CauseCount:
    """How many contacts one cause made needed, and which page or message it was."""

    cause: str
    about: str
    contacts: int


@dataclass(frozen=True, slots=True)
class Causes:
    """What made contacts needed in a time: of `answered`, `coded` were coded, and of these `failure` need not have
    been; `resolved` of them are settled, of `changed` a person changed what was proposed.
    """

    answered: int
    coded: int
    failure: int
    resolved: int
    changed: int
    by_cause: Sequence[CauseCount]
    by_reason: Sequence[tuple[str, int, int]]


def codes_proposed(reason: str, found: Around, *, now: datetime) -> Codes:
    """Return what is proposed for a question, from what it is about and what changed for whoever asked."""
    known = reasons(localtime(now).date()).get(reason)
    news = [Clue(one.line.kind, Why.NOT_REACHED in one.likely.whys) for one in found.likely]
    return proposed(
        reason=known.code if known else "",
        is_failure=bool(known and known.is_failure),
        news=news,
        is_repeat=any(one.received_at > now - answering(localtime(now).date()).repeat for one in found.before),
    )


def reason_names(on: date) -> Mapping[str, Text]:
    """Return what people get in touch for, by code, in the order in which it is offered."""
    return {one.code: one.name for one in reasons(on).values()}


def cause_names(on: date) -> Mapping[str, Text]:
    """Return what makes contacts needed, by code, in the order in which it is offered."""
    return policy.cause_names(on)


def causes(*, viewer: Viewer, since: datetime, until: datetime) -> Causes:
    """Return what made contacts needed between two moments. Three queries. Raises NotAllowed."""
    if not viewer.may(Right.APPROVE_GUIDANCE) and not viewer.may(Right.SUPERVISE_WORK):
        raise NotAllowed("causes")
    found = Coding.objects.filter(coded_at__gte=since, coded_at__lt=until)
    failure = Q(demand=Demand.FAILURE)
    totals = found.aggregate(
        coded=Count("id"),
        failure=Count("id", filter=failure),
        resolved=Count("id", filter=Q(resolved=True)),
        changed=Count("id", filter=Q(changed=True)),
    )
    by_cause = found.filter(failure).values("cause", "about").annotate(n=Count("id")).order_by("-n", "cause", "about")
    by_reason = found.values("reason").annotate(n=Count("id"), bad=Count("id", filter=failure)).order_by("-n", "reason")
    return Causes(
        answered=Answer.objects.filter(answered_at__gte=since, answered_at__lt=until).count(),
        **totals,
        by_cause=[CauseCount(row["cause"], row["about"], row["n"]) for row in by_cause[:50]],
        by_reason=[(row["reason"], row["n"], row["bad"]) for row in by_reason],
    )
