"""Printed codes, the PIN, sessions: made, changed, ended; and "it was not me"."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from guichet.clients.actions import stop_recovery, stop_recovery_by_link
from guichet.clients.queries import own_client_ids
from guichet.design import parts
from guichet.doors.account.code_forms import NewPinForm
from guichet.doors.account.plain import NothingToEnter, PlainPage, security_menu, show
from guichet.doors.account.step_up.pages import help_part
from guichet.doors.account.ways import pages
from guichet.doors.entrance import Visit, opens_to
from guichet.doors.known import note_shown
from guichet.identity.actions import (
    CannotRecover,
    NotLetIn,
    disown_device,
    end_other_sessions,
    end_session,
    make_sheet,
    remove_pin,
    set_pin,
)
from guichet.identity.queries import (
    NoSuchDevice,
    NotAllowed,
    device_facts,
    device_of_token,
    open_recoveries_of,
    recovery_of_token,
    sessions_of,
    sign_in_ways,
)
from guichet.identity.terms import Act, Proof, Right
from guichet.journal.terms import Channel

asks_and_does = require_http_methods(["GET", "HEAD", "POST"])


@opens_to(Right.SIGNED_IN, channel=Channel.ACCOUNT, act=Act.CHANGE_SIGN_IN)
@asks_and_does
def printed_codes(visit: Visit) -> HttpResponse:
    """Say what printed codes are; once told, make a sheet and show it, this once."""
    user_id = visit.viewer.user_id
    assert user_id is not None
    if visit.method != "POST":
        return show(visit, pages.sheet_asked(sign_in_ways(user_id), security_menu(visit)))
    sheet = make_sheet(user_id=user_id, client_ids=visit.viewer.own_clients, origin=visit.origin)
    # No redirect: the codes are nowhere but in this answer.
    return show(visit, pages.sheet_made(sheet, visit.language))


@opens_to(Right.SIGNED_IN, channel=Channel.ACCOUNT, act=Act.CHANGE_SIGN_IN)
@asks_and_does
def pin(visit: Visit) -> HttpResponse:
    """Set or change the PIN of the account."""
    user_id = visit.viewer.user_id
    assert user_id is not None
    form = NewPinForm(visit.POST if visit.method == "POST" else None)
    if form.is_valid():
        try:
            set_pin(user_id=user_id, pin=form.cleaned_data["pin"], client_ids=visit.viewer.own_clients,
                    origin=visit.origin)  # fmt: skip
        except NotLetIn as refused:
            form.add_error("pin", str(refused.refusal.label))
        else:
            # Whoever just chose it knows it.
            note_shown(visit, Proof.PIN, visit.entrance.at)
            messages.success(visit, _("Your PIN is set."))
            return redirect("account:security")
    has_pin = sign_in_ways(user_id).has_pin
    page = pages.pin_page(form, has_pin=has_pin, menu=security_menu(visit))
    return show(visit, page)


@opens_to(Right.SIGNED_IN, channel=Channel.ACCOUNT, act=Act.CHANGE_SIGN_IN)
@asks_and_does
def pin_removed(visit: Visit) -> HttpResponse:
    """Take the PIN away, once told."""
    if visit.method == "POST":
        assert visit.viewer.user_id is not None
        remove_pin(user_id=visit.viewer.user_id, client_ids=visit.viewer.own_clients, origin=visit.origin)
        messages.success(visit, _("The PIN was removed."))
        return redirect("account:security")
    page = pages.ask_page(
        _("Remove your PIN?"),
        _("You can set a new one at any time."),
        _("Remove the PIN"),
        menu=security_menu(visit),
        cancel=reverse("account:security"),
    )
    return show(visit, page)


@opens_to(Right.SIGNED_IN, channel=Channel.ACCOUNT)
@asks_and_does
def sessions(visit: Visit) -> HttpResponse:
    """Show where one is signed in; once told, end all but this."""
    user_id, key = visit.viewer.user_id, visit.session.session_key
    assert user_id is not None
    if visit.method == "POST":
        end_other_sessions(user_id=user_id, but=key, origin=visit.origin)
        messages.success(visit, _("Your other sessions were ended."))
        return redirect("account:sessions")
    found = sessions_of(user_id, current=key)
    said: list[parts.Content] = [
        parts.Paragraphs(texts=[_("If you do not know one of these, end it and look at your ways to sign in.")]),
        pages.session_rows(found, visit.language),
    ]
    many = len(found) > 1
    page = PlainPage(
        heading=_("Where you are signed in"),
        menu=security_menu(visit),
        back=parts.BackLink(href=reverse("account:security"), text=_("How you sign in")),
        parts=said,
        form=NothingToEnter() if many else None,
        submit=_("End all other sessions"),
    )
    return show(visit, page)


@opens_to(Right.SIGNED_IN, channel=Channel.ACCOUNT)
@asks_and_does
def session_ended(visit: Visit, session_id: int) -> HttpResponse:
    """Ask whether to end a session elsewhere; once told, end it."""
    user_id = visit.viewer.user_id
    assert user_id is not None
    found = {one.session_id: one for one in sessions_of(user_id, current=visit.session.session_key)}
    if session_id not in found or found[session_id].is_current:
        raise Http404
    if visit.method == "POST":
        end_session(user_id=user_id, session_id=session_id, origin=visit.origin)
        messages.success(visit, _("The session was ended."))
        return redirect("account:sessions")
    page = pages.ask_page(
        _("End this session?"),
        pages.device_in_words(found[session_id].device),
        _("End the session"),
        menu=security_menu(visit),
        cancel=reverse("account:sessions"),
    )
    return show(visit, page)


@opens_to(Right.PUBLIC)
@asks_and_does
def not_me(visit: Visit, token: str) -> HttpResponse:
    """Ask whether a sign-in was somebody else’s; once told, end it and let nothing be changed for a while.

    A page with a button and not the link alone: programs that look through mail open links by themselves.
    """
    try:
        device_id, user_id = device_of_token(token)
    except NoSuchDevice:
        raise Http404 from None
    if visit.method == "POST":
        disown_device(token=token, client_ids=own_client_ids(user_id), origin=visit.origin)
        done = pages.told_page(
            _("We ended it"),
            [
                _("Whoever was signed in on that device is signed out. Nothing in the account can be changed for now."),
                _("Next: sign in, and make new printed codes or add a passkey."),
                parts.Link(text=_("Sign in"), href=reverse("account_login")),
            ],
        )
        return show(visit, done)
    page = pages.ask_page(
        _("Was this not you?"),
        _("Somebody signed in on: %(device)s.") % {"device": pages.device_in_words(device_facts(device_id))},
        _("It was not me: end it"),
        more=[parts.Paragraphs(texts=[_("If it was you, there is nothing to do: close this page.")])],
    )
    return show(visit, page)


@opens_to(Right.PUBLIC)
@asks_and_does
def stop_by_link(visit: Visit, token: str) -> HttpResponse:
    """Ask whether to stop a recovery that somebody asked for; once told, stop it."""
    try:
        found = recovery_of_token(token)
        if visit.method == "POST":
            stop_recovery_by_link(token=token, origin=visit.origin)
            return show(visit, _stopped())
    except NotAllowed:
        raise Http404 from None
    except CannotRecover:
        return show(visit, _too_late())
    if found.state.stopped_at:
        return show(visit, _stopped())
    return show(visit, _too_late() if found.state.done_at else _stop_asked(found.outcome.label))


@opens_to(Right.OWN_FILES, channel=Channel.ACCOUNT)
@asks_and_does
def stop_in_account(visit: Visit, recovery_id: int) -> HttpResponse:
    """Ask whether to stop a recovery of one’s own account; once told, stop it."""
    try:
        if visit.method == "POST":
            stop_recovery(viewer=visit.viewer, recovery_id=recovery_id, origin=visit.origin)
            messages.success(visit, _("It was stopped. Your account is as it was."))
            return redirect("account:security")
        mine = open_recoveries_of(viewer=visit.viewer)
        label = next(one.outcome.label for one in mine if one.recovery_id == recovery_id)
    except (NotAllowed, StopIteration):
        raise Http404 from None
    except CannotRecover:
        return show(visit, _too_late())
    return show(visit, _stop_asked(label))


def _stop_asked(what: object) -> PlainPage:
    return pages.ask_page(
        _("Stop this change?"),
        _("We were asked for: %(what)s.") % {"what": what},
        _("Stop it"),
        more=[parts.Paragraphs(texts=[_("If you asked for it, there is nothing to do: close this page.")])],
    )


def _stopped() -> PlainPage:
    return pages.told_page(_("It was stopped"), [_("Your account is as it was. Nobody got into it by this.")])


def _too_late() -> PlainPage:
    page = pages.told_page(_("It is done already"), [_("This change was made. If it was not you, contact us at once.")])
    return PlainPage(heading=page.heading, parts=page.parts, below=[help_part()])
