"""The client’s people: shown, given on the other’s yes, taken back with one press."""

from datetime import timedelta

import pytest
from django.test import Client as Browser
from django.urls import reverse
from django.utils.translation import override

from guichet.clients.actions import ask_client, invite_adult, record_parent
from guichet.clients.models import Authority, Party, Proposal
from guichet.clients.rules import Wish
from guichet.clients.terms import Answer, AuthorityEnd, AuthorityProof, Licence
from guichet.clients.tests import town
from guichet.clients.tests.town import CASE, STATUS
from guichet.doors.account.people.tests.conftest import browser_of, now
from guichet.doors.tests.reading import english_in, read
from guichet.identity.models import User
from guichet.identity.terms import AuthorityKind
from guichet.journal.actions import Origin
from guichet.journal.models import Entry
from guichet.journal.terms import Channel

pytestmark = pytest.mark.django_db
HELP = "ruth@example.org"
WHO = {"kind": "REPRESENTATIVE", "name": "Ruth Okafor", "organisation": "Okafor Law", "email": HELP, "paid": "no"}
PAID = WHO | {"paid": "yes", "regulator": "CICC"}
SCOPE = {"sees": "CASE", "acts": "yes", "until_day": "", "until_month": "", "until_year": ""}


def address(name: str, *args, language: str = "en") -> str:
    with override(language):
        return reverse(f"account:{name}", args=args)


def appointed(browser: Browser, client_id: int, who: dict = WHO, scope: dict = SCOPE):
    """Appoint somebody by the three pages, and return the page that comes then."""
    browser.post(address("appoint", client_id), who)
    browser.post(address("appoint-scope", client_id), scope)
    return browser.post(address("appoint-check", client_id), follow=True)


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_page_says_who_what_and_until_when(amina, hers, language) -> None:
    town.appoint(amina, town.helper("Ruth Okafor", paid=True), files=frozenset({"V300000001"}))
    answer = hers.get(address("people", language=language))
    said = read(answer).text
    assert "Ruth Okafor" in said
    assert "V300000001" in said
    assert "V300000002" not in said
    assert ("Until it is taken back" in said) is (language == "en")
    if language == "fr":
        assert english_in(answer) == set()


def test_somebody_is_appointed_in_three_steps_and_sees_nothing_before_their_yes(amina, hers) -> None:
    said = read(appointed(hers, amina.id)).text
    assert "We ask Ruth Okafor." in said
    assert "Has not answered yet" in said
    ruth = User.objects.create_user(HELP)
    assert town.viewer(ruth, now()).grants == ()
    (asked,) = Proposal.objects.all()
    assert (set(asked.sees), asked.acts, asked.files) == ({STATUS, CASE}, True, [])
    theirs = browser_of(ruth)
    page = theirs.get(address("people"))
    assert "A client asks for your help" in read(page).text
    assert "Amina" not in read(page).text
    done = theirs.post(address("answer", asked.pk), {"answer": "yes"}, follow=True)
    assert "You said yes." in read(done).text
    assert [grant.client_id for grant in town.viewer(ruth, now()).grants] == [amina.id]
    assert "Ruth Okafor" in read(hers.get(address("people"))).text


def test_what_is_said_on_one_page_is_shown_on_the_last(amina, hers) -> None:
    hers.post(address("appoint", amina.id), PAID | {"licence_number": "R512"})
    hers.post(address("appoint-scope", amina.id), SCOPE | {"numbers": ["V300000002"], "sees": "STATUS"})
    said = read(hers.get(address("appoint-check", amina.id))).text
    for words in ("Ruth Okafor", "Okafor Law", HELP, "R512", "V300000002", "The register confirms this licence."):
        assert words in said
    assert "for practice" in said
    assert "V300000001" not in said
    assert Proposal.objects.count() == 0


def test_a_licence_that_is_not_valid_goes_no_further(amina, hers) -> None:
    answer = hers.post(address("appoint", amina.id), PAID | {"licence_number": "R500"})
    assert "this licence is not valid" in read(answer).text
    assert hers.get(address("appoint-scope", amina.id)).status_code == 302


def test_a_register_that_does_not_answer_lets_the_client_ask_and_the_yes_gives_nothing(amina, hers) -> None:
    hers.post(address("appoint", amina.id), PAID | {"licence_number": "R599"})
    hers.post(address("appoint-scope", amina.id), SCOPE)
    page = hers.get(address("appoint-check", amina.id))
    assert "The register does not answer about this licence now." in read(page).text
    hers.post(address("appoint-check", amina.id))
    ruth = User.objects.create_user(HELP)
    answer = browser_of(ruth).post(address("answer", Proposal.objects.get().pk), {"answer": "yes"}, follow=True)
    assert "needs a valid licence" in read(answer).text
    assert Authority.objects.count() == 0


def test_a_paid_representative_is_looked_up_when_they_say_yes(amina, hers) -> None:
    appointed(hers, amina.id, PAID | {"licence_number": "R512"})
    ruth = User.objects.create_user(HELP)
    browser_of(ruth).post(address("answer", Proposal.objects.get().pk), {"answer": "yes"})
    assert Party.objects.get(user=ruth).licence == Licence.VALID
    assert Authority.objects.get().client_id == amina.id


@pytest.mark.parametrize(
    ("entered", "wrong"),
    [
        ({"name": ""}, "Enter the name."),
        ({"email": "ruth"}, "This is not a whole e-mail address."),
        ({"email": ""}, "Enter the e-mail address."),
        ({"kind": "PARENT"}, "Select a valid choice"),
        ({"kind": "FAMILY"}, "Select a valid choice"),
        ({"paid": "yes"}, "Choose who licenses this person."),
        ({"paid": "yes", "regulator": "CICC"}, "Enter the number of the licence."),
        ({"paid": "yes", "regulator": "ME", "licence_number": "1"}, "Select a valid choice"),
        ({"paid": "perhaps"}, "Select a valid choice"),
    ],
)
def test_what_makes_no_sense_is_said_and_kept_nowhere(amina, hers, entered, wrong) -> None:
    answer = hers.post(address("appoint", amina.id), WHO | entered)
    assert answer.status_code == 200
    assert wrong in read(answer).text
    assert hers.get(address("appoint-check", amina.id)).status_code == 302


@pytest.mark.parametrize(
    ("kind", "entered", "wrong"),
    [
        ("REPRESENTATIVE", {"acts": ""}, "Say whether they may act in your name."),
        ("REPRESENTATIVE", {"sees": "SENSITIVE"}, "Select a valid choice"),
        ("REPRESENTATIVE", {"numbers": ["V999999999"]}, "Select a valid choice"),
        (
            "REPRESENTATIVE",
            {"until_day": "1", "until_month": "1", "until_year": "2020"},
            "It would end before it begins.",
        ),
        ("HELPER", {}, "Enter a date."),
        (
            "HELPER",
            {"until_day": "1", "until_month": "1", "until_year": "2099"},
            "It would hold for longer than is allowed.",
        ),
        ("SPONSOR", {"until_day": "1", "until_month": "1", "until_year": "2028"}, "Choose at least one file."),
    ],
)
def test_no_more_is_given_than_the_policy_allows(amina, hers, kind, entered, wrong) -> None:
    hers.post(address("appoint", amina.id), WHO | {"kind": kind})
    answer = hers.post(address("appoint-scope", amina.id), SCOPE | entered)
    assert answer.status_code == 200
    assert wrong in read(answer).text


def test_a_helper_cannot_be_let_act_by_a_forged_form(amina, hers) -> None:
    day = (now() + timedelta(days=90)).date()
    until = {"until_day": str(day.day), "until_month": str(day.month), "until_year": str(day.year)}
    appointed(hers, amina.id, WHO | {"kind": "HELPER"}, SCOPE | until)
    asked = Proposal.objects.get()
    assert asked.kind == AuthorityKind.HELPER
    assert asked.acts is False
    assert asked.ends_at is not None


def test_one_press_ends_it_at_once_and_twice_is_once(amina, hers) -> None:
    ruth = town.helper("Ruth Okafor")
    number = town.appoint(amina, ruth)
    assert town.viewer(ruth, now()).grants
    said = read(hers.post(address("end-authority", number), follow=True)).text
    assert "It is over: Ruth Okafor sees nothing more" in said
    assert town.viewer(ruth, now()).grants == ()
    assert town.row(number).revoked_why == AuthorityEnd.CLIENT
    assert "This was over already" in read(hers.post(address("end-authority", number), follow=True)).text
    assert Entry.objects.filter(kind="authority.revoked").count() == 1
    assert "The client took it back" in read(hers.get(address("people-past", amina.id))).text


def test_nobody_ends_or_sees_what_is_anothers(amina) -> None:
    number = town.appoint(amina, town.helper())
    stranger = browser_of(town.person("Boris Petrov").user)
    assert stranger.post(address("end-authority", number)).status_code == 404
    assert stranger.get(address("people-of", amina.id)).status_code == 404
    assert stranger.get(address("people-past", amina.id)).status_code == 404
    assert stranger.get(address("appoint", amina.id)).status_code == 404
    assert town.row(number).revoked_at is None


def test_a_representative_does_not_see_or_change_the_clients_people(amina) -> None:
    ruth = town.helper("Ruth Okafor")
    town.appoint(amina, ruth)
    theirs = browser_of(ruth)
    assert theirs.get(address("people-of", amina.id)).status_code == 404
    assert theirs.post(address("appoint-check", amina.id)).status_code == 404


def asked_by(user, amina, **scope) -> int:
    wish = Wish(**({"kind": AuthorityKind.REPRESENTATIVE, "sees": frozenset({STATUS}), "acts": True} | scope))
    return ask_client(
        client_id=amina.id,
        asked_for="1112223334",
        wish=wish,
        viewer=town.viewer(user, now()),
        origin=Origin(actor=f"user:{user.pk}", channel=Channel.WEB, at=now()),
    )


@pytest.mark.parametrize(("said", "kept"), [("yes", Answer.YES), ("no", Answer.NO)])
def test_a_client_answers_who_asks_to_see_their_file(amina, hers, said, kept) -> None:
    ruth = town.helper("Ruth Okafor")
    asked = asked_by(ruth, amina)
    assert "Ruth Okafor asks to see the file" in read(hers.get(address("people"))).text
    page = read(hers.get(address("answer", asked))).text
    assert "You do not know who this is?" in page
    assert "not paid" in page
    hers.post(address("answer", asked), {"answer": said})
    assert Proposal.objects.get().answer == kept
    assert bool(town.viewer(ruth, now()).grants) is (said == "yes")
    assert hers.get(address("answer", asked)).status_code == 404


def test_who_is_not_known_surely_shows_more_before_giving_and_never_before_ending(amina) -> None:
    ruth = town.helper("Ruth Okafor")
    number, asked = town.appoint(amina, ruth, files=frozenset({"V300000001"})), asked_by(ruth, amina)
    by_mail = browser_of(amina.user, surely=False)
    step_up = reverse("step_up")
    assert by_mail.get(address("appoint", amina.id)).url.startswith(step_up)
    assert by_mail.post(address("answer", asked), {"answer": "yes"}).url.startswith(step_up)
    assert Proposal.objects.get(pk=asked).answered_at is None
    by_mail.post(address("end-authority", number))
    assert town.row(number).revoked_at is not None
    by_mail.post(address("answer", asked), {"answer": "no"})
    assert Proposal.objects.get(pk=asked).answer == Answer.NO


def test_an_answer_that_is_none_changes_nothing(amina, hers) -> None:
    asked = asked_by(town.helper(), amina)
    assert hers.post(address("answer", asked), {"answer": "perhaps"}).status_code == 200
    assert Proposal.objects.get().answered_at is None


def test_whoever_asks_cannot_answer_for_the_client(amina) -> None:
    ruth = town.helper()
    asked = asked_by(ruth, amina)
    assert browser_of(ruth).post(address("answer", asked), {"answer": "yes"}).status_code == 404
    assert Authority.objects.count() == 0


def test_what_was_asked_is_taken_back(amina, hers) -> None:
    appointed(hers, amina.id)
    asked = Proposal.objects.get()
    assert browser_of(town.person("Boris").user).post(address("withdraw", asked.pk)).status_code == 302
    assert Proposal.objects.get().answered_at is None
    assert "We do not ask any more." in read(hers.post(address("withdraw", asked.pk), follow=True)).text
    assert Proposal.objects.get().answer == Answer.WITHDRAWN


def test_a_parent_decides_for_a_child_until_they_come_of_age(amina, hers) -> None:
    lina = town.person("Lina Benali", born=(now() - timedelta(days=9 * 365)).date())
    agent = town.agent(lina.id)
    record_parent(
        child_id=lina.id, parent_id=amina.id, proof=AuthorityProof.BIRTH_RECORD, viewer=agent,
        origin=Origin(actor=agent.actor, channel=Channel.WEB, at=now()),
    )  # fmt: skip
    said = read(hers.get(address("people-of", lina.id))).text
    assert "who may see or act for Lina Benali" in said
    assert "Until they come of age" in said
    assert "End this now" not in said
    appointed(hers, lina.id)
    asked = Proposal.objects.get()
    assert asked.client_id == lina.id
    assert asked.ends_at is not None  # with childhood at the latest
    lines = read(hers.get(address("people-past", lina.id))).text
    assert "What was done in the name of Lina Benali" in lines
    assert "Amina Benali" in lines


def test_an_invitation_to_a_household_is_answered_and_shows_no_file(amina, hers) -> None:
    omar = town.person("Omar Haddad")
    who = town.viewer(omar, now())
    invite_adult(
        client_id=omar.id, adult_id=amina.id, asked_for="x", viewer=who,
        origin=Origin(actor=who.actor, channel=Channel.WEB, at=now()),
    )  # fmt: skip
    asked = Proposal.objects.get()
    page = hers.get(address("answer", asked.pk))
    assert "Omar Haddad asks you to join their household" in read(page).text
    said = read(hers.post(address("answer", asked.pk), {"answer": "yes"}, follow=True)).text
    assert "You belong to the household now." in said
    assert Authority.objects.count() == 0


def test_without_a_file_one_is_led_to_link_it(db) -> None:
    page = read(browser_of(User.objects.create_user("new@example.org")).get(address("people")))
    assert "No file is linked to your account yet" in page.text


@pytest.mark.parametrize("name", ["people", "appoint", "appoint-scope", "appoint-check", "people-past", "answer"])
def test_every_page_speaks_french(amina, hers, name) -> None:
    asked = asked_by(town.helper("Ruth Okafor"), amina)
    town.appoint(amina, town.helper("Paul Roy", paid=True))
    Party.objects.filter(name="Paul Roy").update(licence=Licence.LAPSED)
    hers.post(address("appoint", amina.id), PAID | {"licence_number": "R599"})
    hers.post(address("appoint-scope", amina.id), SCOPE)
    args = {"people": (), "answer": (asked,)}.get(name, (amina.id,))
    answer = hers.get(address(name, *args, language="fr"))
    assert answer.status_code == 200
    assert english_in(answer) == set()


def test_a_long_history_comes_in_pages(amina, hers, monkeypatch) -> None:
    monkeypatch.setattr("guichet.doors.account.people.views.DEEDS_PER_PAGE", 2)
    lina = town.person("Lina Benali", born=(now() - timedelta(days=9 * 365)).date())
    agent = town.agent(lina.id)
    record_parent(
        child_id=lina.id, parent_id=amina.id, proof=AuthorityProof.BIRTH_RECORD, viewer=agent,
        origin=Origin(actor=agent.actor, channel=Channel.WEB, at=now()),
    )  # fmt: skip
    for name in ("Ruth", "Paul", "Jo"):
        appointed(hers, lina.id, WHO | {"email": f"{name}@example.org", "name": name})
    page = read(hers.get(address("people-past", lina.id)))
    (older,) = [link for link in page.links if "before=" in link]
    assert hers.get(address("people-past", lina.id) + older).status_code == 200
    assert page.text.count("You asked") == 2


@pytest.mark.parametrize("language", ["en", "fr"])
def test_less_is_allowed_at_once_and_the_row_of_before_stays(amina, hers, language) -> None:
    ruth = town.helper("Ruth Okafor")
    number = town.appoint(amina, ruth)
    page = hers.get(address("change-authority", number, language=language))
    assert "Ruth Okafor" in read(page).text
    if language == "fr":
        assert english_in(page) == set()
    by_mail = browser_of(amina.user, surely=False)
    less = SCOPE | {"sees": "STATUS", "acts": "no", "numbers": ["V300000001"]}
    assert by_mail.post(address("change-authority", number), less).url == address("people-of", amina.id)
    old = town.row(number)
    new = Authority.objects.get(replaces=old)
    assert (old.sees, old.acts, old.revoked_why) == (["CASE", "STATUS"], True, AuthorityEnd.CHANGED)
    assert (new.sees, new.acts, new.files, new.revoked_at) == (["STATUS"], False, ["V300000001"], None)
    assert not town.viewer(ruth, now()).may_see_client(amina.id, CASE, number="V300000001")
    assert town.viewer(ruth, now()).may_see_client(amina.id, STATUS, number="V300000001")
    assert not town.viewer(ruth, now()).may_see_client(amina.id, STATUS, number="V300000002")


@pytest.mark.parametrize(
    "more",
    [{"acts": "yes"}, {"sees": "CASE"}, {"numbers": ["V300000001", "V300000002"]}, {"numbers": []}, {"until_year": ""}],
)
def test_to_allow_more_one_shows_that_it_is_oneself(amina, hers, more) -> None:
    ends = now() + timedelta(days=40)
    number = town.appoint(
        amina, town.helper("Ruth Okafor"), sees=frozenset({STATUS}), acts=False, files=frozenset({"V300000001"}),
        ends_at=ends,
    )  # fmt: skip
    last = (ends - timedelta(days=2)).date()
    same = {"sees": "STATUS", "acts": "no", "numbers": ["V300000001"], "until_day": str(last.day),
            "until_month": str(last.month), "until_year": str(last.year)}  # fmt: skip
    wider = same | more
    if more == {"until_year": ""}:
        wider |= {"until_day": "", "until_month": ""}
    by_mail = browser_of(amina.user, surely=False)
    assert by_mail.post(address("change-authority", number), wider).url.startswith(reverse("step_up"))
    assert town.row(number).revoked_at is None
    assert hers.post(address("change-authority", number), wider).url == address("people-of", amina.id)
    assert town.row(number).revoked_why == AuthorityEnd.CHANGED


def test_nobody_else_changes_what_somebody_may_see(amina, hers) -> None:
    ruth = town.helper("Ruth Okafor")
    number = town.appoint(amina, ruth)
    for other in (ruth, town.person("Boris").user):
        browser = browser_of(other)
        assert browser.get(address("change-authority", number)).status_code == 404
        assert browser.post(address("change-authority", number), SCOPE | {"sees": "STATUS"}).status_code == 404
    hers.post(address("end-authority", number))
    assert hers.post(address("change-authority", number), SCOPE).status_code == 404
    assert Authority.objects.count() == 1


@pytest.mark.parametrize("wrong", [{"sees": ""}, {"acts": ""}, {"numbers": ["V999"]}, {"until_day": "x"}])
def test_a_change_that_makes_no_sense_is_answered_by_the_form(amina, hers, wrong) -> None:
    number = town.appoint(amina, town.helper("Ruth Okafor"))
    assert "error" in hers.post(address("change-authority", number), SCOPE | wrong).content.decode()
    assert town.row(number).revoked_at is None
