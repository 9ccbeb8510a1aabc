"""What all doors have in common: who comes in, and at what moment. Closed unless a view says whom it lets in."""

from collections.abc import Callable
from datetime import UTC, datetime
from functools import cached_property, wraps
from typing import Any, Concatenate, ParamSpec, cast

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase

from guichet.clients.queries import own_client_ids
from guichet.foundation.languages import Language
from guichet.identity.queries import staff_of
from guichet.identity.rules import Viewer
from guichet.identity.terms import Purpose, Right
from guichet.journal.actions import Origin
from guichet.journal.terms import Channel

OPENED = "opened_clients"
P = ParamSpec("P")


class Visit(HttpRequest):
    """A request at one of our doors. Made by `EntranceMiddleware`; views take it for what they need to know."""

    entrance: "Entrance"

    @property
    def viewer(self) -> Viewer:
        """Return who asks."""
        return self.entrance.viewer

    @property
    def origin(self) -> Origin:
        """Return who acts, by which way in, and when."""
        return self.entrance.origin

    @property
    def language(self) -> Language:
        """Return the language of the page."""
        return self.entrance.language


class Entrance:
    """Who comes in with a request, worked out when first asked for."""

    def __init__(self, request: HttpRequest) -> None:
        self._request = request
        self.at = datetime.now(UTC)
        self.channel = Channel.WEB

    @cached_property
    def viewer(self) -> Viewer:
        user = self._request.user
        if not user.is_authenticated:
            return Viewer()
        staff = staff_of(user.pk)
        if staff is None:
            return Viewer(user_id=user.pk, own_clients=own_client_ids(user.pk))
        opened = self._request.session.get(OPENED, {})
        return Viewer(
            user_id=user.pk,
            staff_id=staff.staff_id,
            roles=staff.roles,
            office=staff.office,
            opened={int(client): Purpose(purpose) for client, purpose in opened.items()},
        )

    @cached_property
    def origin(self) -> Origin:
        return Origin(actor=self.viewer.actor, channel=self.channel, at=self.at)

    @cached_property
    def language(self) -> Language:
        return Language.of(getattr(self._request, "LANGUAGE_CODE", "en"))


View = Callable[Concatenate[Visit, P], HttpResponseBase]


def opens_to(right: Right, *, channel: Channel = Channel.WEB) -> Callable[[View[P]], Callable[..., HttpResponseBase]]:
    """Return a decorator that lets in who has `right`: others sign in first, or are refused (403)."""

    def door(view: View[P]) -> Callable[..., HttpResponseBase]:
        @wraps(view)
        def guarded(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            visit = cast(Visit, request)
            visit.entrance.channel = channel
            if not visit.viewer.may(right):
                if visit.viewer.user_id is None:
                    return redirect_to_login(request.get_full_path())
                raise PermissionDenied
            return view(visit, *args, **kwargs)

        guarded.right = right  # type: ignore[attr-defined]
        return guarded

    return door


class EntranceMiddleware:
    """Says with each request who comes in, and refuses any view of ours that does not say whom it lets in."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        entrance = Entrance(request)
        # The request's class is Django's to choose; what it lacks is lent to it here, once.
        request.entrance = entrance  # type: ignore[attr-defined]
        request.__class__ = _as_visit(request.__class__)
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: Any, kwargs: Any
    ) -> HttpResponse | None:
        if view.__module__.startswith("guichet.") and not hasattr(view, "right"):
            raise PermissionDenied(f"{view.__module__}.{view.__qualname__} does not say whom it lets in")
        return None


_VISITS: dict[type, type] = {}


def _as_visit(request_class: type[HttpRequest]) -> type[HttpRequest]:
    """Return `request_class` with the faces of a Visit: WSGIRequest in the server, others in tests."""
    if issubclass(request_class, Visit):
        return request_class
    return _VISITS.setdefault(request_class, type("Visit", (Visit, request_class), {}))
