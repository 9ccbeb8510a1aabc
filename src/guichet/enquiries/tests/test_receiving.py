"""Intake: kept whole and once, put to a question by proof only, told to whoever asked, in few queries."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext

from guichet.applications.tests.factories import ApplicationFactory
from guichet.clients.models import ContactPoint
from guichet.enquiries.actions import receive
from guichet.enquiries.jobs import send
from guichet.enquiries.models import Answer, Asker, Attachment, Contact, Enquiry, Link, Message, RawMessage, Suggestion
from guichet.enquiries.queries.places import place_of
from guichet.enquiries.rules import IncomingFile, reference_of
from guichet.enquiries.sorter import sort_enquiries
from guichet.enquiries.terms import Automatic, Channel, EnquiryState, Ground, MessageKind, ProofLevel
from guichet.enquiries.tests.handing_in import BY, NOW, TEXT, drain, handed_in, message, origin
from guichet.enquiries.upkeep import forget_enquiries
from guichet.foundation.languages import Language
from guichet.journal.models import Entry
from guichet.knowledge.actions import take_in
from guichet.knowledge.queries import Finding, Match
from guichet.knowledge.shipped import shipped
from guichet.notices.models import Notice
from guichet.worklists.models import Task

pytestmark = pytest.mark.django_db
PROVED = {"proof": ProofLevel.ADDRESS}


def kinds() -> Counter[str]:
    return Counter(Entry.objects.values_list("kind", flat=True))


def verified(email: str = "amina@example.org") -> int:
    client = ApplicationFactory().client
    ContactPoint.objects.filter(client=client, kind="email").delete()
    ContactPoint.objects.create(client=client, kind="email", value=email, verified_at=NOW)
    return client.pk


def test_a_first_message_opens_a_question_with_a_number_a_day_and_a_task() -> None:
    file = IncomingFile(name="a.pdf", media_type="application/pdf", content=b"%PDF")
    receipt = handed_in(raw=b"From: a\r\n\r\nhello", attachments=(file,))
    row = Enquiry.objects.get()
    assert receipt.enquiry_reference == reference_of(row.pk)
    assert (receipt.due, receipt.joined, receipt.already_known) == (BY, False, False)
    assert receipt.place is not None
    assert receipt.place.ahead == 0
    assert (row.state, row.opened_at, row.due_at, row.standard) == (EnquiryState.OPEN, NOW, BY, "3345")
    task = Task.objects.get(pk=row.task_id)
    assert (task.kind, task.subject, task.due_at) == ("enquiry", f"enquiry:{row.pk}", BY)
    contact = Contact.objects.get(pk=receipt.contact_id)
    assert (contact.text, contact.subject, contact.name, contact.asker.value) == (
        TEXT, "My study permit", "Amina", "amina@example.org",
    )  # fmt: skip
    assert (RawMessage.objects.get().size, Attachment.objects.get().size) == (16, 4)
    assert kinds() == {"contact.received": 1, "enquiry.opened": 1, "task.opened": 1}
    assert Link.objects.get().ground == Ground.FIRST


def test_the_same_message_again_changes_nothing_and_gets_the_same_receipt() -> None:
    first, again = handed_in(), handed_in(at=NOW + timedelta(days=1))
    assert again.already_known
    assert (again.enquiry_reference, again.contact_id, again.due) == (
        first.enquiry_reference, first.contact_id, first.due,
    )  # fmt: skip
    assert (Contact.objects.count(), sum(kinds().values())) == (1, 3)
    # By another channel the same id is another contact.
    assert not handed_in(channel=Channel.API).already_known


def test_what_was_said_lies_sealed_and_neither_journal_nor_task_has_a_word_of_it() -> None:
    handed_in(raw=TEXT.encode(), history="> earlier words", text=f"{TEXT} \udcff\0")
    with connection.cursor() as cursor:
        for table in ("contact", "rawmessage", "enquiry", "link"):
            cursor.execute(f"SELECT string_agg(t::text, ' ') FROM enquiries_{table} t")
            assert "study" not in cursor.fetchone()[0].lower()
        for table in ("journal_entry", "worklists_task", "procrastinate_jobs"):
            cursor.execute(f"SELECT coalesce(string_agg(t::text, ' '), '') FROM {table} t")
            said = cursor.fetchone()[0].lower()
            assert "study" not in said
            assert "amina" not in said
    assert Contact.objects.get().text == f"{TEXT} ?\0"


def test_what_is_proved_joins_and_keeps_the_earliest_clock() -> None:
    first = handed_in(**PROVED)
    later = handed_in("m-2", at=NOW + timedelta(days=1), thread=("m-1",), text="And my wife?", **PROVED)
    assert later.joined
    assert (later.enquiry_reference, later.due, later.opened_at) == (first.enquiry_reference, BY, NOW)
    # Delivered late, sent before: the clock begins with it.
    early = message("m-0", at=NOW - timedelta(days=1), references=(first.enquiry_reference,), **PROVED)
    assert receive(early, origin=origin(NOW + timedelta(days=1))).due == BY - timedelta(days=1)
    assert Enquiry.objects.count() == 1
    assert (Contact.objects.count(), Task.objects.filter(state="OPEN").count()) == (3, 1)
    assert kinds()["enquiry.added_to"] == 2


def test_the_same_words_of_a_signed_in_client_join_over_channels() -> None:
    client = verified()
    first = handed_in(channel=Channel.WEB_FORM, client_id=client, user_id=5, proof=ProofLevel.SIGNED_IN)
    second = handed_in("m-2", subject="Re: my study permit", **PROVED)
    assert second.joined
    assert second.enquiry_reference == first.enquiry_reference
    # An address that the client confirmed is theirs; nobody else’s record was made for it.
    assert not Asker.objects.exists()


@pytest.mark.parametrize("hint", [{"thread": ("m-1",)}, {"references": ("Q",)}, {}])
def test_what_is_not_proved_is_a_question_of_its_own_and_suggested(hint: dict) -> None:
    first = handed_in()
    if "references" in hint:
        hint = {"references": (first.enquiry_reference,)}
    second = handed_in("m-2", **hint)
    assert not second.joined
    assert second.enquiry_reference != first.enquiry_reference
    suggested = Suggestion.objects.get()
    assert (suggested.contact_id, reference_of(suggested.enquiry_id)) == (second.contact_id, first.enquiry_reference)
    assert Asker.objects.count() == 1


def test_a_number_of_somebody_else_joins_nothing() -> None:
    theirs = handed_in()
    mine = handed_in("m-2", email="hugo@example.org", references=(theirs.enquiry_reference,), **PROVED)
    assert not mine.joined
    assert Suggestion.objects.get().ground == Ground.REFERENCE


def test_who_holds_the_receipt_adds_to_it_and_opens_it_again_after_an_answer() -> None:
    first = handed_in()
    assert handed_in("m-2", key=first.key, email="", text="One thing more").joined
    row = Enquiry.objects.get()
    Enquiry.objects.update(state=EnquiryState.ANSWERED, answered_at=NOW, closed_at=NOW)
    Task.objects.update(state="SETTLED", done_at=NOW)
    again = handed_in("m-3", key=first.key, at=NOW + timedelta(days=7), text="That was not it")
    # A holiday and a weekend lie between.
    assert (again.joined, again.due) == (True, BY + timedelta(days=10))
    row.refresh_from_db()
    assert (row.state, row.closed_at) == (EnquiryState.OPEN, None)
    assert kinds()["enquiry.reopened"] == 1
    # Later it is a new question.
    Enquiry.objects.update(state=EnquiryState.ANSWERED, answered_at=NOW, closed_at=NOW)
    assert not handed_in("m-4", key=first.key, at=NOW + timedelta(days=30)).joined
    assert handed_in("m-5", key=uuid4(), email="x@example.org").joined is False


@pytest.mark.parametrize("automatic", list(Automatic))
def test_what_no_person_wrote_is_kept_and_asks_nobody_anything(automatic: Automatic) -> None:
    receipt = handed_in(automatic=automatic)
    assert (receipt.enquiry_reference, receipt.due, receipt.place) == ("", None, None)
    assert handed_in(automatic=automatic).already_known
    assert not Enquiry.objects.exists()
    assert Contact.objects.get().text == TEXT


def test_whoever_asks_is_told_by_e_mail_where_they_have_no_account() -> None:
    receipt = handed_in(language=Language.FR)
    drain()
    (told,) = Message.objects.all()
    assert (told.kind, told.sent_at is not None) == (MessageKind.RECEIPT, True)
    (sent,) = mail.outbox
    assert sent.to == ["amina@example.org"]
    assert receipt.enquiry_reference in sent.subject
    assert "6 novembre 2026" in sent.body.replace("\N{NO-BREAK SPACE}", " ")
    assert f"/fr/questions/{receipt.key}/" in sent.body
    assert "study" not in sent.body
    # Run twice, sent once.
    send(message=told.pk)
    assert len(mail.outbox) == 1
    # An answer to our own message is proof by itself.
    assert handed_in("m-2", thread=(told.named,), email="other@example.org", text="More").joined


def test_two_machines_do_not_write_to_each_other_for_ever() -> None:
    for number in range(12):
        handed_in(f"m-{number}", text=f"{TEXT} This is what I ask for the {number}th time.")
    drain()
    assert Message.objects.count() == 5


def test_a_client_is_told_by_a_notice_and_never_twice() -> None:
    client = verified()
    handed_in(**PROVED)
    handed_in("m-2", thread=("m-1",), **PROVED)
    drain()
    assert list(Notice.objects.order_by("id").values_list("client_id", "kind")) == [
        (client, "enquiry.opened"), (client, "enquiry.added_to"),
    ]  # fmt: skip
    assert not Message.objects.exists()


def test_what_it_is_about_is_noted_by_a_job_once_and_what_is_unsure_waits_for_a_person() -> None:
    (article,) = [one for one in shipped().articles.values() if one.id == "status-where-is-my-file"]
    take_in({article.id: article}, origin())
    client = verified()
    handed_in(**PROVED)
    handed_in("m-2", email="b@example.org", text="Something else that nobody understands at all")
    rows = list(Enquiry.objects.order_by("id").values_list("pk", flat=True))

    def found(text: str, language: Language, *, on: date) -> Finding:
        sure = "study permit is decided" in text
        return Finding(language, (Match(article.id, 0.9 if sure else 0.3),), 0.9 if sure else 0.3, answered=sure)

    assert sort_enquiries(rows, at=NOW, asking=found) == 2
    assert sort_enquiries(rows, at=NOW, asking=found) == 0
    first, second = Enquiry.objects.order_by("id")
    assert (first.client_id, first.topic, first.confidence) == (client, article.id, 0.9)
    assert (second.topic, second.confidence, second.sorted_at) == ("", 0.3, NOW)


def test_after_the_days_of_policy_the_words_of_who_is_no_client_go() -> None:
    handed_in(raw=b"words")
    closed = NOW + timedelta(days=3)
    Enquiry.objects.update(state=EnquiryState.ANSWERED, answered_at=closed, closed_at=closed)
    Answer.objects.create(enquiry=Enquiry.objects.get(), language="en", text="Ten weeks.", answered_at=closed,
                          answered_by="staff:1")  # fmt: skip
    verified("client@example.org")
    handed_in("m-2", email="client@example.org", **PROVED)
    assert forget_enquiries(now=closed + timedelta(days=729)) == 0
    assert forget_enquiries(now=closed + timedelta(days=731)) == 1
    gone, kept = Contact.objects.order_by("id")
    assert (gone.text, gone.subject, gone.name, gone.asker, gone.same_words) == ("", "", "", None, "")
    assert kept.text == TEXT
    assert not Asker.objects.exists()
    assert not RawMessage.objects.exists()
    assert Answer.objects.get().text == ""
    assert forget_enquiries(now=closed + timedelta(days=900)) == 0


def test_intake_asks_the_database_little() -> None:
    handed_in("m-0", email="warm@example.org")
    with CaptureQueriesContext(
        connection,
    ) as asked:
        handed_in(raw=b"x", thread=("a", "b"), references=("Q-100-000-012",))
    assert len([one for one in asked if "SAVEPOINT" not in one["sql"]]) <= 22


@pytest.mark.django_db(transaction=True)
def test_exactly_once_with_four_at_once() -> None:
    """The same message by four; and three messages in a row of each of many who never wrote before, by four."""

    def hand(one) -> None:
        try:
            handed_in(one[0], email=one[1], text=f"{TEXT} {one[0]}")
        finally:
            connection.close()

    same = [("same", "same@example.org")] * 4
    many = [(f"m-{who}-{number}", f"p{who}@example.org") for who in range(6) for number in range(3)]
    with ThreadPoolExecutor(max_workers=4) as workers:
        list(workers.map(hand, [*same, *many, *many]))
    assert Contact.objects.count() == 1 + 18
    assert Asker.objects.count() == 1 + 6
    assert Enquiry.objects.count() == Task.objects.count() == 19
    assert kinds()["contact.received"] == 19
    assert place_of(Enquiry.objects.order_by("-due_at", "-id")[0]).ahead == 18
