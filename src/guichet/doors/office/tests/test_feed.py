"""The feed's runs, the rows it set aside, and trying them again."""

import html
from collections.abc import Callable

import pytest
from django.test import Client as Browser

from guichet.applications.models import FeedRun, SetAside
from guichet.applications.terms import RunState, SetAsideReason
from guichet.doors.office.feed.mending import MENDING
from guichet.doors.office.tests.conftest import NOON
from guichet.identity.terms import Role

As = Callable[[Role], Browser]


def test_every_reason_says_how_to_mend_it() -> None:
    assert MENDING.keys() == set(SetAsideReason)


def test_a_line_is_shown_as_text_and_never_run(as_: As, run: FeedRun) -> None:
    manager = as_(Role.MANAGER)
    row = SetAside.objects.get(line_number=7)
    for path in (f"/en/office/feed/runs/{run.pk}/", f"/en/office/feed/rows/{row.pk}/"):
        page = manager.get(path).content.decode()
        assert "<script>alert" not in page
        assert "&lt;script&gt;alert(1)" in page


@pytest.mark.parametrize("role", [Role.AGENT, Role.SUPERVISOR, Role.OFFICER, Role.CONTENT_OWNER, Role.AUDITOR])
def test_lines_that_may_name_people_are_not_for_everybody(as_: As, run: FeedRun, role: Role) -> None:
    browser = as_(role)
    for path in ("", f"runs/{run.pk}/", f"rows/{SetAside.objects.order_by('id')[0].pk}/"):
        assert browser.get(f"/en/office/feed/{path}").status_code == 403


def test_an_administrator_sees_the_rows_and_may_not_try_them_again(as_: As, run: FeedRun) -> None:
    browser, row = as_(Role.ADMINISTRATOR), SetAside.objects.get(line_number=3)
    assert "Try again" not in browser.get(f"/en/office/feed/runs/{run.pk}/").content.decode()
    assert browser.post(f"/en/office/feed/rows/{row.pk}/try-again/").status_code == 403
    assert browser.post("/en/office/feed/try-again/", {"reason": "UNKNOWN_STAGE"}).status_code == 403


def test_a_row_that_still_cannot_be_accepted_stays_with_its_reason(as_: As, run: FeedRun) -> None:
    manager, row = as_(Role.MANAGER), SetAside.objects.get(line_number=3)
    answer = manager.post(f"/en/office/feed/rows/{row.pk}/try-again/", follow=True)
    assert "1 row still cannot be accepted" in answer.content.decode()
    row.refresh_from_db()
    assert (row.accepted_at, row.reason) == (None, SetAsideReason.UNKNOWN_STAGE)


def test_a_mended_row_is_accepted_and_leaves_the_list(as_: As, run: FeedRun) -> None:
    manager, row = as_(Role.MANAGER), SetAside.objects.get(line_number=3)
    row.line = row.line.replace("NO-SUCH-STAGE", "ELIGIBILITY")
    row.save()
    answer = manager.post("/en/office/feed/try-again/", {"reason": "UNKNOWN_STAGE", "run": run.pk}, follow=True)
    page = answer.content.decode()
    assert "1 row was accepted" in page
    assert "NO-SUCH-STAGE" not in page
    assert SetAside.objects.get(pk=row.pk).accepted_at is not None


def test_nothing_is_tried_again_without_being_asked(as_: As, run: FeedRun) -> None:
    page = as_(Role.MANAGER).get("/en/office/feed/try-again/", {"reason": "UNKNOWN_STAGE", "run": run.pk})
    assert "clients are told" in page.content.decode()
    assert not SetAside.objects.filter(accepted_at__isnull=False).exists()


def test_two_people_at_once_are_told_that_it_was_done(as_: As, run: FeedRun) -> None:
    manager = as_(Role.MANAGER)
    SetAside.objects.update(accepted_at=NOON)
    for answer in (
        manager.post("/en/office/feed/try-again/", {"reason": "UNKNOWN_STAGE", "run": run.pk}, follow=True),
        manager.post(f"/en/office/feed/rows/{SetAside.objects.order_by('id')[0].pk}/try-again/", follow=True),
    ):
        assert "somebody may have done it already" in answer.content.decode()


@pytest.mark.parametrize(
    "path",
    [
        "?state=NONSENSE&before=x&rows=y",
        "?before=99999999999999999999",
        "runs/{run}/?reason=NONSENSE&after=-1&rows=mended",
        "runs/{run}/?after=x",
    ],
)
def test_nonsense_in_an_address_is_no_error(as_: As, run: FeedRun, path: str) -> None:
    assert as_(Role.MANAGER).get(f"/en/office/feed/{path.format(run=run.pk)}").status_code == 200


@pytest.mark.parametrize("path", ["runs/999999/", "rows/999999/", "try-again/", "try-again/?reason=NONSENSE"])
def test_what_is_not_there_has_no_page(as_: As, path: str) -> None:
    assert as_(Role.MANAGER).get(f"/en/office/feed/{path}").status_code == 404


def test_runs_and_rows_are_paged_without_losing_any(as_: As, run: FeedRun) -> None:
    manager = as_(Role.MANAGER)
    for line in range(100, 160):
        SetAside.objects.create(
            run=run, line_number=line, line=f"line-{line}", reason=SetAsideReason.NOT_JSON, set_aside_at=NOON
        )
    first = html.unescape(manager.get(f"/en/office/feed/runs/{run.pk}/?reason=NOT_JSON").content.decode())
    assert "?reason=NOT_JSON&after=148" in first
    second = manager.get(f"/en/office/feed/runs/{run.pk}/?reason=NOT_JSON&after=148").content.decode()
    assert all((f"line-{line}" in first) != (f"line-{line}" in second) for line in range(100, 160))


def test_a_run_that_broke_off_says_how_to_go_on(as_: As, run: FeedRun) -> None:
    FeedRun.objects.update(state=RunState.BROKEN_OFF)
    assert "it goes on where it stopped" in as_(Role.MANAGER).get(f"/en/office/feed/runs/{run.pk}/").content.decode()


@pytest.mark.parametrize("path", ["/en/office/", "/en/office/feed/", "/en/office/feed/runs/{run}/"])
def test_a_page_of_the_office_costs_few_queries(
    as_: As, run: FeedRun, path: str, django_assert_max_num_queries
) -> None:
    manager = as_(Role.MANAGER)
    for _each in range(20):
        FeedRun.objects.create(source="x", started_at=NOON)
    with django_assert_max_num_queries(20):
        assert manager.get(path.format(run=run.pk)).status_code == 200
