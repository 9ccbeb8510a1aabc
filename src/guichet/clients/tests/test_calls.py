"""A caller’s question, read as a request; and what would make it possible."""

from datetime import date
from itertools import product

import pytest

from guichet.clients.caller_policy import checks_for, problems, saying_for
from guichet.clients.rules import Request, decide
from guichet.clients.rules.authority_calls import CAN_BECOME, established, way_of, ways_to_allow
from guichet.clients.rules.authority_table import CLAUSES
from guichet.clients.terms import AskedFor, CallerCheck, Consent, Identified, Outcome, Pay, Requester, WayIn

TODAY = date(2026, 11, 3)


def test_every_requester_has_checks_and_every_decision_a_sentence_in_both_languages() -> None:
    assert problems() == []
    for who in Requester:
        assert CallerCheck.NONE not in checks_for(who, TODAY)
        assert checks_for(who, TODAY)
    for who, asked, consent, known in product(Requester, AskedFor, Consent, Identified):
        request = Request(who, asked, consent, known=known)
        said = saying_for(request, decide(request), TODAY)
        assert said.en
        assert said.fr


def test_whoever_is_not_known_never_hears_whether_there_is_a_file() -> None:
    request = Request(Requester.FAMILY, AskedFor.STATUS, Consent.TO_BE_TOLD, known=Identified.NO)
    assert "the file" not in saying_for(request, decide(request), TODAY).en
    stranger = Request(Requester.FAMILY, AskedFor.STATUS, Consent.NONE)
    assert "the file" not in saying_for(stranger, decide(stranger), TODAY).en


@pytest.mark.parametrize(
    ("check", "passed", "known"),
    [
        (CallerCheck.NONE, True, Identified.NO),
        (CallerCheck.QUESTIONS, True, Identified.YES),
        (CallerCheck.QUESTIONS, False, Identified.NO),
        (CallerCheck.CALLED_BACK, False, Identified.YES),
        (CallerCheck.OWN_LINE, False, Identified.NO),
    ],
)
def test_what_establishes_that_it_is_they(check: CallerCheck, passed: bool, known: Identified) -> None:
    accepted = checks_for(Requester.REPRESENTATIVE, TODAY)
    assert established(check, accepted, questions_passed=passed) is known


def test_the_line_kept_for_an_office_is_in_confidence_and_an_open_place_never() -> None:
    assert way_of(CallerCheck.OWN_LINE, WayIn.SPOKEN) is WayIn.SIGNED_IN
    assert way_of(CallerCheck.OWN_LINE, WayIn.OPEN) is WayIn.OPEN
    assert way_of(CallerCheck.DOCUMENT, WayIn.WRITTEN) is WayIn.WRITTEN


def test_each_way_to_allow_allows_is_as_short_as_can_be_and_changes_nobody() -> None:
    for who, asked, consent, pay, known in product(Requester, AskedFor, Consent, Pay, Identified):
        request = Request(who, asked, consent, pay, WayIn.SPOKEN, known)
        ways = ways_to_allow(request)
        if decide(request).outcome is Outcome.ALLOW:
            assert ways == []
        for way in ways:
            assert way.keys() <= CAN_BECOME.keys()
            changed = {**request.facts, **way}
            assert decide(Request(**changed)).outcome is Outcome.ALLOW  # type: ignore[arg-type]
            for name in way:
                less = {**changed, name: request.facts[name]}
                assert decide(Request(**less)).outcome is not Outcome.ALLOW  # type: ignore[arg-type]


def test_nothing_makes_possible_what_is_told_to_nobody() -> None:
    assert ways_to_allow(Request(Requester.REPRESENTATIVE, AskedFor.NEVER, Consent.TO_ACT)) == []
    assert {clause.code for clause in CLAUSES} >= {"BEYOND", "PARENT_UNPROVED"}
