import re
import unicodedata

import pytest

from guichet.rehearsal.country import Event, content
from guichet.rehearsal.dice import Dice
from guichet.rehearsal.persons import Culture, Kin, Told, kin, person, world

WORLD = world(content("names"), content("countries"), content("phones"))
ONE_NAME_IN_ANY = {"afghan", "burmese", "indonesian", "bengali", "tamil"}


def _registrations(events: list[Event]) -> list[Event]:
    return [event["data"] for event in events if event["type"] == "client.registered"]


def test_names_come_in_more_than_ten_scripts(country: list[Event]) -> None:
    scripts = {data["names"][0]["script"] for data in _registrations(country)}
    assert {"Latn", "Arab", "Deva", "Guru", "Hans", "Hant", "Hang", "Cyrl", "Hebr", "Beng", "Taml"} <= scripts
    assert {"Thai", "Ethi", "Geor", "Armn", "Grek", "Jpan"} <= scripts


def test_a_name_in_another_script_is_followed_by_its_latin_form(country: list[Event]) -> None:
    for data in _registrations(country):
        *own, latin = data["names"]
        assert latin["script"] == "Latn"
        assert all("LATIN" in unicodedata.name(sign) for sign in latin["text"] if sign.isalpha())
        for name in own:
            assert not any("LATIN" in unicodedata.name(sign) for sign in name["text"] if sign.isalpha())


@pytest.mark.parametrize(("culture", "names"), WORLD.cultures.items())
def test_a_culture_has_names_for_everybody(culture: str, names: Culture) -> None:
    assert len(names.women) >= 4
    assert len(names.men) >= 4
    words = [*names.women, *names.men, *names.families, *names.middles]
    for word in words:
        assert all(form == unicodedata.normalize("NFC", form).strip() != "" for form in (*word.own, *word.latin)), word


def test_names_are_single_long_hyphenated_and_have_particles(country: list[Event]) -> None:
    latin = [data["names"][-1]["text"] for data in _registrations(country)]
    assert any(" " not in name for name in latin)
    assert any(len(name) > 30 for name in latin)
    assert any("-" in name for name in latin)
    assert any(re.search(r" (de|da|dos|von|van den|ben) ", name) for name in latin)
    assert any("’" in name for name in latin)


def test_nobody_can_be_reached_by_accident(country: list[Event]) -> None:
    ranges = [pattern.replace("#", "[0-9]") for patterns in content("phones").values() for pattern in patterns]
    fiction = re.compile("|".join(re.escape(p).replace(r"\[0\-9\]", "[0-9]") for p in ranges))
    for data in _registrations(country):
        assert data.get("email", "@example.org").rpartition("@")[2] in {"example.org", "example.com", "example.net"}
        assert "phone" not in data or fiction.fullmatch(data["phone"])


def test_no_two_clients_share_an_address_or_a_number_for_life(country: list[Event]) -> None:
    people = _registrations(country)
    emails = [data["email"] for data in people if "email" in data]
    assert len(set(emails)) == len(emails)
    assert len({data["uci"] for data in people}) == len(people) == 10_000
    assert all(re.fullmatch(r"[1-9][0-9]{9}", data["uci"]) for data in people)


def test_one_in_five_chooses_french_and_some_cannot_be_written_to(country: list[Event]) -> None:
    people = _registrations(country)
    assert 0.18 <= sum(data["language"] == "fr" for data in people) / len(people) <= 0.24
    for missing in ("email", "phone"):
        assert 0.05 <= sum(missing not in data for data in people) / len(people) <= 0.4


def test_a_channel_is_one_that_reaches_the_client(country: list[Event]) -> None:
    for data in _registrations(country):
        match data["channel"]:
            case "email":
                assert data["email"]
            case "text":
                assert data["phone"]
            case channel:
                assert channel == "account"


def _amina(seed: int, shared: Kin) -> str:
    human = person(
        Dice("amina", seed), shared, index=seed, born=0, adult=True, as_told=Told(woman=True, script=True), father=None
    )
    return human.names[-1][0]


def test_a_household_shares_country_and_family_name() -> None:
    shared = kin(Dice("kin"), WORLD, kind="permanent", as_told=Told(country="HTI"))
    names = [_amina(seed, shared) for seed in range(5)]
    assert all(name.endswith(shared.family.latin[0]) for name in names)


def test_a_woman_has_the_womans_form_of_a_name() -> None:
    shared = kin(Dice(3), WORLD, kind="temporary", as_told=Told(country="GRC"))
    greek = {form for family in WORLD.cultures["greek"].families for form in family.latin if family.latin[0] != form}
    forms = {family.latin[1] for family in WORLD.cultures["greek"].families}
    assert {_amina(seed, shared).split()[-1] for seed in range(20)} <= forms
    assert "Papadopoulou" in greek
