"""Who is told by which way, when a message is tried again, what a provider's word changes."""

from datetime import timedelta

import pytest

from guichet.notices.policy import problems
from guichet.notices.rules import News, Reach, Way, pause_after, status_after, wait_before, way_to_tell
from guichet.notices.terms import DeliveryStatus, Medium, Report, WhyNotSent
from guichet.notices.tests.people import NOON

EMAIL, TEXT = {Medium.EMAIL: "amina@example.org"}, {Medium.TEXT: "+14165550123"}
BY_EMAIL, BY_TEXT = Way(Medium.EMAIL, "amina@example.org"), Way(Medium.TEXT, "+14165550123")
JUST_NOW = News(NOON, NOON)
TWO_WEEKS = timedelta(days=14)


@pytest.mark.parametrize(
    ("news", "reach", "way"),
    [
        pytest.param(JUST_NOW, Reach("email", EMAIL | TEXT), BY_EMAIL, id="as chosen: e-mail"),
        pytest.param(JUST_NOW, Reach("text", EMAIL | TEXT), BY_TEXT, id="as chosen: text"),
        pytest.param(JUST_NOW, Reach("email", TEXT), BY_TEXT, id="no e-mail that works: text instead"),
        pytest.param(JUST_NOW, Reach("text", EMAIL), BY_EMAIL, id="no number that works: e-mail instead"),
        pytest.param(JUST_NOW, Reach("email", {}), Way(not_sent=WhyNotSent.NO_ADDRESS), id="nothing works"),
        pytest.param(
            JUST_NOW, Reach("account", EMAIL | TEXT), Way(not_sent=WhyNotSent.PREFERS_ACCOUNT), id="account chosen"
        ),
        pytest.param(
            JUST_NOW, Reach("account", {}), Way(not_sent=WhyNotSent.PREFERS_ACCOUNT), id="account, no address"
        ),
        pytest.param(News(NOON - TWO_WEEKS, NOON), Reach("email", EMAIL), BY_EMAIL, id="fourteen days is not old"),
        pytest.param(
            News(NOON - TWO_WEEKS - timedelta(seconds=1), NOON),
            Reach("email", EMAIL),
            Way(not_sent=WhyNotSent.OLD),
            id="a second more is",
        ),
        pytest.param(News(NOON + TWO_WEEKS, NOON), Reach("email", EMAIL), BY_EMAIL, id="a clock ahead of ours"),
        pytest.param(
            News(NOON, NOON, overtaken=True), Reach("email", EMAIL), Way(not_sent=WhyNotSent.OVERTAKEN), id="overtaken"
        ),
        pytest.param(
            News(NOON - 2 * TWO_WEEKS, NOON, overtaken=True),
            Reach("account", {}),
            Way(not_sent=WhyNotSent.OVERTAKEN),
            id="overtaken says more than old",
        ),
    ],
)
def test_the_way_to_tell(news: News, reach: Reach, way: Way) -> None:
    assert way_to_tell(news, reach, old_after=TWO_WEEKS) == way


@pytest.mark.parametrize(
    ("attempt", "seconds"), [(0, 30), (1, 30), (2, 60), (3, 120), (7, 1920), (8, 3600), (9, 3600), (10_000, 3600)]
)
def test_waits_double_up_to_the_longest(attempt: int, seconds: int) -> None:
    found = wait_before(attempt, first=timedelta(seconds=30), longest=timedelta(hours=1))
    assert found == timedelta(seconds=seconds)


@pytest.mark.parametrize(("failures", "seconds"), [(1, None), (2, None), (3, 30), (4, 60), (5, 120), (20, 900)])
def test_a_provider_is_left_in_peace_after_some_failures(failures: int, seconds: int | None) -> None:
    found = pause_after(failures, allowed=3, first=timedelta(seconds=30), longest=timedelta(minutes=15))
    assert found == (None if seconds is None else timedelta(seconds=seconds))


D, R = DeliveryStatus, Report


@pytest.mark.parametrize(
    ("known", "reported", "later"),
    [
        (D.SENT, R.UNDER_WAY, None),
        (D.SENT, R.DELIVERED, D.DELIVERED),
        (D.SENT, R.NO_SUCH_ADDRESS, D.FAILED),
        (D.SENT, R.NOT_REACHED, D.FAILED),
        (D.SENT, R.LOST, D.FAILED),
        (D.SENDING, R.DELIVERED, D.DELIVERED),
        (D.QUEUED, R.DELIVERED, D.DELIVERED),
        (D.DELIVERED, R.DELIVERED, None),
        (D.DELIVERED, R.NOT_REACHED, None),
        (D.FAILED, R.LOST, None),
        (D.FAILED, R.UNDER_WAY, None),
        (D.FAILED, R.DELIVERED, D.DELIVERED),
    ],
)
def test_what_a_report_changes(known: D, reported: R, later: D | None) -> None:
    assert status_after(known, reported) is later


def test_the_files_of_the_policy_have_no_fault() -> None:
    assert problems() == []
