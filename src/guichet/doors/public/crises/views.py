"""Shows the form of a crisis, and takes what is written there. Works without scripts and without an account."""

from allauth.account.adapter import get_adapter
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from guichet.clients.rules import network_of
from guichet.crises.actions import CannotAct, report
from guichet.crises.queries import crisis_at, triage
from guichet.design.dates import local_day
from guichet.doors.entrance import Visit, opens_to
from guichet.doors.public.crises.forms import CrisisForm
from guichet.doors.public.crises.pages import crisis_page
from guichet.doors.questions import NEW_QUESTION
from guichet.enquiries.actions import CannotAsk
from guichet.identity.terms import Right


@opens_to(Right.PUBLIC)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def crisis(visit: Visit, address: str) -> HttpResponse:
    """Take what somebody writes in a crisis, and lead to the page of their question with its number."""
    one = crisis_at(address)
    if one is None:
        raise Http404
    signed_in = visit.viewer.may(Right.OWN_FILES)
    form = CrisisForm(
        visit.POST if visit.method == "POST" else None,
        questions=triage(local_day(visit.origin.at)),
        language=visit.language,
        signed_in=signed_in,
    )
    if one.is_open and form.is_valid():
        said = form.cleaned_data
        own = (visit.user.email or "") if signed_in and visit.user.is_authenticated else ""
        try:
            receipt = report(
                crisis_id=one.crisis_id,
                token=said["token"],
                text=said["text"],
                language=visit.language,
                answers=form.answers,
                viewer=visit.viewer,
                origin=visit.origin,
                email=own or said.get("email", ""),
                network=network_of(get_adapter().get_client_ip(visit)),
                family_reference=said["family"],
            )
        except CannotAsk as refused:
            form.add_error("text", str(refused.reason.label))
        except CannotAct as refused:
            form.add_error(None, " ".join(str(reason.label) for reason in refused.reasons))
        else:
            if not receipt.already_known:
                visit.session[NEW_QUESTION] = receipt.enquiry_reference
            return redirect("public:question", key=receipt.key)
    page = crisis_page(one, form if one.is_open else None, visit.language)
    return render(visit, "public/crises/crisis.html", {"page": page})
