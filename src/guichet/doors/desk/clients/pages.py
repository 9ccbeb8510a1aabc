"""What the pages about a client show."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from guichet.applications.queries import FileSummary, files_of
from guichet.applications.terms import Overall
from guichet.clients.queries import ClientFacts, ContactFacts, Found, Serving, merges_of
from guichet.clients.terms import ContactKind, NoticeChannel
from guichet.design import parts
from guichet.doors.desk.clients.forms import PurposeForm, ReasonForm
from guichet.doors.desk.clients.history import looks_table, timeline_part
from guichet.doors.desk.clients.notices import notices_table
from guichet.doors.desk.clients.tabs import ClientTab
from guichet.doors.desk.correcting.notes import other_notes, with_notes
from guichet.doors.desk.known.pages import known_part
from guichet.doors.desk.merging.pages import records
from guichet.doors.desk.search.pages import names, one_name
from guichet.doors.desk.serving.pages import serving_section, warnings
from guichet.doors.desk.words import LANGUAGES, told, turn
from guichet.doors.entrance import Visit
from guichet.doors.staff import StaffPage, address, day, frame, stamp
from guichet.foundation.countries import country_name
from guichet.foundation.dates import long_date
from guichet.foundation.languages import Language
from guichet.identity.terms import Barrier, Purpose, Right
from guichet.privacy.queries import CorrectionFacts, notations
from guichet.privacy.terms import CorrectionFact
from guichet.worklists.queries import tasks_of_clients


@dataclass(frozen=True, kw_only=True)
class PurposePage(StaffPage):
    """Asks why a client is opened."""

    person: parts.SummaryList
    names: SafeString
    form: PurposeForm


@dataclass(frozen=True, kw_only=True)
class ReasonPage(StaffPage):
    """Asks for a reason in words, or says that there is none."""

    person: parts.SummaryList
    barrier: parts.NoticeBanner
    form: ReasonForm | None


@dataclass(frozen=True, kw_only=True)
class ClientPage(StaffPage):
    """A client: who they are, and one view of what there is about them."""

    client_id: int
    names: SafeString
    tags: Sequence[parts.Tag]
    notices: Sequence[parts.NoticeBanner]
    serving: parts.Section
    tabs: parts.Tabs
    main: Sequence[parts.Content]
    pages: parts.Pagination | None
    person: parts.Section
    records: parts.Section | None
    work: parts.Section | None
    opened: parts.Section
    known: parts.Section | None


def purpose_page(visit: Visit, found: Found, form: PurposeForm) -> PurposePage:
    """Return the question; it shows no more of the client than the list of results did."""
    return PurposePage(
        heading=_("Why are you opening this client’s file?"),
        frame=frame(visit, current="desk:home"),
        names=names(found.names),
        person=_person_found(visit, found),
        form=form,
    )


def reason_page(visit: Visit, found: Found, barrier: Barrier, form: ReasonForm | None) -> ReasonPage:
    """Return the question why somebody needs a file that is not among their own; without a form it stays closed."""
    if form is None:
        body = _("Ask a colleague to look at it, or use your own account as a client.")
    else:
        body = _(
            "You can open it for a short time if you say why. What you write is reviewed by another person, and the "
            "client sees that you opened it."
        )
    return ReasonPage(
        heading=_("This file is not among yours"),
        frame=frame(visit, current="desk:home"),
        person=_person_found(visit, found),
        barrier=parts.NoticeBanner(title=barrier.label, body=body, kind=parts.NoticeKind.WARNING),
        form=form,
    )


def _person_found(visit: Visit, found: Found) -> parts.SummaryList:
    """Return what the list of results showed of a client, and no more."""
    born = long_date(found.birth_date, visit.language) if found.birth_date else "–"
    return parts.SummaryList(
        dense=True,
        rows=[
            parts.SummaryRow(key=_("Name"), value=names(found.names) if found.names else "–"),
            parts.SummaryRow(key=_("UCI"), value=found.shown_uci),
            parts.SummaryRow(key=_("Born"), value=born),
        ],
    )


def client_page(visit: Visit, client: ClientFacts, known: Serving, tab: ClientTab) -> ClientPage:
    """Return the page of a client, with the view that was asked for."""
    main, onward = _main(visit, client, tab)
    return ClientPage(
        heading=client.name,
        frame=frame(visit, current="desk:home"),
        client_id=client.client_id,
        names=names(client.names) if client.names else format_html("{}", client.shown_uci),
        tags=_tags(client, visit.language),
        notices=[*warnings(known, visit.language), *filter(None, [failing_notice(client)])],
        serving=serving_section(visit.viewer, known, visit.language),
        tabs=parts.Tabs(
            label=_("This client"),
            items=[
                parts.Tab(text=each.label, href=address({"tab": each.value}), current=each is tab) for each in ClientTab
            ],
        ),
        main=main,
        pages=onward,
        person=person(client, visit.language, notations(client.client_id, viewer=visit.viewer)),
        records=_records(visit, client),
        work=_work(visit, client),
        opened=opened(visit.viewer.opened[client.client_id]),
        known=known_part(visit, client.client_id),
    )


def _records(visit: Visit, client: ClientFacts) -> parts.Section | None:
    """Return which records this client has, for those who join and part them."""
    if not visit.viewer.may(Right.MERGE_CLIENTS):
        return None
    return records(visit, client, merges_of(client.client_id, viewer=visit.viewer))


def _work(visit: Visit, client: ClientFacts) -> parts.Section | None:
    """Return what waits for a person about this client, as far as this person may see it; None where nothing does."""
    found = tasks_of_clients(visit.viewer.everyone_of(client.client_id), viewer=visit.viewer)
    if not found:
        return None
    return parts.Section(
        id="work",
        title=_("Work that waits"),
        items=[
            parts.Bullets(
                items=[
                    format_html(
                        "{} · {}",
                        parts.Link(text=str(task.kind.title), href=reverse("desk:task", args=[task.task_id])),
                        day(task.due_at),
                    )
                    for task in found
                ]
            )
        ],
    )


def person(client: ClientFacts, language: Language, noted: Sequence[CorrectionFacts] = ()) -> parts.Section:
    """Return who somebody is and how they are reached; beside each fact what the client says of it (`noted`)."""
    return parts.Section(
        id="person",
        title=_("Person"),
        items=[
            parts.SummaryList(
                dense=True,
                rows=[
                    *(
                        parts.SummaryRow(
                            key=_("Name") if not place else _("Also written"),
                            value=with_notes(one_name(name), noted if not place else (), CorrectionFact.NAME),
                        )
                        for place, name in enumerate(client.names)
                    ),
                    parts.SummaryRow(key=_("UCI"), value=client.shown_uci),
                    *(parts.SummaryRow(key=_("Also UCI"), value=uci) for uci in client.also_uci),
                    parts.SummaryRow(
                        key=_("Born"),
                        value=with_notes(
                            long_date(client.birth_date, language) if client.birth_date else "–",
                            noted,
                            CorrectionFact.BIRTH_DATE,
                        ),
                    ),
                    parts.SummaryRow(
                        key=_("Citizen of"),
                        value=with_notes(country_name(client.country, language) or "–", noted, CorrectionFact.COUNTRY),
                    ),
                    parts.SummaryRow(key=_("Language"), value=LANGUAGES[client.language]),
                    parts.SummaryRow(key=_("To be told"), value=_preference(client)),
                    parts.SummaryRow(
                        key=_("Online account"), value=_("Linked") if client.has_account else _("None linked yet")
                    ),
                    *other_notes(noted),
                ],
            )
        ],
    )


def contact(point: ContactFacts) -> parts.Content:
    """Return an address or number, and whether messages to it came back."""
    if not point.is_failing:
        return point.shown
    return format_html("{} {}", point.shown, parts.Tag(text=_("Does not work"), kind=parts.TagKind.DANGER))


def opened(purpose: Purpose) -> parts.Section:
    """Return for what this client was opened."""
    return parts.Section(
        id="opened",
        title=_("Opened for"),
        intro=Purpose(purpose).label,
        items=[parts.DefinitionHint(
            term=_("What is noted"),
            body=_("Each page about this client that you open is noted with this purpose. The client can see who "
                   "looked, and why. After 30 minutes you are asked again."),
        )],
    )  # fmt: skip


def failing_notice(client: ClientFacts) -> parts.NoticeBanner | None:
    """Return a warning where messages to the client do not arrive: the agent can ask for a new address now."""
    if client.is_deceased or client.is_in_danger:
        return None  # said above, and nothing else holds
    failing = [str(point.kind.label) for point in client.contact_points if point.is_failing]
    kinds = {point.kind for point in client.contact_points if not point.is_failing}
    if failing:
        return parts.NoticeBanner(
            kind=parts.NoticeKind.WARNING,
            title=_("Messages do not reach this client: %(ways)s.") % {"ways": ", ".join(failing)},
            body=_("Ask for an address or number that works. Until then, everything is in their account."),
        )
    wanted = {NoticeChannel.EMAIL: ContactKind.EMAIL, NoticeChannel.TEXT: ContactKind.PHONE}.get(client.channel)
    if wanted and wanted not in kinds:
        return parts.NoticeBanner(
            kind=parts.NoticeKind.INFO,
            title=_("We hold no address for the way this client wants to be told."),
            body=_("Ask for one. Until then, everything is in their account."),
        )
    return None


def _tags(client: ClientFacts, reader: Language) -> list[parts.Tag]:
    speaks = {Language.EN: _("Speaks English"), Language.FR: _("Speaks French")}[client.language]
    kind = parts.TagKind.NEUTRAL if client.language is reader else parts.TagKind.INFO
    return [parts.Tag(text=speaks, kind=kind)]


def _preference(client: ClientFacts) -> str:
    if client.prefers_since is None:
        return str(client.channel.label)
    return _("%(way)s (chosen by the client on %(day)s)") % {
        "way": client.channel.label,
        "day": stamp(client.prefers_since)[:10],
    }


def _main(visit: Visit, client: ClientFacts, tab: ClientTab) -> tuple[Sequence[parts.Content], parts.Pagination | None]:
    match tab:
        case ClientTab.FILES:
            return [files_table(visit, client)], None
        case ClientTab.TIMELINE:
            return timeline_part(visit, client_id=client.client_id, told_in=client.language)
        case ClientTab.NOTICES:
            return notices_table(visit, client.client_id, told_in=client.language)
        case ClientTab.LOOKS:
            # Where files of theirs were opened may say where somebody in danger is.
            return looks_table(visit, client.client_id, hides_place=client.is_in_danger)


def files_table(visit: Visit, client: ClientFacts) -> parts.Table:
    """Return a client's files with the one sentence that the client reads of each; what is due first stands first."""
    reader, now = visit.language, visit.origin.at
    files = files_of(visit.viewer, language=client.language, now=now, client_id=client.client_id)
    same = client.language is reader
    read = files if same else files_of(visit.viewer, language=reader, now=now, client_id=client.client_id)
    for_reader = {file.number: file for file in read}
    sort = visit.GET.get("sort", "")
    ordered = sorted(files, key=_ORDERS.get(sort.lstrip("-"), _by_urgency), reverse=sort.startswith("-"))
    return parts.Table(
        caption=ngettext("%(n)s file", "%(n)s files", len(files)) % {"n": len(files)},
        dense=True,
        sort=sort,
        query=visit.GET.urlencode(),
        columns=[
            parts.Column(label=_("Number"), sort="number"),
            parts.Column(label=_("Program"), sort="program"),
            parts.Column(label=_("What the client reads")),
            parts.Column(label=_("Turn"), sort="turn"),
            parts.Column(label=_("Due"), sort="due"),
            parts.Column(label=_("Latest news"), sort="latest"),
        ],
        rows=[_file_row(file, for_reader[file.number], client.language, reader) for file in ordered],
        empty=parts.EmptyState(
            title=_("No files"), body=_("The case system told us of this person, but of no application yet.")
        ),
    )


def _file_row(file: FileSummary, read: FileSummary, told_in: Language, reader: Language) -> parts.Row:
    return parts.Row(
        href=reverse("desk:file", args=[file.number]),
        urgent=bool(file.to_do and file.to_do.overdue),
        cells=[
            file.number,
            read.program,
            told(file.happening, told_in, read.happening, reader),
            parts.Tag(text=pgettext("file", "Closed"), kind=parts.TagKind.NEUTRAL)
            if file.overall == Overall.CLOSED
            else turn(file.waiting_on),
            day(file.to_do.due_on if file.to_do else None),
            day(file.latest_at),
        ],
    )


def _due(file: FileSummary) -> date:
    return (file.to_do.due_on if file.to_do else None) or date.max


def _by_urgency(file: FileSummary) -> tuple[object, ...]:
    """Order files by what runs out first, then open ones, then the latest news."""
    return (_due(file), file.overall == Overall.CLOSED, -file.latest_at.timestamp(), file.number)


_ORDERS: dict[str, Callable[[FileSummary], tuple[object, ...]]] = {
    "number": lambda file: (file.number,),
    "program": lambda file: (file.program.casefold(), file.number),
    "turn": lambda file: (file.overall == Overall.CLOSED, file.waiting_on.value, file.number),
    "due": lambda file: (_due(file), file.number),
    "latest": lambda file: (file.latest_at, file.number),
}
