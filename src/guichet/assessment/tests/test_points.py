"""Points: what always holds of the grids, which grid answers for which day, and faults of the tables."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from guichet.assessment import checks, policy
from guichet.assessment.rules import (
    Ability,
    Levels,
    Profile,
    Spouse,
    Worker,
    is_scored_with_spouse,
    levels_of,
    ranking,
    selection,
)
from guichet.assessment.shapes import PACKAGE, RANKING
from guichet.assessment.terms import JobOffer, Schooling, StepCode, Study, Test
from guichet.assessment.words import sentence
from guichet.foundation.languages import Language

GRID = policy.grid(date(2026, 11, 2))
LAW = policy.skilled_law(date(2026, 11, 2))
QUICK = settings(max_examples=150, deadline=None)

level = st.integers(0, 12)
levels = st.builds(Levels, level, level, level, level)
years = st.integers(0, 8)
spouses = st.builds(Spouse, schooling=st.sampled_from(Schooling), language=levels, canadian_years=years)
profiles = st.builds(
    Profile,
    age=st.integers(0, 80),
    schooling=st.sampled_from(Schooling),
    first_language=st.sampled_from(Language),
    first=levels,
    second=levels,
    canadian_years=years,
    foreign_years=years,
    has_certificate=st.booleans(),
    spouse=st.none() | spouses,
    has_sibling=st.booleans(),
    canadian_study=st.sampled_from(Study),
    is_nominated=st.booleans(),
    job_offer=st.sampled_from(JobOffer),
)
workers = st.builds(
    Worker,
    age=st.integers(0, 80),
    schooling=st.sampled_from(Schooling),
    first=levels,
    second=levels,
    years=years,
    **dict.fromkeys(
        ("has_offer", "spouse_language", "own_study", "spouse_study", "own_work", "spouse_work", "relative"),
        st.booleans(),
    ),
)


@QUICK
@given(profiles)
def test_points_keep_within_their_bounds(profile: Profile) -> None:
    found = ranking(profile, GRID)
    assert 0 <= found.core <= (460 if profile.spouse else 500)
    assert 0 <= found.spouse <= (40 if profile.spouse else 0)
    assert all(0 <= part <= 50 for part in (found.education, found.foreign, found.certificate))
    assert found.transfer <= 100
    assert 0 <= found.additional <= 600
    assert 0 <= found.total <= 1200
    assert ranking(profile, GRID) == found


@QUICK
@given(profiles, st.data())
def test_having_more_never_lowers_the_points(profile: Profile, data) -> None:
    def better(levels: Levels) -> Levels:
        ability = data.draw(st.sampled_from(Ability))
        return replace(levels, **{ability.value: getattr(levels, ability.value) + 1})

    schooling = list(Schooling)
    more = data.draw(
        st.sampled_from(
            [
                {"first": better(profile.first)},
                {"second": better(profile.second)},
                {"canadian_years": profile.canadian_years + 1},
                {"foreign_years": profile.foreign_years + 1},
                {"schooling": schooling[min(schooling.index(profile.schooling) + 1, 7)]},
                {"has_certificate": True},
                {"has_sibling": True},
                {"is_nominated": True},
            ]
        )
    )
    assert ranking(replace(profile, **more), GRID).total >= ranking(profile, GRID).total


@QUICK
@given(profiles, st.permutations(range(4)))
def test_the_order_of_abilities_changes_nothing(profile: Profile, order: list[int]) -> None:
    def mixed(levels: Levels) -> Levels:
        return Levels(*(levels.each[place] for place in order))

    other = replace(profile, first=mixed(profile.first), second=mixed(profile.second))
    assert ranking(other, GRID) == ranking(profile, GRID)


@QUICK
@given(workers)
def test_the_selection_grid_keeps_within_its_bounds(worker: Worker) -> None:
    found = selection(worker, LAW)
    parts = (found.education, found.language, found.experience, found.age, found.offer, found.adaptability)
    assert all(0 <= part <= most for part, most in zip(parts, (25, 28, 15, 12, 10, 10), strict=True))
    assert found.total == sum(parts) <= 100
    assert found.passes == (found.is_through_gate and found.total >= 67)
    for flag in ("has_offer", "own_study", "own_work", "spouse_language", "spouse_study", "spouse_work", "relative"):
        assert selection(replace(worker, **{flag: True}), LAW).total >= found.total
    assert selection(replace(worker, years=worker.years + 1), LAW).total >= found.total


@pytest.mark.parametrize(("results_hold", "credential_holds"), [(False, True), (True, False)])
def test_old_results_and_old_reports_shut_the_gate(*, results_hold: bool, credential_holds: bool) -> None:
    worker = Worker(age=30, schooling=Schooling.DOCTORATE, first=Levels(10, 10, 10, 10), years=6)
    assert selection(worker, LAW).passes
    assert not selection(replace(worker, results_hold=results_hold, credential_holds=credential_holds), LAW).passes


@pytest.mark.parametrize(
    ("has_spouse", "comes_along", "is_canadian", "scored"),
    [(True, True, False, True), (True, False, False, False), (True, True, True, False), (False, False, False, False)],
)
def test_a_spouse_is_scored_who_comes_along_and_is_not_canadian(
    *, has_spouse: bool, comes_along: bool, is_canadian: bool, scored: bool
) -> None:
    found = is_scored_with_spouse(has_spouse=has_spouse, comes_along=comes_along, is_canadian=is_canadian)
    assert found == scored


PLAIN = Profile(age=30, schooling=Schooling.MASTERS, first_language=Language.EN, first=Levels(9, 9, 9, 9))


@pytest.mark.parametrize(
    ("day", "begins", "newer"),
    [
        (date(2020, 10, 20), date(2016, 11, 19), None),
        (date(2025, 3, 24), date(2016, 11, 19), None),
        (date(2025, 3, 25), date(2025, 3, 25), None),
        (date(2026, 11, 2), date(2025, 3, 25), None),
        (date(2026, 11, 3), date(2025, 3, 25), date(2026, 11, 3)),
        (date(2030, 1, 1), date(2025, 3, 25), date(2026, 11, 3)),
    ],
)
def test_the_grid_of_a_day_is_the_one_in_force_or_the_last_known_and_says_so(day, begins, newer) -> None:
    grid = policy.grid(day)
    assert (grid.valid_from, grid.newer_from) == (begins, newer)
    assert grid.factors.keys() == set(RANKING)
    first = ranking(PLAIN, grid).why[0]
    assert (first.code is StepCode.RANK_ENDED) == (newer is not None)
    if newer:
        assert "2 novembre 2026" in sentence(first, Language.FR).replace("\u00a0", " ")
        assert "November 2, 2026" in sentence(first, Language.EN).replace("\u00a0", " ")


@pytest.mark.parametrize("day", [date(2014, 1, 1), date(2016, 11, 18), date(2019, 1, 1), date(2020, 10, 19)])
def test_no_grid_is_made_up_for_a_day_whose_points_are_not_known(day: date) -> None:
    with pytest.raises(policy.NotKnown):
        policy.grid(day)


def test_the_offer_is_worth_what_it_was_on_its_day() -> None:
    offered = replace(PLAIN, job_offer=JobOffer.SENIOR)
    points = [ranking(offered, policy.grid(day)).additional for day in (date(2025, 3, 24), date(2025, 3, 25))]
    assert points == [200, 0]


@QUICK
@given(st.sampled_from(Test), st.sampled_from(Ability), st.decimals(0, 700, places=1), st.decimals(0, 50, places=1))
def test_a_better_result_is_never_a_lower_level(test: Test, ability: Ability, result: Decimal, more: Decimal) -> None:
    table = policy.test_table(test, date(2026, 11, 1))
    assert 0 <= table.level(ability, result) <= table.level(ability, result + more) <= 10


def test_what_was_not_tested_has_no_level() -> None:
    table = policy.test_table(Test.IELTS_GENERAL, date(2026, 11, 1))
    assert levels_of(table, {Ability.READING: Decimal(9)}) == Levels(reading=10)


def faults_with(folder: Path, name: str, text: str) -> list[tuple[str, str, int]]:
    (folder / "assessment").mkdir(exist_ok=True)
    (folder / "assessment" / name).write_text(text, encoding="utf-8")
    return [(fault.code, fault.record, fault.line) for fault in checks.problems(folder)]


def test_the_package_has_no_fault() -> None:
    assert checks.problems() == []


@pytest.mark.parametrize(
    ("name", "text", "fault"),
    [
        ("numbers.yaml", "- code: NONSENSE\n  number: 1\n", ("UNKNOWN_KEY", "NONSENSE", 1)),
        ("numbers.yaml", "\n- code: OBLIGATION_DAYS\n  remove: true\n", ("NEEDED", "OBLIGATION_DAYS", 1)),
        (
            "numbers.yaml",
            "- code: OBLIGATION_DAYS\n  valid_from: 2026-01-01\n  number: 1\n",
            ("OVERLAP", "OBLIGATION_DAYS", 1),
        ),
        (
            "skilled.yaml",
            "- code: AGE\n  bands:\n    - {at_least: 18, points: 12}\n    - {at_least: 18, points: 11}\n",
            ("NOT_RISING", "AGE", 1),
        ),
        ("skilled.yaml", "- code: AGE\n  bands: [{at_least: KINDERGARTEN, points: 1}]\n", ("WRONG_TYPE", "AGE", 2)),
        # A part of a new grid: the rest of it is not there.
        (
            "ranking.yaml",
            "\n- code: AGE\n  valid_from: 2026-11-03\n  bands: [{at_least: 0, alone: 1, couple: 1}]\n",
            ("OVERLAP", "AGE", 2),
        ),
        ("grids.yaml", "- code: RANKING\n  valid_from: 2026-11-03\n  known: true\n", ("NEEDED", "RANKING", 1)),
        (
            "language_tests.yaml",
            "- code: PTE_CORE\n  language: en\n  levels:\n"
            "    - {level: 5, speaking: 9, listening: 9, reading: 9, writing: 9}\n"
            "    - {level: 6, speaking: 8, listening: 10, reading: 10, writing: 10}\n",
            ("NOT_RISING", "PTE_CORE", 1),
        ),
    ],
)
def test_a_faulty_table_is_named_with_its_line(
    tmp_path: Path, name: str, text: str, fault: tuple[str, str, int]
) -> None:
    assert fault in faults_with(tmp_path, name, text)


def test_a_department_that_loads_a_whole_new_grid_has_it_from_its_day(tmp_path: Path, settings) -> None:
    ours = (PACKAGE / "ranking.yaml").read_text(encoding="utf-8")
    newest = [part for part in ours.split("- code: ")[1:] if "valid_to: 2026-11-02" in part]
    lines = ["- code: " + part.split("#")[0] for part in newest]
    new = "".join(
        "\n".join(
            "  valid_from: 2026-11-03" if "valid_from" in line else line
            for line in part.splitlines()
            if "valid_to" not in line
        )
        + "\n"
        for part in lines
    ).replace("{at_least: 30, alone: 105, couple: 95}", "{at_least: 30, alone: 99, couple: 90}")
    assert faults_with(tmp_path, "ranking.yaml", new)  # the grid is still said not to be known
    grid = "- code: RANKING\n  valid_from: 2026-11-03\n  known: true\n  source: a notice\n"
    assert faults_with(tmp_path, "grids.yaml", grid) == []
    settings.DATA_FOLDER = str(tmp_path)
    old, now = (ranking(PLAIN, policy.grid(day)).core for day in (date(2026, 11, 2), date(2026, 11, 3)))
    assert old - now == 6
    assert policy.grid(date(2026, 11, 3)).newer_from is None


# Results of listening, reading, writing and speaking, and the points that two other calculators give alone.
@pytest.mark.parametrize(("results", "points"), [((7, 7, 7, 7), 17 + 31 + 31 + 31), ((8, 8, 7, 7), 31 + 34 + 31 + 31)])
def test_what_others_found_by_the_same_tables(results: tuple[int, ...], points: int) -> None:
    table = policy.test_table(Test.IELTS_GENERAL, date(2026, 11, 1))
    abilities = (Ability.LISTENING, Ability.READING, Ability.WRITING, Ability.SPEAKING)
    found = levels_of(table, dict(zip(abilities, map(Decimal, results), strict=True)))
    assert sum(map(GRID.factors["FIRST_LANGUAGE"].points, found.each)) == points
