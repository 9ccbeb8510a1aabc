"""Cells and tables that the pages of programs and of standards share."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path

from django.conf import settings
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from guichet.design import parts
from guichet.foundation.dated.problems import Problem
from guichet.foundation.dates import number
from guichet.foundation.languages import Language, Text
from guichet.standards.rules import Standard
from guichet.standards.terms import Certainty

# By the code, so that the two rooms' words of the same meaning look alike.
CERTAINTIES = {
    "C": (gettext_lazy("Confirmed"), parts.TagKind.SUCCESS),
    "C2": (gettext_lazy("Reported"), parts.TagKind.INFO),
    "V": (gettext_lazy("To verify"), parts.TagKind.WARNING),
}


def both(text: Text) -> SafeString:
    """Return a text in English and French, each marked with its language."""
    return format_html('<span lang="en">{}</span><br><span lang="fr">{}</span>', text.en, text.fr)


def own_folder() -> Path | None:
    return Path(settings.DATA_FOLDER) if settings.DATA_FOLDER else None


def problems_table(found: Sequence[Problem]) -> parts.Table | None:
    if not found:
        return None
    return parts.Table(
        caption=_("Faults in the data files"),
        dense=True,
        columns=[
            parts.Column(label=_("File and line")),
            parts.Column(label=_("What is wrong")),
            parts.Column(label=_("How to mend it")),
        ],
        rows=[
            parts.Row(
                urgent=True,
                cells=[f"{one.file}:{one.line}", both(one.message), both(one.mend)],
            )
            for one in found
        ],
    )


def in_force(start: date | None, end: date | None) -> str:
    if start and end:
        return _("%(start)s to %(end)s") % {"start": start, "end": end}
    if start:
        return _("since %(day)s") % {"day": start}
    return _("until %(day)s") % {"day": end} if end else _("always")


def certainty(status: Certainty | str) -> parts.Tag:
    """Return how sure a record is, in a word: tables are narrow."""
    text, kind = CERTAINTIES[Certainty(str(status)).value]
    return parts.Tag(text=text, kind=kind)


def time_promised(standard: Standard, language: Language) -> str:
    if not standard.is_timed or standard.value is None:
        return "–"
    return f"{number(standard.value, language)} {standard.unit.label}"


def percent(share: Decimal, language: Language) -> str:
    """Return a share in hundredths as each language writes it: 80% or 80 %."""
    told = number(share, language)
    return f"{told}\N{NO-BREAK SPACE}%" if language is Language.FR else f"{told}%"
