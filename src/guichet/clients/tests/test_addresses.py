"""Addresses of any country are written as people there write them, and no real one is refused."""

import pytest

from guichet.clients.rules.addresses import address_lines, custom_of, kept_parts, missing_parts, parts_of
from guichet.clients.terms import AddressPart
from guichet.foundation.countries import country_names
from guichet.foundation.languages import Language

S, D, C, A, Z = (
    AddressPart.STREET,
    AddressPart.DISTRICT,
    AddressPart.CITY,
    AddressPart.AREA,
    AddressPart.CODE,
)


@pytest.mark.parametrize(
    ("country", "parts", "lines"),
    [
        ("CAN", {S: "365 Laurier Ave W", C: "Ottawa", A: "ON", Z: "K1A 1L1"},
         ("365 Laurier Ave W", "Ottawa ON K1A 1L1", "CANADA")),
        ("FRA", {S: "10 rue de la Paix", C: "Paris", Z: "75002"}, ("10 rue de la Paix", "75002 Paris", "FRANCE")),
        ("GBR", {S: "221B Baker Street", C: "London", Z: "NW1 6XE"},
         ("221B Baker Street", "London", "NW1 6XE", "UNITED KINGDOM")),
        ("JPN", {S: "1-1", D: "Chiyoda", C: "Chiyoda-ku", A: "Tokyo", Z: "100-0001"},
         ("100-0001", "Tokyo Chiyoda-ku", "1-1", "JAPAN")),
        ("ARE", {S: "P.O. Box 4711", A: "Dubai"}, ("P.O. Box 4711", "Dubai", "UNITED ARAB EMIRATES")),
    ],
)  # fmt: skip
def test_lines_stand_in_the_order_of_the_country(
    country: str, parts: dict[AddressPart, str], lines: tuple[str, ...]
) -> None:
    found = address_lines(country, parts)
    assert [line for line in found if line in lines] == [line for line in lines if line in found]
    assert found[-1] == lines[-1]


def test_a_japanese_address_begins_with_the_largest_at_home_and_ends_with_it_abroad() -> None:
    parts = {S: "千代田1-1", C: "千代田区", A: "東京都", Z: "100-0001"}
    assert address_lines("JPN", parts)[0].endswith("100-0001")
    latin = address_lines("JPN", {S: "1-1 Chiyoda", C: "Chiyoda-ku", A: "Tokyo", Z: "100-0001"}, latin=True)
    assert latin[0].startswith("1-1 Chiyoda")


@pytest.mark.parametrize("country", sorted(country_names(Language.EN)))
def test_every_country_has_a_custom_and_takes_a_place_to_go_to(country: str) -> None:
    custom = custom_of(country)
    assert S in custom.parts
    typed = {S: "Next to the blue mosque", C: "Old town"}
    assert missing_parts(country, typed) == ()
    assert address_lines(country, typed)[0]
    assert len(address_lines(country, typed, language=Language.FR)) >= 2


def test_nothing_at_all_is_not_an_address() -> None:
    assert S in missing_parts("CAN", {})
    assert S in missing_parts("CAN", {C: "Ottawa"})


@pytest.mark.parametrize(("code", "doubts"), [("K1A 1L1", False), ("k1a1l1", False), ("12345", True), ("", False)])
def test_an_unusual_code_is_doubted_and_not_refused(code: str, doubts: bool) -> None:
    typed = {S: "1 Main St", C: "Ottawa", A: "ON", Z: code}
    assert bool(custom_of("CAN").doubts(typed)) is doubts
    assert missing_parts("CAN", typed) == ()


def test_parts_are_kept_as_they_were_written() -> None:
    typed = {S: "شارع ديدوش مراد ١٢\nBât. B", C: "الجزائر", Z: ""}
    assert parts_of(kept_parts(typed)) == {S: "شارع ديدوش مراد ١٢\nBât. B", C: "الجزائر"}
    assert parts_of("") == {}


def test_an_unknown_country_has_a_plain_custom() -> None:
    assert custom_of("ZZZ").required == {S}
    assert address_lines("ZZZ", {S: "1", C: "x"}) == ("1", "x", "ZZZ")
