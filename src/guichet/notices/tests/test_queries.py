"""What may be asked: by whom, in pages that miss nothing, in sentences that say how far a message came."""

from datetime import timedelta
from typing import Any

import pytest

from guichet.clients.events import AccountLinked
from guichet.foundation.languages import Language
from guichet.identity.rules import Viewer
from guichet.identity.terms import Purpose, Role
from guichet.journal.models import Entry
from guichet.journal.queries import latest_entries
from guichet.notices.actions import queue_notices
from guichet.notices.gateways import Refused
from guichet.notices.models import Delivery, Notice, Provider
from guichet.notices.queries import (
    NotAllowed,
    Told,
    messages_of,
    messages_of_client,
    telling,
    told_of,
    troubles,
    undelivered,
    undelivered_counts,
)
from guichet.notices.sending import send_due
from guichet.notices.terms import DeliveryStatus, Fault, Medium, UndeliveredState
from guichet.notices.tests.people import NOON, Clock, Hand, client, happened

pytestmark = pytest.mark.django_db
MANAGER = Viewer(user_id=1, staff_id=1, roles=frozenset({Role.MANAGER}))
AGENT = Viewer(user_id=2, staff_id=2, roles=frozenset({Role.AGENT}))


def tell(person: Any, *, at: Any = NOON) -> None:
    queue_notices(happened(AccountLinked(client_id=person.pk, means="FACTS"), at=at))


def told(subject: str, viewer: Viewer, language: Language) -> list[Told | None]:
    found = latest_entries(subject=subject, without=("notice.",), beside=telling, limit=10)
    return told_of((rows for _entry, rows in found), viewer=viewer, language=language)


def refuse(at: Any) -> None:
    send_due(Medium.EMAIL, Hand(Refused(Fault.ADDRESS_REFUSED, permanent=True)), Clock(at))


def test_what_reached_nobody_is_listed_in_pages_the_oldest_first_and_none_is_missed() -> None:
    for hours in range(5):
        tell(client(email=""), at=NOON + timedelta(hours=2 * hours))
        tell(client(), at=NOON + timedelta(hours=2 * hours + 1))
        refuse(NOON + timedelta(hours=2 * hours + 1))
    found, before = [], None
    while True:
        page = undelivered(MANAGER, UndeliveredState.OWNED, language=Language.EN, before=before, limit=3)
        if not page:
            break
        found += page
        before = page[-1].place
    assert len({one.notice_id for one in found}) == len(found) == 10
    assert [one.since for one in found] == sorted(one.since for one in found)
    assert {one.tried for one in found} == {((Medium.EMAIL, Fault.ADDRESS_REFUSED),), ()}
    counts = undelivered_counts(MANAGER, NOON + timedelta(days=3))
    assert (counts.owned, counts.trying, counts.neither, counts.oldest_owned) == (10, 0, 0, NOON)
    # An account that was linked must be known of: sooner than the ordinary five days.
    assert counts.overdue == 10


def test_many_at_one_moment_are_paged_without_a_gap() -> None:
    for _ in range(7):
        tell(client(email=""))
    first = undelivered(MANAGER, UndeliveredState.OWNED, language=Language.EN, limit=4)
    second = undelivered(MANAGER, UndeliveredState.OWNED, language=Language.EN, limit=4, before=first[-1].place)
    assert len({one.notice_id for one in (*first, *second)}) == 7


def test_a_notice_with_another_message_under_way_is_being_tried(settings: Any) -> None:
    settings.NOTIFY_KEY = "a key"
    tell(client(phone="+14165550123"))
    refuse(NOON)
    assert undelivered_counts(MANAGER, NOON).trying == 1
    send_due(Medium.TEXT, Hand(Refused(Fault.ADDRESS_REFUSED, permanent=True)), Clock(NOON + timedelta(minutes=1)))
    [one] = undelivered(MANAGER, UndeliveredState.OWNED, language=Language.EN)
    assert one.tried == ((Medium.EMAIL, Fault.ADDRESS_REFUSED), (Medium.TEXT, Fault.ADDRESS_REFUSED))


def test_only_those_who_look_after_them_see_the_undelivered() -> None:
    for viewer in (AGENT, Viewer(), Viewer(user_id=3, own_clients=frozenset({1}))):
        with pytest.raises(NotAllowed):
            undelivered(viewer, UndeliveredState.OWNED, language=Language.EN)
        with pytest.raises(NotAllowed):
            undelivered_counts(viewer, NOON)
        with pytest.raises(NotAllowed):
            troubles(viewer)


def test_a_carrier_in_trouble_is_shown_until_it_works() -> None:
    assert troubles(MANAGER) == []
    Provider.objects.create(medium="text", failures=4, last_fault=Fault.TOO_SLOW, failing_since=NOON)
    [trouble] = troubles(MANAGER)
    assert (trouble.medium, trouble.fault, trouble.since) == (Medium.TEXT, Fault.TOO_SLOW, NOON)


def test_staff_see_what_a_client_was_told_once_they_have_opened_the_file() -> None:
    amina = client()
    tell(amina)
    with pytest.raises(NotAllowed):
        messages_of_client(amina.pk, viewer=AGENT, language=Language.EN)
    opened = Viewer(user_id=2, staff_id=2, roles=AGENT.roles, opened={amina.pk: Purpose.CLIENT_ASKED})
    hers = Viewer(user_id=9, own_clients=frozenset({amina.pk}))
    seen = messages_of_client(amina.pk, viewer=opened, language=Language.EN)
    assert seen == messages_of(hers, language=Language.EN)
    assert len(seen.messages) == Notice.objects.count() == 1


@pytest.mark.parametrize(
    ("language", "said"),
    [
        (
            Language.EN,
            "Sent by e-mail on November 3, 2026 at 12:00 p.m., delivered on November 3, 2026 at 12:05 p.m.",
        ),
        (Language.FR, "Envoyé par courriel le 3 novembre 2026 à 12 h, livré le 3 novembre 2026 à 12 h 05."),
    ],
)
def test_how_far_a_message_came_is_a_sentence(language: Language, said: str) -> None:
    amina = client()
    tell(amina)
    Delivery.objects.update(
        takes_more=False, status=DeliveryStatus.DELIVERED, sent_at=NOON, delivered_at=NOON + timedelta(minutes=5)
    )
    hers = Viewer(user_id=9, own_clients=frozenset({amina.pk}))
    [message] = messages_of(hers, language=language).messages
    [way] = message.told.ways
    assert way.sentence.replace("\N{NO-BREAK SPACE}", " ") == said
    assert told(message.entry.subject, hers, language) == [message.told]


def test_the_timeline_says_of_each_message_what_its_own_page_says() -> None:
    amina = client(phone="+14165550123")
    tell(amina)
    tell(client(email=""))
    failed = {"status": DeliveryStatus.FAILED, "failed_at": NOON, "failure": Fault.ADDRESS_REFUSED}
    Delivery.objects.filter(medium=Medium.EMAIL).update(takes_more=False, **failed)
    Notice.objects.filter(client=amina).update(opened_at=NOON + timedelta(hours=1))
    everybody = Viewer(user_id=9, own_clients=frozenset(Notice.objects.values_list("client_id", flat=True)))
    shown = messages_of(everybody, language=Language.EN).messages
    assert len(shown) == 2
    for message in shown:
        assert told(message.entry.subject, everybody, Language.EN) == [message.told]
    assert {way.status for message in shown for way in message.told.ways} >= {DeliveryStatus.FAILED}
    assert "we have no address" in " ".join(message.told.not_sent for message in shown)


def test_what_became_of_telling_somebody_else_is_left_out() -> None:
    tell(client())
    subject = Notice.objects.get().subject
    assert told(subject, Viewer(user_id=9, own_clients=frozenset({0})), Language.EN) == [None]


def test_what_was_told_to_nobody_became_of_nothing() -> None:
    happened(AccountLinked(client_id=client().pk, means="FACTS"), at=NOON)
    assert told(Entry.objects.get().subject, MANAGER, Language.EN) == [None]
