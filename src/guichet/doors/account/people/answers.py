"""The page on which somebody says yes or no to what they are asked."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from guichet.clients.queries import ProposalFacts
from guichet.clients.terms import Awaited, Licence, Shown
from guichet.design import parts
from guichet.design.dates import local_day, long_day
from guichet.doors.account.people.pages import asked_of
from guichet.doors.account.people.words import scope_rows, sees_in_words
from guichet.foundation.languages import Language
from guichet.identity.terms import AuthorityKind


@dataclass(frozen=True, kw_only=True)
class AnswerPage:
    """Who asks, for what, what follows from a yes, and the two answers."""

    heading: str
    back: parts.BackLink
    lead: str
    notices: Sequence[parts.NoticeBanner]
    facts: parts.SummaryList
    unknown: parts.DefinitionHint
    # The ways to say yes; where there are several, the first shows nothing.
    yes: Sequence[parts.Button]
    no: parts.Button


def answer_page(asked: ProposalFacts, language: Language) -> AnswerPage:
    """Return the page."""
    lapses = parts.SummaryRow(key=_("You can answer until"), value=long_day(local_day(asked.lapses_at)))
    rows = [lapses]
    if asked.group_id is not None:
        rows = [parts.SummaryRow(key=_("May see at most"), value=sees_in_words(asked.sees)), lapses]
    elif asked.household_id is None:
        rows = [*scope_rows(asked, language), lapses]
    return AnswerPage(
        heading=asked_of(asked),
        back=parts.BackLink(href=reverse("account:people"), text=_("People")),
        lead=_lead(asked),
        notices=_notices(asked),
        facts=parts.SummaryList(rows=rows),
        unknown=parts.DefinitionHint(
            term=_("You do not know who this is?"),
            body=_(
                "Then say no, or do nothing: without your yes nothing is shown to anybody. We never telephone to press "
                "you to say yes. If somebody presses you, tell us."
            ),
        ),
        yes=_yes(asked),
        no=parts.Button(text=_("No"), name="answer", value="no", kind=parts.ButtonKind.SECONDARY),
    )


def _yes(asked: ProposalFacts) -> list[parts.Button]:
    if asked.household_id is None:
        return [parts.Button(text=_("Yes"), name="answer", value="yes")]
    ways = [
        (_("Yes, and show nothing"), Shown.NOTHING, parts.ButtonKind.PRIMARY),
        (_("Yes, and show where my file stands"), Shown.STATUS, parts.ButtonKind.SECONDARY),
        (_("Yes, and show letters and documents too"), Shown.CASE, parts.ButtonKind.SECONDARY),
    ]
    return [parts.Button(text=text, name="answer", value=f"yes {shown.value}", kind=kind) for text, shown, kind in ways]


def shown_with(said: str) -> Shown:
    """Return what a yes to a household shows of one’s file: nothing, unless something was chosen."""
    return Shown(said) if said in Shown.values else Shown.NOTHING


def _lead(asked: ProposalFacts) -> str:
    if asked.household_id is not None:
        return _(
            "If you say yes, you see that you live in one household, and you choose what its adults see of your file. "
            "You can change it, and leave, at any time."
        )
    if asked.group_id is not None:
        return _(
            "If you say yes, you see the files that people let this group see, as far as the group lets you. They read "
            "your name. You can leave at any time."
        )
    if asked.awaits is Awaited.HOLDER:
        return _(
            "If you say yes, you see what is listed here, and whose file it is. The client sees all that you do in "
            "their name, and can end it at any time. You can hand it back at any time."
        )
    if asked.kind is AuthorityKind.MP_OFFICE:
        return _(
            "If you say yes, the office may be told what is listed here, and ask us about it for you. You read in your "
            "account what it asks and the same answer. It does nothing in your name, and it cannot make us decide "
            "faster. You can end it at any time with one press."
        )
    return _(
        "If you say yes, they see what is listed here, and you see all that they do in your name. You can end it at "
        "any "
        "time with one press."
    )


def _notices(asked: ProposalFacts) -> list[parts.NoticeBanner]:
    party = asked.party
    if asked.awaits is not Awaited.CLIENT or party is None:
        return []
    if party.is_paid and party.licence is not Licence.VALID:
        return [
            parts.NoticeBanner(
                title=_("The register does not confirm the licence of this person"),
                body=_(
                    "They say that they are paid. Without a valid licence they may not be, and they will see nothing, "
                    "even if you say yes. We look it up again when you answer."
                ),
                kind=parts.NoticeKind.WARNING,
            )
        ]
    if not party.is_paid and asked.kind is not AuthorityKind.MP_OFFICE:
        return [unpaid_notice()]
    return []


def unpaid_notice() -> parts.NoticeBanner:
    """Return what to know of somebody who says that they help without pay."""
    return parts.NoticeBanner(
        title=_("This person says that they are not paid"),
        body=_(
            "If they ask you for money or anything else for advice, they must have a licence. Nobody can make us "
            "decide "
            "faster, and nobody can promise you a result."
        ),
    )
