"""What the pages about getting a client back in show."""

from collections.abc import Sequence

from django import forms
from django.urls import reverse
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from guichet.design import parts
from guichet.doors.desk.known.pages import PlainStaffPage
from guichet.doors.entrance import Visit
from guichet.doors.staff import frame, when
from guichet.identity.actions import Sheet
from guichet.identity.queries import RecoveryFacts
from guichet.identity.rules import grouped
from guichet.identity.terms import RecoveryOutcome, RecoveryRefusal, Right

MENU = "desk:recoveries"


def ask_page(visit: Visit, client_id: int, form: forms.Form, refusal: RecoveryRefusal | None) -> PlainStaffPage:
    """Return the form with which one asks for it."""
    said: list[parts.Content] = [_refused(refusal)] if refusal else []
    said.append(
        parts.Paragraphs(
            texts=[
                _("Nothing happens before somebody else here confirms it."),
                _("Then the client is told by every way we have, and can stop it for some days."),
                _("Their passkeys, apps, PIN and open sessions end, since they may be lost."),
            ]
        )
    )
    return PlainStaffPage(
        heading=_("Help a client back in"),
        frame=frame(visit, current=MENU),
        shown=said,
        form=form,
        submit=_("Ask for it"),
        cancel=reverse("desk:client", args=[client_id]),
    )


def list_page(visit: Visit, found: Sequence[RecoveryFacts]) -> PlainStaffPage:
    """Return the list of those that are open."""
    return PlainStaffPage(
        heading=_("Clients on their way back in"),
        frame=frame(visit, current=MENU),
        shown=[
            parts.Table(
                caption=_("Open, the oldest first"),
                dense=True,
                columns=[
                    parts.Column(label=_("Asked")),
                    parts.Column(label=_("By")),
                    parts.Column(label=_("What")),
                    parts.Column(label=_("Identified by")),
                    parts.Column(label=_("Confirmed by")),
                    parts.Column(label=_("Happens")),
                ],
                rows=[
                    parts.Row(
                        href=reverse("desk:recovery", args=[one.recovery_id]),
                        cells=[
                            when(one.state.asked_at),
                            one.asked_by,
                            one.outcome.label,
                            one.ground.label,
                            one.confirmed_by or "–",
                            when(one.state.ready_at),
                        ],
                    )
                    for one in found
                ],
                empty=parts.EmptyState(title=_("Nobody is waiting")),
            )
        ],
    )


def one_page(visit: Visit, one: RecoveryFacts, form: forms.Form, refusal: RecoveryRefusal | None) -> PlainStaffPage:
    """Return one of them, with what this person may do next."""
    said: list[parts.Content] = [_refused(refusal)] if refusal else []
    said.append(
        parts.SummaryList(
            dense=True,
            rows=[
                parts.SummaryRow(
                    key=_("Client"),
                    value=parts.Link(text=_("Open the client"), href=reverse("desk:client", args=[one.client_id])),
                ),
                parts.SummaryRow(key=_("What"), value=one.outcome.label),
                parts.SummaryRow(key=_("Identified by"), value=one.ground.label),
                parts.SummaryRow(key=_("Asked"), value=_who_and_when(one.asked_by, when(one.state.asked_at))),
                parts.SummaryRow(
                    key=_("Confirmed"), value=_who_and_when(one.confirmed_by or "–", when(one.state.confirmed_at))
                ),
                parts.SummaryRow(key=_("Happens"), value=when(one.state.ready_at)),
                parts.SummaryRow(key=_("Stopped"), value=when(one.state.stopped_at)),
                parts.SummaryRow(key=_("Done"), value=when(one.state.done_at)),
            ],
        )
    )
    act, submit = _next(visit, one)
    return PlainStaffPage(
        heading=_("A client on their way back in"),
        frame=frame(visit, current=MENU, above=[parts.Link(text=_("All of them"), href=reverse(MENU))]),
        shown=[*said, *([parts.Paragraphs(texts=[act])] if act else [])],
        form=form if submit else None,
        submit=submit,
        below=_stop(visit, one),
    )


def stop_page(visit: Visit, one: RecoveryFacts, form: forms.Form) -> PlainStaffPage:
    """Return the question whether to stop it."""
    return PlainStaffPage(
        heading=_("Stop it?"),
        frame=frame(visit, current=MENU),
        shown=[parts.Paragraphs(texts=[_("The account stays as it was, and the client is told.")])],
        form=form,
        submit=_("Stop it"),
        kind="danger",
        cancel=reverse("desk:recovery", args=[one.recovery_id]),
    )


def sheet_page(visit: Visit, sheet: Sheet) -> PlainStaffPage:
    """Return the sheet that is handed over: shown this once."""
    return PlainStaffPage(
        heading=_("Hand this sheet over"),
        frame=frame(visit, current=MENU),
        shown=[
            parts.NoticeBanner(
                title=_("Print it, hand it over, and close this page."),
                body=_("It is shown only once. Keep no copy."),
                kind=parts.NoticeKind.WARNING,
            ),
            parts.SummaryList(rows=[parts.SummaryRow(key=_("Account number"), value=grouped(sheet.name))]),
            parts.Bullets(items=[grouped(code) for code in sheet.codes], numbered=True),
            parts.PrintButton(),
        ],
    )


def _next(visit: Visit, one: RecoveryFacts) -> tuple[str, str]:
    """Return what is to be done next and what the button says; no button where it is not this person’s to do."""
    state = one.state
    if state.is_over:
        return "", ""
    if state.confirmed_at is None:
        if state.asked_by == visit.viewer.staff_id:
            return _("Somebody else must confirm it: not the person who asked."), ""
        if not visit.viewer.may(Right.CONFIRM_RECOVERY):
            return _("A supervisor or an officer must confirm it."), ""
        return _("Look at the file first. Is it the client, and is the address the one in the file?"), _("Confirm")
    if one.outcome is RecoveryOutcome.SHEET_IN_HAND and state.ready_at and state.ready_at <= visit.origin.at:
        return _("The person is here, with the same document."), _("Make the sheet")
    return _("It happens by itself when the wait is over, unless the client stops it."), ""


def _stop(visit: Visit, one: RecoveryFacts) -> list[parts.Content]:
    if one.state.is_over or not visit.viewer.may(Right.CONFIRM_RECOVERY):
        return []
    link = parts.Link(text=_("Stop it"), href=reverse("desk:stop-recovery", args=[one.recovery_id]))
    return [parts.Paragraphs(texts=[link])]


def _who_and_when(who: str, moment: SafeString) -> SafeString:
    return format_html_join(" · ", "{}", ((each,) for each in (who, moment)))


def _refused(refusal: RecoveryRefusal) -> parts.NoticeBanner:
    return parts.NoticeBanner(title=refusal.label, kind=parts.NoticeKind.DANGER, live=True)
