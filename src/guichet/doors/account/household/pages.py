"""The page of a household: for each adult what they and the client let one another see, and each child’s day."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django import forms
from django.urls import reverse
from django.utils.translation import gettext as _

from guichet.clients.queries import HouseholdFacts, MemberFacts, ProposalFacts
from guichet.clients.terms import Shown
from guichet.design import parts
from guichet.design.dates import local_day, long_day
from guichet.doors.account.navigation import menu
from guichet.doors.account.people.pages import Person, Press
from guichet.doors.account.people.words import sees_in_words


@dataclass(frozen=True, kw_only=True)
class Choices:
    """Something shown, and the buttons of which each says one thing at once; without an `action` there are none."""

    shown: parts.Part
    action: str = ""
    buttons: Sequence[parts.Button] = ()
    consequence: str = ""


@dataclass(frozen=True, kw_only=True)
class HouseholdPage:
    """Who lives with the client, and what each lets the other see."""

    heading: str
    menu: parts.NavigationList
    back: parts.BackLink
    lead: str
    alone: parts.EmptyState | None
    members: Sequence[Choices]
    never: str
    waiting: Sequence[Press]
    invite: parts.Button
    children: Sequence[Choices]
    leave: Press | None


@dataclass(frozen=True, kw_only=True)
class FormPage:
    """One question about a household."""

    heading: str
    back: parts.BackLink
    lead: str
    form: forms.Form
    submit: str
    cancel: str


def household_page(
    home: HouseholdFacts | None, children: Sequence[Person], *, made_by_me: Sequence[int]
) -> HouseholdPage:
    """Return the page; `children` are those whom the client stands in for and who do not belong to it yet.

    `made_by_me` are the invitations that this account may withdraw.
    """
    others = [one for one in home.members if not one.is_self] if home else []
    me = next((one for one in home.members if one.is_self), None) if home else None
    waiting = home.invited if home else ()
    return HouseholdPage(
        heading=_("Your household"),
        menu=menu("account:people"),
        back=parts.BackLink(href=reverse("account:people"), text=_("People")),
        lead=_(
            "To belong to a household shows nobody’s file to anybody. Each adult decides alone what each other adult "
            "sees. What you choose holds at once, and you can change it at any time."
        ),
        alone=None
        if others
        else parts.EmptyState(
            title=_("Nobody else belongs to your household here"),
            body=_("You do not need a household. It helps families who want to see where each other’s files stand."),
        ),
        members=[_member(one) for one in others],
        never=_(
            "Whatever is shown, nobody of a household sees another’s addresses and numbers, whom else they trust, or "
            "medical, police and security matters."
        ),
        waiting=[_waiting(one, can_withdraw=one.proposal_id in made_by_me) for one in waiting],
        invite=parts.Button(text=_("Ask an adult to join"), href=reverse("account:household-invite")),
        children=[_to_add(one) for one in children],
        leave=_leave(me) if me and others else None,
    )


def invite_page(form: forms.Form) -> FormPage:
    """Return the page on which an adult is asked to join."""
    here = reverse("account:household")
    return FormPage(
        heading=_("Ask an adult to join your household"),
        back=parts.BackLink(href=here, text=_("Your household")),
        lead=_(
            "They read your name, and say yes or no in their own account. If they say yes, they choose what they show. "
            "Until then, neither of you sees anything of the other."
        ),
        form=form,
        submit=_("Ask this person"),
        cancel=here,
    )


def shown_in_words(shown: Shown) -> str:
    """Return what somebody lets somebody see, as a sentence."""
    return sees_in_words(shown.sees) if shown.sees else _("Nothing")


def show_buttons(name: str, now: Shown) -> Iterator[parts.Button]:
    """Yield the buttons that show something else than now, each said with one press."""
    texts = {
        Shown.NOTHING: _("Show nothing"),
        Shown.STATUS: _("Show where my file stands"),
        Shown.CASE: _("Show letters and documents too"),
    }
    for shown, text in texts.items():
        if shown is not now:
            yield parts.Button(text=text, detail=name, name="shown", value=shown.value, kind=parts.ButtonKind.SECONDARY)


def _member(one: MemberFacts) -> Choices:
    if one.is_child:
        return _child(one)
    name = one.name or _("An adult")
    rows = [
        parts.SummaryRow(key=_("What you show"), value=shown_in_words(one.i_show)),
        parts.SummaryRow(key=_("What you are shown"), value=shown_in_words(one.shows_me)),
        _since(one),
    ]
    if one.shows_me is not Shown.NOTHING:
        link = parts.Link(text=_("Files"), detail=name, href=f"{reverse('account:files')}#others")
        rows[1] = parts.SummaryRow(key=rows[1].key, value=rows[1].value, action=link)
    return Choices(
        shown=_section(one, name, rows),
        action=reverse("account:household-show", args=[one.client_id]),
        buttons=[*show_buttons(name, one.i_show)],
    )


def _child(one: MemberFacts) -> Choices:
    name = one.name or _("A child")
    if one.of_age_on is None:
        words = _("Whoever acts for this child by law decides who sees the file.")
        return Choices(shown=_section(one, name, [parts.SummaryRow(key=_("A child"), value=words), _since(one)]))
    words = _("From %(day)s, %(name)s decides alone who sees the file. Until then those named here see it and act.")
    rows = [
        parts.SummaryRow(key=_("Who acts for this child"), value=", ".join(one.acted_for_by)),
        parts.SummaryRow(
            key=_("Comes of age"),
            value=words % {"day": long_day(one.of_age_on), "name": name},
            action=parts.Link(text=_("People"), detail=name, href=reverse("account:people-of", args=[one.client_id])),
        ),
        _since(one),
    ]
    return Choices(
        shown=_section(one, name, rows),
        action=reverse("account:household-take-out", args=[one.client_id]),
        buttons=[parts.Button(text=_("Take out of the household"), detail=name, kind=parts.ButtonKind.SECONDARY)],
        consequence=_("You go on acting for this child: that follows from the law, and not from the household."),
    )


def _section(one: MemberFacts, name: str, rows: Sequence[parts.SummaryRow]) -> parts.Section:
    return parts.Section(id=f"member-{one.client_id}", title=name, level=3, items=[parts.SummaryList(rows=rows)])


def _since(one: MemberFacts) -> parts.SummaryRow:
    return parts.SummaryRow(key=_("In the household since"), value=long_day(local_day(one.joined_at)))


def _waiting(one: ProposalFacts, *, can_withdraw: bool) -> Press:
    asked = one.email or one.asked_for or _("Somebody whom another adult asked")
    shown = parts.Section(
        id=f"asked-{one.proposal_id}",
        title=asked,
        level=3,
        items=[
            parts.Tag(text=_("Has not answered yet"), kind=parts.TagKind.INFO),
            parts.SummaryList(
                rows=[parts.SummaryRow(key=_("Can answer until"), value=long_day(local_day(one.lapses_at)))]
            ),
        ],
    )
    words = _("Tell them to sign in here and to open “People”. Until they say yes, nobody sees anything.")
    if not can_withdraw:
        return Press(shown=shown, consequence=words)
    return Press(
        shown=shown,
        action=reverse("account:withdraw", args=[one.proposal_id]),
        button=parts.Button(text=_("Do not ask any more"), detail=asked, kind=parts.ButtonKind.SECONDARY),
        consequence=words,
    )


def _to_add(child: Person) -> Choices:
    return Choices(
        shown=parts.Section(
            id=f"child-{child.client_id}",
            title=child.name,
            level=3,
            items=[parts.Paragraphs(texts=[_("You act for this child, who does not belong to the household yet.")])],
        ),
        action=reverse("account:household-add-child", args=[child.client_id]),
        buttons=[parts.Button(text=_("Add to the household"), detail=child.name, kind=parts.ButtonKind.SECONDARY)],
    )


def _leave(me: MemberFacts) -> Press:
    return Press(
        shown=parts.Section(
            id="leave",
            title=_("Leave this household"),
            items=[parts.SummaryList(rows=[_since(me)])],
        ),
        action=reverse("account:household-leave"),
        button=parts.Button(text=_("Leave now"), kind=parts.ButtonKind.SECONDARY),
        consequence=_("One press, and nothing is shared between you and the others any more, at once."),
    )
