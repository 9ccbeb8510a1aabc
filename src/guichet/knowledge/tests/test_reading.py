"""What readers do is counted without them; what causes contacts comes first; reviews are asked for once."""

from datetime import date, timedelta
from typing import Any

import pytest

from guichet.foundation.languages import Language
from guichet.identity.queries import NotAllowed
from guichet.identity.terms import Role
from guichet.knowledge.actions import (
    BETTER_ARTICLE,
    REVIEW_ARTICLE,
    CannotPublish,
    NoSuchVersion,
    ask_for_better,
    note_review,
    note_sign,
    remind_of_reviews,
    take_in,
)
from guichet.knowledge.models import ArticleDay
from guichet.knowledge.policy import articles_after
from guichet.knowledge.queries import backlog, next_steps
from guichet.knowledge.rules import BacklogLine, ranked
from guichet.knowledge.terms import ReaderSign
from guichet.knowledge.tests.conftest import TODAY, article, origin
from guichet.knowledge.tests.shipping import shipped_articles
from guichet.programs.queries import catalogue
from guichet.worklists.models import Task

READ, YES, NO = ReaderSign.READ, ReaderSign.HELPED, ReaderSign.NOT_HELPED
ASKED, MUST = ReaderSign.CONTACT, ReaderSign.STILL_ASK


def test_what_causes_most_contacts_comes_first_then_what_is_read_more() -> None:
    lines = [
        BacklogLine(article_id="quiet", now={READ: 900}),
        BacklogLine(article_id="read", now={READ: 50, NO: 3}),
        BacklogLine(article_id="less-read", now={READ: 40, NO: 3}),
        BacklogLine(article_id="asked", now={READ: 10, ASKED: 3, MUST: 1}),
    ]
    assert [one.article_id for one in ranked(lines)] == ["asked", "read", "less-read", "quiet"]


@pytest.mark.parametrize(
    ("counted", "rate", "helped"),
    [
        ({READ: 1000, ASKED: 12, MUST: 8, YES: 30, NO: 10}, 20.0, 0.75),
        ({READ: 1000, ASKED: 4, YES: 2, NO: 2}, None, None),
        ({READ: 4, ASKED: 5, YES: 5}, None, 1.0),
        ({}, None, None),
    ],
)
def test_figures_of_too_few_are_not_told(counted: Any, rate: float | None, helped: float | None) -> None:
    line = BacklogLine(article_id="x", now=counted)
    assert line.per_thousand_reads(5) == rate
    assert line.share_helped(5) == helped


def count(sign: ReaderSign, times: int, on: date = TODAY, name: str = "visit-extend") -> None:
    for _ in range(times):
        note_sign(article_id=name, language=Language.FR, sign=sign, on=on)


@pytest.mark.django_db
def test_the_backlog_adds_days_and_languages_and_looks_back_as_far_again(
    somebody: Any, django_assert_num_queries: Any
) -> None:
    one = article()
    take_in({one.id: one}, origin())
    count(READ, 3)
    note_sign(article_id=one.id, language=Language.EN, sign=READ, on=TODAY - timedelta(days=27))
    count(ASKED, 2)
    count(ASKED, 4, TODAY - timedelta(days=28))
    count(ASKED, 7, TODAY - timedelta(days=56))
    count(NO, 2, name="gone-since")
    manager = somebody(Role.MANAGER)
    with django_assert_num_queries(3):
        found = backlog(viewer=manager, on=TODAY)
    [item] = found.items
    assert (item.line.reads, item.line.contacts, item.line.contacts_before) == (4, 2, 4)
    assert (item.title[Language.EN], item.owner) == (one.en.title, one.owner)
    assert ArticleDay.objects.filter(sign=READ).count() == 2
    with pytest.raises(NotAllowed):
        backlog(viewer=somebody(Role.AGENT), on=TODAY)


@pytest.mark.django_db
def test_a_better_article_is_asked_for_once(somebody: Any) -> None:
    one = article()
    take_in({one.id: one}, origin())
    manager = somebody(Role.MANAGER)
    first = ask_for_better(article_id=one.id, viewer=manager, origin=origin())
    assert ask_for_better(article_id=one.id, viewer=manager, origin=origin()) == first
    assert Task.objects.get(kind=BETTER_ARTICLE).subject == "article:visit-extend"
    with pytest.raises(NoSuchVersion):
        ask_for_better(article_id="nowhere", viewer=manager, origin=origin())
    with pytest.raises(CannotPublish):
        ask_for_better(article_id=one.id, viewer=somebody(Role.AGENT), origin=origin())


@pytest.mark.django_db
def test_a_review_is_asked_for_once_when_its_day_is_near_and_settled_by_the_review(somebody: Any) -> None:
    near = article(review_by=TODAY + timedelta(days=30))
    far = article("visit-invite", review_by=TODAY + timedelta(days=31))
    take_in({one.id: one for one in (near, far)}, origin())
    remind_of_reviews(origin=origin(), today=TODAY)
    remind_of_reviews(origin=origin(), today=TODAY)
    task = Task.objects.get(kind=REVIEW_ARTICLE)
    assert task.subject == f"article:{near.id}"
    note_review(
        article_id=near.id,
        review_by=TODAY + timedelta(days=200),
        viewer=somebody(Role.CONTENT_OWNER),
        origin=origin(),
        today=TODAY,
    )
    task.refresh_from_db()
    assert (task.state, task.outcome) == ("SETTLED", "REVIEWED")
    remind_of_reviews(origin=origin(), today=TODAY)
    assert Task.objects.filter(kind=REVIEW_ARTICLE).count() == 1


def test_every_article_to_read_next_exists_and_every_outcome_has_some() -> None:
    known, programs = shipped_articles(), catalogue()
    for program in programs.programs(on=TODAY):
        for decision in ("APPROVED", "REFUSED", "WITHDRAWN", "ABANDONED", "RETURNED"):
            wanted = articles_after(decision, program.code, TODAY)
            assert 3 <= len(wanted) <= 5, (decision, program.code)
            assert set(wanted) <= known.keys(), (decision, program.code)
    assert articles_after("NONE_SUCH", "TRV", TODAY) == ()


def test_a_refused_spouse_is_shown_the_appeal_first() -> None:
    assert articles_after("REFUSED", "FC-SPOUSE-OUT", TODAY)[0] == "refused-appeal"
    assert articles_after("REFUSED", "NO-SUCH", TODAY)[0] == "refused-what-now"


@pytest.mark.django_db
def test_what_is_not_published_is_left_out(django_assert_num_queries: Any) -> None:
    articles = {name: article(name) for name in ("refused-why", "refused-court")}
    take_in(articles, origin())
    with django_assert_num_queries(1):
        assert list(next_steps(decision="REFUSED", program="TRV", on=TODAY)) == ["refused-why", "refused-court"]
