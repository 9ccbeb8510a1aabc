"""Somebody in the demonstration is there twice, once however often it is set up."""

import pytest

from guichet.applications.tests.factories import ClientFactory, at
from guichet.clients.actions import look_for_duplicates
from guichet.clients.models import Client, Duplicate
from guichet.clients.rules.duplicates import differ_by_a_slip
from guichet.foundation.languages import Language, Text
from guichet.journal.actions import Origin
from guichet.journal.terms import Channel
from guichet.rehearsal.doubles import register_a_double
from guichet.rehearsal.people import Showcase

ORIGIN = Origin(actor="synthetic-country", channel=Channel.SYSTEM, at=at("2026-11-21"))


def showcase(uci: str) -> Showcase:
    return Showcase("X", uci, "Amina Benali", "amina@example.org", Language.FR, "V1", Text(en="x", fr="x"))


@pytest.mark.django_db
def test_the_first_client_is_there_twice_and_is_suggested() -> None:
    amina = ClientFactory(uci="1100000012", names=["أمينة بن علي", "Amina Benali"])
    ClientFactory(uci="1100000099", names=["Paul Leduc"])
    double = register_a_double(showcases=[showcase("9999999999"), showcase(amina.uci)], origin=ORIGIN)
    again = Client.objects.get(pk=double)
    assert differ_by_a_slip(again.uci, amina.uci)
    assert [name.text for name in again.names.order_by("position")] == ["أمينة بن علي", "Amina Benali"]
    assert look_for_duplicates(client_ids=[again.pk], origin=ORIGIN) == 1
    assert "UCI_SLIP" in Duplicate.objects.get().reasons
    assert register_a_double(showcases=[showcase(amina.uci)], origin=ORIGIN) is None
    assert Client.objects.count() == 3


@pytest.mark.django_db
def test_without_a_client_or_a_slip_nobody_is_there_twice() -> None:
    ClientFactory(uci="1111111111")
    assert register_a_double(showcases=[showcase("1111111111"), showcase("9999999998")], origin=ORIGIN) is None
    assert Client.objects.count() == 1
