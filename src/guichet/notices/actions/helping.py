"""Telling those who help a client, beside the client: that there is something to read, never what."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from procrastinate.contrib.django import app

from guichet.clients.actions import HelperWord, owe_helper_messages
from guichet.clients.events import (
    AuthorityChanged,
    AuthorityDeclined,
    AuthorityEnded,
    AuthorityEnding,
    AuthorityEvent,
    AuthorityGranted,
    AuthorityInvited,
    AuthorityLicenceLapsed,
    AuthorityRevoked,
    AuthorityWithdrawn,
    DeathRecorded,
    GroupInvited,
    GroupLeft,
    ProposalEvent,
)
from guichet.clients.queries import (
    Representation,
    addresses_of_helpers,
    helpers_of_authorities,
    helpers_of_proposals,
    helpers_shut_out_by_death,
    told_beside,
)
from guichet.clients.terms import HelperNews
from guichet.journal.events import Event
from guichet.journal.reactions import Happened
from guichet.notices.terms import Medium

TELL_HELPER = "notices.tell_helper"
ABOUT_FILE = "application:"
NEWS_OF: dict[type[Event], HelperNews] = {
    AuthorityInvited: HelperNews.INVITED,
    AuthorityDeclined: HelperNews.DECLINED,
    AuthorityWithdrawn: HelperNews.WITHDRAWN,
    AuthorityGranted: HelperNews.GIVEN,
    AuthorityChanged: HelperNews.CHANGED,
    AuthorityRevoked: HelperNews.OVER,
    AuthorityEnded: HelperNews.OVER,
    AuthorityEnding: HelperNews.ENDING,
    AuthorityLicenceLapsed: HelperNews.LICENCE,
    GroupInvited: HelperNews.GROUP,
}


@transaction.atomic
def tell_those_who_help(happened: Sequence[Happened[Any]]) -> int:
    """Owe a message to whoever helps the clients of these entries and may read their letters; return how many.

    Twice the same entries, once the messages. A constant number of queries to find whom, however many entries.
    """
    if not happened:
        return 0
    at = max(one.entry.recorded_at for one in happened)
    words = [*_news(happened), *_about_authority(happened), *_about_groups(happened), *_about_deaths(happened)]
    return tell_parties(words, at=at)


@transaction.atomic
def tell_parties(words: Iterable[HelperWord], *, at: datetime) -> int:
    """Owe helpers what they are to be told; return how many messages are new. Twice the same, once the message."""
    owed = owe_helper_messages(words=words, at=at)
    for one in owed:
        job = app.configure_task(
            TELL_HELPER, queue=str(Medium.EMAIL), schedule_at=one.due_at if one.due_at > at else None
        )
        job.defer(message=one.message_id)
    return len(owed)


def _news(happened: Sequence[Happened[Any]]) -> list[HelperWord]:
    about_files = [one for one in happened if one.entry.subject.startswith(ABOUT_FILE)]
    if not about_files:
        return []
    at = max(one.entry.recorded_at for one in about_files)
    beside: dict[int, list[Representation]] = {}
    for helper in told_beside({one.event.client_id for one in about_files}, at=at):
        beside.setdefault(helper.client_id, []).append(helper)
    found: dict[tuple[int, str], dict[int, int]] = {}
    for one in about_files:
        number = one.entry.subject.removeprefix(ABOUT_FILE)
        for helper in beside.get(one.event.client_id, ()):
            if not helper.files or number in helper.files:
                key = (helper.party_id, helper.email)
                found.setdefault(key, {})[one.entry.pk] = one.event.client_id
    # However much is new, it is one message that says so.
    return [
        HelperWord(party, address, HelperNews.NEWS, max(told), tuple((client, entry) for entry, client in told.items()))
        for (party, address), told in found.items()
    ]


def _about_groups(happened: Sequence[Happened[Any]]) -> list[HelperWord]:
    """Return the word to each member whom somebody else took out of a group."""
    removed = [one for one in happened if isinstance(one.event, GroupLeft) and one.event.removed]
    known = addresses_of_helpers(one.event.member for one in removed) if removed else {}
    return [
        HelperWord(helper.party_id, helper.address, HelperNews.OVER, one.entry.pk)
        for one in removed
        if (helper := known.get(one.event.member)) is not None
    ]


def _about_deaths(happened: Sequence[Happened[Any]]) -> list[HelperWord]:
    """Return the word to each helper that they no longer see a file; of whom, and why, it does not say."""
    died = [one for one in happened if isinstance(one.event, DeathRecorded)]
    known = helpers_shut_out_by_death(one.event.client_id for one in died) if died else {}
    return [
        HelperWord(helper.party_id, helper.address, HelperNews.OVER, one.entry.pk)
        for one in died
        for helper in known.get(one.event.client_id, ())
    ]


def _about_authority(happened: Sequence[Happened[Any]]) -> list[HelperWord]:
    told = [one for one in happened if type(one.event) in NEWS_OF]
    authorities = [one for one in told if isinstance(one.event, AuthorityEvent) and not one.event.as_holder]
    proposals = [one for one in told if isinstance(one.event, ProposalEvent)]
    # Who declines or withdraws themselves needs not be told.
    by_themselves = (AuthorityDeclined, AuthorityWithdrawn)
    proposals = [one for one in proposals if not isinstance(one.event, by_themselves) or one.event.by_client]
    by_authority = helpers_of_authorities(one.event.authority for one in authorities)
    by_proposal = helpers_of_proposals(one.event.proposal for one in proposals)
    found = [(one, by_authority.get(one.event.authority)) for one in authorities]
    found += [(one, by_proposal.get(one.event.proposal)) for one in proposals]
    return [
        HelperWord(helper.party_id, helper.address, NEWS_OF[type(one.event)], one.entry.pk)
        for one, helper in found
        if helper is not None
    ]
