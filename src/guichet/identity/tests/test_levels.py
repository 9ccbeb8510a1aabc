"""How surely somebody is known, and how often they may try: tables of cases, and the odds worked out."""

import itertools
from datetime import UTC, datetime, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guichet.identity import sign_in_policy
from guichet.identity.rules.devices import coarse_network, device_from
from guichet.identity.rules.levels import (
    Need,
    Shown,
    is_enough,
    level_of,
    need_to_change_sign_in,
    needs_named,
    told_at,
)
from guichet.identity.rules.recovering import RecoveryState, is_known, refusal_to_confirm, refusal_to_finish
from guichet.identity.rules.secrets import (
    PRINTED_DIGITS,
    digits_in,
    grouped,
    is_easy_pin,
    luhn_agrees,
    new_code,
    new_name,
)
from guichet.identity.rules.trying import DAY, Try, Waits, chance_to_guess, may_try_from, spent
from guichet.identity.rules.viewing import Grant, Viewer
from guichet.identity.terms import AuthorityKind, DeviceKind, Disclosure, Fact, Level, Proof, RecoveryRefusal

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
POLICY = sign_in_policy.levels_policy(NOW.date())
P = Proof


def shown(*proofs: Proof, ago: timedelta = timedelta(0)) -> list[Shown]:
    return [Shown(proof, NOW - ago) for proof in proofs]


@pytest.mark.parametrize(
    ("proofs", "level"),
    [
        ([], Level.NONE),
        ([P.EMAIL_CODE], Level.FACTS),
        ([P.EMAIL_CODE, P.EMAIL_CODE], Level.FACTS),
        ([P.EMAIL_CODE, P.APP_CODE], Level.SIGNED_IN),
        ([P.EMAIL_CODE, P.PRINTED_CODE], Level.SIGNED_IN),
        ([P.EMAIL_CODE, P.TEXT_CODE], Level.SIGNED_IN),
        ([P.EMAIL_CODE, P.POSTED_CODE], Level.SIGNED_IN),
        ([P.EMAIL_CODE, P.PIN], Level.SIGNED_IN),
        ([P.PRINTED_CODE], Level.FACTS),
        ([P.PRINTED_CODE, P.RECOVERY_CODE], Level.FACTS),  # two sheets of paper are one thing
        ([P.PRINTED_CODE, P.PIN], Level.SIGNED_IN),
        ([P.PIN], Level.NONE),
        ([P.PASSKEY], Level.SIGNED_IN),
        ([P.PROVIDER], Level.SIGNED_IN),
        ([P.FILE_FACTS], Level.FACTS),
        ([P.FILE_FACTS, P.CALL_BACK], Level.SIGNED_IN),
        ([P.CALL_BACK], Level.NONE),
        ([P.TEXT_CODE, P.CALL_BACK], Level.FACTS),  # the same telephone
        ([P.DOCUMENT_SEEN], Level.IN_PERSON),
    ],
)
def test_what_was_shown_makes_a_level(proofs: list[Proof], level: Level) -> None:
    assert level_of(shown(*proofs), POLICY, now=NOW) is level


@given(st.lists(st.sampled_from(list(Proof)), max_size=6), st.sampled_from(list(Proof)))
def test_showing_more_never_makes_us_less_sure(proofs: list[Proof], more: Proof) -> None:
    before = level_of(shown(*proofs), POLICY, now=NOW)
    assert level_of(shown(*proofs, more), POLICY, now=NOW) >= before


@given(st.lists(st.sampled_from([each for each in Proof if each is not P.DOCUMENT_SEEN]), max_size=6))
def test_nobody_is_in_person_without_a_document(proofs: list[Proof]) -> None:
    assert level_of(shown(*proofs), POLICY, now=NOW) < Level.IN_PERSON


def test_a_proof_grows_old() -> None:
    half_a_day = timedelta(hours=12)
    assert level_of(shown(P.PASSKEY, ago=half_a_day - timedelta(seconds=1)), POLICY, now=NOW) is Level.SIGNED_IN
    assert level_of(shown(P.PASSKEY, ago=half_a_day), POLICY, now=NOW) is Level.NONE


def test_what_was_shown_in_the_future_counts_for_nothing() -> None:
    assert level_of(shown(P.PASSKEY, ago=-timedelta(hours=1)), POLICY, now=NOW) is Level.NONE


@pytest.mark.parametrize(("minutes", "enough"), [(0, True), (29, True), (30, False), (300, False)])
def test_a_change_asks_that_something_was_shown_lately(minutes: int, enough: bool) -> None:
    need = POLICY.needs["CHANGE_ADDRESS"]
    assert is_enough(need, shown(P.PASSKEY, ago=timedelta(minutes=minutes)), POLICY, now=NOW) is enough


def test_who_has_only_an_address_may_add_a_second_way_by_it() -> None:
    need = POLICY.needs["CHANGE_SIGN_IN"]
    only_mail = shown(P.EMAIL_CODE)
    assert not is_enough(need_to_change_sign_in(need, has_other_ways=True), only_mail, POLICY, now=NOW)
    assert is_enough(need_to_change_sign_in(need, has_other_ways=False), only_mail, POLICY, now=NOW)


@pytest.mark.parametrize(
    ("level", "told"),
    [
        (Level.NONE, {Disclosure.GENERAL}),
        (Level.FACTS, {Disclosure.GENERAL, Disclosure.STATUS}),
        (Level.SIGNED_IN, {Disclosure.GENERAL, Disclosure.STATUS, Disclosure.CASE}),
        (Level.IN_PERSON, {Disclosure.GENERAL, Disclosure.STATUS, Disclosure.CASE}),
    ],
)
def test_each_level_is_told_its_classes_and_never_what_is_sensitive(level: Level, told: set[Disclosure]) -> None:
    assert told_at(level, POLICY) == told


@pytest.mark.parametrize("own", [True, False], ids=["their own", "by a grant"])
def test_a_viewer_sees_no_more_than_their_level_is_told(own: bool) -> None:
    grant = Grant(7, AuthorityKind.REPRESENTATIVE, frozenset({Disclosure.STATUS, Disclosure.CASE}))
    viewer = Viewer(
        user_id=1,
        own_clients=frozenset({7} if own else ()),
        grants=() if own else (grant,),
        level=Level.FACTS,
        told=told_at(Level.FACTS, POLICY),
    )
    assert viewer.may_see_client(7, Disclosure.STATUS)
    assert not viewer.may_see_client(7, Disclosure.CASE)
    assert not viewer.may_see_client(7, Disclosure.SENSITIVE)


def test_the_files_are_whole_and_name_every_proof_and_act() -> None:
    assert sign_in_policy.problems() == []
    assert needs_named(POLICY) == set()
    assert set(POLICY.proofs) == set(Proof.values)


def test_a_department_may_relax_what_reading_takes(tmp_path, settings) -> None:
    (tmp_path / "sign_in").mkdir()
    (tmp_path / "sign_in" / "needs.yaml").write_text(
        "- {code: CASE, valid_from: 2026-01-01, level: 1, within_minutes: 0, source: ours, status: V}\n"
    )
    settings.DATA_FOLDER = str(tmp_path)
    relaxed = sign_in_policy.levels_policy(NOW.date())
    assert Disclosure.CASE in told_at(Level.FACTS, relaxed)


def test_a_faulty_file_is_told_by_file_and_line(tmp_path) -> None:
    (tmp_path / "sign_in").mkdir()
    (tmp_path / "sign_in" / "needs.yaml").write_text(
        "- {code: CASE, valid_from: 2026-01-01, level: 9, within_minutes: 0}\n"
    )
    assert [problem.line for problem in sign_in_policy.problems(tmp_path)] == [1]


WAITS = Waits(free=3, first=timedelta(seconds=30), longest=timedelta(minutes=15), count_for=timedelta(hours=24))


@pytest.mark.parametrize(
    ("failures", "wait"),
    [(0, None), (2, None), (3, 30), (4, 60), (5, 120), (8, 900), (40, 900)],
)
def test_waits_grow_and_never_become_a_lock(failures: int, wait: int | None) -> None:
    tries = [Try(NOW, succeeded=False)] * failures
    again = may_try_from(tries, WAITS, now=NOW)
    assert (again - NOW if again else None) == (timedelta(seconds=wait) if wait else None)


def test_a_success_forgives_what_came_before_it() -> None:
    tries = [Try(NOW - timedelta(minutes=2), succeeded=False)] * 9 + [Try(NOW - timedelta(minutes=1), succeeded=True)]
    assert may_try_from(tries, WAITS, now=NOW) is None


@given(st.lists(st.booleans(), max_size=30))
def test_nobody_waits_longer_than_the_longest(outcomes: list[bool]) -> None:
    tries = [Try(NOW - timedelta(seconds=n), succeeded=right) for n, right in enumerate(outcomes)]
    again = may_try_from(tries, WAITS, now=NOW)
    assert again is None or again <= NOW + WAITS.longest


@given(st.lists(st.integers(0, 40), max_size=30), st.integers(1, 10))
def test_within_a_day_no_more_is_allowed_than_is(hours: list[int], allowed: int) -> None:
    made = [NOW - timedelta(hours=ago) for ago in hours]
    lately = [at for at in made if at > NOW - DAY]
    again = spent(made, allowed, within=DAY, now=NOW)
    assert (again is None) == (len(lately) < allowed)
    # And when it is allowed again, one fewer counts.
    if again:
        assert len([at for at in made if at > again - DAY]) < allowed


def test_the_odds_of_guessing_stay_below_one_in_a_hundred_thousand_a_day() -> None:
    """What all strangers together may try in a day at one account, by every way in, added up."""
    policy = sign_in_policy.sign_in_policy(NOW.date())
    tries_each_mail, mail_digits = 3, 8  # ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS, ALLAUTH_USER_CODE_FORMAT
    by_mail = chance_to_guess(policy.stranger_mail_codes_per_day * tries_each_mail, 1, 10**mail_digits)
    by_paper = chance_to_guess(policy.stranger_printed_tries_per_day, policy.printed_codes, 10**PRINTED_DIGITS)
    assert by_mail + by_paper < Fraction(1, 100_000)
    # After a first proof is in wrong hands, the second is still guarded: each of them, on a day.
    assert chance_to_guess(policy.pin_tries_per_day, 1, 10**policy.pin_digits) <= Fraction(5, 10**6)
    assert chance_to_guess(policy.text_codes_per_day * policy.code_tries, 1, 10**6) <= Fraction(15, 10**6)


def test_the_settings_say_what_the_odds_were_worked_out_with(settings) -> None:
    assert settings.ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS == 3
    assert settings.ALLAUTH_USER_CODE_FORMAT == {"numeric": True, "length": 8, "dashed": True}


def test_codes_are_drawn_from_all_there_are() -> None:
    assert {len(new_code(12)) for _ in range(50)} == {12}
    assert len({new_code(12) for _ in range(200)}) == 200


def test_account_numbers_catch_a_slip() -> None:
    for name in (new_name() for _ in range(50)):
        assert len(name) == 10
        assert luhn_agrees(name)
        wrong = str((int(name[4]) + 1) % 10)
        assert not luhn_agrees(name[:4] + wrong + name[5:])


@pytest.mark.parametrize(
    ("typed", "digits"),
    [
        ("1234 5678 9012", "123456789012"),
        ("1234-5678-9012", "123456789012"),
        ("١٢٣٤ ٥٦٧٨ ٩٠١٢", "123456789012"),
        ("१२३४", "1234"),
        ("12a4", ""),
        ("", ""),
        ("\x00", ""),
    ],
)
def test_digits_of_any_script_are_read(typed: str, digits: str) -> None:
    assert digits_in(typed) == digits


def test_codes_are_shown_in_groups() -> None:
    assert [grouped("123456789012"), grouped("1234567890"), grouped("12")] == ["1234 5678 9012", "123 456 7890", "12"]


@pytest.mark.parametrize(
    ("pin", "easy"),
    [
        ("111111", True),
        ("123456", True),
        ("987654", True),
        ("121212", True),
        ("123123", True),
        ("199103", True),
        ("204817", True),
        ("483920", False),
        ("730516", False),
    ],
)
def test_pins_that_anybody_guesses_are_refused(pin: str, easy: bool) -> None:
    assert is_easy_pin(pin) is easy


@pytest.mark.parametrize(
    ("said", "kind", "system", "browser"),
    [
        (
            "Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 Chrome/120.0 Mobile Safari/537.36",
            DeviceKind.PHONE,
            "Android",
            "Chrome",
        ),
        (
            "Mozilla/5.0 (Linux; Android 13; SM-X200) AppleWebKit/537.36 Chrome/120.0 Safari/537.36",
            DeviceKind.TABLET,
            "Android",
            "Chrome",
        ),
        (
            "Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) Version/17.0 Mobile/15E148 Safari/604.1",
            DeviceKind.PHONE,
            "iPhone",
            "Safari",
        ),
        (
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/120.0 Safari/537.36 Edg/120.0",
            DeviceKind.COMPUTER,
            "Windows",
            "Edge",
        ),
        (
            "Mozilla/5.0 (Mobile; Nokia_8110_4G; rv:48.0) Gecko/48.0 Firefox/48.0 KAIOS/2.5",
            DeviceKind.PHONE,
            "KaiOS",
            "Firefox",
        ),
        ("Nokia6300/2.0 Profile/MIDP-2.0 J2ME/MIDP Opera Mini/4.2", DeviceKind.PHONE, "", "Opera Mini"),
        ("", DeviceKind.OTHER, "", ""),
        ("\x00" * 5000, DeviceKind.OTHER, "", ""),
    ],
)
def test_devices_are_named_in_plain_words(said: str, kind: DeviceKind, system: str, browser: str) -> None:
    found = device_from(said)
    assert (found.kind, found.system, found.browser) == (kind, system, browser)


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("203.0.113.77", "203.0.…"),
        ("2001:db8:1:2::5", "2001:db8::"),
        ("::ffff:203.0.113.77", "203.0.…"),
        ("nonsense", ""),
    ],
)
def test_a_network_is_shown_by_its_first_half(address: str, network: str) -> None:
    assert coarse_network(address) == network


STATE = RecoveryState(asked_by=1, asked_at=NOW)
CONFIRMED = RecoveryState(1, NOW, NOW, NOW + timedelta(days=3))


@pytest.mark.parametrize(
    ("state", "staff", "later", "refusal"),
    [
        (STATE, 2, timedelta(0), None),
        (STATE, 1, timedelta(0), RecoveryRefusal.SAME_PERSON),
        (STATE, 2, timedelta(days=30), RecoveryRefusal.OVER),
        (CONFIRMED, 2, timedelta(0), RecoveryRefusal.OVER),
        (RecoveryState(1, NOW, stopped_at=NOW), 2, timedelta(0), RecoveryRefusal.OVER),
    ],
)
def test_a_second_person_confirms(
    state: RecoveryState, staff: int, later: timedelta, refusal: RecoveryRefusal | None
) -> None:
    assert refusal_to_confirm(state, staff_id=staff, ends_after=timedelta(days=30), now=NOW + later) is refusal


@pytest.mark.parametrize(
    ("state", "later", "refusal"),
    [
        (STATE, timedelta(days=9), RecoveryRefusal.OVER),
        (CONFIRMED, timedelta(days=2), RecoveryRefusal.TOO_EARLY),
        (CONFIRMED, timedelta(days=3), None),
        (RecoveryState(1, NOW, NOW, NOW, stopped_at=NOW), timedelta(days=3), RecoveryRefusal.OVER),
        (RecoveryState(1, NOW, NOW, NOW, done_at=NOW), timedelta(days=3), RecoveryRefusal.OVER),
    ],
)
def test_nothing_is_done_before_the_wait_is_over(
    state: RecoveryState, later: timedelta, refusal: RecoveryRefusal | None
) -> None:
    assert refusal_to_finish(state, now=NOW + later) is refusal


def test_a_caller_is_known_only_where_all_that_must_be_asked_was_asked_and_all_of_it_agrees() -> None:
    asked = [Fact.NAME, Fact.BIRTH_DATE, Fact.NUMBER, Fact.COUNTRY]
    for agreed in itertools.chain.from_iterable(itertools.combinations(asked, n) for n in range(5)):
        assert is_known(asked, agreed) is (set(agreed) == set(asked))
    assert not is_known(asked[:3], asked[:3])
    assert not is_known(
        [Fact.NAME, Fact.COUNTRY, Fact.EMAIL, Fact.PHONE], [Fact.NAME, Fact.COUNTRY, Fact.EMAIL, Fact.PHONE]
    )


def test_a_need_may_ask_for_nothing_but_a_level() -> None:
    assert is_enough(Need("X", Level.FACTS), shown(P.EMAIL_CODE, ago=timedelta(hours=11)), POLICY, now=NOW)
