"""What happened to a client or a file, and who looked: the same parts on both pages."""

from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext as _

from guichet.applications.queries import TimelineLine, timeline
from guichet.design import parts
from guichet.doors.desk.words import told
from guichet.doors.entrance import Visit
from guichet.doors.staff import address, place_for, place_in, when
from guichet.foundation.languages import Language
from guichet.identity.queries import LookFacts, looks_at
from guichet.notices.terms import DeliveryStatus

LOOKS_PAGE = 50
NOTE_KINDS = {
    DeliveryStatus.QUEUED: parts.NoteKind.WAITING,
    DeliveryStatus.SENDING: parts.NoteKind.WAITING,
    DeliveryStatus.SENT: parts.NoteKind.DONE,
    DeliveryStatus.DELIVERED: parts.NoteKind.DONE,
    DeliveryStatus.FAILED: parts.NoteKind.FAILED,
}

History = tuple[Sequence[parts.Content], parts.Pagination | None]


def timeline_part(
    visit: Visit, *, told_in: Language, client_id: int | None = None, number: str | None = None
) -> History:
    """Return a part of a timeline as the client reads it, with the agent's language below where it is another."""
    before, reader = place_in(visit.GET.get("before")), visit.language
    page = timeline(viewer=visit.viewer, language=told_in, client_id=client_id, number=number, before=before)
    read = page
    if told_in is not reader:
        read = timeline(viewer=visit.viewer, language=reader, client_id=client_id, number=number, before=before)
    if not page.lines:
        return [parts.EmptyState(title=_("Nothing has happened yet"))], None
    entries = [
        _entry(line, other, told_in, reader, show_number=number is None)
        for line, other in zip(page.lines, read.lines, strict=True)
    ]
    return [parts.Timeline(dense=True, level=2, entries=entries)], _pages(visit, "timeline", page.older, before)


def looks_table(visit: Visit, client_id: int, *, hides_place: bool) -> History:
    """Return who looked at a client's files, latest first; with `hides_place` no office is named."""
    before = place_in(visit.GET.get("before"))
    found = looks_at(client_id, viewer=visit.viewer, now=visit.origin.at, before=before, limit=LOOKS_PAGE + 1)
    shown = found[:LOOKS_PAGE]
    table = parts.Table(
        caption=_("Who looked, latest first"),
        dense=True,
        columns=[
            parts.Column(label=_("When")),
            parts.Column(label=_("Who")),
            parts.Column(label=_("Role and office")),
            parts.Column(label=_("What")),
            parts.Column(label=_("Purpose")),
        ],
        rows=[_look_row(look, hides_place=hides_place) for look in shown],
        empty=parts.EmptyState(title=_("Nobody has looked yet")),
    )
    older = shown[-1].place if len(found) > LOOKS_PAGE else None
    return [table], _pages(visit, "looks", older, before)


def _entry(
    line: TimelineLine, read: TimelineLine, told_in: Language, reader: Language, *, show_number: bool
) -> parts.TimelineEntry:
    return parts.TimelineEntry(
        at=line.at,
        title=told(line.sentence, told_in, read.sentence, reader),
        tag=parts.Tag(text=line.number) if show_number and line.number else None,
        notes=_notes(read),
    )


def _notes(read: TimelineLine) -> list[parts.TimelineNote]:
    """Return how the client was told, in the agent's language."""
    if read.told is None:
        return [parts.TimelineNote(text=_("The client was not told of this."))]
    ways = [parts.TimelineNote(text=way.sentence, kind=NOTE_KINDS[way.status]) for way in read.told.ways]
    return ways or [parts.TimelineNote(text=read.told.not_sent)] if ways or read.told.not_sent else []


def _look_row(look: LookFacts, *, hides_place: bool) -> parts.Row:
    roles = ", ".join(str(role.label) for role in look.roles)
    return parts.Row(
        cells=[
            when(look.looked_at),
            look.staff_name or (look.holder.label if look.holder else ""),
            f"{roles} · {look.office}" if look.office and not hides_place else roles,
            look.subject,
            look.purpose.label if look.purpose else "",
        ]
    )


def _pages(
    visit: Visit, tab: str, older: tuple[datetime, int] | None, before: tuple[datetime, int] | None
) -> parts.Pagination | None:
    if older is None and before is None:
        return None
    return parts.Pagination(
        previous_href=address({"tab": tab}) if before else "",
        next_href=address({"tab": tab, "before": place_for(older)}) if older else "",
    )
