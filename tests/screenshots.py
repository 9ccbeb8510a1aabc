"""`python -m tests.screenshots`: draw the README's pictures afresh, from the running service on a synthetic country.

Everybody in them is invented. They are written to docs/pictures; one that would be heavier than 300 kB is an error.
"""

import os
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import django

LIMIT = 300 * 1024
FOLDER = Path(__file__).resolve().parents[1] / "docs" / "pictures"
PHONE, DESK = {"width": 390, "height": 844}, {"width": 1280, "height": 860}


def main() -> int:
    """Draw every picture, say its size, and return 1 if any is too heavy."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "guichet.config.settings.test")
    django.setup()
    from playwright.sync_api import sync_playwright

    from tests.browsing import launch
    from tests.service import running

    FOLDER.mkdir(parents=True, exist_ok=True)
    heavy = 0
    with tempfile.TemporaryDirectory() as folder, running(Path(folder), clients=300) as service:
        service.ingest(*SET_ASIDE)
        with sync_playwright() as playwright:
            browser = launch(playwright)
            for name, (window, language, draw) in PICTURES.items():
                context = browser.new_context(viewport=window, device_scale_factor=1.5, locale=f"{language}-CA")
                page = context.new_page()
                draw(page, service.address)
                page.wait_for_load_state("networkidle")
                page.evaluate("document.fonts.ready")
                page.screenshot(path=FOLDER / f"{name}.png")
                context.close()
                size = (FOLDER / f"{name}.png").stat().st_size
                heavy += size > LIMIT
                print(f"{name}.png  {size // 1024} kB{'  too heavy' if size > LIMIT else ''}")
            browser.close()
    return 1 if heavy else 0


def _sign_in(page, address: str, who: str, language: str) -> None:
    page.goto(f"{address}/{language}/demonstration/")
    card = page.locator(".card", has_text=who).first
    card.get_by_role("button").click()
    page.wait_for_load_state()


def _client(who: str, language: str = "en", path: str = "") -> Callable:
    """Draw what a client sees of the file they are shown for, or of the page at `path`."""

    def draw(page, address: str) -> None:
        page.goto(f"{address}/{language}/demonstration/")
        card = page.locator(".card", has_text=who).first
        number = card.inner_text().split("file ")[-1].split("dossier ")[-1].split()[0].strip(".,")
        card.get_by_role("button").click()
        page.wait_for_load_state()
        if path:
            page.goto(address + path)
        else:
            page.locator(f"a[href$='/{number}/']").first.click()
            page.wait_for_load_state()

    return draw


def _search(page, address: str) -> None:
    _sign_in(page, address, "Camille Leduc", "en")
    page.goto(f"{address}/en/desk/?q=mohamad")


def _desk_file(page, address: str) -> None:
    _sign_in(page, address, "Camille Leduc", "en")
    page.goto(f"{address}/en/desk/?q=mehta")
    page.get_by_role("main").locator("tbody a").first.click()
    page.locator("input[name=purpose][value=CLIENT_ASKED]").check()
    page.get_by_role("main").get_by_role("button").first.click()
    page.wait_for_load_state()
    page.get_by_role("main").locator("tbody a").first.click()
    page.wait_for_load_state()


def _office(page, address: str) -> None:
    _sign_in(page, address, "Margaret Fraser", "en")
    page.goto(f"{address}/en/office/")


def _home(page, address: str) -> None:
    page.goto(f"{address}/")


SET_ASIDE = [
    '{"specversion":"1.0","source":"case-system","id":"p-1","type":"application.stage_entered",'
    '"time":"2026-11-01T14:00:00Z","subject":"V300123456","data":{"stage":"NEW-STAGE"}}',
    '{"half": ',
]
# By the words on the page of the demonstration that say why somebody is worth seeing.
PICTURES = {
    "status-phone": (PHONE, "en", _client("waiting for documents")),
    "status-phone-fr": (PHONE, "fr", _client("refus", "fr")),
    "status-desk": (DESK, "en", _client("over two decades")),
    "files-phone": (PHONE, "en", _client("over two decades", path="/en/account/files/")),
    "desk-search": (DESK, "en", _search),
    "desk-file": (DESK, "en", _desk_file),
    "office": (DESK, "en", _office),
    "first-page": (DESK, "en", _home),
}

if __name__ == "__main__":
    sys.exit(main())
