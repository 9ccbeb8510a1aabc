"""Signing in by the number of an account and a printed code, and what to do when nothing works."""

from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.models import Login
from django.contrib.auth import get_user_model
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from guichet.design import parts
from guichet.design.dates import local_day
from guichet.doors.account.code_forms import NumberAndCodeForm
from guichet.doors.account.plain import PlainPage, show
from guichet.doors.account.sender import device_secret, network
from guichet.doors.account.step_up.pages import refusal_notice
from guichet.doors.entrance import Visit, opens_to
from guichet.doors.ways import contact_ways
from guichet.identity.actions import sign_in_with_printed_code
from guichet.identity.terms import Proof, Right


@opens_to(Right.PUBLIC)
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in_by_number(visit: Visit) -> HttpResponse:
    """Ask for the number of an account and a printed code, and sign in with them."""
    form = NumberAndCodeForm(visit.POST if visit.method == "POST" else None)
    notice = None
    if form.is_valid():
        outcome = sign_in_with_printed_code(
            name=form.cleaned_data["number"],
            code=form.cleaned_data["code"],
            network=network(visit),
            device_secret=device_secret(visit),
            origin=visit.origin,
        )
        if outcome.user_id:
            return _let_in(visit, outcome.user_id)
        assert outcome.refusal is not None
        notice = refusal_notice(outcome.refusal, outcome.try_again_at, visit.language)
    page = PlainPage(
        heading=_("Sign in without e-mail"),
        back=parts.BackLink(href=reverse("account_login"), text=_("Sign in")),
        parts=[notice] if notice else [],
        form=form,
        submit=_("Sign in"),
        below=[
            parts.Paragraphs(
                texts=[
                    _("The account number and the codes are on the sheet that you printed, or that we gave you."),
                    parts.Link(text=_("I have no sheet, or it is lost"), href=reverse("sign_in_help")),
                ]
            )
        ],
    )
    return show(visit, page)


@opens_to(Right.PUBLIC)
@require_safe
def sign_in_help(visit: Visit) -> HttpResponse:
    """Say what to do when one cannot sign in: at home, abroad, without e-mail, without a smartphone."""
    sections = [
        parts.Section(
            id="still",
            title=_("What may still work"),
            items=[
                parts.Bullets(
                    items=[
                        _("A telephone or computer on which you signed in before: no stranger can block it."),
                        _("A passkey, if your device offers one."),
                        parts.Link(text=_("Your account number and a printed code"), href=reverse("sign_in_number")),
                        _("After the code by e-mail: a recovery code in the place of the app."),
                    ]
                )
            ],
        ),
        parts.Section(
            id="help",
            title=_("How we help you back in"),
            intro=_("It costs nothing, and it works from any country."),
            items=[
                parts.Bullets(
                    numbered=True,
                    items=[
                        _("You call us, write to us, or come to an office or a visa application centre."),
                        _("We make sure who you are: by facts from your file, or by your passport in person."),
                        _("A second person here confirms it. Nobody can do it alone."),
                        _("We tell you by every way we have: e-mail, text message and post. "
                          "Then we wait, so that you can stop it if it was not you."),
                        _("You get a sheet of printed codes, by post or in your hand, or a new e-mail address."),
                    ],
                )
            ],
        ),
        parts.Section(
            id="ways",
            title=_("Ways to reach us"),
            items=[contact_ways(local_day(visit.entrance.at), visit.language)],
        ),
    ]  # fmt: skip
    return show(visit, PlainPage(heading=_("Help with signing in"), parts=sections))


def _let_in(visit: Visit, user_id: int) -> HttpResponse:
    """Sign in, by the same steps as with a code by e-mail: a second step comes next where there is one."""
    user = get_user_model().objects.get(pk=user_id)
    record_authentication(visit, user, method=Proof.PRINTED_CODE.value)
    answer: HttpResponse = perform_login(visit, Login(user=user))
    return answer
