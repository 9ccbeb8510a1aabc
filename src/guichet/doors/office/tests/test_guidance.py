"""Guidance in the office: written by one, shown as changes to another, published in both languages."""

from datetime import date
from typing import Any

import pytest
from django.test import Client as Browser
from django.urls import reverse
from django.utils.translation import override

from guichet.doors.tests.reading import english_in, read
from guichet.identity.terms import Role
from guichet.journal.actions import Origin
from guichet.journal.terms import Channel
from guichet.knowledge.actions import take_in
from guichet.knowledge.models import ArticleVersion
from guichet.knowledge.tests.conftest import NOON, article, french, wording

pytestmark = pytest.mark.django_db
HERE = "/en/office/guidance/visit-extend/"


@pytest.fixture(autouse=True)
def _loaded() -> None:
    one = article()
    take_in({one.id: one}, Origin(actor="service", channel=Channel.SYSTEM, at=NOON))


def filled(**changes: Any) -> dict[str, Any]:
    """Return the form of the article as a browser sends it."""
    one = article(en=wording("Stay much longer"), fr=french("Rester bien plus longtemps"))
    sent: dict[str, Any] = {
        "id": one.id,
        "topic": "visiting",
        "owner": one.owner,
        "review_by_day": "1",
        "review_by_month": "6",
        "review_by_year": "2027",
        "audiences": ["visitor"],
        "programs": "vr",
        "does": "answer",
        "tool": "",
        "see": "",
        "source": one.source,
        "status": "C",
    }
    for language in ("en", "fr"):
        said = getattr(one, language)
        sent |= {
            f"{language}_title": said.title,
            f"{language}_answer": said.answer,
            f"{language}_body": said.body,
            f"{language}_questions": "\n".join(said.questions),
        }
    return {**sent, **changes}


def test_one_writes_and_another_publishes_having_seen_what_changes(as_: Any) -> None:
    writer, other = as_(Role.CONTENT_OWNER), as_(Role.MANAGER)
    assert writer.get(HERE + "write/").status_code == 200
    answer = writer.post(HERE + "write/", filled())
    assert answer.status_code == 302
    version = ArticleVersion.objects.get(state="WAITING")
    own = read(writer.get(HERE))
    assert "Somebody else must approve what you wrote." in own.text
    assert "Publish in both languages" not in own.text
    page = read(other.get(HERE))
    assert "Rester bien plus longtemps" in page.text
    assert "Publish in both languages" in page.text
    assert writer.post(f"{HERE}publish/{version.number}/").status_code == 302
    assert ArticleVersion.objects.get(state="PUBLISHED").number == 1
    assert other.post(f"{HERE}publish/{version.number}/").status_code == 302
    assert ArticleVersion.objects.get(state="PUBLISHED").number == 2
    assert "Stay much longer" in read(Browser().get("/en/answers/visit-extend/")).text
    assert "Rester bien plus longtemps" in read(Browser().get("/fr/reponses/visit-extend/")).text


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"fr_body": "Sans montant."}, "must name the same figures"),
        ({"en_questions": "only one"}, "eight questions or more"),
        ({"en_answer": "Short."}, "it must stand by itself"),
        ({"see": "nowhere"}, "names something that does not exist"),
        ({"does": "tool"}, "Choose a tool"),
        ({"does": "hand_over", "tool": "visa-or-eta"}, "Choose no tool"),
        ({"review_by_year": "2020"}, "must lie ahead"),
        ({"owner": "NOT A UNIT"}, "small letters, digits"),
        ({"programs": "NOPE"}, "names something that does not exist"),
        ({"fr_title": ""}, "There is a problem"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_typed_is_lost(as_: Any, changes: dict[str, Any], said: str) -> None:
    answer = as_(Role.CONTENT_OWNER).post(HERE + "write/", filled(**changes))
    page = answer.content.decode()
    assert answer.status_code == 200
    assert said in read(answer).text
    assert "Stay much longer" in page
    assert not ArticleVersion.objects.filter(state="WAITING").exists()


def test_a_version_goes_back_with_a_reason(as_: Any) -> None:
    as_(Role.CONTENT_OWNER).post(HERE + "write/", filled())
    other = as_(Role.MANAGER)
    path = f"{HERE}send-back/2/"
    assert "Say what should be changed." in read(other.post(path, {"why": ""})).text
    assert other.post(path, {"why": "The law has changed."}).status_code == 302
    assert "The law has changed." in read(other.get(HERE)).text
    # Somebody who decides on a page that was open too long is told, and nothing happens.
    assert "no longer waits" in read(other.post(f"{HERE}publish/2/", follow=True)).text


def test_a_review_and_a_withdrawal(as_: Any) -> None:
    owner = as_(Role.CONTENT_OWNER)
    past = {"review_by_day": "1", "review_by_month": "1", "review_by_year": "2020"}
    assert "must lie ahead" in read(owner.post(HERE + "review/", past)).text
    ahead = {**past, "review_by_year": str(date.today().year + 1)}
    assert owner.post(HERE + "review/", ahead).status_code == 302
    assert read(owner.get(HERE + "withdraw/")).headings[0][1] == "Withdraw this answer?"
    assert owner.post(HERE + "withdraw/").status_code == 302
    assert Browser().get("/en/answers/visit-extend/").status_code == 404


def test_a_new_answer_can_be_written_and_is_nobodys_to_read_before_it_is_approved(as_: Any) -> None:
    owner = as_(Role.CONTENT_OWNER)
    assert owner.post("/en/office/guidance/new/", filled(id="visit-new")).status_code == 302
    assert "Never published" in read(owner.get("/en/office/guidance/?state=waiting")).text
    assert Browser().get("/en/answers/visit-new/").status_code == 404


@pytest.mark.parametrize("path", ["", "?state=waiting", "?state=overdue", "?state=x", "new/", "visit-extend/",
                                  "visit-extend/write/", "visit-extend/review/", "visit-extend/withdraw/"])  # fmt: skip
def test_every_page_stands_in_french(as_: Any, path: str) -> None:
    words = {"new/": "nouvelle/", "write/": "rediger/", "review/": "relire/", "withdraw/": "retirer/"}
    for english, gallic in words.items():
        path = path.replace(english, gallic)
    answer = as_(Role.CONTENT_OWNER).get(f"/fr/gestion/reponses/{path}")
    assert answer.status_code == 200
    assert english_in(answer) == set()


@pytest.mark.parametrize("role", [Role.AGENT, Role.SUPERVISOR, Role.OFFICER, Role.AUDITOR, Role.PRIVACY_OFFICER])
def test_nobody_else_comes_in(as_: Any, role: Role) -> None:
    assert as_(role).get("/en/office/guidance/").status_code == 403
    assert as_(role).post(f"{HERE}publish/1/").status_code == 403


def test_a_draft_is_shown_with_what_should_be_mended_in_each_language(as_: Any) -> None:
    writer, other = as_(Role.CONTENT_OWNER), as_(Role.MANAGER)
    body = "Please be advised that you shall apply. It costs {fee:VR}.\n\n{steps:VR}\n"
    assert writer.post(HERE + "write/", filled(en_body=body)).status_code == 302
    for browser, page in ((writer, HERE + "write/"), (other, HERE)):
        said = read(browser.get(page)).text
        assert "“Please be advised” can go: say it at once." in said
        assert "“shall”: people say “must”." in said
    with override("fr"):
        said = read(other.get(reverse("office:article", args=["visit-extend"]))).text
    assert "dites-le tout de suite" in said
