"""One notice for each entry, with a message where choice and addresses allow one; and never a silent change."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction
from procrastinate.contrib.django.models import ProcrastinateJob

from guichet.applications import events as file_events  # noqa: F401 - registers its kinds
from guichet.applications.events import StageEntered
from guichet.applications.reactions import tell_clients
from guichet.clients.events import AccountLinked
from guichet.clients.models import Client
from guichet.identity.rules import Viewer
from guichet.journal.actions import Origin
from guichet.journal.events import EVENT_KINDS
from guichet.journal.models import Entry
from guichet.journal.reactions import reactions_to
from guichet.journal.terms import Channel
from guichet.notices.actions import NobodyToTell, mark_opened, queue_notices
from guichet.notices.letters import letter_makers
from guichet.notices.models import Delivery, Notice
from guichet.notices.terms import Medium, WhyNotSent
from guichet.notices.tests.people import NOON, client, happened

db = pytest.mark.django_db


@pytest.fixture
def _texts(settings: Any) -> None:
    settings.NOTIFY_KEY = "a key"


def linked(person: Client) -> AccountLinked:
    return AccountLinked(client_id=person.pk, means="FACTS")


@pytest.mark.parametrize(
    "kind", sorted(kind for kind, event in EVENT_KINDS.items() if event.visible and not kind.startswith("test."))
)
def test_no_change_that_a_client_could_notice_is_silent(kind: str) -> None:
    assert kind in letter_makers(), "config/letters.py names no letter for it"
    assert any(".tell_" in reaction.name for reaction in reactions_to(kind)), "config/reactions.py"


@db
@pytest.mark.usefixtures("_texts")
@pytest.mark.parametrize(
    ("facts", "medium", "address", "not_sent"),
    [
        ({}, Medium.EMAIL, "amina@example.org", ""),
        ({"phone": "+14165550123", "channel": "text"}, Medium.TEXT, "+14165550123", ""),
        (
            {"phone": "+14165550123", "failing": ("amina@example.org",)},
            Medium.TEXT,
            "+14165550123",
            "",
        ),
        ({"failing": ("amina@example.org",)}, None, None, WhyNotSent.NO_ADDRESS),
        ({"channel": "account"}, None, None, WhyNotSent.PREFERS_ACCOUNT),
    ],
)
def test_a_message_goes_where_the_client_can_be_reached(facts: Any, medium: Any, address: Any, not_sent: str) -> None:
    queue_notices(happened(linked(client(**facts))))
    assert Notice.objects.get().not_sent == not_sent
    assert list(Delivery.objects.values_list("medium", "address")) == ([(medium, address)] if medium else [])


@db
def test_without_a_text_provider_those_who_chose_texts_get_emails() -> None:
    queue_notices(happened(linked(client(phone="+14165550123", channel="text"))))
    assert Delivery.objects.get().medium == Medium.EMAIL


@db
def test_old_news_stand_in_the_account_only_and_owe_no_job() -> None:
    queue_notices(happened(linked(client()), heard=NOON + timedelta(days=15)))
    assert Notice.objects.get().not_sent == WhyNotSent.OLD
    assert not Delivery.objects.exists()
    assert not ProcrastinateJob.objects.filter(task_name="notices.send_due").exists()


@db
def test_a_stage_that_a_later_one_overtook_is_not_sent_but_still_told_in_the_account() -> None:
    amina = client()
    stage = StageEntered(client_id=amina.pk, application="V1", stage="BIOMETRICS")
    tell_clients(happened(stage, at=NOON))
    tell_clients(happened(stage, at=NOON - timedelta(hours=1), heard=NOON))
    other_file = StageEntered(client_id=amina.pk, application="V2", stage="BIOMETRICS")
    tell_clients(happened(other_file, at=NOON - timedelta(hours=2), heard=NOON))
    told = Notice.objects.order_by("id").values_list("subject", "not_sent")
    assert list(told) == [("application:V1", ""), ("application:V1", "OVERTAKEN"), ("application:V2", "")]


@db
def test_an_event_without_a_client_is_not_passed_over() -> None:
    with pytest.raises(NobodyToTell), transaction.atomic():
        queue_notices(happened(AccountLinked(client_id=None, means="FACTS")))
    with pytest.raises(NobodyToTell), transaction.atomic():
        queue_notices(happened(AccountLinked(client_id=987_654_321, means="FACTS")))


@db
def test_a_changed_preference_does_not_make_a_second_message_of_a_job_run_twice() -> None:
    amina = client(phone="+14165550123")
    news = happened(linked(amina))
    queue_notices(news)
    Client.objects.update(channel="text")
    queue_notices(news)
    assert Delivery.objects.count() == 1


@db
def test_opened_is_noted_once_and_only_by_the_client() -> None:
    amina = client()
    queue_notices(happened(linked(amina)))
    notice = Notice.objects.get()
    origin = Origin(actor="user:1", channel=Channel.ACCOUNT, at=NOON)
    staff, herself = Viewer(user_id=2, staff_id=3), Viewer(user_id=1, own_clients=frozenset({amina.pk}))
    assert not mark_opened(notice_id=notice.pk, viewer=staff, origin=origin)
    assert mark_opened(notice_id=notice.pk, viewer=herself, origin=origin)
    later = Origin(actor="user:1", channel=Channel.ACCOUNT, at=NOON + timedelta(hours=1))
    assert not mark_opened(notice_id=notice.pk, viewer=herself, origin=later)
    notice.refresh_from_db()
    assert notice.opened_at == NOON
    assert Entry.objects.filter(kind="notice.opened").count() == 1
