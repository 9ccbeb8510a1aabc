"""What the page about signing in shows."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from guichet.design.parts import BackLink, Link, NavigationList, NoticeBanner, Paragraphs, SummaryList, SummaryRow
from guichet.doors.account.navigation import menu
from guichet.identity.queries import SignInWays
from guichet.identity.rules import grouped
from guichet.identity.terms import Level


@dataclass(frozen=True, kw_only=True)
class SecurityPage:
    """How one signs in, and what to add."""

    heading: str
    menu: NavigationList | None
    back: BackLink | None
    notices: Sequence[NoticeBanner]
    known: Paragraphs | None
    ways: SummaryList


def security_page(
    ways: SignInWays,
    *,
    of_client: bool,
    by_post: bool = False,
    level: Level = Level.SIGNED_IN,
    notices: Sequence[NoticeBanner | None] = (),
) -> SecurityPage:
    """Return the page for an account: a client’s has the menu of the account, one of staff a way back to work."""
    said = [notice for notice in notices if notice]
    if not ways.has_other_ways:
        body = _(
            "A passkey signs you in by your finger, your face or a PIN, and nobody can take it from you by a trick."
        )
        action = Link(text=_("Add a passkey"), href=reverse("mfa_add_webauthn"))
        said.append(NoticeBanner(title=_("Make this account safer"), body=body, action=action))
    return SecurityPage(
        heading=_("How you sign in"),
        menu=menu("account:security") if of_client else None,
        back=None if of_client else BackLink(href=reverse("after_sign_in")),
        notices=said,
        known=_known(level) if of_client else None,
        ways=SummaryList(
            rows=[
                _address(ways),
                _passkeys(ways),
                _app(ways),
                *_recovery_codes(ways),
                *_paper_and_pin(ways, of_client=of_client),
                *([_by_post()] if by_post else []),
                _sessions(ways),
            ]
        ),
    )


def _known(level: Level) -> Paragraphs:
    """Return how surely we know who is signed in, in plain words, and how to be known more surely."""
    if level >= Level.SIGNED_IN:
        return Paragraphs(texts=[_("You showed two things, so you can read everything and make changes.")])
    more = Link(text=_("Show more"), href=f"{reverse('step_up')}?{urlencode({'next': reverse('account:security')})}")
    text = _("You showed one thing. You see where your files stand; reasons and changes need a second one.")
    return Paragraphs(texts=[text, more])


def _address(ways: SignInWays) -> SummaryRow:
    change = Link(text=_("Change"), href=reverse("account_email"), detail=_("your e-mail address"))
    return SummaryRow(key=_("E-mail address"), value=ways.email or _("None"), action=change)


def _paper_and_pin(ways: SignInWays, *, of_client: bool) -> list[SummaryRow]:
    """Return what those without a smartphone sign in with. Staff need stronger keys."""
    if not of_client:
        return []
    make = Link(text=_("Make a sheet"), href=reverse("account:printed-codes"), detail=_("of printed codes"))
    left = ngettext("%(count)s code left", "%(count)s codes left", ways.printed_codes_left)
    held = left % {"count": ways.printed_codes_left} if ways.printed_codes_left else _("None")
    rows = [SummaryRow(key=_("Printed codes"), value=held, action=make)]
    if ways.account_number:
        rows.insert(0, SummaryRow(key=_("Account number"), value=grouped(ways.account_number)))
    if ways.has_pin:
        change = Link(text=_("Change"), href=reverse("account:pin"), detail=_("your PIN"))
        remove = Link(text=_("Remove"), href=reverse("account:remove-pin"), detail=_("your PIN"))
        rows.append(SummaryRow(key=_("PIN"), value=remove, action=change))
    else:
        add = Link(text=_("Set"), href=reverse("account:pin"), detail=_("a PIN"))
        rows.append(SummaryRow(key=_("PIN"), value=_("None"), action=add))
    return rows


def _by_post() -> SummaryRow:
    ask = Link(text=_("Ask for one"), href=reverse("account:posted-code"), detail=_("a code by post"))
    return SummaryRow(key=_("Code by post"), value=_("To the postal address in your file"), action=ask)


def _passkeys(ways: SignInWays) -> SummaryRow:
    if not ways.passkeys:
        add = Link(text=_("Add"), href=reverse("mfa_add_webauthn"), detail=_("a passkey"))
        return SummaryRow(key=_("Passkeys"), value=_("None"), action=add)
    held = ngettext("%(count)s passkey", "%(count)s passkeys", ways.passkeys) % {"count": ways.passkeys}
    see = Link(text=_("See and change"), href=reverse("mfa_list_webauthn"), detail=_("your passkeys"))
    return SummaryRow(key=_("Passkeys"), value=held, action=see)


def _app(ways: SignInWays) -> SummaryRow:
    if ways.has_app:
        remove = Link(text=_("Remove"), href=reverse("mfa_deactivate_totp"), detail=_("the authenticator app"))
        return SummaryRow(key=_("Authenticator app"), value=_("In use"), action=remove)
    add = Link(text=_("Add"), href=reverse("mfa_activate_totp"), detail=_("an authenticator app"))
    return SummaryRow(key=_("Authenticator app"), value=_("None"), action=add)


def _recovery_codes(ways: SignInWays) -> list[SummaryRow]:
    if not ways.has_second_factor:
        return []
    left = ngettext("%(count)s code left", "%(count)s codes left", ways.recovery_codes_left)
    # Where none was ever made there is nothing to see, only to make.
    name = "mfa_view_recovery_codes" if ways.recovery_codes_left else "mfa_generate_recovery_codes"
    see = Link(text=_("See or renew"), href=reverse(name), detail=_("your recovery codes"))
    return [SummaryRow(key=_("Recovery codes"), value=left % {"count": ways.recovery_codes_left}, action=see)]


def _sessions(ways: SignInWays) -> SummaryRow:
    open_now = ngettext("%(count)s session", "%(count)s sessions", ways.sessions) % {"count": ways.sessions}
    see = Link(text=_("See and end"), href=reverse("account:sessions"), detail=_("your sessions"))
    return SummaryRow(key=_("Where you are signed in"), value=open_now, action=see)
