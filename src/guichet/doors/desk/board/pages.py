"""What the board shows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from guichet.design import parts
from guichet.design.dates import local_day
from guichet.doors.desk.board.forms import WorkerForm
from guichet.doors.desk.work.acting_forms import Doing
from guichet.doors.desk.work.bars import team_named
from guichet.doors.desk.work.subjects import subjects_in_words
from guichet.doors.entrance import Visit
from guichet.doors.staff import StaffPage, address, frame, place_for, stamp, when
from guichet.foundation.dates import number
from guichet.worklists.queries import Flow, KindLoad, Load, TaskFacts, WorkerFacts

# Within these times from now a clock is at risk; so many hours of today are shown.
RISK = (timedelta(hours=1), timedelta(hours=4))
HOURS = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Board:
    """How work stands, as the view has asked for it; counted up to `most`."""

    loads: Sequence[Load]
    risk: Mapping[timedelta, int]
    late: int
    urgent: int
    most: int
    flow: Sequence[Flow]
    kinds: Sequence[KindLoad]
    next_due: Sequence[TaskFacts]
    is_live: bool
    shows_all: bool


@dataclass(frozen=True, kw_only=True)
class BoardPage(StaffPage):
    """Clocks at risk, who has how much, what came and was done today."""

    refresh: str
    live: parts.Link
    as_of: str
    figures: parts.StatRow
    next_due: parts.Table
    acts: parts.ActionBar | None
    loads: parts.Table
    everybody: parts.Link
    flow: parts.Table


@dataclass(frozen=True, kw_only=True)
class WorkerPage(StaffPage):
    """What a colleague can do, and how much at once."""

    shown: Sequence[parts.Part]
    form: WorkerForm
    submit: str
    cancel: str
    kind: str = "primary"
    below: Sequence[parts.Part] = ()


def board_page(visit: Visit, found: Board) -> BoardPage:
    """Return the board as of now."""
    now = visit.origin.at
    kept = {"all": "yes" if found.shows_all else ""}
    return BoardPage(
        heading=_("Board"),
        frame=frame(visit, current="desk:board"),
        refresh=reverse("desk:board-moved") + address({"since": place_for((now, 0))}) if found.is_live else "",
        live=parts.Link(
            text=_("Stop: let the page stand still") if found.is_live else _("Load the page anew as things happen"),
            href=reverse("desk:board") + (address({**kept, "still": "yes" if found.is_live else ""})),
        ),
        as_of=_("As of %(moment)s.") % {"moment": stamp(now)},
        figures=_figures(visit, found),
        next_due=_next_due(visit, found.next_due),
        acts=parts.ActionBar(
            label=_("With the ticked tasks"),
            buttons=[
                parts.Button(text=str(one.label), name="do", value=one.value, kind=parts.ButtonKind.SECONDARY)
                for one in (Doing.ASSIGN, Doing.HAND_OVER, Doing.URGENCY, Doing.GIVE_BACK)
            ],
        )
        if found.next_due
        else None,
        loads=_loads(visit, found.loads),
        everybody=parts.Link(
            text=_("Only those who have work") if found.shows_all else _("Everybody who works here"),
            href=reverse("desk:board") + address({"all": "" if found.shows_all else "yes"}),
        ),
        flow=_flow(visit, found.flow),
    )


def worker_page(visit: Visit, facts: WorkerFacts, form: WorkerForm) -> WorkerPage:
    """Return the page of what one colleague can do."""
    return WorkerPage(
        heading=facts.name,
        frame=frame(visit, current="desk:board", above=[parts.Link(text=_("Board"), href=reverse("desk:board"))]),
        shown=[
            parts.NoticeBanner(
                title=_("Lists and the sharing out of work go by this."),
                body=_("What is near the end of its time is shown to everybody."),
            )
        ],
        form=form,
        submit=_("Save"),
        cancel=reverse("desk:board"),
    )


def _figures(visit: Visit, found: Board) -> parts.StatRow:
    def counted(how_many: int) -> str:
        return number(how_many, visit.language) + ("+" if how_many >= found.most else "")

    work = reverse("desk:work")
    oldest = min((one.oldest_opened_at for one in found.kinds if one.oldest_opened_at), default=None)
    waiting = sum(one.open for one in found.kinds)
    return parts.StatRow(
        stats=[
            parts.Stat(label=_("Late"), value=counted(found.late), cases_href=work + address({"tab": "late"})),
            *(
                parts.Stat(
                    label=_("Due within %(n)s h") % {"n": span // timedelta(hours=1)}, value=counted(found.risk[span])
                )
                for span in RISK
            ),
            parts.Stat(
                label=_("Urgent, or danger"),
                value=counted(found.urgent),
                cases_href=work + address({"tab": "all", "only": "urgent"}),
            ),
            parts.Stat(
                label=_("With nobody"),
                value=number(waiting, visit.language)
                + ("+" if any(one.open >= found.most for one in found.kinds) else ""),
                cases_href=work + address({"tab": "all", "only": "free"}),
            ),
            parts.Stat(label=_("Oldest since"), value=stamp(oldest) or "–"),
        ]
    )


def _next_due(visit: Visit, tasks: Sequence[TaskFacts]) -> parts.Table:
    now = visit.origin.at
    named = subjects_in_words({one.subject for one in tasks}, visit.language, local_day(now))
    return parts.Table(
        caption=_("Clocks that run out first"),
        dense=True,
        columns=[
            parts.Column(label=_("Task")),
            parts.Column(label=_("About")),
            parts.Column(label=_("Due")),
            parts.Column(label=_("With whom")),
        ],
        rows=[
            parts.Row(
                href=reverse("desk:task", args=[one.task_id]),
                urgent=one.is_overdue(now),
                pick=str(one.task_id),
                pick_label=_("Choose: %(task)s") % {"task": named[one.subject]},
                cells=[str(one.kind.title), named[one.subject], when(one.due_at), one.taken_by_name or _("Nobody")],
            )
            for one in tasks
        ],
        empty=parts.EmptyState(title=_("No clock runs out soon")),
    )


def _loads(visit: Visit, loads: Sequence[Load]) -> parts.Table:
    language = visit.language
    return parts.Table(
        caption=_("Who has how much"),
        dense=True,
        columns=[
            parts.Column(label=_("Name")),
            parts.Column(label=_("Team")),
            parts.Column(label=_("Now"), number=True),
            parts.Column(label=_("Put off"), number=True),
            parts.Column(label=_("Late"), number=True),
            parts.Column(label=_("Danger"), number=True),
            parts.Column(label=_("Next due")),
            parts.Column(label=_("Gets work")),
        ],
        rows=[
            parts.Row(
                href=reverse("desk:worker", args=[one.worker.staff_id]),
                urgent=bool(one.late or one.danger),
                cells=[
                    one.worker.name,
                    team_named(one.worker.team) if one.worker.team else "–",
                    number(one.held, language),
                    number(one.asleep, language),
                    number(one.late, language),
                    number(one.danger, language),
                    when(one.next_due_at),
                    _gets(one.worker, visit),
                ],
            )
            for one in loads
        ],
        empty=parts.EmptyState(title=_("Nobody has a task")),
    )


def _gets(worker: WorkerFacts, visit: Visit) -> parts.Content:
    now = visit.origin.at
    if worker.paused_until and worker.paused_until > now:
        text = _("Pause until %(moment)s") % {"moment": f"{localtime(worker.paused_until):%H:%M}"}
        return parts.Tag(text=text, kind=parts.TagKind.WARNING)
    if worker.gets_until and worker.gets_until > now:
        text = _("Until %(moment)s") % {"moment": f"{localtime(worker.gets_until):%H:%M}"}
        return parts.Tag(text=text, kind=parts.TagKind.SUCCESS)
    return _("Takes it themselves")


def _flow(visit: Visit, flow: Sequence[Flow]) -> parts.Table:
    return parts.Table(
        caption=_("Today, hour by hour"),
        dense=True,
        columns=[
            parts.Column(label=_("Hour")),
            parts.Column(label=_("Came"), number=True),
            parts.Column(label=_("Over"), number=True),
        ],
        rows=[
            parts.Row(
                cells=[
                    f"{localtime(one.begins_at):%H:%M}",
                    number(one.opened, visit.language),
                    number(one.done, visit.language),
                ]
            )
            for one in flow
        ],
    )
