"""What would give more points: each change gives what it says, and nothing better of its kind was left out."""

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from guichet.assessment import queries
from guichet.assessment.rules import Levels, Profile, Worker
from guichet.assessment.rules.ranking import Spouse
from guichet.assessment.terms import Change, Schooling, Study
from guichet.foundation.languages import Language

ON = date(2026, 11, 22)
LEVELS = st.builds(Levels, *[st.sampled_from([0, 4, 5, 6, 7, 8, 9, 10])] * 4)
SPOUSES = st.builds(
    Spouse, schooling=st.sampled_from(Schooling), language=LEVELS, canadian_years=st.integers(0, 6)
)  # fmt: skip
PROFILES = st.builds(
    Profile, age=st.integers(17, 50), schooling=st.sampled_from(Schooling), first_language=st.sampled_from(Language),
    first=LEVELS, second=LEVELS, canadian_years=st.integers(0, 8), foreign_years=st.integers(0, 8),
    has_certificate=st.booleans(), spouse=st.one_of(st.none(), SPOUSES), has_sibling=st.booleans(),
    canadian_study=st.sampled_from(Study), is_nominated=st.booleans(),
)  # fmt: skip
WORKERS = st.builds(
    Worker, age=st.integers(17, 50), schooling=st.sampled_from(Schooling), first=LEVELS, second=LEVELS,
    years=st.integers(0, 8), has_offer=st.booleans(), own_study=st.booleans(), own_work=st.booleans(),
)  # fmt: skip


@given(PROFILES)
@settings(max_examples=60, deadline=None)
def test_a_change_of_a_profile_adds_what_it_says(profile: Profile) -> None:
    now = queries.ranking(profile, ON).total
    gains = queries.ranking_gains(profile, ON)
    assert [gain.points for gain in gains] == sorted((gain.points for gain in gains), reverse=True)
    for gain in gains:
        assert gain.points == queries.ranking(gain.case, ON).total - now > 0


@given(WORKERS)
@settings(max_examples=60, deadline=None)
def test_a_change_of_a_worker_adds_what_it_says(worker: Worker) -> None:
    now = queries.selection(worker, ON).total
    for gain in queries.selection_gains(worker, ON):
        assert gain.points == queries.selection(gain.case, ON).total - now > 0


def test_who_lacks_only_a_nomination_is_told_what_it_brings() -> None:
    nines = Levels(9, 9, 9, 9)
    profile = Profile(age=30, schooling=Schooling.MASTERS, first_language=Language.EN, first=nines, canadian_years=1)
    first, *_others = queries.ranking_gains(profile, ON)
    assert (first.change, first.points) == (Change.NOMINATION, 600)
    nominated = queries.ranking_gains(first.case, ON)
    assert Change.NOMINATION not in {gain.change for gain in nominated}


def test_the_most_of_each_factor_is_what_the_best_profile_gets() -> None:
    best = Levels(10, 10, 10, 10)
    profile = Profile(
        age=25, schooling=Schooling.DOCTORATE, first_language=Language.EN, first=best, second=best, canadian_years=8,
        foreign_years=8,
    )  # fmt: skip
    most = queries.ranking_most(ON, couple=False)
    core = most["AGE"] + most["EDUCATION"] + 4 * most["FIRST_LANGUAGE"] + most["SECOND_LANGUAGE_CAP"]
    assert queries.ranking(profile, ON).core == core + most["CANADIAN_WORK"] == 500
    assert queries.ranking(profile, ON).transfer == most["TRANSFER_CAP"] == 100
