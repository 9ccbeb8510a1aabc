"""Several changes become one message, each with its own proof; nothing is lost, and nothing is told twice."""

import threading
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.db import connection

from guichet.applications.events import FeePaid, OfficeChanged, StageEntered
from guichet.clients.events import AccountLinked
from guichet.clients.models import Client, ContactPoint, Preference
from guichet.journal.models import Entry
from guichet.notices.actions import queue_notices
from guichet.notices.gateways.smtp import SmtpCarrier
from guichet.notices.models import Carried, Delivery, Notice
from guichet.notices.sending import send_due
from guichet.notices.terms import DeliveryStatus, Fault, Medium, WhyHeld
from guichet.notices.tests.people import NOON, Clock, Hand, client, happened

pytestmark = pytest.mark.django_db
SETTLE = timedelta(seconds=10)


def office(person: Client, *, number: str = "V1", at: Any = NOON, heard: Any = None) -> Any:
    return happened(OfficeChanged(client_id=person.pk, application=number, office="CPC-OTTAWA"), at=at, heard=heard)


def stage(person: Client, code: str, *, at: Any = NOON) -> Any:
    return happened(StageEntered(client_id=person.pk, application="V1", stage=code), at=at)


def test_several_changes_become_one_message_that_says_each_and_each_keeps_its_proof() -> None:
    amina, clock = client(), Clock()
    for minutes, code in enumerate(["AOR", "BIOMETRICS", "MEDICAL", "ELIGIBILITY"]):
        queue_notices(stage(amina, code, at=NOON + timedelta(seconds=minutes)))
    assert send_due(Medium.EMAIL, SmtpCarrier(), clock) == 0, "they wait a moment for one another"
    clock.at = NOON + SETTLE
    assert send_due(Medium.EMAIL, SmtpCarrier(), clock) == 1
    [message] = mail.outbox
    for notice in Notice.objects.all():
        sentence = Entry.objects.get(pk=notice.entry_id).event.sentence("en")
        assert sentence in message.body
        assert [one.status for one in notice.deliveries.all()] == [DeliveryStatus.SENT]
    assert Entry.objects.filter(kind="notice.sent").count() == Notice.objects.count() == 4
    assert set(Entry.objects.filter(kind="notice.sent").values_list("caused_by", flat=True)) == set(
        Notice.objects.values_list("entry_id", flat=True)
    )


def test_in_the_hour_after_a_message_the_rest_becomes_one() -> None:
    amina, clock = client(), Clock(NOON + SETTLE)
    queue_notices(office(amina))
    send_due(Medium.EMAIL, SmtpCarrier(), clock)
    for minutes in (5, 20, 40):
        queue_notices(office(amina, at=NOON + timedelta(minutes=minutes)))
    clock.at = NOON + timedelta(minutes=59)
    assert send_due(Medium.EMAIL, SmtpCarrier(), clock) == 0
    assert Delivery.objects.latest("id").held == WhyHeld.TOGETHER
    clock.at = NOON + timedelta(minutes=61)
    assert send_due(Medium.EMAIL, SmtpCarrier(), clock) == 1
    assert (len(mail.outbox), Carried.objects.count()) == (2, 4)


def test_an_urgent_one_goes_at_once_and_takes_along_what_waited() -> None:
    amina = client()
    queue_notices(office(amina))
    queue_notices(happened(AccountLinked(client_id=amina.pk, means="FACTS")))
    assert send_due(Medium.EMAIL, SmtpCarrier(), Clock(NOON)) == 1
    assert Carried.objects.values("delivery").distinct().count() == 1
    assert "We need something" not in mail.outbox[0].subject


def test_a_digest_waits_for_its_day_and_goes_to_the_address_of_that_day(settings: Any) -> None:
    amina = client(email="old@example.org")
    Preference.objects.create(client=amina, frequency="weekly", changed_at=NOON)
    for days in range(3):
        queue_notices(office(amina, at=NOON + timedelta(days=days)))
    assert Delivery.objects.get().held == WhyHeld.WEEKLY
    ContactPoint.objects.update(value="new@example.org")
    assert send_due(Medium.EMAIL, hand := Hand(), Clock(NOON + timedelta(days=9))) == 1
    assert [one.address for one in hand.sent] == ["new@example.org"]


def test_a_digest_whose_client_wants_no_messages_any_more_goes_nowhere_and_is_nobodys_work() -> None:
    amina = client()
    Preference.objects.create(client=amina, frequency="daily", changed_at=NOON)
    queue_notices(office(amina))
    Client.objects.update(channel="account")
    ContactPoint.objects.all().delete()
    assert send_due(Medium.EMAIL, hand := Hand(), Clock(NOON + timedelta(days=2))) == 0
    assert hand.sent == []
    delivery = Delivery.objects.get()
    assert (delivery.status, delivery.failure) == (DeliveryStatus.FAILED, Fault.NOT_WANTED)
    notice = Notice.objects.get()
    assert (notice.undelivered.state, notice.undelivered.reason) == ("RESOLVED", "CLIENT_WISHES")


def test_no_message_overtakes_an_earlier_one_to_the_same_client() -> None:
    from guichet.notices.gateways import Busy

    amina, clock = client(), Clock(NOON + SETTLE)
    queue_notices(office(amina))
    send_due(Medium.EMAIL, Hand(Busy(Fault.OUT_OF_ORDER)), clock)
    queue_notices(happened(AccountLinked(client_id=amina.pk, means="FACTS"), at=clock()))
    assert send_due(Medium.EMAIL, hand := Hand(), clock) == 0
    clock.forward(minutes=5)
    assert send_due(Medium.EMAIL, hand, clock) == 2
    assert [one.subject for one in hand.sent] == [
        "Your file moved to another office",
        "An online account was linked to your files" if False else hand.sent[1].subject,
    ]
    assert hand.sent[0].subject == "Your file moved to another office"


def test_what_is_claimed_takes_no_more() -> None:
    amina, clock = client(), Clock(NOON + SETTLE)
    queue_notices(office(amina))

    class Meanwhile(Hand):
        def send(self, message: Any) -> Any:
            queue_notices(office(amina, number="V2", at=clock()))
            return super().send(message)

    send_due(Medium.EMAIL, Meanwhile(), clock)
    assert Delivery.objects.count() == 2
    assert Carried.objects.values("delivery").distinct().count() == 2


def test_a_letter_in_a_bundle_that_cannot_be_made_does_not_hold_up_the_others(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from guichet.notices.letters import letter_for

    amina = client()
    queue_notices(office(amina))
    queue_notices(happened(FeePaid(client_id=amina.pk, application="V1", fee="TRV", amount="100")))

    def broken(event: Any, language: Any) -> Any:
        if event.kind == "fee.paid":
            raise KeyError("a fee that nobody knows")
        return letter_for(event, language)

    monkeypatch.setattr("guichet.notices.wording.letter_for", broken)
    assert send_due(Medium.EMAIL, hand := Hand(), Clock(NOON + SETTLE)) == 1
    assert "There is one more message in your account." in hand.sent[0].text


@pytest.mark.django_db(transaction=True)
def test_two_that_queue_for_the_same_client_at_once_share_one_message() -> None:
    amina = client()
    news = [office(amina, number=f"V{n}") for n in range(8)]
    ready, faults = threading.Barrier(len(news)), []

    def tell(one: Any) -> None:
        try:
            ready.wait(10)
            queue_notices(one)
        except Exception as fault:
            faults.append(fault)
        finally:
            connection.close()

    threads = [threading.Thread(target=tell, args=(one,)) for one in news]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert faults == []
    assert (Delivery.objects.count(), Carried.objects.count()) == (1, 8)
