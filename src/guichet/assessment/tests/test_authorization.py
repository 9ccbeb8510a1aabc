"""How long an eTA lasts: what always holds, whatever the country and the days."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from guichet.assessment import policy
from guichet.assessment.rules import travel
from guichet.assessment.rules.authorization import EtaCase, EtaFound, eta_validity
from guichet.assessment.rules.days import years_after
from guichet.assessment.rules.travel import Journey
from guichet.assessment.terms import EtaEnd, EtaState, TravelDocument, Way

QUICK = settings(max_examples=150, deadline=None)
DAY = timedelta(days=1)
countries = st.sampled_from(["FRA", "IND", "BRA", "MEX", "ROU", "BGR", "TWN", "QAT", "GBR"])
issues = st.dates(date(2016, 1, 1), date(2028, 12, 31))


def found(country: str, case: EtaCase) -> EtaFound:
    return eta_validity(case, policy.country_history(country), policy.eta_law(case.on))


@QUICK
@given(countries, issues, st.integers(0, 3700), st.integers(0, 3000), st.booleans(), st.booleans())
def test_an_eta_outlasts_neither_its_years_nor_its_passport_and_once_over_stays_over(
    country: str, issued: date, passport: int, later: int, permit: bool, us: bool
) -> None:
    case = EtaCase(
        on=issued + timedelta(later), issued_on=issued, passport_ends=issued + timedelta(passport),
        had_permit=permit, for_us_status=us,
    )  # fmt: skip
    result = found(country, case)
    assert issued - DAY <= result.last_day <= min(case.passport_ends, years_after(issued, 5))
    assert (result.state is EtaState.HOLDS) == (case.on <= result.last_day)
    assert found(country, replace(case, on=case.on + DAY)).last_day == result.last_day
    # A permit never shortens it, a status in the United States never prolongs it, another passport never serves.
    assert found(country, replace(case, had_permit=True)).last_day >= result.last_day
    assert found(country, replace(case, for_us_status=False)).last_day >= result.last_day
    other = found(country, replace(case, is_same_passport=False))
    assert other.state is EtaState.OTHER_PASSPORT
    cancelled = found(country, replace(case, cancelled_on=case.on))
    assert cancelled.last_day == min(result.last_day, case.on - DAY)
    assert cancelled.state is EtaState.ENDED


@QUICK
@given(countries, issues, st.integers(0, 2000))
def test_an_eta_ends_with_the_rule_that_gave_it_only_where_the_rule_then_asks_for_more(
    country: str, issued: date, later: int
) -> None:
    """Held against the rule of visas, another way to the same law."""

    def by_air(on: date, *, earlier: bool) -> TravelDocument:
        journey = Journey(country=country, way=Way.AIR, visa_before=earlier)
        return travel.decide(journey, policy.country_rule(country, on)).outcome

    case = EtaCase(on=issued + timedelta(later), issued_on=issued, passport_ends=issued + timedelta(9999))
    result = found(country, case)
    if result.ended_by is EtaEnd.COUNTRY:
        the_day = result.last_day + DAY
        assert by_air(result.last_day, earlier=True) is TravelDocument.ETA
        assert by_air(the_day, earlier=False) is TravelDocument.VISA
    elif by_air(issued, earlier=False) is TravelDocument.ETA:
        assert by_air(result.last_day, earlier=False) is TravelDocument.ETA
