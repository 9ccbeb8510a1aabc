"""Whatever carriers say, in any order: each notice that did not arrive is resolved or somebody's, and is counted so.

The office page, the figures for machines and the tables must agree at each moment; that nothing is nobody's is the
promise, and 100 % is the figure.
"""

import html
import re
from collections import Counter
from datetime import timedelta

import pytest
from django.test import Client as Browser
from django.test import override_settings
from hypothesis import HealthCheck, given
from hypothesis import settings as searching
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase
from prometheus_client.parser import text_string_to_metric_families

from guichet.applications.events import OfficeChanged
from guichet.applications.tests.factories import StaffFactory
from guichet.clients.events import AccountLinked
from guichet.identity.terms import Role
from guichet.journal.actions import Origin
from guichet.journal.terms import Channel
from guichet.notices.actions import note_report, queue_notices
from guichet.notices.figures import AGES, OLDER, undelivered_figures
from guichet.notices.gateways import Refused
from guichet.notices.models import Carried, Delivery, Notice, Undelivered
from guichet.notices.sending import send_due
from guichet.notices.terms import DeliveryStatus, Fault, Medium, Report, UndeliveredState
from guichet.notices.tests.people import NOON, Clock, Hand, client, happened
from guichet.notices.upkeep import give_up_waiting_for_receipts

REFUSE = Refused(Fault.ADDRESS_REFUSED, permanent=True)
STEPS = st.one_of(
    st.tuples(st.just("send"), st.sampled_from([Medium.EMAIL, Medium.TEXT]), st.lists(st.booleans(), max_size=4)),
    st.tuples(st.just("report"), st.integers(0, 20), st.sampled_from(Report)),
    st.tuples(st.just("wait"), st.sampled_from([1, 90, 60 * 80]), st.none()),
)


class TestEveryOutcome(TestCase):
    @searching(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
    @given(steps=st.lists(STEPS, max_size=15))
    def test_all_is_resolved_or_owned_and_the_page_says_so(self, steps: list[tuple[str, object, object]]) -> None:
        people = [client(phone=f"+1416555{n:04}", channel=channel) for n, channel in enumerate(["email", "text"] * 2)]
        people.append(client(email=""))
        clock = Clock()
        manager = Browser()
        manager.force_login(StaffFactory(roles=[Role.MANAGER]).user)
        with override_settings(NOTIFY_KEY="a key"):
            for number, one in enumerate(people):
                queue_notices(
                    happened(
                        AccountLinked(client_id=one.pk, means="FACTS")
                        if number % 2
                        else OfficeChanged(client_id=one.pk, application="V1", office="CPC-OTTAWA")
                    )
                )
            for what, one, other in [*steps, ("wait", 60 * 80, None)]:
                self.do(what, one, other, clock)
                self.check()
            # Once carriers and time have had their say, nothing is under way that nobody hears of.
            for medium in (Medium.EMAIL, Medium.TEXT) * 3:
                send_due(medium, Hand(*[REFUSE] * 20), clock)
                clock.forward(hours=80)
                give_up_waiting_for_receipts(clock())
            self.check()
            assert not Undelivered.objects.filter(state=UndeliveredState.TRYING).exists(), "each has come to an end"
        self.check_page(manager)

    def do(self, what: str, one: object, other: object, clock: Clock) -> None:
        match what, one, other:
            case "send", Medium() as medium, list() as works:
                send_due(medium, Hand(*[REFUSE for each in works if not each]), clock)
            case "report", int() as which, Report() as said:
                deliveries = list(Delivery.objects.order_by("id"))
                reference = deliveries[which % len(deliveries)].reference
                note_report(reference=reference, report=said, origin=Origin("provider", Channel.TEXT, clock()))
            case "wait", int() as minutes, _:
                clock.forward(minutes=minutes)
                give_up_waiting_for_receipts(clock())

    def check(self) -> None:
        """Compare with the tables, read in the plainest way there is."""
        states = dict(Undelivered.objects.values_list("notice_id", "state"))
        for notice in Notice.objects.all():
            tries = list(Carried.objects.filter(notice=notice).values_list("delivery__status", flat=True))
            failed = notice.not_sent == "NO_ADDRESS" or (tries and set(tries) == {DeliveryStatus.FAILED})
            if failed:
                assert states.get(notice.pk) in {UndeliveredState.OWNED, UndeliveredState.RESOLVED}
            if states.get(notice.pk) == UndeliveredState.TRYING:
                assert set(tries) & {DeliveryStatus.QUEUED, DeliveryStatus.SENDING, DeliveryStatus.SENT}
        assert undelivered_figures(NOON).nobodys == 0

    def check_page(self, manager: Browser) -> None:
        page = html.unescape(manager.get("/en/office/undelivered/").content.decode())
        shown = dict(re.findall(r'stat__label">([^<]*)</p>\s*<p class="stat__value">(\d+)<', page))
        owned = Undelivered.objects.filter(state=UndeliveredState.OWNED).count()
        assert shown["Nobody’s, and not resolved"] == "0"
        assert shown["A person sees to it"] == str(owned)


@pytest.mark.django_db
def test_figures_for_machines_count_by_state_and_age_and_what_is_late(client: Browser) -> None:
    from guichet.notices.tests.people import client as person

    now = Origin("x", Channel.SYSTEM, NOON).at
    made: Counter[tuple[str, str]] = Counter()
    for state, days in (("OWNED", 0.5), ("OWNED", 2), ("OWNED", 30), ("TRYING", 5), ("RESOLVED", 9)):
        someone = person(email="")
        entry = happened(OfficeChanged(client_id=someone.pk, application="V1", office="CPC-OTTAWA"))[0].entry
        notice = Notice.objects.create(
            client=someone, entry_id=entry.pk, kind="office.changed", subject="application:V1", occurred_at=now,
            created_at=now,
        )  # fmt: skip
        facts = {"resolution": "OPENED", "resolved_at": now} if state == "RESOLVED" else {}
        if state == "OWNED":
            facts = {"owned_at": now, "due_at": now + timedelta(days=3 - days)}
        Undelivered.objects.create(
            notice=notice, client=someone, state=state, since=now - timedelta(days=days), **facts
        )
        if state == "TRYING":
            letter = Delivery.objects.create(
                client=someone, medium="email", address="x@example.org", language="en", reference="r", status="SENT",
                queued_at=now, next_try_at=now,
            )  # fmt: skip
            Carried.objects.create(notice=notice, delivery=letter, medium="email")
        made[state, next((name for name, age in AGES.items() if timedelta(days=days) < age), OLDER)] += 1
    found = undelivered_figures(now)
    assert {key: count for key, count in found.by_age.items() if count} == {
        key: count for key, count in made.items() if key[0] != "RESOLVED"
    }
    assert found.by_age.keys() == {(state, age) for state in ("TRYING", "OWNED") for age in (*AGES, OLDER)}
    assert (found.overdue, found.nobodys) == (1, 0)
    assert found.oldest_age == {"OWNED": 30 * 86400.0, "TRYING": 5 * 86400.0}
    families = {one.name: one for one in text_string_to_metric_families(client.get("/metrics").content.decode())}
    counted = {
        (sample.labels["state"], sample.labels["age"]): sample.value
        for sample in families["guichet_undelivered"].samples
    }
    assert sum(counted.values()) == 4
    assert families["guichet_undelivered_nobodys"].samples[0].value == 0
    assert families["guichet_undelivered_overdue"].samples[0].value >= 1
    assert {"guichet_oldest_undelivered_age_seconds", "guichet_tasks_overdue"} <= families.keys()
    assert "example.org" not in client.get("/metrics").content.decode()


@pytest.mark.django_db
def test_what_is_nobodys_is_said_to_machines_at_once(client: Browser) -> None:
    from guichet.notices.tests.people import client as person

    queue_notices(happened(OfficeChanged(client_id=person().pk, application="V1", office="CPC-OTTAWA")))
    Delivery.objects.update(status="FAILED", failure="LOST", failed_at=NOON, takes_more=False)
    assert "guichet_undelivered_nobodys 1.0" in client.get("/metrics").content.decode()
