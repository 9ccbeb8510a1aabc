"""People of a demonstration who are hard to reach, or on their way back in, set up as people do it.

One keeps a sheet of printed codes for a journey; one lost every way in and was known by a passport, which a second
person must still confirm; of one no address works, so that a person must reach them.
"""

from collections.abc import Sequence
from dataclasses import replace

from guichet.clients.actions import change_preferences, link_account
from guichet.clients.actions.recovery import ask_recovery
from guichet.clients.reach import note_failing_address, reach_of
from guichet.clients.terms import LinkMeans, NoticeChannel
from guichet.foundation.languages import Language, Text
from guichet.identity.actions import (
    DemonstrationPerson,
    make_demonstration_accounts,
    make_sheet,
    note_document,
)
from guichet.identity.queries import level_on_record, sign_in_ways
from guichet.identity.rules import Viewer
from guichet.identity.terms import IdentityDocument, Level, RecoveryOutcome
from guichet.journal.actions import Origin
from guichet.rehearsal.models import ShownClient
from guichet.rehearsal.trust import Trusting

People = Sequence[tuple[Trusting, int]]
PRINTED = Text(
    en="On a journey without a telephone: a sheet of printed codes, none used yet.",
    fr="En voyage sans téléphone\N{NO-BREAK SPACE}: une feuille de codes imprimés, dont aucun n’a encore servi.",
)
UNREACHED = Text(
    en="No message arrives: our e-mails come back, and a person must reach this client.",
    fr="Aucun message n’arrive\N{NO-BREAK SPACE}: nos courriels nous reviennent, et une personne doit le joindre.",
)


def show_hard_to_reach(people: People, *, agent: Viewer, origin: Origin) -> None:
    """Set up the first three of these people; `agent` has opened the second's file. Done twice, it is done once."""
    if len(people) < 3:
        return
    printed, lost, unreached = people[:3]
    _has_a_sheet(*printed, origin)
    _lost_every_way(*lost, agent, origin)
    _cannot_be_reached(*unreached, agent, origin)


def _has_a_sheet(person: Trusting, client_id: int, origin: Origin) -> None:
    user_id = _shown(person, client_id, "PRINTED_CODES", PRINTED, origin)
    if not sign_in_ways(user_id).printed_codes_left:
        make_sheet(user_id=user_id, client_ids=[client_id], origin=replace(origin, actor=f"user:{user_id}"))


def _lost_every_way(_person: Trusting, client_id: int, agent: Viewer, origin: Origin) -> None:
    by_agent = replace(origin, actor=agent.actor)
    if level_on_record(client_id, viewer=agent, now=origin.at) >= Level.IN_PERSON:
        return  # known by the passport, and asked for, when this was done before
    note_document(viewer=agent, client_id=client_id, document=IdentityDocument.PASSPORT, origin=by_agent)
    ask_recovery(viewer=agent, client_id=client_id, outcome=RecoveryOutcome.SHEET_IN_HAND, origin=by_agent)


def _cannot_be_reached(person: Trusting, client_id: int, agent: Viewer, origin: Origin) -> None:
    _shown(person, client_id, "UNREACHED", UNREACHED, origin)
    for kind, value in reach_of([client_id])[client_id].addresses.items():
        note_failing_address(client_id=client_id, kind=kind, value=value, at=origin.at)
    # What staff write down is told, and has nowhere to go.
    change_preferences(
        client_ids=[client_id],
        language=Language.of(person.language),
        channel=NoticeChannel.TEXT,
        origin=replace(origin, actor=agent.actor),
    )


def _shown(person: Trusting, client_id: int, code: str, why: Text, origin: Origin) -> int:
    """Return the account of somebody, linked to their file and shown to sign in with."""
    account = DemonstrationPerson(f"{code.lower().replace('_', '-')}@guichet.example", person.language)
    user_id = make_demonstration_accounts(people=[account], origin=origin)[account.email]
    link_account(user_id=user_id, client_id=client_id, means=LinkMeans.DEMONSTRATION, origin=origin)
    ShownClient.objects.update_or_create(
        code=code,
        defaults={
            "user_id": user_id,
            "client_id": client_id,
            "name": person.name,
            "number": person.number,
            "why_en": why.en,
            "why_fr": why.fr,
        },
    )
    return user_id
