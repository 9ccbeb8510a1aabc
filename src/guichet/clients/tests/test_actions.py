"""Linking an account, preferences, and the words of names."""

import re
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from guichet.clients.actions import (
    CannotLink,
    Linking,
    change_preferences,
    claim_file,
    forget_link_attempts,
    index_names,
    link_account,
)
from guichet.clients.models import AccountLink, Client, LinkAttempt, Name, NameWord
from guichet.clients.queries import NotAllowed, clients, own_client_ids
from guichet.clients.queries import client as client_of
from guichet.clients.rules import Claim
from guichet.clients.terms import ContactKind, LinkMeans, LinkRefusal, NoticeChannel
from guichet.clients.tests.factories import BORN, NOON, client, origin, user
from guichet.foundation.languages import Language
from guichet.identity.models import User
from guichet.identity.rules import Viewer
from guichet.identity.terms import Purpose, Role
from guichet.journal.models import Entry

pytestmark = pytest.mark.django_db
RIGHT = Claim(BORN, "Elamine")
WRONG = Claim(BORN, "Leduc")
HOME = "192.0.2.7"


@pytest.fixture
def amina() -> User:
    return user("amina@example.org")


@pytest.fixture
def elamine() -> Client:
    return client("محمد الأمين", "Mohamed Elamine", email="m@example.org", phone="+213551234567")


def claim(
    account: User, client_id: int | None, said: Claim = RIGHT, *, at: datetime = NOON, network: str = HOME
) -> Linking:
    return claim_file(
        user_id=account.pk, client_id=client_id, claim=said, network=network, origin=origin(f"user:{account.pk}", at)
    )


def test_right_facts_link_the_file_and_the_client_will_be_told(amina: User, elamine: Client) -> None:
    assert claim(amina, elamine.pk) == Linking(client_id=elamine.pk)
    assert own_client_ids(amina.pk) == {elamine.pk}
    entry = Entry.objects.get()
    assert (entry.kind, entry.client_id, entry.payload) == ("account.linked", elamine.pk, {"means": "FACTS"})
    assert entry.event.visible


def test_linking_twice_is_linking_once(amina: User, elamine: Client) -> None:
    claim(amina, elamine.pk)
    assert claim(amina, elamine.pk) == Linking(client_id=elamine.pk)
    assert (AccountLink.objects.count(), Entry.objects.count()) == (1, 1)


def refusals(amina: User, elamine: Client) -> dict[str, tuple[Linking, list[str]]]:
    """Return what each kind of failure answers, and the questions it put to the database."""
    other = user("other@example.org")
    taken = client("Karim Elamine", uci="1112223335")
    link_account(user_id=other.pk, client_id=taken.pk, means=LinkMeans.FACTS, origin=origin())
    tries = {"no such number": (None, RIGHT), "wrong facts": (elamine.pk, WRONG), "another's": (taken.pk, RIGHT)}
    answers = {}
    for kind, (client_id, said) in tries.items():
        with CaptureQueriesContext(connection) as asked:
            answer = claim(amina, client_id, said)
        questions = [query["sql"] for query in asked.captured_queries if "SAVEPOINT" not in query["sql"]]
        # Which number was asked for is no part of the question’s shape.
        shapes = [re.sub(r"\d+", "…", question.split("WHERE")[0].split("VALUES")[0]) for question in questions]
        answers[kind] = (answer, shapes)
    return answers


def test_no_such_number_wrong_facts_and_another_account_are_one_refusal(amina: User, elamine: Client) -> None:
    answers = refusals(amina, elamine)
    assert {answer.refusal for answer, _ in answers.values()} == {LinkRefusal.NOT_PROVED}
    assert len({answer for answer, _ in answers.values()}) == 1


def test_every_refusal_costs_the_same_questions(amina: User, elamine: Client) -> None:
    answers = refusals(amina, elamine)
    assert len({str(shapes) for _, shapes in answers.values()}) == 1


def test_a_refused_try_leaves_no_fact_and_no_entry(amina: User, elamine: Client) -> None:
    claim(amina, elamine.pk, WRONG)
    assert list(LinkAttempt.objects.values("user_id", "network", "tried_at", "succeeded")) == [
        {"user_id": amina.pk, "network": HOME, "tried_at": NOON, "succeeded": False}
    ]
    assert not Entry.objects.exists()
    assert not AccountLink.objects.exists()


def test_after_five_failures_an_account_waits_even_with_the_right_facts(amina: User, elamine: Client) -> None:
    for minute in range(5):
        answer = claim(amina, elamine.pk, WRONG, at=NOON + timedelta(minutes=minute))
    assert answer.refusal is LinkRefusal.NOT_PROVED
    assert answer.try_again_at == NOON + timedelta(hours=1)
    locked = claim(amina, elamine.pk, RIGHT, at=NOON + timedelta(minutes=10), network="198.51.100.1")
    assert locked == Linking(refusal=LinkRefusal.TOO_MANY_TRIES, try_again_at=NOON + timedelta(hours=1))
    assert LinkAttempt.objects.count() == 5
    assert claim(amina, elamine.pk, RIGHT, at=NOON + timedelta(minutes=61)).client_id == elamine.pk


def test_after_ten_failures_in_a_day_an_account_waits_for_the_next(amina: User, elamine: Client) -> None:
    for hour in range(10):
        claim(amina, elamine.pk, WRONG, at=NOON + timedelta(hours=hour * 2))
    locked = claim(amina, elamine.pk, at=NOON + timedelta(hours=19))
    assert locked.try_again_at == NOON + timedelta(hours=24)


def test_many_accounts_from_one_network_wait_together(elamine: Client) -> None:
    for number in range(30):
        claim(user(f"u{number}@example.org"), elamine.pk, WRONG)
    fresh = user("fresh@example.org")
    assert claim(fresh, elamine.pk).refusal is LinkRefusal.TOO_MANY_TRIES
    assert claim(fresh, elamine.pk, network="198.51.100.1").client_id == elamine.pk


def test_tries_are_forgotten_after_thirty_days(amina: User, elamine: Client) -> None:
    claim(amina, elamine.pk, WRONG)
    assert forget_link_attempts(now=NOON + timedelta(days=29)) == 0
    assert forget_link_attempts(now=NOON + timedelta(days=31)) == 1


def test_a_file_that_another_account_holds_is_not_linked(amina: User, elamine: Client) -> None:
    link_account(user_id=amina.pk, client_id=elamine.pk, means=LinkMeans.DEMONSTRATION, origin=origin())
    with pytest.raises(CannotLink):
        link_account(
            user_id=user("other@example.org").pk, client_id=elamine.pk, means=LinkMeans.ASSISTED, origin=origin()
        )


def test_a_choice_of_language_and_way_holds_from_now_on(elamine: Client) -> None:
    def choose(language: Language, channel: NoticeChannel) -> bool:
        return change_preferences(client_ids=[elamine.pk], language=language, channel=channel, origin=origin())

    assert choose(Language.EN, NoticeChannel.TEXT)
    elamine.refresh_from_db()
    assert (elamine.language, elamine.channel, elamine.prefers_since) == ("en", "text", NOON)
    assert Entry.objects.get().payload == {"changed": ["language", "channel"]}
    assert not choose(Language.EN, NoticeChannel.TEXT)
    assert Entry.objects.count() == 1


def test_the_words_of_names_are_kept_once(elamine: Client) -> None:
    before = set(NameWord.objects.values_list("word", flat=True))
    assert before == {"mhmd", "lmyn", "mohamed", "elamine"}
    again = client("Mohamed Leduc", uci="1112223335")
    index_names(client_ids=[again.pk])
    assert set(NameWord.objects.values_list("word", flat=True)) == before | {"leduc"}


@pytest.mark.parametrize(
    ("word", "sound"), [("mohammed", "mhmd"), ("mhmd", "mhmd"), ("youssef", "sf"), ("czarq", "ksrk"), ("aeiou", "")]
)
def test_spellings_of_one_name_sound_alike(word: str, sound: str) -> None:
    NameWord.objects.create(word=word)
    assert NameWord.objects.get(word=word).sound == sound


def viewer_of(record: Client, kind: str) -> Viewer:
    match kind:
        case "own":
            return Viewer(user_id=7, own_clients=frozenset({record.pk}))
        case "opened":
            roles = frozenset({Role.AGENT})
            return Viewer(user_id=8, staff_id=1, roles=roles, opened={record.pk: Purpose.CLIENT_ASKED})
        case "other role":
            roles = frozenset({Role.MANAGER})
            return Viewer(user_id=8, staff_id=1, roles=roles, opened={record.pk: Purpose.CLIENT_ASKED})
        case "unopened":
            return Viewer(user_id=8, staff_id=1, roles=frozenset({Role.AGENT}))
        case _:
            return Viewer(user_id=9, own_clients=frozenset({record.pk + 1}))


@pytest.mark.parametrize(("kind", "may"), [("own", True), ("opened", True), ("other role", False), ("unopened", False),
                                           ("stranger", False)])  # fmt: skip
def test_a_client_is_shown_to_themselves_and_to_staff_who_opened_the_file(
    elamine: Client, kind: str, may: bool
) -> None:
    viewer = viewer_of(elamine, kind)
    if may:
        facts = client_of(elamine.pk, viewer=viewer)
        assert (facts.name, facts.shown_uci, facts.language) == ("محمد الأمين", "11-1222-3334", Language.FR)
        assert not facts.has_account
    else:
        with pytest.raises(NotAllowed):
            client_of(elamine.pk, viewer=viewer)


def test_a_client_that_is_not_there_is_refused_like_one_that_is() -> None:
    with pytest.raises(NotAllowed):
        client_of(4711, viewer=Viewer(user_id=7, own_clients=frozenset({4711})))


def test_a_client_sees_their_addresses_half_hidden_and_staff_see_them_whole(elamine: Client) -> None:
    shown = {
        kind: {
            point.kind: point.shown for point in client_of(elamine.pk, viewer=viewer_of(elamine, kind)).contact_points
        }
        for kind in ("own", "opened")
    }
    assert shown["own"] == {ContactKind.EMAIL: "m•••@example.org", ContactKind.PHONE: "•••67"}
    assert shown["opened"] == {ContactKind.EMAIL: "m@example.org", ContactKind.PHONE: "+213551234567"}


def test_many_clients_cost_as_many_questions_as_one(elamine: Client, django_assert_num_queries: Any) -> None:
    more = [client(f"Leduc {n}", uci=f"33{n:08}", born=date(1980, 1, 1)).pk for n in range(5)]
    viewer = Viewer(user_id=7, own_clients=frozenset([elamine.pk, *more]))
    with django_assert_num_queries(4):
        found = clients([elamine.pk, *more], viewer=viewer)
    assert [facts.client_id for facts in found] == [elamine.pk, *more]
    assert Name.objects.count() == 7
