"""What stands beside a question at the desk: who asks, why they may be asking, their files, what was said before."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from guichet.applications.queries import FileSummary, files_of
from guichet.applications.terms import Overall
from guichet.clients.queries import ClientFacts, HouseholdFacts, Serving, household_of, serving
from guichet.clients.queries import client as client_facts
from guichet.design import parts
from guichet.doors.desk.clients.history import NOTE_KINDS
from guichet.doors.desk.enquiries.thread import proof_words
from guichet.doors.desk.search.pages import one_name
from guichet.doors.desk.words import LANGUAGES, turn
from guichet.doors.entrance import Visit
from guichet.doors.staff import day
from guichet.enquiries.queries import Around, Before, EnquiryFacts, LikelyNews, around
from guichet.enquiries.rules.likely import Why
from guichet.foundation.dates import long_date
from guichet.worklists.queries import TaskFacts, tasks_of_clients


@dataclass(frozen=True, slots=True)
class Beside:
    """What is known of whoever asked; of somebody known by an address only, what came from there before."""

    around: Around
    files: Sequence[FileSummary] = ()
    client: ClientFacts | None = None
    known: Serving | None = None
    household: HouseholdFacts | None = None
    work: Sequence[TaskFacts] = ()


def beside(visit: Visit, one: EnquiryFacts) -> Beside:
    """Return what stands beside a question whose file is open."""
    viewer, now, language = visit.viewer, visit.origin.at, visit.language
    if one.client_id is None:
        return Beside(around(one, files=(), viewer=viewer, language=language, now=now))
    files = files_of(viewer, language=language, now=now, client_id=one.client_id)
    return Beside(
        around=around(one, files=files, viewer=viewer, language=language, now=now),
        files=files,
        client=client_facts(one.client_id, viewer=viewer),
        known=serving(one.client_id, viewer=viewer, now=now, language=language),
        household=household_of(one.client_id, viewer=viewer, now=now),
        work=[
            task
            for task in tasks_of_clients(viewer.everyone_of(one.client_id), viewer=viewer)
            if task.subject != f"enquiry:{one.enquiry_id}"
        ],
    )


def panels(visit: Visit, found: Beside) -> list[parts.Section]:
    """Return the panels, what matters most first."""
    shown: list[parts.Section | None] = [
        _likely(found) if found.client else None,
        _person(visit, found) if found.client else None,
        _files(found) if found.client else None,
        _before(found.around),
        _work(found.work),
    ]
    return [one for one in shown if one]


def why_words(why: Why) -> str:
    """Return in a few words what makes news likelier to be the reason."""
    return {
        Why.NEW: _("new"),
        Why.NOT_REACHED: _("our message about it did not arrive"),
        Why.SAME_PROGRAM: _("the same program as the question"),
        Why.NAMED: _("they name this file"),
    }[why]


def _likely(found: Beside) -> parts.Section:
    news = found.around.likely
    items: list[parts.Content] = [_reason(one) for one in news]
    if not items:
        items = [_("Nothing changed for them lately that we know of. They may want to hear where things stand.")]
    return parts.Section(
        id="likely", title=_("Why they may be asking"), items=[parts.Bullets(items=items, numbered=len(news) > 1)]
    )


def _reason(one: LikelyNews) -> parts.Content:
    about = " · ".join([one.line.number, *(why_words(why) for why in one.likely.whys)]).removeprefix(" · ")
    return parts.Sentence(pieces=[one.line.sentence, " ", day(one.line.at), f" · {about}" if about else ""])


def _person(visit: Visit, found: Beside) -> parts.Section:
    client = found.client
    assert client is not None
    born = long_date(client.birth_date, visit.language) if client.birth_date else "–"
    where = reverse("desk:client", args=[client.client_id])
    rows = [
        parts.SummaryRow(key=_("Name"), value=one_name(client.names[0]) if client.names else client.shown_uci),
        parts.SummaryRow(key=_("UCI"), value=client.shown_uci),
        parts.SummaryRow(key=_("Born"), value=born),
        parts.SummaryRow(key=_("Language"), value=LANGUAGES[client.language]),
        parts.SummaryRow(key=_("To be told"), value=str(client.channel.label)),
    ]
    if found.household:
        others = [one for one in found.household.members if not one.is_self]
        names: list[parts.Content] = [
            parts.Sentence(
                pieces=[
                    parts.Link(text=one.name or "–", href=reverse("desk:client", args=[one.client_id])),
                    f" · {_('child')}" if one.is_child else "",
                ]
            )
            for one in others
        ]
        if names:
            rows.append(parts.SummaryRow(key=_("Household"), value=parts.Bullets(items=names)))
    return parts.Section(
        id="person",
        title=_("Who they are"),
        items=[parts.SummaryList(dense=True, rows=rows)],
        action=parts.Link(text=_("The whole record"), href=where, key="r"),
    )


def _files(found: Beside) -> parts.Section:
    ordered = sorted(found.files, key=lambda one: (one.overall == Overall.CLOSED, -one.latest_at.timestamp()))
    items: list[parts.Content] = [
        parts.Sentence(
            pieces=[
                parts.Link(text=one.number, href=reverse("desk:file", args=[one.number])),
                f" · {one.program} · {one.happening} ",
                turn(one.waiting_on)
                if one.overall != Overall.CLOSED
                else parts.Tag(text=pgettext("file", "Closed"), kind=parts.TagKind.NEUTRAL),
            ]
        )
        for one in ordered
    ]
    body: parts.Content = parts.Bullets(items=items) if items else _("No files")
    return parts.Section(id="files", title=_("Their files"), items=[body])


def _before(found: Around) -> parts.Section | None:
    entries = [_contact(one) for one in found.before]
    entries += [
        parts.TimelineEntry(
            at=line.at,
            title=line.sentence,
            tag=parts.Tag(text=_("We told them") if line.told else _("They asked otherwise")),
            notes=[
                parts.TimelineNote(text=way.sentence, kind=NOTE_KINDS[way.status])
                for way in (line.told.ways if line.told else ())
            ],
        )
        for line in found.told
    ]
    if not entries:
        return None
    entries.sort(key=lambda one: one.at.isoformat(), reverse=True)
    return parts.Section(
        id="before", title=_("What was said before"), items=[parts.Timeline(dense=True, level=3, entries=entries)]
    )


def _contact(one: Before) -> parts.TimelineEntry:
    notes = [parts.TimelineNote(text=f"{one.reference} · {one.state.label} · {proof_words(one.proof)}")]
    if one.answer:
        notes.append(parts.TimelineNote(text=_("We answered: %(words)s") % {"words": one.answer}))
    return parts.TimelineEntry(
        at=one.received_at,
        title=one.words or _("These words were forgotten."),
        tag=parts.Tag(text=str(one.channel.label), kind=parts.TagKind.INFO),
        notes=notes,
        links=[parts.Link(text=_("Read it"), href=reverse("desk:enquiry", args=[one.enquiry_id]))],
    )


def _work(tasks: Sequence[TaskFacts]) -> parts.Section | None:
    if not tasks:
        return None
    items: list[parts.Content] = [
        parts.Sentence(
            pieces=[
                parts.Link(text=str(task.kind.title), href=reverse("desk:task", args=[task.task_id])),
                " · ",
                day(task.due_at),
            ]
        )
        for task in tasks
    ]
    return parts.Section(id="work", title=_("Other work that waits"), items=[parts.Bullets(items=items)])
