"""Whoever sends learns in bulk how each client wants to be told."""

from datetime import time
from typing import Any

import pytest

from guichet.clients.models import Preference
from guichet.clients.reach import reach_of
from guichet.clients.terms import ContactKind, Frequency
from guichet.clients.tests.factories import NOON, client

pytestmark = pytest.mark.django_db


def test_who_chose_nothing_is_told_of_each_change() -> None:
    amina = client("Amina Benali", email="a@example.org")
    found = reach_of([amina.pk])[amina.pk]
    assert (found.frequency, found.quiet_from, found.heartbeat, found.time_zone) == (Frequency.EACH, None, True, "")
    assert found.addresses == {ContactKind.EMAIL: "a@example.org"}


def test_what_a_client_chose_comes_with_their_addresses() -> None:
    amina = client("Amina Benali", email="a@example.org")
    Preference.objects.create(
        client=amina,
        frequency=Frequency.WEEKLY,
        quiet_from=time(21),
        quiet_to=time(7),
        heartbeat=False,
        changed_at=NOON,
    )
    found = reach_of([amina.pk])[amina.pk]
    assert (found.frequency, found.quiet_from, found.quiet_to) == (Frequency.WEEKLY, time(21), time(7))
    assert found.heartbeat is False


def test_many_clients_cost_as_many_questions_as_one(django_assert_num_queries: Any) -> None:
    many = [client(f"Leduc {n}", uci=f"33{n:08}", email=f"l{n}@example.org").pk for n in range(5)]
    with django_assert_num_queries(3):
        assert len(reach_of(many)) == 5
