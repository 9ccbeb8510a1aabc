"""The entrance: closed unless a view says whom it lets in; a file opened for a purpose closes by itself."""

from datetime import UTC, datetime, timedelta
from typing import Any, cast

import pytest
import time_machine
from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.backends.db import SessionStore
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.test import Client as Browser
from django.test import RequestFactory

from guichet.doors.entrance import (
    OPENED,
    EntranceMiddleware,
    Visit,
    close_client,
    open_client,
    opens_to,
)
from guichet.identity.models import Staff, User
from guichet.identity.terms import Purpose, Right, Role
from guichet.journal.terms import Channel

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 3, 12, tzinfo=UTC)


@opens_to(Right.CLIENT_FILES, channel=Channel.DESK)
def desk_page(visit: Visit) -> HttpResponse:
    return HttpResponse(f"{visit.origin.actor} {visit.origin.channel} {visit.origin.at:%H:%M} {visit.language}")


def unmarked(request: HttpRequest) -> HttpResponse:
    return HttpResponse("open to all")


unmarked.__module__ = "guichet.doors.desk.careless"


@pytest.fixture
def agent() -> User:
    user = User.objects.create_user("leduc@department.example")
    Staff.objects.create(user=user, name="Camille Leduc", roles=[Role.AGENT])
    return user


def visit_by(user: Any, session: SessionStore | None = None) -> Visit:
    request = RequestFactory().get("/en/somewhere/?q=1")
    request.user = user
    request.session = session if session is not None else SessionStore()
    EntranceMiddleware(lambda _: HttpResponse())(request)
    return cast(Visit, request)


def test_a_visitor_is_sent_to_sign_in_and_back() -> None:
    answer = desk_page(visit_by(AnonymousUser()))
    assert answer.status_code == 302
    assert answer.url.endswith("?next=/en/somewhere/%3Fq%3D1")


def test_who_lacks_the_right_is_refused() -> None:
    with pytest.raises(PermissionDenied):
        desk_page(visit_by(User.objects.create_user("amina@example.org")))


def test_who_has_the_right_comes_in_with_who_they_are_and_when(agent: User) -> None:
    with time_machine.travel(NOON, tick=False):
        answer = desk_page(visit_by(agent))
    assert answer.content.decode() == f"staff:{agent.staff.pk} desk 12:00 en"


def test_a_view_of_ours_that_does_not_say_whom_it_lets_in_is_closed() -> None:
    door = EntranceMiddleware(lambda _: HttpResponse())
    with pytest.raises(PermissionDenied, match="does not say"):
        door.process_view(RequestFactory().get("/"), unmarked, (), {})
    assert door.process_view(RequestFactory().get("/"), desk_page, (), {}) is None


def test_a_view_of_a_library_looks_after_itself() -> None:
    def theirs(request: HttpRequest) -> HttpResponse:
        return HttpResponse()

    theirs.__module__ = "ninja.operation"
    assert EntranceMiddleware(lambda _: HttpResponse()).process_view(RequestFactory().get("/"), theirs, (), {}) is None


@pytest.mark.parametrize(("minutes", "is_open"), [(0, True), (29, True), (30, False), (600, False)])
def test_a_file_opened_for_a_purpose_closes_by_itself(agent: User, minutes: int, is_open: bool) -> None:
    session = SessionStore()
    with time_machine.travel(NOON, tick=False):
        visit = visit_by(agent, session)
        open_client(visit, 7, Purpose.CLIENT_ASKED)
        assert visit.viewer.may_see_client(7)
        assert not visit.viewer.may_see_client(8)
    with time_machine.travel(NOON + timedelta(minutes=minutes), tick=False):
        assert visit_by(agent, session).viewer.may_see_client(7) is is_open


def test_opening_one_file_leaves_the_other_open_and_forgets_those_past(agent: User) -> None:
    session = SessionStore()
    for minutes, client_id in ((0, 5), (20, 6), (40, 7)):
        with time_machine.travel(NOON + timedelta(minutes=minutes), tick=False):
            open_client(visit_by(agent, session), client_id, Purpose.WORK_ON_FILE)
    assert set(session[OPENED]) == {"6", "7"}
    with time_machine.travel(NOON + timedelta(minutes=41), tick=False):
        visit = visit_by(agent, session)
        close_client(visit, 7)
        assert visit.viewer.opened == {6: Purpose.WORK_ON_FILE}


def test_a_client_can_open_nobodys_file() -> None:
    visit = visit_by(User.objects.create_user("amina@example.org"))
    with pytest.raises(PermissionDenied):
        open_client(visit, 7, Purpose.CLIENT_ASKED)
    assert OPENED not in visit.session


@pytest.mark.parametrize("kept", [{"7": "CLIENT_ASKED"}, {"7": ["NO_SUCH", 9e9]}, {}])
def test_what_a_session_says_in_another_form_is_not_open(agent: User, kept: dict[str, Any]) -> None:
    session = SessionStore()
    session[OPENED] = kept
    assert visit_by(agent, session).viewer.opened == {}


@pytest.mark.parametrize("path", ["/en/", "/fr/", "/en/account/", "/fr/compte/"])
def test_no_browser_keeps_a_page_of_somebody_who_is_signed_in(client: Browser, path: str) -> None:
    client.force_login(User.objects.create_user("amina@example.org"))
    assert client.get(path).headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("path", ["/", "/en/", "/fr/programmes/"])
def test_a_page_for_everybody_may_be_kept(client: Browser, path: str) -> None:
    assert "no-store" not in client.get(path).headers.get("Cache-Control", "")
