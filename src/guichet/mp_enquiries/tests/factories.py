"""Offices, their people, and constituents who consent, for tests of this room and of the doors above."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from guichet.clients.actions import answer_proposal
from guichet.clients.models import Client
from guichet.clients.queries import as_one_person, standing_of
from guichet.foundation.languages import Language
from guichet.identity.models import Staff, User
from guichet.identity.rules import Viewer
from guichet.identity.terms import Disclosure, Level, Role
from guichet.journal.actions import Origin
from guichet.journal.terms import Channel
from guichet.mp_enquiries.actions import NewOffice, ask_for_consent, open_member_office
from guichet.mp_enquiries.models import OfficeWorker
from guichet.mp_enquiries.terms import House

NOW = datetime(2026, 11, 18, 15, 0, tzinfo=UTC)  # a Wednesday, at ten in Ottawa
HERE = Origin(actor="test", channel=Channel.WEB, at=NOW)


def manager() -> Viewer:
    user = User.objects.create_user(f"manager{User.objects.count()}@department.example")
    staff = Staff.objects.create(user=user, name="Margaret Fraser", office="CPC-OTTAWA", roles=[Role.MANAGER])
    return Viewer(user_id=user.pk, staff_id=staff.pk, roles=frozenset({Role.MANAGER}))


def agent(*opened: int) -> Viewer:
    """Return somebody who answers offices, with these clients’ files open."""
    user = User.objects.create_user(f"agent{User.objects.count()}@department.example")
    staff = Staff.objects.create(user=user, name="Sophie Arbour", office="CSC-MONTREAL", roles=[Role.MEMBERS_AGENT])
    return Viewer(
        user_id=user.pk,
        staff_id=staff.pk,
        roles=frozenset({Role.MEMBERS_AGENT}),
        opened=dict.fromkeys(opened, "REPRESENTATIVE_ASKED"),
    )


def office_worker(
    name: str = "Lucie Fontaine", domain: str = "vezina.members.example", language: Language = Language.FR,
    riding: str = "Rivière-aux-Cèdres",
) -> User:  # fmt: skip
    """Return the account of who runs a new office."""
    office = NewOffice(
        name=f"Bureau de {domain.partition('.')[0]}",
        member=domain.partition(".")[0].title(),
        house=House.COMMONS,
        riding=riding,
        language=language,
        email=f"bureau@{domain}",
        first_name=name,
        first_email=f"first@{domain}",
    )
    number = open_member_office(office=office, viewer=manager(), origin=HERE)
    return OfficeWorker.objects.get(office_id=number).user


def seen_by(user: User, *, at: datetime = NOW) -> Viewer:
    """Return who an account is at a moment, as the entrance makes it."""
    standing = standing_of(user.pk, at=at)
    return as_one_person(
        Viewer(user_id=user.pk, own_clients=standing.own_clients, grants=standing.grants, offices=standing.offices)
    )


def by(viewer: Viewer, *, at: datetime = NOW) -> Origin:
    return replace(HERE, actor=viewer.actor, at=at)


def consents(
    client: Client, own: User, worker: User, *, files: frozenset[str] = frozenset(), sees: Disclosure = Disclosure.CASE,
    at: datetime = NOW,
) -> int:  # fmt: skip
    """Have an office ask and a constituent say yes, each on their own device; return the number of the consent."""
    office, person = seen_by(worker, at=at), seen_by(own, at=at)
    proposal = ask_for_consent(
        client_id=client.pk, asked_for="typed", sees=sees, files=files, viewer=office, origin=by(office, at=at)
    )
    done = answer_proposal(
        proposal_id=proposal, accept=True, viewer=person, origin=by(person, at=at), level=Level.IN_PERSON
    )
    assert done.authority_id is not None
    return done.authority_id


def later(**more: float) -> datetime:
    return NOW + timedelta(**more)
