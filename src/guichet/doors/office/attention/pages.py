"""What needs attention, of that which this person may see and mend."""

from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from guichet.applications.feed.queries import open_reasons
from guichet.applications.figures import feed_figures
from guichet.applications.terms import RunState
from guichet.design import parts
from guichet.doors.entrance import Visit
from guichet.doors.office.catalogue.pages import catalogue_problems
from guichet.doors.office.feed.mending import MENDING
from guichet.doors.staff import StaffPage, address, frame
from guichet.foundation.dates import number
from guichet.foundation.languages import Language
from guichet.identity.rules import Viewer
from guichet.identity.terms import Right
from guichet.journal.workload import somebody_works, stuck_job_count
from guichet.notices.figures import notice_figures
from guichet.notices.queries import undelivered_counts
from guichet.notices.terms import DeliveryStatus
from guichet.standards.queries import due_for_review
from guichet.worklists.queries import work_by_kind


@dataclass(frozen=True, slots=True)
class Matter:
    """One thing that may need attention: how many, what of, and the page where it is mended."""

    label: str
    count: int
    note: str
    href: str


@dataclass(frozen=True, kw_only=True)
class AttentionPage(StaffPage):
    """What needs attention now."""

    warning: parts.NoticeBanner | None
    calm: parts.EmptyState | None
    figures: parts.StatRow
    rows: parts.Table | None


def attention_page(visit: Visit) -> AttentionPage:
    """Return what needs attention; where nothing does, the page says so."""
    now, viewer = visit.origin.at, visit.viewer
    matters: list[Matter] = []
    if viewer.may(Right.FEED):
        matters += _feed(visit.language)
    if viewer.may(Right.UNDELIVERED):
        matters += _notices(viewer, now, visit.language)
    sees_jobs = viewer.may(Right.STUCK_JOBS)
    if sees_jobs:
        matters.append(_jobs())
    if viewer.may(Right.SUPERVISE_WORK):
        matters.append(_work(visit))
    matters += _data(now)
    asleep = sees_jobs and not somebody_works(now)
    nothing = not asleep and not any(matter.count for matter in matters)
    return AttentionPage(
        heading=_("What needs attention"),
        frame=frame(visit, current="office:home"),
        warning=_asleep() if asleep else None,
        calm=parts.EmptyState(
            title=_("Nothing needs attention"), body=_("Everything that came in was taken in and told.")
        )
        if nothing
        else None,
        figures=parts.StatRow(stats=[_stat(matter, visit.language) for matter in matters]),
        rows=_reasons(visit) if viewer.may(Right.FEED) else None,
    )


def _work(visit: Visit) -> Matter:
    late = sum(load.overdue for load in work_by_kind(viewer=visit.viewer, now=visit.origin.at))
    href = f"{reverse('desk:work')}{address({'tab': 'late'})}"
    return Matter(_("Late tasks"), late, _("Not done by the day they were due."), href)


def _feed(language: Language) -> list[Matter]:
    found = feed_figures()
    to_mend, broken = sum(found.open_rows.values()), found.runs[RunState.BROKEN_OFF]
    return [
        Matter(
            _("Rows set aside"),
            to_mend,
            _("of %(n)s read") % {"n": number(found.lines_read, language)},
            reverse("office:runs") + address({"rows": "open"}),
        ),
        Matter(
            _("Runs broken off"),
            broken,
            _("start them again: they go on where they stopped"),
            reverse("office:runs") + address({"state": RunState.BROKEN_OFF.value}),
        ),
        Matter(
            _("Events that wait"),
            found.waiting_events,
            _("for a file or client not heard of yet"),
            "",
        ),
    ]


def _notices(viewer: Viewer, now: datetime, language: Language) -> list[Matter]:
    found, stuck = notice_figures(now), undelivered_counts(viewer, now)
    by_status = found.messages_by_status.items()
    waiting = sum(count for (_medium, status), count in by_status if status == DeliveryStatus.QUEUED)
    oldest = max(found.oldest_waiting_age.values(), default=0.0)
    return [
        Matter(
            _("Notices that reached nobody"),
            stuck.owned,
            _("a person sees to each; %(n)s overdue") % {"n": number(stuck.overdue, language)},
            reverse("office:undelivered"),
        ),
        Matter(
            _("Undelivered and nobody’s"),
            stuck.neither,
            _("must always be 0"),
            reverse("office:undelivered"),
        ),
        Matter(
            _("Messages not sent yet"),
            waiting,
            _("the oldest for %(n)s minutes") % {"n": number(int(oldest // 60), language)} if waiting else "",
            "",
        ),
    ]


def _jobs() -> Matter:
    return Matter(_("Jobs that gave up"), stuck_job_count(), _("try them again once the cause is mended"),
                  reverse("office:jobs"))  # fmt: skip


def _data(now: datetime) -> list[Matter]:
    day = timezone.localdate(now)
    return [
        Matter(
            _("Faults in the data files"),
            len(catalogue_problems()),
            _("a sentence or a code is missing"),
            reverse("office:programs"),
        ),
        Matter(
            _("Standards to confirm"),
            len(due_for_review(day)),
            _("their day of review has passed"),
            reverse("office:standards") + address({"sort": "review"}),
        ),
    ]


def _stat(matter: Matter, language: Language) -> parts.Stat:
    return parts.Stat(
        label=matter.label,
        value=number(matter.count, language),
        note=matter.note,
        cases_href=matter.href if matter.count else "",
    )


def _asleep() -> parts.NoticeBanner:
    return parts.NoticeBanner(
        kind=parts.NoticeKind.DANGER,
        title=_("No worker is running."),
        body=_("Nothing is lost, but clients are not told of anything until one is. Start it with “guichet work”."),
    )


def _reasons(visit: Visit) -> parts.Table | None:
    found = open_reasons(viewer=visit.viewer)
    if not found:
        return None
    may_mend = visit.viewer.may(Right.MEND_FEED)
    return parts.Table(
        caption=_("Why rows were set aside, in all runs"),
        dense=True,
        columns=[
            parts.Column(label=_("Reason")),
            parts.Column(label=_("How to mend it")),
            parts.Column(label=_("Rows"), number=True),
            *([parts.Column(label=_("Try again"))] if may_mend else []),
        ],
        rows=[
            parts.Row(
                cells=[
                    one.reason.label,
                    MENDING[one.reason],
                    number(one.count, visit.language),
                    *([_retry(one.reason.value, one.count)] if may_mend else []),
                ]
            )
            for one in found
        ],
    )


def _retry(reason: str, count: int) -> parts.Link:
    text = ngettext("Try %(n)s row again", "Try %(n)s rows again", count) % {"n": count}
    return parts.Link(text=text, detail=reason, href=reverse("office:retry") + address({"reason": reason}))
