"""A report of delivery finds the message of ours that it is about, whatever that told, and a person hears of it."""

import pytest
from django.core import mail

from guichet.clients.events import AccountLinked
from guichet.enquiries.mail.tests.test_receiving import received
from guichet.enquiries.models import Contact, Enquiry, Message, Returned
from guichet.enquiries.rules.returning import why_returned
from guichet.enquiries.terms import MessageKind, WhyReturned
from guichet.enquiries.tests.handing_in import drain, handed_in
from guichet.enquiries.tests.test_working import agent, answered
from guichet.journal.models import Entry
from guichet.notices.actions import queue_notices
from guichet.notices.models import Delivery
from guichet.notices.sending import send_due
from guichet.notices.terms import DeliveryStatus, Medium
from guichet.notices.tests.people import Clock, Hand, client, happened
from guichet.notices.tests.test_bounces import dsn
from guichet.worklists.models import Task

pytestmark = pytest.mark.django_db
KIND = "answer_returned"


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ([("failed", "5.1.1")], WhyReturned.NO_ADDRESS),
        ([("failed", "5.2.1")], WhyReturned.NO_ADDRESS),
        ([("failed", "5.2.2")], WhyReturned.NOT_REACHED),
        ([("failed", "4.4.7")], WhyReturned.NOT_REACHED),
        ([("failed", "5.4.4")], WhyReturned.NOT_REACHED),
        ([("failed", "5.7.1")], WhyReturned.REFUSED),
        ([("failed", "")], WhyReturned.REFUSED),
        ([("delivered", "2.0.0"), ("failed", "5.1.1")], WhyReturned.NO_ADDRESS),
        ([("delayed", "4.4.7")], None),
        ([("delivered", "2.0.0")], None),
        ([], None),
    ],
)
def test_what_a_report_says(said: list[tuple[str, str]], why: WhyReturned | None) -> None:
    found = why_returned(said)
    assert (found[0] if found else None) is why


def test_an_answer_that_came_back_is_noted_once_and_somebody_is_to_find_another_way(settings) -> None:
    settings.RETURN_PATH = "bounces@guichet.example"
    receipt = handed_in()
    drain()
    answered(receipt, agent())
    drain()
    told = Message.objects.get(kind=MessageKind.ANSWER)
    assert mail.outbox[-1].from_email == f"bounces+{told.reference}@guichet.example"
    before = Contact.objects.count()
    # By the Message-ID that came back, and by the address to which it came back: the same message.
    for report in (dsn(str(told.reference)), dsn("none", to=mail.outbox[-1].from_email, returned="nothing")) * 2:
        assert received(report).receipt.enquiry_reference == ""
    found = Returned.objects.get()
    assert (found.message_id, found.why, found.code) == (told.pk, "NO_ADDRESS", "5.1.1")
    assert Contact.objects.count() == before + 2
    task = Task.objects.get(kind=KIND)
    assert (task.subject, task.state, task.facts["why"]) == (f"enquiry:{told.enquiry_id}", "OPEN", "NO_ADDRESS")
    assert Entry.objects.filter(kind="enquiry.message_returned").count() == 1
    assert Enquiry.objects.get().state == "ANSWERED"


@pytest.mark.parametrize(("kind", "action", "returned"), [("RECEIPT", "failed", 1), ("ANSWER", "delayed", 0)])
def test_what_need_not_be_read_or_is_still_under_way_is_nobodys_work(kind: str, action: str, returned: int) -> None:
    receipt = handed_in()
    answered(receipt, agent())
    drain()
    told = Message.objects.get(kind=kind)
    received(dsn(str(told.reference), action=action))
    assert (Returned.objects.count(), Task.objects.filter(kind=KIND).count()) == (returned, 0)


def test_an_answer_that_the_server_refuses_at_once_is_somebodys_work_too(monkeypatch: pytest.MonkeyPatch) -> None:
    from guichet.enquiries import jobs
    from guichet.notices.gateways import Refused
    from guichet.notices.terms import Fault

    class Refuses:
        def send(self, message: object) -> None:
            raise Refused(Fault.ADDRESS_REFUSED, permanent=True)

        def close(self) -> None:
            pass

    receipt = handed_in()
    answered(receipt, agent())
    monkeypatch.setattr(jobs, "carrier_of", lambda medium: Refuses())
    drain()
    assert set(Returned.objects.values_list("why", flat=True)) == {"NO_ADDRESS"}
    assert Task.objects.get(kind=KIND).state == "OPEN"


def test_a_report_about_a_notice_reaches_the_notice_by_the_same_pipe() -> None:
    clock = Clock()
    queue_notices(happened(AccountLinked(client_id=client().pk, means="FACTS")))
    send_due(Medium.EMAIL, Hand(), clock)
    row = Delivery.objects.get(medium=Medium.EMAIL)
    received(dsn(str(row.reference)))
    row.refresh_from_db()
    assert (row.status, Returned.objects.count()) == (DeliveryStatus.FAILED, 0)


def test_the_page_of_the_question_says_what_did_not_arrive(client) -> None:
    from guichet.applications.tests.factories import StaffFactory

    receipt = handed_in()
    answered(receipt, agent())
    drain()
    told = Message.objects.get(kind=MessageKind.ANSWER)
    received(dsn(str(told.reference)))
    client.force_login(StaffFactory(roles=["AGENT"]).user)
    page = client.get(f"/en/desk/questions/{told.enquiry_id}/").content.decode()
    assert str(WhyReturned.NO_ADDRESS.label) in page
