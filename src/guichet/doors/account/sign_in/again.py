"""Is it still you? Asked by a code, of those who have nothing but their e-mail address."""

from typing import Any

from allauth.account import app_settings
from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.code_verification import AbstractCodeVerificationProcess
from allauth.account.internal.flows.login import record_authentication
from allauth.account.internal.flows.reauthentication import resume_request
from allauth.core import ratelimit
from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from guichet.doors.account.sender import may_have_code
from guichet.doors.account.sign_in.forms import CodeAgainForm
from guichet.doors.entrance import Visit, opens_to
from guichet.identity.terms import Right

# In the session: the code that was sent, to whom, when, and how often it was entered wrongly.
SENT = "code_again"


class CodeSent(AbstractCodeVerificationProcess):
    """A code that was sent to show that it is still you: as long and as often to be tried as one to sign in."""

    def __init__(self, visit: Visit, state: dict[str, Any]) -> None:
        self.visit = visit
        super().__init__(
            max_attempts=app_settings.LOGIN_BY_CODE_MAX_ATTEMPTS,
            timeout=app_settings.LOGIN_BY_CODE_TIMEOUT,
            state=state,
            user=visit.user,
        )

    @classmethod
    def latest(cls, visit: Visit) -> "CodeSent | None":
        """Return the code that this person may still enter, or None."""
        state = visit.session.get(SENT)
        sent = cls(visit, state) if state else None
        ours = sent and sent.state["email"] == _email(visit)
        return sent if sent and ours and sent.is_valid() else None

    def send(self) -> None:
        """Send a new code; an older one no longer counts."""
        adapter = get_adapter()
        self.state["code"] = adapter.generate_login_code()
        self.persist()
        adapter.send_mail("account/email/code_again", self.state["email"], {"code": self.code})

    def persist(self) -> None:
        """Keep what is known of the code."""
        self.visit.session[SENT] = self.state

    def abort(self) -> None:
        """Forget the code: it was used, or tried too often."""
        self.visit.session.pop(SENT, None)


# Staff come here too, before they add the second factor that is demanded of them.
@opens_to(Right.SIGNED_IN, second_factor=False)
@require_http_methods(["GET", "HEAD", "POST"])
def code_again(visit: Visit) -> HttpResponse:
    """Send a code, take it, and go on with what was to be done. Who has a stronger way takes that one."""
    way = get_adapter().get_reauthentication_methods(visit.user)[0]
    if way["url"] != visit.path:
        return HttpResponseRedirect(f"{way['url']}?{visit.GET.urlencode()}")
    if "action" in visit.POST:
        return _send(visit)
    sent = CodeSent.latest(visit)
    form = CodeAgainForm(visit.POST or None, code=sent.code) if sent else None
    if sent and form and form.is_valid():
        return _go_on(visit, sent)
    if sent and form and form.is_bound and not sent.record_invalid_attempt():
        messages.error(visit, _("There were too many tries. Ask for a new code."))
        return HttpResponseRedirect(visit.get_full_path())
    shown = {"form": form, "email": _email(visit), "can_resend": True, "cancel_url": reverse("account:security")}
    return render(visit, "account/code_again.html", shown)


def _send(visit: Visit) -> HttpResponse:
    email = _email(visit)
    if not may_have_code(visit, email):
        too_many: HttpResponse = ratelimit.respond_429(visit)
        return too_many
    CodeSent(visit, CodeSent.initial_state(user=visit.user, email=email)).send()
    return HttpResponseRedirect(visit.get_full_path())


def _go_on(visit: Visit, sent: CodeSent) -> HttpResponse:
    sent.abort()
    record_authentication(visit, visit.user, method="code", email=_email(visit), reauthenticated=True)
    return resume_request(visit) or HttpResponseRedirect(reverse("account:security"))


def _email(visit: Visit) -> str:
    assert visit.user.is_authenticated  # the door let nobody else in
    return visit.user.email or ""
