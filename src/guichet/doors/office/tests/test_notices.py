"""Notices in the office: written, seen as they will be, published by one act on every page that they concern."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.test import Client as Browser
from django.urls import reverse
from django.utils.translation import override

from guichet.applications.tests.factories import ApplicationFactory, ClientFactory, UserFactory, link
from guichet.doors.tests.reading import english_in, read
from guichet.identity.terms import Role
from guichet.journal.actions import Origin
from guichet.journal.terms import Channel
from guichet.knowledge.actions import take_in
from guichet.knowledge.models import NoticeVersion
from guichet.knowledge.tests.conftest import NOON, article

pytestmark = pytest.mark.django_db
NEW = "/en/office/notices/new/"
TITLE = {"en": "Visitor visas are late", "fr": "Les visas de visiteur sont en retard"}


def filled(**changes: Any) -> dict[str, Any]:
    first, last = datetime.now(UTC).date() - timedelta(days=1), datetime.now(UTC).date() + timedelta(days=9)
    sent: dict[str, Any] = {
        "kind": "WARNING",
        "en_title": TITLE["en"],
        "en_text": "We are 2 weeks late. You do not need to do anything.",
        "fr_title": TITLE["fr"],
        "fr_text": "Nous avons 2 semaines de retard. Vous n'avez rien à faire : nous vous écrirons.",
        "audiences": ["PUBLIC"],
        "programs": "trv",
        "countries": "",
        "offices": "",
    }
    for name, day in (("shows_from", first), ("shows_until", last)):
        sent |= {f"{name}_day": day.day, f"{name}_month": day.month, f"{name}_year": day.year}
    return {**sent, **changes}


def page(name: str, language: str, *args: Any) -> str:
    with override(language):
        return reverse(name, args=args)


def published(as_: Any, **changes: Any) -> None:
    assert as_(Role.CONTENT_OWNER).post(NEW, filled(**changes)).status_code == 302
    row = NoticeVersion.objects.get()
    manager = as_(Role.MANAGER)
    assert manager.post(f"/en/office/notices/{row.notice}/publish/{row.number}/").status_code == 302
    row.refresh_from_db()
    assert row.state == "PUBLISHED"


@pytest.fixture
def amina() -> Browser:
    client = ClientFactory(names=["Amina Benali"], country="UKR")
    ApplicationFactory(client=client, number="V300123456", program="TRV", office="CPC-OTTAWA")
    ApplicationFactory(client=client, number="S300123456", program="SP-OUT")
    user = UserFactory()
    link(user, client)
    browser = Browser()
    browser.force_login(user)
    return browser


@pytest.mark.parametrize("language", ["en", "fr"])
def test_one_act_shows_a_notice_on_every_page_it_concerns_and_on_no_other(
    as_: Any, amina: Browser, language: str
) -> None:
    visa, stay = article("visit-visa", programs=["TRV"]), article()
    take_in({one.id: one for one in (visa, stay)}, Origin(actor="service", channel=Channel.SYSTEM, at=NOON))
    concerned = [
        ("public:home",),
        ("public:notices",),
        ("public:program", "trv"),
        ("public:answer", "visit-visa"),
        ("account:home",),
        ("account:file", "V300123456"),
    ]
    others = [("public:program", "vr"), ("public:answer", "visit-extend"), ("account:file", "S300123456")]
    for place in (*concerned, *others):
        assert TITLE[language] not in read(amina.get(page(place[0], language, *place[1:]))).text
    published(as_)
    for place in concerned:
        said = read(amina.get(page(place[0], language, *place[1:])))
        assert TITLE[language] in said.text, place
    for place in others:
        assert TITLE[language] not in read(amina.get(page(place[0], language, *place[1:]))).text, place
    [told] = amina.get("/api/v1/notices", {"program": "trv"}).json()["items"]
    assert told["title"] == TITLE
    assert amina.get("/api/v1/notices", {"program": "VR"}).json()["items"] == []


@pytest.mark.parametrize(
    ("about", "shown"),
    [
        ({"countries": "UKR"}, True),
        ({"countries": "FRA"}, False),
        ({"offices": "CPC-OTTAWA"}, True),
        ({"audiences": ["CLIENTS"]}, True),
        ({"audiences": ["STAFF"]}, False),
    ],
)
def test_a_file_is_concerned_by_its_clients_country_its_office_and_who_reads(
    as_: Any, amina: Browser, about: Any, shown: bool
) -> None:
    published(as_, **about)
    said = read(amina.get(page("account:file", "fr", "V300123456"))).text
    assert (TITLE["fr"] in said) is shown


def test_the_french_gets_its_typography_and_the_writer_sees_both_languages_first(as_: Any) -> None:
    writer = as_(Role.CONTENT_OWNER)
    answer = writer.post(NEW, filled(), follow=True)
    said = read(answer).text
    assert TITLE["en"] in said
    assert TITLE["fr"] in said
    assert "Somebody else must approve what you wrote." in said
    row = NoticeVersion.objects.get()
    assert "n’avez rien à faire\N{NO-BREAK SPACE}:" in row.text_fr
    assert writer.post(f"/en/office/notices/{row.notice}/publish/1/", follow=True).status_code == 200
    row.refresh_from_db()
    assert row.state == "WAITING"


def test_a_manager_hurries_and_a_colleague_confirms(as_: Any) -> None:
    manager, other = as_(Role.MANAGER), as_(Role.CONTENT_OWNER)
    manager.post(NEW, filled(kind="URGENT"))
    here = f"/en/office/notices/{NoticeVersion.objects.get().notice}/"
    assert "Publish it everywhere at once" in read(manager.get(here)).text
    manager.post(here + "publish/1/")
    assert TITLE["fr"] in read(Browser().get("/fr/")).text
    assert "I have read it" not in read(manager.get(here)).text
    assert "I have read it in both languages, and it is right" in read(other.get(here)).text
    other.post(here + "confirm/")
    assert NoticeVersion.objects.get().confirmed_at is not None
    assert "Nothing here waits" in read(other.post(here + "confirm/", follow=True)).text
    assert other.get(here + "withdraw/").status_code == 200
    assert TITLE["fr"] in read(Browser().get("/fr/")).text
    other.post(here + "withdraw/")
    assert TITLE["fr"] not in read(Browser().get("/fr/")).text


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"programs": "nope"}, "There is no program of this code."),
        ({"countries": "XX"}, "There is no country of this code."),
        ({"offices": "MARS"}, "There is no office of this code."),
        ({"audiences": []}, "This field is required."),
        ({"shows_until_year": "2020"}, "The last day must not lie before the first"),
        ({"shows_until_day": "99"}, ""),
        ({"en_title": ""}, "This field is required."),
        ({"en_title": "x" * 81}, ""),
        ({"en_text": "Notwithstanding jurisdictional determinations, adjudications discontinue."}, "too hard to read"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_kept(as_: Any, changes: Any, said: str) -> None:
    answer = as_(Role.CONTENT_OWNER).post(NEW, filled(**changes))
    assert answer.status_code == 200
    assert said in read(answer).text
    assert not NoticeVersion.objects.exists()


def test_what_is_sent_back_says_why_and_can_be_written_anew(as_: Any) -> None:
    writer, other = as_(Role.CONTENT_OWNER), as_(Role.MANAGER)
    writer.post(NEW, filled())
    here = f"/en/office/notices/{NoticeVersion.objects.get().notice}/"
    assert other.post(here + "send-back/1/", {"why": ""}).status_code == 200
    other.post(here + "send-back/1/", {"why": "Say which visas."})
    assert "Say which visas." in read(writer.get(here)).text
    assert TITLE["en"] in read(writer.get(here + "write/")).text or writer.get(here + "write/").status_code == 200
    assert writer.post(here + "write/", filled(en_title="Some visas are late")).status_code == 302
    assert "Some visas are late" in read(other.get("/en/office/notices/")).text


@pytest.mark.parametrize("name", ["office:notices", "office:new-notice", "office:notice", "office:write-notice"])
def test_a_page_of_notices_is_whole_in_french(as_: Any, name: str) -> None:
    manager = as_(Role.MANAGER)
    manager.post(NEW, filled(kind="URGENT"), follow=True)
    number = NoticeVersion.objects.get().notice
    args = [number] if name in {"office:notice", "office:write-notice"} else []
    answer = manager.get(page(name, "fr", *args))
    assert english_in(answer) == set()


def test_an_agent_has_no_page_of_notices(as_: Any) -> None:
    assert as_(Role.AGENT).get("/en/office/notices/").status_code == 403
    assert as_(Role.MANAGER).get("/en/office/notices/4711/").status_code == 404
