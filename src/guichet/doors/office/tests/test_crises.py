"""A crisis over all its pages: opened in the office, written to by anybody, answered by who was lent, closed."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client as Browser

from guichet.applications.tests.factories import StaffFactory, UserFactory, link
from guichet.clients.tests import factories
from guichet.crises.models import Case, Crisis, Family, Lent, Passage
from guichet.crises.policy import training
from guichet.doors.tests.reading import read
from guichet.enquiries.models import Answer, Enquiry
from guichet.identity.models import Look
from guichet.identity.terms import Purpose, Role

pytestmark = pytest.mark.django_db
NEW = "/en/office/crises/new/"


def _last_day(days: int = 30) -> dict[str, str]:
    day = (datetime.now(UTC) + timedelta(days=days)).date()
    return {"last_day_day": str(day.day), "last_day_month": str(day.month), "last_day_year": str(day.year)}


def plan(**changed: str) -> dict[str, str]:
    return {
        "en_name": "Wildfires", "fr_name": "Feux de forêt", "en_words": "Write to us here.",
        "fr_words": "Écrivez-nous ici.", "countries": "lbn", "programs": "", "address": "fires-2026", "box": "",
        **_last_day(), **changed,
    }  # fmt: skip


@pytest.fixture
def crisis(as_: Any) -> Crisis:
    assert as_(Role.MANAGER).post(NEW, plan()).status_code == 302
    return Crisis.objects.get()


def sent(**said: str) -> dict[str, str]:
    return {"text": "We are four and the road is closed.", "email": "", "token": str(uuid4()), **said}


def test_a_manager_opens_a_crisis_and_everybody_finds_its_form(as_: Any) -> None:
    manager = as_(Role.MANAGER)
    wrong = read(manager.post(NEW, plan(countries="XXX", **_last_day(400))))
    assert "There is no country with this code." in wrong.text
    assert "It cannot last so long." in wrong.text
    assert not Crisis.objects.exists()
    assert manager.post(NEW, plan()).status_code == 302
    for page in ("/en/", "/en/contact/", "/en/questions/ask/"):
        response = Browser().get(page)
        assert "/en/crises/fires-2026/" in read(response).links, page
    assert "Écrivez-nous ici." in read(Browser().get("/fr/crises/fires-2026/")).text


def test_somebody_writes_without_an_account_and_gets_a_number(crisis: Crisis) -> None:
    browser = Browser()
    here = "/en/crises/fires-2026/"
    assert "Write something first." in read(browser.post(here, sent(text=" "))).text
    wrong = browser.post(here, sent(**{"triage-SAFETY": "EVERYTHING"}))
    assert wrong.status_code == 200
    assert not Case.objects.exists()
    done = browser.post(here, sent(**{"triage-SAFETY": "LIFE"}), follow=True)
    assert "Q-100-" in read(done).text
    assert Case.objects.get().answers == {"SAFETY": "LIFE"}
    assert browser.get("/en/crises/no-such-one/").status_code == 404


def test_an_agent_reads_a_family_each_look_is_noted_and_answers_it(as_: Any, crisis: Crisis) -> None:
    record = factories.client("Amina Elamine")
    amina = UserFactory()
    link(amina, record)
    browser = Browser()
    browser.force_login(amina)
    assert browser.post("/en/crises/fires-2026/", sent(**{"triage-CHILDREN": "WITH_US"})).status_code == 302
    family = Family.objects.get()
    lead, other, agent = as_(Role.MANAGER), as_(Role.MANAGER), as_(Role.AGENT)
    here = f"/en/desk/families/{family.pk}/"
    assert "Some risk" in read(agent.get("/en/desk/crises/fires-2026/")).text
    shown = read(agent.get(here))
    assert "the road is closed" in shown.text
    assert "No answer is approved yet" in shown.text
    assert Look.objects.get().purpose == Purpose.CRISIS
    office = f"/en/office/crises/{crisis.pk}/"
    words = {"en_title": "Stay", "fr_title": "Restez", "en_text": "Stay in.", "fr_text": "Restez."}
    assert lead.post(f"{office}answers/new/", words).status_code == 302
    passage = Passage.objects.get()
    own = lead.post(f"{office}answers/", {"approve": str(passage.pk)}, follow=True)
    assert "Somebody else must approve what you wrote." in read(own).text
    other.post(f"{office}answers/", {"approve": str(passage.pk)})
    enquiry = Enquiry.objects.get()
    seen = f"{enquiry.pk}:{enquiry.links.get().contact_id}"
    stale = agent.post(here, {"passage": str(passage.pk), "seen": "rubbish 1:2:3 :"})
    assert "Read it before you send." in read(stale).text
    assert agent.post(here, {"passage": str(passage.pk), "seen": seen}).status_code == 302
    assert Answer.objects.get().text == "Stay in."


def test_who_was_lent_is_trained_first_and_sees_nothing_else(as_: Any, crisis: Crisis) -> None:
    lucy = StaffFactory(name="Lucy Roy", roles=[Role.SURGE])
    lead, browser = as_(Role.MANAGER), Browser()
    browser.force_login(lucy.user)
    list_of_all, here = "/en/desk/crises/", "/en/desk/crises/fires-2026/"
    assert browser.get(here).status_code == 404
    lent = f"/en/office/crises/{crisis.pk}/lend/"
    assert "Nobody who works here" in read(lead.post(lent, {"email": "x@example.org", **_last_day(3)})).text
    assert lead.post(lent, {"email": str(lucy.user.email), **_last_day(3)}).status_code == 302
    assert "Wildfires" in read(browser.get(list_of_all)).text
    assert browser.get(here).headers["Location"] == f"{here}training/"
    parts = training(datetime.now(UTC).date())
    answers = {part.code: part.right for part in parts}
    wrong = browser.post(f"{here}training/", answers | {"WORDS": "NEAREST"})
    assert "Not all answers are right yet." in read(wrong).text
    assert browser.post(f"{here}training/", answers).status_code == 302
    assert browser.get(here).status_code == 200
    for page in ("/en/desk/", "/en/office/crises/"):
        assert browser.get(page).status_code == 403
    lead.post(lent, {"back": str(Lent.objects.get().pk)})
    assert browser.get(here).status_code == 404


def test_lines_are_joined_and_parted_by_hand_and_rubbish_does_nothing(as_: Any, crisis: Crisis) -> None:
    for number in range(2):
        Browser().post("/en/crises/fires-2026/", sent(email=f"a{number}@example.org"))
    one, two = Family.objects.order_by("pk")
    agent, do = as_(Role.AGENT), f"/en/desk/families/{one.pk}/do/"
    for said in ({"other": "nobody"}, {"other": str(10**14)}, {"part": str(two.pk)}, {}):
        assert "There is no such line." in read(agent.post(do, said, follow=True)).text
    agent.post(do, {"other": str(two.pk)})
    two.refresh_from_db()
    assert two.joined_to_id == one.pk
    assert "They are one family already." in read(agent.post(do, {"other": str(two.pk)}, follow=True)).text
    agent.post(do, {"part": str(two.pk)})
    two.refresh_from_db()
    assert two.joined_to_id is None
    for place in ("x", "3_yesterday_1", "3_2026-11-03T12:00:00_1", "9_2026-11-03T12:00:00+00:00_1"):
        assert agent.get(f"/en/desk/crises/fires-2026/?after={place}").status_code == 200


def test_a_crisis_is_closed_with_what_was_learnt(as_: Any, crisis: Crisis) -> None:
    manager, here = as_(Role.MANAGER), f"/en/office/crises/{crisis.pk}/"
    assert "at least one thing" in read(manager.post(f"{here}close/", {"WORKED": " "})).text
    assert manager.post(f"{here}close/", {"WORKED": "One page to open it."}).status_code == 302
    assert "One page to open it." in read(manager.get(here)).text
    closed = read(Browser().get("/en/crises/fires-2026/"))
    assert "This form is closed." in closed.text
    assert Browser().post("/en/crises/fires-2026/", sent()).status_code == 200
    assert not Enquiry.objects.exists()
