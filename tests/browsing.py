"""A person with a browser: what they do, what they see, and what must hold of every page they come to."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from shutil import which
from typing import Any
from urllib.parse import urlsplit

from django.utils.translation import gettext, override
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, Request, Response, expect

ROOT = Path(__file__).resolve().parents[1]
# The first draws pages alone, and no window around them: a third less work.
BROWSERS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
AXE = ROOT / "node_modules/axe-core/axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
SCRIPTS = re.compile(r"\.m?js(\?|$)")
PHONE, DESK = 320, 1280
# In milliseconds. Playwright gives up after 30 seconds, or 5 where something is expected: too soon on a busy machine.
PATIENCE = 120_000
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
         "--disable-component-update", "--disable-sync"]  # fmt: skip


def launch(playwright: Playwright) -> Browser:
    """Start the machine's own Chromium."""
    path = next((found for name in BROWSERS if (found := which(name))), None)
    assert path, "no Chromium: run tools/browser.sh"
    expect.set_options(timeout=PATIENCE)
    return playwright.chromium.launch(executable_path=path, args=FLAGS)


@dataclass
class Person:
    """Somebody who uses the service: a page of a browser, in a language, and what went wrong in it."""

    page: Page
    address: str
    language: str = "en"
    faults: list[str] = field(default_factory=list)

    def say(self, words: str) -> str:
        """Return English words of ours in the language of this person: as the catalogues have them."""
        with override(self.language):
            return gettext(words)

    # --- What they do -------------------------------------------------------------------------------------------------

    def goes_to(self, path: str) -> Response:
        """Open a page of the service."""
        answer = self.page.goto(self.address + path)
        assert answer is not None
        return answer

    def fills(self, label: str | re.Pattern[str], value: str) -> None:
        """Type into the field of that label."""
        self.page.get_by_label(label).first.fill(value)

    def chooses(self, label: str) -> None:
        """Choose one of several."""
        self.page.get_by_label(label, exact=True).check()

    def presses(self, name: str | re.Pattern[str]) -> None:
        """Press a button of the page's main part, and wait for what comes."""
        self.page.get_by_role("main").get_by_role("button", name=name).first.click()
        self.page.wait_for_load_state()

    def follows(self, name: str | re.Pattern[str]) -> None:
        """Follow a link of the page's main part, and wait for what comes."""
        self.page.get_by_role("main").get_by_role("link", name=name).first.click()
        self.page.wait_for_load_state()

    # --- What they see ------------------------------------------------------------------------------------------------

    @property
    def text(self) -> str:
        """Return what the main part of the page says, with single blanks."""
        return plain(self.page.get_by_role("main").inner_text())

    def sees(self, words: str) -> None:
        """Assert that the page says these words."""
        assert plain(words) in self.text, f"“{words}” is not on {self.page.url}:\n{self.text}"

    def does_not_see(self, words: str) -> None:
        """Assert that the page does not say these words."""
        assert plain(words) not in self.text, f"“{words}” is on {self.page.url}:\n{self.text}"

    # --- What must hold of every page ---------------------------------------------------------------------------------

    def then_it_is_accessible(self) -> None:
        """Assert that axe finds nothing, by WCAG 2.2 A and AA and its best practices."""
        assert not (found := barriers(self.page)), f"{self.page.url}: {found}"

    def then_nothing_went_wrong(self) -> None:
        """Assert that no page asked another host, broke the security policy, or met a fault in its script."""
        assert not self.faults, self.faults


def barriers(page: Page) -> list[str]:
    """Return what axe finds on the page: the rule, and where it is broken."""
    page.evaluate(_axe())
    found: list[dict[str, Any]] = page.evaluate(
        # Every rule is tried on everything; told at length, with where each thing is, is only what breaks one.
        """rules => axe.run(document, {runOnly: rules, preload: false, resultTypes: ['violations'], selectors: false})
             .then(said => said.violations.map(
               one => ({id: one.id, where: one.nodes.slice(0, 3).map(node => node.html.slice(0, 160))})))""",
        RULES,
    )
    return [f"{one['id']}: {' | '.join(one['where'])}" for one in found]


def width_of(page: Page) -> int:
    """Return how wide the page is, in CSS pixels: wider than the window, and it scrolls sideways."""
    return int(page.evaluate("document.documentElement.scrollWidth"))


@contextmanager
def person(
    browser: Browser, address: str, *, language: str = "en", width: int = PHONE, script: bool = True,
    cookies: list[Any] | None = None,
) -> Iterator[Person]:  # fmt: skip
    """Give somebody a browser of that width. `script=False`: the page's own scripts are not loaded.

    (Axe itself needs a browser that runs scripts; that pages stand without any is looked at by `without_scripts`.)
    """
    # Without movement: a colour halfway through its fade is not what is judged.
    context = browser.new_context(
        viewport={"width": width, "height": 800}, locale=f"{language}-CA", service_workers="block",
        reduced_motion="reduce",
    )  # fmt: skip
    context.set_default_timeout(PATIENCE)
    try:
        if cookies:
            context.add_cookies(cookies)
        visitor = Person(context.new_page(), address, language)
        watch(visitor, script=script)
        yield visitor
    finally:
        context.close()


@contextmanager
def without_scripts(browser: Browser, *, width: int = PHONE, cookies: list[Any] | None = None) -> Iterator[Page]:
    """Give a browser that runs no scripts at all."""
    context = browser.new_context(viewport={"width": width, "height": 800}, java_script_enabled=False)
    context.set_default_timeout(PATIENCE)
    try:
        if cookies:
            context.add_cookies(cookies)
        yield context.new_page()
    finally:
        context.close()


def watch(visitor: Person, *, script: bool) -> None:
    """Write down whatever a page does that it may not do."""
    host = urlsplit(visitor.address).netloc

    def asked(request: Request) -> None:
        if urlsplit(request.url).netloc != host and not request.url.startswith(("data:", "about:")):
            visitor.faults.append(f"asks another host: {request.url}")

    def answered(response: Response) -> None:
        if response.status >= 500:
            visitor.faults.append(f"{response.status} from {response.url}")

    visitor.page.on("request", asked)
    visitor.page.on("response", answered)
    visitor.page.on("pageerror", lambda error: visitor.faults.append(f"script: {error}"))
    visitor.page.on("console", lambda said: _note_console(visitor, said.type, said.text))
    if not script:
        # Only these pass through our hands: each other request would wait for us, too.
        visitor.page.route(SCRIPTS, lambda route: route.abort("blockedbyclient"))
        visitor.page.on("requestfinished", lambda request: _note_script(visitor, request))


def _note_console(visitor: Person, kind: str, words: str) -> None:
    # What a page that is not there, or may not be seen, answers is no fault of the page itself.
    blocked = "net::ERR_BLOCKED_BY_CLIENT" in words or "net::ERR_FAILED" in words
    if kind in {"error", "warning"} and not blocked and "the server responded with a status of 4" not in words:
        visitor.faults.append(f"{kind}: {words}")


def _note_script(visitor: Person, request: Request) -> None:
    if request.resource_type == "script":
        visitor.faults.append(f"a script was loaded all the same: {request.url}")


def cookies_of(context: BrowserContext) -> list[Any]:
    """Return the cookies of somebody, to be given to another browser of theirs."""
    return list(context.cookies())


@cache
def _axe() -> str:
    return AXE.read_text(encoding="utf-8")


def plain(words: str) -> str:
    return re.sub(r"\s+", " ", words).strip()
