"""Showing more: choosing a way, showing it, coming back."""

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from guichet.clients.queries import text_numbers
from guichet.clients.rules import masked_email
from guichet.doors.account import code_forms
from guichet.doors.account.code_mail import mail_code
from guichet.doors.account.plain import show
from guichet.doors.account.sender import sender
from guichet.doors.account.step_up import pages
from guichet.doors.account.step_up.ways import PROOFS, ways_on
from guichet.doors.entrance import Visit, opens_to
from guichet.doors.known import Known, note_shown, own_address, take_typed
from guichet.identity.actions import Attempt, NotLetIn, new_sent_code, show_pin, show_printed_code, show_sent_code
from guichet.identity.queries import changes_locked_until, code_by_post, sign_in_ways
from guichet.identity.terms import Proof, Right, SignInRefusal
from guichet.notices.actions import CodeNotSent, text_code

FORMS: dict[Proof, type[forms.Form]] = {
    Proof.PRINTED_CODE: code_forms.PrintedCodeForm,
    Proof.PIN: code_forms.PinForm,
    Proof.TEXT_CODE: code_forms.TextCodeForm,
    Proof.EMAIL_CODE: code_forms.MailCodeForm,
    Proof.POSTED_CODE: code_forms.LetterCodeForm,
}


@opens_to(Right.SIGNED_IN, second_factor=False)
@require_safe
def step_up(visit: Visit) -> HttpResponse:
    """Say why more is asked, and offer the ways that this account has."""
    assert visit.viewer.user_id is not None
    wanted = own_address(visit, visit.GET.get("next")) or reverse("account:security")
    known, ways = Known.of(visit, visit.entrance.at), sign_in_ways(visit.viewer.user_id)
    locked = changes_locked_until(visit.viewer.user_id, now=visit.entrance.at) if visit.GET.get("act") else None
    page = pages.choose_page(
        ways_on(visit, visit.viewer, ways, known, _after(wanted)),
        cancel=reverse("account:security"),
        may_add=not ways.has_other_ways,
        by_post=visit.viewer.staff_id is None and code_by_post(visit.viewer.user_id, now=visit.entrance.at).is_offered,
        locked_until=locked,
        language=visit.language,
    )
    return show(visit, page)


@opens_to(Right.SIGNED_IN, second_factor=False)
def step_up_by(visit: Visit, way: str) -> HttpResponse:
    """Show one thing more: a code or the PIN."""
    proof = PROOFS.get(way)
    if proof is None:
        raise Http404
    onward = own_address(visit, visit.POST.get("next") or visit.GET.get("next")) or _after(reverse("account:security"))
    if proof in {Proof.TEXT_CODE, Proof.EMAIL_CODE} and not (visit.method == "POST" and "code" in visit.POST):
        return _send(visit, proof, onward)
    form = FORMS[proof](visit.POST if visit.method == "POST" else None)
    notice = None
    if form.is_valid():
        outcome = _try(visit, proof, form.cleaned_data["code"])
        if outcome.user_id:
            note_shown(visit, proof, visit.entrance.at)
            return redirect(onward)
        assert outcome.refusal is not None
        notice = pages.refusal_notice(outcome.refusal, outcome.try_again_at, visit.language)
    return show(visit, pages.way_page(proof, form, onward=onward, notice=notice))


@opens_to(Right.SIGNED_IN, second_factor=False)
@require_safe
def step_up_done(visit: Visit) -> HttpResponse:
    """Go back to where more was asked, with what was typed there."""
    wanted = own_address(visit, visit.GET.get("next")) or reverse("account:security")
    typed = take_typed(visit, wanted)
    if typed is None:
        return redirect(wanted)
    return show(visit, pages.go_on_page(wanted, typed, reverse("account:security")))


def _after(wanted: str) -> str:
    return f"{reverse('step_up_done')}?{urlencode({'next': wanted})}"


def _try(visit: Visit, proof: Proof, code: str) -> Attempt:
    user_id, at = visit.viewer.user_id, visit.entrance.at
    assert user_id is not None
    match proof:
        case Proof.PRINTED_CODE:
            return show_printed_code(user_id=user_id, code=code, sender=sender(visit, user_id, at), origin=visit.origin)
        case Proof.PIN:
            return show_pin(user_id=user_id, pin=code, sender=sender(visit, user_id, at), origin=visit.origin)
        case _:
            return show_sent_code(user_id=user_id, proof=proof, code=code, origin=visit.origin)


def _send(visit: Visit, proof: Proof, onward: str) -> HttpResponse:
    """Ask whether to send a code; once told, send it, and ask what it says."""
    user_id = visit.viewer.user_id
    assert user_id is not None
    address, shown = _recipient(visit, proof)
    if not address:
        raise Http404
    if visit.method != "POST":
        return show(visit, pages.send_page(proof, sent_to=shown, onward=onward))
    try:
        code = new_sent_code(user_id=user_id, proof=proof, origin=visit.origin)
        if proof is Proof.TEXT_CODE:
            text_code(number=address, code=code, language=visit.language)
        else:
            mail_code(address, code)
    except NotLetIn as refused:
        notice = pages.refusal_notice(refused.refusal, refused.try_again_at, visit.language)
        return show(visit, pages.send_page(proof, sent_to=shown, onward=onward, notice=notice))
    except CodeNotSent:
        notice = pages.refusal_notice(SignInRefusal.NOT_SENT, None, visit.language)
        return show(visit, pages.send_page(proof, sent_to=shown, onward=onward, notice=notice))
    return show(visit, pages.way_page(proof, FORMS[proof](), onward=onward, sent_to=shown))


def _recipient(visit: Visit, proof: Proof) -> tuple[str, str]:
    """Return where a code goes, and that address half hidden; empty where there is none."""
    assert visit.viewer.user_id is not None
    if proof is Proof.EMAIL_CODE:
        email = sign_in_ways(visit.viewer.user_id).email
        return email, masked_email(email) if email else ""
    numbers = text_numbers(viewer=visit.viewer)
    return (numbers[0].value, numbers[0].shown) if numbers else ("", "")
