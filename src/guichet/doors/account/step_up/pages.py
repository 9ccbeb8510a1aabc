"""What the pages show on which one makes us surer who one is."""

from collections.abc import Sequence
from datetime import datetime

from django import forms
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from guichet.design import parts
from guichet.doors.account.plain import NothingToEnter, PlainPage
from guichet.doors.account.step_up.ways import WayOn
from guichet.foundation.dates import long_moment
from guichet.foundation.languages import Language
from guichet.identity.terms import Proof, SignInRefusal


def choose_page(
    ways: Sequence[WayOn],
    *,
    cancel: str,
    may_add: bool,
    by_post: bool,
    locked_until: datetime | None,
    language: Language,
) -> PlainPage:
    """Return the page that says why more is asked, and the ways there are."""
    if locked_until:
        return _locked_page(locked_until, cancel, language)
    said: list[parts.Content] = [
        parts.Paragraphs(
            texts=[
                _("You are signed in. What comes next could harm you in wrong hands, so we make sure that it is you."),
                _("What you typed is kept for you."),
            ]
        )
    ]
    if ways:
        said.append(parts.CardList(cards=[parts.Card(title=way.title, body=way.body, href=way.href) for way in ways]))
    if by_post:
        said.append(
            parts.Paragraphs(
                texts=[
                    _("Or have a code sent to the postal address in your file. It takes days, and needs nothing else."),
                    parts.Link(text=_("A code by post"), href=reverse("account:posted-code")),
                ]
            )
        )
    if may_add:
        said.append(_add_one())
    return PlainPage(
        heading=_("Show once more that it is you"),
        back=parts.BackLink(href=cancel),
        parts=said,
        below=[help_part()],
    )


def _add_one() -> parts.Section:
    """Return the ways that an account which has only an e-mail address may add now."""
    return parts.Section(
        id="add",
        title=_("Add a second way to sign in"),
        intro=_("It takes two minutes, and you need it only once. Choose what suits you; none of them costs anything."),
        items=[
            parts.CardList(
                cards=[
                    parts.Card(
                        title=_("A sheet of printed codes"),
                        body=_("On paper. For those without a smartphone, and for journeys."),
                        href=reverse("account:printed-codes"),
                    ),
                    parts.Card(
                        title=_("A PIN"),
                        body=_("Six digits that you keep in your head."),
                        href=reverse("account:pin"),
                    ),
                    parts.Card(
                        title=_("A passkey"),
                        body=_("Your telephone or computer knows you by your finger, your face or its PIN."),
                        href=reverse("mfa_add_webauthn"),
                    ),
                    parts.Card(
                        title=_("An authenticator app"),
                        body=_("It shows a new code every 30 seconds, also without a connection."),
                        href=reverse("mfa_activate_totp"),
                    ),
                ]
            )
        ],
    )


def help_part() -> parts.Section:
    """Return what to do for those who have none of the ways."""
    return parts.Section(
        id="none",
        title=_("None of these?"),
        items=[
            parts.Paragraphs(
                texts=[
                    _("We can help you, wherever you are: by telephone, by post, or at an office abroad."),
                    parts.Link(text=_("Help with signing in"), href=reverse("sign_in_help")),
                ]
            )
        ],
    )


def way_page(
    proof: Proof, form: forms.Form, *, onward: str, sent_to: str = "", notice: parts.NoticeBanner | None = None
) -> PlainPage:
    """Return the page of one way: one field."""
    back = f"{reverse('step_up')}?{urlencode({'next': onward})}"
    headings = {
        Proof.PRINTED_CODE: _("Use a printed code"),
        Proof.PIN: _("Use the PIN of your account"),
        Proof.TEXT_CODE: _("Get a code by text message"),
        Proof.EMAIL_CODE: _("Get a code by e-mail"),
        Proof.POSTED_CODE: _("I have a code from a letter"),
    }
    said: list[parts.Content] = [notice] if notice else []
    if sent_to:
        said.append(parts.Paragraphs(texts=[_("We sent a code to %(address)s.") % {"address": sent_to}]))
    return PlainPage(
        heading=headings[proof],
        back=parts.BackLink(href=back),
        parts=said,
        form=form,
        submit=_("Continue"),
        more=[("next", onward)],
    )


def send_page(proof: Proof, *, sent_to: str, onward: str, notice: parts.NoticeBanner | None = None) -> PlainPage:
    """Return the page that asks whether to send a code, before one is sent."""
    page = way_page(proof, NothingToEnter(), onward=onward, notice=notice)
    asked = parts.Paragraphs(texts=[_("The code goes to %(address)s.") % {"address": sent_to}])
    return PlainPage(
        heading=page.heading,
        back=page.back,
        parts=[*page.parts, asked],
        form=page.form,
        submit=_("Send me a code"),
        more=[("next", onward), ("send", "1")],
    )


def refusal_notice(refusal: SignInRefusal, again_at: datetime | None, language: Language) -> parts.NoticeBanner:
    """Return what is said when something was not accepted, and from when it may be tried again."""
    body = ""
    if again_at:
        moment = long_moment(again_at, language, timezone.get_current_timezone())
        body = _("You can try again from %(moment)s. Other ways work now.") % {"moment": moment}
    return parts.NoticeBanner(title=refusal.label, body=body, kind=parts.NoticeKind.DANGER, live=True)


def go_on_page(action: str, fields: Sequence[tuple[str, str]], cancel: str) -> PlainPage:
    """Return the page that offers to send what was typed before more was asked."""
    return PlainPage(
        heading=_("Thank you. You can go on."),
        parts=[parts.Paragraphs(texts=[_("Nothing you typed was lost. Continue to send it.")])],
        form=NothingToEnter(),
        submit=_("Continue"),
        action=action,
        more=fields,
        cancel=cancel,
    )


def _locked_page(until: datetime, cancel: str, language: Language) -> PlainPage:
    moment = long_moment(until, language, timezone.get_current_timezone())
    return PlainPage(
        heading=_("Nothing can be changed for now"),
        back=parts.BackLink(href=cancel),
        parts=[
            parts.NoticeBanner(
                title=SignInRefusal.LOCKED.label,
                body=_("This protects you. From %(moment)s you can make changes again. You can read everything.")
                % {"moment": moment},
                kind=parts.NoticeKind.WARNING,
            )
        ],
        below=[help_part()],
    )
