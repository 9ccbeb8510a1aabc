"""Decision tables: the first line that fits decides, and each other says why it did not."""

import pytest

from guichet.foundation.decisions import Clause, Table
from guichet.foundation.languages import Text

WHY = Text(en="Because.", fr="Parce que.")
DOMAINS = {"sky": ["clear", "rain"], "day": ["work", "rest"]}


def clause(code: str, outcome: str, **when: str) -> Clause[str]:
    return Clause(code, outcome, WHY, "Almanac", {name: frozenset({word}) for name, word in when.items()})


TABLE = Table([clause("WORK", "office", day="work"), clause("WET", "home", sky="rain"), clause("ELSE", "out")], DOMAINS)


@pytest.mark.parametrize(
    ("sky", "day", "outcome"),
    [("rain", "work", "office"), ("rain", "rest", "home"), ("clear", "rest", "out")],
)
def test_the_first_line_that_fits_decides(sky: str, day: str, outcome: str) -> None:
    assert TABLE.decide({"sky": sky, "day": day}).outcome == outcome


def test_why_not_and_the_smallest_change() -> None:
    passed = {one.clause.code: one for one in TABLE.passed({"sky": "rain", "day": "work"})}
    assert (passed["WET"].misses, passed["WET"].change) == ((), {"day": "rest"})
    assert passed["ELSE"].change == {"sky": "clear", "day": "rest"}


@pytest.mark.parametrize(
    "clauses",
    [
        [clause("A", "x", sky="clear")],
        [clause("A", "x", sky="snow"), clause("B", "y")],
        [clause("A", "x", day="work"), clause("A", "y")],
    ],
)
def test_an_unsound_table_is_refused(clauses: list[Clause[str]]) -> None:
    with pytest.raises(ValueError, match=r"is never|ends with"):
        Table(clauses, DOMAINS)


def test_what_nothing_can_bring_about_has_no_change() -> None:
    shadowed = Table([clause("A", "x", day="work"), clause("B", "y", day="work"), clause("C", "z")], DOMAINS)
    passed = {one.clause.code: one for one in shadowed.passed({"sky": "rain", "day": "work"})}
    assert passed["B"].change == {}
