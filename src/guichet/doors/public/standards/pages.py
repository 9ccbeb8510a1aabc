"""The service standards, with the results of the last year measured and what each word means."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from guichet.design import parts
from guichet.design.dates import long_day
from guichet.doors.public.pages import ReadingPage
from guichet.foundation.dates import number
from guichet.foundation.languages import Language
from guichet.standards.queries import standards, time_in_words

if TYPE_CHECKING:
    from guichet.standards.rules import Result, Standard

NOT_MEASURED = Decimal(-1)
Key = Callable[["Standard"], Any]


def standards_page(language: Language, on: date, sort: str) -> ReadingPage:
    """Return the standards in force on a day, in the order that the address asks for."""
    found = sorted(standards(on), key=_key(sort.removeprefix("-"), language), reverse=sort.startswith("-"))
    return ReadingPage(
        heading=_("Service standards"),
        lead=_("What we promise, and how often we kept it. A standard is a promise to most people, not to each."),
        sections=[
            parts.Table(
                caption=_("Service standards in force on %(day)s") % {"day": long_day(on)},
                columns=[
                    parts.Column(label=_("Service"), sort="service"),
                    parts.Column(label=_("Way"), sort="way"),
                    parts.Column(label=_("Standard"), sort="time", number=True),
                    parts.Column(label=_("Target"), sort="target", number=True),
                    parts.Column(label=_("Result"), sort="result", number=True),
                    parts.Column(label=_("Of how many"), sort="volume", number=True),
                ],
                rows=[_row(each, language) for each in found],
                sort=sort,
                dense=True,
            ),
            _definitions(found),
        ],
    )


def _row(standard: "Standard", language: Language) -> parts.Row:
    last = _last(standard)
    return parts.Row(
        cells=[
            standard.what.say(language),
            str(standard.channel.label),
            time_in_words(standard, language) or str(standard.unit.label),
            _share(standard.target_pct, language),
            _result(standard, last, language),
            _volume(last, language),
        ]
    )


def _result(standard: "Standard", last: "Result | None", language: Language) -> parts.Content:
    if last is None or last.pct is None:
        return _("Not measured")
    words = {"share": _share(last.pct, language), "year": last.fiscal_year}
    if standard.was_met(last):
        return parts.Tag(text=_("%(share)s, met in %(year)s") % words, kind=parts.TagKind.SUCCESS)
    return parts.Tag(text=_("%(share)s, not met in %(year)s") % words, kind=parts.TagKind.DANGER)


def _volume(last: "Result | None", language: Language) -> str:
    if last is None:
        return "–"
    return _("%(met)s of %(volume)s") % {"met": number(last.met, language), "volume": number(last.volume, language)}


def _share(pct: Decimal, language: Language) -> str:
    return _("%(share)s%%") % {"share": number(pct, language)}


def _last(standard: "Standard") -> "Result | None":
    return standard.results[-1] if standard.results else None


DAYS = {"minutes": Decimal(1) / 1440, "hours": Decimal(1) / 24, "business_days": Decimal("1.4"), "months": Decimal(30)}


def _key(sort: str, language: Language) -> Key:
    """Return what to sort by. Times of different units are put in order as if in calendar days."""
    keys: dict[str, Key] = {
        "service": lambda standard: standard.what.say(language).casefold(),
        "way": lambda standard: str(standard.channel.label),
        "time": lambda standard: (standard.value or 0) * DAYS.get(standard.unit.value, Decimal(1)),
        "target": lambda standard: standard.target_pct,
        "result": _last_share,
        "volume": lambda standard: last.volume if (last := _last(standard)) else -1,
    }
    return keys.get(sort, lambda standard: standard.code)


def _last_share(standard: "Standard") -> Decimal:
    last = _last(standard)
    return NOT_MEASURED if last is None or last.pct is None else last.pct


def _definitions(found: list["Standard"]) -> parts.Section:
    review = min((each.review_on for each in found if each.review_on), default=None)
    texts = [
        _("The days count from the day we have your application to the decision, or to what the standard names."),
        _("Business days are Monday to Friday, without federal holidays. Months are calendar months."),
        _("The clock stands still while we wait for you: for documents, fingerprints, a medical exam or an answer."),
        _("The result is the share of cases of that fiscal year (April to March) that kept the standard."),
        _("Source: the department’s service inventory of 2023-2024."),
    ]
    if review:
        texts.append(_("These standards were to be confirmed again by %(day)s.") % {"day": long_day(review)})
    return parts.Section(id="definitions", title=_("What these figures mean"), items=[parts.Bullets(items=texts)])
