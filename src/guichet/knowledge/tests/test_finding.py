"""A question finds its article in either language, and what is withdrawn is found no more."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from guichet.foundation.languages import Language
from guichet.identity.terms import Role
from guichet.knowledge.actions import take_in, withdraw
from guichet.knowledge.finding import learn
from guichet.knowledge.queries import find
from guichet.knowledge.tests.conftest import TODAY, origin
from guichet.knowledge.tests.shipping import with_few_questions

pytestmark = pytest.mark.django_db
NAMES = ("account-cannot-sign-in", "account-no-email", "visit-extend", "fees-pay", "citizenship-records")


@pytest.fixture
def some() -> None:
    take_in({name: with_few_questions(name) for name in NAMES}, origin())


@pytest.mark.parametrize(
    ("question", "language"),
    [("I lost my phone and cannot get in", Language.EN), ("je n’arrive plus à entrer dans mon compte", Language.FR)],
)
def test_a_question_finds_its_article_in_either_language(some: None, question: str, language: Language) -> None:
    for readers in Language:
        found = find(question, readers, on=TODAY)
        assert found.ranked[0].article_id == "account-cannot-sign-in"
        assert found.text_language is language
        assert 0 <= found.confidence <= 1


def test_what_is_withdrawn_or_too_old_is_found_no_more(some: None, somebody: Any) -> None:
    assert find("how do I sign in", Language.EN, on=TODAY).ranked
    withdraw(article_id="account-cannot-sign-in", viewer=somebody(Role.CONTENT_OWNER), origin=origin())
    found = find("I cannot sign in", Language.EN, on=TODAY)
    assert "account-cannot-sign-in" not in {one.article_id for one in found.ranked}
    assert find("I cannot sign in", Language.EN, on=TODAY + timedelta(days=4_000)).ranked == ()


@pytest.mark.parametrize("question", ["", "   ", "\x00\x07", "?" * 10_000, "a" * 10_000, "💥 " * 3_000])
def test_what_is_no_question_breaks_nothing(some: None, question: str) -> None:
    assert not find(question, Language.EN, on=TODAY).answered


def test_what_is_published_is_learnt_once_and_kept(some: None, settings: Any, tmp_path: Path) -> None:
    settings.INDEX_FOLDER = tmp_path
    told: list[str] = []
    assert learn(tell=told.append)
    assert told
    assert not learn()
    kept = [one.name for one in tmp_path.iterdir() if not one.name.startswith(".")]
    assert len(kept) == 1
    assert kept[0].startswith("guidance-")
