"""From an entry of the journal to a carrier's hands: once, in the client's words, whatever goes wrong on the way."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from procrastinate.contrib.django.models import ProcrastinateJob

from guichet.clients.events import AccountLinked, ClientUpdated
from guichet.clients.models import ContactPoint
from guichet.clients.terms import NoticeChannel
from guichet.journal.actions import Origin
from guichet.journal.debts import settle
from guichet.journal.models import Entry
from guichet.journal.terms import Channel
from guichet.notices.actions import note_report, queue_notices
from guichet.notices.client_letters import account_linked
from guichet.notices.gateways import Busy, Handed, Outgoing, Refused
from guichet.notices.gateways.smtp import SmtpCarrier
from guichet.notices.models import Delivery, Notice, Provider
from guichet.notices.polling import ask_status
from guichet.notices.sending import Claimed, claim_next, recover, send_due
from guichet.notices.terms import DeliveryStatus, Fault, Medium, Report
from guichet.notices.tests.people import NOON, Clock, Hand, client, entries, happened
from guichet.notices.upkeep import owe_asking, owe_overdue

pytestmark = pytest.mark.django_db


def test_an_entry_becomes_a_notice_and_an_email_in_the_clients_language() -> None:
    amina = client(email="amina@example.org", language="fr")
    [entry] = entries(AccountLinked(client_id=amina.pk, means="FACTS"))
    settle("notices.tell_clients", [entry])
    assert send_due(Medium.EMAIL, SmtpCarrier(), Clock()) == 1
    [message] = mail.outbox
    assert message.to == ["amina@example.org"]
    assert message.extra_headers["Content-Language"] == "fr"
    assert message.extra_headers["Auto-Submitted"] == "auto-generated"
    delivery = Delivery.objects.get()
    assert delivery.status == DeliveryStatus.SENT
    assert (delivery.subject_line, delivery.body) == (message.subject, message.body)
    assert re.fullmatch(rf"<{delivery.reference}@guichet\.example>", message.extra_headers["Message-ID"])
    assert list(Entry.objects.order_by("id").values_list("kind", flat=True)) == [
        "account.linked", "notice.queued", "notice.sent",
    ]  # fmt: skip


def test_twice_the_job_is_once_the_notice_and_once_the_message() -> None:
    amina = client()
    news = happened(AccountLinked(client_id=amina.pk, means="FACTS"))
    assert queue_notices(news) == 1
    assert queue_notices(news) == 0
    assert send_due(Medium.EMAIL, SmtpCarrier(), Clock()) == 1
    assert send_due(Medium.EMAIL, SmtpCarrier(), Clock()) == 0
    assert (Notice.objects.count(), len(mail.outbox)) == (1, 1)


def test_sending_is_owed_in_the_queue_of_its_medium() -> None:
    by_email, by_text = client(), client(email="", phone="+14165550123", channel=NoticeChannel.TEXT)
    queue_notices(happened(*(ClientUpdated(client_id=c.pk, changed=("email",)) for c in (by_email, by_text))))
    owed = ProcrastinateJob.objects.filter(task_name="notices.send_due").order_by("id")
    assert [(job.queue_name, job.args) for job in owed] == [("email", {"medium": "email"})]


def test_the_number_of_queries_does_not_grow_with_the_news(django_assert_max_num_queries) -> None:
    people = [client(email=f"amina{n}@example.org") for n in range(30)]
    news = happened(*(ClientUpdated(client_id=person.pk, changed=("phone",)) for person in people))
    with django_assert_max_num_queries(14):
        assert queue_notices(news) == 30


def waiting(**facts: Any) -> Delivery:
    """Queue one message and return it."""
    amina = client(**facts)
    queue_notices(happened(AccountLinked(client_id=amina.pk, means="FACTS")))
    return Delivery.objects.order_by("-id")[0]


def test_a_provider_out_of_order_loses_nothing_and_is_tried_again() -> None:
    delivery, clock = waiting(), Clock()
    assert send_due(Medium.EMAIL, Hand(Busy(Fault.UNREACHABLE)), clock) == 0
    delivery.refresh_from_db()
    assert (delivery.status, delivery.failure) == (DeliveryStatus.QUEUED, Fault.UNREACHABLE)
    assert delivery.next_try_at == clock() + timedelta(seconds=30)
    owed = ProcrastinateJob.objects.filter(task_name="notices.send_due").latest("id")
    assert owed.scheduled_at == delivery.next_try_at
    clock.forward(seconds=30)
    assert send_due(Medium.EMAIL, Hand(), clock) == 1
    delivery.refresh_from_db()
    assert (delivery.status, delivery.failure, delivery.attempts) == (DeliveryStatus.SENT, "", 2)


def test_a_provider_that_keeps_failing_is_left_in_peace_and_the_other_medium_is_not_touched(settings: Any) -> None:
    settings.NOTIFY_KEY = "a key"
    for _ in range(5):
        waiting()
    waiting(email="", phone="+14165550123", channel="text")
    clock, dead = Clock(), Hand(*[Busy(Fault.TOO_SLOW)] * 9)
    send_due(Medium.EMAIL, dead, clock)
    assert len(dead.answers) == 6, "three failures in a row are enough"
    provider = Provider.objects.get()
    assert (provider.medium, provider.paused_until) == ("email", clock() + timedelta(seconds=30))
    assert send_due(Medium.EMAIL, (idle := Hand()), clock) == 0
    assert idle.sent == []
    assert send_due(Medium.TEXT, Hand(), clock) == 1
    clock.forward(seconds=31)
    assert send_due(Medium.EMAIL, Hand(), clock) == 5
    provider.refresh_from_db()
    assert (provider.failures, provider.paused_until, provider.failing_since) == (0, None, None)


def test_a_provider_that_asks_for_peace_gets_it_at_once() -> None:
    delivery, clock = waiting(), Clock()
    waiting()
    hand = Hand(Busy(Fault.TOO_MANY, timedelta(seconds=7)))
    assert send_due(Medium.EMAIL, hand, clock) == 0
    assert hand.sent == []
    delivery.refresh_from_db()
    assert delivery.next_try_at == clock() + timedelta(seconds=7)


def test_an_address_that_is_wrong_is_given_up_and_the_other_medium_is_tried(settings: Any) -> None:
    settings.NOTIFY_KEY = "a key"
    delivery = waiting(email="gone@example.org", phone="+14165550123")
    send_due(Medium.EMAIL, Hand(Refused(Fault.ADDRESS_REFUSED, permanent=True)), Clock())
    delivery.refresh_from_db()
    assert (delivery.status, delivery.failure) == (DeliveryStatus.FAILED, Fault.ADDRESS_REFUSED)
    assert ContactPoint.objects.get(value="gone@example.org").failing_since == NOON
    text = Hand()
    assert send_due(Medium.TEXT, text, Clock()) == 1
    assert text.sent[0].address == "+14165550123"
    assert list(Entry.objects.filter(kind__startswith="notice.").order_by("id").values_list("kind", flat=True)) == [
        "notice.queued", "notice.failed", "notice.queued", "notice.sent",
    ]  # fmt: skip


def test_a_message_that_is_refused_does_not_condemn_the_address() -> None:
    waiting(email="amina@example.org")
    send_due(Medium.EMAIL, Hand(Refused(Fault.MESSAGE_REFUSED, permanent=True)), Clock())
    assert ContactPoint.objects.get().failing_since is None
    assert Delivery.objects.get().status == DeliveryStatus.FAILED


def test_an_address_that_is_busy_is_tried_for_three_days(settings: Any) -> None:
    delivery, clock = waiting(), Clock()
    for _ in range(200):
        send_due(Medium.EMAIL, Hand(Refused(Fault.ADDRESS_BUSY, permanent=False)), clock)
        clock.forward(hours=1)
    delivery.refresh_from_db()
    assert (delivery.status, delivery.failure) == (DeliveryStatus.FAILED, Fault.ADDRESS_BUSY)
    assert timedelta(hours=72) < delivery.failed_at - delivery.queued_at <= timedelta(hours=74)
    assert not Provider.objects.filter(failures__gt=0).exists(), "the provider did nothing wrong"


def test_a_letter_that_cannot_be_made_holds_up_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    first, second = waiting(), waiting(email="leduc@example.org")

    def broken(event: Any, language: Any) -> Any:
        if event.client_id == first.client_id:
            raise KeyError("a stage that nobody knows")
        return account_linked(event, language)

    monkeypatch.setattr("guichet.notices.wording.letter_for", broken)
    hand = Hand()
    assert send_due(Medium.EMAIL, hand, Clock()) == 1
    assert [message.address for message in hand.sent] == ["leduc@example.org"]
    first.refresh_from_db()
    assert (first.status, first.failure) == (DeliveryStatus.QUEUED, Fault.NOT_WORDED)
    assert second.pk != first.pk


def test_a_carrier_that_breaks_in_an_unknown_way_loses_nothing(caplog: pytest.LogCaptureFixture) -> None:
    delivery = waiting(email="amina@example.org")
    assert send_due(Medium.EMAIL, Hand(ZeroDivisionError("amina@example.org")), Clock()) == 0
    delivery.refresh_from_db()
    assert (delivery.status, delivery.failure) == (DeliveryStatus.QUEUED, Fault.OUT_OF_ORDER)
    assert "amina" not in caplog.text


def test_what_a_dead_worker_claimed_is_due_again_and_a_text_is_asked_about_before_it_is_sent_again(
    settings: Any,
) -> None:
    settings.NOTIFY_KEY = "a key"
    delivery, clock = waiting(email="", phone="+14165550123", channel="text"), Clock()
    claimed = claim_next(Medium.TEXT, clock())
    assert isinstance(claimed, Claimed)
    assert claim_next(Medium.TEXT, clock()) is None, "a claimed message is nobody else's"
    assert recover(clock()) == 0, "a young claim is alive"
    clock.forward(seconds=121)
    assert recover(clock()) == 1
    hand = Hand()
    hand.known[delivery.reference] = Handed("p-1")
    assert send_due(Medium.TEXT, hand, clock) == 1
    assert (hand.asked, hand.sent) == ([delivery.reference], [])
    delivery.refresh_from_db()
    assert (delivery.status, delivery.provider_reference) == (DeliveryStatus.SENT, "p-1")


def test_a_second_try_says_the_same_under_the_same_reference() -> None:
    delivery, clock = waiting(), Clock()
    first, second = Hand(), Hand()
    claimed = claim_next(Medium.EMAIL, clock())
    first.send(claimed.message)
    clock.forward(seconds=121)
    recover(clock())
    send_due(Medium.EMAIL, second, clock)
    assert first.sent == second.sent
    assert second.sent[0].reference == delivery.reference


def test_a_report_that_comes_before_we_noted_the_handing_over_is_not_undone(settings: Any) -> None:
    settings.NOTIFY_KEY = "a key"
    delivery = waiting(email="", phone="+14165550123", channel="text")
    origin = Origin(actor="text-provider", channel=Channel.TEXT, at=NOON)

    class Quick(Hand):
        def send(self, message: Outgoing) -> Handed:
            note_report(reference=message.reference, report=Report.DELIVERED, origin=origin)
            return super().send(message)

    send_due(Medium.TEXT, Quick(), Clock())
    delivery.refresh_from_db()
    assert (delivery.status, delivery.sent_at) == (DeliveryStatus.DELIVERED, NOON)
    assert delivery.provider_reference


def test_a_provider_that_tells_nothing_is_asked_and_not_for_ever(settings: Any) -> None:
    settings.NOTIFY_KEY = "a key"
    delivery, clock = waiting(email="", phone="+14165550123", channel="text"), Clock()
    hand = Hand()
    send_due(Medium.TEXT, hand, clock)
    name = f"provider-{delivery.reference}"
    assert ask_status(hand, clock) == 0, "not yet"
    clock.forward(minutes=6)
    hand.reports[name] = Busy(Fault.UNREACHABLE)
    assert ask_status(hand, clock) == 0
    hand.reports[name] = Report.UNDER_WAY
    assert ask_status(hand, clock) == 1
    assert ask_status(hand, clock) == 0, "its turn comes later"
    clock.forward(minutes=30)
    hand.reports[name] = Report.NO_SUCH_ADDRESS
    assert ask_status(hand, clock) == 1
    delivery.refresh_from_db()
    assert (delivery.status, delivery.failure) == (DeliveryStatus.FAILED, Fault.ADDRESS_REFUSED)
    other = waiting(email="", phone="+14165550199", channel="text")
    send_due(Medium.TEXT, hand, clock)
    hand.reports[f"provider-{other.reference}"] = Report.UNDER_WAY
    clock.forward(days=5)
    assert ask_status(hand, clock) == 1
    clock.forward(days=50)
    assert ask_status(hand, clock) == 0


def test_a_long_run_hands_over_to_the_next_job() -> None:
    for _ in range(3):
        waiting()
    clock = Clock()

    class Slow(Hand):
        def send(self, message: Outgoing) -> Handed:
            clock.forward(seconds=8)
            return super().send(message)

    before = ProcrastinateJob.objects.count()
    assert send_due(Medium.EMAIL, Slow(), clock) == 2
    assert ProcrastinateJob.objects.count() == before + 1


def test_upkeep_owes_what_a_lost_job_left_behind(settings: Any) -> None:
    settings.NOTIFY_KEY = "a key"
    waiting()
    jobs = ProcrastinateJob.objects.filter(task_name="notices.send_due")
    owe_overdue(NOON)
    assert jobs.count() == 1
    owe_overdue(NOON + timedelta(minutes=1))
    assert jobs.count() == 2
    Provider.objects.create(medium="email", paused_until=NOON + timedelta(hours=1))
    owe_overdue(NOON + timedelta(minutes=2))
    assert jobs.count() == 2, "a carrier left in peace is left in peace"


def test_asking_is_owed_once(settings: Any) -> None:
    settings.NOTIFY_KEY = "a key"
    waiting(email="", phone="+14165550123", channel="text")
    send_due(Medium.TEXT, Hand(), Clock())
    for _ in range(2):
        owe_asking(NOON + timedelta(minutes=10))
    assert ProcrastinateJob.objects.filter(task_name="notices.ask_status").count() == 1


def test_an_email_that_waited_is_sent_with_few_queries(django_assert_max_num_queries: Any) -> None:
    """Nearly all messages: nothing changed since, nothing failed before. What it costs decides how many go an hour."""
    for number in range(10):
        queue_notices(happened(AccountLinked(client_id=client(email=f"amina{number}@example.org").pk, means="FACTS")))
    clock = Clock()
    clock.forward(minutes=10)
    with django_assert_max_num_queries(10 * 15 + 5):
        assert send_due(Medium.EMAIL, Hand(), clock) == 10
