"""Which records are shown to people as perhaps one, and that nobody is shown the same pair twice."""

import tracemalloc
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guichet.clients.actions import look_for_duplicates, look_through_all_records, merge_clients, tell_apart
from guichet.clients.duplicates.finding import ALL_WITH_ALL, all_pairs, pairs_with
from guichet.clients.duplicates.policy import duplicate_weights, problems
from guichet.clients.models import Client, ContactPoint, Duplicate
from guichet.clients.queries import NotAllowed, duplicate, pair_of
from guichet.clients.rules.duplicates import BornName, Record, compare, differ_by_a_slip, names_likeness, slips_of
from guichet.clients.terms import DuplicateReason, DuplicateState, MergeProof
from guichet.clients.tests.factories import BORN, NOON, client, origin
from guichet.identity.models import Staff, User
from guichet.identity.rules import Viewer
from guichet.identity.terms import Purpose, Role
from guichet.journal.models import Entry
from guichet.language.names import fold, leaves_out_vowels
from guichet.worklists.models import Task

WEIGHTS = duplicate_weights(date(2026, 11, 3))
R = DuplicateReason


def names(*texts: str) -> tuple[BornName, ...]:
    return tuple(BornName(fold(text), leaves_out_vowels(text)) for text in texts)


AMINA = Record(1, "1112223334", names("Amina Benali"), BORN, "DZA", frozenset({"a@example.org"}), frozenset({"+1613"}))


@pytest.mark.parametrize(
    ("other", "reasons", "shown"),
    [
        (Record(2, "9", names("Amina Benali"), BORN, "DZA"), {R.BIRTH, R.NAME, R.COUNTRY}, True),
        (Record(2, "9", names("Benali Amina"), BORN), {R.BIRTH, R.NAME}, True),
        (Record(2, "9", names("أمينة بن علي"), BORN), {R.BIRTH, R.NAME}, True),
        (Record(2, "9", names("Amina Ben Ali"), BORN), {R.BIRTH, R.NAME}, True),
        (Record(2, "9", names("Amina Benaly"), BORN), {R.BIRTH, R.NAME_ALIKE}, True),
        (Record(2, "1112223343", names("Amina Benali")), {R.NAME, R.UCI_SLIP}, True),
        (Record(2, "1112223335", (), BORN), {R.BIRTH, R.UCI_SLIP}, True),
        (Record(2, "9", names("Amina Benali"), None, "DZA", frozenset({"a@example.org"})),
         {R.NAME, R.EMAIL, R.COUNTRY}, True),
        # Twins: one birthday, one household, two names.
        (Record(2, "9", names("Karim Benali"), BORN, "DZA", frozenset({"a@example.org"}), frozenset({"+1613"})),
         {R.BIRTH, R.EMAIL, R.PHONE, R.COUNTRY}, False),
        (Record(2, "9", names("Karim Haddad"), BORN, "DZA", frozenset({"a@example.org"})),
         {R.BIRTH, R.EMAIL, R.COUNTRY}, False),
        # A mother and her daughter of the same name.
        (Record(2, "9", names("Amina Benali"), date(2015, 2, 3), "DZA", frozenset({"a@example.org"})),
         {R.NAME, R.EMAIL, R.COUNTRY}, False),
        (Record(2, "9", names("Amina Benali"), date(1990, 1, 1), "DZA"), {R.NAME, R.COUNTRY}, False),
        (Record(2, "9", names("Paul Leduc"), BORN, "FRA"), {R.BIRTH}, False),
        (Record(2), set(), False),
    ],
)  # fmt: skip
def test_what_speaks_for_one_person_is_added_up(other: Record, reasons: set[DuplicateReason], shown: bool) -> None:
    verdict = compare(AMINA, other, WEIGHTS)
    assert set(verdict.reasons) == reasons
    assert (verdict.score >= WEIGHTS.suggest_from) is shown
    assert compare(other, AMINA, WEIGHTS) == verdict


@pytest.mark.parametrize(
    ("one", "other", "slip"),
    [
        ("1112223334", "1112223343", True),
        ("1112223334", "1112223335", True),
        ("1112223334", "1112223334", False),
        ("1112223334", "4112223331", False),
        ("1112223334", "111222333", False),
        ("12", "21", True),
        ("1212", "2121", False),
        ("", "", False),
    ],
)
def test_a_slip_is_one_digit_or_two_neighbours_changed(one: str, other: str, slip: bool) -> None:
    assert differ_by_a_slip(one, other) is slip


@given(st.text("0123456789", min_size=8, max_size=10))
def test_every_slip_is_looked_up_and_nothing_else(number: str) -> None:
    assert all(differ_by_a_slip(number, slip) for slip in slips_of(number))
    assert len(set(slips_of(number))) >= 9 * len(number)


def test_a_name_without_vowels_meets_its_other_spellings_and_others_do_not() -> None:
    assert names_likeness(names("محمد"), names("Mohamed")) >= WEIGHTS.like_name
    # Both with their vowels: Lee and Leo are two names.
    assert names_likeness(names("Lee Ann"), names("Leo Ian")) < WEIGHTS.same_name


def test_the_weights_have_no_fault() -> None:
    assert problems() == []


# --- Finding them ---------------------------------------------------------------------------------------------------


def officer() -> Viewer:
    user = User.objects.create_user("officer@example.org")
    staff = Staff.objects.create(user=user, name="Paul Leduc", roles=[Role.OFFICER])
    everybody = dict.fromkeys(Client.objects.values_list("pk", flat=True), Purpose.SAME_PERSON)
    return Viewer(user_id=user.pk, staff_id=staff.pk, roles=frozenset({Role.OFFICER}), opened=everybody)


@pytest.fixture
def people(db: None) -> dict[str, Client]:
    return {
        "amina": client("Amina Benali", uci="1112223334", email="a@example.org"),
        "again": client("أمينة بن علي", uci="2223334445"),
        "slip": client("Amina Benali", uci="1112223343", born=None),
        "mail": client("Benali Amina", uci="3334445556", born=None, email="a@example.org"),
        "twin": client("Karim Benali", uci="4445556667"),
        "other": client("Paul Leduc", uci="5556667778", born=date(1970, 1, 1)),
    }


def pairs(people: dict[str, Client], found: Any) -> set[frozenset[str]]:
    called = {record.pk: name for name, record in people.items()}
    return {frozenset({called[pair.one], called[pair.other]}) for pair in found}


EXPECTED = {frozenset(pair) for pair in [("amina", "again"), ("amina", "slip"), ("amina", "mail")]}


def test_records_meet_by_birth_by_address_and_by_a_slip(people: dict[str, Client]) -> None:
    assert pairs(people, all_pairs(WEIGHTS)) == EXPECTED
    assert pairs(people, pairs_with([people["amina"].pk], WEIGHTS)) == EXPECTED
    assert pairs(people, pairs_with([people["slip"].pk], WEIGHTS)) == {frozenset({"amina", "slip"})}
    assert pairs(people, pairs_with([people["other"].pk], WEIGHTS)) == set()
    assert pairs_with([], WEIGHTS) == []


def test_on_a_day_with_many_those_whose_names_sound_alike_still_meet(db: None) -> None:
    for number in range(ALL_WITH_ALL + 5):
        client(f"Leduc{chr(97 + number % 26)}x {chr(97 + number // 26)}nt", uci=f"77{number:08}")
    one, other = client("Mohamed Elamine", uci="1000000001"), client("Elamin Muhammad", uci="2000000002")
    assert (one.pk, other.pk) in {(pair.one, pair.other) for pair in all_pairs(WEIGHTS)}


def test_an_address_that_a_crowd_shares_is_no_sign(db: None) -> None:
    for number in range(WEIGHTS.shared_by + 1):
        client("Amina Benali", uci=f"88{number * 111:08}", born=None, email="consultant@example.org")
    assert list(all_pairs(WEIGHTS)) == []
    ContactPoint.objects.filter(client=Client.objects.latest("pk")).delete()
    assert len({(pair.one, pair.other) for pair in all_pairs(WEIGHTS)}) == 15


def test_each_pair_is_suggested_once_as_a_task_that_names_nobody(people: dict[str, Client]) -> None:
    assert look_for_duplicates(client_ids=[people["amina"].pk], origin=origin()) == 3
    assert look_through_all_records(origin=origin()) == 0
    assert Duplicate.objects.count() == Task.objects.count() == 3
    task = Task.objects.order_by("pk").first()
    assert task is not None
    assert (task.kind, task.facts["reasons"]) == ("duplicate", "BIRTH+NAME+COUNTRY")
    said = str([*Entry.objects.values_list("payload", flat=True), *Task.objects.values_list("facts", flat=True)])
    assert "mina" not in said
    assert "example" not in said


def test_who_was_told_apart_is_never_suggested_again(people: dict[str, Client]) -> None:
    look_through_all_records(origin=origin())
    viewer = officer()
    for found in Duplicate.objects.all():
        tell_apart(duplicate_id=found.pk, viewer=viewer, origin=origin())
    assert set(Task.objects.values_list("state", "outcome")) == {("DONE", "DIFFERENT")}
    later = origin(at=NOON + timedelta(days=400))
    assert look_through_all_records(origin=later) == 0
    assert look_for_duplicates(client_ids=[people["amina"].pk], origin=later) == 0
    assert set(Duplicate.objects.values_list("state", flat=True)) == {DuplicateState.DIFFERENT}


def test_those_who_are_one_already_are_not_suggested(people: dict[str, Client]) -> None:
    viewer = officer()
    one, other = people["amina"].pk, people["again"].pk
    merge_clients(one=one, other=other, kept=one, proofs=[MergeProof.DOCUMENT_SEEN], viewer=viewer, origin=origin())
    assert look_through_all_records(origin=origin()) == 2
    assert not Duplicate.objects.filter(one_id=one, other_id=other).exists()


def test_only_who_may_decide_sees_a_pair(people: dict[str, Client]) -> None:
    look_through_all_records(origin=origin())
    found = Duplicate.objects.order_by("pk")[0]
    viewer = officer()
    assert duplicate(found.pk, viewer=viewer).one == found.one_id
    assert pair_of(found.other_id, found.one_id, viewer=viewer) == duplicate(found.pk, viewer=viewer)
    for stranger in (Viewer(), Viewer(user_id=1, staff_id=1, roles=frozenset({Role.AGENT}))):
        with pytest.raises(NotAllowed):
            duplicate(found.pk, viewer=stranger)
        with pytest.raises(NotAllowed):
            pair_of(found.one_id, found.other_id, viewer=stranger)
    with pytest.raises(NotAllowed):
        duplicate(4711, viewer=viewer)


@pytest.mark.slow
def test_memory_does_not_grow_with_the_records(db: None) -> None:
    def look(count: int) -> int:
        made = Client.objects.bulk_create(
            Client(uci=f"{number:010}", birth_date=date(1940, 1, 1) + timedelta(days=number % 20000), country="FRA",
                   language="fr", known_as_of=NOON)
            for number in range(Client.objects.count(), count)
        )  # fmt: skip
        assert made
        tracemalloc.start()
        assert sum(1 for _ in all_pairs(WEIGHTS)) == 0
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return peak

    few, many = look(2_000), look(20_000)
    assert many < few * 2
