"""What the page of a question says of our e-mails that did not arrive."""

from django.utils.translation import gettext as _

from guichet.design import parts
from guichet.doors.staff import stamp
from guichet.enquiries.queries import EnquiryFacts, returned_of


def returned_parts(one: EnquiryFacts) -> list[parts.Part]:
    """Return what must be said above a question, as long as something of it did not arrive. One query."""
    found = returned_of(one)
    if not found:
        return []
    lines: list[parts.Content] = [f"{stamp(each.returned_at)} · {each.told.label} · {each.why.label}" for each in found]
    return [
        parts.NoticeBanner(
            kind=parts.NoticeKind.WARNING,
            title=_("What we wrote did not arrive."),
            body=parts.Bullets(items=lines),
        )
    ]
