"""A household: joined by one’s own yes, each adult shows what they like, and whoever leaves shares nothing."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client as Browser
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.translation import override

from guichet.applications.tests.factories import ApplicationFactory, pay
from guichet.clients.actions import record_parent, set_safe_contact
from guichet.clients.models import Authority, ContactPoint, HouseholdMember, Proposal
from guichet.clients.rules import Safe
from guichet.clients.terms import Answer, AuthorityProof
from guichet.clients.tests import town
from guichet.clients.tests.town import CASE, STATUS, Person
from guichet.doors.account.people.tests.conftest import browser_of, now
from guichet.doors.tests.reading import english_in, read
from guichet.identity.models import User
from guichet.identity.terms import AuthorityKind
from guichet.journal.actions import Origin
from guichet.journal.models import Entry
from guichet.journal.terms import Channel

pytestmark = pytest.mark.django_db


def address(name: str, *args, language: str = "en") -> str:
    with override(language):
        return reverse(f"account:{name}", args=args)


def by_system() -> Origin:
    return Origin(actor="test", channel=Channel.SYSTEM, at=now())


def joined(hers: Browser, his: Browser, who: str, answer: str = "yes") -> None:
    """Let her ask him, by what she typed, and him answer."""
    hers.post(address("household-invite"), {"who": who})
    his.post(address("answer", Proposal.objects.latest("id").pk), {"answer": answer})


def sees(viewer: Person, of: Person) -> set[str]:
    return {what for grant in town.viewer(viewer, now()).grants_on(of.id) for what in grant.sees}


def of_age_in(days: int):
    """Return the birthday of somebody who comes of age in so many days."""
    day = (now() + timedelta(days=days)).date()
    return day.replace(year=day.year - 18, day=min(day.day, 28))


def child_of(*parents: Person, days: int = 3000) -> Person:
    child = town.person("Lina Benali", born=of_age_in(days))
    agent = town.agent(child.id)
    for parent in parents:
        record_parent(
            child_id=child.id, parent_id=parent.id, proof=AuthorityProof.BIRTH_RECORD, viewer=agent,
            origin=Origin(actor=agent.actor, channel=Channel.WEB, at=now()),
        )  # fmt: skip
    return child


def test_who_is_asked_by_address_joins_on_their_own_phone_and_shows_nothing_unless_they_choose(
    amina, karim, hers, his
) -> None:
    said = read(hers.post(address("household-invite"), {"who": f" {karim.user.email.upper()} "}, follow=True)).text
    assert "If there is such a person" in said
    assert sees(amina, karim) == sees(karim, amina) == set()
    assert "Karim" not in said
    asked = Proposal.objects.get()
    assert asked.client_id is None
    page = his.get(address("people"))
    assert "Amina Benali asks you to join their household" in read(page).text
    said = read(his.post(address("answer", asked.pk), {"answer": "yes"}, follow=True)).text
    assert "Amina Benali" in said
    assert "What you show Nothing" in " ".join(said.split())
    assert sees(amina, karim) == sees(karim, amina) == set()
    assert "Karim Haddad" in read(hers.get(address("household"))).text


@pytest.mark.parametrize(
    ("answer", "seen"),
    [
        ("yes", set()),
        ("yes NOTHING", set()),
        ("yes STATUS", {STATUS}),
        ("yes CASE", {STATUS, CASE}),
        ("yes SENSITIVE", set()),
    ],
)
def test_the_yes_says_what_is_shown(amina, karim, hers, his, answer, seen) -> None:
    joined(hers, his, "V300000002", answer)
    assert HouseholdMember.objects.filter(left_at=None).count() == 2
    assert sees(amina, karim) == seen
    assert sees(karim, amina) == set()


def test_one_press_changes_what_is_shown_at_once_while_the_page_is_open(amina, karim, hers, his) -> None:
    joined(hers, his, karim.user.email)
    his.post(address("household-show", amina.id), {"shown": "STATUS"})
    assert sees(amina, karim) == {STATUS}
    assert hers.get(address("file", "V300000002")).status_code == 200
    his.post(address("household-show", amina.id), {"shown": "CASE"})
    assert sees(amina, karim) == {STATUS, CASE}
    his.post(address("household-show", amina.id), {"shown": "STATUS"})
    assert sees(amina, karim) == {STATUS}
    said = read(his.post(address("household-show", amina.id), {"shown": "NOTHING"}, follow=True)).text
    assert "From now on you show this person nothing." in said
    assert hers.get(address("file", "V300000002")).status_code == 403
    assert (
        "It was so already."
        in read(his.post(address("household-show", amina.id), {"shown": "NOTHING"}, follow=True)).text
    )
    assert Authority.objects.filter(revoked_at=None).count() == 0


def test_to_show_more_one_is_known_surely_and_to_show_less_never(amina, karim, hers, his) -> None:
    joined(hers, his, karim.user.email, "yes CASE")
    by_mail = browser_of(karim.user, surely=False)
    by_mail.post(address("household-show", amina.id), {"shown": "NOTHING"})
    assert sees(amina, karim) == set()
    answer = by_mail.post(address("household-show", amina.id), {"shown": "STATUS"})
    assert answer.url.startswith(reverse("step_up"))
    assert sees(amina, karim) == set()


@pytest.mark.parametrize("who", ["", "nobody", "karim@", "\x00", "@", " "])
def test_what_makes_no_sense_asks_nobody(hers, who) -> None:
    assert hers.post(address("household-invite"), {"who": who}).status_code == 200
    assert Proposal.objects.count() == 0


@pytest.mark.parametrize("who", ["nobody@example.org", "V999999999", "9999-9999"])
def test_whether_there_is_such_a_person_is_told_to_nobody(amina, karim, hers, who) -> None:
    there = read(hers.post(address("household-invite"), {"who": "V300000002"}, follow=True)).text
    Proposal.objects.all().delete()
    not_there = read(hers.post(address("household-invite"), {"who": who}, follow=True)).text
    assert there.replace("V300000002", "#") == not_there.replace(who, "#")


def test_nobody_asks_themselves(amina, hers) -> None:
    for who in ("V300000001", amina.user.email):
        assert "This is your own." in read(hers.post(address("household-invite"), {"who": who})).text


def test_asked_twice_is_asked_once_and_too_many_is_too_many(amina, karim, hers) -> None:
    for _ in range(2):
        hers.post(address("household-invite"), {"who": karim.user.email})
    assert Proposal.objects.count() == 1
    for place in range(9):
        hers.post(address("household-invite"), {"who": f"somebody{place}@example.org"})
    assert "Too many requests" in read(hers.post(address("household-invite"), {"who": "more@example.org"})).text


def test_a_no_changes_nothing_and_is_told_to_nobody(amina, karim, hers, his) -> None:
    joined(hers, his, karim.user.email, "no")
    assert Proposal.objects.get().answer == Answer.NO
    assert HouseholdMember.objects.filter(client_id=karim.id).count() == 0
    told = set(Entry.objects.filter(client_id=amina.id).values_list("kind", flat=True))
    assert told == {"household.made", "household.asked"}


def test_what_was_asked_is_taken_back_by_who_asked(amina, karim, hers, his) -> None:
    hers.post(address("household-invite"), {"who": karim.user.email})
    asked = Proposal.objects.get().pk
    assert karim.user.email in read(hers.get(address("household"))).text
    browser_of(town.person("Boris").user).post(address("withdraw", asked))
    assert Proposal.objects.get().answered_at is None
    assert "We do not ask any more." in read(hers.post(address("withdraw", asked), follow=True)).text
    assert his.get(address("answer", asked)).status_code == 404
    assert Entry.objects.filter(kind="household.withdrawn").count() == 1


def test_nobody_else_answers_for_the_address(amina, karim, hers) -> None:
    hers.post(address("household-invite"), {"who": karim.user.email})
    asked = Proposal.objects.get().pk
    assert browser_of(town.person("Boris").user).post(address("answer", asked), {"answer": "yes"}).status_code == 404
    assert hers.post(address("answer", asked), {"answer": "yes"}).status_code == 404


def test_who_has_no_file_links_one_first(amina, hers) -> None:
    new = User.objects.create_user("new@example.org")
    hers.post(address("household-invite"), {"who": new.email})
    browser, asked = browser_of(new), Proposal.objects.get().pk
    assert "asks you to join" in read(browser.get(address("people"))).text
    said = read(browser.post(address("answer", asked), {"answer": "yes"}, follow=True)).text
    assert "Link a file of yours to this account first." in said
    assert browser.get(address("household")).url == address("people")


def test_who_leaves_shares_nothing_more_and_sees_nothing_more(amina, karim, hers, his) -> None:
    joined(hers, his, karim.user.email, "yes CASE")
    hers.post(address("household-show", karim.id), {"shown": "STATUS"})
    assert sees(amina, karim)
    assert sees(karim, amina)
    said = read(his.post(address("household-leave"), follow=True)).text
    assert "You left the household." in said
    assert sees(amina, karim) == sees(karim, amina) == set()
    assert "Karim" not in read(hers.get(address("household"))).text
    assert "You do not belong to a household." in read(his.post(address("household-leave"), follow=True)).text
    assert Entry.objects.filter(kind="household.left", client_id=amina.id).count() == 1


def test_nothing_is_shown_to_somebody_who_lives_elsewhere(amina, karim, hers) -> None:
    said = read(hers.post(address("household-show", karim.id), {"shown": "CASE"}, follow=True)).text
    assert "does not belong to your household" in said
    assert sees(karim, amina) == set()
    for wrong in ({"shown": "SENSITIVE"}, {}):
        assert hers.post(address("household-show", karim.id), wrong).status_code == 302


def test_a_child_stands_there_with_who_acts_and_the_day_they_come_of_age(amina, karim, hers, his) -> None:
    child = child_of(amina, karim)
    joined(hers, his, karim.user.email)
    assert "You act for this child" in read(hers.get(address("household"))).text
    said = read(hers.post(address("household-add-child", child.id), follow=True)).text
    assert "Lina Benali belongs to your household now." in said
    assert "Amina Benali, Karim Haddad" in said
    assert "Lina Benali decides alone who sees the file." in said
    assert str(of_age_in(3000).year + 18) in said
    assert "Take out of the household" in read(his.get(address("household"))).text
    assert hers.post(address("household-show", child.id), {"shown": "STATUS"}, follow=True).status_code == 200
    assert Authority.objects.filter(kind=AuthorityKind.FAMILY).count() == 0
    his.post(address("household-take-out", child.id))
    assert HouseholdMember.objects.get(client_id=child.id).left_at is not None
    assert CASE in sees(amina, child)  # by law, and not by the household


def test_an_adult_who_is_no_parent_learns_nothing_of_a_childs_age(amina, karim, hers, his) -> None:
    child = child_of(amina)
    joined(hers, his, karim.user.email)
    hers.post(address("household-add-child", child.id))
    said = read(his.get(address("household"))).text
    assert "Lina Benali" in said
    assert "Whoever acts for this child by law decides" in said
    assert str(of_age_in(3000).year + 18) not in said
    assert his.post(address("household-take-out", child.id)).status_code == 404
    assert hers.post(address("household-take-out", amina.id)).status_code == 404


def test_who_came_of_age_is_an_adult_of_the_household(amina, karim, hers, his) -> None:
    child = child_of(amina, days=1)
    joined(hers, his, karim.user.email)
    hers.post(address("household-add-child", child.id))
    assert CASE in sees(amina, child)
    type(child.client).objects.filter(pk=child.id).update(birth_date=of_age_in(-40))
    assert sees(amina, child) == set()
    assert "Show nothing" not in read(hers.get(address("household"))).text
    grown = browser_of(child.user)
    grown.post(address("household-show", amina.id), {"shown": "STATUS"})
    assert sees(amina, child) == {STATUS}


def endanger(person: Person) -> None:
    set_safe_contact(client_id=person.id, safe=Safe(words="At my sister’s"), origin=by_system())


def test_somebody_in_danger_asks_nobody_and_joins_nobody_and_the_page_does_not_say_why(amina, karim, hers, his) -> None:
    endanger(amina)
    said = read(hers.post(address("household-invite"), {"who": karim.user.email})).text
    assert "Contact us, and a person will help you." in said
    his.post(address("household-invite"), {"who": amina.user.email})
    answer = hers.post(address("answer", Proposal.objects.get().pk), {"answer": "yes CASE"}, follow=True)
    assert "Contact us, and a person will help you." in read(answer).text
    assert "safe" not in read(answer).text.casefold()
    assert HouseholdMember.objects.filter(client_id=amina.id, household__members__client_id=karim.id).count() == 0
    assert Authority.objects.count() == 0


def test_an_invitation_no_longer_bears_the_name_of_somebody_in_danger(amina, karim, hers, his) -> None:
    hers.post(address("household-invite"), {"who": karim.user.email})
    endanger(amina)
    assert "Amina" not in read(his.get(address("people"))).text


def test_somebody_in_danger_leaves_and_takes_back_without_a_word_to_the_others(amina, karim, hers, his) -> None:
    joined(hers, his, karim.user.email, "yes STATUS")
    hers.post(address("household-show", karim.id), {"shown": "CASE"})
    endanger(amina)
    before = Entry.objects.filter(client_id=karim.id).count()
    hers.post(address("household-show", karim.id), {"shown": "NOTHING"})
    assert sees(karim, amina) == set()
    hers.post(address("household-leave"))
    assert sees(amina, karim) == set()
    assert Entry.objects.filter(client_id=karim.id).count() == before
    own = set(Entry.objects.filter(client_id=amina.id).values_list("kind", flat=True))
    assert {"household.left", "authority.revoked"} <= own


def test_who_comes_later_does_not_see_somebody_in_danger(amina, karim, hers, his) -> None:
    joined(hers, his, karim.user.email)
    endanger(amina)
    boris = town.person("Boris Petrov")
    theirs = browser_of(boris.user)
    joined(his, theirs, boris.user.email, "yes CASE")
    assert "Amina" not in read(theirs.get(address("household"))).text
    assert "Amina" in read(his.get(address("household"))).text
    assert sees(karim, boris) == {STATUS, CASE}
    assert sees(amina, boris) == set()
    said = read(theirs.post(address("household-show", amina.id), {"shown": "CASE"}, follow=True)).text
    assert "does not belong to your household" in said


def test_a_child_in_danger_is_added_by_nobody(amina, karim, hers, his) -> None:
    child = child_of(amina, karim)
    endanger(child)
    joined(hers, his, karim.user.email)
    his.post(address("household-add-child", child.id))
    assert HouseholdMember.objects.filter(client_id=child.id).count() == 0


@pytest.mark.parametrize("name", ["household", "household-invite"])
def test_every_page_speaks_french(amina, karim, hers, his, name) -> None:
    child = child_of(amina)
    joined(hers, his, karim.user.email, "yes STATUS")
    hers.post(address("household-add-child", child.id))
    hers.post(address("household-invite"), {"who": "somebody@example.org"}, follow=True)
    answer = hers.get(address(name, language="fr"))
    assert answer.status_code == 200
    assert english_in(answer) == set()


def test_the_page_asks_no_more_for_a_large_household(amina, karim, hers, his, django_assert_max_num_queries) -> None:
    joined(hers, his, karim.user.email)
    for name in ("Boris", "Chen", "Dalia"):
        other = town.person(name)
        joined(hers, browser_of(other.user), other.user.email, "yes STATUS")
    hers.get(address("household"))
    with django_assert_max_num_queries(30):
        hers.get(address("household"))


@pytest.mark.parametrize("page", ["home", "files"])
def test_the_lists_show_what_the_household_shows_and_by_which_right(amina, karim, hers, his, page) -> None:
    child = child_of(amina)
    ApplicationFactory(client=child.client, number="V300000003")
    joined(hers, his, karim.user.email)
    said = read(hers.get(address(page))).text
    assert "V300000002" not in said
    assert "V300000003" in said
    assert "By law: you act for this child." in said
    his.post(address("household-show", amina.id), {"shown": "STATUS"})
    said = read(hers.get(address(page))).text
    assert "V300000002" in said
    assert "Shown to you: where the file stands, and no more." in said
    assert "You help others" not in said
    his.post(address("household-show", amina.id), {"shown": "CASE"})
    assert "letters and documents" in read(hers.get(address(page))).text
    answer = hers.get(address(page, language="fr"))
    assert english_in(answer) == set()
    his.post(address("household-leave"))
    assert "V300000002" not in read(hers.get(address(page))).text


def test_a_file_of_the_household_shows_what_is_shared_and_nothing_of_the_person(amina, karim, hers, his) -> None:
    file = karim.client.applications.get()
    pay(file, "TRV", "100.00", "2026-10-01")
    ContactPoint.objects.create(client=karim.client, kind="email", value="karim.private@example.org", in_use=True)
    joined(hers, his, karim.user.email, "yes STATUS")
    page = hers.get(address("file", "V300000002"))
    assert "You see this file of Karim Haddad as: adult of the same household." in read(page).text
    assert "Letters, documents and reasons are not shown." in read(page).text
    assert "Fees you paid" not in read(page).text
    his.post(address("household-show", amina.id), {"shown": "CASE"})
    page = hers.get(address("file", "V300000002"))
    assert "Fees you paid" in read(page).text
    for private in ("karim.private", karim.user.email, "Who looked at your file", "1991"):
        assert private not in page.content.decode()
    assert hers.get(address("people-of", karim.id)).status_code == 404
    assert hers.get(address("telling", karim.id)).status_code == 404


def test_where_the_file_of_somebody_in_danger_is_nobody_of_the_household_reads(amina, karim, hers, his) -> None:
    joined(hers, his, karim.user.email, "yes CASE")
    assert "The office that has your file" in read(hers.get(address("file", "V300000002"))).text
    endanger(karim)
    assert "The office that has your file" not in read(hers.get(address("file", "V300000002"))).text


def test_who_shares_with_nobody_costs_no_query(amina, hers) -> None:
    hers.get(address("files"))
    with CaptureQueriesContext(connection) as before:
        hers.get(address("files"))
    assert not [one for one in before.captured_queries if "clients_household" in one["sql"]]
