"""Keeping a travel journal: by a code or in an account, only once the person says so."""

import json
from datetime import date

import pytest

from guichet.doors.public.days.tests.visitors import Visitor, today, years_ago
from guichet.identity.models import User
from guichet.plans.models import Plan
from guichet.plans.queries import count_journal, journal_totals
from guichet.plans.rules.journal.content import unpacked
from guichet.plans.terms import PlanKind

pytestmark = pytest.mark.django_db


def test_nothing_is_kept_until_the_person_says_so() -> None:
    visitor = Visitor()
    visitor.is_resident(years_ago(4))
    visitor.adds(date(2024, 5, 1), date(2024, 5, 10))
    assert Plan.objects.count() == 0
    visitor.sends("days-keep")
    assert Plan.objects.get().kind == PlanKind.JOURNAL


def test_a_journal_is_opened_on_another_device_in_the_other_language() -> None:
    visitor = Visitor()
    visitor.is_resident(years_ago(4))
    visitor.adds(date(2024, 5, 1), date(2024, 5, 10), country="Peru")
    visitor.sends("days-keep")
    code = visitor.reads("days-keep").split("Your code:")[1]
    digits = "".join(sign for sign in code[:200] if sign.isdigit())[:16]
    other = Visitor("fr")
    assert "Comparez" in other.sends("days-open", code="1" * 16)
    other.sends("days-open", code=digits)
    assert other.has()["trips"][0]["country"] == "Peru"
    # What one adds, the other sees; nothing is lost.
    other.adds(date(2025, 1, 1), date(2025, 1, 20), country="Togo")
    visitor.adds(date(2025, 2, 1), date(2025, 2, 20), country="Chile")
    assert {one["country"] for one in visitor.has()["trips"]} == {"Peru", "Togo", "Chile"}
    # Closed here, it stays there; removed there, it is gone everywhere.
    visitor.sends("days-close")
    assert "Count your days" in visitor.reads("days")
    other.sends("days-forget")
    assert Plan.objects.count() == 0


def test_a_journal_that_was_removed_elsewhere_says_so() -> None:
    visitor = Visitor()
    visitor.is_resident(years_ago(4))
    visitor.sends("days-keep")
    Plan.objects.all().delete()
    assert "no longer kept" in visitor.reads("days")


def test_an_account_keeps_its_journal_and_takes_in_another() -> None:
    visitor = Visitor()
    user_id = visitor.signs_in()
    visitor.is_resident(years_ago(4))
    visitor.adds(date(2024, 5, 1), date(2024, 5, 10), country="Peru")
    visitor.sends("days-keep")
    later = Visitor()
    later.is_resident(years_ago(4))
    later.adds(date(2025, 1, 1), date(2025, 1, 20), country="Togo")
    later.sends("days-keep")
    later.browser.force_login(User.objects.get(pk=user_id))
    assert "Your account has a journal already." in later.reads("days-keep")
    later.sends("days-keep")
    (plan,) = Plan.objects.all()
    assert plan.user_id == user_id
    found = journal_totals(user_id, today())
    assert found is not None
    assert {one.trip.country for one in found.trips} == {"Peru", "Togo"}
    assert found == count_journal(unpacked(json.loads(plan.content)), today())
