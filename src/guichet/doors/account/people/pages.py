"""A client’s people: who may see or act for them now, who was asked, and what others did in their name."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from guichet.clients.queries import AuthorityFacts, Deed, ProposalFacts, hand_back_reason
from guichet.clients.terms import Awaited
from guichet.design import parts
from guichet.design.dates import local_day, long_day
from guichet.doors.account.files.pages import no_files
from guichet.doors.account.navigation import menu
from guichet.doors.account.people.words import files_in_words, scope_rows, sees_in_words, state_of, until_in_words
from guichet.foundation.languages import Language
from guichet.identity.terms import AuthorityKind

DEEDS_SHOWN = 5


@dataclass(frozen=True, kw_only=True)
class Person:
    """Somebody whose people are shown: the client, or a child whom they stand in for."""

    client_id: int
    name: str
    is_self: bool


@dataclass(frozen=True, kw_only=True)
class Press:
    """Something shown, and what one press on its button does; without an `action` there is no button."""

    shown: parts.Part
    action: str = ""
    button: parts.Button | None = None
    consequence: str = ""
    more: parts.Link | None = None


@dataclass(frozen=True, kw_only=True)
class PeoplePage:
    """Who may see or act for one person."""

    heading: str
    menu: parts.NavigationList
    tabs: parts.Tabs | None
    lead: str
    asked: parts.Section | None
    holding: Sequence[Press]
    nobody: parts.EmptyState | None
    appoint: parts.Button
    waiting: Sequence[Press]
    more: Sequence[parts.Part]


@dataclass(frozen=True, kw_only=True)
class PastPage:
    """Everybody who ever might see or act for one person, and all that was done in their name."""

    heading: str
    back: parts.BackLink
    sections: Sequence[parts.Part]
    pages: parts.Pagination | None


@dataclass(frozen=True, kw_only=True)
class NoFilePage:
    """The page of an account that no file is linked to: what it is asked, and what it can do."""

    heading: str
    menu: parts.NavigationList
    asked: parts.Section | None
    nothing: parts.Part


def no_file_page(asked: Sequence[ProposalFacts]) -> NoFilePage:
    """Return the page of an account without a file of its own."""
    return NoFilePage(
        heading=_("People: who may see or act for you"),
        menu=menu("account:people"),
        asked=_asked(asked),
        nothing=no_files(),
    )


def people_page(
    person: Person,
    everybody: Sequence[Person],
    *,
    asked: Sequence[ProposalFacts],
    holding: Sequence[AuthorityFacts],
    waiting: Sequence[ProposalFacts],
    deeds: Sequence[Deed],
    language: Language,
    now: datetime,
    members: Mapping[int, Sequence[str]] | None = None,
    asked_offices: bool = False,
) -> PeoplePage:
    """Return the page of one person; `everybody` are all for whom this account decides.

    `members` are the names of those who belong to each group of sponsors, or work in each office of Parliament, that
    may see the file; `asked_offices`, whether such an office asked about it.
    """
    tabs = [
        parts.Tab(
            text=_("Yourself") if each.is_self else each.name,
            href=address_of(each.client_id),
            current=each.client_id == person.client_id,
        )
        for each in everybody
    ]
    return PeoplePage(
        heading=_("People: who may see or act for you")
        if person.is_self
        else _("People: who may see or act for %(name)s") % {"name": person.name},
        menu=menu("account:people"),
        tabs=parts.Tabs(items=tabs, label=_("For whom you decide")) if len(tabs) > 1 else None,
        lead=_(
            "You decide who sees the file. Whatever you allow, you can take back here; it ends at once, everywhere."
        ),
        asked=_asked(asked),
        holding=[_holding(one, language, now, members or {}) for one in holding],
        nobody=None
        if holding
        else parts.EmptyState(
            title=_("Nobody else may see this file now"),
            body=_("You do not need anybody: whoever applies alone is treated the same."),
        ),
        appoint=parts.Button(text=_("Appoint somebody"), href=reverse("account:appoint", args=[person.client_id])),
        waiting=[_waiting(one, language) for one in waiting],
        more=[
            *([_offices()] if asked_offices else []),
            *([_household()] if person.is_self else []),
            *_deeds(person, deeds),
        ],
    )


def _offices() -> parts.Section:
    return parts.Section(
        id="offices",
        title=_("What offices of Parliament asked"),
        items=[
            parts.Paragraphs(
                texts=[
                    _("You read what they asked about your file, and the same answer that they got."),
                    parts.Link(text=_("Read it"), href=reverse("account:office-enquiries")),
                ]
            )
        ],
    )


def past_page(
    person: Person,
    past: Sequence[AuthorityFacts],
    deeds: Sequence[Deed],
    *,
    older: str,
    language: Language,
) -> PastPage:
    """Return the history of one person; `older` leads to the deeds before these."""
    sections: list[parts.Part] = [parts.Section(id="deeds", title=_in_the_name_of(person), items=[_list_of(deeds)])]
    if past:
        sections.append(
            parts.Section(
                id="over",
                title=_("Who could see or act before"),
                items=[parts.CardList(cards=[_over(one, language) for one in past])],
            )
        )
    return PastPage(
        heading=_("What others did, and who could see before"),
        back=parts.BackLink(href=address_of(person.client_id), text=_("People")),
        sections=sections,
        pages=parts.Pagination(next_href=older) if older else None,
    )


def address_of(client_id: int) -> str:
    """Return the address of the page of one person’s people."""
    return reverse("account:people-of", args=[client_id])


def asked_of(one: ProposalFacts) -> str:
    """Return what somebody was asked, in a sentence."""
    if one.household_id is not None:
        return _("%(name)s asks you to join their household") % {"name": one.holder_name or _("Somebody")}
    if one.group_id is not None:
        return _("%(name)s asks you to belong to their group of sponsors") % {"name": one.group_name}
    if one.awaits is Awaited.HOLDER:
        return _("A client asks for your help")
    name = one.party.name if one.party else one.holder_name
    return _("%(name)s asks to see the file") % {"name": name or _("Somebody")}


def _asked(asked: Sequence[ProposalFacts]) -> parts.Section | None:
    if not asked:
        return None
    cards = [
        parts.Card(
            title=asked_of(one),
            href=reverse("account:answer", args=[one.proposal_id]),
            body=_("Nothing is shown to anybody unless you say yes."),
            tag=parts.Tag(text=_("Waits for your answer"), kind=parts.TagKind.WARNING),
            facts=[
                str(one.kind.label) if one.household_id is None else _("Household"),
                _("Until %(day)s") % {"day": long_day(local_day(one.lapses_at))},
            ],
        )
        for one in asked
    ]
    return parts.Section(id="asked", title=_("Somebody asks you"), items=[parts.CardList(cards=cards)])


def _holding(one: AuthorityFacts, language: Language, now: datetime, members: Mapping[int, Sequence[str]]) -> Press:
    since = parts.SummaryRow(
        key=_("Since"),
        value=_("%(day)s. %(how)s") % {"day": long_day(local_day(one.starts_at)), "how": str(one.source.label)}
        if one.starts_at <= now
        else _("From %(day)s") % {"day": long_day(local_day(one.starts_at))},
    )
    belong = members.get(one.party.party_id, ()) if one.party else ()
    group = [parts.SummaryRow(key=_("Members of the group"), value=", ".join(belong))] if belong else []
    tag = state_of(one)
    shown = parts.Section(
        id=f"authority-{one.authority_id}",
        title=one.who or str(one.kind.label),
        level=3,
        items=[*([tag] if tag else []), parts.SummaryList(rows=[*scope_rows(one, language), *group, since])],
        # What adults of a household see of one another is set on its own page.
        action=parts.Link(
            text=_("Change what they may see"),
            detail=one.who,
            href=reverse("account:change-authority", args=[one.authority_id]),
        )
        if one.party
        else None,
    )
    if one.kind is AuthorityKind.PARENT:
        return Press(
            shown=shown, consequence=_("This follows from the law. It ends by itself when the child comes of age.")
        )
    return Press(
        shown=shown,
        action=reverse("account:end-authority", args=[one.authority_id]),
        button=parts.Button(text=_("End this now"), detail=one.who, kind=parts.ButtonKind.SECONDARY),
        consequence=_("One press, and %(name)s sees nothing more and can do nothing more. The file goes on as before.")
        % {"name": one.who or str(one.kind.label)},
    )


def _waiting(one: ProposalFacts, language: Language) -> Press:
    if one.awaits is Awaited.STAFF:
        tag = parts.Tag(text=_("We are checking a paper form"), kind=parts.TagKind.INFO)
    else:
        tag = parts.Tag(text=_("Has not answered yet"), kind=parts.TagKind.INFO)
    rows = scope_rows(one, language)
    if one.email:
        rows.append(parts.SummaryRow(key=_("Asked at"), value=one.email))
    if one.awaits is not Awaited.STAFF:
        rows.append(parts.SummaryRow(key=_("Can answer until"), value=long_day(local_day(one.lapses_at))))
    name = one.party.name if one.party else one.holder_name
    shown = parts.Section(
        id=f"asked-{one.proposal_id}",
        title=name or str(one.kind.label),
        level=3,
        items=[tag, parts.SummaryList(rows=rows)],
    )
    if one.awaits is not Awaited.HOLDER:
        return Press(shown=shown, consequence=_("They see nothing as long as this is not done."))
    return Press(
        shown=shown,
        action=reverse("account:withdraw", args=[one.proposal_id]),
        button=parts.Button(text=_("Do not ask any more"), detail=name, kind=parts.ButtonKind.SECONDARY),
        consequence=_(
            "They see nothing before they say yes. Tell them to sign in here with that address and to open “People”."
        ),
    )


def _household() -> parts.Section:
    return parts.Section(
        id="household",
        title=_("Your household"),
        items=[
            parts.Paragraphs(texts=[_("Families can see where each other’s files stand, each adult as they like.")])
        ],
        action=parts.Link(text=_("See your household"), href=reverse("account:household")),
    )


def _deeds(person: Person, deeds: Sequence[Deed]) -> Iterator[parts.Part]:
    yield parts.Section(
        id="deeds",
        title=_in_the_name_of(person),
        items=[_list_of(deeds[:DEEDS_SHOWN])],
        action=parts.Link(
            text=_("Everything, and who could see before"), href=reverse("account:people-past", args=[person.client_id])
        ),
    )


def _in_the_name_of(person: Person) -> str:
    if person.is_self:
        return _("What others did in your name")
    return _("What was done in the name of %(name)s") % {"name": person.name}


def _list_of(deeds: Sequence[Deed]) -> parts.Part:
    if not deeds:
        return parts.Paragraphs(texts=[_("Nothing so far.")])
    return parts.Timeline(
        entries=[
            parts.TimelineEntry(at=deed.at, title=deed.sentence, notes=[parts.TimelineNote(text=_by(deed))])
            for deed in deeds
        ],
        level=3,
    )


def _by(deed: Deed) -> str:
    if deed.by is None:
        return _("Done by somebody whose authority we no longer keep")
    return _("Done by %(name)s, %(kind)s") % {"name": deed.by.who, "kind": str(deed.by.kind.label)}


def _over(one: AuthorityFacts, language: Language) -> parts.Card:
    end = one.revoked_at or one.ends_at
    why = str(one.revoked_why.label) if one.revoked_why else _("Its time was over")
    days = {
        "first": long_day(local_day(one.starts_at)),
        "last": long_day(local_day(end)) if end else until_in_words(None, one.of_age_on),
    }
    known = hand_back_reason(one.gave)
    gave = [known.told.say(language)] if known else []
    if one.gave_words:
        gave.append(_("In their words: %(words)s") % {"words": one.gave_words})
    return parts.Card(
        title=one.who or str(one.kind.label),
        body=parts.Paragraphs(texts=[sees_in_words(one.sees), files_in_words(one.files), *gave]),
        facts=[str(one.kind.label), _("from %(first)s to %(last)s") % days, why],
    )
