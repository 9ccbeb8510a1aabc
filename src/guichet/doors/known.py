"""How surely we know who asks with a request: what the session says was shown, and how to show more.

What somebody typed when more was asked waits in their session, and is offered to be sent once they have shown it.
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.http import HttpRequest, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme, urlencode

from guichet.identity.queries import changes_locked_until, document_seen_until, levels_policy, sign_in_ways
from guichet.identity.rules import Need, Policy, Shown, Viewer, is_enough, level_of, need_to_change_sign_in, told_at
from guichet.identity.terms import Act, Disclosure, Level, Proof

# What the sign-in library keeps in the session about how somebody signed in; what we add stands there too.
METHODS, METHODS_OF = "account_authentication_methods", "account_authentication_methods_user"
# What was typed on a page that then asked for more: its address and the fields.
TYPED = "typed_before_step_up"
LONGEST_TYPED = 50_000
_LIBRARY = {"totp": Proof.APP_CODE, "webauthn": Proof.PASSKEY, "recovery_codes": Proof.RECOVERY_CODE}


@dataclass(frozen=True, slots=True)
class Known:
    """What was shown in a session, and what it is worth now."""

    shown: tuple[Shown, ...]
    policy: Policy
    now: datetime

    @classmethod
    def of(cls, request: HttpRequest, now: datetime) -> "Known":
        """Return what the session of a request says."""
        records = request.session.get(METHODS, [])
        found = (_shown(record) for record in records if isinstance(record, dict))
        return cls(tuple(one for one in found if one), levels_policy(timezone.localtime(now).date()), now)

    @property
    def level(self) -> Level:
        """Return how surely we know who this is."""
        return level_of(self.shown, self.policy, now=self.now)

    @property
    def told(self) -> frozenset[Disclosure]:
        """Return the classes of what may be told to them."""
        return told_at(self.level, self.policy)

    def is_enough(self, viewer: Viewer, *, level: Level | None = None, act: Act | None = None) -> bool:
        """Return whether it is enough for a level, and for an act. What is locked nobody may do."""
        if act is not None and viewer.user_id and changes_locked_until(viewer.user_id, now=self.now):
            return False
        wanted = [Need("", level)] if level is not None else []
        if act is not None:
            wanted.append(self._need(viewer, act))
        return all(self._meets(need, viewer) for need in wanted)

    def _need(self, viewer: Viewer, act: Act) -> Need:
        need = self.policy.needs[act]
        if act is not Act.CHANGE_SIGN_IN or viewer.user_id is None:
            return need
        return need_to_change_sign_in(need, has_other_ways=sign_in_ways(viewer.user_id).has_other_ways)

    def _meets(self, need: Need, viewer: Viewer) -> bool:
        shown = list(self.shown)
        is_they = need.level is Level.IN_PERSON and self.level >= Level.SIGNED_IN
        # Who was seen in person is so for a while, but it must be they who are signed in.
        if is_they and document_seen_until(viewer.own_clients, now=self.now):
            shown.append(Shown(Proof.DOCUMENT_SEEN, self.now))
        return is_enough(need, shown, self.policy, now=self.now)


def note_shown(request: HttpRequest, proof: Proof, now: datetime) -> None:
    """Note in the session that its owner showed something more. They are signed in already."""
    request.session[METHODS_OF] = str(request.user.pk)
    request.session[METHODS] = [
        *request.session.get(METHODS, []),
        {"method": proof.value, "at": now.timestamp(), "reauthenticated": True},
    ]


def send_to_step_up(request: HttpRequest, *, act: Act | None = None) -> HttpResponseRedirect:
    """Send somebody to show more, and keep what they typed for their return."""
    path = request.get_full_path()
    if request.method == "POST" and not request.FILES:
        fields = [[name, value] for name, values in request.POST.lists() for value in values
                  if name != "csrfmiddlewaretoken"]  # fmt: skip
        if sum(len(name) + len(value) for name, value in fields) <= LONGEST_TYPED:
            request.session[TYPED] = {"path": path, "fields": fields}
    query = {"next": path, **({"act": act.value} if act else {})}
    return HttpResponseRedirect(f"{reverse('step_up')}?{urlencode(query)}")


def take_typed(request: HttpRequest, path: str) -> list[tuple[str, str]] | None:
    """Return what was typed on the page at `path` before more was asked, once; None where nothing was."""
    kept = request.session.pop(TYPED, None)
    if not isinstance(kept, dict) or kept.get("path") != path:
        return None
    return [(str(name), str(value)) for name, value in kept["fields"]]


def own_address(request: HttpRequest, wanted: str | None) -> str:
    """Return an address of ours that somebody asked to go on to; empty for any other."""
    ours = url_has_allowed_host_and_scheme(
        wanted or "", allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return wanted if wanted and ours else ""


def _shown(record: dict[str, Any]) -> Shown | None:
    """Return what a record of the session says was shown. What is not known counts for nothing."""
    method, at = record.get("method"), record.get("at")
    if not isinstance(at, int | float):
        return None
    match method:
        case "code":
            proof = Proof.TEXT_CODE if record.get("phone") else Proof.EMAIL_CODE
        case "mfa" if record.get("type") in _LIBRARY:
            proof = _LIBRARY[record["type"]]
        case "socialaccount":
            proof = Proof.PROVIDER
        case _ if method in Proof.values:
            proof = Proof(method)
        case _:
            return None
    return Shown(proof, datetime.fromtimestamp(at, UTC))
