"""Offices, their people and consent: who sees what, from which moment, until when."""

import pytest

from guichet.applications.queries import files_held
from guichet.applications.tests.factories import ApplicationFactory, StaffFactory, UserFactory, link
from guichet.clients.actions import CannotGive, answer_proposal, revoke_authority, withdraw_proposal
from guichet.clients.models import Authority, Party, Proposal
from guichet.clients.queries import asked_by_office, constituent_named, members_of_groups, proposals_to_answer
from guichet.clients.terms import AuthorityRefusal
from guichet.clients.tests import factories as people
from guichet.foundation.languages import Language
from guichet.identity.queries import NotAllowed
from guichet.identity.rules import home_of
from guichet.identity.terms import AuthorityKind, Disclosure, Level, Right
from guichet.journal.models import Entry
from guichet.mp_enquiries.actions import (
    CannotOffice,
    add_worker,
    ask_for_consent,
    close_member_office,
    remove_worker,
    set_runs_it,
)
from guichet.mp_enquiries.models import MemberOffice, OfficeWorker
from guichet.mp_enquiries.queries import office_of
from guichet.mp_enquiries.terms import MpRefusal
from guichet.mp_enquiries.tests.factories import by, consents, later, manager, office_worker, seen_by

pytestmark = pytest.mark.django_db


@pytest.fixture
def lucie():
    return office_worker()


@pytest.fixture
def amina():
    record = people.client("Amina Benali", email="amina@example.org")
    record.account = UserFactory()
    link(record.account, record)
    record.number = ApplicationFactory(client=record).number
    return record


def files(user, **more):
    viewer = seen_by(user, **more)
    return [one.number for one in files_held(viewer, language=Language.EN, now=later(minutes=1))]


def test_an_office_has_rights_of_its_own_and_no_files_of_its_own(lucie):
    viewer = seen_by(lucie)
    assert viewer.may(Right.MEMBER_OFFICE)
    assert not viewer.may(Right.OWN_FILES)
    assert not viewer.may(Right.SEARCH_CLIENTS)
    assert home_of(viewer) == "parliament:home"
    assert files(lucie) == []


def test_with_a_yes_everybody_of_the_office_sees_the_file_and_nobody_of_another(lucie, amina):
    runs = seen_by(lucie)
    add_worker(name="Paul Roy", email="paul@vezina.members.example", viewer=runs, origin=by(runs))
    paul = OfficeWorker.objects.get(name="Paul Roy").user
    other = office_worker(domain="raman.members.example", language=Language.EN)
    consents(amina, amina.account, lucie)
    assert files(lucie) == files(paul) == [amina.number]
    assert files(other) == []
    party = MemberOffice.objects.get(domain="vezina.members.example").party
    assert members_of_groups([party.pk]) == {party.pk: ("Lucie Fontaine", "Paul Roy")}


def test_a_consent_is_for_the_files_named_and_ends_by_itself(lucie, amina):
    second = ApplicationFactory(client=amina).number
    consents(amina, amina.account, lucie, files=frozenset({amina.number}), sees=Disclosure.STATUS)
    assert files(lucie) == [amina.number]
    viewer = seen_by(lucie)
    assert not viewer.may_see_client(amina.pk, Disclosure.STATUS, number=second)
    assert not viewer.may_see_client(amina.pk, Disclosure.CASE, number=amina.number)
    assert files(lucie, at=later(days=184)) == []
    row = Authority.objects.get(kind=AuthorityKind.MP_OFFICE)
    assert (row.acts, row.ends_at) == (False, later(days=183))


def test_taken_back_it_is_over_with_the_next_page(lucie, amina):
    number = consents(amina, amina.account, lucie)
    own = seen_by(amina.account)
    assert revoke_authority(authority_id=number, viewer=own, origin=by(own, at=later(minutes=2)))
    assert files(lucie, at=later(minutes=3)) == []


def test_an_office_cannot_tell_a_client_from_nobody(lucie, amina):
    viewer = seen_by(lucie)
    for found, typed in ((amina.pk, "Amina Benali · V1"), (None, "Nobody · V2")):
        ask_for_consent(
            client_id=found,
            asked_for=typed,
            sees=Disclosure.STATUS,
            files=frozenset(),
            viewer=viewer,
            origin=by(viewer),
        )
    shown = asked_by_office(office_of(viewer).party_id, viewer=viewer)
    assert [one.asked_for for one in shown] == ["Nobody · V2", "Amina Benali · V1"]
    assert {(one.client_id, one.answer, one.lapses_at) for one in shown} == {(None, None, shown[0].lapses_at)}
    [asked] = proposals_to_answer(viewer=seen_by(amina.account), now=later(minutes=1))
    assert asked.kind is AuthorityKind.MP_OFFICE
    assert asked.party.name == "Bureau de vezina"


def test_asked_twice_it_is_asked_once_and_can_be_taken_back(lucie, amina):
    viewer = seen_by(lucie)
    asked = {
        ask_for_consent(
            client_id=amina.pk,
            asked_for="x",
            sees=Disclosure.STATUS,
            files=frozenset(),
            viewer=viewer,
            origin=by(viewer),
        )
        for _twice in range(2)
    }
    assert len(asked) == 1
    withdraw_proposal(proposal_id=asked.pop(), viewer=viewer, origin=by(viewer))
    assert proposals_to_answer(viewer=seen_by(amina.account), now=later(minutes=1)) == []


def test_nobody_but_the_constituent_answers(lucie, amina):
    viewer = seen_by(lucie)
    number = ask_for_consent(
        client_id=amina.pk, asked_for="x", sees=Disclosure.STATUS, files=frozenset(), viewer=viewer, origin=by(viewer)
    )
    stranger = UserFactory()
    for other in (viewer, seen_by(stranger)):
        with pytest.raises(CannotGive) as refused:
            answer_proposal(proposal_id=number, accept=True, viewer=other, origin=by(other), level=Level.IN_PERSON)
        assert refused.value.reason is AuthorityRefusal.NOT_YOURS
    assert Proposal.objects.get(pk=number).answer == ""


def test_only_a_member_office_asks_as_one(amina):
    stranger = seen_by(UserFactory())
    with pytest.raises(NotAllowed):
        ask_for_consent(
            client_id=amina.pk, asked_for="x", sees=Disclosure.STATUS, files=frozenset(), viewer=stranger,
            origin=by(stranger),
        )  # fmt: skip


def test_there_is_an_end_to_asking(lucie, amina, settings, tmp_path):
    folder = tmp_path / "mp_enquiries"
    folder.mkdir()
    row = "\n".join(f"  {name}: 1" for name in (
        "consent_days", "enquiries_per_day", "consents_per_day", "bulk_rows", "theme_days", "slot_from", "slot_to",
        "slot_minutes", "slots_at_once", "slot_days_ahead"))  # fmt: skip
    (folder / "limits.yaml").write_text(f"- code: LIMITS\n  source: test\n  status: V\n{row}\n")
    settings.DATA_FOLDER = str(tmp_path)
    viewer = seen_by(lucie)
    facts = {"asked_for": "x", "sees": Disclosure.STATUS, "files": frozenset(), "viewer": viewer, "origin": by(viewer)}
    ask_for_consent(client_id=amina.pk, **facts)
    with pytest.raises(CannotGive) as refused:
        ask_for_consent(client_id=None, **facts)
    assert refused.value.reason is AuthorityRefusal.TOO_MANY


@pytest.mark.parametrize(
    ("name", "typed", "is_found"),
    [
        ("Amina Benali", "amina@example.org", True),
        ("Benali", " Amina@Example.org ", True),
        ("Paul Roy", "amina@example.org", False),
        ("Amina Benali", "other@example.org", False),
        ("Amina Benali", "", False),
        ("", "amina@example.org", False),
        ("…", "amina@example.org", False),
    ],
)
def test_a_constituent_is_meant_by_name_and_address_together(amina, name, typed, is_found):
    assert constituent_named(name, typed, by_number=None) == (amina.pk if is_found else None)


def test_an_address_that_two_people_share_means_neither(amina):
    people.client("Amina Benali", uci="1112229999", email="amina@example.org")
    assert constituent_named("Amina Benali", "amina@example.org", by_number=None) is None


def test_a_number_needs_the_name_too(amina):
    assert constituent_named("Amina Benali", amina.uci, by_number=None) == amina.pk
    assert constituent_named("Paul Roy", amina.uci, by_number=None) is None
    assert constituent_named("Paul Roy", "V1", by_number=amina.pk) is None


def test_who_runs_it_adds_and_removes_and_the_last_one_stays(lucie):
    runs = seen_by(lucie)
    added = add_worker(name="Paul Roy", email="Paul@vezina.members.example", viewer=runs, origin=by(runs))
    paul = seen_by(OfficeWorker.objects.get(pk=added).user)
    refusals = []
    for attempt in (
        lambda: add_worker(name="Eve", email="eve@vezina.members.example", viewer=paul, origin=by(paul)),
        lambda: add_worker(name="Eve", email="eve@example.org", viewer=runs, origin=by(runs)),
        lambda: add_worker(name=" ", email="eve@vezina.members.example", viewer=runs, origin=by(runs)),
        lambda: remove_worker(worker_id=office_of(runs).worker(runs).worker_id, viewer=runs, origin=by(runs)),
        lambda: set_runs_it(
            worker_id=office_of(runs).worker(runs).worker_id, runs_it=False, viewer=runs, origin=by(runs)
        ),
    ):
        with pytest.raises(CannotOffice) as refused:
            attempt()
        refusals.append(refused.value.reason)
    assert refusals == [
        MpRefusal.NOT_RUN_BY_YOU, MpRefusal.ADDRESS, MpRefusal.NO_NAME, MpRefusal.LAST_ONE, MpRefusal.LAST_ONE,
    ]  # fmt: skip
    remove_worker(worker_id=added, viewer=runs, origin=by(runs))
    gone = seen_by(OfficeWorker.objects.get(pk=added).user)
    assert gone.offices == frozenset()
    with pytest.raises(NotAllowed):
        office_of(gone)


@pytest.mark.parametrize("is_who", ["client", "helper", "staff"])
def test_who_has_another_account_here_does_not_work_in_an_office_with_it(lucie, amina, is_who):
    address = "someone@vezina.members.example"
    user = UserFactory(email=address)
    if is_who == "client":
        link(user, amina)
    elif is_who == "helper":
        Party.objects.create(user=user, name="Helper", made_at=later())
    else:
        StaffFactory(user=user)
    runs = seen_by(lucie)
    with pytest.raises(CannotOffice) as refused:
        add_worker(name="Someone", email=address, viewer=runs, origin=by(runs))
    assert refused.value.reason is MpRefusal.ADDRESS


def test_a_closed_office_sees_nothing_and_each_constituent_is_told(lucie, amina):
    consents(amina, amina.account, lucie)
    boss = manager()
    office = MemberOffice.objects.get(domain="vezina.members.example")
    assert close_member_office(office_id=office.pk, viewer=boss, origin=by(boss, at=later(minutes=5))) == 1
    assert files(lucie, at=later(minutes=6)) == []
    assert seen_by(lucie).offices == frozenset()
    assert Entry.objects.filter(kind="authority.revoked", client_id=amina.pk).count() == 1
    with pytest.raises(CannotOffice):
        close_member_office(office_id=office.pk, viewer=boss, origin=by(boss))


def test_only_the_department_opens_and_closes(lucie):
    office = MemberOffice.objects.get(domain="vezina.members.example")
    with pytest.raises(NotAllowed):
        close_member_office(office_id=office.pk, viewer=seen_by(lucie), origin=by(seen_by(lucie)))
