"""What people’s records ask of messages: codes at once, neutral words, nothing for the dead."""

import json
import re

import pytest
from django.core import mail
from procrastinate.contrib.django.models import ProcrastinateJob

from guichet.clients.actions import (
    add_contact_point,
    ask_for_code,
    record_death,
    set_safe_contact,
    take_code,
)
from guichet.clients.events import AccountLinked
from guichet.clients.models import Client, ContactCode, ContactPoint
from guichet.clients.reach import reach_of
from guichet.clients.rules import Safe
from guichet.clients.terms import ContactKind, DeathProof
from guichet.foundation.languages import Language
from guichet.journal.actions import Origin
from guichet.journal.debts import settle
from guichet.journal.models import Entry
from guichet.journal.terms import Channel
from guichet.notices.codes import send_code
from guichet.notices.envelopes import neutral_of
from guichet.notices.gateways import Busy, NotTaken, Refused
from guichet.notices.gateways.smtp import SmtpCarrier
from guichet.notices.models import Carried, Delivery, Notice
from guichet.notices.sending import send_due
from guichet.notices.terms import Fault, Medium, WhyNotSent
from guichet.notices.tests.people import NOON, Clock, Hand, client, entries
from guichet.notices.tests.test_envelopes import GSM

pytestmark = pytest.mark.django_db
ORIGIN = Origin(actor="user:1", channel=Channel.ACCOUNT, at=NOON)


@pytest.fixture
def amina() -> Client:
    return client(email="old@example.org", language="fr")


def ask(amina: Client, value: str, kind: ContactKind = ContactKind.EMAIL) -> ContactCode:
    """Add an address and have a code sent there, as far as the job that is owed."""
    point = add_contact_point(client_id=amina.pk, kind=kind, value=value, origin=ORIGIN)
    assert ask_for_code(client_id=amina.pk, point_id=point, origin=ORIGIN) is None
    settle("notices.send_codes", [Entry.objects.get(kind="contact.code_asked").pk])
    return ContactCode.objects.get()


def test_a_code_is_owed_by_its_row_and_handed_over_to_the_new_address_only(amina: Client) -> None:
    made = ask(amina, "new@example.org")
    job = ProcrastinateJob.objects.get(task_name="notices.send_code")
    assert (job.queue_name, job.args) == ("email", {"code": made.pk, "medium": "email"})
    code = made.code
    assert send_code(made.pk, SmtpCarrier(), Clock())
    [message] = mail.outbox
    assert message.to == ["new@example.org"]
    assert code in message.body
    assert "15 minutes" in message.body
    made.refresh_from_db()
    assert (made.code, made.sent_at) == ("", NOON)
    assert not send_code(made.pk, SmtpCarrier(), Clock()), "handed over once"
    assert not Notice.objects.filter(kind="contact.code_asked").exists()
    assert code not in json.dumps(list(Entry.objects.values_list("payload", flat=True)))


def test_a_code_by_text_fits_one_message_in_both_languages() -> None:
    for language in Language:
        amina = client(email="", phone="+14165550123", language=language)
        point = add_contact_point(client_id=amina.pk, kind=ContactKind.PHONE, value="+14165550199", origin=ORIGIN)
        ask_for_code(client_id=amina.pk, point_id=point, origin=ORIGIN)
        hand = Hand()
        assert send_code(ContactCode.objects.latest("id").pk, hand, Clock())
        [message] = hand.sent
        assert (message.medium, message.address) == (Medium.TEXT, "+14165550199")
        assert len(message.text) <= 160
        assert set(message.text) <= GSM
        assert re.search(r"\b\d{6}\b", message.text)


@pytest.mark.parametrize(
    ("trouble", "again"),
    [
        (Busy(Fault.UNREACHABLE), True),
        (Refused(Fault.ADDRESS_BUSY, permanent=False), True),
        (Refused(Fault.ADDRESS_REFUSED, permanent=True), False),
    ],
)
def test_a_code_is_tried_again_where_that_may_help(amina: Client, trouble: NotTaken, again: bool) -> None:
    made = ask(amina, "new@example.org")
    if again:
        with pytest.raises(NotTaken):
            send_code(made.pk, Hand(trouble), Clock())
    else:
        assert not send_code(made.pk, Hand(trouble), Clock())
    clock = Clock()
    clock.forward(minutes=15)
    assert not send_code(made.pk, Hand(), clock), "what works no more is not sent"


def test_the_address_that_was_left_is_told_and_so_is_the_new_one(amina: Client) -> None:
    made = ask(amina, "new@example.org")
    take_code(client_id=amina.pk, point_id=made.point_id, typed=made.code, origin=ORIGIN)
    settle("notices.tell_where_we_wrote_before", [Entry.objects.get(kind="contact.left").pk])
    settle("notices.tell_clients", [Entry.objects.get(kind="contact.in_use").pk])
    sent = {one.notice.kind: one.delivery.address for one in Carried.objects.select_related("notice", "delivery")}
    assert sent == {"contact.left": "old@example.org", "contact.in_use": "new@example.org"}
    send_due(Medium.EMAIL, SmtpCarrier(), Clock())
    for message in mail.outbox:
        assert not {"old@example.org", "new@example.org"} & set(re.findall(r"[\w.]+@[\w.]+", message.body))


def test_somebody_in_danger_gets_words_that_say_nothing_from_nobody(amina: Client) -> None:
    set_safe_contact(client_id=amina.pk, safe=Safe("friend@example.org"), origin=ORIGIN)
    settle("notices.tell_clients", entries(AccountLinked(client_id=amina.pk, means="FACTS")))
    assert send_due(Medium.EMAIL, SmtpCarrier(), Clock()) == 1
    [message] = mail.outbox
    assert message.to == ["friend@example.org"]
    assert message.subject == "Un message pour vous"
    assert message.from_email == "no-reply@guichet.example"
    said = f"{message.subject} {message.body}".lower()
    for telling in ("guichet", "compte", "dossier", "immigration", "http", "connectez"):
        assert telling not in said
    assert not message.alternatives


@pytest.mark.parametrize("language", list(Language))
def test_neutral_words_are_short_and_name_nothing(language: Language) -> None:
    for envelope in (neutral_of(Medium.EMAIL, language), neutral_of(Medium.TEXT, language)):
        assert envelope.text
        assert "http" not in envelope.text
        assert "Guichet" not in envelope.text + envelope.subject
    assert set(neutral_of(Medium.TEXT, language).text) <= GSM
    assert len(neutral_of(Medium.TEXT, language).text) <= 160


def test_what_waits_for_somebody_who_has_died_is_taken_back_and_nothing_new_is_sent(amina: Client) -> None:
    settle("notices.tell_clients", entries(AccountLinked(client_id=amina.pk, means="FACTS")))
    assert Delivery.objects.count() == 1
    record_death(client_id=amina.pk, died_on=None, proof=DeathProof.CERTIFICATE, origin=ORIGIN)
    died = Entry.objects.get(kind="client.death_recorded").pk
    settle("notices.stop_writing", [died])
    settle("notices.stop_writing", [died])
    assert not Delivery.objects.exists()
    settle("notices.tell_clients", entries(AccountLinked(client_id=amina.pk, means="DEMONSTRATION")))
    assert set(Notice.objects.values_list("not_sent", flat=True)) == {WhyNotSent.DECEASED}
    assert send_due(Medium.EMAIL, SmtpCarrier(), Clock()) == 0
    assert reach_of([amina.pk])[amina.pk].is_deceased


def test_what_was_sent_before_a_death_keeps_its_proof(amina: Client) -> None:
    settle("notices.tell_clients", entries(AccountLinked(client_id=amina.pk, means="FACTS")))
    send_due(Medium.EMAIL, SmtpCarrier(), Clock())
    record_death(client_id=amina.pk, died_on=None, proof=DeathProof.COURT_ORDER, origin=ORIGIN)
    settle("notices.stop_writing", [Entry.objects.get(kind="client.death_recorded").pk])
    assert Delivery.objects.get().sent_at == NOON
    assert ContactPoint.objects.filter(client=amina).exists()
