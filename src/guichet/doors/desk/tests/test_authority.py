"""Who may ask about a client, and what an agent may tell somebody who asks."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.test import Client as Browser

from guichet.applications.models import Application
from guichet.clients.actions import Profile, record_form, revoke_authority, verify_form
from guichet.clients.models import Client
from guichet.clients.rules import Wish
from guichet.clients.terms import AuthorityEnd, AuthorityProof, AuthoritySource
from guichet.clients.tests.town import agent as staff_viewer
from guichet.doors.desk.tests.conftest import opened
from guichet.identity.models import IdentityCheck, Look, Staff
from guichet.identity.terms import AuthorityKind, Disclosure
from guichet.journal.actions import Origin
from guichet.journal.models import Entry
from guichet.journal.terms import Channel

BOTH = frozenset({Disclosure.STATUS, Disclosure.CASE})


def at(client: Client, page: str = "authority/", language: str = "en") -> str:
    folder = {"en": "desk/clients", "fr": "soutien/clients"}[language]
    return f"/{language}/{folder}/{client.pk}/{page}"


def appointed(client: Client, *, name: str = "Ruth Okafor", **scope: object) -> int:
    """Let somebody be appointed by a form that two members of staff saw; return the authority’s number."""
    now = datetime.now(UTC) - timedelta(days=40)
    first, second = staff_viewer(client.pk), staff_viewer(client.pk, name="Roy")
    wish = Wish(**({
        "kind": AuthorityKind.REPRESENTATIVE, "sees": BOTH, "acts": True, "source": AuthoritySource.IMM5476,
        "proof": AuthorityProof.SIGNATURE_SEEN, "signed_on": now.date(),
    } | scope))  # fmt: skip
    done = record_form(
        client_id=client.pk, holder=None, profile=Profile(name=name), wish=wish, viewer=first,
        origin=Origin(first.actor, Channel.DESK, now),
    )  # fmt: skip
    if done.authority_id:
        return done.authority_id
    number = verify_form(
        proposal_id=done.proposal_id, accept=True, viewer=second, origin=Origin(second.actor, Channel.DESK, now)
    )
    assert number
    return number


def asked(who: object, **more: str) -> dict[str, str]:
    said = {"who": f"authority-{who}" if isinstance(who, int) else str(who), "check": "CALLED_BACK"}
    return said | {"asked": "STATUS", "number": "", "way": "SPOKEN"} | more


def answer(desk: Browser, client: Client, who: object, language: str = "en", **more: str) -> str:
    said = desk.post(at(client, language=language), asked(who, **more))
    assert said.status_code == 200
    return said.content.decode()


def decided() -> tuple[str, str]:
    entry = Entry.objects.filter(kind="authority.asked_about").latest("id")
    return entry.payload["decided"], entry.payload["line"]


def test_the_page_shows_who_may_ask_and_who_might_lately(desk: Browser, amina: Client, agent: Staff) -> None:
    appointed(amina)
    over = appointed(amina, name="Paul Roy", kind=AuthorityKind.HELPER, acts=False, source=AuthoritySource.IMM5475,
                     ends_at=datetime.now(UTC) + timedelta(days=90))  # fmt: skip
    staff = staff_viewer(amina.pk, name="Third")
    by = Origin(staff.actor, Channel.DESK, datetime.now(UTC))
    revoke_authority(
        authority_id=over, viewer=staff, why=AuthorityEnd.PAPER, origin=by
    )  # fmt: skip
    opened(desk, amina)
    said = desk.get(at(amina)).content.decode()
    for words in ("Ruth Okafor", "IMM 5476", "All files, also those to come", "Two members of staff saw the form"):
        assert words in said
    assert "Paul Roy" in said[said.index("Over since a year") :]
    assert "A signed form took it back" in said
    french = desk.get(at(amina, "autorisation/", "fr")).content.decode()
    assert "Qui peut s’informer de ce dossier" in french
    assert Look.objects.filter(page="desk:authority", client_id=amina.pk, staff=agent).exists()


@pytest.mark.parametrize(
    ("said", "outcome", "line"),
    [
        ({}, "ALLOW", "APPOINTED"),
        ({"asked": "CASE"}, "ALLOW", "APPOINTED"),
        ({"asked": "ACT"}, "ALLOW", "ACTS_APPOINTED"),
        ({"asked": "CHANGE"}, "REFER", "CALL_BACK"),
        ({"asked": "SENSITIVE"}, "REFER", "SENSITIVE"),
        ({"asked": "NEVER"}, "DENY", "NEVER_TOLD"),
        ({"asked": "RECORDS", "way": "WRITTEN", "check": "SIGNATURE"}, "ASK_CONSENT", "RECORDS_NO_CONSENT"),
        ({"check": "NONE"}, "GENERAL_ONLY", "UNKNOWN_PERSON"),
        # Nobody asked the questions: saying that they were answered establishes nothing.
        ({"check": "QUESTIONS"}, "GENERAL_ONLY", "UNKNOWN_PERSON"),
        ({"check": "OWN_LINE"}, "GENERAL_ONLY", "UNKNOWN_PERSON"),
        ({"way": "OPEN"}, "GENERAL_ONLY", "OPEN_PLACE"),
    ],
)
def test_the_rule_answers_for_a_representative(
    desk: Browser, amina: Client, said: dict[str, str], outcome: str, line: str
) -> None:
    ruth = appointed(amina)
    opened(desk, amina)
    answer(desk, amina, ruth, **said)
    assert decided() == (outcome, line)


@pytest.mark.parametrize(
    ("who", "said", "outcome", "line"),
    [
        ("CLIENT", {}, "ALLOW", "OWN"),
        ("REPRESENTATIVE", {}, "ASK_CONSENT", "NOT_SIGNED"),
        ("FAMILY", {}, "DENY", "STRANGER"),
        ("SPONSOR", {"asked": "OWN_PART"}, "ALLOW", "OWN_PART"),
        ("MP_OFFICE", {"check": "OWN_LINE"}, "ASK_CONSENT", "MEMBER_WITHOUT_CONSENT"),
        ("SENATOR_OFFICE", {"check": "OWN_LINE"}, "ASK_CONSENT", "SENATOR_WITHOUT_CONSENT"),
        ("PARENT", {"check": "DOCUMENT"}, "REFER", "PARENT_UNPROVED"),
        ("ESTATE", {"check": "DOCUMENT"}, "REFER", "ESTATE_UNPROVED"),
        ("INVESTIGATIVE_BODY", {}, "REFER", "INVESTIGATIVE_BODY"),
        ("OTHER", {"asked": "GENERAL", "check": "NONE"}, "ALLOW", "GENERAL"),
    ],
)
def test_the_rule_answers_for_who_is_not_listed(
    desk: Browser, amina: Client, who: str, said: dict[str, str], outcome: str, line: str
) -> None:
    opened(desk, amina)
    shown = answer(desk, amina, who, **said)
    assert decided() == (outcome, line)
    assert line in shown


def test_what_goes_beyond_the_scope_is_for_the_client_to_allow(desk: Browser, amina: Client, file: Application) -> None:
    ends = datetime.now(UTC) + timedelta(days=90)
    row = appointed(amina, kind=AuthorityKind.HELPER, acts=False, sees=frozenset({Disclosure.STATUS}), ends_at=ends,
                    source=AuthoritySource.IMM5475, files=frozenset({file.number}))  # fmt: skip
    opened(desk, amina)
    answer(desk, amina, row, number=file.number)
    assert decided() == ("ALLOW", "APPOINTED")
    for more in ({"number": file.number, "asked": "CASE"}, {"number": ""}):
        shown = answer(desk, amina, row, **more)
        assert decided() == ("ASK_CONSENT", "BEYOND")
        assert "The person did not allow that much" in shown


def test_the_answer_says_what_to_say_in_both_languages_and_what_would_help(desk: Browser, amina: Client) -> None:
    opened(desk, amina)
    shown = answer(desk, amina, "REPRESENTATIVE", asked="CASE", check="NONE")
    assert '<p lang="fr">' in shown or 'lang="fr"' in shown
    # The client is spoken to in French: that sentence stands first.
    assert shown.index("Je ne peux pas associer") < shown.index("I cannot match what you told me")
    assert "Make sure who it is, by one of these" in shown
    assert "signs form IMM 5476" in shown
    french = desk.post(at(amina, "autorisation/", "fr"), asked("FAMILY")).content.decode()
    assert "Non permis" in french


def test_questions_that_were_passed_establish_who_asks(desk: Browser, amina: Client, agent: Staff) -> None:
    ruth = appointed(amina)
    opened(desk, amina, "REPRESENTATIVE_ASKED")
    now = datetime.now(UTC)
    IdentityCheck.objects.create(
        client_id=amina.pk, staff=agent, proof="FILE_FACTS", until=now, passed=True, level=1,
        checked_at=now,
        contact_until=now + timedelta(minutes=30),
    )  # fmt: skip
    answer(desk, amina, ruth, check="QUESTIONS")
    assert decided() == ("ALLOW", "APPOINTED")


def test_nothing_personal_is_noted(desk: Browser, amina: Client) -> None:
    ruth = appointed(amina)
    opened(desk, amina)
    answer(desk, amina, ruth)
    entry = Entry.objects.get(kind="authority.asked_about")
    assert entry.client_id == amina.pk
    assert entry.payload == {
        "asked_as": "REPRESENTATIVE", "asked_for": "STATUS", "check": "CALLED_BACK", "line": "APPOINTED",
        "decided": "ALLOW", "by_row": ruth,
    }  # fmt: skip


@pytest.mark.parametrize(
    "wrong",
    [
        {"who": ""}, {"who": "authority-4711"}, {"who": "authority-x"}, {"who": "NOBODY"}, {"check": ""},
        {"check": "MAGIC"}, {"asked": "EVERYTHING"}, {"number": "V999"}, {"way": "SIGNED_IN"},
    ],
)  # fmt: skip
def test_bad_input_is_answered_by_the_form_and_decides_nothing(
    desk: Browser, amina: Client, wrong: dict[str, str]
) -> None:
    opened(desk, amina)
    shown = desk.post(at(amina), asked("CLIENT") | wrong)
    assert shown.status_code == 200
    assert "error" in shown.content.decode()
    assert not Entry.objects.filter(kind="authority.asked_about").exists()


def test_nothing_opens_before_the_purpose_nor_after_a_failed_check(desk: Browser, amina: Client, agent: Staff) -> None:
    assert desk.get(at(amina)).url.startswith(at(amina, "open/"))
    assert desk.post(at(amina), asked("CLIENT")).url.startswith(at(amina, "open/"))
    opened(desk, amina, "REPRESENTATIVE_ASKED")
    now = datetime.now(UTC)
    IdentityCheck.objects.create(
        client_id=amina.pk, staff=agent, proof="FILE_FACTS", until=now, passed=False, level=0,
        checked_at=now,
        contact_until=now + timedelta(minutes=30),
    )  # fmt: skip
    assert desk.get(at(amina)).url == at(amina, "check/")
    assert not Entry.objects.filter(kind="authority.asked_about").exists()


def test_the_row_of_another_client_decides_nothing_here(desk: Browser, amina: Client) -> None:
    from guichet.applications.tests.factories import ClientFactory

    other = ClientFactory(uci="9998887776", names=["Other"], birth_date=date(1980, 1, 1))
    theirs = appointed(other)
    opened(desk, amina)
    assert "error" in desk.post(at(amina), asked(theirs)).content.decode()
