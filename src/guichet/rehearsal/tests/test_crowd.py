"""The crowd of a demonstration: the same each time, and as quick and as slow as the country says."""

from collections import Counter

from guichet.rehearsal.country import content
from guichet.rehearsal.crowd import events_of_crowd, showcase_of
from guichet.rehearsal.tests.conftest import AS_OF


def test_the_same_seed_and_day_tell_the_same() -> None:
    told = list(events_of_crowd(3, AS_OF))
    assert told == list(events_of_crowd(3, AS_OF))
    other = {event["data"]["uci"] for event in events_of_crowd(4, AS_OF) if event["type"] == "client.registered"}
    assert other.isdisjoint(event["data"]["uci"] for event in told if event["type"] == "client.registered")


def test_nothing_happens_on_the_day_or_later_and_each_file_is_told_in_order() -> None:
    seen: dict[str, str] = {}
    for event in events_of_crowd(1, AS_OF):
        assert event["time"] < AS_OF.isoformat()
        file = event.get("subject", "")
        if file:
            assert seen.get(file, "") < event["time"]
            seen[file] = event["time"]


def test_there_are_about_as_many_files_as_the_data_say_and_some_wait() -> None:
    said = content("crowd")
    programs = Counter(
        event["data"]["program"] for event in events_of_crowd(1, AS_OF) if event["type"] == "application.received"
    )
    for program, a_month in said["programs"].items():
        if program != said["lately"]["program"]:
            assert 0.8 <= programs[program] / (a_month * said["months"]) <= 1.2, program
    assert programs[said["lately"]["program"]] > said["programs"][said["lately"]["program"]] * said["months"]


def test_somebody_of_the_crowd_can_be_shown() -> None:
    number = next(event["subject"] for event in events_of_crowd(1, AS_OF) if "subject" in event)
    shown = showcase_of([number], seed=1, as_of=AS_OF)
    assert shown is not None
    assert shown.number == number
    assert showcase_of(["V999999999"], seed=1, as_of=AS_OF) is None
