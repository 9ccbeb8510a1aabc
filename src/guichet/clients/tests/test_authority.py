"""Authority: given, changed, taken back; what it shows, from and until when."""

import threading
from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import connection, transaction
from django.db.utils import DatabaseError

from guichet.clients.actions import (
    CannotGive,
    Holder,
    Profile,
    answer_proposal,
    ask_client,
    change_authority,
    change_preferences,
    check_licence,
    grant_authority,
    invite_helper,
    record_form,
    record_parent,
    revoke_authority,
    tell_of_endings,
    verify_form,
    withdraw_proposal,
)
from guichet.clients.gateways import SimulatedRegister
from guichet.clients.models import Authority, Party, Proposal
from guichet.clients.queries import (
    NotAllowed,
    actions_in_my_name,
    authorities_held,
    authorities_of,
    authority_facts,
    proposals_made,
    proposals_to_answer,
    standing_of,
)
from guichet.clients.rules import Wish
from guichet.clients.terms import (
    AuthorityEnd,
    AuthorityProof,
    AuthorityRefusal,
    AuthoritySource,
    Licence,
    NoticeChannel,
)
from guichet.clients.tests.town import (
    CASE,
    DAY,
    NOON,
    STATUS,
    Person,
    acquaint,
    agent,
    appoint,
    helper,
    origin,
    person,
    row,
    viewer,
)
from guichet.foundation.languages import Language
from guichet.identity.models import User
from guichet.identity.terms import AuthorityKind, Disclosure, Level
from guichet.journal.actions import Origin
from guichet.journal.models import Entry
from guichet.journal.terms import Channel

pytestmark = pytest.mark.django_db
BOTH = frozenset({STATUS, CASE})


def kinds(client_id: int) -> list[str]:
    return list(Entry.objects.filter(client_id=client_id).order_by("id").values_list("kind", flat=True))


def refused(**call: object) -> AuthorityRefusal:
    with pytest.raises(CannotGive) as caught:
        grant_authority(**call)
    return caught.value.reason


def test_a_representative_sees_and_acts_until_the_client_takes_it_back() -> None:
    amina, ruth = person("Amina Benali"), helper("Ruth Okafor")
    authority = appoint(amina, ruth)
    assert viewer(ruth).may_see_client(amina.id, CASE)
    assert viewer(ruth).may_act_for(amina.id)
    assert not viewer(ruth).may_see_client(amina.id, Disclosure.SENSITIVE)
    assert revoke_authority(authority_id=authority, viewer=viewer(amina), origin=origin(amina, NOON + DAY))
    assert not viewer(ruth).may_see_client(amina.id, STATUS)
    assert not viewer(ruth).may_act_for(amina.id)
    assert row(authority).revoked_why == AuthorityEnd.CLIENT
    assert kinds(amina.id) == ["authority.granted", "authority.revoked"]


def test_given_twice_it_is_given_once_and_ended_twice_it_ends_once() -> None:
    amina, ruth = person("Amina Benali"), helper()
    assert appoint(amina, ruth) == appoint(amina, ruth, at=NOON + DAY)
    authority = Authority.objects.get().pk
    assert revoke_authority(authority_id=authority, viewer=viewer(amina), origin=origin(amina))
    assert not revoke_authority(authority_id=authority, viewer=viewer(amina), origin=origin(amina))
    assert kinds(amina.id) == ["authority.granted", "authority.revoked"]


def test_a_change_of_scope_is_a_new_row_and_the_old_one_stays_as_it_was() -> None:
    amina, ruth = person("Amina Benali"), helper()
    first = appoint(amina, ruth)
    wish = Wish(kind=AuthorityKind.REPRESENTATIVE, sees=frozenset({STATUS}))
    second = change_authority(authority_id=first, wish=wish, viewer=viewer(amina), origin=origin(amina, NOON + DAY))
    old, new = row(first), row(second)
    assert (old.sees, old.acts, old.revoked_why) == (["CASE", "STATUS"], True, AuthorityEnd.CHANGED)
    assert (new.sees, new.acts, new.replaces_id) == (["STATUS"], False, first)
    assert not viewer(ruth).may_see_client(amina.id, CASE)
    assert not viewer(ruth).may_act_for(amina.id)
    assert kinds(amina.id)[-1] == "authority.changed"


@pytest.mark.parametrize(
    "change",
    [
        "acts = true, files = '{}', sees = '{STATUS,CASE}', client_id = client_id + 1",
        "revoked_at = NULL, revoked_by = '', revoked_why = '', revoked_channel = ''",
        "revoked_at = now() + interval '1 day'",
        "ends_at = now() + interval '900 days'",
    ],
)
def test_the_database_itself_refuses_to_rewrite_a_row(change: str) -> None:
    amina, ruth = person("Amina Benali"), helper()
    authority = appoint(amina, ruth)
    revoke_authority(authority_id=authority, viewer=viewer(amina), origin=origin(amina))
    with pytest.raises(DatabaseError, match="never change"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE clients_authority SET {change}")


def test_it_holds_from_its_start_to_its_end_at_the_very_moment() -> None:
    amina, ruth = person("Amina Benali"), helper()
    starts, ends = NOON + DAY, NOON + 3 * DAY
    appoint(amina, ruth, starts_at=starts, ends_at=ends)
    moment = timedelta(microseconds=1)
    seen = [viewer(ruth, at).may_see_client(amina.id, CASE) for at in (starts - moment, starts, ends - moment, ends)]
    assert seen == [False, True, True, False]


def test_for_some_files_it_says_nothing_of_the_others_nor_of_the_client() -> None:
    amina, ruth = person("Amina Benali"), helper()
    appoint(amina, ruth, files=frozenset({"V300000001"}))
    who = viewer(ruth)
    assert who.may_see_client(amina.id, CASE, number="V300000001")
    assert not who.may_see_client(amina.id, CASE, number="V300000002")
    assert not who.may_see_client(amina.id, STATUS)
    assert who.may_act_for(amina.id, number="V300000001")
    assert not who.may_act_for(amina.id)


@pytest.mark.parametrize("licence", [Licence.LAPSED, Licence.UNKNOWN])
def test_paid_help_without_a_confirmed_licence_is_not_appointed(licence: Licence) -> None:
    amina, ruth = person("Amina Benali"), helper(paid=True, licence=licence)
    with pytest.raises(CannotGive, match="LICENCE"):
        appoint(amina, ruth)


def test_a_licence_that_lapses_shuts_out_at_once_and_the_client_is_told() -> None:
    amina, ruth = person("Amina Benali"), helper(paid=True)
    appoint(amina, ruth)
    assert viewer(ruth).may_see_client(amina.id)
    party = Party.objects.get(user=ruth)
    Party.objects.filter(pk=party.pk).update(licence_number="R500")
    found = check_licence(party_id=party.pk, register=SimulatedRegister(), origin=origin(ruth))
    assert found is Licence.LAPSED
    assert not viewer(ruth).may_see_client(amina.id, STATUS)
    assert kinds(amina.id)[-1] == "authority.licence_lapsed"
    assert Party.objects.get(user=ruth).licence_register == "SIMULATED"


def test_a_register_that_does_not_answer_takes_nothing_away() -> None:
    amina, ruth = person("Amina Benali"), helper(paid=True)
    appoint(amina, ruth)
    Party.objects.filter(user=ruth).update(licence_number="R599")
    assert (
        check_licence(party_id=Party.objects.get(user=ruth).pk, register=SimulatedRegister(), origin=origin(ruth))
        is Licence.VALID
    )
    assert viewer(ruth).may_see_client(amina.id)


def give(giver: Person, to: Holder, **scope: object) -> dict[str, object]:
    wish = Wish(**({"kind": AuthorityKind.HELPER, "sees": frozenset({STATUS}), "ends_at": NOON + 30 * DAY} | scope))
    return {"client_id": giver.id, "holder": to, "wish": wish, "viewer": viewer(giver), "origin": origin(giver)}


@pytest.mark.parametrize(
    ("scope", "reason"),
    [
        ({"acts": True}, AuthorityRefusal.SCOPE),
        ({"sees": frozenset({Disclosure.SENSITIVE})}, AuthorityRefusal.SCOPE),
        ({"source": AuthoritySource.IMM5475}, AuthorityRefusal.SOURCE),
        ({"source": AuthoritySource.BY_LAW, "kind": AuthorityKind.PARENT}, AuthorityRefusal.SOURCE),
        ({"ends_at": None}, AuthorityRefusal.END_NEEDED),
        ({"ends_at": NOON}, AuthorityRefusal.ENDS_TOO_SOON),
        ({"ends_at": NOON + 800 * DAY}, AuthorityRefusal.TOO_LONG),
        ({"kind": AuthorityKind.SPONSOR}, AuthorityRefusal.FILES_NEEDED),
        ({"kind": AuthorityKind.FAMILY}, AuthorityRefusal.NOT_IN_HOUSEHOLD),
    ],
)
def test_what_goes_beyond_the_policy_is_refused_and_leaves_no_trace(
    scope: dict[str, object], reason: AuthorityRefusal
) -> None:
    amina, ruth = person("Amina Benali"), helper()
    assert refused(**give(amina, Holder(party_id=acquaint(amina, ruth)), **scope)) is reason
    assert not Authority.objects.exists()
    assert kinds(amina.id) == []


def test_nobody_gives_what_is_not_theirs() -> None:
    amina, ruth, tom = person("Amina Benali"), helper(), person("Tom Weber")
    appoint(amina, ruth)
    party = Party.objects.get(user=ruth).pk
    # A stranger, and a representative who would pass on what was given to them.
    for other in (viewer(tom), viewer(ruth), agent(amina.id)):
        call = give(amina, Holder(party_id=party)) | {"viewer": other}
        assert refused(**call) is AuthorityRefusal.NOT_YOURS
    assert refused(**give(amina, Holder(client_id=amina.id))) is AuthorityRefusal.YOURSELF
    assert refused(**(give(amina, Holder(party_id=party)) | {"level": Level.FACTS})) is AuthorityRefusal.LEVEL


def test_the_numbers_of_helpers_cannot_be_tried_out() -> None:
    amina, ruth = person("Amina Benali"), helper()
    for number in (Party.objects.get(user=ruth).pk, 4711):
        assert refused(**give(amina, Holder(party_id=number))) is AuthorityRefusal.NOT_YOURS


def test_only_those_concerned_end_it_and_the_journal_says_who() -> None:
    amina, ruth, tom = person("Amina Benali"), helper(), person("Tom Weber")
    authority = appoint(amina, ruth)
    for stranger in (viewer(tom), agent()):
        with pytest.raises(CannotGive, match="NOT_YOURS"):
            revoke_authority(authority_id=authority, viewer=stranger, origin=origin(stranger))
    with pytest.raises(CannotGive, match="NOT_YOURS"):
        revoke_authority(authority_id=authority + 1000, viewer=viewer(amina), origin=origin(amina))
    assert viewer(ruth).may_see_client(amina.id)
    assert revoke_authority(authority_id=authority, viewer=viewer(ruth), origin=origin(ruth))
    assert row(authority).revoked_why == AuthorityEnd.HOLDER
    again = appoint(amina, ruth, at=NOON + DAY)
    staff = agent(amina.id)
    revoke_authority(authority_id=again, viewer=staff, origin=origin(staff), why=AuthorityEnd.PAPER)
    assert (row(again).revoked_why, row(again).revoked_by) == (AuthorityEnd.PAPER, staff.actor)


def test_who_looks_at_the_registry_of_a_client() -> None:
    amina, ruth, tom = person("Amina Benali"), helper(), person("Tom Weber")
    authority = appoint(amina, ruth)
    for allowed in (viewer(amina), agent(amina.id)):
        assert [one.authority_id for one in authorities_of(amina.id, viewer=allowed, now=NOON)] == [authority]
    for other in (viewer(ruth), viewer(tom), agent()):
        with pytest.raises(NotAllowed):
            authorities_of(amina.id, viewer=other, now=NOON)
    assert authority_facts(authority, viewer=viewer(ruth), now=NOON).who == "Ruth Okafor"
    for number in (authority, authority + 4711):
        with pytest.raises(NotAllowed):
            authority_facts(number, viewer=viewer(tom), now=NOON)
    assert [one.client_id for one in authorities_held(viewer=viewer(ruth), now=NOON)] == [amina.id]


# ---- invitations


def invite(client: Person, email: str, **more: object) -> int:
    wish = Wish(kind=AuthorityKind.REPRESENTATIVE, sees=BOTH, acts=True)
    call = {"profile": Profile(name="Ruth Okafor"), "wish": wish} | more
    return invite_helper(client_id=client.id, email=email, viewer=viewer(client), origin=origin(client), **call)


def test_an_invited_helper_sees_nothing_before_they_say_yes() -> None:
    amina = person("Amina Benali")
    ruth = User.objects.create_user("ruth@example.org")
    proposal = invite(amina, " Ruth@Example.org")
    assert not viewer(ruth).may_see_client(amina.id, STATUS)
    (asked,) = proposals_to_answer(viewer=viewer(ruth), now=NOON)
    # Whose client it is, the helper learns with their yes; nothing of the number before.
    assert (asked.proposal_id, asked.client_id, asked.email) == (proposal, None, "")
    done = answer_proposal(proposal_id=proposal, accept=True, viewer=viewer(ruth), origin=origin(ruth))
    assert viewer(ruth).may_act_for(amina.id)
    assert Proposal.objects.get(pk=proposal).authority_id == done.authority_id
    assert kinds(amina.id) == ["authority.invited", "authority.granted"]


def test_nobody_else_answers_an_invitation_nor_an_old_one() -> None:
    amina, tom = person("Amina Benali"), person("Tom Weber")
    ruth = User.objects.create_user("ruth@example.org")
    proposal = invite(amina, "ruth@example.org")
    for other in (tom, amina):
        with pytest.raises(CannotGive, match="NOT_YOURS"):
            answer_proposal(proposal_id=proposal, accept=True, viewer=viewer(other), origin=origin(other))
    late = NOON + 31 * DAY
    with pytest.raises(CannotGive, match="GONE"):
        answer_proposal(proposal_id=proposal, accept=True, viewer=viewer(ruth, late), origin=origin(ruth, late))
    withdraw_proposal(proposal_id=proposal, viewer=viewer(amina), origin=origin(amina))
    with pytest.raises(CannotGive, match="GONE"):
        answer_proposal(proposal_id=proposal, accept=True, viewer=viewer(ruth), origin=origin(ruth))
    assert not Authority.objects.exists()


def test_who_was_named_as_paid_does_not_become_unpaid_by_saying_yes() -> None:
    amina, ruth = person("Amina Benali"), helper()
    paid = Profile(name="Ruth Okafor", is_paid=True, regulator="CICC", licence_number="R512")
    proposal = invite(amina, ruth.email, profile=paid)
    with pytest.raises(CannotGive, match="LICENCE"):
        answer_proposal(proposal_id=proposal, accept=True, viewer=viewer(ruth), origin=origin(ruth))


def test_a_client_who_says_no_is_left_in_peace_and_the_asker_learns_nothing_of_them() -> None:
    amina, ruth = person("Amina Benali"), helper()
    wish = Wish(kind=AuthorityKind.REPRESENTATIVE, sees=BOTH, acts=True)
    there = ask_client(client_id=amina.id, asked_for="V300000001", wish=wish, viewer=viewer(ruth), origin=origin(ruth))
    nowhere = ask_client(client_id=None, asked_for="V399999999", wish=wish, viewer=viewer(ruth), origin=origin(ruth))
    mine = {one.proposal_id: one for one in proposals_made(viewer=viewer(ruth), now=NOON)}
    alike = [
        replace(mine[number], proposal_id=0, asked_for="", made_at=NOON, lapses_at=NOON) for number in (there, nowhere)
    ]
    assert alike[0] == alike[1]
    assert (mine[there].asked_for, mine[nowhere].asked_for) == ("V300000001", "V399999999")
    answer_proposal(proposal_id=there, accept=False, viewer=viewer(amina), origin=origin(amina))
    assert not viewer(ruth).may_see_client(amina.id, STATUS)
    assert kinds(amina.id) == ["authority.asked", "authority.declined"]
    # What was typed is sealed.
    with connection.cursor() as cursor:
        cursor.execute("SELECT asked_for FROM clients_proposal")
        assert all("V300000001" not in sealed and "V399999999" not in sealed for (sealed,) in cursor.fetchall())


def test_a_client_who_says_yes_decides_and_the_asker_cannot_say_it_for_them() -> None:
    amina, ruth = person("Amina Benali"), helper()
    wish = Wish(kind=AuthorityKind.REPRESENTATIVE, sees=BOTH, acts=True)
    asked = ask_client(client_id=amina.id, asked_for="V3", wish=wish, viewer=viewer(ruth), origin=origin(ruth))
    with pytest.raises(CannotGive, match="NOT_YOURS"):
        answer_proposal(proposal_id=asked, accept=True, viewer=viewer(ruth), origin=origin(ruth))
    with pytest.raises(CannotGive, match="LEVEL"):
        answer_proposal(proposal_id=asked, accept=True, viewer=viewer(amina), origin=origin(amina), level=Level.FACTS)
    answer_proposal(proposal_id=asked, accept=True, viewer=viewer(amina), origin=origin(amina))
    assert viewer(ruth).may_act_for(amina.id)


# ---- forms on paper


def paper(**more: object) -> Wish:
    said = {
        "kind": AuthorityKind.REPRESENTATIVE,
        "sees": BOTH,
        "acts": True,
        "source": AuthoritySource.IMM5476,
        "proof": AuthorityProof.SIGNATURE_SEEN,
        "form_version": "2025-06",
        "signed_on": date(2026, 10, 20),
    }
    return Wish(**(said | more))


def test_a_form_holds_once_a_second_person_saw_it() -> None:
    amina, ruth = person("Amina Benali"), helper()
    first, second = agent(amina.id), agent(amina.id, name="Roy")
    holder = Holder(party_id=Party.objects.get(user=ruth).pk)
    done = record_form(
        client_id=amina.id, holder=holder, profile=None, wish=paper(), viewer=first, origin=origin(first)
    )
    assert done.authority_id is None
    assert not viewer(ruth).may_see_client(amina.id, STATUS)
    with pytest.raises(CannotGive, match="SAME_PERSON"):
        verify_form(proposal_id=done.proposal_id, accept=True, viewer=first, origin=origin(first))
    with pytest.raises(CannotGive, match="NOT_YOURS"):
        verify_form(proposal_id=done.proposal_id, accept=True, viewer=viewer(amina), origin=origin(amina))
    authority = verify_form(proposal_id=done.proposal_id, accept=True, viewer=second, origin=origin(second))
    assert viewer(ruth).may_act_for(amina.id)
    assert (row(authority).given_by, row(authority).verified_by) == (first.actor, second.actor)
    with pytest.raises(CannotGive, match="GONE"):
        verify_form(proposal_id=done.proposal_id, accept=True, viewer=second, origin=origin(second))


def test_a_form_that_is_refused_gives_nothing_and_the_client_is_told() -> None:
    amina = person("Amina Benali")
    first, second = agent(amina.id), agent(amina.id, name="Roy")
    done = record_form(
        client_id=amina.id,
        holder=None,
        profile=Profile(name="Ruth"),
        wish=paper(),
        viewer=first,
        origin=origin(first),
    )
    no = {"proposal_id": done.proposal_id, "accept": False, "viewer": second, "origin": origin(second)}
    with pytest.raises(CannotGive, match="FAULT"):
        verify_form(**no, fault="NO_SUCH_FAULT")
    assert verify_form(**no, fault="NOT_SIGNED") is None
    assert not Authority.objects.exists()
    assert kinds(amina.id) == ["authority.form_recorded", "authority.form_refused"]


@pytest.mark.parametrize(
    ("wish", "reason"),
    [
        (paper(source=AuthoritySource.IMM5475), "SOURCE"),
        (paper(source=AuthoritySource.ONLINE), "SOURCE"),
        (paper(source=AuthoritySource.BY_LAW, kind=AuthorityKind.PARENT), "SOURCE"),
        (paper(signed_on=None), "PROOF"),
        (paper(signed_on=date(2027, 1, 1)), "PROOF"),
        (paper(kind=AuthorityKind.HELPER, source=AuthoritySource.IMM5475), "SCOPE"),
    ],
)
def test_a_form_that_cannot_carry_it_is_refused(wish: Wish, reason: str) -> None:
    amina, staff = person("Amina Benali"), None
    staff = agent(amina.id)
    with pytest.raises(CannotGive, match=reason):
        record_form(
            client_id=amina.id, holder=None, profile=Profile(name="R"), wish=wish, viewer=staff, origin=origin(staff)
        )


# ---- parents


def test_a_parent_stands_in_until_the_birthday_and_not_a_day_longer() -> None:
    mother, child = person("Amina Benali"), person("Sami Benali", born=date(2008, 11, 20))
    staff = agent(child.id)
    record_parent(
        child_id=child.id,
        parent_id=mother.id,
        proof=AuthorityProof.BIRTH_RECORD,
        viewer=staff,
        origin=origin(staff),
    )
    eve = NOON.replace(day=20, hour=4, minute=59)  # 23:59 on the 19th where the department is
    assert viewer(mother, eve).may_act_for(child.id)
    assert not viewer(mother, eve + timedelta(minutes=1)).may_see_client(child.id, STATUS)


def test_what_the_law_gives_a_parent_only_they_hand_back() -> None:
    mother, father = person("Amina Benali"), person("Karim Benali")
    child = person("Sami Benali", born=date(2010, 1, 1))
    staff = agent(child.id)
    rows = [
        record_parent(
            child_id=child.id, parent_id=one.id, proof=AuthorityProof.BIRTH_RECORD, viewer=staff, origin=origin(staff)
        )
        for one in (mother, father)
    ]
    for other in (child, father):
        with pytest.raises(CannotGive, match="NOT_YOURS"):
            revoke_authority(authority_id=rows[0], viewer=viewer(other), origin=origin(other))
    assert revoke_authority(authority_id=rows[0], viewer=viewer(mother), origin=origin(mother))


@pytest.mark.parametrize("born", [None, date(2008, 11, 3), date(1990, 1, 1)])
def test_there_is_no_parent_by_law_of_an_adult_or_of_an_unknown_age(born: date | None) -> None:
    mother, child, staff = person("Amina Benali"), person("Sami Benali", born=born), None
    staff = agent(child.id)
    with pytest.raises(CannotGive, match="NOT_A_MINOR"):
        record_parent(
            child_id=child.id,
            parent_id=mother.id,
            proof=AuthorityProof.BIRTH_RECORD,
            viewer=staff,
            origin=origin(staff),
        )


def test_what_a_parent_gives_for_a_child_ends_with_childhood() -> None:
    mother, child = person("Amina Benali"), person("Sami Benali", born=date(2008, 11, 20))
    ruth, staff = helper(), agent(child.id)
    record_parent(
        child_id=child.id, parent_id=mother.id, proof=AuthorityProof.BIRTH_RECORD, viewer=staff, origin=origin(staff)
    )
    who = viewer(mother)
    given = grant_authority(
        client_id=child.id,
        holder=Holder(party_id=acquaint(child, ruth)),
        wish=Wish(kind=AuthorityKind.REPRESENTATIVE, sees=BOTH, acts=True),
        viewer=who,
        origin=origin(who),
    )
    assert " by authority:" in row(given).given_by
    assert viewer(ruth).may_act_for(child.id)
    assert not viewer(ruth, NOON.replace(day=20, hour=5)).may_see_client(child.id, STATUS)


def test_coming_of_age_is_told_before_and_on_the_day_to_both_and_once() -> None:
    mother, child = person("Amina Benali"), person("Sami Benali", born=date(2008, 11, 20))
    staff = agent(child.id)
    record_parent(
        child_id=child.id, parent_id=mother.id, proof=AuthorityProof.BIRTH_RECORD, viewer=staff, origin=origin(staff)
    )
    assert tell_of_endings(now=NOON) == 1
    assert tell_of_endings(now=NOON + DAY) == 0
    birthday = NOON.replace(day=20)
    assert tell_of_endings(now=birthday) == 1
    assert tell_of_endings(now=birthday + DAY) == 0
    for one in (mother, child):
        assert kinds(one.id) == ["authority.granted", "authority.ending", "authority.ended"]


def test_an_end_by_itself_is_told_before_and_after() -> None:
    amina, ruth = person("Amina Benali"), helper()
    appoint(amina, ruth, ends_at=NOON + 20 * DAY)
    told = [tell_of_endings(now=NOON + days * DAY) for days in (0, 7, 8, 20, 21)]
    assert told == [0, 1, 0, 1, 0]
    assert kinds(amina.id) == ["authority.granted", "authority.ending", "authority.ended"]


# ---- deeds, and questions to the database


def test_the_client_sees_what_was_done_in_their_name() -> None:
    amina, ruth = person("Amina Benali"), helper()
    authority = appoint(amina, ruth)
    who = viewer(ruth)
    acting = Origin(actor=who.acting_for(amina.id), channel=Channel.WEB, at=NOON + DAY)
    change_preferences(client_ids=[amina.id], language=Language.EN, channel=NoticeChannel.ACCOUNT, origin=acting)
    (deed,) = actions_in_my_name(amina.id, viewer=viewer(amina), language=Language.EN, now=NOON + DAY)
    assert (deed.kind, deed.by.authority_id, deed.by.who) == ("preferences.changed", authority, "Ruth Okafor")
    with pytest.raises(NotAllowed):
        actions_in_my_name(amina.id, viewer=who, language=Language.EN, now=NOON)
    revoke_authority(authority_id=authority, viewer=viewer(amina), origin=origin(amina))
    with pytest.raises(PermissionError):
        viewer(ruth).acting_for(amina.id)


def test_what_somebody_may_read_is_one_question_however_much_it_is(django_assert_num_queries) -> None:
    ruth = helper()
    for number in range(12):
        appoint(person(f"Client {number}"), ruth)
    amina = person("Amina Benali")
    with django_assert_num_queries(1):
        assert len(standing_of(ruth.pk, at=NOON).grants) == 12
    with django_assert_num_queries(1):
        assert standing_of(amina.user.pk, at=NOON).own_clients == {amina.id}


@pytest.mark.django_db(transaction=True)
def test_two_who_give_at_once_give_once() -> None:
    amina, ruth = person("Amina Benali"), helper()
    who, party = viewer(amina), acquaint(amina, ruth)
    made, faults = [], []

    def run() -> None:
        try:
            made.append(
                grant_authority(
                    client_id=amina.id,
                    holder=Holder(party_id=party),
                    wish=Wish(kind=AuthorityKind.REPRESENTATIVE),
                    viewer=who,
                    origin=origin(who),
                )
            )
        except Exception as fault:
            faults.append(fault)
        finally:
            connection.close()

    threads = [threading.Thread(target=run) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert faults == []
    assert len(set(made)) == 1
    assert Authority.objects.filter(revoked_at=None).count() == 1


def test_the_same_form_recorded_twice_is_one_authority() -> None:
    amina, ruth = person("Amina Benali"), helper()
    first, second = agent(amina.id), agent(amina.id, name="Roy")
    holder = Holder(party_id=Party.objects.get(user=ruth).pk)
    rows = set()
    for _ in range(2):
        done = record_form(
            client_id=amina.id, holder=holder, profile=None, wish=paper(), viewer=first, origin=origin(first)
        )
        rows.add(verify_form(proposal_id=done.proposal_id, accept=True, viewer=second, origin=origin(second)))
    assert len(rows) == 1
    assert kinds(amina.id).count("authority.granted") == 1
