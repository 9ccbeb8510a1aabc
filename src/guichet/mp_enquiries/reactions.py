"""What this room does after something happened: stops where a consent ended, and tells constituents and offices."""

from collections.abc import Sequence
from typing import Any

from guichet.clients.actions import HelperWord
from guichet.clients.queries import addresses_of_helpers
from guichet.clients.terms import HelperNews
from guichet.journal.actions import Origin
from guichet.journal.reactions import Happened
from guichet.journal.terms import Channel
from guichet.mp_enquiries.actions import stop_without_consent
from guichet.mp_enquiries.events import MpEnquiryEvent
from guichet.mp_enquiries.queries import party_of
from guichet.notices.actions import queue_notices, tell_parties

ACTOR = "mp_enquiries"


def stop_where_consent_ended(happened: Sequence[Happened[Any]]) -> None:
    """Close what offices asked by consents that are over, narrower now, or their giver’s who died. Done once."""
    for one in happened:
        if one.event.client_id is not None:
            origin = Origin(ACTOR, Channel.SYSTEM, one.entry.recorded_at, caused_by=one.entry.pk)
            stop_without_consent(client_id=one.event.client_id, origin=origin)


def tell_constituents(happened: Sequence[Happened[MpEnquiryEvent]]) -> None:
    """Tell constituents what was asked about them, answered and stopped."""
    queue_notices(happened)


def tell_offices(happened: Sequence[Happened[MpEnquiryEvent]]) -> None:
    """Tell an office, at its address, that there is something to read; never what, nor of whom."""
    parties = party_of([one.event.mp_enquiry for one in happened])
    known = addresses_of_helpers(parties.values())
    words = [
        HelperWord(helper.party_id, helper.address, HelperNews.NEWS, one.entry.pk)
        for one in happened
        if (helper := known.get(parties.get(one.event.mp_enquiry, 0)))
    ]
    tell_parties(words, at=max(one.entry.recorded_at for one in happened))
