"""What the desk shows of a conversation that was handed over."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from guichet.assistant.queries import ConversationFacts
from guichet.assistant.wording import in_words
from guichet.design import parts
from guichet.design.dates import local_day
from guichet.doors.desk.handed.forms import OutreachForm
from guichet.doors.entrance import Visit
from guichet.doors.staff import StaffPage, frame, stamp, when
from guichet.foundation.languages import Language
from guichet.language.personal import shown


@dataclass(frozen=True, kw_only=True)
class HandedPage(StaffPage):
    """Who asked for a person, how to reach them, and all that was said."""

    facts: parts.SummaryList
    said: parts.Thread
    form: OutreachForm | None


def handed_page(visit: Visit, one: ConversationFacts, form: OutreachForm) -> HandedPage:
    """Return the page; the form while nobody has seen to it."""
    work = parts.Link(text=_("Work"), href=reverse("desk:work"))
    return HandedPage(
        heading=_("Somebody in the chat asked for a person"),
        frame=frame(visit, current="desk:work", above=[work]),
        facts=parts.SummaryList(dense=True, rows=_rows(one)),
        said=_said(visit, one),
        form=None if one.outreach else form,
    )


def _rows(one: ConversationFacts) -> list[parts.SummaryRow]:
    language = _("English") if one.language is Language.EN else _("French")
    rows = [
        parts.SummaryRow(key=_("Number"), value=one.receipt),
        parts.SummaryRow(key=_("Language"), value=language),
        parts.SummaryRow(key=_("Asked for a person"), value=when(one.handed_at)),
        parts.SummaryRow(key=_("To be answered by"), value=when(one.due_at)),
        parts.SummaryRow(key=_("How to reach them"), value=_reach(one)),
    ]
    if one.outreach:
        rows.append(parts.SummaryRow(key=_("What came of it"), value=str(one.outreach.label)))
    return rows


def _reach(one: ConversationFacts) -> parts.Content:
    if one.client_id is None:
        return one.reach or _("They did not say")
    link = parts.Link(text=_("As their file says"), href=reverse("desk:client", args=[one.client_id]))
    return parts.Sentence(pieces=[one.reach, " · ", link]) if one.reach else link


def _said(visit: Visit, one: ConversationFacts) -> parts.Thread:
    on = local_day(visit.origin.at)
    return parts.Thread(
        label=_("What was said"),
        you=_("The person"),
        us=_("Assistant"),
        exchanges=[
            parts.Exchange(
                id=f"question-{turn.position}",
                asked=shown(turn.said, visit.language) or _("These words were forgotten."),
                language="" if turn.language is visit.language else turn.language,
                replies=[
                    parts.Paragraphs(texts=in_words(turn.pieces, visit.language, on)),
                    parts.Paragraphs(texts=[f"{stamp(turn.asked_at)} · {turn.outcome.label}"]),
                ],
            )
            for turn in one.turns
        ],
    )
