"""Every page of the service, for everybody who may see it, in both languages, on a small phone.

Pages are found as people find them: by following links, from the first page of each role. Of each one it must hold
that it stands without scripts, is accessible, scrolls one way only, is light, asks no other host, breaks no security
policy, has the same page behind the language switch, and is valid HTML.
"""

import json
import os
import re
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from shutil import which
from urllib.parse import parse_qsl, urljoin, urlsplit

import pytest
from django.urls import Resolver404, resolve
from django.utils.translation import override
from playwright.sync_api import Browser, Request

from guichet.identity.terms import Role
from tests.browsing import PHONE, ROOT, Person, barriers, cookies_of, person, width_of, without_scripts
from tests.journeys.given import event, signs_in_as
from tests.service import Service

# What a client's page and all it loads may weigh over the wire, fonts apart.
LIGHT = 60 * 1024
# Of pages that differ in a number or code only, so many are looked at.
OF_A_KIND = 2
# These name another view of a page in its address; what else stands there is the same page again.
VIEWS = {"tab", "kind", "why", "page", "rows", "state", "turn", "year"}
# Going there does something, or answers with a file.
NOT_PAGES = {
    "mfa_download_recovery_codes", "theme", "signature", "copy", "disposal-certificate", "days-export",
    "times-accuracy-csv",
}  # fmt: skip
SHORT = os.environ.get("GUICHET_SHORT") == "1"
# Who is lent in a crisis sees nothing where there is none.
EVERYBODY = ["visitor", "client", *(one for one in Role.values if one != Role.SURGE)]
# Staff see the same few pages over again: each is looked at for the first role that finds it.
_seen_by_staff: set[tuple[str, str]] = set()


@dataclass
class Walk:
    """A walk through all pages that one person finds in one language."""

    person: Person
    html: Path
    is_staff: bool
    is_signed_in: bool
    waiting: list[str] = field(default_factory=list)
    known: set[str] = field(default_factory=set)
    kinds: dict[str, int] = field(default_factory=dict)
    looked_at: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    def found(self, path: str) -> None:
        """Note a page to go to, unless as many of its kind were found, or it is another language's."""
        if path in self.known:
            return
        self.known.add(path)
        kind = self._kind(path)
        if kind is None or self.kinds.get(kind, 0) >= OF_A_KIND:
            return
        if self.is_staff and (kind, self.person.language) in _seen_by_staff:
            return
        self.kinds[kind] = self.kinds.get(kind, 0) + 1
        self.waiting.append(path)

    def _kind(self, path: str) -> str | None:
        parts = urlsplit(path)
        if not parts.path.startswith(f"/{self.person.language}/") and parts.path != "/":
            return None
        try:
            with override(self.person.language):
                name = resolve(parts.path).view_name
        except Resolver404:
            return f"missing {parts.path}"
        if name.split(":")[-1] in NOT_PAGES:
            return None
        if self.is_staff and not name.startswith(("desk:", "office:")):
            return None
        if self.is_signed_in and name.startswith("public:"):  # the same as for visitors
            return None
        views = sorted((key, value) for key, value in parse_qsl(parts.query) if key in VIEWS)
        return f"{name} {views}"

    def go_on(self) -> Iterator[str]:
        """Yield page after page, until no new one is found."""
        while self.waiting:
            yield self.waiting.pop(0)


class InOneLanguage:
    """All walks in one language come after one another, beside those in the other where there are two to run them."""

    language: str

    @pytest.mark.parametrize("who", EVERYBODY)
    def test_every_page_holds_what_every_page_must(
        self, service: Service, browser: Browser, html: Path, who: str
    ) -> None:
        with person(browser, service.address, language=self.language, width=PHONE, script=False) as visitor:
            comes_in(visitor, who)
            walk = Walk(visitor, html, is_staff=who in Role.values, is_signed_in=who != "visitor")
            for path in starts(service, visitor, who):
                walk.found(path)
            with without_scripts(browser, cookies=cookies_of(visitor.page.context)) as plain:
                for path in walk.go_on():
                    is_new = look_at(walk, path)
                    # Staff work at a desk with scripts; what little changes without them was looked at above.
                    if is_new and not SHORT and not walk.is_staff:
                        plain.goto(service.address + path)
                        if (wide := width_of(plain)) > PHONE:
                            walk.faults.append(f"{path}: {wide} pixels wide without scripts")
                        if not plain.get_by_role("main").inner_text().strip():
                            walk.faults.append(f"{path}: empty without scripts")
            assert not walk.faults, "\n".join(walk.faults)
            assert not visitor.faults, "\n".join(visitor.faults)
            assert walk.known, "nothing was found"

    def test_every_page_is_valid_html(self, html: Path) -> None:
        pages = sorted(html.glob("*.html"))
        assert pages, "run after the walk over every page"
        node = which("node") or ROOT / ".venv/bin/node"
        checker, config = ROOT / "tests/html_validate.mjs", ROOT / ".htmlvalidate.json"
        done = subprocess.run([node, checker, config, html], capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        faults: list[str] = json.loads(done.stdout)
        assert not faults, f"{len(faults)}:\n" + "\n".join(faults[:40])


class TestEnglish(InOneLanguage):
    language = "en"


class TestFrench(InOneLanguage):
    language = "fr"


def look_at(walk: Walk, path: str) -> bool:
    """Open a page, note what is wrong with it, and follow its links; return whether it was new."""
    page, address = walk.person.page, walk.person.address
    asked: list[Request] = []

    def note(request: Request) -> None:
        asked.append(request)

    page.on("requestfinished", note)
    answer = page.goto(address + path)
    page.remove_listener("requestfinished", note)
    assert answer is not None
    if answer.status != 200:
        walk.faults.append(f"{path}: {answer.status}")
        return False
    came_to = urlsplit(page.url).path
    for href in page.evaluate("[...document.querySelectorAll('a[href]')].map(link => link.getAttribute('href'))"):
        target = urlsplit(urljoin(page.url, href))
        if f"{target.scheme}://{target.netloc}" == address:
            walk.found(target.path + (f"?{target.query}" if target.query else ""))
    if walk.is_staff:
        _seen_by_staff.add((str(walk._kind(path)), walk.person.language))
    walk.faults += [f"{path}: {barrier}" for barrier in barriers(page)]
    if (wide := width_of(page)) > PHONE:
        walk.faults.append(f"{path}: {wide} pixels wide")
    weight = sum(weight_of(request) for request in asked if request.resource_type != "font")
    if weight > LIGHT and not walk.is_staff and not came_to.endswith(("/design/", "/conception/")):
        walk.faults.append(f"{path}: weighs {weight} bytes")
    walk.faults += [f"{path}: {fault}" for fault in wrong_with_languages(walk, came_to)]
    name = re.sub(r"\W+", "-", path).strip("-")[:120]
    (walk.html / f"{name}.html").write_text(answer.text(), encoding="utf-8")
    walk.looked_at.append(path)
    return True


def weight_of(request: Request) -> int:
    """Return how many bytes a request and its answer took, as far as the answer's body goes."""
    sizes = request.sizes()
    return max(0, sizes["responseBodySize"]) + max(0, sizes["responseHeadersSize"])


def wrong_with_languages(walk: Walk, path: str) -> Iterator[str]:
    """Yield what is wrong with the page's language and with the switch to the other one."""
    page, language = walk.person.page, walk.person.language
    if path == "/":
        return
    if page.locator("html").get_attribute("lang") != language:
        yield f"the page says that it is in {page.locator('html').get_attribute('lang')}"
    other = {"en": "fr", "fr": "en"}[language]
    link = page.locator(f"header a[hreflang={other}]")
    if link.count() != 1:
        yield "no switch to the other language"
        return
    target = urlsplit(str(link.get_attribute("href"))).path
    try:
        with override(language):
            here = resolve(path).view_name
        with override(other):
            there = resolve(target).view_name
    except Resolver404:
        yield f"the switch leads to {target}, which is no page"
        return
    if here != there:
        yield f"the switch leads to {target}, another page"


def test_pages_run_their_scripts_without_a_fault(service: Service, browser: Browser) -> None:
    """The same pages, now with scripts, on a desk: no error, no breach of the security policy, no other host."""
    faults = []
    for who, paths in {
        "visitor": ["/", "/en/", "/fr/", "/en/programs/", "/en/sign-in/", "/fr/connexion/", "/en/design/"],
        "client": ["/en/account/", "/fr/compte/", "/en/account/security/", "/en/sign-in/security/passkeys/add/"],
        "AGENT": ["/en/desk/?q=a", "/fr/soutien/"],
        "MANAGER": ["/en/office/", "/fr/gestion/"],
    }.items():
        with person(browser, service.address, width=1280) as visitor:
            comes_in(visitor, who)
            for path in paths:
                visitor.goes_to(path)
                visitor.page.wait_for_load_state("networkidle")
            faults += visitor.faults
    assert not faults, "\n".join(faults)


# --- Before the walk ------------------------------------------------------------------------------------------------


@pytest.fixture(scope="class")
def html(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the pages of one language are kept to be checked."""
    return tmp_path_factory.mktemp("pages")


@pytest.fixture(scope="module", autouse=True)
def _something_to_see(service: Service) -> None:
    """Guidance, and rows that were set aside, so that no page is looked at empty only."""
    service.run("guidance", "load")
    service.ingest(
        event("application.stage_entered", subject="V300000000", stage="NO-SUCH-STAGE"),
        '{"half": ',
        "<script>alert(1)</script>",
    )


def comes_in(visitor: Person, who: str) -> None:
    """Sign in as somebody invented; visitors stay outside."""
    if who == "visitor":
        return
    if who in Role.values:
        signs_in_as(visitor, Role(who))
        return
    visitor.goes_to(f"/{visitor.language}/demonstration/")
    visitor.page.get_by_role("main").get_by_role("button").first.click()
    visitor.page.wait_for_load_state()


def starts(service: Service, visitor: Person, who: str) -> list[str]:
    """Return where somebody's walk begins: their first page, and for the desk a client opened for a purpose."""
    first = {
        "visitor": ["/", f"/{visitor.language}/"],
        "client": [{"en": "/en/account/", "fr": "/fr/compte/"}[visitor.language]],
    }
    if who in first:
        return first[who]
    visitor.page.goto(service.address + {"en": "/en/sign-in/done/", "fr": "/fr/connexion/ouverte/"}[visitor.language])
    found = [urlsplit(visitor.page.url).path]
    offices = {"en": "/en/office/", "fr": "/fr/gestion/"}
    if who in {"AGENT", "SUPERVISOR", "OFFICER"}:
        desk = {"en": "/en/desk/", "fr": "/fr/soutien/"}[visitor.language]
        found += [f"{desk}?q=a", f"{desk}?q=zzzzzzzz", *_an_open_client(service, visitor, desk)]
    return [*found, offices[visitor.language]]


def _an_open_client(service: Service, visitor: Person, desk: str) -> list[str]:
    """Open a client for a purpose, and return the pages about them."""
    rows = service.ask(
        "SELECT client_id, number FROM applications_application WHERE stage = 'ADDITIONAL_DOCS' ORDER BY id LIMIT 1"
    ) or service.ask("SELECT client_id, number FROM applications_application ORDER BY id LIMIT 1")
    client, number = rows[0]
    asked = f"{desk}clients/{client}/"
    visitor.goes_to(asked)
    visitor.page.locator("input[name=purpose][value=CLIENT_ASKED]").check()
    visitor.page.get_by_role("main").get_by_role("button").first.click()
    visitor.page.wait_for_load_state()
    opening = {"en": "open", "fr": "ouvrir"}[visitor.language]
    files = {"en": "files", "fr": "dossiers"}[visitor.language]
    return [asked, f"{asked}{opening}/", f"{desk}{files}/{number}/"]
