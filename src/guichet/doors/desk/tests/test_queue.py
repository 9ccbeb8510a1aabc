"""The queue of the desk and its board: filters, acts on many, undoing, asking, kept views, pauses."""

import html
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.test import Client as Browser

from guichet.applications.tests.factories import StaffFactory
from guichet.identity.models import Staff
from guichet.identity.rules import Viewer
from guichet.identity.terms import Role
from guichet.journal.actions import Origin
from guichet.journal.terms import Channel
from guichet.worklists.actions import open_task, pass_on_praise
from guichet.worklists.models import SavedView, Task, Worker

NOW = datetime.now(UTC)
DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def _kinds(settings: Any) -> None:
    settings.TASKS = "guichet.worklists.tests.kinds.TASKS"


@pytest.fixture
def ines(db: None) -> Browser:
    """A supervisor’s browser."""
    browser = Browser()
    browser.force_login(StaffFactory(name="Inès Roy", roles=["SUPERVISOR"]).user)
    return browser


def opened(n: int, *, due: datetime = NOW + 3 * DAY, **more: Any) -> int:
    origin = Origin("notices", Channel.SYSTEM, NOW - 3 * DAY)
    return open_task(kind="duplicate", subject=f"duplicate:{n}", client_id=n, due_at=due, origin=origin, **more)


def text(browser: Browser, path: str) -> str:
    answer = browser.get(path, follow=True)
    assert answer.status_code == 200, path
    return html.unescape(answer.content.decode())


def sent(browser: Browser, path: str, **data: Any) -> str:
    answer = browser.post(path, data, follow=True)
    assert answer.status_code == 200, path
    return html.unescape(answer.content.decode())


def test_the_list_is_narrowed_by_what_its_address_says(desk: Browser) -> None:
    opened(1, skill="citizenship", language="fr", facts={"channel": "email"})
    opened(2, language="en", urgency=2)
    for query, shows in (
        ("", (1, 2)), ("?skill=citizenship", (1,)), ("?language=en", (2,)), ("?channel=email", (1,)),
        ("?only=urgent", (2,)), ("?only=unsorted", (2,)), ("?only=free", (1, 2)), ("?tab=mine", ()),
        ("?tab=asleep", ()), ("?team=CASEWORK", ()), ("?only=%00&language=%00", (1, 2)),
    ):  # fmt: skip
        page = text(desk, f"/en/desk/work/{query}")
        assert [n for n in (1, 2) if f">Pair {n}<" in page.replace("\n", "")] == list(shows), query
    Worker.objects.create(staff=Staff.objects.get(), languages=["en"])
    assert "Pair 1<" not in text(desk, "/en/desk/work/")
    assert "Pair 1<" in text(desk, "/en/desk/work/?tab=all")
    assert "Citoyenneté" in text(desk, "/fr/soutien/travail/?tab=all&skill=citizenship")


def test_many_are_given_at_once_each_refusal_is_said_and_it_is_undone(
    desk: Browser, agent: Staff, ines: Browser
) -> None:
    one, two = opened(1), opened(2)
    assert "Tick at least one task first." in sent(ines, "/en/desk/work/do/", do="assign")
    assert "Cochez d’abord" in sent(ines, "/fr/soutien/travail/agir/", do="?", pick=[one, "x", "9" * 30])
    asked = text(ines, f"/en/desk/work/do/?do=assign&pick={one}&pick={two}")
    assert "Zoë Leduc" in asked
    assert "Choose somebody." in sent(ines, "/en/desk/work/do/", do="assign", pick=[one, two])
    desk.post(f"/en/desk/work/{two}/finish/", {"outcome": "SAME"})
    done = sent(ines, "/en/desk/work/do/", do="assign", pick=[one, two], to=agent.pk)
    assert "Done with 1 task." in done
    assert "Pair 2: This task is over." in done
    assert Task.objects.get(pk=one).taken_by == agent
    (act,) = {part.split("/")[0] for part in done.split("/en/desk/work/undo/")[1:]}
    assert "This can be undone no longer." in sent(desk, f"/en/desk/work/undo/{act}/")
    assert "Done with 1 task." in sent(ines, f"/en/desk/work/undo/{act}/")
    assert Task.objects.get(pk=one).taken_by is None
    assert "Il n’est plus possible d’annuler." in sent(ines, f"/fr/soutien/travail/annuler/{act}/")


def test_an_agent_puts_off_hands_over_and_ranks_and_gives_back(desk: Browser, agent: Staff) -> None:
    number = opened(1)
    where, pick = "/en/desk/work/do/", {"pick": number}
    desk.post("/en/desk/work/next/")
    assert Task.objects.get().taken_by == agent
    assert "Nothing waits that you could take." in sent(desk, "/en/desk/work/next/")
    assert "Choose until when." in sent(desk, where, do="put-off", **pick)
    sent(desk, where, do="put-off", until="hours", wakes_on="DOCUMENT", **pick)
    assert Task.objects.get().wakes_on == "DOCUMENT"
    assert "A document is received" in text(desk, f"/en/desk/work/{number}/")
    assert "Pair 1" in text(desk, "/en/desk/work/?tab=asleep")
    assert "Somebody may be in danger" not in sent(desk, where, do="urgency", urgency="3", **pick)
    assert "Somebody may be in danger" in sent(desk, where, do="put-off", until="due", **pick)
    assert "Danger" in text(desk, "/en/desk/work/")
    assert "Write a few words" in sent(desk, where, do="hand-over", to="team:CASEWORK", **pick)
    sent(desk, where, do="hand-over", to="team:CASEWORK", note="Rappelle à dix heures", **pick)
    assert (Task.objects.get().team, Task.objects.get().taken_by) == ("CASEWORK", None)
    assert "Rappelle à dix heures" in text(desk, f"/fr/soutien/travail/{number}/")
    assert "Nobody has taken this task." in sent(desk, where, do="give-back", **pick)


def test_a_colleague_is_asked_answers_and_both_see_each_other(desk: Browser, agent: Staff, ines: Browser) -> None:
    number = opened(1)
    Worker.objects.create(staff=Staff.objects.get(name="Inès Roy"), team="SUPERVISORS")
    page = sent(desk, "/en/desk/work/do/", do="ask", pick=number, to="team:SUPERVISORS", note="Is it one person?")
    assert "Supervisors was asked" in page
    seen = text(ines, f"/en/desk/work/{number}/")
    assert "Is it one person?" in seen
    assert "Also open now with: Zoë Leduc" in seen
    assert "Write a few words" in sent(ines, f"/en/desk/work/{number}/answer/", text="")
    assert "Answered." in sent(ines, f"/en/desk/work/{number}/answer/", text="It is.")
    assert "Your question has an answer" in text(desk, "/en/desk/work/?tab=followed")
    assert "It is." in text(desk, f"/en/desk/work/{number}/")
    assert "Your question has an answer" not in text(desk, "/en/desk/work/?tab=followed")
    sent(desk, f"/en/desk/work/{number}/follow/", follow="no")
    assert "Pair 1<" not in text(desk, "/en/desk/work/?tab=followed")


def test_views_are_kept_shared_and_dropped(desk: Browser, agent: Staff, ines: Browser) -> None:
    for staff in Staff.objects.all():
        Worker.objects.create(staff=staff, team="CENTRE")
    opened(1, skill="citizenship")
    assert "Keep this view as" in text(desk, "/en/desk/work/?skill=citizenship")
    sent(desk, "/en/desk/work/views/", name="Citizens", query="skill=citizenship", for_team="on")
    assert "Give it a name." in sent(desk, "/en/desk/work/views/", name="", query="skill=citizenship")
    assert 'href="/en/desk/work/?skill=citizenship"' in text(ines, "/en/desk/work/")
    sent(ines, "/en/desk/work/views/", drop=SavedView.objects.get().pk)
    assert not SavedView.objects.exists()


def test_somebody_is_given_work_takes_a_pause_and_reads_thanks(desk: Browser, agent: Staff) -> None:
    assert "You are given work until" in sent(desk, "/en/desk/work/own/", own="ready")
    assert "You are given nothing until" in sent(desk, "/en/desk/work/own/", own="abuse")
    assert Worker.objects.get().paused_for == "ABUSE"
    assert "Mettre fin à ma pause" in text(desk, "/fr/soutien/travail/")
    assert "You are given no more work" in sent(desk, "/en/desk/work/own/", own="stop")
    assert "Choose one of the buttons." in sent(desk, "/en/desk/work/own/", own="?")
    number = opened(1)
    sent(desk, f"/en/desk/work/{number}/finish/", outcome="SAME")
    page = sent(desk, f"/en/desk/work/{number}/thank/", text="She was glad")
    assert "Your colleague will read it" in page
    assert "She was glad" in text(desk, "/en/desk/work/")
    assert "She was glad" not in sent(desk, "/en/desk/work/own/", own="read")
    viewer = Viewer(user_id=agent.user_id, staff_id=agent.pk, roles=frozenset({Role.AGENT}))
    pass_on_praise(task_id=number, text="Encore", viewer=viewer, origin=Origin("x", Channel.DESK, NOW))
    assert "Quelqu’un vous remercie" in text(desk, "/fr/soutien/travail/")


def test_the_board_shows_who_has_how_much_and_what_runs_out(desk: Browser, agent: Staff, ines: Browser) -> None:
    late, soon = opened(1, due=NOW - DAY), opened(2, due=NOW + timedelta(minutes=30))
    desk.post(f"/en/desk/work/{late}/take/")
    board = text(ines, "/en/desk/board/")
    assert "Zoë Leduc" in board
    assert all(f'value="{number}"' in board for number in (late, soon))
    assert "data-refresh" in board
    assert "data-refresh" not in text(ines, "/en/desk/board/?still=yes")
    assert "Charge de chaque personne" in text(ines, "/fr/soutien/tableau-de-bord/?all=yes")
    assert ines.get("/en/desk/board/moved/").status_code == 200
    later = int((datetime.now(UTC) + DAY).timestamp() * 1_000_000)
    assert ines.get(f"/en/desk/board/moved/?since={later}-0").status_code == 204
    assert desk.get("/en/desk/board/").status_code == 403
    where = f"/en/desk/board/people/{agent.pk}/"
    wrong = sent(ines, where, topics="Amina Benali é", at_once="51", lines="nothing")
    assert "Use codes only" in wrong
    assert not Worker.objects.exists()
    sent(ines, where, languages=["fr"], lines=["citizenship"], topics="PR_CARD", team="CENTRE", at_once="3")
    kept = Worker.objects.get()
    assert (kept.skills, kept.languages, kept.team, kept.at_once) == (["PR_CARD", "citizenship"], ["fr"], "CENTRE", 3)
    assert "PR_CARD" in text(ines, where)
    assert ines.get("/en/desk/board/people/4711/").status_code == 404
