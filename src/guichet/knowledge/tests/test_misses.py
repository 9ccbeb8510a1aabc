"""Questions that got no answer: kept without anybody in them, gathered, and seen to."""

from datetime import date, timedelta
from typing import Any

import numpy as np
import pytest
from django.db import connection

from guichet.foundation.languages import Language
from guichet.identity.terms import Role
from guichet.knowledge.actions import (
    MISSED_TOPIC,
    CannotPublish,
    CannotSettle,
    gather_missed,
    link_question,
    note_missed,
    note_written,
    set_aside,
    take_in,
)
from guichet.knowledge.models import ArticleVersion, MissedQuestion, MissedTopic
from guichet.knowledge.queries import is_missed, missed_topic, missed_topics
from guichet.knowledge.rules.misses import gathered, told
from guichet.knowledge.terms import MissedOutcome, MissedRefusal, MissedSource, MissedState
from guichet.knowledge.tests.conftest import TODAY, article, origin
from guichet.worklists.models import Task
from guichet.worklists.terms import TaskState

DOGS = {
    Language.EN: ["how much is a dog licence", "dog licence fee", "license for my dog"],
    Language.FR: ["combien coûte un permis pour chien", "permis pour mon chien"],
}


def test_a_question_is_missed_where_no_answer_is_likely() -> None:
    assert [is_missed(one, TODAY) for one in (0.0, 0.39, 0.4, 0.9)] == [True, True, False, False]


def vectors(*rows: tuple[float, ...]) -> Any:
    return np.asarray(rows, dtype=np.float32)


def test_what_is_alike_is_one_matter_and_what_is_new_makes_the_next() -> None:
    asked = vectors((1, 0, 0), (0.8, 0.6, 0), (0, 0, 1), (0, 0.1, 0.99))
    assert gathered(asked, vectors((1, 0, 0)), [3], 0.7) == [0, 0, 1, 1]
    assert gathered(asked[:2], np.zeros((0, 3), dtype=np.float32), [], 0.9) == [0, 1]


@pytest.mark.parametrize(
    ("visits", "expected"),
    [
        ([("a", "visa refused smith")], [("visa refused …", 1)]),
        ([("a", "visa cuaet"), ("b", "CUAET visa"), ("c", "cuaet visa")], [("cuaet visa", 2), ("visa cuaet", 1)]),
        ([("a", "smith visa"), ("a", "smith visa extension"), ("a", "smith permit")],
         [("… permit", 1), ("… visa", 1), ("… visa …", 1)]),
        ([("a", "smith jones")], []),
    ],
)  # fmt: skip
def test_a_word_that_may_be_a_name_stands_only_where_enough_people_used_it(visits: Any, expected: Any) -> None:
    assert told(visits, is_known={"visa", "refused", "permit"}.__contains__, fewest=3) == expected


def ask(text: str, visit: str, language: Language = Language.EN, on: date = TODAY) -> bool:
    return note_missed(text=text, language=language, source=MissedSource.SEARCH, visit=visit, on=on)


def ask_about_dogs(on: date = TODAY, prefix: str = "") -> None:
    lines = [(text, language) for language, some in DOGS.items() for text in some]
    for number, (text, language) in enumerate(lines):
        assert ask(text, f"{prefix}{number}", language, on)
    gather_missed(origin=origin(), today=on)


@pytest.fixture
def loaded(db: None) -> None:
    take_in({"visit-extend": article()}, origin())


@pytest.mark.django_db
@pytest.mark.parametrize(
    "text", ["my UCI is 1122334455", "write to amina@example.org", "⟦EMAIL⟧ what now", "?!", "x" * 300]
)
def test_what_is_personal_or_no_question_is_not_kept_at_all(text: str) -> None:
    assert not ask(text, "somebody")
    assert not MissedQuestion.objects.exists()


@pytest.mark.usefixtures("loaded")
def test_near_same_questions_of_five_people_are_one_task_and_of_four_none(somebody: Any) -> None:
    writer = somebody(Role.CONTENT_OWNER)
    for _ in range(7):
        ask("can I bring a parrot", "one and the same")
    ask_about_dogs()
    gather_missed(origin=origin(), today=TODAY)
    assert Task.objects.get(kind=MISSED_TOPIC).state == TaskState.OPEN
    (topic,) = missed_topics(viewer=writer, on=TODAY).topics
    assert (topic.people, topic.languages) == (5, {Language.EN: 3, Language.FR: 2})
    # None of these words stands in our answers, and none was used by five: the matter shows, the words do not.
    assert "dog" not in topic.most_usual(Language.EN)[1]
    parrot = MissedTopic.objects.exclude(pk=topic.topic_id).get()
    assert missed_topic(parrot.pk, viewer=writer, on=TODAY) is None
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM knowledge_missedquestion WHERE words LIKE '%parrot%' OR words = ''")
        assert cursor.fetchone() == (0,)


@pytest.mark.usefixtures("loaded")
def test_a_new_way_of_asking_waits_for_approval_and_settles_the_task(somebody: Any) -> None:
    writer, agent = somebody(Role.CONTENT_OWNER), somebody(Role.AGENT)
    ask_about_dogs()
    topic = MissedTopic.objects.get()
    said: dict[str, Any] = {"topic_id": topic.pk, "article_id": "visit-extend", "english": [], "french": []}
    for changes, viewer, reason in (
        ({"english": ["Dogs?"]}, agent, MissedRefusal.NOT_YOURS),
        ({}, writer, MissedRefusal.NO_WORDS),
        ({"english": ["Stay longer 1"]}, writer, MissedRefusal.NO_WORDS),
        ({"english": ["Dogs?"], "article_id": "nowhere"}, writer, MissedRefusal.NO_ANSWER),
        ({"french": ["Mon courriel : a@example.org"]}, writer, MissedRefusal.PERSONAL),
    ):
        with pytest.raises(CannotSettle) as refused:
            link_question(**(said | changes), viewer=viewer, origin=origin())
        assert refused.value.reason is reason
    number = link_question(**(said | {"english": ["Dogs?"], "french": ["Chiens ?"]}), viewer=writer, origin=origin())
    version = ArticleVersion.objects.get(article="visit-extend", number=number)
    assert version.state == "WAITING"
    assert (version.content["en"]["questions"][-1], version.content["fr"]["questions"][-1]) == ("Dogs?", "Chiens ?")
    assert Task.objects.get().outcome == MissedOutcome.LINKED
    with pytest.raises(CannotSettle) as refused:
        set_aside(topic_id=topic.pk, why=MissedOutcome.NOT_OURS, viewer=writer, origin=origin())
    assert refused.value.reason is MissedRefusal.OVER
    # A colleague who has another version in the making is not overwritten, and the matter goes on waiting.
    MissedTopic.objects.update(state=MissedState.WAITING)
    with pytest.raises(CannotPublish):
        link_question(**(said | {"english": ["Cats?"]}), viewer=somebody(Role.CONTENT_OWNER), origin=origin())
    assert MissedTopic.objects.get().state == MissedState.WAITING


@pytest.mark.usefixtures("loaded")
def test_what_was_answered_waits_again_when_people_still_ask_and_what_was_set_aside_does_not(somebody: Any) -> None:
    writer = somebody(Role.CONTENT_OWNER)
    ask_about_dogs()
    topic = MissedTopic.objects.get()
    note_written(topic_id=topic.pk, article_id="visit-extend", viewer=writer, origin=origin())
    assert not missed_topics(viewer=writer, on=TODAY).topics
    later = TODAY + timedelta(days=3)
    ask_about_dogs(later, "later")
    assert [one.people for one in missed_topics(viewer=writer, on=later).topics] == [10]
    set_aside(topic_id=topic.pk, why=MissedOutcome.NOT_OURS, viewer=writer, origin=origin())
    ask_about_dogs(later + timedelta(days=3), "last")
    assert MissedTopic.objects.get().state == MissedState.SET_ASIDE
    assert Task.objects.filter(state=TaskState.OPEN).count() == 0


@pytest.mark.usefixtures("loaded")
def test_words_go_after_their_days_and_a_matter_that_waits_goes_with_its_last_word() -> None:
    ask_about_dogs()
    gather_missed(origin=origin(), today=TODAY + timedelta(days=90))
    assert MissedTopic.objects.exists()
    gather_missed(origin=origin(), today=TODAY + timedelta(days=91))
    assert not MissedQuestion.objects.exists()
    assert not MissedTopic.objects.exists()
    assert Task.objects.get().state == TaskState.SETTLED
