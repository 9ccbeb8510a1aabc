"""What is prepared is its person's alone: found by the code or the account, kept whole, gone when unused."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import connection

from guichet.applications.tests.factories import UserFactory
from guichet.foundation.sealing import new_key
from guichet.journal.actions import Origin
from guichet.journal.models import Entry
from guichet.journal.terms import Channel
from guichet.plans.actions import CannotKeep, Started, adopt, enter, forget, forget_unused, keep, start_plan
from guichet.plans.models import Plan, PlanTry
from guichet.plans.queries import OpenPlan, open_plan
from guichet.plans.rules import new_code
from guichet.plans.terms import PlanKind, PlanRefusal

NOW = datetime(2026, 11, 20, 15, tzinfo=UTC)
SAID = {"version": 1, "answers": {"goal": "STUDY", "note": "Wätson’s secret"}}


def origin(at: datetime = NOW) -> Origin:
    return Origin("visitor", Channel.WEB, at)


def begun(kind: PlanKind = PlanKind.FINDER, **more: Any) -> Started:
    return start_plan(kind=kind, content=SAID, origin=origin(), **{"network": "192.0.2.1"} | more)


def opened(started: Started, at: datetime = NOW, network: str = "198.51.100.7") -> OpenPlan:
    return enter(kind=PlanKind.FINDER, typed=started.code, network=network, origin=origin(at))


def refusal(call: Any, *args: Any, **more: Any) -> PlanRefusal:
    with pytest.raises(CannotKeep) as refused:
        call(*args, **more)
    return refused.value.reason


@pytest.mark.django_db
def test_what_was_kept_is_found_on_another_device() -> None:
    plan = opened(begun())
    assert plan.content == SAID
    assert plan.expires_on == (NOW + timedelta(days=90)).date()


@pytest.mark.django_db
def test_neither_the_code_nor_the_words_stand_in_the_tables() -> None:
    started = begun()
    with connection.cursor() as cursor:
        cursor.execute("SELECT string_agg(p::text, '') FROM plans_plan p")
        (row,) = cursor.fetchone()
        cursor.execute("SELECT string_agg(e::text, '') FROM journal_entry e")
        (entries,) = cursor.fetchone()
    for secret in (started.code, "STUDY", "secret"):
        assert secret not in row
        assert secret not in entries


@pytest.mark.django_db
def test_the_journal_tells_that_it_began_joined_and_went_and_nothing_else() -> None:
    amina = UserFactory()
    started = begun()
    keep(opened(started), SAID, origin())
    adopt(plan_id=started.plan_id, account_id=amina.pk, origin=origin())
    forget(plan_id=started.plan_id, origin=origin())
    entries = Entry.objects.order_by("id").values_list("kind", "subject", "payload")
    about = {"plan": started.plan_id, "prepares": "FINDER"}
    subject = f"plan:{started.plan_id}"
    assert [tuple(entry) for entry in entries] == [
        (kind, subject, about) for kind in ("plan.started", "plan.adopted", "plan.forgotten")
    ]


@pytest.mark.django_db
def test_of_two_devices_the_later_hears_of_it_and_nothing_is_lost() -> None:
    started = begun()
    phone, library = opened(started), opened(started)
    keep(phone, {"version": 1, "answers": {"goal": "WORK"}}, origin())
    assert refusal(keep, library, {"version": 1, "answers": {}}, origin()) == PlanRefusal.CHANGED_ELSEWHERE
    assert opened(started).content["answers"] == {"goal": "WORK"}


@pytest.mark.django_db
def test_a_change_after_a_change_is_kept() -> None:
    plan = keep(keep(opened(begun()), {"a": 1}, origin()), {"a": 2}, origin())
    assert (plan.content, plan.revision) == ({"a": 2}, 3)


@pytest.mark.django_db
@pytest.mark.parametrize("typed", ["", "12", "hello", "1234 5678 9012 3454"])
def test_a_slip_is_told_at_once_and_costs_no_try(typed: str) -> None:
    reason = refusal(enter, kind=PlanKind.FINDER, typed=typed, network="n", origin=origin())
    assert reason == PlanRefusal.MISTYPED
    assert not PlanTry.objects.filter(began=False).exists()


@pytest.mark.django_db
def test_a_wrong_code_one_of_another_kind_and_one_that_is_over_are_refused_alike() -> None:
    started, journal = begun(), begun(kind=PlanKind.JOURNAL)
    later = origin(NOW + timedelta(days=91))
    refusals = {
        refusal(enter, kind=PlanKind.FINDER, typed=new_code(), network="n", origin=origin()),
        refusal(enter, kind=PlanKind.FINDER, typed=journal.code, network="n", origin=origin()),
        refusal(enter, kind=PlanKind.FINDER, typed=started.code, network="n", origin=later),
    }
    assert refusals == {PlanRefusal.NO_SUCH_CODE}
    assert open_plan(kind=PlanKind.JOURNAL, code=started.code, on=NOW.date()) is None


@pytest.mark.django_db
def test_guessing_ends_after_twenty_wrong_codes_from_one_network_and_right_ones_count_for_nothing() -> None:
    started = begun()
    for _time in range(25):
        opened(started, network="a")
    for _time in range(20):
        assert refusal(enter, kind=PlanKind.FINDER, typed=new_code(), network="a", origin=origin()) == (
            PlanRefusal.NO_SUCH_CODE
        )
    assert refusal(enter, kind=PlanKind.FINDER, typed=started.code, network="a", origin=origin()) == (
        PlanRefusal.TOO_MANY_TRIES
    )
    assert opened(started, network="b").content == SAID
    assert opened(started, network="a", at=NOW + timedelta(minutes=61)).content == SAID


@pytest.mark.django_db
def test_nobody_fills_the_tables_from_one_place() -> None:
    for _time in range(60):
        begun()
    assert refusal(begun) == PlanRefusal.TOO_MANY_PLANS
    assert begun(network="203.0.113.9").code
    assert begun(account_id=UserFactory().pk).code == ""


@pytest.mark.django_db
def test_what_is_too_large_is_refused() -> None:
    assert refusal(keep, opened(begun()), {"text": "x" * 300_000}, origin()) == PlanRefusal.TOO_LARGE


@pytest.mark.django_db
def test_a_plan_brought_into_an_account_opens_by_the_account_alone() -> None:
    amina, sara, started = UserFactory(), UserFactory(), begun()
    before = opened(started)
    adopt(plan_id=started.plan_id, account_id=amina.pk, origin=origin())
    mine = open_plan(kind=PlanKind.FINDER, account_id=amina.pk, on=NOW.date())
    assert mine
    assert mine.content == SAID
    assert mine.in_account
    assert mine.expires_on == (NOW + timedelta(days=730)).date()
    assert refusal(opened, started) == PlanRefusal.NO_SUCH_CODE
    assert open_plan(kind=PlanKind.FINDER, account_id=sara.pk, on=NOW.date()) is None
    assert refusal(adopt, plan_id=started.plan_id, account_id=sara.pk, origin=origin()) == PlanRefusal.GONE
    # Another device that still had it open by the code writes nothing over it.
    assert refusal(keep, before, {"other": 1}, origin()) == PlanRefusal.CHANGED_ELSEWHERE


@pytest.mark.django_db
def test_of_two_plans_the_person_says_which_stays() -> None:
    amina = UserFactory()
    start_plan(kind=PlanKind.FINDER, content={"old": 1}, account_id=amina.pk, origin=origin())
    started = begun()
    assert refusal(begun, account_id=amina.pk) == PlanRefusal.HAS_ANOTHER
    assert refusal(adopt, plan_id=started.plan_id, account_id=amina.pk, origin=origin()) == PlanRefusal.HAS_ANOTHER
    assert opened(started).content == SAID
    adopt(plan_id=started.plan_id, account_id=amina.pk, instead=True, origin=origin())
    mine = open_plan(kind=PlanKind.FINDER, account_id=amina.pk, on=NOW.date())
    assert mine
    assert mine.content == SAID
    assert Plan.objects.count() == 1


@pytest.mark.django_db
def test_use_renews_and_what_nobody_uses_goes() -> None:
    used, unused, journal = begun(), begun(), begun(kind=PlanKind.JOURNAL)
    opened(used, at=NOW + timedelta(days=80))
    assert forget_unused(now=NOW + timedelta(days=90)) == 0
    assert forget_unused(now=NOW + timedelta(days=91)) == 2
    assert set(Plan.objects.values_list("pk", flat=True)) == {used.plan_id}
    assert not Plan.objects.filter(pk__in=[unused.plan_id, journal.plan_id]).exists()
    assert not PlanTry.objects.filter(tried_at__lt=NOW + timedelta(days=1)).exists()


@pytest.mark.django_db
def test_its_person_removes_it_at_once() -> None:
    started = begun()
    plan = opened(started)
    assert forget(plan_id=started.plan_id, origin=origin())
    assert not forget(plan_id=started.plan_id, origin=origin())
    assert refusal(keep, plan, SAID, origin()) == PlanRefusal.GONE


@pytest.mark.django_db
def test_a_plan_goes_with_its_account() -> None:
    amina = UserFactory()
    begun(account_id=amina.pk)
    amina.delete()
    assert not Plan.objects.exists()


@pytest.mark.django_db
def test_a_code_survives_a_new_key_and_is_marked_with_it_when_used(settings: Any) -> None:
    started = begun()
    old = settings.SEALING_KEYS
    settings.SEALING_KEYS = {"k9": new_key(), **old}
    assert opened(started).content == SAID
    assert Plan.objects.get().code_mark.startswith("k9:")
