"""What somebody sees when a page cannot be shown: in the language of its address, with a reference to quote."""

import logging
import secrets

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.translation import get_language_from_path, get_language_from_request, override

from guichet.foundation.languages import Language

logger = logging.getLogger(__name__)
# Easily told over the telephone, never a word, and without digits: the log would take those for somebody’s number.
REFERENCE_LETTERS = "BCDFGHJKLMNPQRSTVWXZ"


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say that a request could not be read."""
    return _page(request, 400)


def refused(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say that somebody may not see a page."""
    return _page(request, 403)


def form_refused(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Say that a form was too old or not ours (the protection against forged requests): nothing was done."""
    return _page(request, 403, template="403_csrf.html")


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say that there is no such page."""
    return _page(request, 404, quote=False)


def failed(request: HttpRequest) -> HttpResponse:
    """Say that the fault is ours. Made without the request: whatever failed may fail again."""
    return _page(request, 500)


def _page(request: HttpRequest, code: int, *, template: str = "", quote: bool = True) -> HttpResponse:
    reference = "".join(secrets.choice(REFERENCE_LETTERS) for _ in range(8)) if quote else ""
    if reference:
        match = request.resolver_match
        # The name of the page, not its address: that may hold the number of a file.
        logger.warning("Page %s answered %s, reference %s", match.view_name if match else "?", code, reference)
    with override(_language(request)):
        body = render_to_string(template or f"{code}.html", {"reference": reference})
    return HttpResponse(body, status=code)


def _language(request: HttpRequest) -> Language:
    return Language.of(get_language_from_path(request.path_info) or get_language_from_request(request))
