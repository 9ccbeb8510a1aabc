"""What the desk shows of who may ask about a client, and of what somebody who asks may be told."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django import forms
from django.urls import reverse
from django.utils.translation import gettext as _

from guichet.clients.actions import CallDecided
from guichet.clients.queries import AuthorityFacts, ClientFacts, ProposalFacts, Serving
from guichet.clients.terms import Awaited, Consent, Outcome
from guichet.design import parts
from guichet.doors.desk.authority.words import change_in_words, last_day, scope_rows, state_of
from guichet.doors.desk.known.pages import PlainStaffPage
from guichet.doors.desk.serving.pages import warnings
from guichet.doors.entrance import Visit
from guichet.doors.staff import day, frame
from guichet.foundation.languages import Language
from guichet.identity.terms import AuthorityKind, Right

# What ended longer ago is in the history that the client sees, and no help to somebody on the line.
LATELY = timedelta(days=365)
KINDS = {
    Outcome.ALLOW: parts.NoticeKind.SUCCESS,
    Outcome.GENERAL_ONLY: parts.NoticeKind.WARNING,
    Outcome.ASK_CONSENT: parts.NoticeKind.WARNING,
    Outcome.REFER: parts.NoticeKind.INFO,
    Outcome.DENY: parts.NoticeKind.DANGER,
}


@dataclass(frozen=True, kw_only=True)
class AuthorityPage(PlainStaffPage):
    """Who may ask about a client, and a question about somebody who asks now."""


def authority_page(
    visit: Visit,
    client: ClientFacts,
    known: Serving,
    everybody: Sequence[AuthorityFacts],
    waiting: Sequence[ProposalFacts],
    form: forms.Form,
    decided: CallDecided | None,
) -> AuthorityPage:
    """Return the page: what was decided just now, who may ask, the question, and who might before."""
    where = reverse("desk:client", args=[client.client_id])
    now, language = visit.origin.at, visit.language
    records = visit.viewer.may(Right.AUTHORITY)
    current = [one for one in everybody if one.consent is not Consent.ENDED]
    return AuthorityPage(
        heading=_("Who may ask about this file"),
        frame=frame(visit, current="desk:home", above=[parts.Link(text=client.name, href=where)]),
        shown=[
            *warnings(known, language),
            *(decision(decided, client.language, language) if decided else []),
            parts.Section(
                id="now",
                title=_("Who may ask now"),
                items=[_row(one, language, may_end=records) for one in current]
                or [parts.EmptyState(title=_("Nobody but the client"), body=_("The client has allowed nobody else."))],
                action=parts.Link(
                    text=_("Record a form on paper"), href=reverse("desk:authority-form", args=[client.client_id])
                )
                if records
                else None,
            ),
            *_waiting(waiting, language, compares=records),
            parts.Section(
                id="asking",
                title=_("Somebody is asking now"),
                intro=_(
                    "Say who it is and what they ask for. The rule answers; your question is noted, without names."
                ),
                items=[],
            ),
        ],
        form=form,
        submit=_("What may I tell them?"),
        cancel=where,
        below=_over(everybody, now, language),
    )


def lately(everybody: Sequence[AuthorityFacts], now: datetime) -> list[AuthorityFacts]:
    """Return those in force or to come, and those that ended lately."""
    return [one for one in everybody if one.consent is not Consent.ENDED or _ended(one) >= now - LATELY]


def decision(decided: CallDecided, told_in: Language, reader: Language) -> list[parts.Content]:
    """Return what was decided: whether, why, what to say in both languages, and what would make it possible."""
    request, clause = decided.request, decided.clause
    rows = [
        parts.SummaryRow(key=_("Who is asking"), value=decided.by.who if decided.by else str(request.who.label)),
        parts.SummaryRow(key=_("What they ask for"), value=str(request.asked.label)),
        parts.SummaryRow(key=_("Consent"), value=str(request.consent.label)),
        parts.SummaryRow(key=_("For pay"), value=str(request.pay.label)),
        parts.SummaryRow(key=_("Who it is"), value=str(request.known.label)),
        parts.SummaryRow(key=_("Rule"), value=f"{clause.code} · {clause.source}"),
    ]
    shown: list[parts.Content] = [
        parts.NoticeBanner(
            title=str(clause.outcome.label), body=clause.reason.say(reader), kind=KINDS[clause.outcome], live=True
        ),
        parts.Section(
            id="say",
            title=_("What you can say"),
            items=[
                parts.Paragraphs(texts=[_quoted(decided.say.say(language), language)], language=language.value)
                for language in (told_in, told_in.other)
            ],
        ),
    ]
    if decided.ways:
        said = dict.fromkeys(change_in_words(way, request.who, decided.accepted) for way in decided.ways)
        shown.append(
            parts.Section(id="ways", title=_("What would make it possible"), items=[parts.Bullets(items=list(said))])
        )
    return [
        *shown,
        parts.Section(id="why", title=_("By what this was decided"), items=[parts.SummaryList(dense=True, rows=rows)]),
    ]


def _row(one: AuthorityFacts, language: Language, *, may_end: bool) -> parts.Section:
    until = one.of_age_on
    end = parts.Link(
        text=_("End it now"), detail=one.who, href=reverse("desk:end-authority", args=[one.authority_id])
    )  # fmt: skip
    return parts.Section(
        id=f"authority-{one.authority_id}",
        title=one.who or str(one.kind.label),
        level=3,
        action=end if may_end and one.kind is not AuthorityKind.PARENT else None,
        items=[
            state_of(one),
            parts.SummaryList(
                dense=True,
                rows=[
                    *scope_rows(one, language),
                    parts.SummaryRow(key=_("Since"), value=day(one.starts_at)),
                    parts.SummaryRow(
                        key=_("Until"),
                        value=_("Of age on %(day)s") % {"day": until.isoformat()} if until else last_day(one.ends_at),
                    ),
                ],
            ),
        ],
    )


def _waiting(waiting: Sequence[ProposalFacts], language: Language, *, compares: bool) -> list[parts.Content]:
    if not waiting:
        return []
    return [
        parts.Section(
            id="waiting",
            title=_("Nothing follows from these yet"),
            items=[
                parts.Section(
                    id=f"asked-{one.proposal_id}",
                    title=(one.party.name if one.party else one.holder_name) or str(one.kind.label),
                    level=3,
                    action=parts.Link(
                        text=_("Compare the form"), href=reverse("desk:verify-form", args=[one.proposal_id])
                    )
                    if compares and one.awaits is Awaited.STAFF
                    else None,
                    items=[
                        parts.Tag(text=_("Waits for: %(whom)s") % {"whom": Awaited(one.awaits).label}),
                        parts.SummaryList(dense=True, rows=scope_rows(one, language)),
                    ],
                )
                for one in waiting
                if one.household_id is None
            ],
        )
    ]


def _over(everybody: Sequence[AuthorityFacts], now: datetime, language: Language) -> list[parts.Content]:
    ended = [one for one in lately(everybody, now) if one.consent is Consent.ENDED]
    if not ended:
        return []
    table = parts.Table(
        caption=_("Over since a year or less: they may ask for nothing"),
        dense=True,
        columns=[
            parts.Column(label=_("Who")),
            parts.Column(label=_("As")),
            parts.Column(label=_("Over since")),
            parts.Column(label=_("Why")),
        ],
        rows=[
            parts.Row(
                cells=[
                    one.who or str(one.kind.label),
                    str(one.kind.label),
                    day(_ended(one)),
                    str(one.revoked_why.label) if one.revoked_why else _("Its time was over"),
                ]
            )
            for one in ended
        ],
    )
    return [table]


def _ended(one: AuthorityFacts) -> datetime:
    """Return when something ended; a parent’s ends with a birthday, and counts as of the day it began at least."""
    ends = [moment for moment in (one.revoked_at, one.ends_at) if moment]
    return min(ends) if ends else one.starts_at


def _quoted(sentence: str, language: Language) -> str:
    return f"«\N{NO-BREAK SPACE}{sentence}\N{NO-BREAK SPACE}»" if language is Language.FR else f"“{sentence}”"
