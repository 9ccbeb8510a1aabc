"""The ways to show more: which of them an account has, and which would add anything to what was shown."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from guichet.clients.queries import text_numbers
from guichet.doors.known import Known
from guichet.identity.queries import SignInWays
from guichet.identity.rules import Shown, Viewer, level_of
from guichet.identity.terms import Proof

# The name of each way of ours in the address.
NAMES = {
    Proof.PRINTED_CODE: "printed",
    Proof.PIN: "pin",
    Proof.TEXT_CODE: "text",
    Proof.EMAIL_CODE: "mail",
    Proof.POSTED_CODE: "letter",
}
PROOFS = {name: proof for proof, name in NAMES.items()}


@dataclass(frozen=True, slots=True)
class WayOn:
    """One way to show more: what it is, and where it goes."""

    proof: Proof
    title: str
    body: str
    href: str


def ways_on(request: HttpRequest, viewer: Viewer, ways: SignInWays, known: Known, onward: str) -> list[WayOn]:
    """Return the ways that this account has and that would make us surer, the easiest first."""
    held = [
        (Proof.PASSKEY, ways.passkeys, _("Use a passkey"), _("By your finger, your face or the PIN of your device.")),
        (Proof.APP_CODE, ways.has_app, _("Use your authenticator app"), _("Or a recovery code.")),
        (
            Proof.PRINTED_CODE,
            ways.printed_codes_left,
            _("Use a printed code"),
            _("From your sheet of codes. Each works once."),
        ),
        (
            Proof.TEXT_CODE,
            bool(text_numbers(viewer=viewer)),
            _("Get a code by text message"),
            _("On the telephone number that you confirmed. It need not be a smartphone."),
        ),
        (Proof.PIN, ways.has_pin, _("Use the PIN of your account"), _("The six digits that you chose.")),
        (Proof.EMAIL_CODE, ways.email, _("Get a code by e-mail"), _("On the address of your account.")),
        (Proof.POSTED_CODE, True, _("I have a code from a letter"), _("We posted it to the address in your file.")),
    ]
    return [
        WayOn(proof, title, body, _address(proof, onward))
        for proof, has, title, body in held
        if has and _adds(proof, known)
    ]


def _adds(proof: Proof, known: Known) -> bool:
    """Return whether showing this now would make us surer, or would show it again lately."""
    with_it = [*known.shown, Shown(proof, known.now)]
    after = level_of(with_it, known.policy, now=known.now)
    same_thing = {known.policy.proofs[one.proof].thing for one in known.shown if one.proof in known.policy.proofs}
    again = known.policy.proofs[proof].thing in same_thing
    return after > known.level or (again and after == known.level)


def _address(proof: Proof, onward: str) -> str:
    query = urlencode({"next": onward})
    match proof:
        case Proof.PASSKEY:
            return f"{reverse('mfa_reauthenticate_webauthn')}?{query}"
        case Proof.APP_CODE:
            return f"{reverse('mfa_reauthenticate')}?{query}"
        case _:
            return f"{reverse('step_up_by', args=[NAMES[proof]])}?{query}"
