"""How surely we know who asks: what was shown, the level that makes, and what each level is enough for. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import combinations

from guichet.identity.terms import Act, Disclosure, Level, Proof


@dataclass(frozen=True, slots=True)
class Shown:
    """One thing that somebody showed, and when."""

    proof: Proof
    at: datetime


@dataclass(frozen=True, slots=True)
class ProofPolicy:
    """What a proof is a proof of, and how surely somebody is known by it: alone, and with one of another thing."""

    code: str
    thing: str
    alone: Level
    with_another: Level
    lasts: timedelta
    valid_from: date | None = None
    valid_to: date | None = None


@dataclass(frozen=True, slots=True)
class Need:
    """How surely somebody must be known for something; `within`: and how lately they must have shown it."""

    code: str
    level: Level
    within: timedelta = timedelta(0)
    valid_from: date | None = None
    valid_to: date | None = None


@dataclass(frozen=True, slots=True)
class Policy:
    """What proofs are worth and what is needed for what, as in force on a day."""

    proofs: Mapping[str, ProofPolicy]
    needs: Mapping[str, Need]


def level_of(shown: Iterable[Shown], policy: Policy, *, now: datetime) -> Level:
    """Return how surely somebody is known who showed all this: two proofs of the same thing count once.

    Source: handbook, `channels.yaml`, identity_levels; Privacy Regulations, s. 8(2).
    """
    living = [policy.proofs[one.proof] for one in still_counts(shown, policy, now=now)]
    alone = [each.alone for each in living]
    together = [
        min(first.with_another, second.with_another)
        for first, second in combinations(living, 2)
        if first.thing != second.thing
    ]
    return Level(max([*alone, *together], default=Level.NONE))


def still_counts(shown: Iterable[Shown], policy: Policy, *, now: datetime) -> list[Shown]:
    """Return what still counts: not too long ago, and not of a kind that is no longer accepted."""
    return [
        one for one in shown if one.proof in policy.proofs and one.at <= now < one.at + policy.proofs[one.proof].lasts
    ]


def is_enough(need: Need, shown: Iterable[Shown], policy: Policy, *, now: datetime) -> bool:
    """Return whether what was shown is enough: surely enough, and lately enough."""
    living = still_counts(shown, policy, now=now)
    if level_of(living, policy, now=now) < need.level:
        return False
    return not need.within or any(now - one.at < need.within for one in living)


def need_to_change_sign_in(need: Need, *, has_other_ways: bool) -> Need:
    """Return what it takes to change how one signs in.

    Who has nothing but an e-mail address could never add a second way if that took two: they show the address
    again, lately. Whoever has more shows more.
    """
    return need if has_other_ways else Need(need.code, min(need.level, Level.FACTS), need.within)


def told_at(level: Level, policy: Policy) -> frozenset[Disclosure]:
    """Return the classes of what may be told to somebody known so surely. What is sensitive is never among them."""
    classes = (Disclosure.STATUS, Disclosure.CASE)
    return frozenset({Disclosure.GENERAL, *(each for each in classes if level >= policy.needs[each].level)})


def needs_named(policy: Policy) -> set[str]:
    """Return the codes of what something is needed for that the policy leaves out: there must be none."""
    return {Disclosure.STATUS.value, Disclosure.CASE.value, *(act.value for act in Act)} - policy.needs.keys()
