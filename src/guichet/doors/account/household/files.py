"""The files of those one lives with, in one’s own lists: whose they are, and by which right they are shown."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from guichet.applications.queries import FileSummary, files_held
from guichet.clients.queries import ClientFacts, clients
from guichet.design import parts
from guichet.doors.account.files.pages import file_card
from guichet.doors.account.helping.pages import IN_A_FAMILY
from guichet.doors.entrance import Visit
from guichet.identity.rules import Viewer
from guichet.identity.terms import AuthorityKind, Disclosure


def household_files(visit: Visit) -> Sequence[parts.Part]:
    """Return the section of files that the viewer’s family shows them; none, and no query, where nobody does."""
    viewer = visit.viewer
    if not any(grant.kind in IN_A_FAMILY for grant in viewer.grants):
        return []
    files = files_held(viewer, language=visit.language, now=visit.origin.at, kinds=IN_A_FAMILY)
    if not files:
        return []
    people = clients(dict.fromkeys(viewer.everyone_of(file.client_id)[0] for file in files), viewer=viewer)
    return [
        parts.Section(
            id="others",
            title=_("Files of your household"),
            intro=_("Each person decides what you see here, or the law does for a child."),
            items=[_of(person, files, viewer) for person in people],
        )
    ]


def right_in_words(viewer: Viewer, client_id: int) -> str:
    """Return by which right one sees a family member’s files, and how much of them."""
    grants = [grant for grant in viewer.grants_on(client_id) if grant.kind in IN_A_FAMILY]
    if any(grant.kind is AuthorityKind.PARENT for grant in grants):
        return _("By law: you act for this child.")
    if any(Disclosure.CASE in grant.sees for grant in grants):
        return _("Shown to you: where the file stands, letters and documents.")
    return _("Shown to you: where the file stands, and no more.")


def _of(person: ClientFacts, files: Sequence[FileSummary], viewer: Viewer) -> parts.Section:
    theirs = [file for file in files if person.client_id in viewer.everyone_of(file.client_id)]
    return parts.Section(
        id=f"others-{person.client_id}",
        title=person.name,
        intro=right_in_words(viewer, person.client_id),
        level=3,
        items=[parts.CardList(cards=[file_card(file, of_another=True) for file in theirs])],
    )
