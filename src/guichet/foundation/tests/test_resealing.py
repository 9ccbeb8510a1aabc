"""Every sealed column is found, and sealed again with the newest key: in part, again, and beside others at work."""

from typing import Any

import pytest
from cryptography.fernet import Fernet
from django.db import connection

from guichet.clients.models import Preference
from guichet.clients.tests import factories
from guichet.clients.tests.factories import NOON
from guichet.foundation import resealing
from guichet.foundation.resealing import Column, Sealed, Step, census, reseal, sealed_columns
from guichet.foundation.sealing import key_of

K1, K2 = Fernet.generate_key().decode(), Fernet.generate_key().decode()
NEEDS = Column("clients.Preference.access_needs", "clients_preference", "client_id", "access_needs")


def needs(count: int) -> list[Preference]:
    numbers = range(Preference.objects.count(), Preference.objects.count() + count)
    return [
        Preference.objects.create(
            client=factories.client("Ana", uci=str(number)), access_needs=f"a ramp {number}", changed_at=NOON
        )
        for number in numbers
    ]


def as_kept() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT access_needs FROM clients_preference WHERE access_needs <> '' ORDER BY client_id")
        return [row[0] for row in cursor.fetchall()]


def test_the_columns_are_found_in_the_tables_themselves() -> None:
    assert NEEDS in sealed_columns()
    assert "clients.Proposal.asked_for" in [column.label for column in sealed_columns()]


@pytest.mark.django_db
def test_everything_is_sealed_again_with_the_newest_key_and_still_says_the_same(settings: Any) -> None:
    settings.SEALING_KEYS = {"k1": K1}
    kept = needs(5)
    Preference.objects.create(client=factories.client("Bo", uci="none"), changed_at=NOON)
    settings.SEALING_KEYS = {"k2": K2, "k1": K1}
    assert census() == [Sealed(NEEDS.label, "k1", 5)]
    assert list(reseal(NEEDS, batch=2)) == [Step(2, 0, 0), Step(2, 0, 0), Step(1, 0, 0)]
    assert census() == [Sealed(NEEDS.label, "k2", 5)]
    settings.SEALING_KEYS = {"k2": K2}
    for preference in kept:
        said = preference.access_needs
        preference.refresh_from_db()
        assert preference.access_needs == said


@pytest.mark.django_db
def test_ended_in_the_middle_it_goes_on_with_what_is_left(settings: Any) -> None:
    settings.SEALING_KEYS = {"k1": K1}
    needs(5)
    settings.SEALING_KEYS = {"k2": K2, "k1": K1}
    steps = reseal(NEEDS, batch=2)
    next(steps)
    steps.close()
    assert [key_of(one) for one in as_kept()] == ["k2", "k2", "k1", "k1", "k1"]
    assert list(reseal(NEEDS, batch=10)) == [Step(3, 0, 0)]
    assert list(reseal(NEEDS, batch=10)) == []


@pytest.mark.django_db
def test_what_no_key_opens_is_counted_and_left_as_it_is(settings: Any) -> None:
    settings.SEALING_KEYS = {"lost": K1}
    needs(2)
    before = as_kept()
    settings.SEALING_KEYS = {"k2": K2}
    needs(1)
    assert list(reseal(NEEDS, batch=1)) == [Step(0, 1, 0), Step(0, 1, 0)]
    assert as_kept()[:2] == before
    assert census() == [Sealed(NEEDS.label, "k2", 1), Sealed(NEEDS.label, "lost", 2)]


@pytest.mark.django_db
def test_a_fact_that_changed_meanwhile_is_left_as_it_was_written(
    settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.SEALING_KEYS = {"k1": K1}
    [preference] = needs(1)
    settings.SEALING_KEYS = {"k2": K2, "k1": K1}
    unseal = resealing.unseal

    def changed_by_another(sealed: str) -> str:
        Preference.objects.filter(pk=preference.pk).update(access_needs="a sign-language interpreter")
        return unseal(sealed)

    monkeypatch.setattr(resealing, "unseal", changed_by_another)
    assert list(reseal(NEEDS)) == [Step(0, 0, 1)]
    preference.refresh_from_db()
    assert preference.access_needs == "a sign-language interpreter"
