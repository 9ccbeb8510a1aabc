"""The approved answer as it reads today, its figures filled in: one answer for every channel, in both languages."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import override

from guichet.foundation.dates import money, number
from guichet.foundation.languages import Language
from guichet.knowledge.queries import Published, published
from guichet.knowledge.rules import Figure, inline_of, plain
from guichet.processing_times.queries import wait_in_words, wait_of
from guichet.programs.queries import catalogue
from guichet.standards.queries import standard_for, time_in_words


@dataclass(frozen=True, slots=True)
class Canonical:
    """An approved answer in one language: plain words, its figures as of a day."""

    published: Published
    language: Language
    title: str
    text: str


def canonical_answer(article_id: str, language: Language, *, on: date) -> Canonical | None:
    """Return the approved answer of an article as it reads on a day; None where there is none that may be shown."""
    found = published(article_id, on=on) if article_id else None
    return said_today(found, language, on=on) if found else None


def said_today(found: Published, language: Language, *, on: date) -> Canonical:
    """Return an article's answer in one language, its figures as of a day."""
    wording = found.say(language)
    pieces = inline_of(wording.answer)
    filled = "".join(
        figure_in_words(one.kind, one.code, language, on) if isinstance(one, Figure) else _words(one) for one in pieces
    )
    return Canonical(found, language, wording.title, plain(filled).strip())


def figure_in_words(kind: str, code: str, language: Language, on: date) -> str:
    """Return a figure that guidance names, as it is on a day: a fee, a standard, a wait. Unknown, it says so."""
    with override(language):
        if kind == "fee":
            fee = catalogue().fee(code, on)
            return money(fee.amount, language) if fee else _("an amount that we cannot confirm today")
        if kind == "wait":
            times = wait_of(code)
            if times and times.wait:
                return wait_in_words(times.wait, language)
            return _("a time that we cannot say yet")
        promise = standard_for(code, on)
        if promise is None:
            return _("no published standard")
        words = {"time": time_in_words(promise, language), "share": number(promise.target_pct, language)}
        return _("%(time)s for %(share)s%% of applications") % words


def _words(piece: object) -> str:
    return piece if isinstance(piece, str) else str(getattr(piece, "text", ""))
