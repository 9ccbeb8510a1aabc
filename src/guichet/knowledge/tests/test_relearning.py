"""What is published changes while questions come: nobody waits, nobody gets what was withdrawn, the new is taken up."""

import time
from collections.abc import Callable
from pathlib import Path
from threading import Event, Lock, Thread
from typing import Any

import pytest

from guichet.foundation.languages import Language
from guichet.identity.terms import Role
from guichet.knowledge import finding
from guichet.knowledge.actions import take_in, withdraw
from guichet.knowledge.queries import find
from guichet.knowledge.tests.conftest import TODAY, origin
from guichet.knowledge.tests.shipping import with_few_questions
from guichet.language.matching import outside

pytestmark = pytest.mark.django_db
OLD = ("account-cannot-sign-in", "account-no-email", "visit-extend", "fees-pay")
NEW, OF_NEW = "citizenship-records", "search the citizenship records of my grandfather"
WITHDRAWN, OF_WITHDRAWN = "account-cannot-sign-in", "I cannot sign in"


@pytest.fixture
def _learns_beside(settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.INDEX_FOLDER = tmp_path
    monkeypatch.setattr(finding, "FEW", 1)
    monkeypatch.setattr(finding, "_HELD", finding._Held())
    take_in({name: with_few_questions(name) for name in OLD}, origin())
    assert best(OF_WITHDRAWN) == WITHDRAWN


def best(question: str) -> str | None:
    return next((one.article_id for one in find(question, Language.EN, on=TODAY).ranked), None)


def publish(somebody: Any) -> None:
    take_in({NEW: with_few_questions(NEW)}, origin())
    withdraw(article_id=WITHDRAWN, viewer=somebody(Role.CONTENT_OWNER), origin=origin())


@pytest.mark.usefixtures("_learns_beside")
def test_the_old_set_answers_until_the_new_one_is_learnt(somebody: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    learnt: Callable[..., Any] = finding._whole
    may_learn, learns = Event(), Event()

    def slowly(*given: Any) -> Any:
        learns.set()
        assert may_learn.wait(60)
        return learnt(*given)

    monkeypatch.setattr(finding, "_whole", slowly)
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
        meanwhile.setattr(finding, "_whole", fails)
        publish(somebody)
        assert best("how do I pay") == "fees-pay"
        assert failed.wait(60)
        assert best(OF_WITHDRAWN) != WITHDRAWN
    assert "goes on answering" in caplog.text
    # With the next publication it is tried again.
    monkeypatch.setattr(finding, "FEW", 100)
    take_in({"visit-invite": with_few_questions("visit-invite")}, origin())
    assert best(OF_NEW) == NEW


class _Watched:
    """A lock that says when somebody waits for it."""

    def __init__(self) -> None:
        self.lock, self.is_waited_for = Lock(), Event()

    def __enter__(self) -> None:
        if self.lock.locked():
            self.is_waited_for.set()
        self.lock.acquire()

    def __exit__(self, *_: object) -> None:
        self.lock.release()


@pytest.mark.usefixtures("_learns_beside")
def test_what_is_learnt_before_the_question_is_through_is_taken_up_all_the_same(
    somebody: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    lock, begun = _Watched(), []

    class Hasty(Thread):
        """Gets as far as it can before whoever began it goes on."""

        def start(self) -> None:
            begun.append(self)
            super().start()
            while self.is_alive() and not lock.is_waited_for.is_set():
                time.sleep(0.001)

    monkeypatch.setattr(finding, "_LOCK", lock)
    monkeypatch.setattr(finding, "Thread", Hasty)
    publish(somebody)
    assert best(OF_NEW) != NEW
    begun[0].join(60)
    assert best(OF_NEW) == NEW
    assert len(begun) == 1


def test_with_nothing_to_answer_meanwhile_a_part_answers_until_all_is_learnt(
    settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    learnt: Callable[..., Any] = finding._whole
    may_learn, read, begun = Event(), [], []

    def slowly(*given: Any) -> Any:
        assert may_learn.wait(60)
        return learnt(*given)

    def noted(entries: Any, *given: Any, **named: Any) -> Any:
        read.append(sum(len(one.asked) + len(one.body) for one in entries))
        return actual(entries, *given, **named)

    class Known(Thread):
        def start(self) -> None:
            begun.append(self)
            super().start()

    settings.INDEX_FOLDER = tmp_path
    actual: Callable[..., Any] = finding.read
    for name, value in {"FEW": 1, "_HELD": finding._Held(), "_whole": slowly, "read": noted, "Thread": Known,
                        "WITHIN_SECONDS": len(outside()) + 6 * len(OLD)}.items():  # fmt: skip
        monkeypatch.setattr(finding, name, value)
    take_in({name: with_few_questions(name) for name in OLD}, origin())
    assert best("how do I pay the fees") == "fees-pay"
    assert best("comment payer les frais") == "fees-pay"
    assert read == [6 * len(OLD)], "three texts of each in each language, and no more while somebody waits"
    may_learn.set()
    begun[0].join(60)
    assert read[1] > 2 * read[0]
    assert best(OF_WITHDRAWN) == WITHDRAWN
    # Another process finds both kept, and learns nothing.
    monkeypatch.setattr(finding, "_HELD", finding._Held())
    assert best("how do I pay") == "fees-pay"
    assert len(read) == 2


@pytest.mark.usefixtures("_learns_beside")
def test_another_process_learns_so_that_its_memory_goes_with_it(
    settings: Any, somebody: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun: list[list[str]] = []

    def elsewhere(command: list[str], **_: Any) -> None:
        begun.append(command[1:])
        finding._whole(published, finding._path(published))

    settings.LEARNS_ELSEWHERE = True
    monkeypatch.setattr("guichet.knowledge.finding.subprocess.run", elsewhere)
    monkeypatch.setattr(finding, "LOOK_SECONDS", 0.05)
    publish(somebody)
    published = finding._articles()
    until = time.monotonic() + 60
    while best(OF_NEW) != NEW and time.monotonic() < until:
        time.sleep(0.05)
    assert best(OF_NEW) == NEW
    assert begun == [["-m", "guichet", "guidance", "learn", "--gently"]]


@pytest.mark.parametrize(
    ("broken_off", "published_since", "tried", "learnt"),
    [(0, False, 1, True), (2, False, 3, True), (9, False, 3, False), (2, True, 1, False)],
    ids=["at once", "at the third time", "never", "something else is published"],
)
def test_what_breaks_off_is_tried_again_a_few_times(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, broken_off: int, published_since: bool, tried: int, learnt: bool
) -> None:
    begun, waited, mark = [], [], (1, 1, 1)
    held = finding._Held(mark)

    def learn(*_: Any) -> str:
        begun.append(True)
        if len(begun) <= broken_off:
            raise ChildProcessError("out of memory")
        return "what was learnt"

    def wait(seconds: float) -> None:
        waited.append(seconds)
        if published_since:
            held.mark = (2, 2, 2)

    for name, value in {"_HELD": held, "_whole": learn, "TRY_AGAIN_SECONDS": (1.0, 5.0)}.items():
        monkeypatch.setattr(finding, name, value)
    monkeypatch.setattr(finding.time, "sleep", wait)
    finding._learn_beside([], tmp_path / "guidance-of-now.npz", mark)
    assert (len(begun), held.matcher == "what was learnt") == (tried, learnt)
    assert waited == [1.0, 5.0][: min(broken_off, 1 if published_since else 2)]


def test_while_one_process_learns_the_others_wait_for_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "guidance-of-now.npz"
    with finding._alone(path):
        assert finding._somebody_learns(path)
    assert not finding._somebody_learns(path)

    def no_other_process(*_: Any, **_more: Any) -> None:
        raise AssertionError("somebody has learnt it")

    learns = iter([True, True, False])
    for name, value in {
        "_somebody_learns": lambda _: next(learns),
        "LOOK_SECONDS": 0,
        "take_up": lambda one: one.name,
    }.items():
        monkeypatch.setattr(finding, name, value)
    monkeypatch.setattr("guichet.knowledge.finding.subprocess.run", no_other_process)
    path.touch()
    assert finding._learnt_elsewhere(path) == path.name
    assert next(learns, None) is None


def test_what_must_be_cut_is_cut_alike_in_both_languages() -> None:
    article = with_few_questions("fees-pay")
    whole, cut = finding.entry_of(article), finding._begin(article, 9, bodies=False)
    for language in Language:
        its = [text for said, text in whole.asked if said is language]
        assert [text for said, text in cut.asked if said is language] == its[:4]
    assert cut.body == ()
    assert len(finding._begin(article, 0, bodies=False).asked) == 2, "the title in each language always stays"
    assert finding._begin(article, 10_000, bodies=True) == whole


def test_with_too_many_articles_to_learn_a_part_of_nothing_is_found_and_nobody_waits(
    settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    settings.INDEX_FOLDER = tmp_path
    learns = Event()
    for name, value in {"FEW": 1, "_HELD": finding._Held(), "_learn_beside": lambda *_: learns.set(),
                        "WITHIN_SECONDS": len(outside())}.items():  # fmt: skip
        monkeypatch.setattr(finding, name, value)
    take_in({name: with_few_questions(name) for name in OLD}, origin())
    assert best("how do I pay the fees") is None
    assert learns.wait(60)
    assert "guidance learn" in caplog.text
