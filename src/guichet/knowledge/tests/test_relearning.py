"""What is published changes while questions come: nobody waits, nobody gets what was withdrawn, the new is taken up."""

import time
from collections.abc import Callable
from pathlib import Path
from threading import Event
from typing import Any

import pytest

from guichet.foundation.languages import Language
from guichet.identity.terms import Role
from guichet.knowledge import finding
from guichet.knowledge.actions import take_in, withdraw
from guichet.knowledge.queries import find
from guichet.knowledge.shipped import shipped
from guichet.knowledge.tests.conftest import TODAY, origin

pytestmark = pytest.mark.django_db
OLD = ("account-cannot-sign-in", "account-no-email", "visit-extend", "fees-pay")
NEW, OF_NEW = "citizenship-records", "search the citizenship records of my grandfather"
WITHDRAWN, OF_WITHDRAWN = "account-cannot-sign-in", "I cannot sign in"


@pytest.fixture
def _learns_beside(settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.INDEX_FOLDER = tmp_path
    monkeypatch.setattr(finding, "FEW", 1)
    monkeypatch.setattr(finding, "_HELD", finding._Held())
    take_in({name: shipped(None).articles[name] for name in OLD}, origin())
    assert best(OF_WITHDRAWN) == WITHDRAWN


def best(question: str) -> str | None:
    return next((one.article_id for one in find(question, Language.EN, on=TODAY).ranked), None)


def publish(somebody: Any) -> None:
    take_in({NEW: shipped(None).articles[NEW]}, origin())
    withdraw(article_id=WITHDRAWN, viewer=somebody(Role.CONTENT_OWNER), origin=origin())


@pytest.mark.usefixtures("_learns_beside")
def test_the_old_set_answers_until_the_new_one_is_learnt(somebody: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    learnt: Callable[..., Any] = finding._learnt
    may_learn, learns = Event(), Event()

    def slowly(*given: Any) -> Any:
        learns.set()
        assert may_learn.wait(60)
        return learnt(*given)

    monkeypatch.setattr(finding, "_learnt", slowly)
    publish(somebody)
    for _ in range(3):
        assert best("how do I pay") == "fees-pay"
        assert best(OF_WITHDRAWN) != WITHDRAWN, "it is never shown, whatever the old set still knows"
        assert best(OF_NEW) != NEW, "the old set does not know it yet"
    assert learns.wait(60)
    may_learn.set()
    until = time.monotonic() + 60
    while best(OF_NEW) != NEW and time.monotonic() < until:
        time.sleep(0.05)
    assert best(OF_NEW) == NEW
    assert best("how do I pay") == "fees-pay"
    assert best(OF_WITHDRAWN) != WITHDRAWN


@pytest.mark.usefixtures("_learns_beside")
def test_where_learning_fails_the_old_set_goes_on_answering(
    somebody: Any, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    failed = Event()

    def fails(*_: Any) -> Any:
        failed.set()
        raise MemoryError

    with monkeypatch.context() as meanwhile:
        meanwhile.setattr(finding, "_learnt", fails)
        publish(somebody)
        assert best("how do I pay") == "fees-pay"
        assert failed.wait(60)
        assert best(OF_WITHDRAWN) != WITHDRAWN
    assert "goes on answering" in caplog.text
    # With the next publication it is tried again.
    monkeypatch.setattr(finding, "FEW", 100)
    take_in({"visit-invite": shipped(None).articles["visit-invite"]}, origin())
    assert best(OF_NEW) == NEW
