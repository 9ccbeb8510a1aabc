"""What the desk shows of what a client says is wrong."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from guichet.clients.queries import ClientFacts
from guichet.design import parts
from guichet.doors.corrections import value_words
from guichet.doors.desk.correcting.forms import DecisionForm
from guichet.doors.entrance import Visit
from guichet.doors.staff import StaffPage, day, frame, stamp
from guichet.foundation.countries import country_name
from guichet.foundation.dates import long_date
from guichet.foundation.languages import Language
from guichet.privacy.queries import CorrectionFacts, ReceiverFacts
from guichet.privacy.terms import CorrectionFact, CorrectionState


@dataclass(frozen=True, kw_only=True)
class ToTell:
    """Somebody who got the facts from us: who, and the button once they were told."""

    said: parts.SummaryList
    action: str
    done: parts.Button | None


@dataclass(frozen=True, kw_only=True)
class CorrectionPage(StaffPage):
    """What the client says, the decision, and who must be told."""

    facts: parts.SummaryList
    form: DecisionForm | None
    cancel: str
    told: parts.Section | None
    receivers: Sequence[ToTell]


def correction_page(
    visit: Visit, client: ClientFacts, one: CorrectionFacts, form: DecisionForm | None
) -> CorrectionPage:
    """Return the page; with a form while it is undecided."""
    where = reverse("desk:client", args=[client.client_id])
    return CorrectionPage(
        heading=_("The client says that something is wrong"),
        frame=frame(visit, current="desk:work", above=[parts.Link(text=client.name, href=where)]),
        facts=parts.SummaryList(dense=True, rows=_rows(one, client, visit.language)),
        form=form,
        cancel=where,
        told=None if one.state is CorrectionState.OPEN else _told(one),
        receivers=[_receiver(receiver) for receiver in one.receivers],
    )


def _rows(one: CorrectionFacts, client: ClientFacts, language: Language) -> list[parts.SummaryRow]:
    rows = [
        parts.SummaryRow(key=_("Request"), value=one.receipt),
        parts.SummaryRow(key=_("What is wrong"), value=str(one.fact.label)),
        parts.SummaryRow(key=_("It says, the client writes"), value=one.wrong),
        parts.SummaryRow(key=_("It should say, the client writes"), value=one.right),
        parts.SummaryRow(key=_("Asked on"), value=stamp(one.asked_at)),
        parts.SummaryRow(key=_("To be answered by"), value=day(one.due_on)),
        parts.SummaryRow(key=_("State"), value=str(one.state.label)),
    ]
    if one.number:
        rows.insert(2, parts.SummaryRow(key=_("File"), value=one.number))
    if one.state is CorrectionState.OPEN and (held := _held(one, client, language)):
        rows.insert(2, parts.SummaryRow(key=_("We hold"), value=held))
    if one.decided_at:
        rows.append(parts.SummaryRow(key=_("Decided on"), value=stamp(one.decided_at)))
    if one.state is CorrectionState.CORRECTED:
        rows.append(parts.SummaryRow(key=_("It said"), value=value_words(one, one.before, language) or "–"))
        rows.append(parts.SummaryRow(key=_("It says now"), value=value_words(one, one.after, language)))
    if one.shown:
        rows.append(parts.SummaryRow(key=_("What showed it"), value=str(one.shown.label)))
    if one.answer:
        rows.append(parts.SummaryRow(key=_("What the client was told"), value=one.answer))
    return rows


def _held(one: CorrectionFacts, client: ClientFacts, language: Language) -> str:
    match one.fact:
        case CorrectionFact.NAME:
            return ", ".join(name.text for name in client.names)
        case CorrectionFact.BIRTH_DATE:
            return long_date(client.birth_date, language) if client.birth_date else "–"
        case CorrectionFact.COUNTRY:
            return country_name(client.country, language) or "–"
    return ""


def _told(one: CorrectionFacts) -> parts.Section:
    """Return who must be told: those to whom facts were given in the years that count."""
    if one.receivers:
        intro = _("They got facts of this client from us in the last two years. Tell each of what was decided.")
    else:
        intro = _("Nobody outside got facts of this client from us in the last two years: there is nobody to tell.")
    return parts.Section(id="told", title=_("Who must be told"), intro=intro, items=[])


def _receiver(receiver: ReceiverFacts) -> ToTell:
    told = stamp(receiver.told_at) if receiver.told_at else _("Not told yet")
    return ToTell(
        said=parts.SummaryList(dense=True, rows=[parts.SummaryRow(key=receiver.to, value=told)]),
        action=reverse("desk:receiver-told", args=[receiver.receiver_id]),
        done=None
        if receiver.told_at
        else parts.Button(text=_("They were told"), detail=receiver.to, kind=parts.ButtonKind.SECONDARY),
    )
