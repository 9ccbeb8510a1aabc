"""The page of a group of sponsors: its members, and for each person they sponsor what that person allows."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from django import forms
from django.urls import reverse
from django.utils.translation import gettext as _

from guichet.clients.queries import AuthorityFacts, GroupFacts, GroupMemberFacts, ProposalFacts
from guichet.clients.terms import Shown
from guichet.design import parts
from guichet.design.dates import local_day, long_day
from guichet.doors.account.helping.pages import helper_menu, pages_of
from guichet.doors.account.people.pages import Press
from guichet.doors.account.people.words import sees_in_words, until_in_words
from guichet.identity.rules import Viewer
from guichet.identity.terms import Disclosure

SPONSORED_PER_PAGE = 50


@dataclass(frozen=True, kw_only=True)
class OneGroup:
    """One group, as one of its people sees it."""

    id: str
    title: str
    run_by: str
    members: Sequence[Press]
    waiting: Sequence[Press]
    invite: parts.Button | None
    sponsored: parts.Table
    pages: parts.Pagination | None
    leave: Press | None


@dataclass(frozen=True, kw_only=True)
class GroupPage:
    """The groups that somebody runs or belongs to."""

    heading: str
    menu: parts.NavigationList
    lead: str
    groups: Sequence[OneGroup]
    none: parts.EmptyState | None


@dataclass(frozen=True, kw_only=True)
class MemberPage:
    """The question whom to ask into the group."""

    heading: str
    back: parts.BackLink
    lead: str
    form: forms.Form
    submit: str
    cancel: str


def group_page(groups: Sequence[GroupFacts], names: Mapping[int, str], *, viewer: Viewer, page: int) -> GroupPage:
    """Return the page; `names` are those of the people who allow a group something."""
    return GroupPage(
        heading=_("Sponsors’ group"),
        menu=helper_menu("account:group", viewer),
        lead=_(
            "Each person you sponsor decides alone what the group sees, and can take it back at any time. A member "
            "sees what the group may see, and no more than the group lets this member see."
        ),
        groups=[_group(one, names, page) for one in groups],
        none=None
        if groups
        else parts.EmptyState(
            title=_("You do not belong to a sponsors’ group"),
            body=_("If you help without pay, say who you are: then you can ask others to belong to your group."),
            action=parts.Button(text=_("Who I am"), href=reverse("account:helper-profile")),
        ),
    )


def member_page(form: forms.Form) -> MemberPage:
    """Return the page on which somebody is asked to belong to the group."""
    here = reverse("account:group")
    return MemberPage(
        heading=_("Ask somebody to belong to your group"),
        back=parts.BackLink(href=here, text=_("Sponsors’ group")),
        lead=_("They see nothing before they say yes. Everybody whose file the group sees is told that it has grown."),
        form=form,
        submit=_("Ask this person"),
        cancel=here,
    )


def _group(one: GroupFacts, names: Mapping[int, str], page: int) -> OneGroup:
    rows = [*_allowed(one, names), *_asked(one.asked), *_declined(one.declined)]
    last = max(1, -(-len(rows) // SPONSORED_PER_PAGE))
    page = min(max(page, 1), last)
    me = next((each for each in one.members if each.is_self), None)
    return OneGroup(
        id=f"group-{one.group_id}",
        title=one.name,
        run_by=_("You run this group.") if one.is_mine else _("%(name)s runs this group.") % {"name": one.run_by},
        members=[_member(each, can_remove=one.is_mine) for each in one.members],
        waiting=[_waiting(each) for each in one.asked_to_belong],
        invite=parts.Button(text=_("Ask somebody to belong"), href=reverse("account:group-invite"))
        if one.is_mine
        else None,
        sponsored=parts.Table(
            caption=_("Whom the group sponsors, and what each of them allows"),
            columns=[
                parts.Column(label=_("Person")),
                parts.Column(label=_("File")),
                parts.Column(label=_("The group may see")),
                parts.Column(label=_("You see")),
                parts.Column(label=_("Until")),
            ],
            rows=rows[(page - 1) * SPONSORED_PER_PAGE : page * SPONSORED_PER_PAGE],
            empty=parts.EmptyState(
                title=_("Nobody allows the group to see a file now"),
                action=parts.Button(text=_("Ask a client"), href=reverse("account:ask-client"), kind="secondary")
                if one.is_mine
                else None,
            ),
        ),
        pages=pages_of(page, last, []),
        leave=_leave(one) if me else None,
    )


def _allowed(one: GroupFacts, names: Mapping[int, str]) -> Iterator[parts.Row]:
    for each in one.allowed:
        number = each.files[0] if len(each.files) == 1 else ""
        yield parts.Row(
            cells=[
                names.get(each.client_id, ""),
                ", ".join(each.files) or _("All files, also those to come"),
                _short(_shown(each)),
                _short(min(_shown(each), one.i_see, key=lambda shown: len(shown.sees))),
                until_in_words(each.ends_at),
            ],
            href=reverse("account:file", args=[number]) if number else "",
        )


def _asked(asked: Sequence[ProposalFacts]) -> Iterator[parts.Row]:
    for each in asked:
        tag = parts.Tag(text=_("Has not answered yet"), kind=parts.TagKind.INFO)
        until = _("Can answer until %(day)s") % {"day": long_day(local_day(each.lapses_at))}
        yield parts.Row(cells=[tag, each.asked_for, _("Nothing"), _("Nothing"), until])


def _declined(declined: Sequence[ProposalFacts]) -> Iterator[parts.Row]:
    for each in declined:
        tag = parts.Tag(text=_("Said no"), kind=parts.TagKind.NEUTRAL)
        day = long_day(local_day(each.answered_at)) if each.answered_at else ""
        yield parts.Row(cells=[tag, each.asked_for, _("Nothing"), _("Nothing"), day])


def _shown(one: AuthorityFacts) -> Shown:
    return Shown.CASE if one.grant and Disclosure.CASE in one.grant.sees else Shown.STATUS


def _short(shown: Shown) -> str:
    return {
        Shown.NOTHING: _("Nothing"),
        Shown.STATUS: _("Where the file stands"),
        Shown.CASE: _("Where the file stands, letters and documents"),
    }[shown]


def _member(one: GroupMemberFacts, *, can_remove: bool) -> Press:
    name = _("%(name)s (you)") % {"name": one.name} if one.is_self else one.name
    shown = parts.Section(
        id=f"member-{one.member_id}",
        title=name,
        level=4,
        items=[
            parts.SummaryList(
                rows=[
                    parts.SummaryRow(key=_("May see at most"), value=sees_in_words(one.sees.sees)),
                    parts.SummaryRow(key=_("In the group since"), value=long_day(local_day(one.joined_at))),
                ]
            )
        ],
    )
    if not can_remove:
        return Press(shown=shown)
    return Press(
        shown=shown,
        action=reverse("account:group-remove", args=[one.member_id]),
        button=parts.Button(text=_("Take out of the group"), detail=one.name, kind=parts.ButtonKind.SECONDARY),
        consequence=_("One press, and this person sees nothing more of what the group sees."),
    )


def _waiting(one: ProposalFacts) -> Press:
    name = one.party.name if one.party else one.email
    rows = [
        parts.SummaryRow(key=_("Asked at"), value=one.email),
        parts.SummaryRow(key=_("May see at most"), value=sees_in_words(one.sees)),
        parts.SummaryRow(key=_("Can answer until"), value=long_day(local_day(one.lapses_at))),
    ]
    return Press(
        shown=parts.Section(
            id=f"asked-{one.proposal_id}",
            title=name,
            level=4,
            items=[
                parts.Tag(text=_("Has not answered yet"), kind=parts.TagKind.INFO),
                parts.SummaryList(rows=rows),
            ],
        ),
        action=reverse("account:withdraw", args=[one.proposal_id]),
        button=parts.Button(text=_("Do not ask any more"), detail=name, kind=parts.ButtonKind.SECONDARY),
        consequence=_("They see nothing before they say yes."),
    )


def _leave(one: GroupFacts) -> Press:
    return Press(
        shown=parts.Section(
            id=f"leave-{one.group_id}",
            title=_("Leave this group"),
            level=3,
            items=[parts.Paragraphs(texts=[_("The people whom the group sponsors lose nothing by it.")])],
        ),
        action=reverse("account:group-leave", args=[one.group_id]),
        button=parts.Button(text=_("Leave now"), detail=one.name, kind=parts.ButtonKind.SECONDARY),
        consequence=_("One press, and you see nothing more of what the group sees."),
    )
