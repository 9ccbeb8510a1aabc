"""Forms on paper at the desk: recorded by one, compared by another, taken back at once."""

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client as Browser

from guichet.applications.models import Application
from guichet.applications.tests.factories import StaffFactory
from guichet.clients.models import Authority, Client, Death, PaperForm, Party, Proposal
from guichet.doors.desk.tests.conftest import opened
from guichet.doors.desk.tests.test_authority import appointed, at
from guichet.foundation.languages import Language
from guichet.identity.models import IdentityCheck, Staff
from guichet.journal.models import Entry
from guichet.notices.letters import letter_for
from guichet.worklists.models import Task

TODAY = datetime.now(UTC).date() - timedelta(days=1)


def on(name: str, days_ago: int) -> dict[str, str]:
    day = TODAY - timedelta(days=days_ago)
    return {f"{name}_day": str(day.day), f"{name}_month": str(day.month), f"{name}_year": str(day.year)}


def typed(**more: str | list[str]) -> dict[str, str | list[str]]:
    said: dict[str, str | list[str]] = {
        "source": "IMM5476", "form_version": "2025-06", "kind": "REPRESENTATIVE", "name": "Ruth Okafor",
        "organisation": "Okafor Law", "paid": "no", "sees": "CASE", "acts": "yes", "original": "scan 0412",
    }  # fmt: skip
    return said | on("signed_on", 10) | on("received_on", 3) | more


def waiting(desk: Browser, amina: Client, **more: str | list[str]) -> str:
    """Record a form, and return the page on which it is compared."""
    opened(desk, amina)
    answer = desk.post(at(amina, "authority/form/"), typed(**more))
    assert answer.status_code == 302, answer.content.decode()
    return str(answer.url)


@pytest.fixture
def colleague(amina: Client) -> Browser:
    """Somebody else of the centre, with the client’s file open."""
    browser = Browser()
    browser.force_login(StaffFactory(name="Roy", roles=["AGENT"]).user)
    opened(browser, amina)
    return browser


def test_nothing_follows_from_a_form_before_a_colleague_has_compared_it(
    desk: Browser, amina: Client, colleague: Browser
) -> None:
    page = waiting(desk, amina)
    assert not Authority.objects.exists()
    task = Task.objects.get(kind="authority_form")
    assert (task.state, task.client_id) == ("OPEN", amina.pk)
    said = desk.get(page).content.decode()
    assert "You recorded it: a colleague must compare it." in said
    assert "scan 0412" in said
    # Not even by sending what the page does not offer.
    assert "error" in desk.post(page, {"holds": "holds"}).content.decode()
    assert not Authority.objects.exists()
    assert colleague.post(page, {"holds": "holds"}).url == at(amina)
    row = Authority.objects.get()
    assert (row.proof, row.acts, row.source) == ("TWO_STAFF", True, "IMM5476")
    assert row.given_by != row.verified_by
    task.refresh_from_db()
    assert (task.state, task.outcome) == ("SETTLED", "VERIFIED")
    kinds = list(Entry.objects.filter(client_id=amina.pk, kind__startswith="authority.").values_list("kind", flat=True))
    assert kinds == ["authority.form_recorded", "authority.granted"]
    assert "It holds" in colleague.get(page).content.decode()


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_form_that_does_not_hold_gives_nothing_and_the_client_reads_why(
    desk: Browser, amina: Client, colleague: Browser, language: str
) -> None:
    page = waiting(desk, amina)
    said = {"holds": "holds-not", "fault": "NOT_SIGNED", "words": "The line for the signature is empty: call Amina"}
    assert colleague.post(page, said).url == at(amina)
    assert not Authority.objects.exists()
    assert Task.objects.get(kind="authority_form").outcome == "REFUSED"
    entry = Entry.objects.get(kind="authority.form_refused")
    assert entry.payload["fault"] == "NOT_SIGNED"
    assert "Amina" not in str(entry.payload)
    letter = letter_for(entry.event, Language(language))
    told = {"en": "The form lacks a signature.", "fr": "Il manque une signature au formulaire."}
    assert told[language] in letter.happened
    form = PaperForm.objects.get()
    assert (form.fault, form.words) == ("NOT_SIGNED", said["words"])
    assert "call Amina" in colleague.get(page).content.decode()


def test_whoever_recorded_it_may_take_it_back_as_entered_wrongly(desk: Browser, amina: Client) -> None:
    page = waiting(desk, amina)
    assert desk.post(page, {"holds": "holds-not", "fault": "ENTERED_WRONGLY"}).url == at(amina)
    assert Proposal.objects.get().answer == "NO"
    assert desk.post(page, {"holds": "holds-not", "fault": "NOT_SIGNED"}).status_code == 200
    assert Entry.objects.filter(kind="authority.form_refused").count() == 1


def test_a_paid_helper_without_a_valid_licence_is_not_let_in_by_a_form(
    desk: Browser, amina: Client, colleague: Browser
) -> None:
    page = waiting(desk, amina, paid="yes", regulator="CICC", licence_number="R500")
    assert Party.objects.get().licence == "LAPSED"
    said = colleague.post(page, {"holds": "holds"}).content.decode()
    assert "the register did not confirm one" in said
    assert not Authority.objects.exists()
    assert colleague.post(page, {"holds": "holds-not", "fault": "NO_LICENCE"}).url == at(amina)


def test_a_paid_helper_whom_the_register_confirms_is(desk: Browser, amina: Client, colleague: Browser) -> None:
    page = waiting(desk, amina, paid="yes", regulator="CICC", licence_number="R512")
    assert Party.objects.get().licence == "VALID"
    assert colleague.post(page, {"holds": "holds"}).url == at(amina)
    assert Authority.objects.get().acts


def test_form_5475_names_files_and_somebody_known(
    desk: Browser, amina: Client, colleague: Browser, file: Application
) -> None:
    number = appointed(amina)
    party = Authority.objects.get(pk=number).party_id
    page = waiting(
        desk, amina, source="IMM5475", kind="HELPER", acts="no", sees="STATUS", holder=str(party), name="", paid="",
        numbers=[file.number], **on("until", -90),
    )  # fmt: skip
    assert colleague.post(page, {"holds": "holds"}).url == at(amina)
    row = Authority.objects.get(kind="HELPER")
    assert (row.party_id, row.files, row.acts) == (party, [file.number], False)


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"source": ""}, "Choose which form it is"),
        ({"kind": "PARENT"}, "Select a valid choice"),
        ({"name": ""}, "Enter the name on the form"),
        ({"paid": ""}, "Say whether the person is paid"),
        ({"paid": "yes"}, "Choose who licenses this person"),
        ({"email": "nonsense"}, "This is not a whole e-mail address"),
        ({"sees": ""}, "Choose what they may be told"),
        ({"original": ""}, "Say where the original is"),
        ({"signed_on_day": "31", "signed_on_month": "2"}, "There is no such date"),
        (on("signed_on", -5), "This day is still to come"),
        (on("received_on", 30), "It cannot come in before it was signed"),
        ({"kind": "HELPER", "acts": "no"}, "does not rest on such a form"),
        ({"source": "IMM5475"}, "does not rest on such a form"),
        ({"kind": "HELPER", "source": "IMM5475", "acts": "no"}, "Say until when it holds"),
        ({"kind": "HELPER", "source": "IMM5475", "acts": "yes", **on("until", -90)}, "beyond what may be allowed"),
    ],
)
def test_bad_input_is_answered_at_its_field_and_records_nothing(
    desk: Browser, amina: Client, wrong: dict[str, str], words: str
) -> None:
    opened(desk, amina)
    said = desk.post(at(amina, "authority/form/"), typed(**wrong))
    assert said.status_code == 200
    assert words in said.content.decode()
    assert not Proposal.objects.exists()
    assert not PaperForm.objects.exists()
    assert not Party.objects.exists()


def test_a_signed_form_ends_it_at_once(desk: Browser, amina: Client, agent: Staff) -> None:
    number = appointed(amina)
    page = f"/en/desk/authorities/{number}/end/"
    assert desk.get(page).url.startswith(at(amina, "open/"))
    opened(desk, amina)
    assert "error" in desk.post(page, {"why": "PAPER"}).content.decode()
    assert "error" in desk.post(page, {}).content.decode()
    said = {"why": "PAPER", "source": "IMM5476", "original": "box 12"} | on("signed_on", 2) | on("received_on", 1)
    assert desk.post(page, said).url == at(amina)
    row = Authority.objects.get(pk=number)
    assert (row.revoked_why, row.revoked_by) == ("PAPER", f"staff:{agent.pk}")
    assert PaperForm.objects.get(act="CANCEL").original == "box 12"
    told = Entry.objects.get(kind="authority.revoked").event
    assert "as a form with your signature asks" in letter_for(told, Language.EN).happened
    assert desk.post(page, said).url == at(amina)
    assert PaperForm.objects.filter(act="CANCEL").count() == 1


def test_the_client_who_is_known_ends_it_by_word(desk: Browser, amina: Client, agent: Staff) -> None:
    number = appointed(amina)
    opened(desk, amina)
    page = f"/en/desk/authorities/{number}/end/"
    assert "Make sure first that it is the client" in desk.post(page, {"why": "SAID"}).content.decode()
    assert Authority.objects.get(pk=number).revoked_at is None
    now = datetime.now(UTC)
    IdentityCheck.objects.create(
        client_id=amina.pk, staff=agent, proof="FILE_FACTS", until=now, passed=True, level=1, checked_at=now,
        contact_until=now + timedelta(minutes=30),
    )  # fmt: skip
    assert desk.post(page, {"why": "SAID"}).url == at(amina)
    assert Authority.objects.get(pk=number).revoked_why == "SAID"


def test_a_form_waits_for_as_long_as_nobody_looks(desk: Browser, amina: Client, colleague: Browser) -> None:
    page = waiting(desk, amina)
    Proposal.objects.update(lapses_at=datetime.now(UTC) - timedelta(days=1))
    assert "Waits for: A second member of staff" in colleague.get(at(amina)).content.decode()
    assert colleague.post(page, {"holds": "holds"}).url == at(amina)


def test_no_form_opens_without_the_file_and_none_that_is_not_there(desk: Browser, amina: Client) -> None:
    page = waiting(desk, amina)
    desk.post(at(amina, "close/"))
    assert desk.get(page).url.startswith(at(amina, "open/"))
    assert desk.get("/en/desk/authority-forms/4711/").status_code == 404
    assert desk.get("/en/desk/authorities/4711/end/").status_code == 404
    french = page.replace("/en/desk/authority-forms/", "/fr/soutien/formulaires-d-autorisation/")
    opened(desk, amina)
    assert "Comparer un formulaire à son original" in desk.get(french).content.decode()


def test_who_settles_the_estate_is_entered_only_once_the_death_is_recorded(
    desk: Browser, amina: Client, colleague: Browser
) -> None:
    estate = {"source": "ESTATE_PAPER", "kind": "ESTATE", "acts": "no"}
    opened(desk, amina)
    early = desk.post(at(amina, "authority/form/"), typed(**estate))
    assert "Record first that the client has died" in early.content.decode()
    Death.objects.create(client=amina, proof="CERTIFICATE", recorded_at=datetime.now(UTC), recorded_by="staff:1")
    assert colleague.post(waiting(desk, amina, **estate), {"holds": "holds"}).url == at(amina)
    row = Authority.objects.get()
    said = {"who": f"authority-{row.pk}", "check": "DOCUMENT", "asked": "CASE", "number": "", "way": "SPOKEN"}
    assert "Allowed" in desk.post(at(amina), said).content.decode()
    # Whoever says that they are the client is somebody else.
    assert "Not allowed" in desk.post(at(amina), said | {"who": "CLIENT"}).content.decode()
