"""The rules of crises: who is most at risk, what must be known to open one, who may answer."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from guichet.crises.policy import limits, problems, training, triage
from guichet.crises.rules import (
    Plan,
    Risk,
    faults_of_plan,
    has_learnt,
    highest,
    refusal_to_lend,
    refusal_to_work,
    risk_of,
)
from guichet.crises.terms import Band, CrisisRefusal
from guichet.foundation.languages import Text

TODAY = date(2026, 11, 3)
NOW = datetime(2026, 11, 3, 15, tzinfo=UTC)
PLAN = Plan(
    address="fires-2026",
    name=Text("Wildfires", "Feux de forêt"),
    first_words=Text("Write to us here.", "Écrivez-nous ici."),
    countries=("LBN",),
    programs=(),
    box="",
    last_day=date(2026, 12, 3),
)


@pytest.mark.parametrize(
    ("answers", "urgency", "risk"),
    [
        ({}, 0, Risk(Band.USUAL, 0)),
        ({"WHERE": "ELSEWHERE", "SAFETY": "SAFE"}, 0, Risk(Band.USUAL, 0)),
        ({"WHERE": "LEFT"}, 0, Risk(Band.USUAL, 10)),
        # 15 points are the first that raise it, and 40 the first that are high.
        ({"CHILDREN": "WITH_US"}, 0, Risk(Band.RAISED, 15)),
        ({"WHERE": "INSIDE", "CHILDREN": "WITH_US"}, 0, Risk(Band.HIGH, 40)),
        ({"WHERE": "INSIDE", "PAPERS": "NONE"}, 0, Risk(Band.RAISED, 35)),
        # Danger to life comes first, however few points there are beside it.
        ({"HEALTH": "URGENT_CARE"}, 0, Risk(Band.DANGER, 40)),
        (
            {"SAFETY": "LIFE", "WHERE": "INSIDE", "HEALTH": "URGENT_CARE", "CHILDREN": "ALONE"},
            0,
            Risk(Band.DANGER, 100),
        ),
        # What was read from the words counts beside what was ticked.
        ({}, 1, Risk(Band.RAISED, 15)),
        ({}, 2, Risk(Band.HIGH, 40)),
        ({}, 3, Risk(Band.DANGER, 40)),
        # What is not asked any more counts for nothing.
        ({"OLD": "LIFE", "SAFETY": "OLD"}, 0, Risk(Band.USUAL, 0)),
    ],
)
def test_risk_follows_what_people_say(answers: dict[str, str], urgency: int, risk: Risk) -> None:
    assert risk_of(answers, triage(TODAY), limits(TODAY), urgency=urgency) == risk


def test_a_family_is_as_much_at_risk_as_whoever_of_them_is_most() -> None:
    assert highest([Risk(Band.HIGH, 90), Risk(Band.DANGER, 40), Risk(Band.USUAL, 0)]) == Risk(Band.DANGER, 40)
    assert highest([]) == Risk(Band.USUAL, 0)


@pytest.mark.parametrize(
    ("changed", "faults"),
    [
        ({}, ()),
        ({"name": Text("Wildfires", " ")}, (CrisisRefusal.NO_NAME,)),
        ({"countries": ()}, (CrisisRefusal.NO_PLACE,)),
        ({"countries": ("LBN", "XXX")}, (CrisisRefusal.NO_COUNTRY,)),
        ({"programs": ("NONE",)}, (CrisisRefusal.NO_PROGRAM,)),
        ({"last_day": TODAY}, ()),
        ({"last_day": TODAY - timedelta(days=1)}, (CrisisRefusal.IN_THE_PAST,)),
        ({"last_day": TODAY + timedelta(days=180)}, ()),
        ({"last_day": TODAY + timedelta(days=181)}, (CrisisRefusal.TOO_LONG,)),
        ({"countries": (), "last_day": date(2020, 1, 1)}, (CrisisRefusal.NO_PLACE, CrisisRefusal.IN_THE_PAST)),
    ],
)
def test_all_that_is_wrong_with_a_plan_is_said(changed: dict[str, object], faults: tuple[CrisisRefusal, ...]) -> None:
    found = faults_of_plan(
        replace(PLAN, **changed),  # type: ignore[arg-type]
        today=TODAY,
        limits=limits(TODAY),
        has_country=lambda code: code == "LBN",
        has_program=lambda code: code == "TRV",
    )
    assert found == faults


@pytest.mark.parametrize(
    ("works_here", "until", "trained", "refusal"),
    [
        (True, None, False, None),
        (False, None, False, CrisisRefusal.NOT_YOURS),
        (False, NOW + timedelta(hours=1), False, CrisisRefusal.NOT_TRAINED),
        (False, NOW + timedelta(hours=1), True, None),
        # The moment agreed is the first at which the right is gone.
        (False, NOW, True, CrisisRefusal.NOT_YOURS),
    ],
)
def test_who_was_lent_answers_until_the_moment_agreed(
    works_here: bool,
    until: datetime | None,
    trained: bool,
    refusal: CrisisRefusal | None,
) -> None:
    assert refusal_to_work(works_here=works_here, lent_until=until, trained=trained, now=NOW) is refusal


@pytest.mark.parametrize(
    ("until", "is_lent", "refusal"),
    [
        (NOW + timedelta(days=30), False, None),
        (NOW + timedelta(days=30, seconds=1), False, CrisisRefusal.LENT_TOO_LONG),
        (NOW, False, CrisisRefusal.IN_THE_PAST),
        (NOW + timedelta(days=1), True, CrisisRefusal.LENT_ALREADY),
    ],
)
def test_somebody_is_lent_for_a_while(until: datetime, is_lent: bool, refusal: CrisisRefusal | None) -> None:
    assert refusal_to_lend(until=until, now=NOW, limits=limits(TODAY), is_lent=is_lent) is refusal


def test_every_part_of_the_training_has_a_right_answer_among_its_answers() -> None:
    parts = training(TODAY)
    assert parts
    assert all(part.right in {code for code, _text in part.options} for part in parts)
    right = {part.code: part.right for part in parts}
    assert has_learnt(right, parts)
    assert not has_learnt(right | {parts[0].code: "LOUDEST"}, parts)
    assert not has_learnt({}, parts)


def test_the_data_has_no_fault() -> None:
    assert problems() == []
