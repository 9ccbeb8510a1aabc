"""A timeline as a part of a page."""

from django.urls import reverse
from django.utils.translation import gettext as _

from guichet.applications.queries import TimelinePage
from guichet.design import parts
from guichet.design.dates import local_day, long_day
from guichet.notices.queries import Told
from guichet.notices.terms import DeliveryStatus

KINDS = {
    DeliveryStatus.QUEUED: parts.NoteKind.WAITING,
    DeliveryStatus.SENDING: parts.NoteKind.WAITING,
    DeliveryStatus.SENT: parts.NoteKind.PLAIN,
    DeliveryStatus.DELIVERED: parts.NoteKind.DONE,
    DeliveryStatus.FAILED: parts.NoteKind.FAILED,
}


def timeline_entries(timeline: TimelinePage) -> list[parts.TimelineEntry]:
    """Return what happened, each with what became of the message that told of it."""
    # One address is made by its name, and the number of each message set into it.
    before, _number, after = reverse("account:message", args=[0]).rpartition("0")
    read = _("Read the message")
    return [
        parts.TimelineEntry(
            at=line.at,
            title=line.sentence,
            notes=notes_of(line.told),
            links=[parts.Link(text=read, detail=line.sentence, href=f"{before}{line.told.notice_id}{after}")],
        )
        if line.told
        else parts.TimelineEntry(at=line.at, title=line.sentence)
        for line in timeline.lines
    ]


def notes_of(told: Told) -> list[parts.TimelineNote]:
    """Return what became of telling somebody: each message sent, or why none was; and whether it was opened."""
    notes = [parts.TimelineNote(text=way.sentence, kind=KINDS[way.status]) for way in told.ways]
    if told.not_sent:
        notes.append(parts.TimelineNote(text=told.not_sent))
    if told.seen_to:
        notes.append(parts.TimelineNote(text=told.seen_to, kind=parts.NoteKind.WAITING))
    notes += [parts.TimelineNote(text=said) for said in told.beside]
    if told.opened_at:
        opened = _("You opened it here on %(day)s.") % {"day": long_day(local_day(told.opened_at))}
        return [*notes, parts.TimelineNote(text=opened, kind=parts.NoteKind.DONE)]
    if told.ways:
        notes.append(parts.TimelineNote(text=_("You have not opened it here yet.")))
    return notes
