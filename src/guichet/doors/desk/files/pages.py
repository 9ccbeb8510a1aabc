"""What the page of a file shows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from guichet.applications.queries import FileStatus
from guichet.applications.rules.lines import DocumentLine
from guichet.applications.silence import LastWord, last_word
from guichet.applications.terms import Overall, StepState, WaitingOn
from guichet.clients.queries import ClientFacts
from guichet.design import parts
from guichet.design.dates import local_day
from guichet.doors.desk.clients.history import History, looks_table, timeline_part
from guichet.doors.desk.clients.notices import notices_table
from guichet.doors.desk.clients.pages import failing_notice, opened, person
from guichet.doors.desk.clients.tabs import FileTab
from guichet.doors.desk.known.pages import known_part
from guichet.doors.desk.search.pages import one_name
from guichet.doors.desk.words import LANGUAGES, in_language, turn
from guichet.doors.entrance import Visit
from guichet.doors.staff import StaffPage, address, day, frame, stamp, when
from guichet.foundation.dates import date_range, days, long_date, money
from guichet.foundation.languages import Language
from guichet.privacy.queries import notations

STEP_STATES = {
    StepState.DONE: parts.StepState.DONE,
    StepState.NOW: parts.StepState.NOW,
    StepState.TO_COME: parts.StepState.TO_COME,
}


@dataclass(frozen=True, kw_only=True)
class Reading:
    """What the client reads, in one language, ready to be read out."""

    language: Language
    label: str
    theirs: bool
    happening: str
    needed: str
    points: Sequence[str]
    when: str
    sure: str
    moved: str
    next: str


@dataclass(frozen=True, kw_only=True)
class FilePage(StaffPage):
    """A file: what its client reads, and one view of what stands behind it."""

    client_id: int
    name: SafeString
    program: str
    number: str
    tags: Sequence[parts.Tag]
    notice: parts.NoticeBanner | None
    # What is different just now, for clients and for those who answer.
    notices: Sequence[parts.Part]
    readings: Sequence[Reading]
    whole_reading: bool
    tabs: parts.Tabs
    main: Sequence[parts.Content]
    pages: parts.Pagination | None
    clocks: parts.Section
    person: parts.Section
    opened: parts.Section
    known: parts.Section | None


def file_page(
    visit: Visit,
    client: ClientFacts,
    status: Mapping[Language, FileStatus],
    tab: FileTab,
    notices: Sequence[parts.Part] = (),
) -> FilePage:
    """Return the page of a file, with the view that was asked for; `status` is what is said of it in each language."""
    here = status[visit.language]
    main, onward = _main(visit, client, here, tab)
    return FilePage(
        heading=here.number,
        frame=frame(visit, current="desk:home", above=[_client_link(client)]),
        client_id=client.client_id,
        name=one_name(client.names[0]) if client.names else format_html("{}", client.shown_uci),
        program=here.program,
        number=here.number,
        tags=_tags(here),
        notice=failing_notice(client),
        notices=notices,
        # The client's language first: that is what the agent reads out.
        readings=[_reading(status[each], client.language) for each in (client.language, client.language.other)],
        # On the other tabs the sentence alone: what was asked for there stands below it at once.
        whole_reading=tab is FileTab.NOW,
        tabs=parts.Tabs(
            label=_("This file"),
            items=[
                parts.Tab(text=each.label, href=address({"tab": each.value}), current=each is tab) for each in FileTab
            ],
        ),
        main=main,
        pages=onward,
        clocks=_clocks(here, visit.language),
        person=person(
            client,
            visit.language,
            [one for one in notations(client.client_id, viewer=visit.viewer) if one.number in {"", here.number}],
        ),
        opened=opened(visit.viewer.opened[client.client_id]),
        known=known_part(visit, client.client_id),
    )


def _client_link(client: ClientFacts) -> parts.Link:
    return parts.Link(text=client.name, href=reverse("desk:client", args=[client.client_id]))


def _tags(status: FileStatus) -> list[parts.Tag]:
    closed = status.overall == Overall.CLOSED
    kind = parts.TagKind.SUCCESS if closed else parts.TagKind.NEUTRAL
    tags = [parts.Tag(text=status.overall_word, kind=kind)]
    return tags if closed else [*tags, turn(status.waiting_on)]


def _reading(status: FileStatus, told_in: Language) -> Reading:
    return Reading(
        language=status.language,
        label=str(LANGUAGES[status.language]),
        theirs=status.language is told_in,
        happening=status.happening,
        needed=status.needed,
        points=status.to_do.points if status.to_do else (),
        when=status.expected.headline,
        sure=" ".join(filter(None, (_pictured(status), status.expected.text, status.expected.alike))),
        moved=status.expected.moved,
        next=status.next,
    )


def _pictured(status: FileStatus) -> str:
    """Return the days between which the client’s picture of it lies, in words."""
    first, last = status.expected.range_first, status.expected.range_last
    return f"{date_range(first, last, status.language)}." if first and last else ""


def _main(visit: Visit, client: ClientFacts, status: FileStatus, tab: FileTab) -> History:
    match tab:
        case FileTab.NOW:
            return _now(status, last_word(status.number, viewer=visit.viewer)), None
        case FileTab.TIMELINE:
            return timeline_part(visit, number=status.number, told_in=client.language)
        case FileTab.NOTICES:
            subject = f"application:{status.number}"
            return notices_table(visit, client.client_id, told_in=client.language, subject=subject)
        case FileTab.DOCUMENTS:
            return _documents(status, visit.language), None
        case FileTab.LOOKS:
            return looks_table(visit, client.client_id, hides_place=client.is_in_danger)


def _now(status: FileStatus, heard: LastWord | None) -> list[parts.Content]:
    steps = parts.StepList(
        steps=[
            parts.Step(
                title=step.name,
                state=STEP_STATES[step.state],
                on=local_day(step.at) if step.at else None,
            )
            for step in status.steps
        ]
    )
    found: list[parts.Content] = [_last_word(heard)] if heard and status.overall != Overall.CLOSED else []
    if status.decision:
        found.append(_decision(status))
    found.append(parts.Section(id="steps", title=_("Steps"), items=[steps]))
    if status.sections:
        found.append(_sections(status))
    return found


def _last_word(heard: LastWord) -> parts.SummaryList:
    """Return when the client last heard of this file, so that nobody says “nothing” who could say since when."""
    rows = [parts.SummaryRow(key=_("Last news"), value=stamp(heard.news_at))]
    if heard.word_at and heard.word_at > heard.news_at:
        rows.append(parts.SummaryRow(key=_("Told that it is still active"), value=stamp(heard.word_at)))
    if heard.look_at:
        rows.append(parts.SummaryRow(key=_("If nothing happens, next word from"), value=stamp(heard.look_at)))
    return parts.SummaryList(dense=True, rows=rows)


def _sections(status: FileStatus) -> parts.Table:
    return parts.Table(
        caption=_("Parts of the review"),
        dense=True,
        columns=[
            parts.Column(label=_("Part")),
            parts.Column(label=_("What the client reads")),
            parts.Column(label=_("Since")),
        ],
        rows=[parts.Row(cells=[part.name, part.sentence, day(part.since)]) for part in status.sections],
    )


def _decision(status: FileStatus) -> parts.Section:
    decision = status.decision
    assert decision is not None
    rows = [parts.SummaryRow(key=_("Decided"), value=f"{decision.name} · {stamp(decision.decided_at)}")]
    rows += [
        parts.SummaryRow(key=_("Reason"), value=format_html('{} <span class="hint">{}</span>', why.plain, why.law))
        for why in decision.reasons
    ]
    rows += [
        parts.SummaryRow(key=what.name, value=format_html('{} <span class="hint">{}</span>', what.how, what.law))
        for what in decision.reviews
    ]
    rows += [
        parts.SummaryRow(key=_("Released note"), value=in_language(note.text, Language.of(note.language)))
        for note in status.notes
    ]
    return parts.Section(id="decision", title=_("Decision"), items=[parts.SummaryList(dense=True, rows=rows)])


def _documents(status: FileStatus, language: Language) -> list[parts.Content]:
    documents = parts.Table(
        caption=_("Documents"),
        dense=True,
        columns=[
            parts.Column(label=_("Document")),
            parts.Column(label=_("State")),
            parts.Column(label=_("Asked for")),
            parts.Column(label=_("Due")),
            parts.Column(label=pgettext("document", "Received")),
            parts.Column(label=_("Proof (SHA-256)")),
        ],
        rows=[
            parts.Row(
                urgent=line.overdue,
                cells=[
                    format_html('<strong>{}</strong><br><span class="hint">{}</span>', line.name, line.what),
                    _state(line),
                    day(line.requested_at),
                    day(line.due_on),
                    when(line.received_at),
                    format_html('<code class="raw">{}</code>', line.sha256) if line.sha256 else "–",
                ],
            )
            for line in status.documents
        ],
        empty=parts.EmptyState(title=_("No documents were asked for or received")),
    )
    payments = parts.Table(
        caption=_("Fees paid"),
        dense=True,
        columns=[
            parts.Column(label=_("Fee")),
            parts.Column(label=_("Amount"), number=True),
            parts.Column(label=_("Receipt")),
            parts.Column(label=_("Paid")),
        ],
        rows=[
            parts.Row(cells=[paid.name, money(paid.amount, language), paid.receipt or "–", when(paid.paid_at)])
            for paid in status.payments
        ],
        empty=parts.EmptyState(title=_("No fee was paid")),
    )
    return [documents, payments]


def _state(line: DocumentLine) -> parts.Tag:
    if line.overdue:
        return parts.Tag(text=_("Overdue"), kind=parts.TagKind.DANGER)
    if line.awaited:
        return parts.Tag(text=_("With the client"), kind=parts.TagKind.WARNING)
    return parts.Tag(text=pgettext("document", "Received"), kind=parts.TagKind.SUCCESS)


def _clocks(status: FileStatus, language: Language) -> parts.Section:
    """Return the two clocks and the promise: what the agent may say of “how long”."""
    spent = status.days
    with_us, with_client = days(spent.with_us, language), days(spent.with_you, language)
    running = _("%(days)s, running now")
    rows = [
        parts.SummaryRow(key=_("Received"), value=long_date(local_day(status.received_at), language)),
        parts.SummaryRow(
            key=_("With us"),
            value=running % {"days": with_us} if spent.running is WaitingOn.DEPARTMENT else with_us,
        ),
        parts.SummaryRow(
            key=_("With the client"),
            value=running % {"days": with_client} if spent.running is WaitingOn.YOU else with_client,
        ),
    ]
    if spent.allowed is not None:
        rows.append(parts.SummaryRow(key=_("Standard"), value=days(spent.allowed, language)))
    if status.expected.end:
        late = status.expected.days_late
        told = long_date(status.expected.end, language)
        rows.append(
            parts.SummaryRow(
                key=_("Falls due"),
                value=format_html(
                    "{} {}",
                    told,
                    parts.Tag(text=_("late by %(days)s") % {"days": days(late, language)}, kind=parts.TagKind.DANGER),
                )
                if late
                else told,
            )
        )
    rows.append(parts.SummaryRow(key=_("Office"), value=status.office.name if status.office else "–"))
    rows += [
        parts.SummaryRow(key=_("Before"), value=f"{office.name} ({stamp(office.since)[:10]})")
        for office in status.earlier_offices
    ]
    return parts.Section(id="clocks", title=_("Clocks"), items=[parts.SummaryList(dense=True, rows=rows)])
