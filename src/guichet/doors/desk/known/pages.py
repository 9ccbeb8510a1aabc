"""What the desk shows of how surely we know who calls, and what that lets an agent tell."""

from collections.abc import Sequence
from dataclasses import dataclass

from django import forms
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from guichet.design import parts
from guichet.doors.desk.clients.opening import SOMEBODY_ASKS
from guichet.doors.entrance import Visit
from guichet.doors.staff import Frame, StaffPage, frame, stamp
from guichet.identity.queries import Contact, contact_with, levels_policy
from guichet.identity.rules import told_at
from guichet.identity.terms import Disclosure, Level

_KINDS = {
    Level.NONE: parts.TagKind.WARNING,
    Level.FACTS: parts.TagKind.INFO,
    Level.SIGNED_IN: parts.TagKind.SUCCESS,
    Level.IN_PERSON: parts.TagKind.SUCCESS,
}


@dataclass(frozen=True, kw_only=True)
class PlainStaffPage(StaffPage):
    """A heading, parts to read, and perhaps one form with its button."""

    shown: Sequence[parts.Content] = ()
    form: forms.BaseForm | None = None
    submit: str = ""
    cancel: str = ""
    kind: str = "primary"
    below: Sequence[parts.Content] = ()


def around(visit: Visit) -> Frame:
    """Return the frame of a page about a client."""
    return frame(visit, current="desk:home")


def known_part(visit: Visit, client_id: int) -> parts.Section | None:
    """Return who is known to be asking, what they may be told, and how to know them more surely.

    None where nobody asks: somebody works on the file.
    """
    if visit.viewer.opened.get(client_id) not in SOMEBODY_ASKS:
        return None
    contact = contact_with(client_id, viewer=visit.viewer, now=visit.origin.at)
    return parts.Section(
        id="known",
        title=_("Who is asking"),
        items=[
            parts.Tag(text=_title(contact), kind=_KINDS[contact.level]),
            parts.Paragraphs(texts=[may_be_told(visit, contact.level)]),
            parts.ButtonRow(items=_ways(client_id, contact)),
        ],
    )


def may_be_told(visit: Visit, level: Level) -> str:
    """Return what may be told to somebody known so surely, in words for the agent."""
    told = told_at(level, levels_policy(timezone.localtime(visit.origin.at).date()))
    if Disclosure.CASE in told:
        return _("You may tell where the file stands, and letters, documents and the reasons of a decision.")
    if Disclosure.STATUS in told:
        return _("You may tell where the file stands and what it waits for. Not letters, notes or reasons.")
    return _("Tell general information only: programs, fees, public times. Not even that there is a file.")


def _title(contact: Contact) -> str:
    if contact.level is Level.NONE:
        return _("Not known")
    return _("%(level)s, until %(moment)s") % {
        "level": contact.level.label,
        "moment": stamp(contact.until)[11:],
    }


def _ways(client_id: int, contact: Contact) -> list[parts.Content]:
    ways: list[parts.Content] = []
    if contact.level is Level.NONE:
        ways.append(_button(_("Ask for facts of the file"), reverse("desk:check", args=[client_id])))
    if contact.level is Level.FACTS:
        ways.append(_button(_("Call back on the number on file"), reverse("desk:call-back", args=[client_id])))
    if contact.level < Level.IN_PERSON:
        ways.append(_button(_("A document was shown in person"), reverse("desk:document", args=[client_id])))
    ways.append(_button(_("Somebody else is asking"), reverse("desk:authority", args=[client_id])))
    ways.append(_button(_("They cannot sign in any more"), reverse("desk:recover", args=[client_id])))
    return ways


def _button(text: str, href: str) -> parts.Button:
    return parts.Button(text=text, href=href, kind=parts.ButtonKind.SECONDARY)


def check_page(visit: Visit, form: forms.Form) -> PlainStaffPage:
    """Return the questions. Whether an answer is right is never shown, fact by fact."""
    return PlainStaffPage(
        heading=_("Ask who is calling"),
        frame=around(visit),
        shown=[
            parts.Paragraphs(
                texts=[
                    _("Ask, and write what the caller says. Do not help, and do not read anything out."),
                    _("You will see only whether all of it agrees. What was said is not kept."),
                ]
            )
        ],
        form=form,
        submit=_("Compare"),
        cancel=reverse("desk:home"),
    )


def failed_page(visit: Visit, client_id: int, *, may_try_again: bool) -> PlainStaffPage:
    """Return what to say to somebody who could not show who they are."""
    further: list[parts.Content] = [
        _button(_("Open it for another purpose"), reverse("desk:open", args=[client_id])),
        _button(_("A document was shown in person"), reverse("desk:document", args=[client_id])),
    ]
    if may_try_again:
        again = reverse("desk:check", args=[client_id]) + "?again=1"
        further.insert(0, _button(_("Ask again, with another fact"), again))
    return PlainStaffPage(
        heading=_("The caller is not known"),
        frame=around(visit),
        shown=[
            parts.NoticeBanner(
                title=_("Tell general information only."),
                body=may_be_told(visit, Level.NONE),
                kind=parts.NoticeKind.DANGER,
                live=True,
            ),
            parts.Section(
                id="say",
                title=_("What you can say"),
                items=[
                    parts.Paragraphs(
                        texts=[
                            _("“I cannot match what you told me with a file. This protects you from people who "
                              "pretend to be you.”"),
                            _("“Have a letter from us at hand and call again, or sign in to your account.”"),
                            _("Do not say which answer was wrong. The client is told that somebody asked."),
                        ]
                    )
                ],
            ),
        ],
        below=[parts.Section(id="next", title=_("What you can do"), items=[parts.ButtonRow(items=further)])],
    )  # fmt: skip


def call_back_page(visit: Visit, client_id: int, form: forms.Form, numbers: Sequence[str]) -> PlainStaffPage:
    """Return the page on which a call back is noted: to a number on file, never to one that the caller names."""
    return PlainStaffPage(
        heading=_("Call back"),
        frame=around(visit),
        shown=[
            parts.Paragraphs(texts=[_("Hang up, and call one of these numbers. Never one that the caller names.")]),
            parts.Bullets(items=list(numbers)) if numbers else parts.EmptyState(title=_("No number is on file")),
        ],
        form=form if numbers else None,
        submit=_("The same person answered"),
        cancel=reverse("desk:client", args=[client_id]),
    )


def document_page(visit: Visit, client_id: int, form: forms.Form) -> PlainStaffPage:
    """Return the page on which a document is noted that was seen in person."""
    return PlainStaffPage(
        heading=_("A document was shown in person"),
        frame=around(visit),
        shown=[parts.Paragraphs(texts=[_("The client is told that we saw it.")])],
        form=form,
        submit=_("I saw the original"),
        cancel=reverse("desk:client", args=[client_id]),
    )
