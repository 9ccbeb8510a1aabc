"""The running service, the browser, and people with browsers, for the journeys."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.browsing import PHONE, Person, launch, person
from tests.service import Service, running


@pytest.fixture(scope="session")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """The whole service, on a small synthetic country."""
    with running(tmp_path_factory.mktemp("service")) as started:
        yield started


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium."""
    with sync_playwright() as playwright:
        started = launch(playwright)
        yield started
        started.close()


@pytest.fixture
def page_in(service: Service, browser: Browser) -> Iterator[Callable[..., Person]]:
    """Give people browsers: `page_in("fr", width=320, script=False)`. At the end nothing may have gone wrong."""
    people: list[Person] = []
    with ExitStack() as stack:

        def give(language: str = "en", *, width: int = PHONE, script: bool = True) -> Person:
            given = person(browser, service.address, language=language, width=width, script=script)
            visitor = stack.enter_context(given)
            people.append(visitor)
            return visitor

        yield give
        for visitor in people:
            visitor.then_nothing_went_wrong()
