"""What an office sees of what it asked."""

from collections.abc import Sequence

from django.urls import reverse
from django.utils.translation import gettext as _

from guichet.applications.queries import FileStatus
from guichet.design import parts
from guichet.doors.members import enquiry_rows, state_tag, thread, why_closed
from guichet.doors.parliament.constituents.pages import enquiry_card
from guichet.doors.parliament.enquiries.forms import AskForm, WordsForm
from guichet.doors.parliament.pages import OfficePage, menu
from guichet.foundation.languages import Language
from guichet.mp_enquiries.queries import MpEnquiryFacts
from guichet.mp_enquiries.terms import MpState


def list_page(enquiries: Sequence[MpEnquiryFacts]) -> OfficePage:
    """Return what the office asked: what waits for it first, then what is with us, then what is closed."""
    waiting = [one for one in enquiries if one.state is MpState.WAITING]
    with_us = sorted((one for one in enquiries if one.state is MpState.OPEN), key=lambda one: one.due_at)
    closed = [one for one in enquiries if not one.is_open]
    groups = ((_("We wait for you"), waiting), (_("With us"), with_us), (_("Closed enquiries"), closed))
    sections: list[parts.Content] = [
        parts.Section(title=title, items=[parts.CardList(cards=[enquiry_card(one) for one in some])])
        for title, some in groups
        if some
    ]
    nothing = parts.EmptyState(
        title=_("Your office has asked nothing yet"),
        body=_("Open the file of a constituent who consents, and ask about it there."),
    )
    return OfficePage(
        heading=_("Enquiries of your office"), menu=menu("parliament:enquiries"), parts=sections or [nothing]
    )


def ask_page(status: FileStatus, form: AskForm) -> OfficePage:
    """Return the form with which an office asks about a file; first, what is known already."""
    return OfficePage(
        heading=_("Ask us about this file"),
        menu=menu("parliament:home"),
        back=parts.BackLink(href=reverse("parliament:file", args=[status.number]), text=status.program),
        parts=[
            parts.NoticeBanner(
                title=status.happening,
                body=parts.Paragraphs(texts=[text for text in (status.expected.headline, status.next) if text]),
            )
        ],
        form=form,
        submit=_("Send the question"),
        cancel=reverse("parliament:file", args=[status.number]),
    )


def enquiry_page(one: MpEnquiryFacts, form: WordsForm, *, language: Language, token: str) -> OfficePage:
    """Return one enquiry, with what was said as long as the consent holds."""
    said: list[parts.Content] = [state_tag(one)]
    if closed := why_closed(one):
        said.append(closed)
    said.append(parts.SummaryList(rows=enquiry_rows(one, language)))
    if shown := thread(one, language):
        said.append(shown)
    waits = one.state is MpState.WAITING and one.consent
    below: list[parts.Content] = []
    if one.is_open and one.consent:
        below.append(
            parts.PostButtons(
                action=reverse("parliament:withdraw-enquiry", args=[one.reference]),
                token=token,
                label=_("You do not need the answer any more?"),
                buttons=[
                    parts.Button(text=_("Take it back"), name="do", value="withdraw", kind=parts.ButtonKind.SECONDARY)
                ],
            )
        )
    return OfficePage(
        heading=_("Enquiry %(number)s") % {"number": one.reference},
        menu=menu("parliament:enquiries"),
        back=parts.BackLink(href=reverse("parliament:enquiries"), text=_("Enquiries of your office")),
        parts=said,
        form=form if waits else None,
        submit=_("Send the answer"),
        below=below,
    )
