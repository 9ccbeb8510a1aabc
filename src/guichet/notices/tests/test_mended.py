"""An address that was mended: what was owed goes on, the task ends by itself, and the client is no longer warned."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.utils.translation import override

from guichet.applications.events import OfficeChanged
from guichet.clients.actions import change_address, take_code, use_contact_point
from guichet.clients.actions.contacts import _digest
from guichet.clients.models import Client, ContactCode, ContactPoint, Merge, PostalAddress
from guichet.clients.reach import postal_reach_of
from guichet.clients.terms import AddressPart
from guichet.config.reactions import REACTIONS
from guichet.identity.models import Staff
from guichet.identity.queries import NotAllowed
from guichet.identity.rules import Viewer
from guichet.identity.terms import Purpose, Role
from guichet.journal.actions import Origin
from guichet.journal.models import Entry
from guichet.journal.queries import entries_numbered
from guichet.journal.reactions import Happened
from guichet.journal.terms import Channel
from guichet.notices.actions import note_report, note_returned_letter, queue_notices, receive_text, resume_texts
from guichet.notices.models import Carried, Delivery, Notice, TextStop, Undelivered
from guichet.notices.queries import not_reached, stopped_numbers
from guichet.notices.reactions import send_to_mended_address
from guichet.notices.sending import send_due
from guichet.notices.terms import Medium, Report
from guichet.notices.tests.people import NOON, Clock, Hand, client, happened
from guichet.notices.tests.test_ladder import REFUSE, tell
from guichet.notices.undelivered import nobodys
from guichet.worklists.models import Task

pytestmark = pytest.mark.django_db
LATER = NOON + timedelta(hours=2)
PARTS = {AddressPart.STREET: "1 Rue Principale", AddressPart.CITY: "Gatineau", AddressPart.CODE: "J8X 1A1"}


@pytest.fixture(autouse=True)
def _all_media(settings: Any) -> None:
    settings.NOTIFY_KEY, settings.PRINT_QUEUE = "a key", "/nowhere"


def origin(channel: Channel = Channel.ACCOUNT) -> Origin:
    return Origin(actor="user:1", channel=channel, at=LATER)


def react(done: Callable[[], Any]) -> None:
    """Do something, and let the reaction to mended addresses see all that it recorded, as it stands in the list."""
    before = set(Entry.objects.values_list("pk", flat=True))
    done()
    found = entries_numbered(Entry.objects.exclude(pk__in=before).values_list("pk", flat=True))
    [reaction] = [one for one in REACTIONS if one.run is send_to_mended_address]
    heard = [Happened(one.event, one) for one in found.values() if one.kind in reaction.kinds]
    if heard:
        send_to_mended_address(heard)


def lost_by_email(person: Client) -> Notice:
    """Tell a client something that their only address refuses."""
    notice = tell(person)
    send_due(Medium.EMAIL, Hand(REFUSE), Clock())
    assert Undelivered.objects.get(notice=notice).state == "OWNED"
    return notice


def hers(*people: Client) -> Viewer:
    return Viewer(user_id=1, own_clients=frozenset(person.pk for person in people))


def confirm(person: Client, point: ContactPoint) -> None:
    ContactCode.objects.create(
        point=point, digest=_digest(point.pk, "123456"), asked_at=NOON, expires_at=NOON + timedelta(days=1)
    )
    assert take_code(client_id=person.pk, point_id=point.pk, typed="123456", origin=origin()) is None


def test_confirming_the_address_that_failed_sends_what_was_owed_and_ends_the_task() -> None:
    amina = client()
    notice = lost_by_email(amina)
    assert not_reached(hers(amina))
    react(lambda: confirm(amina, ContactPoint.objects.get()))
    row = Undelivered.objects.get(notice=notice)
    assert (row.state, row.round) == ("TRYING", 1)
    assert not not_reached(hers(amina)), "mended: the client is no longer told that we cannot reach them there"
    assert send_due(Medium.EMAIL, Hand(), Clock(LATER + timedelta(hours=1))) == 1
    row.refresh_from_db()
    assert (row.state, row.resolution) == ("RESOLVED", "MENDED")
    assert [(task.state, task.outcome) for task in Task.objects.all()] == [("SETTLED", "MENDED")]
    assert nobodys() == []


def test_another_address_that_is_used_now_gets_what_was_owed() -> None:
    amina = client()
    notice = lost_by_email(amina)
    new = ContactPoint.objects.create(
        client=amina, kind="email", value="new@example.org", in_use=False, verified_at=NOON, chosen_at=NOON
    )
    react(lambda: use_contact_point(client_id=amina.pk, point_id=new.pk, origin=origin()))
    send_due(Medium.EMAIL, hand := Hand(), Clock(LATER + timedelta(hours=1)))
    assert "new@example.org" in {message.address for message in hand.sent}
    assert Undelivered.objects.get(notice=notice).resolution == "MENDED"


def test_where_it_fails_again_it_is_a_persons_again_and_the_client_is_warned_again() -> None:
    amina = client()
    notice = lost_by_email(amina)
    react(lambda: confirm(amina, ContactPoint.objects.get()))
    send_due(Medium.EMAIL, Hand(REFUSE), Clock(LATER + timedelta(hours=1)))
    assert Undelivered.objects.get(notice=notice).state == "OWNED"
    assert len(not_reached(hers(amina))) == 1
    assert nobodys() == []


def test_what_has_no_way_yet_keeps_its_owner_and_its_day_while_what_must_reach_goes_by_post() -> None:
    amina = client(email="")
    must = tell(amina)
    queue_notices(happened(OfficeChanged(client_id=amina.pk, application="V1", office="CPC-OTTAWA")))
    other = Notice.objects.latest("id")
    before = Undelivered.objects.get(notice=other)
    react(
        lambda: change_address(
            client_id=amina.pk, country="CAN", parts=PARTS, latin={}, today=date(2026, 11, 3), origin=origin()
        )
    )
    after = Undelivered.objects.get(notice=other)
    assert (after.state, after.due_at, after.round) == ("OWNED", before.due_at, 0)
    assert Undelivered.objects.get(notice=must).state == "TRYING"
    assert Delivery.objects.get().medium == "post"
    assert Task.objects.get().state == "OPEN"
    assert Entry.objects.filter(kind="notice.owned").count() == 2


def test_a_message_that_arrives_after_all_shows_that_the_address_works() -> None:
    amina = client(email="", phone="+14165550123", channel="text")
    first = tell(amina)
    send_due(Medium.TEXT, Hand(), Clock())
    reference = Delivery.objects.get().reference
    note_report(reference=reference, report=Report.NO_SUCH_ADDRESS, origin=origin(Channel.TEXT))
    second = tell(amina, at=LATER)
    assert {row.state for row in Undelivered.objects.all()} == {"OWNED"}
    react(lambda: note_report(reference=reference, report=Report.DELIVERED, origin=origin(Channel.TEXT)))
    assert ContactPoint.objects.get().failing_since is None
    assert Entry.objects.filter(kind="contact.works_again").count() == 1
    assert Undelivered.objects.get(notice=first).resolution == "ARRIVED"
    assert Undelivered.objects.get(notice=second).state == "TRYING"


def test_what_was_owed_to_another_record_of_the_same_person_goes_on_too() -> None:
    kept, gone = client(email=""), client(email="")
    notice = tell(gone)
    Merge.objects.create(kept=kept, gone=gone, proofs=["PASSPORT"], merged_at=NOON, merged_by="staff:1")
    point = ContactPoint.objects.create(client=kept, kind="email", value="new@example.org")
    react(lambda: confirm(kept, point))
    send_due(Medium.EMAIL, hand := Hand(), Clock(LATER + timedelta(hours=1)))
    assert {message.address for message in hand.sent} == {"new@example.org"}
    assert Undelivered.objects.get(notice=notice).resolution == "MENDED"


@pytest.fixture
def agent() -> Viewer:
    from guichet.applications.tests.factories import StaffFactory

    staff: Staff = StaffFactory(roles=["AGENT"])
    return Viewer(user_id=staff.user_id, staff_id=staff.pk, roles=frozenset({Role.AGENT}))


def test_a_letter_that_came_back_stops_letters_and_is_said_in_both_languages(agent: Viewer) -> None:
    amina = client(email="")
    change_address(client_id=amina.pk, country="CAN", parts=PARTS, latin={}, today=date(2026, 11, 3), origin=origin())
    lines = "\n".join(postal_reach_of([amina.pk])[amina.pk])
    notice = tell(amina)
    letters = []
    for number, where in enumerate(("an address of last year", lines)):
        letters.append(
            Delivery.objects.create(
                client=amina, medium="post", address=where, language="en", reference=f"r{number}", status="SENT",
                queued_at=NOON, next_try_at=NOON, sent_at=NOON,
            )
        )  # fmt: skip
    Carried.objects.create(notice=notice, delivery=letters[1], medium="post")
    seen = Viewer(
        user_id=agent.user_id, staff_id=agent.staff_id, roles=agent.roles, opened={amina.pk: Purpose.UNDELIVERED_NOTICE}
    )
    note_returned_letter(delivery_id=letters[0].pk, viewer=seen, origin=origin(Channel.DESK))
    assert PostalAddress.objects.get().failing_since is None, "it did not go where letters go today"
    note_returned_letter(delivery_id=letters[1].pk, viewer=seen, origin=origin(Channel.DESK))
    assert PostalAddress.objects.get().failing_since == LATER
    assert postal_reach_of([amina.pk]) == {}
    [entry] = entries_numbered(
        Entry.objects.filter(kind="contact.letter_returned").values_list("pk", flat=True)
    ).values()
    for language, said in (
        ("en", "A letter that we sent you by post came back to us."),
        ("fr", "Une lettre que nous vous avions envoyée par la poste nous est revenue."),
    ):
        with override(language):
            assert entry.event.sentence(language) == said
    assert "Rue" not in str(entry.payload)


def test_a_stop_is_shown_to_its_owner_and_taken_back_by_them_only() -> None:
    amina = client(phone="+14165550123", channel="text")
    receive_text(
        provider_reference="p", number="+14165550123", words="STOP", to_do=lambda _: False, origin=origin(Channel.TEXT)
    )
    point = ContactPoint.objects.get(kind="phone")
    [stopped] = stopped_numbers(hers(amina))
    assert (stopped.point_id, stopped.is_confirmed) == (point.pk, False)
    assert "4165550" not in stopped.shown
    assert stopped_numbers(hers(client())) == []
    with pytest.raises(NotAllowed):  # nobody has shown yet that it is theirs
        resume_texts(point_id=point.pk, viewer=hers(amina), origin=origin())
    ContactPoint.objects.filter(pk=point.pk).update(verified_at=NOON)
    with pytest.raises(NotAllowed):
        resume_texts(point_id=point.pk, viewer=hers(client()), origin=origin())
    notice = tell(amina)
    send_due(Medium.EMAIL, Hand(REFUSE), Clock())
    assert Undelivered.objects.get(notice=notice).state == "OWNED"
    react(lambda: resume_texts(point_id=point.pk, viewer=hers(amina), origin=origin()))
    assert not TextStop.objects.filter(resumed_at=None).exists()
    assert stopped_numbers(hers(amina)) == []
    assert not resume_texts(point_id=point.pk, viewer=hers(amina), origin=origin())
    assert Entry.objects.filter(kind="texts.resumed").get().payload["in_account"] is True
    assert Undelivered.objects.get(notice=notice).state == "TRYING", "texts are a way again"
