"""A letter on paper: what the print queue is given. In a sealed envelope it may say what a screen must not."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.template.loader import render_to_string
from django.utils.translation import override

from guichet.foundation.dates import long_date
from guichet.foundation.languages import Language
from guichet.notices.envelopes import Envelope, Page, item_of, page_of, subject_of
from guichet.notices.letters import Letter


@dataclass(frozen=True, slots=True)
class Sheet:
    """What the template of a letter shows beside the news: to whom, and the day."""

    page: Page
    lines: tuple[str, ...]
    day: str


def paper_of(letters: Sequence[Letter], address: str, day: date, language: Language) -> Envelope:
    """Return the letter that tells all of this, with `address` as it is written on the envelope, line by line."""
    news = [item_of(letter, language) for letter in letters]
    sheet = Sheet(
        page=page_of(news, subject_of(letters, language), language),
        lines=tuple(line for line in address.splitlines() if line.strip()),
        day=long_date(day, language),
    )
    with override(language):
        html = render_to_string("notices/paper.html", {"sheet": sheet, "page": sheet.page})
        text = render_to_string("notices/paper.txt", {"sheet": sheet, "page": sheet.page})
    return Envelope(sheet.page.subject, text.strip() + "\n", html)
