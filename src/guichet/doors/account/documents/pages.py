"""The documents of all files: what we wait for, and what we hold, with its proof."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from guichet.applications.queries import FileDocuments
from guichet.design import parts
from guichet.doors.account.files.pages import due_tag, no_files, proof_of
from guichet.doors.account.navigation import menu


@dataclass(frozen=True, kw_only=True)
class DocumentsPage:
    """Every document of every file."""

    heading: str
    menu: parts.NavigationList
    sections: Sequence[parts.Part]


def documents_page(files: Sequence[FileDocuments], *, linked: bool) -> DocumentsPage:
    """Return the page; `linked` is whether the account has any file at all."""
    return DocumentsPage(
        heading=_("Your documents"), menu=menu("account:documents"), sections=_sections(files, linked=linked)
    )


def _sections(files: Sequence[FileDocuments], *, linked: bool) -> list[parts.Part]:
    if not linked:
        return [no_files()]
    if not files:
        return [
            parts.EmptyState(
                title=_("No documents yet"),
                body=_("When we ask you for a document, or when one reaches us, it is shown here."),
            )
        ]
    return [*_awaited(files), *_received(files)]


def _awaited(files: Sequence[FileDocuments]) -> Iterator[parts.Part]:
    items = [
        parts.FileItem(
            name=each.name,
            href=f"{reverse('account:file', args=[file.number])}#wanted",
            kind=_about(file),
            note=each.what,
            tag=due_tag(each),
        )
        for file in files
        for each in file.documents
        if each.awaited
    ]
    if not items:
        yield parts.NoticeBanner(title=_("We are not waiting for any document from you."), kind="success")
        return
    yield parts.Section(
        id="wanted",
        title=_("What we need from you"),
        intro=_("Open a document to see how to send it."),
        items=[parts.FileList(files=items)],
    )


def _received(files: Sequence[FileDocuments]) -> Iterator[parts.Part]:
    items = [
        parts.FileItem(name=each.name, received_at=each.received_at, kind=_about(file), note=proof_of(each))
        for file in files
        for each in file.documents
        if each.received_at
    ]
    if items:
        yield parts.Section(id="received", title=_("Documents we received"), items=[parts.FileList(files=items)])


def _about(file: FileDocuments) -> str:
    return _("%(program)s, %(number)s") % {"program": file.program, "number": file.number}
