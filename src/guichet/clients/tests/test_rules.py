"""What a number means, what a search asks for, and what proves a file."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guichet.clients.rules import (
    Asked,
    Claim,
    Known,
    Limit,
    claim_agrees,
    masked_email,
    masked_phone,
    may_try_again_at,
    network_of,
    read_search,
    shown_uci,
    uci_of,
)

BORN = date(1991, 2, 3)
NOON = datetime(2026, 11, 3, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("typed", "uci", "shown"),
    [
        ("1112223334", "1112223334", "11-1222-3334"),
        ("11-1222-3334", "1112223334", "11-1222-3334"),
        (" 11 1222 3334 ", "1112223334", "11-1222-3334"),
        ("11\u00a01222\u20133334", "1112223334", "11-1222-3334"),
        ("1112-2233", "11122233", "1112-2233"),
        ("111222333", None, None),
        ("V300123456", None, None),
        ("١١١٢٢٢٣٣٣٤", None, None),
        ("", None, None),
    ],
)
def test_an_identifier_is_known_however_it_is_spaced(typed: str, uci: str | None, shown: str | None) -> None:
    assert uci_of(typed) == uci
    if uci:
        assert shown_uci(uci) == shown
        assert uci_of(shown_uci(uci)) == uci


@pytest.mark.parametrize(
    ("typed", "asked"),
    [
        ("", Asked()),
        ("Elamine", Asked(words=("elamine",))),
        ("Mohamed El-Amine", Asked(words=("mohamed", "el", "amine"))),
        ("محمد", Asked(words=("mhmd",))),
        ("Elamine 1991", Asked(words=("elamine",), born_from=date(1991, 1, 1), born_to=date(1991, 12, 31))),
        ("Elamine 1991-02-03", Asked(words=("elamine",), born_from=BORN, born_to=BORN)),
        ("1991-2-3 Elamine", Asked(words=("elamine",), born_from=BORN, born_to=BORN)),
        ("1991-02-03", Asked(born_from=BORN, born_to=BORN)),
        ("1991/02/03", Asked(born_from=BORN, born_to=BORN)),
        ("Elamine 1991-02-31", Asked(words=("elamine",))),
        ("1991", Asked(born_from=date(1991, 1, 1), born_to=date(1991, 12, 31))),
        ("Amina@Example.org ", Asked(email="amina@example.org")),
        ("11-1222-3334", Asked(uci="1112223334", phone="1112223334", number="1112223334")),
        ("+213 551 23 45 67", Asked(phone="+213551234567", number="213551234567")),
        ("(613) 555-0142", Asked(uci="6135550142", phone="6135550142", number="6135550142")),
        ("v300123456", Asked(number="V300123456")),
        ("V 300 123 456", Asked(number="V300123456")),
        ("12", Asked()),
    ],
)
def test_one_box_takes_numbers_addresses_and_names(typed: str, asked: Asked) -> None:
    if asked.number and asked.phone:
        # Which of the numbers it is nobody can tell: every reading is followed.
        found = read_search(typed)
        assert (found.uci, found.phone) == (asked.uci, asked.phone)
    else:
        assert read_search(typed) == asked


@given(st.text(max_size=400))
def test_whatever_is_typed_is_read(typed: str) -> None:
    assert isinstance(read_search(typed), Asked)


KNOWN = Known(BORN, ("محمد الأمين", "Mohamed El-Amine"), "DZA", frozenset())


@pytest.mark.parametrize(
    ("claim", "known", "proved"),
    [
        (Claim(BORN, "El Amine"), KNOWN, True),
        (Claim(BORN, "EL-AMINE"), KNOWN, True),
        (Claim(BORN, "الأمين"), KNOWN, True),
        (Claim(BORN, "El Amine", "DZA"), KNOWN, True),
        (Claim(BORN, "", "DZA"), KNOWN, True),
        (Claim(BORN, "", "dza"), KNOWN, True),
        (Claim(BORN, "El Amine", "MAR"), KNOWN, False),
        (Claim(BORN, "Leduc", "DZA"), KNOWN, False),
        (Claim(BORN, "El Amine Leduc"), KNOWN, False),
        (Claim(BORN, "", ""), KNOWN, False),
        (Claim(BORN, "-", ""), KNOWN, False),
        (Claim(BORN, "", ""), Known(BORN, (), "", frozenset()), False),
        (Claim(date(1991, 3, 2), "El Amine", "DZA"), KNOWN, False),
        (Claim(BORN, "El Amine"), Known(), False),
        (Claim(BORN, "El Amine"), Known(None, ("El Amine",), "DZA"), False),
        (Claim(BORN, "El Amine"), Known(BORN, ("El Amine",), "DZA", frozenset({7})), True),
        (Claim(BORN, "El Amine"), Known(BORN, ("El Amine",), "DZA", frozenset({8})), False),
        (Claim(BORN, "El Amine"), Known(BORN, ("El Amine",), "DZA", frozenset({7, 8})), False),
    ],
)
def test_a_file_is_proved_by_birth_and_name_or_country_all_right(claim: Claim, known: Known, proved: bool) -> None:
    assert claim_agrees(claim, known, user_id=7) is proved


@given(
    born=st.dates(),
    family_name=st.text(max_size=20),
    country=st.text(max_size=4),
    known_born=st.none() | st.dates(),
    names=st.lists(st.text(max_size=20), max_size=3),
    known_country=st.sampled_from(["", "DZA", "FRA"]),
)
def test_no_claim_is_proved_without_the_right_day_and_one_right_fact(
    born: date, family_name: str, country: str, known_born: date | None, names: list[str], known_country: str
) -> None:
    known = Known(known_born, tuple(names), known_country)
    if claim_agrees(Claim(born, family_name, country), known, user_id=1):
        assert born == known_born
        assert family_name or (country.strip().upper() == known_country != "")


LIMITS = [Limit(2, timedelta(hours=1)), Limit(4, timedelta(hours=24))]


@pytest.mark.parametrize(
    ("minutes_ago", "again_in_minutes"),
    [
        ([], None),
        ([10], None),
        ([10, 50], 10),
        ([10, 70], None),
        ([10, 20, 50], 40),
        ([90, 200, 300, 400], 24 * 60 - 400),
        ([10, 20, 300, 400], 24 * 60 - 400),
        ([60, 60], None),
        ([24 * 60, 200, 300, 90], None),
    ],
)
def test_after_too_many_tries_one_waits(minutes_ago: list[int], again_in_minutes: int | None) -> None:
    tries = [NOON - timedelta(minutes=minutes) for minutes in minutes_ago]
    expected = None if again_in_minutes is None else NOON + timedelta(minutes=again_in_minutes)
    assert may_try_again_at(tries, LIMITS, now=NOON) == expected


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("nonsense", "unknown"),
        ("", "unknown"),
    ],
)
def test_a_household_is_one_network(address: str, network: str) -> None:
    assert network_of(address) == network


def test_an_address_is_half_hidden() -> None:
    assert (masked_email("amina@example.org"), masked_phone("+16135550142")) == ("a•••@example.org", "•••42")
