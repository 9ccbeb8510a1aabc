"""From an entry of the journal to a carrier's hands: once, in the client's words, whatever goes wrong on the way."""

import re

import pytest
from django.core import mail
from procrastinate.contrib.django.models import ProcrastinateJob

from guichet.clients.events import AccountLinked, ClientUpdated
from guichet.clients.terms import NoticeChannel
from guichet.journal.debts import settle
from guichet.journal.models import Entry
from guichet.notices.actions import queue_notices
from guichet.notices.gateways.smtp import SmtpCarrier
from guichet.notices.models import Delivery, Notice
from guichet.notices.sending import send_due
from guichet.notices.terms import DeliveryStatus, Medium
from guichet.notices.tests.people import Clock, client, entries, happened

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
    with django_assert_max_num_queries(12):
        assert queue_notices(news) == 30
