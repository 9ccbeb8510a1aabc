"""Completeness and citizenship by birth: what always holds, whatever is there of an application or said of a birth."""

from dataclasses import fields, replace
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from guichet.assessment import policy
from guichet.assessment.rules import descent
from guichet.assessment.rules.completeness import FULL, MENDED, OF_CITIZENSHIP, PackageCase, completeness
from guichet.assessment.rules.descent import DescentCase
from guichet.assessment.terms import Birthplace, CitizenParent, Complete, Descent, FormUsed, Lack

QUICK = settings(max_examples=150, deadline=None)
packages = st.builds(
    PackageCase,
    form=st.sampled_from(FormUsed),
    is_signed=st.booleans(),
    is_declared=st.booleans(),
    fee_percent=st.none() | st.integers(0, 150),
    has_documents=st.booleans(),
    is_represented=st.booleans(),
    names_representative=st.booleans(),
    states_class=st.booleans(),
    has_family=st.booleans(),
    is_electronic=st.none() | st.booleans(),
    for_citizenship=st.booleans(),
)
# What mends each lack, said once more and apart from the rule.
MENDS = {
    Lack.FORM: {"form": FormUsed.CURRENT},
    Lack.OLD_FORM: {"form": FormUsed.CURRENT},
    Lack.SIGNATURE: {"is_signed": True},
    Lack.DECLARATION: {"is_declared": True},
    Lack.FEE: {"fee_percent": FULL},
    Lack.DOCUMENTS: {"has_documents": True},
    Lack.REPRESENTATIVE: {"names_representative": True},
    Lack.CLASS: {"states_class": True},
    Lack.FAMILY: {"has_family": True},
    Lack.ELECTRONIC: {"is_electronic": True},
}


@QUICK
@given(packages)
def test_mending_one_thing_takes_that_one_off_the_list_and_mending_all_is_complete(case: PackageCase) -> None:
    found = completeness(case)
    assert len(set(found.lacks)) == len(found.lacks)
    mended = case
    for lack in found.lacks:
        less = completeness(replace(case, **MENDS[lack])).lacks
        assert less == tuple(one for one in found.lacks if one is not lack)
        mended = replace(mended, **MENDS[lack])
    assert completeness(mended).outcome is Complete.ACCEPT
    # Everything that is missing is said with how to mend it, and that it would be sent back once, at the end.
    returned = found.outcome is Complete.RETURN
    assert len(found.why) == (len(found.lacks) or 1) + returned
    assert returned == bool(set(found.lacks) - {Lack.OLD_FORM} or len(found.lacks) > 1)
    assert set(MENDS) == set(MENDED) == set(Lack)


@QUICK
@given(packages)
def test_citizenship_asks_for_no_more_and_by_its_own_act(case: PackageCase) -> None:
    other, citizenship = (completeness(replace(case, for_citizenship=one)) for one in (False, True))
    assert set(citizenship.lacks) == set(other.lacks) & set(OF_CITIZENSHIP)
    assert all(step.source.startswith("CitAct") for step in citizenship.why)
    assert not any(step.source.startswith("CitAct") for step in other.why)
    assert "biometrics" not in " ".join(field.name for field in fields(PackageCase))


@QUICK
@given(
    st.dates(date(1980, 1, 1), date(2040, 1, 1)), st.sampled_from(Birthplace), st.sampled_from(CitizenParent),
    st.integers(0, 3000), st.booleans(), st.booleans(),
)  # fmt: skip
def test_more_ties_never_take_citizenship_by_birth_away(
    born: date, place: Birthplace, parent: CitizenParent, days: int, service: bool, diplomat: bool
) -> None:
    law = policy.descent_law(born)

    def citizen(**other: object) -> bool:
        said = {"birthplace": place, "parent": parent, "parent_days": days, "parent_in_service": service}
        case = DescentCase(born_on=born, foreign_service=diplomat, **{**said, **other})  # type: ignore[arg-type]
        return descent.decide(case, law).outcome is Descent.CITIZEN

    assert citizen() <= citizen(parent_days=days + 1)
    assert citizen() <= citizen(parent_in_service=True)
    assert citizen() <= citizen(parent=CitizenParent.HERE)
    assert citizen(birthplace=Birthplace.ABROAD) <= citizen(birthplace=Birthplace.CANADA)
    if place is Birthplace.ABROAD:
        needs_days = parent is CitizenParent.DESCENT and born >= law.since and not service
        assert citizen() == (parent is not CitizenParent.NONE and (not needs_days or days >= law.days))
