"""What the desk shows of how a client is served: on the client’s page, and where it is changed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django import forms
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from guichet.clients.queries import ClientFacts, PointFacts, Serving
from guichet.clients.terms import FormerKind, Gender
from guichet.design import parts
from guichet.doors import choices
from guichet.doors.entrance import Visit
from guichet.doors.staff import StaffPage, day, frame
from guichet.foundation.dates import long_date
from guichet.foundation.languages import Language
from guichet.identity.rules import Viewer
from guichet.identity.terms import Right


@dataclass(frozen=True, kw_only=True)
class ServingPage(StaffPage):
    """One thing that is written down about a client."""

    notices: Sequence[parts.NoticeBanner]
    facts: parts.Table | parts.SummaryList | None
    form: forms.Form | None
    submit: str
    cancel: str
    undo: str = ""


def serving_page(
    visit: Visit,
    client: ClientFacts,
    heading: str,
    form: forms.Form | None,
    *,
    submit: str = "",
    notices: Sequence[parts.NoticeBanner] = (),
    facts: parts.Table | parts.SummaryList | None = None,
    undo: str = "",
) -> ServingPage:
    """Return a page on which one thing is written down, below the client it is about."""
    where = reverse("desk:client", args=[client.client_id])
    return ServingPage(
        heading=heading,
        frame=frame(visit, current="desk:home", above=[parts.Link(text=client.name, href=where)]),
        notices=notices,
        facts=facts,
        form=form,
        submit=submit or _("Save"),
        cancel=where,
        undo=undo,
    )


def warnings(known: Serving, language: Language) -> list[parts.NoticeBanner]:
    """Return what everybody who serves this client must know first."""
    found = []
    if known.death:
        died = long_date(known.death.died_on, language) if known.death.died_on else _("on a day we do not know")
        found.append(
            parts.NoticeBanner(
                kind=parts.NoticeKind.WARNING,
                title=_("This client has died: %(day)s.") % {"day": died},
                body=_(
                    "Nothing is sent any more. Whoever calls may be in mourning. Only the estate’s representative may "
                    "ask about the file. Source: Privacy Regulations, s. 10(b)."
                ),
            )
        )
    if known.safe:
        words = known.safe.words or _("The client added nothing.")
        found.append(
            parts.NoticeBanner(
                kind=parts.NoticeKind.DANGER,
                title=_("This client is in danger. Reach them only in the safe way."),
                body=_(
                    "Tell nobody where they or their file are. Leave no message. Do not call another number. %(how)s "
                    "In their words: %(words)s"
                )
                % {"how": _how(known), "words": words},
            )
        )
    return found


def serving_section(viewer: Viewer, known: Serving, language: Language) -> parts.Section:
    """Return how to serve this client, with the ways to change it."""
    at, may = [known.client_id], viewer.may(Right.CLIENT_FACTS)
    rows = [
        *_spoken(known),
        parts.SummaryRow(
            key=_("Interpreter"), value=_interpreter(known, language), action=_change("serving", at, may=may)
        ),
        parts.SummaryRow(key=_("Formats"), value=", ".join(str(one.label) for one in known.formats) or "–"),
        parts.SummaryRow(key=_("Access needs"), value=known.access_needs or "–"),
        *(
            parts.SummaryRow(key=point.kind.label, value=_point(point), action=_change("contacts", at, may=may))
            for point in known.contact_points
        ),
        parts.SummaryRow(key=_("Postal address"), value=_address(known)),
        parts.SummaryRow(
            key=_("Safe contact"),
            value=_("On") if known.safe else _("Off"),
            action=_change("safety", at, may=may),
        ),
    ]
    links = [("authority", _("Who may ask about this file"), Right.CLIENT_FILES),
             ("names", _("Name used"), Right.CLIENT_FACTS),
             ("contacts", _("Add a way to reach them"), Right.CLIENT_FACTS),
             ("death", _("Record a death"), Right.RECORD_DEATH),
             ("former", _("Former name or gender"), Right.FORMER_FACTS)]  # fmt: skip
    offered: list[parts.Content] = [
        parts.Link(text=text, href=reverse(f"desk:{name}", args=at)) for name, text, right in links if viewer.may(right)
    ]
    items: list[parts.Content] = [parts.SummaryList(dense=True, rows=rows)]
    if offered:
        items.append(parts.ButtonRow(items=offered))
    return parts.Section(id="serving", title=_("How to serve them"), items=items)


def contacts_table(known: Serving) -> parts.Table:
    """Return the addresses of a client, with how far each can be relied on."""
    return parts.Table(
        caption=_("Ways to reach this client"),
        dense=True,
        columns=[
            parts.Column(label=_("Kind")),
            parts.Column(label=_("Address or number")),
            parts.Column(label=_("State")),
        ],
        rows=[
            parts.Row(
                cells=[point.kind.label, point.shown, _tag(point)],
                href=""
                if point.is_confirmed
                else f"{reverse('desk:contact-code', args=[known.client_id])}?point={point.point_id}",
            )
            for point in known.contact_points
        ],
        empty=parts.EmptyState(title=_("We know no way to reach them")),
    )


def former_list(facts: Iterable[tuple[FormerKind, str]]) -> parts.SummaryList:
    """Return former names and genders, for this one look."""
    return parts.SummaryList(
        dense=True,
        rows=[
            parts.SummaryRow(key=kind.label, value=Gender(text).label if kind is FormerKind.GENDER else text)
            for kind, text in facts
        ]
        or [parts.SummaryRow(key=_("Former name or gender"), value=_("None is known"))],
    )


def death_facts(known: Serving) -> parts.SummaryList | None:
    """Return what is recorded of a death."""
    if known.death is None:
        return None
    return parts.SummaryList(
        dense=True,
        rows=[
            parts.SummaryRow(key=_("Day of death"), value=day(known.death.died_on)),
            parts.SummaryRow(key=_("What showed it"), value=known.death.proof.label),
            parts.SummaryRow(key=_("Recorded"), value=day(known.death.recorded_at)),
        ],
    )


def _spoken(known: Serving) -> list[parts.SummaryRow]:
    said = [
        (_("Say the name"), known.said_as),
        (_("Pronouns"), known.pronouns),
        (_("Gender"), str(known.gender.label) if known.gender else ""),
        (_("Greeting"), known.greeting),
    ]
    return [parts.SummaryRow(key=key, value=value) for key, value in said if value]


def _interpreter(known: Serving, language: Language) -> str:
    return choices.interpreted_name(known.interpreter, language) if known.interpreter else _("None")


def _how(known: Serving) -> str:
    assert known.safe is not None
    ways = ", ".join(known.safe.addresses.values())
    if not ways:
        return _("There is no safe address: everything waits in their account.")
    if known.safe.hours_from and known.safe.hours_to:
        return _("Only %(ways)s, from %(start)s until %(end)s where they are.") % {
            "ways": ways,
            "start": f"{known.safe.hours_from:%H:%M}",
            "end": f"{known.safe.hours_to:%H:%M}",
        }
    return _("Only %(ways)s.") % {"ways": ways}


def _address(known: Serving) -> parts.Content:
    if known.safe:
        return _("Hidden, for their safety")
    if known.address is None:
        return "–"
    return format_html_join(SafeString("<br>"), "{}", ((line,) for line in known.address.lines))


def _point(point: PointFacts) -> parts.Content:
    return format_html("{} {}", point.shown, _tag(point))


def _tag(point: PointFacts) -> parts.Tag:
    if point.is_failing:
        return parts.Tag(text=_("Does not work"), kind=parts.TagKind.DANGER)
    if not point.is_confirmed:
        return parts.Tag(text=_("Not confirmed"), kind=parts.TagKind.WARNING)
    if point.ask_again:
        return parts.Tag(text=_("Ask again"), kind=parts.TagKind.WARNING)
    if not point.in_use:
        return parts.Tag(text=_("Not in use"))
    return parts.Tag(text=_("Confirmed"), kind=parts.TagKind.SUCCESS)


def _change(name: str, at: Sequence[int], *, may: bool) -> parts.Link | None:
    details = {
        "serving": _("how they are told and what they need"),
        "contacts": _("ways to reach them"),
        "safety": _("safe contact"),
    }
    return parts.Link(text=_("Change"), href=reverse(f"desk:{name}", args=at), detail=details[name]) if may else None
