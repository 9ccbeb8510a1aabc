"""What the desk shows of a question that was read, and of what was set aside as unwanted."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from guichet.design import parts
from guichet.design.dates import local_day
from guichet.doors.desk.sorting.tags import reading_tags
from guichet.doors.entrance import Visit
from guichet.doors.staff import StaffPage, frame, when
from guichet.enquiries.queries import EnquiryFacts
from guichet.enquiries.queries.reading import ReadFacts, Unwanted, sign_name
from guichet.foundation.dates import number
from guichet.foundation.languages import Language


@dataclass(frozen=True, kw_only=True)
class ReadingPage(StaffPage):
    """What was read, and how sure that is."""

    tags: Sequence[parts.Tag]
    intro: str
    facts: parts.SummaryList
    cancel: str


@dataclass(frozen=True, kw_only=True)
class UnwantedPage(StaffPage):
    """What was set aside, with how it begins."""

    intro: str
    table: parts.Table


def reading_page(visit: Visit, one: EnquiryFacts, found: ReadFacts) -> ReadingPage:
    """Return the page on which a person says what is right."""
    on, back = local_day(visit.origin.at), reverse("desk:enquiry", args=[one.enquiry_id])
    return ReadingPage(
        heading=_("What was read of %(number)s") % {"number": one.reference},
        frame=frame(visit, current="desk:work", above=[parts.Link(text=one.reference, href=back)]),
        tags=reading_tags(found, visit.language, on),
        intro=_(
            "A program read the message, by words and by examples. It sends nothing and refuses nobody: it decides who "
            "is looked at first. What you say counts from now on."
        ),
        facts=parts.SummaryList(dense=True, rows=_rows(found, visit.language, visit)),
        cancel=back,
    )


def unwanted_page(visit: Visit, found: Sequence[Unwanted]) -> UnwantedPage:
    """Return the list of what was set aside, the latest first."""
    return UnwantedPage(
        heading=_("Set aside as unwanted"),
        frame=frame(visit, current="desk:work", above=[parts.Link(text=_("Work"), href=reverse("desk:work"))]),
        intro=_("Nothing here was answered, and nothing is deleted. Open one to say whether it is a question to us."),
        table=parts.Table(
            caption=_("Not looked at yet"),
            dense=True,
            columns=[
                parts.Column(label=_("Question")),
                parts.Column(label=_("It begins")),
                parts.Column(label=_("By which way")),
                parts.Column(label=_("Read at")),
                parts.Column(label=_("How sure"), number=True),
            ],
            rows=[
                parts.Row(
                    cells=[
                        parts.Link(text=one.reference, href=reverse("desk:reading", args=[one.enquiry_id])),
                        one.begins,
                        str(one.channel.label),
                        when(one.read_at),
                        _percent(one.confidence, visit),
                    ]
                )
                for one in found
            ],
            empty=parts.EmptyState(title=_("Nothing waits to be looked at")),
        ),
    )


def _rows(found: ReadFacts, language: Language, visit: Visit) -> list[parts.SummaryRow]:
    on = local_day(visit.origin.at)
    heard = sorted(found.signs.items(), key=lambda pair: -pair[1])
    rows = [
        parts.SummaryRow(key=sign_name(code, on).say(language), value=_percent(share, visit)) for code, share in heard
    ]
    if found.unsure:
        said = ", ".join(str(axis.label) for axis in found.unsure)
        rows.append(parts.SummaryRow(key=_("A person must say"), value=said))
    if found.said_by_person:
        said = ", ".join(str(axis.label) for axis in sorted(found.said_by_person))
        rows.append(parts.SummaryRow(key=_("A person has said"), value=said))
    return rows or [parts.SummaryRow(key=_("What was read"), value=_("Nothing out of the usual"))]


def _percent(share: float, visit: Visit) -> str:
    return _("%(share)s%%") % {"share": number(round(100 * share), visit.language)}
