"""Who may be told and who may act: worked cases, and what holds of every request that can be made."""

import csv
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import product
from pathlib import Path

import pytest

from guichet.clients.authority_policy import age_of_majority, kind_policy, limits, problems, regulators
from guichet.clients.rules import Held, Request, Wish, consent_at, decide, grant_of, is_wider, of_age_on
from guichet.clients.rules.authority_cases import CONSENT_RULE, request_of
from guichet.clients.rules.authority_table import CLAUSES, DOMAINS, REQUESTS
from guichet.clients.terms import (
    AskedFor,
    AuthoritySource,
    Consent,
    Identified,
    Licence,
    Outcome,
    Pay,
    Requester,
    WayIn,
)
from guichet.foundation.worked import Unreadable, verify
from guichet.identity.terms import AuthorityKind, Disclosure
from guichet.language import typography

HERE = Path(__file__).parent / "data"
# The department's handbook, where somebody has it beside the project.
HANDBOOK = Path(__file__).resolve().parents[5] / "shared/domain/cases/consent.csv"
CASE_FILES = [path for path in (HERE / "consent.csv", HANDBOOK) if path.exists()]
ROWS = list(csv.DictReader((HERE / "consent.csv").read_text(encoding="utf-8").splitlines()))
NOON = datetime(2026, 11, 3, 17, tzinfo=UTC)
TODAY = date(2026, 11, 3)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row['case']}-{row['description']}")
def test_worked_cases(row: dict[str, str]) -> None:
    assert decide(request_of(row)).outcome == row["expected"]


@pytest.mark.parametrize("cases", CASE_FILES, ids=lambda path: path.parent.name)
def test_all_cases_of_a_file_agree_as_the_command_reads_them(cases: Path) -> None:
    rows = list(enumerate(csv.DictReader(cases.read_text(encoding="utf-8").splitlines()), 2))
    assert len(rows) >= 12
    assert verify(CONSENT_RULE, rows)[1] == []


def every_request() -> Iterator[Request]:
    for who, asked, consent, pay, way, known in product(Requester, AskedFor, Consent, Pay, WayIn, Identified):
        yield Request(who, asked, consent, pay, way, known)


ALL = list(every_request())
ALLOWED = [one for one in ALL if REQUESTS.decide(one.facts).outcome is Outcome.ALLOW]


def test_what_is_sensitive_of_others_or_never_told_is_never_allowed() -> None:
    forbidden = {AskedFor.SENSITIVE, AskedFor.THIRD_PARTY, AskedFor.NEVER}
    assert [one for one in ALLOWED if one.asked in forbidden] == []


def test_who_is_not_known_and_who_can_be_overheard_learns_what_everybody_may() -> None:
    unsure = [one for one in ALLOWED if one.known is Identified.NO or one.way is WayIn.OPEN]
    assert {one.asked for one in unsure} == {AskedFor.GENERAL}


def test_without_consent_in_force_one_learns_only_one_s_own() -> None:
    void = {Consent.NONE, Consent.UNSIGNED, Consent.ENDED, Consent.NOT_BEGUN}
    found = {(one.who, one.asked) for one in ALLOWED if one.consent in void and one.asked is not AskedFor.GENERAL}
    others = {pair for pair in found if pair[0] is not Requester.CLIENT}
    assert others == {
        (Requester.SPONSOR, AskedFor.OWN_PART),
        (Requester.PARTNER_SITE, AskedFor.PACKAGE),
    }


def test_only_the_appointed_the_client_and_those_by_law_act() -> None:
    deeds = {AskedFor.ACT, AskedFor.CHANGE, AskedFor.ADVISE}
    acting = {(one.who, one.consent) for one in ALLOWED if one.asked in deeds and one.who is not Requester.CLIENT}
    assert {consent for _, consent in acting} <= {Consent.TO_ACT, Consent.OWN, Consent.COURT}
    assert {who for who, consent in acting if consent is not Consent.TO_ACT} == {Requester.PARENT, Requester.ESTATE}
    assert not {Requester.MP_OFFICE, Requester.SENATOR_OFFICE, Requester.PARTNER_SITE, Requester.EMPLOYER} & {
        who for who, _ in acting
    }


def test_paid_help_without_a_licence_is_told_nothing() -> None:
    helpers = {Requester.REPRESENTATIVE, Requester.DESIGNATED}
    unfit = [one for one in ALLOWED if one.who in helpers and one.pay in {Pay.UNLICENSED, Pay.UNKNOWN}]
    assert {one.asked for one in unfit} <= {AskedFor.GENERAL, AskedFor.RECORDS}
    assert {one.consent for one in unfit if one.asked is AskedFor.RECORDS} == {Consent.RECORDS}


def test_every_line_of_the_table_decides_something_and_says_why_in_good_french() -> None:
    assert {REQUESTS.decide(one.facts).code for one in ALL} == {clause.code for clause in CLAUSES}
    assert [clause.code for clause in CLAUSES if typography.french(clause.reason.fr) != clause.reason.fr] == []
    assert all(clause.reason and clause.source for clause in CLAUSES)


def test_each_smallest_change_does_what_it_says_and_none_is_smaller() -> None:
    facts = Request(Requester.REPRESENTATIVE, AskedFor.CASE, Consent.TO_ACT, Pay.UNLICENSED).facts
    for passed in REQUESTS.passed(facts):
        if passed.change:
            assert REQUESTS.decide({**facts, **passed.change}) is passed.clause
        for name, words in DOMAINS.items():
            single = [word for word in words if REQUESTS.decide({**facts, name: word}) is passed.clause]
            assert not single or len(passed.change) == 1
    licensed = next(one for one in REQUESTS.passed(facts) if one.clause.code == "APPOINTED")
    assert licensed.change == {"pay": "UNPAID"}


@pytest.mark.parametrize(
    ("column", "said"),
    [
        ("requester_kind", "wizard"),
        ("client_consent", "perhaps"),
        ("consent_age_days", "old"),
        ("paid", "sometimes"),
        ("channel", "telepathy"),
        ("identity_questions_passed", "half"),
        ("action", "juggle"),
        ("action", ""),
    ],
)
def test_a_word_that_nobody_knows_is_named_with_its_column(column: str, said: str) -> None:
    with pytest.raises(Unreadable) as caught:
        request_of({**ROWS[0], column: said})
    assert caught.value.column == column


# ---- what an authority allows


def held(**more: object) -> Held:
    said = {
        "authority_id": 1,
        "client_id": 7,
        "kind": AuthorityKind.REPRESENTATIVE,
        "requester": Requester.REPRESENTATIVE,
        "source": AuthoritySource.ONLINE,
        "sees": frozenset({Disclosure.STATUS, Disclosure.CASE}),
        "acts": True,
        "files": frozenset(),
        "starts_at": NOON - timedelta(days=1),
        "ends_at": None,
        "revoked_at": None,
        "licence": Licence.UNPAID,
    }
    return Held(**(said | more))


@pytest.mark.parametrize(
    ("change", "sees", "acts"),
    [
        ({}, 2, True),
        ({"acts": False}, 2, False),
        ({"source": AuthoritySource.IMM5476}, 2, True),
        ({"source": AuthoritySource.IMM5475}, 2, False),
        ({"source": AuthoritySource.ACCESS_CONSENT}, 0, False),
        ({"licence": Licence.VALID}, 2, True),
        ({"licence": Licence.LAPSED}, 0, False),
        ({"licence": Licence.UNKNOWN}, 0, False),
        ({"starts_at": NOON}, 2, True),
        ({"starts_at": NOON + timedelta(microseconds=1)}, 0, False),
        ({"ends_at": NOON}, 0, False),
        ({"ends_at": NOON + timedelta(microseconds=1)}, 2, True),
        ({"revoked_at": NOON}, 0, False),
        ({"requester": Requester.MP_OFFICE, "source": AuthoritySource.MP_CONSENT}, 2, False),
        ({"requester": Requester.PARTNER_SITE, "source": AuthoritySource.WRITTEN}, 1, False),
    ],
)
def test_what_an_authority_allows(change: dict[str, object], sees: int, acts: bool) -> None:
    grant = grant_of(held(**change), now=NOON, today=TODAY)
    assert (len(grant.sees) if grant else 0, bool(grant and grant.acts)) == (sees, acts)


@pytest.mark.parametrize(
    ("of_age", "stands_in"),
    [(None, False), (TODAY, False), (TODAY + timedelta(days=1), True), (TODAY - timedelta(days=1), False)],
)
def test_a_parent_stands_in_while_the_child_is_a_minor(of_age: date | None, stands_in: bool) -> None:
    by_law = held(
        kind=AuthorityKind.PARENT, requester=Requester.PARENT, source=AuthoritySource.BY_LAW, of_age_on=of_age
    )
    grant = grant_of(by_law, now=NOON, today=TODAY)
    assert bool(grant and grant.acts) is stands_in


@pytest.mark.parametrize(
    ("born", "age", "day"),
    [
        (date(2008, 11, 20), 18, date(2026, 11, 20)),
        (date(2008, 2, 29), 18, date(2026, 3, 1)),
        (date(2008, 2, 29), 20, date(2028, 2, 29)),
        (None, 18, None),
    ],
)
def test_the_day_one_is_of_age(born: date | None, age: int, day: date | None) -> None:
    assert of_age_on(born, age) == day


# ---- the policy


def test_the_policy_has_every_kind_a_source_and_no_fault() -> None:
    assert problems() == []
    for kind in AuthorityKind:
        policy = kind_policy(kind, TODAY)
        assert policy.source
        assert policy.code == kind
        assert Disclosure.SENSITIVE not in policy.sees
        # Whoever may be told for ever must be somebody whom the law or the client can do without an end.
        assert policy.must_end is (policy.longest is not None)
    assert limits(TODAY).answer_within == timedelta(days=30)
    assert {"LAW_SOCIETY", "NOTAIRES", "CICC"} <= regulators().keys()


@pytest.mark.parametrize(("place", "age"), [("", 18), ("CA-BC", 19), ("CA-ON", 18), ("FR-IDF", 18)])
def test_the_age_of_majority_is_the_province_s(place: str, age: int) -> None:
    assert age_of_majority(TODAY, place) == age


def test_a_department_s_own_policy_is_checked_and_laid_over(tmp_path: Path, settings) -> None:
    folder = tmp_path / "authority"
    folder.mkdir()
    good = (
        "- {code: HELPER, valid_from: 2026-01-01, source: House rule, requester: DESIGNATED, sees: [STATUS],"
        " acts: false, sources: [ONLINE], proofs: [], two_staff: false, level: 3, must_end: true, longest_days: 10,"
        " names_files: true, asks_licence: true, gets_notices: false}\n"
    )
    (folder / "kinds.yaml").write_text(good, encoding="utf-8")
    assert problems(tmp_path) == []
    settings.DATA_FOLDER = str(tmp_path)
    assert kind_policy(AuthorityKind.HELPER, TODAY).sees == {Disclosure.STATUS}
    (folder / "kinds.yaml").write_text(good.replace("[STATUS]", "[SENSITIVE]"), encoding="utf-8")
    assert [fault.code for fault in problems(tmp_path)] == ["WRONG_TYPE"]


# ---- less, or more


NOW = datetime(2026, 11, 3, 12, tzinfo=UTC)
BEFORE = Wish(
    kind=AuthorityKind.REPRESENTATIVE, files=frozenset({"V1", "V2"}), starts_at=NOW, ends_at=NOW + timedelta(9)
)


@pytest.mark.parametrize(
    ("change", "wider"),
    [
        ({}, False),
        ({"files": frozenset({"V1"})}, False),
        ({"ends_at": NOW + timedelta(8)}, False),
        ({"starts_at": NOW + timedelta(1)}, False),
        ({"sees": frozenset({Disclosure.STATUS, Disclosure.CASE})}, True),
        ({"acts": True}, True),
        ({"files": frozenset({"V1", "V3"})}, True),
        ({"files": frozenset()}, True),
        ({"ends_at": NOW + timedelta(10)}, True),
        ({"ends_at": None}, True),
    ],
)
def test_what_is_more_than_before(change: dict[str, object], wider: bool) -> None:
    assert is_wider(replace(BEFORE, **change), than=BEFORE, now=NOW) is wider  # type: ignore[arg-type]


def test_what_begins_earlier_is_more_than_before() -> None:
    later = replace(BEFORE, starts_at=NOW + timedelta(3))
    assert is_wider(replace(later, starts_at=None), than=later, now=NOW)
    assert not is_wider(later, than=later, now=NOW)


# ---- death


@pytest.mark.parametrize("kind", list(AuthorityKind))
@pytest.mark.parametrize("has_died", [False, True])
def test_a_consent_ends_with_the_person_and_an_estate_begins_with_it(kind: AuthorityKind, has_died: bool) -> None:
    is_estate = kind is AuthorityKind.ESTATE
    one = held(
        kind=kind, requester=kind_policy(kind, TODAY).requester, of_age_on=TODAY + timedelta(days=9), has_died=has_died,
        source=AuthoritySource.ESTATE_PAPER if is_estate else AuthoritySource.IMM5475, acts=False,
    )  # fmt: skip
    grant = grant_of(one, now=NOON, today=TODAY)
    if has_died is is_estate:
        assert grant is None or kind is not AuthorityKind.ESTATE or grant.sees == one.sees
        assert (grant is not None) or not is_estate
    else:
        assert grant is None
        assert consent_at(one, now=NOON, today=TODAY) is (Consent.ENDED if has_died else Consent.NOT_BEGUN)


def test_whoever_settles_the_estate_is_told_once_known_and_by_the_paper_only() -> None:
    for asked in (AskedFor.STATUS, AskedFor.CASE, AskedFor.RECORDS):
        way = WayIn.WRITTEN
        assert decide(Request(Requester.ESTATE, asked, Consent.COURT, way=way)).outcome is Outcome.ALLOW
        unknown = Request(Requester.ESTATE, asked, Consent.COURT, way=way, known=Identified.NO)
        assert decide(unknown).outcome is Outcome.GENERAL_ONLY
        for consent in set(Consent) - {Consent.COURT}:
            assert decide(Request(Requester.ESTATE, asked, consent, way=way)).outcome is not Outcome.ALLOW
