"""Which time it is where a client is: as they chose, by their postal address, by their number, else with us."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from guichet.applications.events import OfficeChanged
from guichet.clients.actions import change_address, set_safe_contact
from guichet.clients.models import Client, Merge, PostalAddress
from guichet.clients.reach import Place, Reachable, places_of
from guichet.clients.rules import Safe
from guichet.clients.rules.addresses import region_of
from guichet.clients.terms import AddressPart, ContactKind
from guichet.doors.choices import zone_name
from guichet.foundation.countries import country_names
from guichet.foundation.languages import Language
from guichet.identity.queries import NotAllowed
from guichet.identity.rules import Viewer
from guichet.journal.actions import Origin
from guichet.journal.terms import Channel
from guichet.notices.actions import queue_notices
from guichet.notices.models import Delivery
from guichet.notices.queries import writing_hours
from guichet.notices.tests.people import NOON, client, happened
from guichet.notices.whereabouts import KnownBy, whereabouts_of, zones_of_place

db = pytest.mark.django_db
ORIGIN = Origin("user:1", Channel.ACCOUNT, NOON)
TOKYO = {ContactKind.PHONE: "+81312345678"}


@pytest.fixture(autouse=True)
def _texts(settings: Any) -> None:
    settings.NOTIFY_KEY = "a key"


def lives(person: Client, country: str, city: str, area: str = "") -> None:
    parts = {AddressPart.STREET: "1 Street", AddressPart.CITY: city, AddressPart.AREA: area}
    change_address(client_id=person.pk, country=country, parts=parts, latin={}, today=date(2026, 11, 3), origin=ORIGIN)


@pytest.mark.parametrize(
    ("facts", "place", "zone", "known_by"),
    [
        ({"time_zone": "Europe/Paris", "addresses": TOKYO}, Place("PHL", ""), "Europe/Paris", KnownBy.CHOICE),
        ({"addresses": TOKYO}, Place("PHL", ""), "Asia/Manila", KnownBy.ADDRESS),
        ({"addresses": TOKYO}, None, "Asia/Tokyo", KnownBy.NUMBER),
        ({"addresses": TOKYO}, Place("ZZZ", ""), "Asia/Tokyo", KnownBy.NUMBER),
        ({}, None, "America/Toronto", KnownBy.NOTHING),
        ({"time_zone": "Nowhere/Land"}, Place("CAN", "BC"), "America/Vancouver", KnownBy.ADDRESS),
        # Where somebody in danger lives is used for nothing.
        ({"is_in_danger": True}, Place("PHL", ""), "America/Toronto", KnownBy.NOTHING),
    ],
)
def test_the_zone_is_chosen_else_of_the_address_else_of_the_number_else_ours(
    facts: dict[str, Any], place: Place | None, zone: str, known_by: KnownBy
) -> None:
    where = whereabouts_of(Reachable("text", Language.EN, **facts), place)
    assert (where.zones[0].key, where.known_by) == (zone, known_by)


@pytest.mark.parametrize(
    ("country", "area", "region"),
    [
        ("CAN", "QC", "QC"), ("CAN", "Québec", "QC"), ("CAN", "quebec", "QC"), ("CAN", "Nouveau-Brunswick", "NB"),
        ("USA", "Hawaii", "HI"), ("AUS", "wa", "WA"), ("CAN", "Somewhere", ""), ("CAN", "", ""), ("XXX", "QC", ""),
    ],
)  # fmt: skip
def test_a_region_is_known_by_its_code_and_its_names(country: str, area: str, region: str) -> None:
    assert region_of(country, {AddressPart.AREA: area}) == region


@pytest.mark.parametrize(
    ("country", "region", "zones"),
    [
        ("CAN", "SK", ["America/Regina"]),
        ("CAN", "NL", ["America/St_Johns", "America/Goose_Bay"]),
        ("USA", "CA", ["America/Los_Angeles"]),
        ("AUS", "QLD", ["Australia/Brisbane"]),
        ("DZA", "", ["Africa/Algiers"]),
        ("IND", "Kerala", ["Asia/Kolkata"]),
        ("ZZZ", "", []),
    ],
)
def test_a_part_of_a_country_has_its_zones(country: str, region: str, zones: list[str]) -> None:
    assert [zone.key for zone in zones_of_place(Place(country, region))][: len(zones) or 1] == zones


@given(country=st.sampled_from(sorted(country_names(Language.EN))))
def test_every_country_has_few_enough_zones_each_once(country: str) -> None:
    zones = zones_of_place(Place(country, ""))
    assert len(zones) <= 12
    summer, winter = datetime(2026, 7, 1, tzinfo=UTC), datetime(2026, 1, 1, tzinfo=UTC)
    times = [(summer.astimezone(zone).utcoffset(), winter.astimezone(zone).utcoffset()) for zone in zones]
    assert len(set(times)) == len(times)
    assert all(zone_name(zone.key, language) for zone in zones for language in Language)


@db
def test_a_text_waits_for_the_morning_at_the_postal_address() -> None:
    ana = client(email="", phone="+14165550123", channel="text")
    lives(ana, "PHL", "Manila")
    # Noon in Toronto is one at night in Manila, whatever the number says.
    queue_notices(happened(OfficeChanged(client_id=ana.pk, application="V1", office="CPC-OTTAWA")))
    waiting = Delivery.objects.get()
    assert waiting.held == "QUIET"
    assert waiting.next_try_at == datetime(2026, 11, 4, 0, tzinfo=UTC), "eight in the morning in Manila"


@db
def test_where_a_letter_came_back_and_where_somebody_in_danger_lives_says_nothing() -> None:
    ana = client(email="", phone="+14165550123", channel="text")
    lives(ana, "PHL", "Manila")
    PostalAddress.objects.update(failing_since=NOON)
    assert places_of([ana.pk]) == {}
    PostalAddress.objects.update(failing_since=None)
    set_safe_contact(client_id=ana.pk, safe=Safe("", "+14165550123", None, None, ""), origin=ORIGIN)
    hers = Viewer(user_id=1, own_clients=frozenset({ana.pk}))
    assert "Asia/Manila" not in writing_hours(ana.pk, viewer=hers, now=NOON).zones


@db
def test_of_joined_records_the_address_of_either_counts() -> None:
    kept, gone = client(), client()
    lives(gone, "PHL", "Manila")
    Merge.objects.create(kept=kept, gone=gone, proofs=["PASSPORT"], merged_at=NOON, merged_by="staff:1")
    assert places_of([kept.pk]) == {kept.pk: Place("PHL", "")}


@db
def test_an_email_to_who_chose_nothing_asks_for_no_address(django_assert_num_queries: Any) -> None:
    from guichet.clients.reach import reach_of
    from guichet.notices.policy import timing
    from guichet.notices.terms import Medium
    from guichet.notices.whereabouts import places_that_matter

    ana = client()
    one = reach_of([ana.pk])[ana.pk]
    with django_assert_num_queries(0):
        assert places_that_matter({ana.pk: (one, Medium.EMAIL)}, timing(NOON.date())) == {}


@db
def test_writing_hours_are_said_to_their_client_only() -> None:
    ana = client()
    hers = Viewer(user_id=1, own_clients=frozenset({ana.pk}))
    hours = writing_hours(ana.pk, viewer=hers, now=NOON)
    assert (f"{hours.begin:%H}", f"{hours.end:%H}", hours.texts_only) == ("08", "21", True)
    with pytest.raises(NotAllowed):
        writing_hours(client().pk, viewer=hers, now=NOON)
    with override("fr"):
        assert zone_name("America/Toronto", Language.FR) == "Toronto"
