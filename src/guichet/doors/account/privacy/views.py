"""What is held about a client, a copy of it, and what they say is wrong in it."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from guichet.applications.queries import files_of
from guichet.doors.account.people.persons import person_named, persons_of
from guichet.doors.account.privacy.forms import CorrectionForm
from guichet.doors.account.privacy.pages import correction_page, privacy_page
from guichet.doors.entrance import Visit, opens_to
from guichet.identity.queries import NotAllowed
from guichet.identity.terms import Act, Right
from guichet.journal.terms import Channel
from guichet.privacy.actions import CannotCorrect, NoCopy, ask_for_copy, ask_for_correction, take_copy
from guichet.privacy.policy import CORRECTION_DAYS, limit
from guichet.privacy.queries import copies_of, corrections_of, what_is_held
from guichet.privacy.rules import receipt_number
from guichet.privacy.terms import CorrectionFact


@opens_to(Right.OWN_FILES, channel=Channel.ACCOUNT)
@require_safe
def privacy(visit: Visit) -> HttpResponse:
    """Show what is held about the client, and the copies that they asked for."""
    viewer, now = visit.viewer, visit.origin.at
    own = [person for person in persons_of(viewer) if viewer.is_self(person.client_id)]
    page = privacy_page(
        own,
        copies_of(viewer=viewer, now=now) if own else [],
        corrections_of(viewer=viewer),
        what_is_held(visit.language, timezone.localtime(now).date()),
        visit.language,
    )
    return render(visit, "account/privacy/privacy.html", {"page": page})


@opens_to(Right.OWN_FILES, channel=Channel.ACCOUNT, act=Act.COPY_OWN_DATA)
@require_POST
def ask(visit: Visit, client_id: int) -> HttpResponse:
    """Ask for a copy. Nobody may but the person; for others there is no such page."""
    try:
        ask_for_copy(viewer=visit.viewer, client_id=client_id, language=visit.language, origin=visit.origin)
    except NotAllowed:
        raise Http404 from None
    except NoCopy as refused:
        messages.error(visit, refused.reason.label)
    else:
        messages.success(visit, _("We are making your copy, and tell you when it is ready."))
    return redirect("account:privacy")


@opens_to(Right.OWN_FILES, channel=Channel.ACCOUNT, act=Act.COPY_OWN_DATA)
@require_safe
def copy(visit: Visit, copy_id: int) -> HttpResponse:
    """Give a copy to its person. It stays in no browser that others use."""
    if visit.method == "HEAD":
        return HttpResponse()  # nothing was taken
    try:
        packed = b"".join(take_copy(viewer=visit.viewer, copy_id=copy_id, origin=visit.origin))
    except NotAllowed:
        raise Http404 from None
    except NoCopy as refused:
        messages.error(visit, refused.reason.label)
        return redirect("account:privacy")
    name = _("your-data")
    day = timezone.localtime(visit.origin.at).date().isoformat()
    return HttpResponse(
        packed,
        content_type="application/zip",
        headers={
            "Content-Disposition": f'attachment; filename="{name}-{day}.zip"',
            "Cache-Control": "no-store",
        },
    )


@opens_to(Right.OWN_FILES, channel=Channel.ACCOUNT)
@require_http_methods(["GET", "HEAD", "POST"])
def correction(visit: Visit, client_id: int) -> HttpResponse:
    """Ask what is wrong and what is right, and give a receipt. Only the person; for others there is no such page."""
    person = person_named(visit.viewer, client_id)
    if not visit.viewer.is_self(person.client_id):
        raise Http404
    files = files_of(visit.viewer, language=visit.language, now=visit.origin.at, client_id=person.client_id)
    numbers = [(file.number, f"{file.number} · {file.program}") for file in files]
    form = CorrectionForm(visit.POST if visit.method == "POST" else None, numbers=numbers)
    if form.is_valid():
        said = form.cleaned_data
        try:
            made = ask_for_correction(
                viewer=visit.viewer,
                client_id=person.client_id,
                fact=CorrectionFact(said["fact"]),
                number=said["number"],
                wrong=said["wrong"],
                right=said["right"],
                origin=visit.origin,
            )
        except CannotCorrect as refused:
            form.add_error(None, str(refused.reason.label))
        else:
            receipt = receipt_number(made)
            messages.success(visit, _("We have your request. Your receipt number is %(number)s.") % {"number": receipt})
            return redirect("account:privacy")
    page = correction_page(person, form, days=limit(CORRECTION_DAYS, visit.origin.at))
    return render(visit, "account/privacy/correction.html", {"page": page})
