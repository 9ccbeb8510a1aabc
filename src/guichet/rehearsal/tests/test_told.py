"""A demonstration shows people with one name, with needs, in danger, and one who has died."""

from datetime import UTC, datetime

import pytest

from guichet.clients.models import Client, Death, FormerFact, Name, Preference, SafeContact
from guichet.clients.tests.factories import client
from guichet.journal.actions import Origin
from guichet.journal.models import Entry
from guichet.journal.terms import Channel
from guichet.rehearsal.told import first_clients, tell_about_people

pytestmark = pytest.mark.django_db
ORIGIN = Origin(actor="synthetic-country", channel=Channel.FEED, at=datetime(2026, 11, 1, tzinfo=UTC))


def test_some_people_told_something_about_themselves_once() -> None:
    ucis = [client(f"Leduc {n}", uci=f"33{n:08}").uci for n in range(9)]
    assert tell_about_people(ucis=ucis, origin=ORIGIN) == 6
    assert {name.text for name in Name.objects.filter(kind="used")} == {
        "Suyatmi",
        "Tigist Alemu",
        "ትዕግስት አለሙ",
        "Maël Delorme",
    }
    counts = [table.objects.count() for table in (Preference, SafeContact, Death, FormerFact)]
    assert counts == [1, 1, 1, 1]
    entries = Entry.objects.count()
    tell_about_people(ucis=ucis, origin=ORIGIN)
    assert Entry.objects.count() == entries, "done twice, it is done once"
    assert [table.objects.count() for table in (Preference, SafeContact, Death, FormerFact)] == counts


def test_a_country_with_few_people_tells_less() -> None:
    ucis = [client("Leduc", uci="3300000001").uci, "3399999999"]
    assert tell_about_people(ucis=ucis, origin=ORIGIN) == 1
    assert Client.objects.count() == 1


def test_the_first_clients_are_those_drawn_first() -> None:
    drawn = [
        {"type": "client.registered", "data": {"uci": "1"}},
        {"type": "application.received", "data": {}},
        {"type": "client.registered", "data": {"uci": "2"}},
    ]
    assert first_clients(drawn) == ["1", "2"]
