"""Offices of members of Parliament as helpers: whom they asked, what they hold, and whom a constituent’s facts mean."""

from collections.abc import Sequence
from datetime import datetime

from guichet.clients.models import Authority, Client, ContactPoint, GroupMember, Proposal
from guichet.clients.one_person import everyone_of
from guichet.clients.queries.authority import AuthorityFacts, facts_of
from guichet.clients.queries.people import names_of
from guichet.clients.queries.proposals import ProposalFacts, shown_to
from guichet.clients.rules import uci_of
from guichet.clients.terms import Answer, Awaited, ContactKind
from guichet.identity.rules import Viewer
from guichet.identity.terms import AuthorityKind
from guichet.language.names import tokens

# An office that a constituent turns to is told of an answer for so many of the latest requests.
ANSWERED_SHOWN = 50
TEN = 10


def office_of_address(email: str) -> int | None:
    """Return the office (as a helper) that is told at an address; None where none is. It has people, and no account."""
    address = email.strip().lower()
    if not address:
        return None
    works = GroupMember.objects.filter(left_at=None, group__user=None, group__email=address)
    return works.order_by("id").values_list("group_id", flat=True).first()


def constituent_named(name: str, typed: str, *, by_number: int | None) -> int | None:
    """Return the client whom a name together with a number or an address means; None where there is nobody such.

    `by_number` is whose the application number is, where `typed` is one. An address or telephone number counts where
    one person only is reached by it. Every word of the name must be in one of the client’s names. For rules: show
    nobody the answer.
    """
    points = ContactPoint.objects.filter(in_use=True)
    if "@" in typed:
        points = points.filter(kind=ContactKind.EMAIL, value=typed.strip().lower())
    else:
        points = points.filter(kind=ContactKind.PHONE, value=_dialled(typed))
    by_address = sorted(set(points.values_list("client_id", flat=True)[:5]))
    uci = Client.objects.filter(uci=uci_of(typed) or "").values_list("pk", flat=True).first()
    found = {everyone[0] for everyone in everyone_of(by_address).values()} if len(by_address) > 1 else set(by_address)
    client_id = by_number or uci or (min(found) if len(found) == 1 else None)
    words = set(tokens(name))
    names = names_of(list(everyone_of([client_id]).get(client_id, (client_id,)))) if client_id else {}
    bears = [words <= set(tokens(each.text)) for many in names.values() for each in many]
    return client_id if words and any(bears) else None


def held_by_office(party_id: int, *, viewer: Viewer, now: datetime) -> Sequence[AuthorityFacts]:
    """Return what constituents allow an office, in force now: for its people. Empty for anybody else."""
    if party_id not in viewer.offices:
        return []
    rows = Authority.objects.filter(party_id=party_id, kind=AuthorityKind.MP_OFFICE, revoked_at=None)
    return [one for one in facts_of(rows.order_by("client_id", "id"), now=now) if one.holds]


def asked_by_office(party_id: int, *, viewer: Viewer) -> Sequence[ProposalFacts]:
    """Return the latest requests of an office to constituents, answered or not. Empty for anybody else.

    Whose client it is stands in none of them; one whose name and number mean nobody looks like any other.
    """
    if party_id not in viewer.offices:
        return []
    asked = Proposal.objects.filter(party_id=party_id, awaits=Awaited.CLIENT, kind=AuthorityKind.MP_OFFICE)
    rows = asked.exclude(answer=Answer.YES).select_related("party", "group").order_by("-made_at", "-id")
    return shown_to(list(rows[:ANSWERED_SHOWN]), viewer)


def asked_of_office(party_id: int, *, viewer: Viewer, now: datetime) -> Sequence[ProposalFacts]:
    """Return the constituents’ invitations that wait for an office’s yes. Empty for anybody else."""
    if party_id not in viewer.offices:
        return []
    rows = Proposal.objects.filter(party_id=party_id, awaits=Awaited.HOLDER, answered_at=None, lapses_at__gt=now)
    return shown_to(rows, viewer)


def authority_for(
    party_id: int, client_id: int, *, number: str, now: datetime, hold: bool = False
) -> AuthorityFacts | None:
    """Return the consent by which an office may be told of a client’s file now; None where there is none.

    For rules of rooms above: asked in the moment of telling, whatever a page showed before. With `hold` nobody ends it
    before the transaction is over: it is told, and then taken back, or the other way round.
    """
    records = everyone_of([client_id]).get(client_id, (client_id,))
    rows = Authority.objects.filter(
        party_id=party_id, kind=AuthorityKind.MP_OFFICE, client_id__in=records, revoked_at=None
    )
    if hold:
        rows = rows.select_for_update(no_key=True, of=("self",))
    held = [one for one in facts_of(rows.order_by("-given_at", "-id"), now=now) if one.grant]
    return next((one for one in held if one.grant and (not one.files or number in one.files)), None)


def _dialled(typed: str) -> str:
    """Return a telephone number as it is kept (E.164), where ten digits are a number of this continent."""
    digits = "".join(letter for letter in typed if letter.isascii() and letter.isdigit())
    return f"+1{digits}" if len(digits) == TEN and not typed.strip().startswith("+") else f"+{digits}"
