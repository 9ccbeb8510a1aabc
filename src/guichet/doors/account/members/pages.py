"""What a constituent reads of what offices of Parliament asked."""

from collections.abc import Sequence

from django.urls import reverse
from django.utils.translation import gettext as _

from guichet.design import parts
from guichet.design.dates import local_day, long_day
from guichet.doors.account.navigation import menu
from guichet.doors.account.plain import PlainPage
from guichet.doors.members import enquiry_rows, state_tag, thread, why_closed
from guichet.foundation.languages import Language
from guichet.mp_enquiries.queries import MpEnquiryFacts


def list_page(enquiries: Sequence[MpEnquiryFacts]) -> PlainPage:
    """Return what offices asked about one’s own files, the latest first."""
    cards = [
        parts.Card(
            title=_("%(office)s, on %(day)s") % {"office": one.office, "day": long_day(local_day(one.opened_at))},
            href=reverse("account:office-enquiry", args=[one.reference]),
            tag=state_tag(one),
            facts=[one.reference, one.number],
        )
        for one in enquiries
    ]
    nothing = parts.EmptyState(
        title=_("No office of Parliament asked about your file"),
        body=_("What an office that you allow asks us stands here, with the same answer that it gets."),
    )
    return PlainPage(
        heading=_("What offices of Parliament asked"),
        menu=menu("account:people"),
        back=parts.BackLink(href=reverse("account:people"), text=_("People")),
        parts=[parts.CardList(cards=cards) if cards else nothing],
    )


def enquiry_page(one: MpEnquiryFacts, language: Language) -> PlainPage:
    """Return one of them: the very words that the office wrote and read."""
    said: list[parts.Content] = [state_tag(one)]
    if closed := why_closed(one):
        said.append(closed)
    said.append(parts.SummaryList(rows=enquiry_rows(one, language)))
    if shown := thread(one, language):
        said.append(shown)
    end = _("You can end your consent at any time, under “People”. Then the office is told nothing more.")
    return PlainPage(
        heading=_("What %(office)s asked") % {"office": one.office},
        menu=menu("account:people"),
        back=parts.BackLink(href=reverse("account:office-enquiries"), text=_("What offices of Parliament asked")),
        parts=said,
        below=[parts.Sentence(pieces=[end, " ", parts.Link(text=_("People"), href=reverse("account:people"))])],
    )
