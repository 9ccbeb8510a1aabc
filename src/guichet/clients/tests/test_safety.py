"""Somebody in danger is reached in one way only, and somebody who has died in none."""

from datetime import date, time
from typing import Any

import pytest
from django.db import connection

from guichet.clients.actions import CannotRecord, record_death, set_safe_contact, undo_death
from guichet.clients.models import Client, Death, SafeContact
from guichet.clients.queries import NotAllowed, deceased, in_danger, serving
from guichet.clients.queries import client as client_of
from guichet.clients.reach import postal_reach_of, reach_by_points, reach_of
from guichet.clients.rules.safety import Safe, safe_of, sealed_words
from guichet.clients.terms import ContactKind, DeathProof
from guichet.clients.tests.factories import NOON, client, origin
from guichet.foundation.languages import Language
from guichet.identity.rules import Viewer
from guichet.identity.terms import Purpose, Role
from guichet.journal.models import Entry

pytestmark = pytest.mark.django_db
SAFE = Safe("friend@example.org", "", time(9), time(15), "Never speak to my husband.")


@pytest.fixture
def amina() -> Client:
    return client("Amina Benali", email="home@example.org", phone="+16135550123")


def agent(record: Client) -> Viewer:
    return Viewer(user_id=8, staff_id=1, roles=frozenset({Role.AGENT}), opened={record.pk: Purpose.CLIENT_ASKED})


@pytest.mark.parametrize("safe", [Safe(), SAFE, Safe(phone="+16135550199", words='«’»\n"{}')])
def test_a_safe_way_is_kept_whole(safe: Safe) -> None:
    assert safe_of(sealed_words(safe)) == safe


def test_only_the_safe_address_is_used_and_only_at_safe_hours(amina: Client) -> None:
    assert set_safe_contact(client_id=amina.pk, safe=SAFE, origin=origin())
    found = reach_of([amina.pk])[amina.pk]
    assert found.addresses == {ContactKind.EMAIL: "friend@example.org"}
    assert (found.channel, found.quiet_from, found.quiet_to) == ("email", time(15), time(9))
    assert (found.is_in_danger, found.heartbeat) == (True, False)
    assert postal_reach_of([amina.pk]) == {}
    assert reach_by_points(amina.contact_points.values_list("pk", flat=True)) == {}


def test_without_a_safe_address_everything_waits_in_the_account(amina: Client) -> None:
    set_safe_contact(client_id=amina.pk, safe=Safe(), origin=origin())
    found = reach_of([amina.pk])[amina.pk]
    assert (found.addresses, found.channel) == ({}, "account")


def test_turning_it_off_brings_back_what_was_and_keeps_the_history(amina: Client) -> None:
    before = reach_of([amina.pk])[amina.pk]
    set_safe_contact(client_id=amina.pk, safe=SAFE, origin=origin())
    assert not set_safe_contact(client_id=amina.pk, safe=SAFE, origin=origin())
    assert set_safe_contact(client_id=amina.pk, safe=None, origin=origin())
    assert not set_safe_contact(client_id=amina.pk, safe=None, origin=origin())
    assert reach_of([amina.pk])[amina.pk] == before
    assert SafeContact.objects.count() == 1


def test_nothing_of_it_can_be_read_from_the_tables_or_the_journal(amina: Client) -> None:
    set_safe_contact(client_id=amina.pk, safe=SAFE, origin=origin())
    with connection.cursor() as cursor:
        cursor.execute("SELECT details FROM clients_safecontact")
        sealed = cursor.fetchone()[0]
    assert "friend" not in sealed
    assert "husband" not in sealed
    assert Entry.objects.get().payload == {"on": 1}
    assert not Entry.objects.get().event.visible


def test_staff_see_what_to_do_and_not_where_they_live(amina: Client) -> None:
    set_safe_contact(client_id=amina.pk, safe=SAFE, origin=origin())
    known = serving(amina.pk, viewer=agent(amina), now=NOON, language=Language.EN)
    assert (known.safe, known.address) == (SAFE, None)
    assert {point.shown for point in known.contact_points} == {"h•••@example.org", "•••23"}
    assert {point.shown for point in client_of(amina.pk, viewer=agent(amina)).contact_points} == {
        "h•••@example.org",
        "•••23",
    }
    assert in_danger([amina.pk, amina.pk + 1]) == {amina.pk}


@pytest.mark.parametrize("viewer", [Viewer(), Viewer(user_id=9), Viewer(user_id=8, staff_id=1, roles=frozenset(Role))])
def test_how_to_serve_is_told_to_nobody_else(amina: Client, viewer: Viewer) -> None:
    with pytest.raises(NotAllowed):
        serving(amina.pk, viewer=viewer, now=NOON, language=Language.EN)


def die(record: Client) -> None:
    record_death(client_id=record.pk, died_on=date(2026, 10, 1), proof=DeathProof.CERTIFICATE, origin=origin("staff:1"))


def test_nothing_is_sent_to_somebody_who_has_died_until_it_proves_wrong(amina: Client) -> None:
    before = reach_of([amina.pk])[amina.pk]
    die(amina)
    found = reach_of([amina.pk])[amina.pk]
    assert (found.addresses, found.channel, found.is_deceased, found.heartbeat) == ({}, "account", True, False)
    assert deceased([amina.pk]) == {amina.pk}
    with pytest.raises(CannotRecord):
        die(amina)
    assert undo_death(client_id=amina.pk, origin=origin("staff:2"))
    assert not undo_death(client_id=amina.pk, origin=origin("staff:2"))
    assert reach_of([amina.pk])[amina.pk] == before
    kept = Death.objects.get()
    assert (kept.recorded_by, kept.undone_by) == ("staff:1", "staff:2")
    assert [entry.kind for entry in Entry.objects.order_by("id")] == ["client.death_recorded", "client.death_undone"]


def test_reach_costs_no_more_questions_with_people_in_danger_and_dead_among_them(
    amina: Client, django_assert_num_queries: Any
) -> None:
    set_safe_contact(client_id=amina.pk, safe=SAFE, origin=origin())
    dead = client("Claude Leduc", uci="1112223335", email="c@example.org")
    die(dead)
    with django_assert_num_queries(3):
        found = reach_of([amina.pk, dead.pk])
    assert found[dead.pk].addresses == {}
