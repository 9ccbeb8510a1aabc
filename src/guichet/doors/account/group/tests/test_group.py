"""A group of sponsors: each member by their own yes, each file by its client’s; whoever leaves sees nothing more."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client as Browser
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.translation import override

from guichet.applications.tests.factories import ApplicationFactory, pay
from guichet.clients.actions import ask_client, revoke_authority
from guichet.clients.events import GroupInvited, GroupLeft
from guichet.clients.models import GroupMember, HelperMessage, Proposal
from guichet.clients.rules import Wish
from guichet.clients.terms import Answer, HelperNews
from guichet.clients.tests import town
from guichet.clients.tests.town import CASE, STATUS, Person
from guichet.doors.account.people.tests.conftest import browser_of, now
from guichet.doors.tests.reading import english_in, read
from guichet.identity.models import User
from guichet.identity.terms import AuthorityKind
from guichet.journal.models import Entry
from guichet.journal.reactions import Happened
from guichet.notices.actions.helping import tell_those_who_help

pytestmark = pytest.mark.django_db
MEMBER = {"name": "Joan Reid", "email": "joan@example.org", "sees": "STATUS"}


def address(name: str, *args, language: str = "en") -> str:
    with override(language):
        return reverse(f"account:{name}", args=args)


@pytest.fixture
def olsen(db) -> User:
    return town.helper("Margaret Olsen")


@pytest.fixture
def theirs(olsen) -> Browser:
    return browser_of(olsen)


@pytest.fixture
def salma(db) -> Person:
    person = town.person("Salma Haddad")
    pay(ApplicationFactory(client=person.client, number="V300000001"), "TRV", "100.00", "2026-10-01")
    return person


@pytest.fixture
def joan(db) -> User:
    return User.objects.create_user(MEMBER["email"])


def consent(client: Person, to: User, sees=frozenset({STATUS, CASE}), number: str = "V300000001") -> int:
    ends = now() + timedelta(days=300)
    return town.appoint(
        client, to, at=now(), kind=AuthorityKind.SPONSOR_GROUP, sees=sees, acts=False, files=frozenset({number}),
        ends_at=ends,
    )  # fmt: skip


def belongs(theirs: Browser, user: User, **changed: str) -> None:
    theirs.post(address("group-invite"), MEMBER | {"email": user.email} | changed)
    browser_of(user).post(address("answer", Proposal.objects.latest("id").pk), {"answer": "yes"})


def seen_by(user: User, client: Person) -> set[str]:
    return {what for grant in town.viewer(user, now()).grants_on(client.id) for what in grant.sees}


def test_a_member_sees_what_the_client_allows_once_they_said_yes_themselves(salma, olsen, theirs, joan) -> None:
    consent(salma, olsen)
    said = read(theirs.post(address("group-invite"), MEMBER, follow=True)).text
    assert "We ask this person." in said
    assert "Joan Reid" in said
    assert seen_by(joan, salma) == set()
    hers = browser_of(joan)
    page = read(hers.get(address("people"))).text
    assert "Margaret Olsen asks you to belong to their group of sponsors" in page
    assert "Salma" not in page
    asked = Proposal.objects.get(group__isnull=False).pk
    assert "Where the file stands" in read(hers.get(address("answer", asked))).text
    said = read(hers.post(address("answer", asked), {"answer": "yes"}, follow=True)).text
    assert "You belong to the group now" in said
    assert "Salma Haddad" in said
    assert "Margaret Olsen runs this group." in said
    assert "You run this group." not in said
    assert seen_by(joan, salma) == {STATUS}
    assert "Fees you paid" not in read(hers.get(address("file", "V300000001"))).text
    assert "Salma Haddad" in read(hers.get(address("portfolio"))).text


@pytest.mark.parametrize(
    ("group_sees", "member", "seen"),
    [
        ({STATUS, CASE}, "CASE", {STATUS, CASE}),
        ({STATUS, CASE}, "STATUS", {STATUS}),
        ({STATUS}, "CASE", {STATUS}),
        ({STATUS}, "STATUS", {STATUS}),
    ],
)
def test_nobody_sees_more_than_the_client_and_the_group_allow(
    salma, olsen, theirs, joan, group_sees, member, seen
) -> None:
    consent(salma, olsen, frozenset(group_sees))
    belongs(theirs, joan, sees=member)
    assert seen_by(joan, salma) == seen
    assert not town.viewer(joan, now()).may_act_for(salma.id)


def test_other_authorities_of_who_runs_the_group_are_not_the_members(salma, olsen, theirs, joan) -> None:
    town.appoint(salma, olsen, at=now())
    belongs(theirs, joan)
    assert seen_by(joan, salma) == set()
    assert seen_by(olsen, salma) == {STATUS, CASE}


def test_what_the_client_takes_back_no_member_sees(salma, olsen, theirs, joan) -> None:
    number = consent(salma, olsen)
    belongs(theirs, joan)
    hers = browser_of(joan)
    assert hers.get(address("file", "V300000001")).status_code == 200
    who = town.viewer(salma, now())
    revoke_authority(authority_id=number, viewer=who, origin=town.origin(who, now()))
    assert hers.get(address("file", "V300000001")).status_code == 403
    assert "Nobody allows the group to see a file now" in read(hers.get(address("group"))).text


def test_who_leaves_or_is_taken_out_sees_nothing_at_the_next_click(salma, olsen, theirs, joan) -> None:
    consent(salma, olsen)
    belongs(theirs, joan)
    hers, member = browser_of(joan), GroupMember.objects.get()
    assert "Take out of the group" not in read(hers.get(address("group"))).text
    assert "not yours to decide" in read(hers.post(address("group-remove", member.pk), follow=True)).text
    assert seen_by(joan, salma)
    said = read(theirs.post(address("group-remove", member.pk), follow=True)).text
    assert "This person sees nothing more" in said
    assert hers.get(address("file", "V300000001")).status_code == 403
    assert "did not belong" in read(theirs.post(address("group-remove", member.pk), follow=True)).text
    belongs(theirs, joan)
    assert seen_by(joan, salma)
    assert "You left the group." in read(hers.post(address("group-leave", member.group_id), follow=True)).text
    assert seen_by(joan, salma) == set()
    assert (
        "You do not belong to this group." in read(hers.post(address("group-leave", member.group_id), follow=True)).text
    )
    assert GroupMember.objects.count() == 2


def test_the_client_reads_who_belongs_and_is_told_when_the_group_grows(salma, olsen, theirs, joan) -> None:
    consent(salma, olsen)
    belongs(theirs, joan)
    said = read(browser_of(salma.user).get(address("people"))).text
    assert "Members of the group" in said
    assert "Joan Reid" in said
    entry = Entry.objects.get(kind="group.grew")
    assert entry.client_id == salma.id


def test_the_page_says_who_allows_what_and_who_has_not_answered_or_said_no(salma, olsen, theirs) -> None:
    consent(salma, olsen, frozenset({STATUS}))
    for place, name in enumerate(("Youssef", "Tesfay"), start=2):
        person = town.person(name)
        ApplicationFactory(client=person.client, number=f"V30000000{place}")
        wish = Wish(
            kind=AuthorityKind.SPONSOR_GROUP, files=frozenset({f"V30000000{place}"}), ends_at=now() + timedelta(days=9)
        )
        who = town.viewer(olsen, now())
        asked = ask_client(
            client_id=person.id, asked_for=f"V30000000{place}", wish=wish, viewer=who, origin=town.origin(who, now())
        )
        if name == "Tesfay":
            browser_of(person.user).post(address("answer", asked), {"answer": "no"})
    said = read(theirs.get(address("group"))).text
    assert "Salma Haddad" in said
    assert "Has not answered yet" in said
    assert "Said no" in said
    assert "Youssef" not in said
    assert "Tesfay" not in said


@pytest.mark.parametrize(
    ("entered", "wrong"),
    [
        ({"name": ""}, "Enter the name."),
        ({"email": "joan"}, "This is not a whole e-mail address."),
        ({"sees": "SENSITIVE"}, "Select a valid choice"),
        ({"sees": "NOTHING"}, "Select a valid choice"),
    ],
)
def test_what_makes_no_sense_asks_nobody(theirs, entered, wrong) -> None:
    assert wrong in read(theirs.post(address("group-invite"), MEMBER | entered)).text
    assert Proposal.objects.count() == 0


def test_who_is_paid_or_says_not_who_they_are_has_no_group(olsen, theirs, joan) -> None:
    paid = browser_of(town.helper("Ruth Okafor", paid=True))
    assert "not paid" in read(paid.post(address("group-invite"), MEMBER)).text
    assert "You do not belong to a sponsors’ group" in read(paid.get(address("group"))).text
    assert browser_of(joan).post(address("group-invite"), MEMBER).url == address("helper-profile")
    own = MEMBER | {"email": olsen.email.upper()}
    assert "This is your own address." in read(theirs.post(address("group-invite"), own)).text
    assert Proposal.objects.count() == 0


def test_asked_twice_is_asked_once_and_can_be_taken_back(theirs, joan) -> None:
    for _ in range(2):
        theirs.post(address("group-invite"), MEMBER)
    asked = Proposal.objects.get()
    assert browser_of(town.person("Boris").user).post(address("answer", asked.pk), {"answer": "yes"}).status_code == 404
    assert theirs.post(address("withdraw", asked.pk)).url == address("group")
    assert Proposal.objects.get().answer == Answer.WITHDRAWN
    assert browser_of(joan).post(address("answer", asked.pk), {"answer": "yes"}).status_code == 404
    assert GroupMember.objects.count() == 0


def test_who_says_no_belongs_to_nothing(theirs, joan) -> None:
    theirs.post(address("group-invite"), MEMBER)
    browser_of(joan).post(address("answer", Proposal.objects.get().pk), {"answer": "no"})
    assert GroupMember.objects.count() == 0
    assert Entry.objects.filter(kind="group.declined").count() == 1


def test_who_is_asked_and_who_is_taken_out_is_told_by_mail(theirs, joan) -> None:
    belongs(theirs, joan)
    theirs.post(address("group-remove", GroupMember.objects.get().pk))
    invited, left = Entry.objects.get(kind="group.invited"), Entry.objects.get(kind="group.left")
    proposal = Proposal.objects.get()
    assert proposal.group_id is not None
    happened = [
        Happened(GroupInvited(proposal=proposal.pk, held_as=AuthorityKind.SPONSOR_GROUP), invited),
        Happened(GroupLeft(group=proposal.group_id, member=proposal.party_id, removed=True), left),
    ]
    assert tell_those_who_help(happened) == 2
    assert set(HelperMessage.objects.values_list("about", flat=True)) == {HelperNews.GROUP, HelperNews.OVER}


@pytest.mark.parametrize("name", ["group", "group-invite", "people", "portfolio"])
def test_every_page_speaks_french(salma, olsen, theirs, joan, name) -> None:
    consent(salma, olsen)
    belongs(theirs, joan)
    theirs.post(address("group-invite"), MEMBER | {"email": "new@example.org"}, follow=True)
    answer = theirs.get(address(name, language="fr"))
    assert answer.status_code == 200
    assert english_in(answer) == set()
    new = browser_of(User.objects.create_user("new@example.org"))
    asked = Proposal.objects.latest("id").pk
    assert english_in(new.get(address("answer", asked, language="fr"))) == set()


def test_many_files_cost_no_more_queries_and_come_in_pages(salma, olsen, theirs, joan, monkeypatch) -> None:
    consent(salma, olsen)
    belongs(theirs, joan)
    theirs.get(address("group"))
    with CaptureQueriesContext(connection) as few:
        theirs.get(address("group"))
    for place in range(5):
        person = town.person(f"Person {place}")
        number = f"V30000010{place}"
        ApplicationFactory(client=person.client, number=number)
        consent(person, olsen, number=number)
    with CaptureQueriesContext(connection) as many:
        theirs.get(address("group"))
    assert len(many) == len(few)
    monkeypatch.setattr("guichet.doors.account.group.pages.SPONSORED_PER_PAGE", 4)
    assert "Page 1 of 2" in read(theirs.get(address("group"))).text
    for wrong in ("-1", "x", "99999999"):
        assert theirs.get(address("group"), {"page": wrong}).status_code == 200


def test_the_journal_names_no_person(salma, olsen, theirs, joan) -> None:
    consent(salma, olsen)
    belongs(theirs, joan)
    for entry in Entry.objects.filter(kind__startswith="group."):
        assert "Joan" not in str(entry.payload)
        assert "joan" not in str(entry.payload)
