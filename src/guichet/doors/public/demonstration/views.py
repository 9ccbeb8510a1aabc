"""Lets anybody sign in as somebody invented, where the settings say that this is a demonstration."""

from django.conf import settings
from django.contrib.auth import get_user_model, login
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render, resolve_url
from django.urls import translate_url
from django.views.decorators.http import require_POST, require_safe

from guichet.doors.entrance import Visit, opens_to
from guichet.doors.known import note_shown
from guichet.doors.public.demonstration.pages import demonstration_page
from guichet.identity.terms import Proof, Right
from guichet.rehearsal.queries import parts_to_play


@opens_to(Right.PUBLIC)
@require_safe
def people(request: Visit) -> HttpResponse:
    """Show whom one can sign in as."""
    _only_in_a_demonstration()
    page = demonstration_page(parts_to_play(), request.language)
    return render(request, "public/demonstration/people.html", {"page": page})


@opens_to(Right.PUBLIC)
@require_POST
def sign_in(request: Visit) -> HttpResponse:
    """Sign in as the person chosen: one of those listed, nobody else."""
    _only_in_a_demonstration()
    chosen = request.POST.get("account", "")
    person = next((each for each in parts_to_play() if str(each.user_id) == chosen), None)
    if person is None:
        raise Http404
    user = get_object_or_404(get_user_model(), pk=person.user_id)
    login(request, user, backend=settings.AUTHENTICATION_BACKENDS[0])
    # As every way in does: whoever came in just now is not asked again, by a code to a mailbox that is invented.
    note_shown(request, Proof.DEMONSTRATION, request.entrance.at)
    return HttpResponseRedirect(translate_url(resolve_url(settings.LOGIN_REDIRECT_URL), request.language))


def _only_in_a_demonstration() -> None:
    if not settings.DEMONSTRATION:
        raise Http404
