"""What the pages of the feed show."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from guichet.applications.feed.queries import PAGE, ReasonCount, Row, Run
from guichet.applications.terms import RunState, SetAsideReason
from guichet.design import parts
from guichet.doors.entrance import Visit
from guichet.doors.office.feed.forms import RowFilter, RunFilter
from guichet.doors.office.feed.mending import MENDING
from guichet.doors.staff import StaffPage, address, frame, stamp, when
from guichet.foundation.dates import number
from guichet.foundation.languages import Language
from guichet.identity.terms import Right

# So much of a line stands in a table; the whole of it on the row's own page.
LINE_SHOWN = 240
STATE_KINDS = {
    RunState.RUNNING: parts.TagKind.INFO,
    RunState.DONE: parts.TagKind.SUCCESS,
    RunState.BROKEN_OFF: parts.TagKind.DANGER,
}


@dataclass(frozen=True, kw_only=True)
class RunsPage(StaffPage):
    """All runs, latest first."""

    intro: str
    filters: parts.FilterBar
    table: parts.Table
    pages: parts.Pagination | None


@dataclass(frozen=True, kw_only=True)
class RunPage(StaffPage):
    """One run: what it counted, and what it set aside."""

    notice: parts.NoticeBanner | None
    figures: parts.StatRow
    facts: parts.SummaryList
    reasons: parts.Table | None
    rows: parts.Table
    pages: parts.Pagination | None


@dataclass(frozen=True, kw_only=True)
class RowPage(StaffPage):
    """One row that was set aside, whole, and trying it again."""

    row_id: int
    facts: parts.SummaryList
    line: str
    done: parts.NoticeBanner | None
    may_mend: bool
    back: parts.BackLink


@dataclass(frozen=True, kw_only=True)
class RetryPage(StaffPage):
    """Asks before all rows of a reason are tried again."""

    question: str
    consequence: str
    reason: SetAsideReason
    run: int | None
    submit: str
    cancel: str


def runs_page(visit: Visit, runs: Sequence[Run], chosen: RunFilter) -> RunsPage:
    """Return the list of runs; `runs` holds one too many where there are more."""
    shown = runs[:PAGE]
    kept = chosen.kept()
    return RunsPage(
        heading=_("Runs of the feed"),
        frame=frame(visit, current="office:runs"),
        intro=_(
            "Each file, stream or request of the case system is one run. Nothing that was read is lost: a row is "
            "accepted, known already, or set aside with its reason."
        ),
        filters=parts.FilterBar(
            filters=[
                parts.Filter(
                    name="state",
                    label=_("State"),
                    choices=[
                        parts.FilterChoice(value="", text=_("All"), chosen=chosen.state is None),
                        *(
                            parts.FilterChoice(value=state.value, text=state.label, chosen=state is chosen.state)
                            for state in RunState
                        ),
                    ],
                ),
                parts.Filter(
                    name="rows",
                    label=_("Rows set aside"),
                    choices=[
                        parts.FilterChoice(value="", text=_("Any"), chosen=not chosen.open_rows_only),
                        parts.FilterChoice(value="open", text=_("Some to mend"), chosen=chosen.open_rows_only),
                    ],
                ),
            ],
        ),
        table=parts.Table(
            caption=_("Runs, latest first"),
            caption_hidden=True,
            dense=True,
            columns=[
                parts.Column(label=_("Run"), number=True),
                parts.Column(label=_("From")),
                parts.Column(label=_("State")),
                parts.Column(label=_("Began")),
                parts.Column(label=_("Took"), number=True),
                parts.Column(label=_("Read"), number=True),
                parts.Column(label=_("Accepted"), number=True),
                parts.Column(label=_("Known already"), number=True),
                parts.Column(label=_("Set aside"), number=True),
                parts.Column(label=_("To mend"), number=True),
            ],
            rows=[_run_row(run, visit.language) for run in shown],
            empty=parts.EmptyState(
                title=_("No runs here"),
                body=_("A run begins when the case system sends events, or when somebody types “guichet ingest”."),
            ),
        ),
        pages=_pages(runs, {**kept, "before": shown[-1].number} if shown else {}, is_first=chosen.before is None),
    )


def run_page(visit: Visit, run: Run, reasons: Sequence[ReasonCount], rows: Sequence[Row], chosen: RowFilter) -> RunPage:
    """Return one run with a page of its rows; `rows` holds one too many where there are more."""
    language, shown = visit.language, rows[:PAGE]
    may_mend = visit.viewer.may(Right.MEND_FEED)
    return RunPage(
        heading=_("Run %(number)s") % {"number": run.number},
        frame=frame(visit, current="office:runs", above=[_all_runs()]),
        notice=_notice_of(run),
        figures=parts.StatRow(
            stats=[
                parts.Stat(label=_("Read"), value=number(run.lines_read, language)),
                parts.Stat(label=_("Accepted"), value=number(run.accepted, language)),
                parts.Stat(label=_("Known already"), value=number(run.already_known, language)),
                parts.Stat(
                    label=_("Set aside"),
                    value=number(run.set_aside, language),
                    note=ngettext("%(n)s to mend", "%(n)s to mend", run.open_rows)
                    % {"n": number(run.open_rows, language)},
                ),
            ]
        ),
        facts=parts.SummaryList(
            dense=True,
            rows=[
                parts.SummaryRow(key=_("From"), value=run.source),
                *([parts.SummaryRow(key=_("Mapping"), value=run.mapping)] if run.mapping else []),
                parts.SummaryRow(key=_("State"), value=parts.Tag(text=run.state.label, kind=STATE_KINDS[run.state])),
                parts.SummaryRow(key=_("Began"), value=stamp(run.started_at)),
                *([parts.SummaryRow(key=_("Ended"), value=stamp(run.finished_at))] if run.finished_at else []),
            ],
        ),
        reasons=_reasons(run.number, reasons, language, may_mend=may_mend) if reasons else None,
        rows=_rows(shown, chosen),
        pages=_pages(rows, {**chosen.kept(), "after": shown[-1].line_number} if shown else {},
                     is_first=chosen.after is None),
    )  # fmt: skip


def row_page(visit: Visit, row: Row) -> RowPage:
    """Return one row, whole."""
    return RowPage(
        heading=_("Line %(line)s of run %(run)s") % {"line": number(row.line_number, visit.language), "run": row.run},
        frame=frame(visit, current="office:runs"),
        back=parts.BackLink(
            href=reverse("office:run", args=[row.run]), text=_("Back to run %(run)s") % {"run": row.run}
        ),
        facts=parts.SummaryList(
            dense=True,
            rows=[
                parts.SummaryRow(key=_("Why it was set aside"), value=row.reason.label),
                *([parts.SummaryRow(key=_("In particular"), value=row.detail)] if row.detail else []),
                parts.SummaryRow(key=_("Set aside"), value=stamp(row.set_aside_at)),
                parts.SummaryRow(key=_("How to mend it"), value=MENDING[row.reason]),
            ],
        ),
        row_id=row.id,
        line=row.line,
        done=parts.NoticeBanner(
            kind=parts.NoticeKind.SUCCESS,
            title=_("This row was accepted on %(moment)s.") % {"moment": stamp(row.accepted_at)},
        )
        if row.accepted_at
        else None,
        may_mend=visit.viewer.may(Right.MEND_FEED) and row.accepted_at is None,
    )


def retry_page(visit: Visit, reason: SetAsideReason, run: int | None, count: int) -> RetryPage:
    """Return the question before all open rows of a reason are tried again."""
    told = number(count, visit.language)
    return RetryPage(
        heading=_("Try rows again"),
        frame=frame(visit, current="office:runs"),
        question=ngettext(
            "%(n)s row was set aside for this reason:", "%(n)s rows were set aside for this reason:", count
        )
        % {"n": told},
        consequence=_(
            "Each row is read with today’s catalogue. What is accepted changes files, and clients are told. "
            "What is not stays here with its reason."
        ),
        reason=reason,
        run=run,
        submit=ngettext("Try %(n)s row again", "Try %(n)s rows again", count) % {"n": told},
        cancel=reverse("office:run", args=[run]) if run else reverse("office:runs"),
    )


def _all_runs() -> parts.Link:
    return parts.Link(text=_("Runs of the feed"), href=reverse("office:runs"))


def _run_row(run: Run, language: Language) -> parts.Row:
    counts = (run.lines_read, run.accepted, run.already_known, run.set_aside, run.open_rows)
    return parts.Row(
        href=reverse("office:run", args=[run.number]),
        urgent=run.state is RunState.BROKEN_OFF,
        cells=[
            str(run.number),
            f"{run.source} ({run.mapping})" if run.mapping else run.source,
            parts.Tag(text=run.state.label, kind=STATE_KINDS[run.state]),
            when(run.started_at),
            took(run.seconds, language),
            *(number(count, language) for count in counts),
        ],
    )


def took(seconds: float | None, language: Language) -> str:
    """Return how long something took: seconds, or minutes and seconds; a dash where it is not over."""
    if seconds is None:
        return "–"
    if seconds < 60:
        return f"{number(round(seconds, 1), language)} s"
    minutes, rest = divmod(round(seconds), 60)
    return f"{number(minutes, language)} min {rest:02} s"


def _notice_of(run: Run) -> parts.NoticeBanner | None:
    if run.state is not RunState.BROKEN_OFF:
        return None
    return parts.NoticeBanner(
        kind=parts.NoticeKind.WARNING,
        title=_("This run broke off."),
        body=_(
            "What it had accepted is kept. Start it again with the same file: it goes on where it stopped, and "
            "nothing is counted twice."
        ),
    )


def _reasons(run: int, reasons: Sequence[ReasonCount], language: Language, *, may_mend: bool) -> parts.Table:
    return parts.Table(
        caption=_("Why rows were set aside"),
        dense=True,
        columns=[
            parts.Column(label=_("Reason")),
            parts.Column(label=_("How to mend it")),
            parts.Column(label=_("Rows"), number=True),
            *([parts.Column(label=_("Try again"))] if may_mend else []),
        ],
        rows=[
            parts.Row(
                href=address({"reason": found.reason.value}),
                cells=[
                    found.reason.label,
                    MENDING[found.reason],
                    number(found.count, language),
                    *([_retry_link(found.reason, run)] if may_mend else []),
                ],
            )
            for found in reasons
        ],
    )


def _retry_link(reason: SetAsideReason, run: int) -> parts.Link:
    where = reverse("office:retry") + address({"reason": reason.value, "run": run})
    return parts.Link(text=_("Try again"), detail=str(reason.label), href=where)


def _rows(rows: Sequence[Row], chosen: RowFilter) -> parts.Table:
    return parts.Table(
        caption=_("Rows mended since") if chosen.mended else _("Rows to mend"),
        dense=True,
        columns=[
            parts.Column(label=_("Line"), number=True),
            parts.Column(label=_("Reason")),
            parts.Column(label=_("In particular")),
            parts.Column(label=_("The line as it came")),
        ],
        rows=[
            parts.Row(
                href=reverse("office:row", args=[row.id]),
                cells=[str(row.line_number), row.reason.label, row.detail, raw(row.line)],
            )
            for row in rows
        ],
        empty=parts.EmptyState(title=_("No rows to mend here")),
    )


def raw(line: str) -> str:
    """Return the beginning of a line as it came, safe to show."""
    cut = line[:LINE_SHOWN] + ("…" if len(line) > LINE_SHOWN else "")
    return format_html('<code class="raw" translate="no">{}</code>', cut)


def _pages(found: Sequence[object], onward: dict[str, object], *, is_first: bool) -> parts.Pagination | None:
    """Return the way on where one more was found than is shown, and the way back to the beginning."""
    more = len(found) > PAGE
    if is_first and not more:
        return None
    back = {name: value for name, value in onward.items() if name not in {"before", "after"}}
    return parts.Pagination(previous_href="" if is_first else address(back), next_href=address(onward) if more else "")
