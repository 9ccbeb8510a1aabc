from collections.abc import Iterator
from datetime import date

import pytest

from guichet.foundation.languages import Language
from guichet.identity.terms import Role
from guichet.programs.queries import catalogue
from guichet.rehearsal.country import Event, events
from guichet.rehearsal.people import showcases, staff
from guichet.rehearsal.tests.conftest import AS_OF

ALL = [
    "DOCUMENTS_DUE",
    "REFUSED_IN_FRENCH",
    "OVER_DECADES",
    "MOVED_OFFICE",
    "PASSPORT_LATE",
    "JUST_APPROVED",
    "LONG_WAIT",
]


@pytest.mark.parametrize("seed", [1, 2, 7, 12345])
@pytest.mark.parametrize("day", [AS_OF, date(2026, 1, 1), date(2027, 2, 28), date(2024, 2, 29)])
def test_even_a_village_has_something_of_everything_to_see(seed: int, day: date) -> None:
    found = showcases(events(20, seed, day), as_of=day)
    assert [showcase.code for showcase in found] == ALL
    assert len({showcase.uci for showcase in found}) == len(ALL)


def test_the_same_country_shows_the_same_people(village: list[Event]) -> None:
    assert showcases(village, as_of=AS_OF) == showcases(iter(village), as_of=AS_OF)


def test_what_is_shown_is_true(village: list[Event]) -> None:
    found = {showcase.code: showcase for showcase in showcases(village, as_of=AS_OF)}
    told = {code: [e for e in village if e.get("subject") == shown.number] for code, shown in found.items()}
    due = [e["data"]["due"] for e in told["DOCUMENTS_DUE"] if e["type"] == "document.requested"]
    assert "2026-11-21" < due[-1] <= "2026-12-05"
    assert found["REFUSED_IN_FRENCH"].language is Language.FR
    assert told["REFUSED_IN_FRENCH"][-2]["data"]["decision"] == "REFUSED"
    assert any(e["type"] == "office.changed" for e in told["MOVED_OFFICE"])
    assert any("\u0600" <= sign <= "\u06ff" for sign in found["MOVED_OFFICE"].name)
    assert not any(e["type"] == "decision.made" for e in told["PASSPORT_LATE"] + told["LONG_WAIT"])


def test_every_reason_to_look_is_said_in_both_languages(village: list[Event]) -> None:
    for showcase in showcases(village, as_of=AS_OF):
        assert showcase.why.en != showcase.why.fr
        assert showcase.why
        assert showcase.email.endswith(("@example.org", "@example.com", "@example.net"))


def test_reading_stops_when_all_is_found() -> None:
    def endless() -> Iterator[Event]:
        yield from events(40, 1, AS_OF)
        raise AssertionError("read on")

    assert len(showcases(endless(), as_of=AS_OF)) == len(ALL)


def test_there_is_somebody_in_every_role_in_an_office_that_exists() -> None:
    people = staff()
    assert {role for member in people for role in member.roles} == set(Role) - {Role.SURGE}
    assert all(catalogue().has_office(member.office) for member in people)
    assert len({member.email for member in people}) == len(people)
    assert {member.language for member in people} == set(Language)
