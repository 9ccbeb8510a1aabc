"""What goes wrong, told to machines and people alike (RFC 9457), in the language that was asked for."""

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

MEDIA_TYPE = "application/problem+json"

TITLES: dict[str, tuple[int, Promise | str]] = {
    "MALFORMED": (400, _("The request cannot be read.")),
    "NO_TOKEN": (401, _("A valid token is needed.")),
    "WRONG_SCOPE": (403, _("This token does not open this.")),
    "NOT_FOUND": (404, _("There is nothing at this address.")),
    "WRONG_METHOD": (405, _("This address does not take this method.")),
    "LENGTH_NEEDED": (411, _("The request must say how long it is (Content-Length).")),
    "TOO_LARGE": (413, _("The request is too large. Send it in several parts.")),
    "WRONG_MEDIA_TYPE": (415, _("This kind of contents is not taken here.")),
    "NOT_VALID": (422, _("A value is not valid.")),
    "KEY_USED_OTHERWISE": (409, _("This idempotency key came before with another request.")),
    "TOO_MANY": (429, _("Too many came today. Send the rest tomorrow.")),
    "DATABASE_AWAY": (503, _("The database cannot be reached. Try again later: nothing was taken in twice.")),
}


class Problem(Exception):
    """A request that cannot be carried out; answered as a problem."""

    def __init__(self, code: str, detail: str = "", **more: Any) -> None:
        super().__init__(code)
        self.code, self.detail, self.more = code, detail, more


def problem_response(problem: Problem) -> HttpResponse:
    """Return the answer that tells of a problem. `code` is stable; `title` is for people."""
    status, title = TITLES[problem.code]
    body = {
        "type": f"urn:guichet:problem:{problem.code.lower().replace('_', '-')}",
        "title": str(title),
        "status": status,
        "code": problem.code,
        **({"detail": problem.detail} if problem.detail else {}),
        **problem.more,
    }
    response = JsonResponse(body, status=status, content_type=MEDIA_TYPE)
    if status == 401:
        response["WWW-Authenticate"] = "Bearer"
    if status in {429, 503}:
        response["Retry-After"] = "30" if status == 503 else "3600"
    return response


def in_one_form(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Return an answer of the framework's own (method not allowed) as a problem, with its headers kept."""
    if response.status_code != 405:
        return response
    told = problem_response(Problem("WRONG_METHOD"))
    allowed = response["Allow"].split(", ")
    told["Allow"] = ", ".join([*allowed, "HEAD"] if "GET" in allowed else allowed)
    return told


def head_of(response: HttpResponse) -> HttpResponse:
    """Return an answer without its body, with the length that it would have. Source: RFC 9110, s. 9.3.2."""
    response["Content-Length"] = str(len(response.content))
    response.content = b""
    return response
