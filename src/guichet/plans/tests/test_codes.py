"""A code is said over a telephone and copied by hand; a slip is caught, and nobody finds another's."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guichet.foundation.check_digits import check_digit
from guichet.identity.rules.secrets import luhn_agrees
from guichet.plans.rules import code_in, grouped, new_code
from guichet.plans.rules.codes import DIGITS

CODE = "1234567890123459"


def test_a_new_code_is_read_back_as_it_was_shown() -> None:
    for _time in range(200):
        code = new_code()
        assert len(code) == DIGITS
        assert code_in(grouped(code)) == code


@pytest.mark.parametrize(
    "typed",
    [
        "1234 5678 9012 3459",
        "1234-5678-9012-3459",
        " 1234567890123459\n",
        "۱۲۳۴ ۵۶۷۸ ۹۰۱۲ ۳۴۵۹",
        "1234\u00a05678\u20119012.3459",
        "१२३४५६७८९०१२३४५९",
    ],
)
def test_a_code_is_read_in_any_script_and_with_anything_between(typed: str) -> None:
    assert check_digit(CODE[:-1]) == CODE[-1]
    assert code_in(typed) == CODE


@pytest.mark.parametrize(
    "typed", ["", "1234", CODE + "1", "1234 5678 9012 345O", "1234567890123454", "\x00" * 16, "²" * 16, "💥" * 16]
)
def test_what_is_no_code_is_none(typed: str) -> None:
    assert code_in(typed) == ""


@given(st.integers(10**14, 10**15 - 1).map(str), st.integers(0, 15), st.integers(1, 9))
def test_every_single_wrong_digit_is_caught(start: str, place: int, slip: int) -> None:
    code = start + check_digit(start)
    wrong = code[:place] + str((int(code[place]) + slip) % 10) + code[place + 1 :]
    assert code_in(wrong) == ""


def test_codes_seldom_look_like_numbers_of_payment_cards() -> None:
    alike = sum(luhn_agrees(new_code()) for _time in range(2000))
    assert alike < 300
