"""`python -m tests.screenshots`: draw the README's pictures afresh, from the running service on a synthetic country.

Everybody in them is invented. They are written to docs/pictures; one that would be heavier than 300 kB is an error.
"""

import os
import re
import sys
import tempfile
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import django
from django.urls import reverse
from django.utils.translation import override

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
                context = browser.new_context(viewport=window, device_scale_factor=1.25, locale=f"{language}-CA")
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


def _card(page, address: str, words: str, language: str):
    """Return the card of the page of the demonstration that has these words."""
    page.goto(f"{address}/{language}/demonstration/")
    return page.locator(".card", has_text=words).first


def _sign_in(page, address: str, words: str, language: str = "en") -> None:
    _card(page, address, words, language).get_by_role("button").click()
    page.wait_for_load_state()


def _client(why: str, language: str = "en", page_name: str = "account:file") -> Callable:
    """Draw a page of the client who is worth seeing for this reason: their file, unless another page is named."""

    def draw(page, address: str) -> None:
        said = _card(page, address, why, language).inner_text()
        number = re.search(r"[A-Z]\d{9}", said).group()
        _sign_in(page, address, why, language)
        with override(language):
            path = reverse(page_name, args=[number] if page_name == "account:file" else [])
        page.goto(address + path)

    return draw


def _search(page, address: str) -> None:
    _sign_in(page, address, "Camille Leduc")
    page.goto(f"{address}/en/desk/?q=mohamad")


def _desk_file(page, address: str) -> None:
    number = re.search(r"[A-Z]\d{9}", _card(page, address, DOCUMENTS_DUE["en"], "en").inner_text()).group()
    _sign_in(page, address, "Camille Leduc")
    page.goto(f"{address}/en/desk/files/{number}/")
    page.locator("input[name=purpose][value=CLIENT_ASKED]").check()
    page.get_by_role("main").get_by_role("button").first.click()


def _people(page, address: str) -> None:
    _sign_in(page, address, "Fatou Diallo", "fr")
    with override("fr"):
        page.goto(address + reverse("account:people"))


def _desk_authority(page, address: str) -> None:
    number = re.search(r"[A-Z]\d{8,9}", _card(page, address, "Fatou Diallo", "en").inner_text()).group()
    _sign_in(page, address, "Camille Leduc")
    page.goto(f"{address}/en/desk/files/{number}/")
    page.locator("input[name=purpose][value=CLIENT_ASKED]").check()
    page.get_by_role("main").get_by_role("button").first.click()
    client = page.locator("a[href*='/desk/clients/']").first.get_attribute("href").split("/clients/")[1].split("/")[0]
    page.goto(f"{address}/en/desk/clients/{client}/authority/")


def _office(page, address: str) -> None:
    _sign_in(page, address, "Margaret Fraser")
    page.goto(f"{address}/en/office/")


def _home(page, address: str) -> None:
    page.goto(f"{address}/")


def _search_answers(page, address: str) -> None:
    page.goto(f"{address}/en/search/?q=work+with+a+visitor+visa")


def _chat(page, address: str) -> None:
    page.goto(f"{address}/fr/clavardage/")
    page.get_by_role("main").get_by_role("textbox").fill("Puis-je travailler avec un visa de visiteur ?")
    page.get_by_role("main").get_by_role("button").first.click()


def _finder(page, address: str) -> None:
    page.goto(f"{address}/en/find-a-program/question/goal/")
    for words in ["Study in Canada", "Outside Canada", "I have none and never applied", "Yes", "Yes", "Not yet"]:
        page.get_by_label(words, exact=True).check()
        page.get_by_role("main").get_by_role("button").first.click()
        page.wait_for_load_state()
    page.get_by_role("link", name="Study permit (from outside Canada)").first.click()


def _times(page, address: str) -> None:
    page.goto(f"{address}/en/times/trv/")


def _days(page, address: str) -> None:
    """Draw the calendar of somebody who travelled three times in the years that count."""
    today = datetime.now(UTC).date()
    page.goto(f"{address}/fr/jours/residence/")
    page.get_by_label("Oui", exact=True).check()
    _type_day(page, "since", today - timedelta(days=900))
    for ago, away in ((760, 25), (410, 18), (250, 33)):
        page.goto(f"{address}/fr/jours/voyages/ajouter/")
        _type_day(page, "out", today - timedelta(days=ago), press=False)
        _type_day(page, "back", today - timedelta(days=ago - away))
    page.goto(f"{address}/fr/jours/calendrier/")


def _type_day(page, name: str, day: date, *, press: bool = True) -> None:
    for part in ("day", "month", "year"):
        page.locator(f"[name={name}_{part}]").fill(str(getattr(day, part)))
    if press:
        page.get_by_role("main").get_by_role("button").first.click()
        page.wait_for_load_state()


SET_ASIDE = [
    '{"specversion":"1.0","source":"case-system","id":"p-1","type":"application.stage_entered",'
    '"time":"2026-11-01T14:00:00Z","subject":"V300123456","data":{"stage":"NEW-STAGE"}}',
    '{"half": ',
]
# Why somebody is worth seeing, in the words of the page of the demonstration.
DOCUMENTS_DUE = {"en": "waiting for documents", "fr": "Nous attendons des documents"}
DECADES = "over two decades"
PICTURES = {
    "status-phone": (PHONE, "en", _client(DOCUMENTS_DUE["en"])),
    "status-phone-fr": (PHONE, "fr", _client(DOCUMENTS_DUE["fr"], "fr")),
    "status-desk": (DESK, "en", _client(DOCUMENTS_DUE["en"])),
    "files-phone": (PHONE, "en", _client(DECADES, page_name="account:files")),
    "desk-search": (DESK, "en", _search),
    "desk-file": (DESK, "en", _desk_file),
    "people-phone-fr": (PHONE, "fr", _people),
    "desk-authority": (DESK, "en", _desk_authority),
    "office": (DESK, "en", _office),
    "first-page": (DESK, "en", _home),
    "search-phone": (PHONE, "en", _search_answers),
    "chat-phone-fr": (PHONE, "fr", _chat),
    "finder-phone": (PHONE, "en", _finder),
    "times-phone": (PHONE, "en", _times),
    "days-fr": (DESK, "fr", _days),
}

if __name__ == "__main__":
    sys.exit(main())
