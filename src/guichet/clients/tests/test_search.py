"""Search: people are found however their name is written, and only by those who may."""

from datetime import date
from typing import Any

import pytest

from guichet.clients.queries import NotAllowed, found_by_number, search
from guichet.clients.search import CANDIDATES
from guichet.clients.terms import FoundBy
from guichet.clients.tests.factories import client
from guichet.identity.rules import Viewer
from guichet.identity.terms import Role

AGENT = Viewer(user_id=1, staff_id=1, roles=frozenset({Role.AGENT}))
AMINA = Viewer(user_id=2, own_clients=frozenset({1}))

pytestmark = pytest.mark.django_db


@pytest.fixture
def people() -> dict[str, int]:
    """Return some people by a short name."""
    made = {
        "elamine": client(
            "محمد الأمين", "Mohamed Elamine", uci="1112223334", email="m@example.org", phone="+213551234567"
        ),
        "leduc": client("Jean-François Leduc", uci="1112223335", born=date(1970, 12, 24), phone="+16135550142"),
        "nguyen": client("Nguyễn Thị Đức", uci="1112223336", born=date(1985, 6, 1)),
        "wang": client("王小明", "Wang Xiaoming", uci="1112223337", born=date(1999, 9, 9)),
        "obrien": client("Siobhán O’Brien", uci="11122233", born=date(1991, 7, 7)),
        "khaled": client("خالد يوسف", uci="1112223338", born=date(2001, 1, 1)),
        "rahman": client("Abdulrahman Siddiqui", uci="1112223339", born=date(1960, 5, 5)),
        "old": client("Mohamed Elamine", uci="1112223340", born=date(1950, 1, 1)),
    }
    return {name: record.pk for name, record in made.items()}


@pytest.mark.parametrize(
    ("typed", "who"),
    [
        ("Elamine Mohamed 1991", "elamine"),
        ("mohamed elamine 1991-02-03", "elamine"),
        ("Mohammed El Amine 1991", "elamine"),
        ("محمد الأمين", "elamine"),
        ("مُحَمَّد 1991", "elamine"),
        ("Elamien 1991", "elamine"),
        ("leduc", "leduc"),
        ("Jean François Leduc", "leduc"),
        ("ledcu", "leduc"),
        ("LEDUQUE jean", "leduc"),
        ("nguyen duc", "nguyen"),
        ("Ngyuen Thi Duc", "nguyen"),
        ("王小明", "wang"),
        ("xiaoming wang", "wang"),
        ("wang xiao ming", "wang"),
        ("OBrien", "obrien"),
        ("o'brien siobhan", "obrien"),
        ("O’Brian", "obrien"),
        ("Khaled Youssef", "khaled"),
        ("Khalid Yousif", "khaled"),
        ("abdul rahman siddiqui", "rahman"),
        ("Siddiqi Abdulrahman", "rahman"),
        ("leduc jean marie", "leduc"),
        ("11-1222-3334", "elamine"),
        ("1112-2233", "obrien"),
        ("M@Example.ORG", "elamine"),
        ("+213 551 23 45 67", "elamine"),
        ("00213551234567", "elamine"),
        ("0551 23 45 67", "elamine"),
        ("613-555-0142", "leduc"),
        ("1 613 555 0142", "leduc"),
        ("1999-09-09", "wang"),
    ],
)
def test_people_are_found_by_what_one_knows_of_them(people: dict[str, int], typed: str, who: str) -> None:
    found = search(typed, viewer=AGENT).found
    assert found, typed
    assert found[0].client_id == people[who]


@pytest.mark.parametrize(
    "typed", ["", "   ", "zzzzqqq", "V300123456", "nobody@example.org", "%", "_", "'", "\\", "\x00"]
)
def test_nothing_is_found_where_nobody_is_meant(people: dict[str, int], typed: str) -> None:
    findings = search(typed, viewer=AGENT)
    assert (findings.found, findings.more) == ((), False)


def test_why_somebody_is_shown_is_said(people: dict[str, int]) -> None:
    reasons = {text: search(text, viewer=AGENT).found[0].found_by for text in ("leduc", "ledcu", "1112223335", "1985")}
    assert list(reasons.values()) == [FoundBy.NAME, FoundBy.NAME_ALIKE, FoundBy.UCI, FoundBy.BIRTH]


def test_the_name_as_typed_stands_before_names_that_are_alike(people: dict[str, int]) -> None:
    client("Mohamed Elamin", uci="1112223341", born=date(1990, 1, 1))
    found = search("Mohamed Elamine", viewer=AGENT).found
    assert {found[0].client_id, found[1].client_id} == {people["elamine"], people["old"]}
    assert found[2].found_by is FoundBy.NAME_ALIKE


def test_too_many_of_one_name_are_cut_off_and_it_is_said() -> None:
    for number in range(25):
        client("Singh Kaur", uci=f"22{number:08}", born=date(1980, 1, 1 + number))
    findings = search("singh", viewer=AGENT, limit=20)
    assert (len(findings.found), findings.more) == (20, True)
    narrowed = search("singh 1980-01-07", viewer=AGENT, limit=20)
    assert (len(narrowed.found), narrowed.more) == (1, False)
    assert CANDIDATES > 20


def test_an_application_number_is_passed_on_to_the_room_that_has_files(people: dict[str, int]) -> None:
    assert search("v 300-123-456", viewer=AGENT).number == "V300123456"
    shown = found_by_number([people["wang"], people["leduc"], people["wang"]], viewer=AGENT)
    assert [one.client_id for one in shown] == [people["wang"], people["leduc"]]
    assert {one.found_by for one in shown} == {FoundBy.NUMBER}


def test_a_name_comes_with_its_script_and_direction(people: dict[str, int]) -> None:
    names = search("1112223334", viewer=AGENT).found[0].names
    assert [(name.script, name.direction) for name in names] == [("ARABIC", "rtl"), ("LATIN", "ltr")]


@pytest.mark.parametrize("viewer", [Viewer(), AMINA, Viewer(user_id=3, staff_id=3, roles=frozenset({Role.MANAGER}))])
def test_only_those_who_may_search_do(viewer: Viewer) -> None:
    with pytest.raises(NotAllowed):
        search("leduc", viewer=viewer)
    with pytest.raises(NotAllowed):
        found_by_number([1], viewer=viewer)


def test_a_search_asks_few_questions(people: dict[str, int], django_assert_max_num_queries: Any) -> None:
    with django_assert_max_num_queries(14):
        search("Elamien Mohmed", viewer=AGENT)
