"""What the desk shows of forms on paper, and of ending an authority."""

from collections.abc import Sequence

from django import forms
from django.urls import reverse
from django.utils.translation import gettext as _

from guichet.clients.gateways import register_of_settings
from guichet.clients.queries import AuthorityFacts, ClientFacts, FormFacts, form_fault
from guichet.clients.terms import Answer, AuthorityRefusal, Licence
from guichet.design import parts
from guichet.doors.desk.authority.words import last_day, scope_rows
from guichet.doors.desk.known.pages import PlainStaffPage
from guichet.doors.entrance import Visit
from guichet.doors.staff import Frame, day, frame, when

# What the register that ships with the service is called: it only pretends.
PRETENDS = "SIMULATED"


def record_page(visit: Visit, client: ClientFacts, form: forms.Form) -> PlainStaffPage:
    """Return the page on which a form is typed."""
    return PlainStaffPage(
        heading=_("Record a form on paper"),
        frame=_around(visit, client),
        shown=[
            parts.Paragraphs(
                texts=[
                    _("Type what the form says, not what it should say. Nothing follows from it before a colleague has "
                      "compared it with the original."),
                    _("The client is told that it came in, so that a form they did not sign is noticed."),
                ]
            )
        ],
        form=form,
        submit=_("Record it"),
        cancel=where(client.client_id),
    )  # fmt: skip


def verify_page(
    visit: Visit, client: ClientFacts, found: FormFacts, form: forms.Form | None, refused: AuthorityRefusal | None
) -> PlainStaffPage:
    """Return the page on which a second person compares a form with what was typed."""
    return PlainStaffPage(
        heading=_("Compare a form with its original"),
        frame=_around(visit, client),
        shown=[
            *(
                [parts.NoticeBanner(title=str(refused.label), kind=parts.NoticeKind.DANGER, live=True)]
                if refused
                else []
            ),
            *_notices(visit, found),
            parts.SummaryList(dense=True, rows=_rows(visit, found)),
        ],
        form=form,
        submit=_("Save"),
        cancel=where(found.client_id),
    )


def end_page(visit: Visit, client: ClientFacts, one: AuthorityFacts, form: forms.Form) -> PlainStaffPage:
    """Return the page on which an authority is ended."""
    return PlainStaffPage(
        heading=_("End this at once?"),
        frame=_around(visit, client),
        shown=[
            parts.Paragraphs(
                texts=[
                    _(
                        "It ends with this press, everywhere. The client is told. No colleague is waited for: it can "
                        "be given again, but nothing can be unseen."
                    )
                ]
            ),
            parts.SummaryList(
                dense=True,
                rows=[parts.SummaryRow(key=_("Who"), value=one.who), *scope_rows(one, visit.language)],
            ),
        ],
        form=form,
        submit=_("End it now"),
        kind="danger",
        cancel=where(client.client_id),
    )  # fmt: skip


def where(client_id: int) -> str:
    """Return the address of who may ask about a client."""
    return reverse("desk:authority", args=[client_id])


def _around(visit: Visit, client: ClientFacts) -> Frame:
    return frame(
        visit,
        current="desk:home",
        above=[
            parts.Link(text=client.name, href=reverse("desk:client", args=[client.client_id])),
            parts.Link(text=_("Who may ask about this file"), href=where(client.client_id)),
        ],
    )


def _notices(visit: Visit, found: FormFacts) -> Sequence[parts.NoticeBanner]:
    party, notices = found.proposal.party, []
    if found.waits and found.recorded_by == visit.viewer.actor:
        notices.append(
            parts.NoticeBanner(
                title=_("You recorded it: a colleague must compare it."),
                body=_("You can say that it does not hold, for instance because you typed it wrongly."),
                kind=parts.NoticeKind.INFO,
            )
        )
    if found.waits and party and party.is_paid and party.licence is not Licence.VALID:
        notices.append(
            parts.NoticeBanner(
                title=_("The register has not confirmed the licence."),
                body=_("It is asked again when you save. Without a valid licence the form cannot hold."),
                kind=parts.NoticeKind.WARNING,
            )
        )
    if party and party.is_paid and register_of_settings().name == PRETENDS:
        notices.append(
            parts.NoticeBanner(title=_("This service uses a register for practice: what it says is not real."))
        )
    return notices


def _rows(visit: Visit, found: FormFacts) -> list[parts.SummaryRow]:
    asked = found.proposal
    rows = [
        parts.SummaryRow(key=_("Name on the form"), value=asked.party.name if asked.party else asked.holder_name),
        *scope_rows(asked, visit.language),
        parts.SummaryRow(key=_("Until"), value=last_day(asked.ends_at)),
        parts.SummaryRow(key=_("E-mail address"), value=_account(found)),
        parts.SummaryRow(key=_("Came in on"), value=day(found.received_on)),
        parts.SummaryRow(key=_("Original"), value=found.original or "–"),
        parts.SummaryRow(key=_("Recorded"), value=when(found.recorded_at)),
    ]
    if found.answer:
        rows.append(parts.SummaryRow(key=_("What came of it"), value=_outcome(visit, found)))
        if found.words:
            rows.append(parts.SummaryRow(key=_("A note for colleagues"), value=found.words))
    return rows


def _account(found: FormFacts) -> str:
    party = found.proposal.party
    if party and party.has_account:
        return _("The account of this helper: they see the file online once it is verified.")
    return _("No account: they are answered by telephone, by letter and at the counter.")


def _refused(reason: AuthorityRefusal) -> parts.NoticeBanner:
    return parts.NoticeBanner(title=str(reason.label), kind=parts.NoticeKind.DANGER, live=True)


def _outcome(visit: Visit, found: FormFacts) -> str:
    if found.answer is Answer.YES:
        return _("It holds")
    said, known = _("It does not hold"), form_fault(found.fault)
    return f"{said} · {known.label.say(visit.language)}" if known else said
