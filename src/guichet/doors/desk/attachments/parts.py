"""How the files of a question are shown, on its page and on a page of their own.

For the page of the question: `attached(one)` gives the list of files of each message, and what must be said above.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from guichet.design import parts
from guichet.enquiries.queries import EnquiryFacts, FileFacts, files_of_question
from guichet.enquiries.terms import ScanState

_KINDS = {
    ScanState.CLEAN: parts.TagKind.SUCCESS,
    ScanState.HELD: parts.TagKind.WARNING,
    ScanState.INFECTED: parts.TagKind.DANGER,
}


@dataclass(frozen=True, slots=True)
class Attached:
    """The files of each message, by its contact; and what staff must read before anything else."""

    by_contact: Mapping[int, parts.FileList]
    notices: Sequence[parts.Part]


def attached(one: EnquiryFacts) -> Attached:
    """Return how the files of a question are shown. For whom it was opened already. One query, none without files."""
    files = files_of_question(one)
    by_contact: dict[int, list[FileFacts]] = defaultdict(list)
    for file in files:
        by_contact[file.contact_id].append(file)
    shown = {contact: file_list(one.enquiry_id, theirs) for contact, theirs in by_contact.items()}
    return Attached(shown, warnings(files))


def file_list(enquiry_id: int, files: Sequence[FileFacts]) -> parts.FileList:
    """Return files with what became of each; only what was found clean leads anywhere."""
    return parts.FileList(files=[_item(enquiry_id, file) for file in files])


def warnings(files: Sequence[FileFacts]) -> list[parts.Part]:
    """Return what must be said of files that were found dangerous."""
    if not any(file.state is ScanState.INFECTED for file in files):
        return []
    return [
        parts.NoticeBanner(
            kind=parts.NoticeKind.DANGER,
            title=_("A file that came with this is dangerous. Nobody can open it."),
            body=_("Whoever sent it may not know. Ask them to have their device checked, and to send what we need as a "
                   "new PDF or picture."),
        )
    ]  # fmt: skip


def _item(enquiry_id: int, file: FileFacts) -> parts.FileItem:
    is_clean = file.state is ScanState.CLEAN
    stays = file.state is ScanState.HELD and file.scanned_at is not None
    label = _("Stays closed") if stays else str(file.state.label)
    return parts.FileItem(
        name=file.name,
        href=reverse("desk:enquiry-file", args=[enquiry_id, file.file_id]) if is_clean else "",
        kind=file.media_type,
        size=file.size,
        tag=parts.Tag(text=label, kind=_KINDS[file.state]),
        note=_note(file),
    )


def _note(file: FileFacts) -> str:
    if file.state is ScanState.INFECTED:
        return _("Found in it: %(name)s.") % {"name": file.found}
    if file.state is ScanState.HELD and file.why is not None:
        ask = _("Ask for it as a PDF or a picture, one document in a file.")
        return f"{file.why.label} {ask}"
    if file.state is ScanState.HELD and file.scanned_at is None:
        return _("It can be opened once it was checked.")
    return ""
