"""The page with the files of a question."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from guichet.design import parts
from guichet.doors.desk.attachments.parts import file_list, warnings
from guichet.doors.entrance import Visit
from guichet.doors.staff import StaffPage, frame, stamp
from guichet.enquiries.queries import EnquiryFacts, FileFacts
from guichet.enquiries.terms import ScanState


@dataclass(frozen=True, kw_only=True)
class FilesPage(StaffPage):
    """All files of a question, message by message."""

    shown: Sequence[parts.Part]


def files_page(visit: Visit, one: EnquiryFacts, files: Sequence[FileFacts], *, scans: bool) -> FilesPage:
    """Return the page; `scans` is whether anybody looks at files that wait."""
    question = parts.Link(text=one.reference, href=reverse("desk:enquiry", args=[one.enquiry_id]))
    work = parts.Link(text=_("Work"), href=reverse("desk:work"))
    shown: list[parts.Part] = [*warnings(files)]
    if not scans and any(file.state is ScanState.HELD for file in files):
        shown.append(
            parts.NoticeBanner(
                kind=parts.NoticeKind.WARNING,
                title=_("Nobody checks files at the moment, so they stay closed."),
                body=_("Whoever runs the service can name a scanner in its settings."),
            )
        )
    for contact in one.contacts:
        theirs = [file for file in files if file.contact_id == contact.contact_id]
        if theirs:
            title = f"{contact.channel.label} · {stamp(contact.received_at)}"
            shown.append(parts.Section(title=title, items=[file_list(one.enquiry_id, theirs)]))
    if not files:
        shown.append(parts.EmptyState(title=_("No file came with this question.")))
    return FilesPage(
        heading=_("Files of question %(number)s") % {"number": one.reference},
        frame=frame(visit, current="desk:work", above=[work, question]),
        shown=shown,
    )
