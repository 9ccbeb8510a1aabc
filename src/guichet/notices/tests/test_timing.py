"""When a message goes: at once, together, with a digest, never in the night; and never outside safe hours."""

from datetime import UTC, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guichet.clients.reach import Reachable
from guichet.clients.terms import ContactKind
from guichet.foundation.languages import Language
from guichet.notices.policy import notice_kind, timing
from guichet.notices.rules.timing import Frequency, Hours, Moment, Timing, Wishes, goes_at
from guichet.notices.terms import Medium, WhyHeld
from guichet.notices.whereabouts import wishes_of, zones_of_number

TORONTO, PARIS, TOKYO = (ZoneInfo(name) for name in ("America/Toronto", "Europe/Paris", "Asia/Tokyo"))
NIGHT = Hours(time(21), time(8))
POLICY = Timing(
    settle=timedelta(seconds=10),
    together=timedelta(hours=1),
    digest_at=time(8),
    digest_weekday=0,
    quiet=NIGHT,
    quiet_media=frozenset({Medium.TEXT}),
)
# A Tuesday, noon in Toronto.
NOON = datetime(2026, 11, 3, 17, tzinfo=UTC)
IN_TORONTO = Wishes(zones=(TORONTO,))
SETTLED = Moment(NOON + timedelta(seconds=10), WhyHeld.TOGETHER)


@pytest.mark.parametrize(
    ("facts", "moment"),
    [
        pytest.param({}, SETTLED, id="an ordinary change waits a moment for others"),
        pytest.param({"urgent": True}, Moment(NOON), id="an urgent one waits for nothing"),
        pytest.param(
            {"last_sent": NOON - timedelta(minutes=20)},
            Moment(NOON + timedelta(minutes=40), WhyHeld.TOGETHER),
            id="after a message, the hour is waited out",
        ),
        pytest.param({"last_sent": NOON - timedelta(hours=2)}, SETTLED, id="a message long ago changes nothing"),
        pytest.param(
            {"urgent": True, "last_sent": NOON}, Moment(NOON), id="an urgent one goes however short ago the last was"
        ),
        pytest.param(
            {"wishes": Wishes(zones=(TORONTO,), frequency=Frequency.DAILY)},
            Moment(datetime(2026, 11, 4, 13, tzinfo=UTC), WhyHeld.DAILY),
            id="with the day's news",
        ),
        pytest.param(
            {"wishes": Wishes(zones=(TORONTO,), frequency=Frequency.WEEKLY)},
            Moment(datetime(2026, 11, 9, 13, tzinfo=UTC), WhyHeld.WEEKLY),
            id="with the week's news, on Monday",
        ),
        pytest.param(
            {"wishes": Wishes(zones=(TOKYO,)), "medium": Medium.TEXT},
            Moment(datetime(2026, 11, 3, 23, tzinfo=UTC), WhyHeld.QUIET),
            id="a text waits for the morning in Tokyo",
        ),
        pytest.param({"wishes": Wishes(zones=(TOKYO,))}, SETTLED, id="an e-mail makes no noise at night"),
        pytest.param(
            {"wishes": Wishes(zones=(TORONTO,), quiet=Hours(time(11), time(15)))},
            Moment(datetime(2026, 11, 3, 20, tzinfo=UTC), WhyHeld.QUIET),
            id="hours that the client chose hold for e-mails too",
        ),
        pytest.param(
            {"wishes": Wishes(zones=(TOKYO,)), "medium": Medium.TEXT, "urgent": True},
            Moment(NOON),
            id="an urgent text goes at night",
        ),
        pytest.param(
            {"wishes": Wishes(zones=(TORONTO,), safe=Hours(time(14), time(15))), "urgent": True},
            Moment(datetime(2026, 11, 3, 19, tzinfo=UTC), WhyHeld.SAFE),
            id="nothing goes outside safe hours, however urgent",
        ),
        pytest.param(
            {"wishes": Wishes(zones=(PARIS, TOKYO)), "medium": Medium.TEXT},
            Moment(datetime(2026, 11, 4, 7, tzinfo=UTC), WhyHeld.QUIET),
            id="it is day wherever the number may be",
        ),
        pytest.param({"medium": Medium.POST}, Moment(NOON), id="a letter is printed at once"),
    ],
)
def test_when_a_message_goes(facts: dict[str, Any], moment: Moment) -> None:
    usual = {"urgent": False, "medium": Medium.EMAIL, "wishes": IN_TORONTO, "timing": POLICY}
    assert goes_at(NOON, **(usual | facts)) == moment


@given(
    at=st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 31), timezones=st.just(UTC)),
    begin=st.integers(0, 23),
    end=st.integers(0, 23),
    zone=st.sampled_from(["America/Toronto", "Asia/Kolkata", "Pacific/Auckland", "America/St_Johns"]),
    frequency=st.sampled_from(Frequency),
)
def test_no_message_goes_in_quiet_hours_and_none_waits_for_ever(
    at: datetime, begin: int, end: int, zone: str, frequency: Frequency
) -> None:
    quiet = Hours(time(begin), time(end))
    there = ZoneInfo(zone)
    wishes = Wishes(zones=(there,), frequency=frequency, quiet=quiet)
    moment = goes_at(at, urgent=False, medium=Medium.EMAIL, wishes=wishes, timing=POLICY)
    assert not quiet.hold(moment.at.astimezone(there).time())
    assert at <= moment.at <= at + timedelta(days=9)


def test_the_zone_is_the_clients_own_else_that_of_their_number_else_ours() -> None:
    def zones(**facts: Any) -> list[str]:
        return [zone.key for zone in wishes_of(Reachable("email", Language.EN, **facts)).zones]

    tokyo = {ContactKind.PHONE: "+81312345678"}
    assert zones(time_zone="Europe/Paris", addresses=tokyo) == ["Europe/Paris"]
    assert zones(addresses=tokyo) == ["Asia/Tokyo"]
    assert zones(time_zone="Nowhere/Land") == ["America/Toronto"]
    assert zones(addresses={ContactKind.PHONE: "no number"}) == ["America/Toronto"]
    assert len(zones_of_number("+79161234567")) > 1, "a number of a wide country may be in any of its zones"


def test_the_policy_names_the_kinds_whose_time_runs() -> None:
    assert notice_kind("document.requested").must_reach
    assert notice_kind("decision.made").urgent
    assert not notice_kind("fee.paid").urgent
    assert timing(NOON.date()).together == timedelta(hours=1)


def test_every_kind_in_the_policy_is_the_kind_of_an_event() -> None:
    from guichet.journal.events import EVENT_KINDS
    from guichet.notices.policy import _kinds

    assert set(_kinds("")) <= set(EVENT_KINDS)
