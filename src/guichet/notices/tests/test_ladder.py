"""The ladder: whatever happens to a message, what it carries is resolved, being tried, or a person's to see to."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from guichet.applications.events import DocumentsRequested, OfficeChanged
from guichet.clients.events import AccountLinked, ClientUpdated, ContactPointConfirmed
from guichet.clients.models import Client, ContactPoint
from guichet.identity.models import Staff
from guichet.identity.queries import NotAllowed
from guichet.identity.rules import Viewer
from guichet.identity.terms import Purpose, Role
from guichet.journal.actions import Origin
from guichet.journal.models import Entry
from guichet.journal.terms import Channel
from guichet.notices.actions import (
    give_up,
    mark_opened,
    note_report,
    note_returned_letter,
    note_told_in_person,
    queue_notices,
)
from guichet.notices.gateways import Refused
from guichet.notices.models import Carried, Delivery, Notice, Undelivered
from guichet.notices.reactions import send_to_mended_address
from guichet.notices.sending import send_due
from guichet.notices.terms import Fault, Medium, Report, UndeliveredState, WhyGivenUp
from guichet.notices.tests.people import NOON, Clock, Hand, client, happened
from guichet.notices.undelivered import nobodys, not_reached
from guichet.notices.upkeep import give_up_waiting_for_receipts, leave_nothing_to_nobody
from guichet.worklists.models import Task

db = pytest.mark.django_db
REFUSE = Refused(Fault.ADDRESS_REFUSED, permanent=True)


@pytest.fixture
def _all_media(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.NOTIFY_KEY, settings.PRINT_QUEUE = "a key", "/nowhere"


@pytest.fixture
def agent(db: None) -> Viewer:
    from guichet.applications.tests.factories import StaffFactory

    staff: Staff = StaffFactory(roles=["AGENT"])
    return Viewer(user_id=staff.user_id, staff_id=staff.pk, roles=frozenset({Role.AGENT}))


def opened(viewer: Viewer, person: Client) -> Viewer:
    from dataclasses import replace

    return replace(viewer, opened={person.pk: Purpose.UNDELIVERED_NOTICE})


def origin(at: datetime = NOON, actor: str = "staff:1") -> Origin:
    return Origin(actor=actor, channel=Channel.DESK, at=at)


def tell(person: Client, *, at: datetime = NOON) -> Notice:
    queue_notices(happened(AccountLinked(client_id=person.pk, means="FACTS"), at=at))
    return Notice.objects.latest("id")


def report(reference: str, said: Report, at: datetime = NOON) -> bool:
    return note_report(reference=reference, report=said, origin=Origin("provider", Channel.TEXT, at))


def state_of(notice: Notice) -> tuple[str, str]:
    row = Undelivered.objects.get(notice=notice)
    return row.state, row.resolution


@db
@pytest.mark.usefixtures("_all_media")
def test_email_text_person_and_the_task_is_one_for_a_client() -> None:
    amina = client(phone="+14165550123")
    notice, clock = tell(amina), Clock()
    send_due(Medium.EMAIL, Hand(REFUSE), clock)
    assert state_of(notice) == ("TRYING", "")
    assert not Task.objects.exists()
    send_due(Medium.TEXT, Hand(REFUSE), clock)
    assert state_of(notice) == ("OWNED", "")
    tell(amina)
    task = Task.objects.get()
    assert (task.kind, task.subject, task.client_id, task.state) == (
        "undelivered", f"client:{amina.pk}", amina.pk, "OPEN",
    )  # fmt: skip
    assert nobodys() == []


@db
@pytest.mark.usefixtures("_all_media")
def test_what_must_reach_goes_by_post_where_we_know_the_address(monkeypatch: pytest.MonkeyPatch) -> None:
    amina = client()
    lines = "Amina Benali\n1 Rue Principale\nMontréal QC H2Y 1C6"
    monkeypatch.setattr(
        "guichet.notices.actions.reaching.postal_reach_of",
        lambda found: {number: lines.splitlines() for number in found},
    )
    queue_notices(happened(DocumentsRequested(client_id=amina.pk, application="V1", documents=("FUNDS",), due=None)))
    queue_notices(happened(OfficeChanged(client_id=amina.pk, application="V1", office="CPC-OTTAWA")))
    send_due(Medium.EMAIL, Hand(REFUSE), Clock(NOON + timedelta(minutes=1)))
    must, other = Notice.objects.order_by("id")
    assert (state_of(must), state_of(other)) == (("TRYING", ""), ("OWNED", ""))
    assert send_due(Medium.POST, post := Hand(), Clock(NOON + timedelta(minutes=2))) == 1
    assert post.sent[0].address == lines
    assert state_of(must) == ("RESOLVED", "OTHER_WAY")


@db
@pytest.mark.usefixtures("_all_media")
def test_a_letter_that_comes_back_is_a_persons(agent: Viewer) -> None:
    amina = client(email="")
    notice = tell(amina)
    letter = Delivery.objects.create(
        client=amina, medium="post", address="x", language="en", reference="r", status="SENT", queued_at=NOON,
        next_try_at=NOON, sent_at=NOON,
    )  # fmt: skip
    Carried.objects.create(notice=notice, delivery=letter, medium="post")
    with pytest.raises(NotAllowed):
        note_returned_letter(delivery_id=letter.pk, viewer=agent, origin=origin())
    assert note_returned_letter(delivery_id=letter.pk, viewer=opened(agent, amina), origin=origin())
    letter.refresh_from_db()
    assert (letter.status, letter.failure) == ("FAILED", Fault.RETURNED)
    assert state_of(notice) == ("OWNED", "")
    assert not note_returned_letter(delivery_id=letter.pk, viewer=opened(agent, amina), origin=origin())


@db
@pytest.mark.usefixtures("_all_media")
def test_a_text_without_a_receipt_counts_as_lost_after_three_days_and_its_news_go_on() -> None:
    notice, clock = tell(client(phone="+14165550123", channel="text")), Clock()
    send_due(Medium.TEXT, Hand(), clock)
    give_up_waiting_for_receipts(NOON + timedelta(hours=71))
    assert not Undelivered.objects.exists()
    give_up_waiting_for_receipts(NOON + timedelta(hours=73))
    assert send_due(Medium.EMAIL, Hand(), Clock(NOON + timedelta(hours=74))) == 1
    assert state_of(notice) == ("RESOLVED", "OTHER_WAY")
    report(Delivery.objects.get(medium="text").reference, Report.DELIVERED, NOON + timedelta(hours=80))
    assert Delivery.objects.get(medium="text").status == "DELIVERED"


@db
def test_an_email_that_bounces_days_later_opens_the_matter_again() -> None:
    notice = tell(client())
    send_due(Medium.EMAIL, Hand(), Clock())
    report(Delivery.objects.get().reference, Report.NO_SUCH_ADDRESS, NOON + timedelta(days=2))
    assert state_of(notice) == ("OWNED", "")
    assert ContactPoint.objects.get().failing_since


@db
def test_what_the_client_opened_needs_nobody_any_more(agent: Viewer) -> None:
    amina = client(email="")
    first, second = tell(amina), tell(amina)
    hers = Viewer(user_id=1, own_clients=frozenset({amina.pk}))
    mark_opened(notice_id=first.pk, viewer=hers, origin=origin())
    assert (state_of(first), state_of(second)) == (("RESOLVED", "OPENED"), ("OWNED", ""))
    assert Task.objects.get().state == "OPEN"
    mark_opened(notice_id=second.pk, viewer=hers, origin=origin())
    task = Task.objects.get()
    assert (task.state, task.outcome) == ("SETTLED", "OPENED")


@db
def test_a_person_tells_them_or_gives_up_with_a_reason(agent: Viewer) -> None:
    amina, leduc = client(email=""), client(email="")
    told, lost = tell(amina), tell(leduc)
    with pytest.raises(NotAllowed):
        note_told_in_person(client_id=amina.pk, viewer=agent, origin=origin())
    assert note_told_in_person(client_id=amina.pk, viewer=opened(agent, amina), origin=origin()) == 1
    assert note_told_in_person(client_id=amina.pk, viewer=opened(agent, amina), origin=origin()) == 0
    give_up(client_id=leduc.pk, reason=WhyGivenUp.NO_WAY_LEFT, viewer=opened(agent, leduc), origin=origin())
    assert (state_of(told)[1], state_of(lost)[1]) == ("PERSON", "GIVEN_UP")
    assert Undelivered.objects.get(notice=lost).reason == WhyGivenUp.NO_WAY_LEFT
    assert {(task.state, task.outcome) for task in Task.objects.all()} == {("DONE", "PERSON"), ("DONE", "GIVEN_UP")}
    assert Entry.objects.filter(kind="notice.settled").count() == 2


@db
def test_a_mended_address_gets_what_had_not_arrived_and_the_task_settles() -> None:
    amina = client(email="")
    notice = tell(amina)
    ContactPoint.objects.create(client=amina, kind="email", value="new@example.org")
    send_to_mended_address(happened(ClientUpdated(client_id=amina.pk, changed=("email",))))
    notice.refresh_from_db()
    assert (state_of(notice), notice.not_sent) == (("TRYING", ""), "")
    assert send_due(Medium.EMAIL, hand := Hand(), Clock()) == 1
    assert hand.sent[0].address == "new@example.org"
    assert state_of(notice) == ("RESOLVED", "MENDED")
    assert Task.objects.get().state == "SETTLED"


@db
def test_the_client_sees_which_address_did_not_work_half_hidden_until_it_is_resolved(agent: Viewer) -> None:
    amina = client(email="amina@example.org")
    tell(amina)
    hers = Viewer(user_id=1, own_clients=frozenset({amina.pk}))
    assert not not_reached(hers)
    send_due(Medium.EMAIL, Hand(REFUSE), Clock())
    [one] = not_reached(hers)
    assert one.shown == "a•••@example.org"
    assert not not_reached(Viewer(user_id=2, own_clients=frozenset({client().pk})))
    note_told_in_person(client_id=amina.pk, viewer=opened(agent, amina), origin=origin())
    assert not not_reached(hers)


@db
def test_what_some_fault_of_ours_left_to_nobody_is_found_and_given_to_a_person(
    caplog: pytest.LogCaptureFixture,
) -> None:
    notice = tell(client())
    Delivery.objects.update(status="FAILED", failure="LOST", failed_at=NOON, takes_more=False)
    assert nobodys() == [notice.pk]
    leave_nothing_to_nobody(NOON)
    assert nobodys() == []
    assert state_of(notice) == ("OWNED", "")
    assert "1 undelivered notices" in caplog.text


@db
def test_a_failure_that_cannot_be_noted_whole_is_not_noted_at_all(monkeypatch: pytest.MonkeyPatch) -> None:
    """As when the worker is killed in the middle: no half of it may stay."""
    tell(client())
    send_due(Medium.EMAIL, Hand(), Clock())

    def killed(*_args: Any, **_facts: Any) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("guichet.notices.actions.owning.open_task", killed)
    with pytest.raises(KeyboardInterrupt), transaction.atomic():
        report(Delivery.objects.get().reference, Report.NO_SUCH_ADDRESS)
    assert Delivery.objects.get().status == "SENT"
    assert not Undelivered.objects.exists()
    assert nobodys() == []


class Anything(RuleBasedStateMachine):
    """Clients are told things while carriers, clients, staff and time do what they please, in any order."""

    def __init__(self) -> None:
        super().__init__()
        self.clock = Clock()
        self.people = [
            client(phone="+14165550123"),
            client(email="", phone="+14165550124", channel="text"),
            client(email=""),
            client(channel="account"),
        ]

    def _deliveries(self) -> list[Delivery]:
        return list(Delivery.objects.filter(client__in=self.people).order_by("id"))

    @rule(who=st.integers(0, 3), urgent=st.booleans())
    def told(self, who: int, urgent: bool) -> None:
        person = self.people[who].pk
        event = (
            AccountLinked(client_id=person, means="FACTS")
            if urgent
            else OfficeChanged(client_id=person, application="V1", office="CPC-OTTAWA")
        )
        queue_notices(happened(event, at=self.clock()))

    @rule(medium=st.sampled_from(Medium), works=st.booleans())
    def sent(self, medium: Medium, works: bool) -> None:
        send_due(medium, Hand() if works else Hand(*[REFUSE] * 9), self.clock)

    @precondition(lambda self: self._deliveries())
    @rule(which=st.integers(0, 50), said=st.sampled_from(Report))
    def reported(self, which: int, said: Report) -> None:
        deliveries = self._deliveries()
        report(deliveries[which % len(deliveries)].reference, said, self.clock())

    @rule(minutes=st.sampled_from([1, 30, 61, 60 * 24, 60 * 80]))
    def time_passes(self, minutes: int) -> None:
        self.clock.forward(minutes=minutes)
        give_up_waiting_for_receipts(self.clock())

    @rule(who=st.integers(0, 3))
    def mended(self, who: int) -> None:
        ContactPoint.objects.filter(client=self.people[who]).update(failing_since=None)
        send_to_mended_address(
            happened(ClientUpdated(client_id=self.people[who].pk, changed=("email",)), at=self.clock())
        )

    @rule(who=st.integers(0, 3))
    def confirmed(self, who: int) -> None:
        ContactPoint.objects.filter(client=self.people[who]).update(failing_since=None)
        event = ContactPointConfirmed(client_id=self.people[who].pk, contact="email", means="CODE")
        send_to_mended_address(happened(event, at=self.clock()))

    @rule(who=st.integers(0, 3))
    def opened(self, who: int) -> None:
        hers = Viewer(user_id=1, own_clients=frozenset({self.people[who].pk}))
        notice = Notice.objects.filter(client=self.people[who], opened_at=None).first()
        if notice:
            mark_opened(notice_id=notice.pk, viewer=hers, origin=origin(self.clock()))

    @rule(who=st.integers(0, 3), channel=st.sampled_from(["email", "text", "account"]))
    def chose(self, who: int, channel: str) -> None:
        Client.objects.filter(pk=self.people[who].pk).update(channel=channel)

    @invariant()
    def nothing_is_nobodys(self) -> None:
        theirs = set(Notice.objects.filter(client__in=self.people).values_list("id", flat=True))
        assert not theirs & set(nobodys())

    @invariant()
    def what_is_owned_has_a_task_and_only_that(self) -> None:
        owned = set(
            Undelivered.objects.filter(client__in=self.people, state=UndeliveredState.OWNED).values_list(
                "client_id", flat=True
            )
        )
        tasks = Task.objects.filter(kind="undelivered", state__in=["OPEN", "TAKEN"])
        assert {f"client:{client_id}" for client_id in owned} <= set(tasks.values_list("subject", flat=True))

    @invariant()
    def one_message_waits_for_each_client_and_medium(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT count(*) FROM notices_notice notice WHERE notice.not_sent = '' AND NOT EXISTS"
                " (SELECT 1 FROM notices_carried carried WHERE carried.notice_id = notice.id)"
            )
            assert cursor.fetchone() == (0,), "a message is owed, and none carries it"


class TestAnything(TestCase, Anything.TestCase):  # type: ignore[misc]
    """Run it with a transaction for each example."""

    settings = settings(max_examples=40, stateful_step_count=25, deadline=None, suppress_health_check=list(HealthCheck))

    def setUp(self) -> None:
        from django.test import override_settings

        overridden = override_settings(NOTIFY_KEY="a key")
        overridden.enable()
        self.addCleanup(overridden.disable)
