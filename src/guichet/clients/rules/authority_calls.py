"""What a caller may be told: a row of the registry, or none, read as a request to the one table. Pure."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from itertools import combinations, product

from guichet.clients.rules.authority import PAY_OF, Held, Request, consent_at
from guichet.clients.rules.authority_table import DEEDS, REQUESTS
from guichet.clients.terms import AskedFor, CallerCheck, Consent, Identified, Outcome, Pay, Requester, WayIn
from guichet.identity.terms import Disclosure

# What a consent covers only as far as its client said: what somebody sees, does, and of which files.
SCOPED = {AskedFor.STATUS, AskedFor.CASE, AskedFor.PACKAGE} | DEEDS
# What can be brought about, in the order in which it is tried: nobody becomes somebody else, or asks another thing.
CAN_BECOME: Mapping[str, Sequence[str]] = {
    "known": (Identified.YES,),
    "consent": (Consent.TO_BE_TOLD, Consent.TO_ACT, Consent.MEMBER, Consent.RECORDS, Consent.COURT),
    "pay": (Pay.LICENSED,),
    "way": (WayIn.SPOKEN, WayIn.WRITTEN, WayIn.SIGNED_IN),
}
MOST_CHANGES = 3


def call_of(
    who: Requester,
    held: Held | None,
    *,
    asked: AskedFor,
    number: str,
    way: WayIn,
    known: Identified,
    now: datetime,
    today: date,
) -> Request:
    """Return what a caller asks as a request to decide: by a row of the registry (`held`), or by none.

    `number` is the file that is asked about; empty: the client apart from any file. What goes beyond what the row
    covers is asked with a consent for less.
    """
    if held is None:
        return Request(who, asked, _without_row(who, asked), Pay.UNPAID, way, known)
    consent = consent_at(held, now=now, today=today)
    if consent not in {Consent.ENDED, Consent.NOT_BEGUN} and not _covers(held, consent, asked, number):
        consent = Consent.LESS
    return Request(held.requester, asked, consent, PAY_OF[held.licence], way, known)


def established(check: CallerCheck, accepted: frozenset[CallerCheck], *, questions_passed: bool) -> Identified:
    """Return whether it is established who asks: by a check that is accepted of such people, and was made.

    Questions count only where their passing stands on record (`questions_passed`).
    """
    made = questions_passed if check is CallerCheck.QUESTIONS else check is not CallerCheck.NONE
    return Identified.YES if made and check in accepted else Identified.NO


def way_of(check: CallerCheck, said: WayIn) -> WayIn:
    """Return how well the way in keeps what is said: the line kept for an office counts as being signed in."""
    return WayIn.SIGNED_IN if check is CallerCheck.OWN_LINE and said is not WayIn.OPEN else said


def ways_to_allow(request: Request) -> list[Mapping[str, str]]:
    """Return the fewest changes that would make a request possible: each set by itself; none where nothing would."""
    facts = request.facts
    if REQUESTS.decide(facts).outcome is Outcome.ALLOW:
        return []
    for count in range(1, MOST_CHANGES + 1):
        found = [
            change
            for names in combinations(CAN_BECOME, count)
            for change in _changes(facts, names)
            if REQUESTS.decide({**facts, **change}).outcome is Outcome.ALLOW
        ]
        if found:
            return found
    return []


def _changes(facts: Mapping[str, str], names: Sequence[str]) -> list[Mapping[str, str]]:
    words = ([word for word in CAN_BECOME[name] if word != facts[name]] for name in names)
    return [dict(zip(names, map(str, chosen), strict=True)) for chosen in product(*words)]


def _without_row(who: Requester, asked: AskedFor) -> Consent:
    if who is Requester.CLIENT or (who is Requester.SPONSOR and asked is AskedFor.OWN_PART):
        return Consent.OWN
    # Who says that they are a parent may be one: it is for a proof to show, and not for a consent.
    return Consent.UNSIGNED if who is Requester.PARENT else Consent.NONE


def _covers(held: Held, consent: Consent, asked: AskedFor, number: str) -> bool:
    if asked not in SCOPED:
        return True
    if held.files and number not in held.files:
        return False
    if asked is AskedFor.CASE:
        return Disclosure.CASE in held.sees
    # Whoever may only be told is refused a deed by the table itself.
    return asked not in DEEDS or held.acts or consent is not Consent.TO_ACT
