"""The portfolio of somebody who helps clients: files by what needs doing first, and whom they help by which right."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django import forms
from django.urls import reverse
from django.utils.translation import gettext as _

from guichet.applications.queries import FileSummary
from guichet.clients.queries import AuthorityFacts, ClientFacts, PartyFacts, ProposalFacts
from guichet.clients.terms import Licence
from guichet.design import parts
from guichet.design.dates import local_day, long_day
from guichet.doors.account.helping.order import Shown
from guichet.doors.account.navigation import menu
from guichet.doors.account.people.pages import Press
from guichet.doors.account.people.words import licence_in_words, scope_rows
from guichet.foundation.languages import Language
from guichet.identity.rules import Viewer
from guichet.identity.terms import AuthorityKind, Disclosure

FILES_PER_PAGE = 50
# Shown in a family’s own lists, and not among those whom somebody helps.
IN_A_FAMILY = frozenset({AuthorityKind.FAMILY, AuthorityKind.PARENT})


@dataclass(frozen=True, kw_only=True)
class PortfolioPage:
    """The files of others, the most urgent first."""

    heading: str
    menu: parts.NavigationList
    notices: Sequence[parts.Part]
    search: parts.SearchBox
    filters: parts.FilterBar
    files: parts.Table
    pages: parts.Pagination | None


@dataclass(frozen=True, kw_only=True)
class HelpedPage:
    """Whom somebody helps, by which right, and who was asked."""

    heading: str
    menu: parts.NavigationList
    lead: str
    holding: Sequence[Press]
    nobody: parts.EmptyState | None
    waiting: Sequence[Press]
    ask: parts.Button


@dataclass(frozen=True, kw_only=True)
class FormPage:
    """One form of somebody who helps clients."""

    heading: str
    menu: parts.NavigationList
    lead: str
    notices: Sequence[parts.NoticeBanner]
    form: forms.Form
    submit: str


def helper_menu(current: str, viewer: Viewer) -> parts.NavigationList:
    """Return the menu of somebody who helps clients; the way to their own files stands apart, where they have some."""
    pages = [
        ("account:portfolio", _("Files of others")),
        ("account:held-messages", _("Their messages")),
        ("account:helped", _("Whom I help")),
        ("account:group", _("Sponsors’ group")),
        ("account:ask-client", _("Ask a client")),
        ("account:helper-profile", _("Who I am")),
        ("account:security", _("Security")),
    ]
    if viewer.own_clients:
        pages.append(("account:home", _("My own files")))
    items = [parts.NavigationItem(text=text, href=reverse(name), current=name == current) for name, text in pages]
    return parts.NavigationList(label=_("Helping clients"), items=items)


def portfolio_page(
    files: Sequence[FileSummary],
    names: Mapping[int, str],
    *,
    viewer: Viewer,
    shown: Shown,
    words: str,
    page: int,
    asked: int,
    asked_by_group: bool,
    helper: PartyFacts | None,
    shown_now: Sequence[parts.Part] = (),
) -> PortfolioPage:
    """Return one page of the files that were chosen, in their order."""
    last = max(1, -(-len(files) // FILES_PER_PAGE))
    page = min(max(page, 1), last)
    rows = files[(page - 1) * FILES_PER_PAGE : page * FILES_PER_PAGE]
    kept = [("q", words)] if words else []
    return PortfolioPage(
        heading=_("Files of others"),
        menu=helper_menu("account:portfolio", viewer),
        notices=[*shown_now, *_asked_banner(asked), *_group_banner(asked_by_group), *_licence_banner(helper)],
        search=parts.SearchBox(
            action=reverse("account:portfolio"),
            label=_("Name, number or program"),
            value=words,
            kept=[("show", shown.value)],
        ),
        filters=parts.FilterBar(
            filters=[
                parts.Filter(
                    name="show",
                    label=_("Show"),
                    choices=[
                        parts.FilterChoice(value=one.value, text=text, chosen=one is shown)
                        for one, text in (
                            (Shown.OPEN, _("Open files")),
                            (Shown.TURN, _("The client’s turn")),
                            (Shown.CLOSED, _("Closed files")),
                            (Shown.ALL, _("All files")),
                        )
                    ],
                )
            ],
            action=reverse("account:portfolio"),
            kept=kept,
            summary=_("Files: %(n)s") % {"n": len(files)},
        ),
        files=_table(rows, names),
        pages=pages_of(page, last, [*kept, ("show", shown.value)]),
    )


def helped_page(
    held: Sequence[AuthorityFacts],
    clients: Mapping[int, ClientFacts],
    made: Sequence[ProposalFacts],
    *,
    viewer: Viewer,
    language: Language,
) -> HelpedPage:
    """Return whom somebody helps: each with what they were allowed, and the way to hand it back."""
    return HelpedPage(
        heading=_("Whom I help"),
        menu=helper_menu("account:helped", viewer),
        lead=_("What you were allowed, by whom, and until when. All that you do is shown to the client."),
        holding=[_held(one, clients[one.client_id].name, language) for one in held],
        nobody=None
        if held
        else parts.EmptyState(title=_("Nobody allows you to see a file now"), body=_("Ask a client, or wait for one.")),
        waiting=[_made(one, language) for one in made],
        ask=parts.Button(text=_("Ask a client"), href=reverse("account:ask-client")),
    )


def ask_page(form: forms.Form, *, viewer: Viewer) -> FormPage:
    """Return the page on which somebody asks a client."""
    return FormPage(
        heading=_("Ask a client"),
        menu=helper_menu("account:ask-client", viewer),
        lead=_(
            "The client reads your request in their own account and says yes or no there. Until then you see nothing, "
            "and we do not tell you whether there is such a number."
        ),
        notices=[],
        form=form,
        submit=_("Ask"),
    )


def profile_page(form: forms.Form, helper: PartyFacts | None, *, viewer: Viewer, language: Language) -> FormPage:
    """Return the page on which somebody says who they are."""
    notices = _licence_banner(helper)
    if helper and helper.is_paid and helper.licence is Licence.VALID:
        said = licence_in_words(helper, language)
        notices = [
            parts.NoticeBanner(title=_("The register confirms your licence."), body=said, kind=parts.NoticeKind.SUCCESS)
        ]
    return FormPage(
        heading=_("Who I am"),
        menu=helper_menu("account:helper-profile", viewer),
        lead=_("Your clients see this. If you change a licence, we look it up in the register before it counts."),
        notices=notices,
        form=form,
        submit=_("Save"),
    )


def _asked_banner(asked: int) -> list[parts.NoticeBanner]:
    if not asked:
        return []
    link = parts.Link(text=_("See who asks"), href=reverse("account:people"))
    return [parts.NoticeBanner(title=_("A client waits for your yes or no."), action=link)]


def _group_banner(asked: bool) -> list[parts.NoticeBanner]:  # noqa: FBT001 - the one question there is
    if not asked:
        return []
    link = parts.Link(text=_("See who asks"), href=reverse("account:people"))
    return [parts.NoticeBanner(title=_("A sponsors’ group waits for your yes or no."), action=link)]


def _licence_banner(helper: PartyFacts | None) -> list[parts.NoticeBanner]:
    if helper is None or helper.licence not in {Licence.LAPSED, Licence.UNKNOWN}:
        return []
    if helper.licence is Licence.LAPSED:
        title = _("The register says that your licence is not valid. You see no files.")
    else:
        title = _("The register has not confirmed your licence yet. You see no files.")
    link = parts.Link(text=_("Check who you are"), href=reverse("account:helper-profile"))
    return [parts.NoticeBanner(title=title, kind=parts.NoticeKind.WARNING, action=link)]


def _table(files: Sequence[FileSummary], names: Mapping[int, str]) -> parts.Table:
    return parts.Table(
        caption=_("Files, what needs doing first at the top"),
        columns=[
            parts.Column(label=_("Client")),
            parts.Column(label=_("File")),
            parts.Column(label=_("What is happening")),
            parts.Column(label=_("What needs doing")),
        ],
        rows=[
            parts.Row(
                cells=[
                    f"{names.get(file.client_id, '')}, {file.number}",
                    file.program,
                    file.happening,
                    _to_do(file),
                ],
                href=reverse("account:file", args=[file.number]),
                urgent=bool(file.to_do and file.to_do.overdue),
            )
            for file in files
        ],
        empty=parts.EmptyState(title=_("There is no such file.")),
    )


def _to_do(file: FileSummary) -> parts.Content:
    if file.to_do is None:
        return _("Nothing now")
    if file.to_do.due_on:
        text = _("The client’s turn, by %(day)s") % {"day": long_day(file.to_do.due_on)}
    else:
        text = _("The client’s turn")
    kind = parts.TagKind.DANGER if file.to_do.overdue else parts.TagKind.WARNING
    return parts.Tag(text=text, kind=kind)


def pages_of(page: int, last: int, kept: Sequence[tuple[str, str]]) -> parts.Pagination | None:
    """Return the way to the pages before and after this one; None where there is only one."""
    if last == 1:
        return None

    def href(number: int) -> str:
        return "?" + urlencode([*kept, ("page", str(number))])

    return parts.Pagination(
        previous_href=href(page - 1) if page > 1 else "",
        next_href=href(page + 1) if page < last else "",
        summary=_("Page %(n)s of %(last)s") % {"n": page, "last": last},
    )


def _held(one: AuthorityFacts, name: str, language: Language) -> Press:
    rows = [row for row in scope_rows(one, language) if row.key != _("Who they are")]
    as_what = parts.SummaryRow(key=_("You help as"), value=str(one.kind.label))
    return Press(
        shown=parts.Section(
            id=f"authority-{one.authority_id}",
            title=name,
            level=2,
            items=[parts.SummaryList(rows=[as_what, *rows])],
            action=parts.Link(
                text=_("Hand this back"), detail=name, href=reverse("account:hand-back", args=[one.authority_id])
            ),
        ),
        consequence=_("You can hand it back at any time. You then see nothing of it any more, at once."),
        more=parts.Link(
            text=_("Messages, and what you did"),
            detail=name,
            href=reverse("account:helped-client", args=[one.client_id]),
        ),
    )


def hand_back_page(one: AuthorityFacts, name: str, form: forms.Form, *, viewer: Viewer) -> FormPage:
    """Return the page on which somebody hands an authority back."""
    return FormPage(
        heading=_("Hand this back"),
        menu=helper_menu("account:helped", viewer),
        lead=_("You help %(name)s as: %(kind)s. You see nothing of it any more, at once. The client is told.")
        % {"name": name, "kind": str(one.kind.label).lower()},
        notices=[],
        form=form,
        submit=_("Hand it back"),
    )


def _made(one: ProposalFacts, language: Language) -> Press:
    rows = [row for row in scope_rows(one, language) if row.key != _("Who they are")]
    lapses = parts.SummaryRow(key=_("Can answer until"), value=long_day(local_day(one.lapses_at)))
    title = _("Asked: %(number)s") % {"number": one.asked_for} if one.asked_for else _("Asked")
    return Press(
        shown=parts.Section(
            id=f"asked-{one.proposal_id}",
            title=title,
            level=2,
            items=[
                parts.Tag(text=_("Has not answered yet"), kind=parts.TagKind.INFO),
                parts.SummaryList(
                    rows=[parts.SummaryRow(key=_("You ask as"), value=str(one.kind.label)), *rows, lapses]
                ),
            ],
        ),
        action=reverse("account:withdraw", args=[one.proposal_id]),
        button=parts.Button(text=_("Do not ask any more"), detail=one.asked_for, kind=parts.ButtonKind.SECONDARY),
        consequence=_("You see nothing unless the client says yes."),
    )


@dataclass(frozen=True, kw_only=True)
class OverPage:
    """What stands where a file was that is not shown any more."""

    heading: str
    menu: parts.NavigationList
    lead: str
    onward: parts.Button


def over_page(viewer: Viewer) -> OverPage:
    """Return the page for somebody who was allowed to see a file, and is not any more."""
    helps = any(grant.kind not in IN_A_FAMILY for grant in viewer.grants) or not viewer.own_clients
    return OverPage(
        heading=_("This file is not shown to you any more"),
        menu=helper_menu("account:portfolio", viewer) if helps else menu("account:files"),
        lead=_(
            "Your authority for it is over: it was taken back or handed back, its time is over, or a licence is not "
            "confirmed. If you think that this is a mistake, ask the client."
        ),
        onward=parts.Button(text=_("Files of others"), href=reverse("account:portfolio"))
        if helps
        else parts.Button(text=_("Your files"), href=reverse("account:files")),
    )


def back_to_list(viewer: Viewer, client_id: int) -> parts.BackLink:
    """Return the way from a file to the list that it stands in: one’s own and one’s family’s, or those of others."""
    grants = viewer.grants_on(client_id)
    if viewer.is_self(client_id) or any(grant.kind in IN_A_FAMILY for grant in grants):
        return parts.BackLink(href=reverse("account:files"), text=_("Your files"))
    return parts.BackLink(href=reverse("account:portfolio"), text=_("Files of others"))


def held_banner(name: str, viewer: Viewer, client_id: int, number: str) -> parts.NoticeBanner | None:
    """Return by which right somebody sees a file of another person; None on one’s own."""
    if viewer.is_self(client_id):
        return None
    grants = [grant for grant in viewer.grants_on(client_id) if grant.covers(client_id, Disclosure.STATUS, number)]
    if not grants:
        return None
    best = max(grants, key=lambda grant: (Disclosure.CASE in grant.sees, grant.acts))
    words = {"kind": str(best.kind.label).lower(), "name": name}
    body = ""
    if not any(Disclosure.CASE in grant.sees for grant in grants):
        body = _("You were allowed to see where the file stands. Letters, documents and reasons are not shown.")
    return parts.NoticeBanner(
        title=_("You see this file of %(name)s as: %(kind)s.") % words,
        body=body,
        action=parts.Link(text=_("Your household"), href=reverse("account:household"))
        if best.kind in IN_A_FAMILY
        else parts.Link(text=_("Files of others"), href=reverse("account:portfolio")),
    )
