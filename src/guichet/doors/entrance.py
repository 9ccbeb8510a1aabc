"""What all doors have in common: who comes in, and at what moment. Closed unless a view says whom it lets in."""

from collections.abc import Callable
from datetime import UTC, datetime
from functools import cached_property, wraps
from typing import Any, Concatenate, ParamSpec, cast

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import urlencode

from guichet.clients.queries import as_one_person, standing_of
from guichet.doors.known import METHODS, Known, send_to_step_up
from guichet.foundation.languages import Language
from guichet.identity.actions import note_language
from guichet.identity.queries import has_second_factor, staff_of
from guichet.identity.rules import Opening, Viewer, needs_second_factor, opening, still_open
from guichet.identity.terms import Act, Disclosure, Level, Purpose, Right
from guichet.journal.actions import Origin
from guichet.journal.terms import Channel

# In the session of a member of staff: for each client, the purpose and until when (seconds since 1970).
OPENED = "opened_clients"
# Ways that show more than an address: a code or key of one’s own, or the department’s own identity provider.
STRONG_METHODS = {"mfa", "socialaccount"}
# Everybody’s pages: they neither ask who comes nor remember in which language they were read.
OPEN_RIGHTS = {Right.PUBLIC}
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
        """Return who asks: an account, what it owns and what others allow it; for staff, roles and opened files.

        Asked anew with each request: what was taken back a moment ago is shut, on a page that stays open too.
        """
        user = self._request.user
        if not user.is_authenticated:
            return Viewer()
        staff = staff_of(user.pk)
        if staff is None:
            standing, known = standing_of(user.pk, at=self.at), Known.of(self._request, self.at)
            return as_one_person(
                Viewer(
                    user_id=user.pk,
                    own_clients=standing.own_clients,
                    grants=standing.grants,
                    offices=standing.offices,
                    level=known.level,
                    told=known.told,
                )
            )
        return as_one_person(
            Viewer(
                user_id=user.pk,
                staff_id=staff.staff_id,
                roles=staff.roles,
                office=staff.office,
                opened=still_open(_openings(self._request), now=self.at),
            )
        )

    @cached_property
    def origin(self) -> Origin:
        """Return who acts, by which way in, and when: read once for each request."""
        return Origin(actor=self.viewer.actor, channel=self.channel, at=self.at)

    @cached_property
    def language(self) -> Language:
        """Return the language of the page."""
        return Language.of(getattr(self._request, "LANGUAGE_CODE", "en"))

    def forget_viewer(self) -> None:
        """Have who asks worked out afresh: after a file was opened, or somebody signed in."""
        self.__dict__.pop("viewer", None)
        self.__dict__.pop("origin", None)


def entrance_of(request: HttpRequest) -> Entrance:
    """Return who comes in with a request that a library hands us."""
    return cast(Visit, request).entrance


View = Callable[Concatenate[Visit, P], HttpResponseBase]


def opens_to(
    right: Right,
    *,
    channel: Channel = Channel.WEB,
    second_factor: bool = True,
    level: Level | None = None,
    act: Act | None = None,
) -> Callable[[View[P]], Callable[..., HttpResponseBase]]:
    """Return a decorator that lets in who has `right`.

    Others sign in first, or are refused (403). Staff show a second factor first wherever it is demanded, but for
    the page where they add one (`second_factor=False`). Clients of whom we are not sure enough, for a `level` or
    for the `act` that the page is for, show something more first and come back: nothing they typed is lost.
    """

    def door(view: View[P]) -> Callable[..., HttpResponseBase]:
        @wraps(view)
        def guarded(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            visit = cast(Visit, request)
            visit.entrance.channel = channel
            if right in OPEN_RIGHTS:
                return view(visit, *args, **kwargs)
            if visit.viewer.user_id is None:
                return redirect_to_login(request.get_full_path())
            if not visit.viewer.may(right):
                raise PermissionDenied
            demanded = second_factor and settings.STAFF_SECOND_FACTOR
            if needs_second_factor(visit.viewer, shown=_strongly(request), demanded=demanded):
                return _to_second_factor(visit)
            if right is Right.OWN_FILES and Disclosure.STATUS not in visit.viewer.told:
                return send_to_step_up(request)
            if visit.viewer.staff_id is None and (level or act):
                known = Known.of(request, visit.entrance.at)
                if not known.is_enough(visit.viewer, level=level, act=act):
                    return send_to_step_up(request, act=act)
            _remember_language(visit)
            return view(visit, *args, **kwargs)

        # Read by the middleware below, which closes every view of ours that lacks it, and by the tests.
        guarded.__dict__["right"] = right
        return guarded

    return door


def open_client(visit: Visit, client_id: int, purpose: Purpose, *, until: datetime | None = None) -> None:
    """Open a client’s file for a member of staff, for a stated purpose, for half an hour at most. Kept in the session.

    Raises PermissionDenied for those who may open no files.
    """
    if not visit.viewer.may(Right.CLIENT_FILES):
        raise PermissionDenied
    lasting = still_open(_openings(visit), now=visit.entrance.at)
    kept = {str(one.client_id): [one.purpose, one.until.timestamp()] for one in _openings(visit)
            if one.client_id in lasting}  # fmt: skip
    new = opening(client_id, purpose, now=visit.entrance.at, until=until)
    kept[str(client_id)] = [new.purpose.value, new.until.timestamp()]
    visit.session[OPENED] = kept
    visit.entrance.forget_viewer()


def close_client(visit: Visit, client_id: int) -> None:
    """Close a client’s file before its time is over: the caller has hung up."""
    kept = visit.session.get(OPENED, {})
    # By whichever of their records they were opened.
    closed = [kept.pop(str(number), None) for number in visit.viewer.everyone_of(client_id)]
    if any(one is not None for one in closed):
        visit.session[OPENED] = kept
        visit.entrance.forget_viewer()


class EntranceMiddleware:
    """Says with each request who comes in, and refuses any view of ours that does not say whom it lets in.

    Views of libraries (signing in, the API’s framework) look after themselves.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        # The request's class is Django's to choose; what it lacks is lent to it here, once.
        request.__class__ = _as_visit(request.__class__)
        cast(Visit, request).entrance = Entrance(request)
        response = self.get_response(request)
        if _looked_at_session(request) and not response.has_header("Cache-Control"):
            # Nobody’s page stays in a browser that others use, nor comes back by its button after signing out.
            response.headers["Cache-Control"] = "no-store"
        return response

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: Any, kwargs: Any
    ) -> HttpResponse | None:
        """Refuse a view of ours that does not say whom it lets in."""
        if is_ours(view) and right_of(view) is None:
            raise PermissionDenied(f"{view.__module__}.{view.__qualname__} does not say whom it lets in")
        return None


def _looked_at_session(request: HttpRequest) -> bool:
    """Return whether the page was made with a session that the browser brought: asks the database for nothing."""
    return settings.SESSION_COOKIE_NAME in request.COOKIES and request.session.accessed


def is_ours(view: Callable[..., Any]) -> bool:
    """Return whether a view is this project’s own, and not a library’s."""
    return (getattr(view, "__module__", "") or "").startswith("guichet.")


def right_of(view: Callable[..., Any]) -> Right | None:
    """Return the right to which a view opens, or None where it does not say."""
    return getattr(view, "right", None)


def _openings(request: HttpRequest) -> list[Opening]:
    """Return what the session says was opened. What it does not say in today’s form is not open."""
    kept = request.session.get(OPENED, {})
    return [
        Opening(int(client), Purpose(said[0]), datetime.fromtimestamp(said[1], UTC))
        for client, said in kept.items()
        if isinstance(said, list) and said[0] in Purpose.values
    ]


def _strongly(request: HttpRequest) -> bool:
    """Return whether somebody showed more than that they read an address’s mail."""
    return any(method.get("method") in STRONG_METHODS for method in request.session.get(METHODS, []))


def _to_second_factor(visit: Visit) -> HttpResponse:
    """Send staff to show their second factor, or to get one first."""
    if visit.viewer.user_id is not None and has_second_factor(visit.viewer.user_id):
        ways = get_adapter().get_reauthentication_methods(visit.user)
        return HttpResponseRedirect(f"{ways[0]['url']}?{urlencode({'next': visit.get_full_path()})}")
    return HttpResponseRedirect(reverse("second_factor"))


def _remember_language(visit: Visit) -> None:
    """Remember the language of the page for the next sign-in, where it is another than before."""
    user = visit.user
    if visit.method == "GET" and user.is_authenticated and user.language != visit.language:
        note_language(user_id=user.pk, language=visit.language)


_VISITS: dict[type, type] = {}


def _as_visit(request_class: type[HttpRequest]) -> type[HttpRequest]:
    """Return `request_class` with the faces of a Visit: WSGIRequest in the server, others in tests."""
    if issubclass(request_class, Visit):
        return request_class
    return _VISITS.setdefault(request_class, type("Visit", (Visit, request_class), {}))
