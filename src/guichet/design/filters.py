"""How values stand in templates: names in any script, sizes, numbers and days as the reader's language writes them.

The templates of pages (Django's) and those of parts (Jinja's) call these by the same names.
"""

import re
from datetime import date, datetime

from django.utils import formats
from django.utils.functional import Promise
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

from guichet.design import dates

# A word of several with a hyphen between; a long one may still break, where a telephone is too narrow for it.
_HYPHENATED = re.compile(r"(?<![\w-])(?=[\w-]{3,16}(?![\w-]))[^\W\d_]+(?:-[^\W\d_]+)+")


def bdi(name: object) -> SafeString:
    """Return a name set apart from the text around it, so that one written right to left stays whole."""
    return format_html("<bdi>{}</bdi>", name)


def grouped(number: float) -> str:
    """Return a number as the reader's language groups it: 2,312 or 2 312."""
    return formats.number_format(number, force_grouping=True)


def file_size(size: int) -> str:
    """Return how large a file is, from its bytes: 1.2 MB or 1,2 Mo."""
    if size < 1_000_000:
        return gettext("%(number)s KB") % {"number": grouped(max(1, round(size / 1_000)))}
    number = formats.number_format(size / 1_000_000, decimal_pos=1, force_grouping=True)
    return gettext("%(number)s MB") % {"number": number}


def long_day(day: date | datetime) -> str:
    """Return a day in words: October 1, 2026 or 1er octobre 2026."""
    return dates.long_day(dates.local_day(day))


def short_day(day: date | datetime) -> str:
    """Return a day without its year: Oct. 1 or 1er oct."""
    return dates.short_day(dates.local_day(day))


def spoken(text: object, language: str) -> SafeString:
    """Return a text marked as being in `language`, for those who have pages read to them."""
    return format_html('<span lang="{}">{}</span>', language, text)


def unbroken(words: object) -> object:
    """Return the words of a heading, those with a hyphen kept on one line: “puis-je”, never “puis-” and “je”."""
    if not isinstance(words, str | Promise) or "-" not in (said := str(words)):
        return words
    # What is marked as safe stays so; anything else is escaped here, since tags are put in.
    said = conditional_escape(said)
    return mark_safe(_HYPHENATED.sub(r'<span class="whole">\g<0></span>', said))  # noqa: S308 (escaped above)


FILTERS = (bdi, grouped, file_size, long_day, short_day, spoken, unbroken)
