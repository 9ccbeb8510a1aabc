from collections.abc import Iterator
from datetime import date

import pytest

from guichet.programs.queries import catalogue
from guichet.rehearsal.behaviours import Behaviour, Pace, behaviours
from guichet.rehearsal.country import content, drawn_from, known_lives
from guichet.rehearsal.dice import Dice
from guichet.rehearsal.moments import DAY, MINUTE, moment
from guichet.rehearsal.tests.conftest import AS_OF

RECEIVED = moment(date(2026, 3, 4)) + 15 * 3600
USUAL = behaviours(content("behaviours"))


@pytest.mark.parametrize(
    ("pace", "passed", "kept"),
    [
        (Pace(5, "minutes", 0.8, 1), 5 * MINUTE, True),
        (Pace(5, "minutes", 0.8, 1), 5 * MINUTE + 1, False),
        (Pace(14, "days", 0.8, 1), 14 * DAY, True),
        (Pace(14, "days", 0.8, 1), 15 * DAY, False),
        (Pace(2, "months", 0.8, 1), 60 * DAY, True),
        (Pace(2, "months", 0.8, 1), 61 * DAY, False),
        (Pace(10, "business_days", 0.8, 1), 14 * DAY, True),
        (Pace(10, "business_days", 0.8, 1), 15 * DAY, False),
    ],
)
def test_a_time_is_kept_up_to_its_last_day(pace: Pace, passed: int, kept: bool) -> None:
    assert pace.keeps(RECEIVED, RECEIVED + passed) is kept


def _paces() -> Iterator[tuple[str, Pace]]:
    for code, usual in USUAL.items():
        yield code, usual.pace
        if usual.counters:
            yield f"{code} at a counter", usual.counter_pace


@pytest.mark.parametrize(("name", "pace"), [pytest.param(*row, id=row[0]) for row in _paces()])
def test_as_many_decisions_come_in_time_as_were_published(name: str, pace: Pace) -> None:
    dice = Dice("pace", name)
    days = [RECEIVED + dice.whole(0, 364) * DAY for _ in range(4000)]
    share = sum(pace.keeps(at, pace.decided(at, dice)) for at in days) / len(days)
    assert share == pytest.approx(pace.met, abs=0.03)


def test_nothing_is_decided_before_it_came_in() -> None:
    dice = Dice("early")
    assert all(usual.pace.decided(RECEIVED, dice) > RECEIVED for usual in USUAL.values() for _ in range(200))


def test_every_listed_program_has_a_behaviour_a_plan_and_a_place_in_some_life() -> None:
    listed = {program.code for program in catalogue().programs(on=AS_OF)}
    assert len(listed) == 39
    assert set(drawn_from(1, AS_OF).plans) == listed == set(USUAL)
    led = {
        code
        for size in known_lives().by_size.values()
        for life in size.things
        for step in life.steps
        for code in step.file.things
    }
    assert listed - led == {"PPT-NEW", "PPT-RENEW", "PPT-CHILD", "CIT-MINOR"}  # chosen by age and history
    assert led - listed == {"passport", "citizenship"}


def test_every_code_in_the_data_is_in_the_catalogue() -> None:
    known, raw = catalogue(), content("behaviours")
    offices = {office for usual in USUAL.values() for office in usual.offices if office != "abroad"}
    offices |= {office for usual in USUAL.values() for office in usual.counters}
    offices |= {*raw["moves"]["abroad"], *raw["moves"]["inside"]}
    offices |= {country["office"] for country in content("countries").values()}
    assert [office for office in offices if not known.has_office(office)] == []
    assert [fee for usual in USUAL.values() for fee in usual.one_of if not known.has_fee(fee)] == []
    assert [usual.before for usual in USUAL.values() if usual.before and usual.before not in USUAL] == []
    assert set(content("volumes")["programs"]) | set(content("volumes")["unpublished"]) == set(USUAL)


def test_the_parts_of_each_published_volume_make_the_whole() -> None:
    volumes = content("volumes")
    for service, whole in volumes["services"].items():
        parts = [row["applications"] for row in volumes["programs"].values() if row["service"] == service]
        assert sum(parts) == pytest.approx(whole, rel=0.0001), service


def test_a_passport_counter_has_its_own_pace() -> None:
    usual: Behaviour = USUAL["PPT-RENEW"]
    assert (usual.pace_at("PPT-GATINEAU").value, usual.pace_at("PPT-TORONTO").value) == (20, 10)
