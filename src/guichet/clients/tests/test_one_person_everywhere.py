"""Records of one person, joined in whatever shape: the most careful holds for all, and nothing they hold is lost."""

import pytest

from guichet.clients.actions import record_death, set_safe_contact
from guichet.clients.actions.authority import Holder, give
from guichet.clients.models import ContactPoint
from guichet.clients.queries import authorities_held, clients, in_danger, serving
from guichet.clients.rules import Safe, Wish
from guichet.clients.terms import DeathProof
from guichet.clients.tests.test_authority_of_one_person import join, part
from guichet.clients.tests.town import NOON, STATUS, Person, agent, origin, person, viewer
from guichet.foundation.languages import Language
from guichet.identity.queries import NotAllowed
from guichet.identity.terms import AuthorityKind, Role

pytestmark = pytest.mark.django_db
SAFE = Safe("", "+14165550123", None, None, "No voice messages")


def shows(owner: Person, holder: Person) -> None:
    """Let one client see where the files of another stand, as that one says."""
    wish = Wish(kind=AuthorityKind.FAMILY, sees=frozenset({STATUS}))
    give(client_id=owner.id, holder=Holder(client_id=holder.id), wish=wish, origin=origin(owner))


def test_what_was_given_to_a_record_that_was_joined_is_held_until_they_are_parted() -> None:
    leila, again, samir = person("Leila Haddad"), person("Leila Again"), person("Samir Haddad")
    shows(samir, again)
    assert not viewer(leila).may_see_client(samir.id, STATUS)
    merge = join(leila, again)
    for account in (leila, again):
        assert viewer(account).may_see_client(samir.id, STATUS)
        assert [one.client_id for one in authorities_held(viewer=viewer(account), now=NOON)] == [samir.id]
    part(merge, leila, again)
    assert not viewer(leila).may_see_client(samir.id, STATUS)
    assert viewer(again).may_see_client(samir.id, STATUS)


def test_who_is_nobody_else_holds_nothing_by_others_joinings() -> None:
    leila, again, samir, omar = (person(name) for name in ("Leila H", "Leila A", "Samir H", "Omar H"))
    shows(samir, again)
    join(leila, again)
    assert not viewer(omar).may_see_client(samir.id, STATUS)


@pytest.mark.parametrize("endangered", range(4))
def test_danger_that_one_record_tells_of_holds_for_all_however_they_were_joined(endangered: int) -> None:
    people = [person(f"Amina Number{n}") for n in range(4)]
    stranger = person("Somebody Else")
    join(people[0], people[1])
    join(people[2], people[3])
    merge = join(people[0], people[2])  # a tree of two branches: its leaves are one person too
    set_safe_contact(client_id=people[endangered].id, safe=SAFE, origin=origin(people[endangered]))
    everyone = {one.id for one in people}
    assert in_danger({*everyone, stranger.id}) == everyone
    part(merge, people[0], people[2])
    branch = people[:2] if endangered < 2 else people[2:]
    assert in_danger({*everyone, stranger.id}) == {one.id for one in branch}


@pytest.mark.parametrize("said_on_kept", [True, False])
def test_staff_meet_the_most_careful_of_the_records_and_no_address_of_any(said_on_kept: bool) -> None:
    kept, gone = person("Amina Benali"), person("Amina Again")
    for one, value in ((kept, "kept@example.org"), (gone, "gone@example.org")):
        ContactPoint.objects.filter(client=one.client).delete()
        ContactPoint.objects.create(client=one.client, kind="email", value=value)
    join(kept, gone)
    said = kept if said_on_kept else gone
    set_safe_contact(client_id=said.id, safe=SAFE, origin=origin(said))
    record_death(client_id=gone.id, died_on=None, proof=next(iter(DeathProof)), origin=origin(gone))
    from guichet.clients.queries import as_one_person

    staff = as_one_person(agent(kept.id, role=Role.AGENT))
    [facts] = clients([kept.id], viewer=staff)
    assert facts.is_in_danger
    assert facts.is_deceased
    assert all("example.org" not in point.shown or "•" in point.shown for point in facts.contact_points)
    for number in (kept.id, gone.id):
        known = serving(number, viewer=staff, now=NOON, language=Language.EN)
        assert known.safe == SAFE
        assert known.death is not None
        assert known.address is None
        assert all("•" in point.shown for point in known.contact_points)
    with pytest.raises(NotAllowed):
        serving(kept.id, viewer=agent(role=Role.AGENT), now=NOON, language=Language.EN)
