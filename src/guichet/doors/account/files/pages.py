"""A client’s files: the list over all programs, and the status page of one."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby, pairwise

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from guichet.applications.queries import DocumentLine, FileStatus, FileSummary, TimelinePage
from guichet.applications.terms import Basis, Overall, StepState, WaitingOn
from guichet.design import parts
from guichet.design.dates import local_day, long_day
from guichet.doors.account.files.entries import timeline_entries
from guichet.doors.account.looks.words import sentence_of
from guichet.doors.account.navigation import menu
from guichet.doors.account.places import name_of
from guichet.foundation.dates import money
from guichet.foundation.languages import Language
from guichet.identity.queries import LookFacts

TURNS = {
    WaitingOn.YOU: parts.Turn.YOU,
    WaitingOn.DEPARTMENT: parts.Turn.US,
    WaitingOn.PARTNER: parts.Turn.US,
    WaitingOn.NOBODY: parts.Turn.NOBODY,
}
STEPS = {
    StepState.DONE: parts.StepState.DONE,
    StepState.NOW: parts.StepState.NOW,
    StepState.TO_COME: parts.StepState.TO_COME,
}
SECTION_KINDS = {
    "NOT_STARTED": parts.TagKind.NEUTRAL,
    "WAITING_ON_YOU": parts.TagKind.WARNING,
    "IN_PROGRESS": parts.TagKind.INFO,
    "COMPLETED": parts.TagKind.SUCCESS,
    "EXEMPTED": parts.TagKind.SUCCESS,
}


@dataclass(frozen=True, kw_only=True)
class FilesPage:
    """All files over all programs: the open ones, then the closed ones by year."""

    heading: str
    menu: parts.NavigationList
    sections: Sequence[parts.Part]


@dataclass(frozen=True, kw_only=True)
class FilePage:
    """One file: what is happening, who must act, when, what comes next; below, everything there is to know."""

    heading: str
    number: str
    back: parts.BackLink
    # On a file of another person: by which right it is shown.
    held: parts.NoticeBanner | None
    # What is different just now for files like this one, and so urgent that it comes before where the file stands.
    notices: Sequence[parts.Part]
    hero: parts.StatusHero
    main: Sequence[parts.Part]
    beside: Sequence[parts.Part]


@dataclass(frozen=True, kw_only=True)
class HistoryPage:
    """The older part of a timeline."""

    heading: str
    number: str
    back: parts.BackLink
    timeline: parts.Part
    pages: parts.Pagination


def files_page(files: Sequence[FileSummary], household: Sequence[parts.Part] = ()) -> FilesPage:
    """Return the list of files; `household` are those of the people one lives with, as far as they are shown."""
    return FilesPage(
        heading=_("Your files"),
        menu=menu("account:files"),
        sections=[*(_lists(files) if files else [no_files()]), *household],
    )


def no_files() -> parts.EmptyState:
    """Return what stands where no file is linked yet."""
    return parts.EmptyState(
        title=_("No file is linked to your account yet"),
        body=_("Link your file once. After that, everything we do for you, in every program, is shown here."),
        action=parts.Button(text=_("Link a file"), href=reverse("account:link-file")),
    )


def file_card(file: FileSummary, *, of_another: bool = False) -> parts.Card:
    """Return a file as a card: its one sentence, and whether something is needed.

    `of_another` person: then it is not the reader whose turn it may be.
    """
    facts = [file.number, _("Application received %(day)s") % {"day": long_day(local_day(file.received_at))}]
    if file.decided_at:
        facts.append(_("Application decided %(day)s") % {"day": long_day(local_day(file.decided_at))})
    return parts.Card(
        title=file.program,
        href=reverse("account:file", args=[file.number]),
        body=parts.Paragraphs(texts=[file.happening, file.to_do.sentence if file.to_do and not of_another else ""]),
        tag=_tag(file, of_another=of_another),
        facts=facts,
    )


def file_page(
    file: FileStatus,
    *,
    timeline: TimelinePage,
    looks: Sequence[LookFacts] | None,
    ways: parts.ContactWays,
    today: date,
    held: parts.NoticeBanner | None = None,
    notices: Sequence[parts.Part] = (),
    next_steps: Sequence[parts.Link] = (),
    back: parts.BackLink | None = None,
    more_to_read: bool = False,
) -> FilePage:
    """Return the status page of a file; with `held`, of a file of another person, by which right it is shown."""
    return FilePage(
        heading=file.program,
        number=file.number,
        back=back or parts.BackLink(href=reverse("account:files"), text=_("Your files")),
        held=held,
        notices=[one for one in notices if _is_urgent(one)],
        hero=_hero(file, today),
        main=[
            *(one for one in notices if not _is_urgent(one)),
            *([_withheld(file)] if more_to_read else []),
            *_decision(file),
            *_next_steps(next_steps),
            *_wanted(file),
            _steps(file),
            *_review(file),
            _timeline(file, timeline),
        ],
        beside=[*_beside(file, looks), _ask(ways), parts.PrintButton()],
    )


def _is_urgent(part: parts.Part) -> bool:
    return isinstance(part, parts.NoticeBanner) and part.kind == parts.NoticeKind.DANGER


def history_page(file: FileStatus, timeline: TimelinePage) -> HistoryPage:
    """Return the older part of a file’s timeline."""
    return HistoryPage(
        heading=_("Everything that happened"),
        number=file.number,
        back=parts.BackLink(href=reverse("account:file", args=[file.number]), text=file.program),
        timeline=parts.Timeline(entries=timeline_entries(timeline), level=2),
        pages=parts.Pagination(next_href=_older(file.number, timeline)),
    )


def _lists(files: Sequence[FileSummary]) -> Iterator[parts.Part]:
    open_files = [file for file in files if file.overall != Overall.CLOSED or file.to_do]
    if open_files:
        yield parts.Section(
            id="open", title=_("Open files"), items=[parts.CardList(cards=[file_card(file) for file in open_files])]
        )
    closed = [file for file in files if file not in open_files]
    closed.sort(key=_closed_on, reverse=True)
    for year, group in groupby(closed, key=lambda file: _closed_on(file).year):
        yield parts.Section(
            id=f"closed-{year}",
            title=_("Files closed in %(year)s") % {"year": year},
            items=[parts.CardList(cards=[file_card(file) for file in group])],
        )


def _closed_on(file: FileSummary) -> date:
    return local_day(file.decided_at or file.latest_at)


def _tag(file: FileSummary, *, of_another: bool) -> parts.Tag:
    if file.to_do:
        return parts.Tag(text=_("Their turn") if of_another else _("Your turn"), kind=parts.TagKind.WARNING)
    closed = file.overall == Overall.CLOSED
    return parts.Tag(text=file.overall_word, kind=parts.TagKind.NEUTRAL if closed else parts.TagKind.INFO)


def _hero(file: FileStatus, today: date) -> parts.StatusHero:
    expected = file.expected
    picture = None
    if expected.basis is Basis.FORECAST and expected.range_first and expected.range_last:
        picture = parts.DateRange(
            received=expected.start, today=today, first=expected.range_first, last=expected.range_last
        )
    elif expected.basis is Basis.SERVICE_STANDARD and expected.end:
        picture = parts.DateRange(received=expected.start, today=today, first=expected.end, last=expected.end)
    changed = long_day(local_day(file.latest_at))
    return parts.StatusHero(
        now=file.happening,
        turn=TURNS[file.waiting_on],
        needed=file.needed,
        action=_action(file),
        when=expected.headline,
        sure=expected.text,
        moved=expected.moved,
        next=file.next,
        picture=picture,
        tag=parts.Tag(
            text=file.overall_word,
            kind=parts.TagKind.NEUTRAL if file.overall is Overall.CLOSED else parts.TagKind.INFO,
        ),
        updated=_updated(file, changed),
    )


def _updated(file: FileStatus, day: str) -> str:
    if file.overall is Overall.CLOSED:
        return _("This file is closed. Last change: %(day)s.") % {"day": day}
    return _("Your file is active. Last change: %(day)s.") % {"day": day}


def _action(file: FileStatus) -> parts.Button | None:
    if file.to_do and file.to_do.points:
        return parts.Button(text=_("See what to send and how"), href="#wanted")
    if file.decision and (file.decision.reasons or file.decision.reviews):
        return parts.Button(text=_("See why, and what you can do"), href="#decision")
    return None


def _next_steps(links: Sequence[parts.Link]) -> Iterator[parts.Part]:
    """Yield what people read next once a file is finished."""
    if links:
        yield parts.Section(id="next-steps", title=_("What people read next"), items=[parts.Bullets(items=list(links))])


def _decision(file: FileStatus) -> Iterator[parts.Part]:
    decision = file.decision
    if decision is None or not (decision.reasons or decision.reviews):
        return
    items: list[parts.Content] = []
    if decision.reasons:
        items.append(
            parts.Section(
                id="reasons",
                title=_("Why"),
                level=3,
                items=[
                    parts.SummaryList(
                        rows=[parts.SummaryRow(key=reason.plain, value=reason.law) for reason in decision.reasons]
                    )
                ],
            )
        )
    if decision.reviews:
        items.append(
            parts.Section(
                id="reviews",
                title=_("What you can do"),
                level=3,
                items=[
                    parts.SummaryList(
                        rows=[parts.SummaryRow(key=review.name, value=review.how) for review in decision.reviews]
                    )
                ],
            )
        )
    yield parts.Section(id="decision", title=_("The decision: %(name)s") % {"name": decision.name}, items=items)


def _withheld(file: FileStatus) -> parts.NoticeBanner:
    """Return the notice that there is more to read once we are surer who is reading, and how."""
    here = reverse("account:file", args=[file.number])
    return parts.NoticeBanner(
        title=_("There is more for you to read in this file."),
        body=_("Reasons, notes and documents could harm you in wrong hands, so we ask for a second proof."),
        action=parts.Link(text=_("Show that it is you"), href=f"{reverse('step_up')}?{urlencode({'next': here})}"),
    )


def _wanted(file: FileStatus) -> Iterator[parts.Part]:
    wanted = [document for document in file.documents if document.awaited]
    if not wanted:
        return
    yield parts.Section(
        id="wanted",
        title=_("What we need from you"),
        items=[
            parts.FileList(
                files=[parts.FileItem(name=each.name, note=each.what, tag=due_tag(each)) for each in wanted]
            ),
            parts.Paragraphs(
                texts=[
                    _("Send it by mail to the office that has your file, with the number %(number)s on each page.")
                    % {"number": file.number},
                    _("You cannot send documents through this account yet."),
                    _("If you need more time, tell us before the day. We would rather wait than close your file."),
                ]
            ),
        ],
    )


def due_tag(document: DocumentLine) -> parts.Tag | None:
    """Return by when a document is due, or that the day has passed; None where no day was set."""
    if document.due_on is None:
        return None
    day = long_day(document.due_on)
    if document.overdue:
        return parts.Tag(text=_("Was due %(day)s") % {"day": day}, kind=parts.TagKind.DANGER)
    return parts.Tag(text=_("By %(day)s") % {"day": day}, kind=parts.TagKind.WARNING)


def _steps(file: FileStatus) -> parts.Section:
    return parts.Section(
        id="steps",
        title=_("The steps of your file"),
        intro=_("These are the usual steps. A file may skip one or go back to one; then this list changes."),
        items=[
            parts.StepList(
                steps=[
                    parts.Step(title=step.name, state=STEPS[step.state], on=local_day(step.at) if step.at else None)
                    for step in file.steps
                ]
            )
        ],
    )


def _review(file: FileStatus) -> Iterator[parts.Part]:
    if not file.sections:
        return
    yield parts.Section(
        id="review",
        title=_("The parts of our review"),
        items=[
            parts.SummaryList(
                rows=[parts.SummaryRow(key=section.name, value=section.sentence) for section in file.sections]
            )
        ],
    )


def _timeline(file: FileStatus, timeline: TimelinePage) -> parts.Section:
    older = _older(file.number, timeline)
    items: list[parts.Content] = [parts.Timeline(entries=timeline_entries(timeline))]
    if older:
        items.append(parts.Paragraphs(texts=[parts.Link(text=_("See what happened before"), href=older)]))
    return parts.Section(id="timeline", title=_("Everything that happened"), items=items)


def _older(number: str, timeline: TimelinePage) -> str:
    if timeline.older is None:
        return ""
    return f"{reverse('account:history', args=[number])}?before={name_of(timeline.older)}"


def _beside(file: FileStatus, looks: Sequence[LookFacts] | None) -> Iterator[parts.Part]:
    yield _days(file)
    yield from _received(file)
    yield from _office(file)
    yield from _payments(file)
    yield from _notes(file)
    if looks is not None:
        yield _looks(looks, file.language, hides_place=file.hides_place)


def _days(file: FileStatus) -> parts.Section:
    allowed = file.days.allowed
    return parts.Section(
        id="days",
        title=_("Days so far"),
        items=[
            parts.TwoClocks(
                with_us=file.days.with_us,
                with_you=file.days.with_you,
                running=TURNS[file.days.running],
                allowed=allowed,
                text=_("Days while we wait for you do not count in our service standard.") if allowed else "",
            ),
            *_alike(file),
        ],
    )


def _alike(file: FileStatus) -> Iterator[parts.Part]:
    """Yield how many of those who applied in the same week have a decision, and where all times are to be seen."""
    if file.expected.basis is not Basis.FORECAST:
        return
    link = parts.Link(
        text=_("How long it takes now, and how right we were"),
        href=reverse("public:times-program", args=[file.program_code.lower()]),
    )
    yield parts.Paragraphs(texts=[*filter(None, [file.expected.alike]), link])


def _received(file: FileStatus) -> Iterator[parts.Part]:
    came = [document for document in file.documents if document.received_at]
    if not came:
        return
    yield parts.Section(
        id="received",
        title=_("Documents we received"),
        items=[
            parts.FileList(
                files=[
                    parts.FileItem(name=each.name, received_at=each.received_at, note=proof_of(each)) for each in came
                ]
            ),
            parts.DefinitionHint(
                term=_("What is the proof?"),
                body=_(
                    "A fingerprint of your document, made on the day it came. The same document always gives the same "
                    "fingerprint, so you can prove that we hold it."
                ),
            ),
        ],
    )


def proof_of(document: DocumentLine) -> str:
    """Return the proof that we hold a document, in groups that can be read out; nothing where we have none."""
    if not document.sha256:
        return ""
    groups = [document.sha256[start : start + 8] for start in range(0, len(document.sha256), 8)]
    return _("Proof (SHA-256): %(hash)s") % {"hash": " ".join(groups)}


def _office(file: FileStatus) -> Iterator[parts.Part]:
    if file.office is None:
        return
    since = _("since %(day)s") % {"day": long_day(local_day(file.office.since))}
    rows = [parts.SummaryRow(key=file.office.name, value=since)]
    stays = [*file.earlier_offices, file.office]
    for earlier, later in reversed(list(pairwise(stays))):
        days = {"first": long_day(local_day(earlier.since)), "last": long_day(local_day(later.since))}
        rows.append(parts.SummaryRow(key=earlier.name, value=_("from %(first)s to %(last)s") % days))
    yield parts.Section(
        id="office", title=_("The office that has your file"), items=[parts.SummaryList(rows=rows, dense=True)]
    )


def _payments(file: FileStatus) -> Iterator[parts.Part]:
    if not file.payments:
        return
    rows = [
        parts.SummaryRow(
            key=payment.name,
            value=" · ".join(
                filter(
                    None,
                    (
                        money(payment.amount, file.language),
                        long_day(local_day(payment.paid_at)),
                        _("receipt %(number)s") % {"number": payment.receipt} if payment.receipt else "",
                    ),
                )
            ),
        )
        for payment in file.payments
    ]
    yield parts.Section(id="fees", title=_("Fees you paid"), items=[parts.SummaryList(rows=rows, dense=True)])


def _notes(file: FileStatus) -> Iterator[parts.Part]:
    if not file.notes:
        return
    rows = [
        parts.SummaryRow(key=long_day(local_day(note.released_at)), value=note.text, language=note.language)
        for note in file.notes
    ]
    yield parts.Section(
        id="notes",
        title=_("What officers noted"),
        intro=_("These notes are shown as the officer wrote them, in the language they wrote in."),
        items=[parts.SummaryList(rows=rows)],
    )


def _looks(looks: Sequence[LookFacts], language: Language, *, hides_place: bool) -> parts.Section:
    if not looks:
        return parts.Section(
            id="looks", title=_("Who looked at your file"), items=[parts.Paragraphs(texts=[_("Nobody, so far.")])]
        )
    every = reverse("account:looks")
    rows = [
        parts.SummaryRow(
            key=long_day(local_day(look.looked_at)), value=sentence_of(look, language, hides_place=hides_place)
        )
        for look in looks
    ]
    return parts.Section(
        id="looks",
        title=_("Who looked at your file"),
        items=[
            parts.SummaryList(rows=rows, dense=True),
            parts.Paragraphs(texts=[parts.Link(text=_("See every look, and ask about one"), href=every)]),
        ],
    )


def _ask(ways: parts.ContactWays) -> parts.Section:
    return parts.Section(id="ask", title=_("Ask us about this file"), items=[ways])
