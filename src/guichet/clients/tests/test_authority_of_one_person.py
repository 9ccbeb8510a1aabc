"""What somebody gave on one record holds for the person, is shown to them, and ends with the joining."""

import pytest

from guichet.clients.actions import merge_clients, revoke_authority, undo_merge
from guichet.clients.queries import as_one_person, authorities_of, household_of, told_beside
from guichet.clients.terms import MergeProof, UndoReason
from guichet.clients.tests.town import CASE, NOON, Person, agent, appoint, helper, origin, person, viewer
from guichet.identity.terms import Role

pytestmark = pytest.mark.django_db


def join(one: Person, other: Person) -> int:
    officer = agent(one.id, other.id, role=Role.OFFICER)
    return merge_clients(
        one=one.id, other=other.id, kept=one.id, proofs=[MergeProof.DOCUMENT_SEEN], viewer=officer,
        origin=origin(officer),
    )  # fmt: skip


def part(merge: int, one: Person, other: Person) -> None:
    officer = agent(one.id, other.id, role=Role.OFFICER)
    undo_merge(merge_id=merge, reason=UndoReason.NOT_PROVED, viewer=officer, origin=origin(officer))


def test_a_representative_of_one_record_stands_for_the_person_until_they_are_parted() -> None:
    amina, again, ruth = person("Amina Benali"), person("Amina Again"), helper()
    authority = appoint(again, ruth)
    merge = join(amina, again)
    assert viewer(ruth).may_see_client(amina.id, CASE)
    assert [one.authority_id for one in authorities_of(amina.id, viewer=viewer(amina), now=NOON)] == [authority]
    assert {(one.client_id, one.user_id) for one in told_beside([amina.id, again.id], at=NOON)} == {
        (amina.id, ruth.pk), (again.id, ruth.pk),
    }  # fmt: skip
    assert {one.client_id for one in told_beside([amina.id], at=NOON)} == {amina.id}
    part(merge, amina, again)
    assert not viewer(ruth).may_see_client(amina.id, CASE)
    assert viewer(ruth).may_see_client(again.id, CASE)
    assert authorities_of(amina.id, viewer=viewer(amina), now=NOON) == []
    assert told_beside([amina.id], at=NOON) == []


def test_either_account_of_the_person_takes_it_back_for_all_records() -> None:
    amina, again, ruth = person("Amina Benali"), person("Amina Again"), helper()
    authority = appoint(again, ruth)
    join(amina, again)
    assert revoke_authority(authority_id=authority, viewer=viewer(amina), origin=origin(amina))
    assert not viewer(ruth).may_see_client(amina.id, CASE)
    assert not viewer(ruth).may_see_client(again.id, CASE)


def test_who_has_no_household_on_any_record_has_none() -> None:
    amina, again = person("Amina Benali"), person("Amina Again")
    join(amina, again)
    assert household_of(again.id, viewer=viewer(amina), now=NOON) is None
    assert as_one_person(viewer(amina)).everyone_of(again.id) == (amina.id, again.id)
