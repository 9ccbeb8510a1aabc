"""Questions without an answer in the office: listed, added to an answer, written for, set aside."""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.urls import reverse
from django.utils.translation import override

from guichet.design.dates import local_day
from guichet.doors.tests.reading import english_in, read
from guichet.foundation.languages import Language
from guichet.identity.terms import Role
from guichet.journal.actions import Origin
from guichet.journal.terms import Channel
from guichet.knowledge.actions import gather_missed, note_missed, take_in
from guichet.knowledge.models import ArticleVersion, MissedTopic
from guichet.knowledge.terms import MissedSource, MissedState
from guichet.knowledge.tests.conftest import NOON, article

pytestmark = pytest.mark.django_db
HERE = "/en/office/unanswered/"


@pytest.fixture
def topic() -> str:
    origin = Origin(actor="service", channel=Channel.SYSTEM, at=NOON)
    one = article()
    take_in({one.id: one}, origin)
    today = local_day(datetime.now(UTC))
    for number in range(6):
        note_missed(
            text="how much is a dog licence", language=Language.EN, source=MissedSource.SEARCH, visit=str(number),
            on=today,
        )  # fmt: skip
    gather_missed(origin=origin, today=today)
    return f"{HERE}{MissedTopic.objects.get().pk}/"


def test_a_writer_sees_what_was_asked_and_adds_it_to_an_answer(as_: Any, topic: str) -> None:
    writer = as_(Role.CONTENT_OWNER)
    assert "how much is a dog licence 6 6 0" in read(writer.get(HERE)).text
    said = read(writer.get(topic))
    assert "how much is a dog licence (6)" in said.text
    assert {f"{topic}add/", f"{topic}set-aside/"} <= set(said.links)
    assert "how much is a dog licence" in writer.get(f"{topic}add/").content.decode()
    wrong = writer.post(f"{topic}add/", {"nearest": "another", "english": "Dogs?"})
    assert "There is no published answer of this name." in read(wrong).text
    sent = {"nearest": "another", "other": "visit-extend", "english": "How much is a dog licence?"}
    assert writer.post(f"{topic}add/", sent).status_code == 302
    waiting = ArticleVersion.objects.get(state="WAITING")
    assert waiting.content["en"]["questions"][-1] == "How much is a dog licence?"
    assert "Claude Leduc saw to it" in read(writer.get(topic)).text
    assert "dog" in read(writer.get(f"{HERE}?state=ANSWERED")).text


def test_a_new_answer_begins_with_the_question_and_settles_it(as_: Any, topic: str) -> None:
    writer, number = as_(Role.CONTENT_OWNER), topic.rstrip("/").rpartition("/")[2]
    page = f"/en/office/guidance/new/?missed={number}"
    assert "how much is a dog licence" in writer.get(page).content.decode()
    said: dict[str, Any] = {
        "id": "dogs", "topic": "fees", "owner": "content.fees", "review_by_day": "1", "review_by_month": "5",
        "review_by_year": "2028", "audiences": ["everyone"], "does": "answer", "source": "IRPR s.181", "status": "C",
    }  # fmt: skip
    one = article()
    for language in Language:
        wording = one.say(language)
        said |= {f"{language}_title": wording.title, f"{language}_answer": wording.answer, f"{language}_body": "Dogs."}
        said[f"{language}_questions"] = "\n".join(wording.questions)
    sent = writer.post(page, said)
    assert sent.status_code == 302, read(sent).text
    assert MissedTopic.objects.get().article == "dogs"


def test_it_is_set_aside_with_a_reason_and_only_by_who_writes(as_: Any, topic: str) -> None:
    assert as_(Role.MANAGER).post(f"{topic}set-aside/", {"why": "NOT_OURS"}).status_code == 403
    writer = as_(Role.CONTENT_OWNER)
    assert "Choose why it is set aside." in read(writer.post(f"{topic}set-aside/", {})).text
    assert writer.post(f"{topic}set-aside/", {"why": "NOT_OURS"}).status_code == 302
    assert MissedTopic.objects.get().state == MissedState.SET_ASIDE
    assert "Somebody has seen to this already." in read(writer.post(f"{topic}add/", {
        "nearest": "another", "other": "visit-extend", "english": "Dogs?",
    })).text  # fmt: skip


def test_the_pages_are_whole_in_french(as_: Any, topic: str) -> None:
    writer = as_(Role.CONTENT_OWNER)
    number = MissedTopic.objects.get().pk
    with override("fr"):
        pages = [reverse("office:missed-topics")]
        pages += [reverse(f"office:{name}", args=[number]) for name in ("link-missed-topic", "set-missed-topic-aside")]
        pages.append(reverse("office:missed-topic", args=[number]))
    for page in pages:
        assert not english_in(writer.get(page))
