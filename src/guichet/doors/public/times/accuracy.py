"""The accuracy ledger: each month, what we said and what happened, by program; also as open data."""

import csv
import io
from collections.abc import Sequence
from datetime import date
from itertools import groupby

from django.urls import reverse
from django.utils.translation import gettext as _

from guichet.design import parts
from guichet.design.dates import month
from guichet.doors.public.pages import ReadingPage
from guichet.doors.public.times.history import afterwards_note, happened
from guichet.foundation.dates import number
from guichet.foundation.languages import Language
from guichet.processing_times.queries import LedgerRow, Standing, wait_in_words
from guichet.programs.queries import catalogue

COLUMNS = (
    "program", "month", "said_on", "reckoned_afterwards", "said_p10_days", "said_p50_days", "said_p80_days",
    "said_p90_days", "sooner", "inside", "later", "still_waiting", "ended_without_decision",
    "inside_percent_at_least", "inside_percent_at_most", "standing", "counted_on",
)  # fmt: skip
# More tables at once would be slow on an old phone.
MONTHS_AT_ONCE = 4


def accuracy_page(
    rows: Sequence[LedgerRow], *, program: str, language: Language, before: date | None = None
) -> ReadingPage:
    """Return the ledger: of one program month by month, or of all for a few months, those before a day if given."""
    sections: list[parts.Part] = [_summary(rows, language), _filter(rows, program, language)]
    if program:
        sections.append(_table(catalogue().program(program).name.say(language), rows, language, by_month=True))
    else:
        months = [(on, list(lines)) for on, lines in groupby(rows, key=lambda row: row.month)]
        months = [(on, lines) for on, lines in months if before is None or on < before]
        for on, lines in months[:MONTHS_AT_ONCE]:
            caption = _("Those who applied in %(month)s") % {"month": month(on)}
            sections.append(_table(caption, lines, language, by_month=False))
        if len(months) > MONTHS_AT_ONCE:
            earlier = f"{reverse('public:times-accuracy')}?before={months[MONTHS_AT_ONCE - 1][0].isoformat()}"
            sections.append(parts.Paragraphs(texts=[parts.Link(text=_("Earlier months"), href=earlier)]))
    if not rows:
        sections = [
            parts.EmptyState(
                title=_("Nothing to show yet"),
                body=_("The first month appears here as soon as we have published times."),
            )
        ]
    if any(row.afterwards for row in rows):
        sections.append(parts.Paragraphs(texts=[afterwards_note()]))
    query = f"?program={program}" if program else ""
    sections.append(
        parts.Paragraphs(
            texts=[
                parts.Link(
                    text=_("Download all of it as open data (CSV)"), href=reverse("public:times-accuracy-csv") + query
                )
            ]
        )
    )
    return ReadingPage(
        heading=_("How right were we?"),
        lead=_(
            "Each month we write down what we say to those who apply, and never change it. "
            "Later we count how many got their decision in that range. It should be 8 in 10."
        ),
        breadcrumbs=parts.Breadcrumbs(
            links=[parts.Link(text=_("How long it takes now"), href=reverse("public:times"))]
        ),
        sections=sections,
    )


def as_csv(rows: Sequence[LedgerRow]) -> str:
    """Return the ledger as a table for programs; groups too small to be shown have no counts."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for row in rows:
        outcome, found = row.outcome, row.rightness
        counts = (
            (outcome.sooner, outcome.inside, outcome.later, outcome.waiting, outcome.ended_otherwise)
            if outcome
            else ("",) * 5
        )
        wait = row.wait
        writer.writerow(
            (
                row.program, row.month.isoformat(), row.said_on.isoformat(), "yes" if row.afterwards else "no",
                wait.p10, wait.p50, wait.p80, wait.p90, *counts,
                found.least if found else "", found.most if found else "",
                row.standing.value, row.counted_on.isoformat() if row.counted_on else "",
            )
        )  # fmt: skip
    return out.getvalue()


def _summary(rows: Sequence[LedgerRow], language: Language) -> parts.Part:
    """Return over all months that nothing can change any more how often the range held."""
    final = [row.outcome for row in rows if row.outcome and row.rightness and row.rightness.is_final]
    files, inside = sum(one.files for one in final), sum(one.inside for one in final)
    if not files:
        return parts.Paragraphs(texts=[_("No month is over yet: some of those who applied still wait.")])
    return parts.StatRow(
        stats=[
            parts.Stat(
                label=_("Decided inside the range we named"),
                value=_("%(share)s%%") % {"share": number(round(100 * inside / files), language)},
                note=_("of %(files)s files, in months of which all are known") % {"files": number(files, language)},
            ),
            parts.Stat(
                label=_("What we aim for"),
                value=_("%(share)s%%") % {"share": number(80, language)},
            ),
        ]
    )


def _filter(rows: Sequence[LedgerRow], program: str, language: Language) -> parts.FilterBar:
    known = catalogue()
    codes = sorted({row.program for row in rows}, key=lambda code: known.program(code).name.say(language))
    choices = [
        parts.FilterChoice(value=code, text=known.program(code).name.say(language), chosen=code == program)
        for code in codes
    ]
    return parts.FilterBar(
        filters=[
            parts.Filter(
                name="program",
                label=_("Program"),
                choices=[parts.FilterChoice(value="", text=_("All programs"), chosen=not program), *choices],
            )
        ]
    )


def _table(caption: str, lines: Sequence[LedgerRow], language: Language, *, by_month: bool) -> parts.Table:
    """Return some lines of the ledger: the months of one program, or the programs of one month by name."""
    known = catalogue()
    first = {row: month(row.month) if by_month else known.program(row.program).name.say(language) for row in lines}
    return parts.Table(
        caption=caption,
        dense=True,
        even=True,
        columns=[
            parts.Column(label=_("Applied in") if by_month else _("Program")),
            parts.Column(label=_("We said")),
            parts.Column(label=_("Sooner"), number=True),
            parts.Column(label=_("Later"), number=True),
            parts.Column(label=_("Still waiting"), number=True),
            parts.Column(label=_("What came of it")),
        ],
        rows=[
            parts.Row(
                cells=[first[row], wait_in_words(row.wait, language), *_counts(row, language), happened(row, language)]
            )
            for row in (lines if by_month else sorted(lines, key=lambda one: first[one]))
        ],
    )


def _counts(row: LedgerRow, language: Language) -> list[str]:
    if row.outcome is None or row.standing is Standing.FEW:
        return ["–", "–", "–"]
    return [number(count, language) for count in (row.outcome.sooner, row.outcome.later, row.outcome.waiting)]
