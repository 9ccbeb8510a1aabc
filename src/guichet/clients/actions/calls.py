"""Deciding what somebody may be told who asks about a client, while they wait."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db import transaction

from guichet.clients.caller_policy import checks_for, saying_for
from guichet.clients.events import CallerAnswered
from guichet.clients.queries.authority import AuthorityFacts, authorities_of, is_deceased, local_day
from guichet.clients.rules import Request, decide
from guichet.clients.rules.authority_calls import call_of, established, way_of, ways_to_allow
from guichet.clients.terms import AskedFor, CallerCheck, Outcome, Requester, WayIn
from guichet.foundation.decisions import Clause
from guichet.foundation.languages import Text
from guichet.identity.queries import NotAllowed, contact_with
from guichet.identity.rules import Viewer
from guichet.identity.terms import Level, Right
from guichet.journal.actions import Origin, record


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """What somebody who answers says of whoever asks: who it is, how they made sure, and what is asked."""

    # A row of the registry; None: nobody of those listed, and `who` is as what they ask.
    authority_id: int | None = None
    who: Requester = Requester.OTHER
    asked: AskedFor
    way: WayIn
    check: CallerCheck
    # The file that is asked about; empty: the client apart from any file.
    number: str = ""


@dataclass(frozen=True, slots=True)
class CallDecided:
    """What is decided about a call: the line of the table, what to say, and what would make it possible."""

    request: Request
    clause: Clause[Outcome]
    say: Text
    by: AuthorityFacts | None
    ways: Sequence[Mapping[str, str]]
    # By which checks it would be established who asks.
    accepted: frozenset[CallerCheck]


@transaction.atomic
def decide_call(*, client_id: int, call: Call, viewer: Viewer, origin: Origin) -> CallDecided:
    """Decide what somebody may be told who asks about a client, and note that it was asked: no name, no words.

    For staff who opened the file. Raises NotAllowed, also for a row that is not this client’s.
    """
    if not (viewer.may(Right.CLIENT_FILES) and client_id in viewer.opened):
        raise NotAllowed("call")
    today = local_day(origin.at)
    by = _row(client_id, call.authority_id, viewer, origin) if call.authority_id is not None else None
    who = by.held.requester if by else call.who
    if who is Requester.CLIENT and is_deceased(client_id):
        who = Requester.OTHER  # whoever says so is somebody else
    accepted = checks_for(who, today)
    contact = contact_with(client_id, viewer=viewer, now=origin.at)
    request = call_of(
        who,
        by.held if by else None,
        asked=call.asked,
        number=call.number,
        way=way_of(call.check, call.way),
        known=established(call.check, accepted, questions_passed=contact.level >= Level.FACTS),
        now=origin.at,
        today=today,
    )
    clause = decide(request)
    record(
        CallerAnswered(
            client_id=client_id,
            asked_as=request.who,
            asked_for=request.asked,
            check=call.check,
            line=clause.code,
            decided=clause.outcome,
            by_row=call.authority_id or 0,
        ),
        origin,
    )
    return CallDecided(request, clause, saying_for(request, clause, today), by, ways_to_allow(request), accepted)


def _row(client_id: int, authority_id: int, viewer: Viewer, origin: Origin) -> AuthorityFacts:
    found = authorities_of(client_id, viewer=viewer, now=origin.at, history=True)
    row = next((one for one in found if one.authority_id == authority_id), None)
    if row is None:
        raise NotAllowed("authority")
    return row
