"""The travel journal in an account: one’s own, and nobody else’s."""

from datetime import UTC, date, datetime

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from guichet.applications.tests.factories import UserFactory
from guichet.identity.models import User
from guichet.journal.actions import Origin
from guichet.journal.terms import Channel
from guichet.plans.actions import start_plan
from guichet.plans.models import Plan
from guichet.plans.queries import journal_totals
from guichet.plans.rules.journal.content import packed
from guichet.plans.terms import PlanKind
from guichet.plans.tests.journals import journal, trip

pytestmark = pytest.mark.django_db
NOW = datetime.now(UTC)


def with_a_journal(user: User) -> None:
    content = packed(journal(trip(date(2026, 1, 1), date(2026, 1, 12)), since=date(2022, 1, 1)))
    origin = Origin(actor=f"user:{user.pk}", channel=Channel.ACCOUNT, at=NOW)
    start_plan(kind=PlanKind.JOURNAL, content=content, account_id=user.pk, origin=origin)


def page_of(user: User, language: str = "en", name: str = "account:days", *args: object) -> str:
    browser = Client()
    browser.force_login(user)
    with override(language):
        answer = browser.get(reverse(name, args=args))
    assert answer.status_code == 200
    return answer.content.decode().replace("\xa0", " ")


@pytest.mark.parametrize(("language", "words"), [("en", "You keep no travel journal here"), ("fr", "Vous ne gardez")])
def test_without_a_journal_the_page_says_how_to_begin(language: str, words: str) -> None:
    assert words in page_of(UserFactory(), language)


@pytest.mark.parametrize(("language", "words"), [("en", "10 days"), ("fr", "10 jours")])
def test_the_totals_are_those_of_the_journal(language: str, words: str) -> None:
    user, other = UserFactory(), UserFactory()
    with_a_journal(user)
    page = page_of(user, language)
    assert words in page
    found = journal_totals(user.pk, timezone.localtime(NOW).date())
    assert found is not None
    assert str(found.presence.full_days)[-3:] in page
    assert words not in page_of(other, language)


def test_a_journal_is_removed_at_once_and_only_by_its_person() -> None:
    user, other = UserFactory(), UserFactory()
    with_a_journal(user)
    for one, left in ((other, 1), (user, 0)):
        browser = Client()
        browser.force_login(one)
        browser.post(reverse("account:days-forget"))
        assert Plan.objects.count() == left


@pytest.mark.parametrize("program", ["cit-grant", "prcard", "prtd"])
def test_the_page_of_a_program_shows_the_totals_to_whoever_keeps_a_journal(program: str) -> None:
    user, other = UserFactory(), UserFactory()
    with_a_journal(user)
    words = "From your travel journal"
    assert words in page_of(user, "en", "public:program", program)
    assert words not in page_of(other, "en", "public:program", program)
    assert words not in page_of(user, "en", "public:program", "trv")
