"""What the page shows on which a person reaches a client whom no message reached."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from guichet.clients.queries import ClientFacts
from guichet.design import parts
from guichet.doors.desk.clients.pages import contact
from guichet.doors.desk.clients.tabs import ClientTab
from guichet.doors.desk.reaching.forms import OutcomeForm
from guichet.doors.desk.words import LANGUAGES, told
from guichet.doors.entrance import Visit
from guichet.doors.staff import StaffPage, address, frame, stamp, when
from guichet.foundation.languages import Language
from guichet.notices.queries import UndeliveredNotice
from guichet.notices.staff_queries import Sending, UnreadText


@dataclass(frozen=True, kw_only=True)
class Piece:
    """Something that is done with by one button: a text that was read, a letter that came back."""

    said: parts.Part
    done: parts.Button


@dataclass(frozen=True, kw_only=True)
class ReachPage(StaffPage):
    """What the client does not know yet, how to reach them, and what came of it."""

    client_id: int
    person: parts.Section
    opened: parts.Section
    table: parts.Table
    form: OutcomeForm | None
    texts: Sequence[Piece]
    letters: Sequence[Piece]


def reach_page(
    visit: Visit,
    client: ClientFacts,
    opened: parts.Section,
    notices: Sequence[UndeliveredNotice],
    in_clients_language: Sequence[UndeliveredNotice],
    texts: Sequence[UnreadText],
    letters: Sequence[Sending],
    form: OutcomeForm,
) -> ReachPage:
    """Return the page; the notices are given in the reader’s language and in the client’s, in the same order."""
    named = client.name
    tabs = reverse("desk:client", args=[client.client_id])
    return ReachPage(
        heading=_("Reach this client: %(name)s") % {"name": named},
        frame=frame(
            visit,
            current="desk:home",
            above=[parts.Link(text=named, href=tabs + address({"tab": ClientTab.NOTICES.value}))],
        ),
        client_id=client.client_id,
        person=_person(client),
        opened=opened,
        table=_table(notices, in_clients_language, client.language, visit.language),
        form=form if notices else None,
        texts=[
            Piece(
                said=parts.Section(
                    id=f"text-{text.text_id}",
                    title=_("Text of %(day)s") % {"day": stamp(text.received_at)},
                    items=[parts.Paragraphs(texts=[text.words])],
                ),
                done=_done(_("I have seen to it"), text.text_id),
            )
            for text in texts
        ],
        letters=[
            Piece(
                said=parts.Section(
                    id=f"letter-{letter.delivery_id}",
                    title=_("Letter posted on %(day)s") % {"day": stamp(letter.sent_at)},
                    items=[parts.Paragraphs(texts=[", ".join(letter.address.splitlines())])],
                ),
                done=_done(_("This letter came back"), letter.delivery_id),
            )
            for letter in letters
        ],
    )


def _done(text: str, number: int) -> parts.Button:
    return parts.Button(text=text, kind=parts.ButtonKind.SECONDARY, name="number", value=str(number))


def _person(client: ClientFacts) -> parts.Section:
    return parts.Section(
        id="person",
        title=_("How to reach them"),
        items=[
            parts.SummaryList(
                dense=True,
                rows=[
                    parts.SummaryRow(key=_("Language"), value=LANGUAGES[client.language]),
                    *(parts.SummaryRow(key=point.kind.label, value=contact(point)) for point in client.contact_points),
                ],
            )
        ],
    )


def _table(
    notices: Sequence[UndeliveredNotice],
    in_clients_language: Sequence[UndeliveredNotice],
    told_in: Language,
    reader: Language,
) -> parts.Table:
    return parts.Table(
        caption=_("What the client does not know yet, the oldest first"),
        dense=True,
        columns=[
            parts.Column(label=_("Since")),
            parts.Column(label=_("What the client should know")),
            parts.Column(label=_("About")),
            parts.Column(label=_("What was tried")),
            parts.Column(label=_("To be seen to by")),
        ],
        rows=[
            parts.Row(
                cells=[
                    when(one.since),
                    told(theirs.sentence, told_in, one.sentence, reader),
                    one.subject,
                    _tried(one),
                    when(one.due_at) if one.due_at else one.state.label,
                ]
            )
            for one, theirs in zip(notices, in_clients_language, strict=True)
        ],
        empty=parts.EmptyState(title=_("Everything reached this client")),
    )


def _tried(one: UndeliveredNotice) -> str:
    return " · ".join(
        _("%(medium)s: %(why)s") % {"medium": medium.label, "why": fault.label if fault else _("under way, or taken")}
        for medium, fault in one.tried
    ) or _("We have no address that works")
