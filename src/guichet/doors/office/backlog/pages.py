"""The backlog of guidance: which answers to improve first, with the definition of every figure."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from guichet.design import parts
from guichet.doors.entrance import Visit
from guichet.doors.staff import StaffPage, frame
from guichet.foundation.dates import number
from guichet.knowledge.queries import Backlog, BacklogItem


@dataclass(frozen=True, kw_only=True)
class BacklogPage(StaffPage):
    """The answers to improve first."""

    intro: str
    definition: parts.Part
    table: parts.Table


@dataclass(frozen=True, kw_only=True)
class AskPage(StaffPage):
    """Asking that an answer be improved."""

    form: object
    submit: str
    cancel: str
    intro: str
    kind: str = "primary"


def backlog_page(visit: Visit, found: Backlog) -> BacklogPage:
    """Return the backlog, what causes most contacts first."""
    return BacklogPage(
        heading=_("Backlog of answers"),
        frame=frame(
            visit, current="office:guidance", above=[parts.Link(text=_("Answers"), href=reverse("office:guidance"))]
        ),
        intro=_("The last %(days)s days, compared with the %(days)s days before.") % {"days": found.days},
        definition=parts.Section(
            id="definition",
            title=_("What is counted"),
            items=[
                parts.Bullets(
                    items=[
                        _("Contacts: readers who went from the answer to the ways to reach us, or said they must ask."),
                        _("An answer is ranked by its contacts and by those whom it did not help."),
                        _("Each visitor counts once a day. Nobody is known by name, and nothing else is kept."),
                        _("Figures below %(n)s are not told.") % {"n": found.fewest},
                    ]
                )
            ],
        ),
        table=parts.Table(
            caption=_("Answers to improve first"),
            caption_hidden=True,
            dense=True,
            columns=[
                parts.Column(label=_("Title")),
                parts.Column(label=_("Unit that answers for it")),
                parts.Column(label=_("Reads"), number=True),
                parts.Column(label=_("Contacts"), number=True),
                parts.Column(label=_("For 1,000 reads"), number=True),
                parts.Column(label=_("Before"), number=True),
                parts.Column(label=_("Helped"), number=True),
                parts.Column(label=_("Why not")),
                parts.Column(label=_("Task")),
            ],
            rows=[parts.Row(cells=_cells(visit, one, found.fewest)) for one in found.items],
            empty=parts.EmptyState(title=_("Nothing here")),
        ),
    )


def _cells(visit: Visit, one: BacklogItem, fewest: int) -> list[parts.Content]:
    line, language = one.line, visit.language

    def told(count: int) -> str:
        return number(count, language) if count >= fewest else _("fewer than %(n)s") % {"n": fewest}

    rate, helped = line.per_thousand_reads(fewest), line.share_helped(fewest)
    reasons = [f"{sign.label}: {told(count)}" for sign, count in line.reasons.items() if count >= fewest]
    return [
        parts.Link(text=one.title[language], href=reverse("office:article", args=[line.article_id])),
        one.owner,
        told(line.reads),
        told(line.contacts),
        number(round(rate), language) if rate is not None else "–",
        told(line.contacts_before),
        _("%(share)s%%") % {"share": number(round(100 * helped), language)} if helped is not None else "–",
        parts.Paragraphs(texts=reasons) if reasons else "–",
        parts.Link(text=_("Ask for a better one"), href=reverse("office:better-article", args=[line.article_id])),
    ]
