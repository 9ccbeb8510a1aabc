"""Who may be told what about a client, and who may act for one: the one place where it is decided. Pure."""

from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache

from guichet.clients.rules.authority_table import REQUESTS
from guichet.clients.terms import (
    AskedFor,
    AuthoritySource,
    Consent,
    Identified,
    Licence,
    Outcome,
    Pay,
    Requester,
    WayIn,
)
from guichet.foundation.decisions import Clause
from guichet.identity.rules import Grant
from guichet.identity.terms import AuthorityKind, Disclosure

FEBRUARY, LEAP_DAY = 2, 29
CONSENT_OF = {
    AuthoritySource.ONLINE: Consent.TO_BE_TOLD,
    AuthoritySource.IMM5476: Consent.TO_ACT,
    AuthoritySource.IMM5475: Consent.TO_BE_TOLD,
    AuthoritySource.WRITTEN: Consent.TO_BE_TOLD,
    AuthoritySource.AGREEMENT: Consent.TO_BE_TOLD,
    AuthoritySource.MP_CONSENT: Consent.MEMBER,
    AuthoritySource.ACCESS_CONSENT: Consent.RECORDS,
    AuthoritySource.BY_LAW: Consent.OWN,
    AuthoritySource.ESTATE_PAPER: Consent.COURT,
}
PAY_OF = {
    Licence.UNPAID: Pay.UNPAID,
    Licence.VALID: Pay.LICENSED,
    Licence.LAPSED: Pay.UNLICENSED,
    Licence.UNKNOWN: Pay.UNKNOWN,
}
ASKED_FOR = {Disclosure.STATUS: AskedFor.STATUS, Disclosure.CASE: AskedFor.CASE}


@dataclass(frozen=True, slots=True)
class Request:
    """A request about a client: who asks, by what consent, whether for pay, by which way in, known or not, for what."""

    who: Requester
    asked: AskedFor
    consent: Consent = Consent.NONE
    pay: Pay = Pay.UNPAID
    way: WayIn = WayIn.SIGNED_IN
    known: Identified = Identified.YES

    @property
    def facts(self) -> dict[str, str]:
        """Return the request as the table reads it."""
        return {
            "who": self.who,
            "asked": self.asked,
            "consent": self.consent,
            "pay": self.pay,
            "way": self.way,
            "known": self.known,
        }


@lru_cache(maxsize=4096)
def decide(request: Request) -> Clause[Outcome]:
    """Return what is decided about a request: the outcome, why, and the law it follows from."""
    return REQUESTS.decide(request.facts)


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """An authority as the registry holds it, with what its force depends on."""

    authority_id: int
    client_id: int
    kind: AuthorityKind
    requester: Requester
    source: AuthoritySource
    # What the client allows, and what the policy of the day does at most.
    sees: frozenset[Disclosure]
    acts: bool
    files: frozenset[str]
    starts_at: datetime
    ends_at: datetime | None
    revoked_at: datetime | None
    licence: Licence
    # From which day the client decides alone; for parents only. None: the day of birth is not known.
    of_age_on: date | None = None
    # Whether the client has died: then what they gave is over, and only their estate is settled.
    has_died: bool = False


def consent_at(held: Held, *, now: datetime, today: date) -> Consent:
    """Return the state of the consent behind an authority at a moment; `today` is the department’s day."""
    if held.revoked_at is not None and held.revoked_at <= now:
        return Consent.ENDED
    if held.ends_at is not None and held.ends_at <= now:
        return Consent.ENDED
    # A consent ends with the person. Who settles the estate stands in, and only then. Source: Privacy Regs s. 10(b).
    if held.has_died is not (held.kind is AuthorityKind.ESTATE):
        return Consent.ENDED if held.has_died else Consent.NOT_BEGUN
    if held.starts_at > now:
        return Consent.NOT_BEGUN
    if held.kind is AuthorityKind.PARENT and (held.of_age_on is None or held.of_age_on <= today):
        return Consent.ENDED
    if held.source is AuthoritySource.ONLINE and held.acts:
        return Consent.TO_ACT
    return CONSENT_OF[held.source]


def grant_of(held: Held, *, now: datetime, today: date) -> Grant | None:
    """Return what an authority allows its holder at a moment, decided as any request is; None where nothing."""
    consent, pay = consent_at(held, now=now, today=today), PAY_OF[held.licence]
    sees = frozenset(
        what for what in held.sees if _allows(Request(held.requester, ASKED_FOR[what], consent=consent, pay=pay))
    )
    if not sees:
        return None
    acts = held.acts and _allows(Request(held.requester, AskedFor.ACT, consent=consent, pay=pay))
    return Grant(held.client_id, held.kind, sees, acts, held.files, held.authority_id)


def of_age_on(birth_date: date | None, age: int) -> date | None:
    """Return the birthday from which a person decides alone; None where the day of birth is not known.

    Born on February 29, one is of age on March 1 of a year that has no such day: never a day too early or too late by
    more than the calendar’s own. Source: Interpretation Act, s. 30.
    """
    if birth_date is None:
        return None
    year = birth_date.year + age
    if (birth_date.month, birth_date.day) == (FEBRUARY, LEAP_DAY):
        try:
            return birth_date.replace(year=year)
        except ValueError:
            return date(year, 3, 1)
    return birth_date.replace(year=year)


def _allows(request: Request) -> bool:
    return decide(request).outcome is Outcome.ALLOW
