"""Two offices of Parliament in a demonstration: opened, allowed by a constituent, one question asked of us.

Everything is done by the actions with which people do it themselves.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from django.utils.timezone import localtime

from guichet.applications.queries import program_of
from guichet.clients.actions import answer_proposal, ask_constituent
from guichet.clients.queries import office_of_address, standing_of
from guichet.clients.rules import Wish
from guichet.foundation.languages import Language, Text
from guichet.identity.queries import accounts_for, staff_of
from guichet.identity.rules import Viewer
from guichet.identity.terms import AuthorityKind, Disclosure, Level, Role
from guichet.journal.actions import Origin
from guichet.mp_enquiries.actions import NewOffice, Texts, add_worker, ask_about_file, open_member_office
from guichet.mp_enquiries.queries import limits, office_of
from guichet.mp_enquiries.terms import House, Lane
from guichet.rehearsal.country import content
from guichet.rehearsal.models import ShownClient

# Which client of the demonstration lets the office of which language see where the file stands.
CONSTITUENTS = {"LONG_WAIT": Language.EN, "PASSPORT_LATE": Language.EN, "REFUSED_IN_FRENCH": Language.FR}
# About whom the office asks us.
ASKED_ABOUT = ("LONG_WAIT", "REFUSED_IN_FRENCH")


@dataclass(frozen=True, slots=True)
class OfficeShown:
    """Somebody invented who works in an invented office, and why it is worth seeing."""

    name: str
    email: str
    language: Language
    why: Text


def offices_shown() -> list[OfficeShown]:
    """Return the people of the offices that one can sign in as."""
    said = content("members")
    return [
        OfficeShown(one["name"], one["email"], Language(office["language"]), Text(**said["why"]))
        for office in said["offices"]
        for one in office["people"]
    ]


def show_members_offices(*, users: Iterable[int], origin: Origin) -> int:
    """Open the offices, with consent and a question each; return how many are new. Done twice, it is done once."""
    manager = next((one for one in map(_staff, users) if one and Role.MANAGER in one.roles), None)
    if manager is None:
        return 0
    said = content("members")
    new = [office for office in said["offices"] if office_of_address(office["email"]) is None]
    for office in new:
        _open(office, manager, origin)
    for office in new:
        _consented(office, said["asked"], origin)
    return len(new)


def _open(office: dict[str, Any], manager: Viewer, origin: Origin) -> None:
    first, *others = office["people"]
    described = NewOffice(
        name=office["name"],
        member=office["member"],
        house=House(office["house"]),
        riding=office["riding"],
        language=Language(office["language"]),
        email=office["email"],
        first_name=first["name"],
        first_email=first["email"],
    )
    open_member_office(office=described, viewer=manager, origin=replace(origin, actor=manager.actor))
    runs = _viewer(accounts_for([first["email"]])[first["email"]], origin)
    for one in others:
        add_worker(name=one["name"], email=one["email"], viewer=runs, origin=replace(origin, actor=runs.actor))


def _consented(office: dict[str, Any], asked: dict[str, str], origin: Origin) -> None:
    language, email = Language(office["language"]), office["people"][0]["email"]
    user_id = accounts_for([email])[email]
    for shown in ShownClient.objects.filter(code__in=CONSTITUENTS).order_by("id"):
        if CONSTITUENTS[shown.code] is not language:
            continue
        worker = _viewer(user_id, origin)
        wish = Wish(
            kind=AuthorityKind.MP_OFFICE,
            sees=frozenset({Disclosure.STATUS, Disclosure.CASE}),
            ends_at=origin.at + limits(localtime(origin.at).date()).consent,
        )
        proposal = ask_constituent(
            party_id=office_of(worker).party_id,
            client_id=shown.client_id,
            asked_for=f"{shown.name} · {shown.number}",
            wish=wish,
            viewer=worker,
            origin=replace(origin, actor=worker.actor),
        )
        own = _viewer(shown.user_id, origin)
        answer_proposal(
            proposal_id=proposal,
            accept=True,
            viewer=own,
            origin=replace(origin, actor=own.actor),
            level=Level.IN_PERSON,
        )
        if shown.code in ASKED_ABOUT:
            worker = _viewer(user_id, origin)
            text = asked[language.value]
            ask_about_file(
                client_id=shown.client_id,
                number=shown.number,
                program=program_of(shown.number) or "",
                lane=Lane.PORTAL,
                reason="LATE",
                texts=Texts(en=text) if language is Language.EN else Texts(fr=text),
                viewer=worker,
                origin=replace(origin, actor=worker.actor),
            )


def _viewer(user_id: int, origin: Origin) -> Viewer:
    standing = standing_of(user_id, at=origin.at)
    return Viewer(user_id=user_id, own_clients=standing.own_clients, grants=standing.grants, offices=standing.offices)


def _staff(user_id: int) -> Viewer | None:
    facts = staff_of(user_id)
    return Viewer(user_id=user_id, staff_id=facts.staff_id, roles=facts.roles) if facts else None
