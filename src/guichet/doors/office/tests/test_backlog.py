"""The backlog in the office: what to improve first, its definition, and a task for who writes."""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.urls import reverse
from django.utils.translation import override

from guichet.design.dates import local_day
from guichet.doors.tests.reading import english_in, read
from guichet.foundation.languages import Language
from guichet.identity.terms import Role
from guichet.journal.actions import Origin
from guichet.journal.terms import Channel
from guichet.knowledge.actions import note_sign, take_in
from guichet.knowledge.terms import ReaderSign
from guichet.knowledge.tests.conftest import NOON, article
from guichet.worklists.models import Task

pytestmark = pytest.mark.django_db
HERE = "/en/office/backlog/"


@pytest.fixture(autouse=True)
def _read() -> None:
    one = article()
    take_in({one.id: one}, Origin(actor="service", channel=Channel.SYSTEM, at=NOON))
    today = local_day(datetime.now(UTC))
    for sign, times in ((ReaderSign.READ, 40), (ReaderSign.CONTACT, 8), (ReaderSign.HARD, 6), (ReaderSign.WRONG, 2)):
        for _ in range(times):
            note_sign(article_id=one.id, language=Language.EN, sign=sign, on=today)


def test_figures_stand_with_their_definition_and_small_ones_are_not_told(as_: Any) -> None:
    said = read(as_(Role.MANAGER).get(HERE)).text
    assert "Stay longer content.temporary 40 8 200 fewer than 5" in said
    assert "It is hard to understand: 6" in said
    assert "It is wrong or out of date" not in said
    assert "What is counted" in said


def test_a_task_is_made_for_who_writes(as_: Any) -> None:
    manager = as_(Role.MANAGER)
    assert "Stay longer" in read(manager.get(HERE + "visit-extend/")).text
    assert manager.post(HERE + "visit-extend/").status_code == 302
    assert Task.objects.get(kind="BETTER_ARTICLE").subject == "article:visit-extend"
    assert manager.post(HERE + "nowhere/").status_code == 404


def test_the_backlog_is_whole_in_french(as_: Any) -> None:
    with override("fr"):
        here = reverse("office:backlog")
    assert english_in(as_(Role.MANAGER).get(here)) == set()
