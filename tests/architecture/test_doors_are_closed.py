"""Role × page: every page of ours lets in exactly those who have the right it names, and nobody else."""

from collections.abc import Callable, Iterator
from copy import deepcopy
from typing import Any

import pytest
from django.db import transaction
from django.test import Client as Browser
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils.translation import override

from guichet.applications.tests.factories import UserFactory
from guichet.doors.entrance import OPENED, is_ours, right_of
from guichet.identity.rules import Viewer, rights_of
from guichet.identity.terms import Purpose, Right, Role
from tests.architecture.samples import SAMPLES, World, make_world

FAR_AHEAD = 4_102_444_800.0  # the year 2100, in seconds since 1970
OFFICE = "member’s office"
WHO = ["visitor", "client", OFFICE, *Role]


def pages() -> Iterator[tuple[str, Callable[..., Any], bool]]:
    """Yield each address: its name, its view, and whether something must be filled in."""
    yield from _below(get_resolver().url_patterns, (), wants=False)


def _below(
    patterns: list[URLPattern | URLResolver], spaces: tuple[str, ...], *, wants: bool
) -> Iterator[tuple[str, Callable[..., Any], bool]]:
    for pattern in patterns:
        more = wants or bool(pattern.pattern.converters)
        if isinstance(pattern, URLResolver):
            inside = (*spaces, pattern.namespace) if pattern.namespace else spaces
            yield from _below(pattern.url_patterns, inside, wants=more)
        else:
            yield ":".join([*spaces, pattern.name or "?"]), pattern.callback, more


def our_pages() -> list[tuple[str, Right, bool]]:
    return [(name, right_of(view), wants) for name, view, wants in pages() if is_ours(view) and right_of(view)]


def test_every_view_of_ours_says_whom_it_lets_in() -> None:
    assert [name for name, view, _ in pages() if is_ours(view) and right_of(view) is None] == []
    assert len(our_pages()) > 30


def test_every_page_has_a_name_by_which_it_is_linked() -> None:
    assert [view for name, view, _ in pages() if is_ours(view) and name.endswith("?")] == []


def test_every_address_that_names_a_thing_has_a_sample() -> None:
    wanting = {name for name, _, wants in our_pages() if wants}
    assert wanting - SAMPLES.keys() == set(), "add a line to tests/architecture/samples.py"
    assert SAMPLES.keys() - wanting == set()


def rights_by_name(who: str) -> frozenset[Right]:
    if who == "visitor":
        return rights_of(Viewer())
    if who == "client":
        return rights_of(Viewer(user_id=1))
    if who == OFFICE:
        return rights_of(Viewer(user_id=1, offices=frozenset({1})))
    return rights_of(Viewer(user_id=1, staff_id=1, roles=frozenset({Role(who)})))


def browser_of(who: str, world: World) -> Browser:
    browser = Browser(raise_request_exception=False)
    if who == "visitor":
        return browser
    others = {"client": world.amina, OFFICE: world.lucie}
    browser.force_login(others[who] if who in others else world.staff[Role(who)])
    if who not in others:
        # As if everybody had opened the file: a purpose alone must not be enough.
        session = browser.session
        session[OPENED] = {str(world.client.pk): [Purpose.CLIENT_ASKED.value, FAR_AHEAD]}
        session.save()
    return browser


def outcome(answer: Any, sign_in: str) -> str:
    """Return what became of a request: let in, sent to sign in, or refused."""
    if answer.status_code == 302 and answer.url.startswith(sign_in):
        return "signs in first"
    if answer.status_code == 403:
        return "refused"
    # Machines are told by 503 that something is not ready; that is an answer, not a fault.
    return "let in" if answer.status_code < 500 or answer.status_code == 503 else f"broken ({answer.status_code})"


@pytest.mark.django_db
@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("who", WHO)
def test_a_page_lets_in_exactly_those_who_have_its_right(who: str, method: str) -> None:
    world, rights = make_world(), rights_by_name(who)
    surprises = {}
    with override("en"):
        sign_in = reverse("account_login")
        browser = browser_of(who, world)
        cookies = deepcopy(browser.cookies)
        for name, right, wants in our_pages():
            address = reverse(name, kwargs=SAMPLES[name](world) if wants else None)
            with transaction.atomic():
                answer = getattr(browser, method)(address)
                # A form that is sent may sign out, close the file, or change what the next page is about.
                if method == "post":
                    transaction.set_rollback(True)
            browser.cookies = deepcopy(cookies)
            expected = "let in" if right in rights else ("signs in first" if who == "visitor" else "refused")
            # 405: this page takes no such request, whoever sends it.
            if outcome(answer, sign_in) != expected and answer.status_code != 405:
                surprises[name] = f"{outcome(answer, sign_in)}, not {expected} ({right})"
    assert surprises == {}


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["account:file", "account:history"])
def test_another_clients_page_is_as_if_it_were_not_there(name: str) -> None:
    world = make_world()
    stranger = Browser()
    stranger.force_login(UserFactory())
    with override("en"):
        theirs = stranger.get(reverse(name, kwargs={"number": world.number}))
        nobodys = stranger.get(reverse(name, kwargs={"number": "Z999999999"}))
    assert theirs.status_code == nobodys.status_code in {403, 404}
    assert world.client.uci.encode() not in theirs.content


@pytest.mark.django_db
@pytest.mark.parametrize("role", [role for role in Role if Right.CLIENT_FILES in rights_by_name(role)])
@pytest.mark.parametrize("name", ["desk:client", "desk:file"])
def test_a_file_that_was_not_opened_shows_nothing_but_the_question_why(name: str, role: Role) -> None:
    world = make_world()
    browser = Browser()
    browser.force_login(world.staff[role])
    with override("en"):
        answer = browser.get(reverse(name, kwargs=SAMPLES[name](world)))
    assert answer.status_code in {302, 403}
    assert b"m@example.org" not in answer.content
