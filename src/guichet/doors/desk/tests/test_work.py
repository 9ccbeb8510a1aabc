"""The pages of tasks: who sees what, and taking, giving back, finishing."""

import html
import re
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.test import Client as Browser

from guichet.applications.tests.factories import StaffFactory
from guichet.identity.models import Staff
from guichet.journal.actions import Origin
from guichet.journal.terms import Channel
from guichet.worklists.actions import open_task
from guichet.worklists.models import Task

NOW = datetime.now(UTC)
DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def _kinds(settings: Any) -> None:
    settings.TASKS = "guichet.worklists.tests.kinds.TASKS"


def opened(subject: str = "duplicate:12", *, kind: str = "duplicate", due: datetime = NOW + DAY) -> int:
    origin = Origin("notices", Channel.SYSTEM, NOW - 3 * DAY)
    return open_task(kind=kind, subject=subject, client_id=12, due_at=due, origin=origin, facts={"why": "BOUNCED"})


def signed_in(*roles: str, name: str = "Inès Roy") -> Browser:
    browser = Browser()
    browser.force_login(StaffFactory(name=name, roles=list(roles)).user)
    return browser


def text(browser: Browser, path: str) -> str:
    answer = browser.get(path, follow=True)
    assert answer.status_code == 200, path
    return html.unescape(answer.content.decode())


def test_an_agent_takes_a_task_gives_it_back_and_finishes_it(desk: Browser, agent: Staff) -> None:
    number = opened()
    assert "Pair 12" in text(desk, "/en/desk/work/")
    page = text(desk, f"/en/desk/work/{number}/")
    assert "BOUNCED" in page
    assert "/en/desk/clients/12/" in page
    desk.post(f"/en/desk/work/{number}/take/")
    assert "Zoë Leduc" in text(desk, "/en/desk/work/?tab=mine")
    assert Task.objects.get().taken_by == agent
    desk.post(f"/en/desk/work/{number}/give-back/")
    assert "Pair 12" not in text(desk, "/en/desk/work/?tab=mine")
    wrong = desk.post(f"/en/desk/work/{number}/finish/", {"outcome": "PERHAPS"})
    assert "Choose one of the outcomes" in html.unescape(wrong.content.decode())
    none = desk.post(f"/fr/soutien/travail/{number}/terminer/", {})
    assert "Choisissez le résultat" in html.unescape(none.content.decode())
    desk.post(f"/en/desk/work/{number}/finish/", {"outcome": "SAME"})
    assert Task.objects.get().state == "DONE"
    assert "One person · Zoë Leduc" in text(desk, "/en/desk/work/?tab=done")
    late = desk.post(f"/en/desk/work/{number}/take/", follow=True)
    assert "This task is over." in html.unescape(late.content.decode())


def test_a_colleagues_task_is_left_to_them_unless_one_supervises(desk: Browser) -> None:
    number = opened()
    desk.post(f"/en/desk/work/{number}/take/")
    paul = signed_in("AGENT", name="Paul")
    for act in ("take", "give-back"):
        refused = paul.post(f"/en/desk/work/{number}/{act}/", follow=True)
        assert "A colleague has taken this task." in html.unescape(refused.content.decode())
    assert "Put it back for others" not in text(paul, f"/en/desk/work/{number}/")
    supervisor = signed_in("SUPERVISOR")
    assert "Put it back for others" in text(supervisor, f"/en/desk/work/{number}/")
    supervisor.post(f"/en/desk/work/{number}/give-back/")
    assert Task.objects.get().state == "OPEN"


def test_each_sees_what_they_may_do_and_who_supervises_everything_counted(desk: Browser) -> None:
    mine, stuck = opened(due=NOW - DAY), opened("job:3", kind="stuck")
    seen = text(desk, "/en/desk/work/")
    assert "Pair 12" in seen
    assert "No. 3" not in seen
    assert "What waits, by kind" not in seen
    assert desk.get(f"/en/desk/work/{stuck}/").status_code == 404
    assert desk.post(f"/en/desk/work/{stuck}/finish/", {"outcome": "DONE"}).status_code == 404
    everything = text(signed_in("SUPERVISOR"), "/en/desk/work/")
    assert "Pair 12" in everything
    assert "No. 3" in everything
    assert "What waits, by kind" in everything
    only = text(signed_in("SUPERVISOR"), f"/en/desk/work/{stuck}/")
    assert "Your role lets you see this task, and not do it." in only
    assert "Take this task" not in only
    late = text(desk, "/en/desk/work/?tab=late")
    assert f"/en/desk/work/{mine}/" in late


def test_the_list_is_filtered_by_its_address_and_nonsense_is_left_out(desk: Browser) -> None:
    opened()
    supervisor = signed_in("SUPERVISOR")
    opened("job:3", kind="stuck")
    assert "Pair 12" not in text(supervisor, "/en/desk/work/?kind=stuck")
    for nonsense in ("?kind=%00", "?kind=nothing", "?tab=x&before=1-z", "?before=99999999999999999999-1", "?tab=%00"):
        assert "Work" in text(supervisor, f"/en/desk/work/{nonsense}")


def test_what_a_task_is_about_is_said_in_words(desk: Browser) -> None:
    for subject in ("client:12", "conversation:2", "application:V300123456"):
        opened(subject)
    seen, french = text(desk, "/en/desk/work/"), text(desk, "/fr/soutien/travail/")
    assert all(words in seen for words in ("Client 12", "Conversation 2", "V300123456"))
    assert not any(code in seen + french for code in ("client:", "conversation:", "application:"))


def test_a_long_list_goes_on(desk: Browser) -> None:
    for n in range(51):
        opened(f"duplicate:{n}", due=NOW + n * DAY)
    first = text(desk, "/en/desk/work/")
    assert "Pair 49" in first
    assert "Pair 50" not in first
    (onward,) = re.findall(r'href="(\?before=[^"]+)"', first)
    rest = text(desk, f"/en/desk/work/{onward}")
    assert "Pair 50" in rest
    assert "Pair 49" not in rest


def test_the_pages_are_in_french_too(desk: Browser) -> None:
    number = opened(due=NOW - DAY)
    page, one = text(desk, "/fr/soutien/travail/"), text(desk, f"/fr/soutien/travail/{number}/")
    assert "À faire" in page
    assert "En retard" in one
    assert "M’en occuper" in one


@pytest.mark.parametrize("act", ["take", "give-back", "finish"])
def test_a_task_that_is_not_there_is_no_page(desk: Browser, act: str) -> None:
    assert desk.post(f"/en/desk/work/4711/{act}/").status_code == 404
    assert desk.get("/en/desk/work/4711/").status_code == 404
