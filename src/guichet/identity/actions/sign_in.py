"""Printed codes, codes by text, e-mail and post, PINs: made, and shown to sign in with or to go on with."""

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from guichet.identity.actions.posting import queue_letter
from guichet.identity.actions.trying import again_at, note_try, whose
from guichet.identity.events import CodeAskedByPost, CodePosted, WayChanged
from guichet.identity.models import Pin, PrintedCode, PrintedSheet, SentCode, SignInName, User
from guichet.identity.postal import code_letter
from guichet.identity.queries.sign_in import known_device
from guichet.identity.rules.secrets import (
    NAME_DIGITS,
    POSTED_DIGITS,
    PRINTED_DIGITS,
    TEXT_DIGITS,
    digest_of,
    digits_in,
    is_easy_pin,
    luhn_agrees,
    new_code,
    new_name,
    same,
)
from guichet.identity.rules.trying import MONTH, spent
from guichet.identity.sign_in_policy import sign_in_policy
from guichet.identity.telling import record_for
from guichet.identity.terms import Proof, SignInRefusal
from guichet.journal.actions import Origin

SALT_BYTES = 16
# What is hashed in the place of a code where there is none, so that the same work is done.
_NO_SALT = b"\0" * SALT_BYTES


class NotLetIn(Exception):
    """Something cannot be done about signing in: why, and from when it may be tried again."""

    def __init__(self, refusal: SignInRefusal, try_again_at: datetime | None = None) -> None:
        self.refusal = refusal
        self.try_again_at = try_again_at
        super().__init__(refusal)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A new sheet of printed codes: shown this once."""

    name: str
    codes: tuple[str, ...]
    made_at: datetime


@dataclass(frozen=True, slots=True)
class Attempt:
    """What came of a try: whose account it is, or why not and from when another try is allowed."""

    user_id: int | None = None
    refusal: SignInRefusal | None = None
    try_again_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class From:
    """From where somebody tries: their network, and the device where it signed in to the account before."""

    network: str
    device_id: int | None = None


@transaction.atomic
def make_sheet(*, user_id: int, client_ids: Iterable[int] = (), origin: Origin) -> Sheet:
    """Make a sheet of printed codes and return it; the codes of the last sheet no longer work from then on."""
    User.objects.select_for_update().only("pk").get(pk=user_id)
    PrintedSheet.objects.filter(user_id=user_id, ended_at=None).update(ended_at=origin.at)
    policy = sign_in_policy(timezone.localtime(origin.at).date())
    codes = tuple(new_code(PRINTED_DIGITS) for _ in range(policy.printed_codes))
    sheet = PrintedSheet.objects.create(user_id=user_id, salt=secrets.token_bytes(SALT_BYTES), made_at=origin.at)
    PrintedCode.objects.bulk_create(
        PrintedCode(sheet=sheet, position=place, digest=digest_of(code, bytes(sheet.salt)))
        for place, code in enumerate(codes, start=1)
    )
    record_for(WayChanged(account=user_id, way=Proof.PRINTED_CODE.value), client_ids, origin)
    return Sheet(name_of_account(user_id), codes, origin.at)


@transaction.atomic
def end_sheet(*, user_id: int, client_ids: Iterable[int] = (), origin: Origin) -> bool:
    """End the sheet of an account: none of its codes works any more. Return whether there was one."""
    ended = PrintedSheet.objects.filter(user_id=user_id, ended_at=None).update(ended_at=origin.at)
    if ended:
        record_for(WayChanged(account=user_id, way=Proof.PRINTED_CODE.value, held=False), client_ids, origin)
    return bool(ended)


def name_of_account(user_id: int) -> str:
    """Return the number of an account, given to it where it has none yet."""
    known = SignInName.objects.filter(user_id=user_id).first()
    while known is None:
        # Two accounts that draw the same number: the second draws again.
        name = new_name()
        if not SignInName.objects.filter(name=name).exists():
            known, _new = SignInName.objects.get_or_create(user_id=user_id, defaults={"name": name})
    return known.name


@transaction.atomic
def sign_in_with_printed_code(*, name: str, code: str, network: str, device_secret: str, origin: Origin) -> Attempt:
    """Try the number of an account and a printed code; the code is used up by it.

    The same work is done and the same said whether the number, the code or both were wrong.
    """
    typed = digits_in(name)
    fits = len(typed) == NAME_DIGITS and luhn_agrees(typed)
    user = User.objects.filter(sign_in_name__name=typed, is_active=True).first() if fits else None
    device_id = known_device(user.pk, device_secret, now=origin.at) if user else None
    return _try_printed(user.pk if user else None, code, of=whose(typed), sender=From(network, device_id),
                        origin=origin)  # fmt: skip


@transaction.atomic
def show_printed_code(*, user_id: int, code: str, sender: From, origin: Origin) -> Attempt:
    """Try a printed code of an account that is signed in; it is used up by it."""
    return _try_printed(user_id, code, of=whose(f"user:{user_id}"), sender=sender, origin=origin)


@transaction.atomic
def set_pin(*, user_id: int, pin: str, client_ids: Iterable[int] = (), origin: Origin) -> None:
    """Set the PIN of an account. Raises NotLetIn where it is too short or easy to guess."""
    typed = digits_in(pin)
    if len(typed) != sign_in_policy(timezone.localtime(origin.at).date()).pin_digits or is_easy_pin(typed):
        raise NotLetIn(SignInRefusal.EASY_PIN)
    salt = secrets.token_bytes(SALT_BYTES)
    Pin.objects.update_or_create(
        user_id=user_id, defaults={"salt": salt, "digest": digest_of(typed, salt), "set_at": origin.at}
    )
    record_for(WayChanged(account=user_id, way=Proof.PIN.value), client_ids, origin)


@transaction.atomic
def remove_pin(*, user_id: int, client_ids: Iterable[int] = (), origin: Origin) -> bool:
    """Take the PIN of an account away; return whether there was one."""
    gone = Pin.objects.filter(user_id=user_id).delete()[0]
    if gone:
        record_for(WayChanged(account=user_id, way=Proof.PIN.value, held=False), client_ids, origin)
    return bool(gone)


@transaction.atomic
def show_pin(*, user_id: int, pin: str, sender: From, origin: Origin) -> Attempt:
    """Try the PIN of an account that is signed in."""
    of = whose(f"user:{user_id}")
    again = again_at(of=of, proof=Proof.PIN, network=sender.network, device_id=sender.device_id, origin=origin)
    if again:
        return Attempt(refusal=SignInRefusal.WAIT, try_again_at=again)
    kept = Pin.objects.filter(user_id=user_id).first()
    tried = digest_of(digits_in(pin), bytes(kept.salt) if kept else _NO_SALT)
    right = kept is not None and same(tried, kept.digest)
    note_try(of=of, proof=Proof.PIN, network=sender.network, device_id=sender.device_id, succeeded=right, origin=origin)
    return Attempt(user_id) if right else Attempt(refusal=SignInRefusal.NOT_RIGHT)


@transaction.atomic
def new_sent_code(*, user_id: int, proof: Proof, origin: Origin) -> str:
    """Return a code that is to be sent by text or e-mail at once; one sent before by that way no longer works.

    Raises NotLetIn after so many in a day.
    """
    policy = sign_in_policy(timezone.localtime(origin.at).date())
    _hold_codes(user_id, proof, policy.text_codes_per_day, timedelta(days=1), origin)
    return _new_code(user_id, proof, TEXT_DIGITS, policy.text_code, policy.code_tries, origin)


@transaction.atomic
def post_code(
    *, user_id: int, client_id: int, address: str, language: str, client_ids: Iterable[int] = (), origin: Origin
) -> None:
    """Put a letter with a code into the queue of the post. Nobody sees the code but who opens the letter.

    Raises NotLetIn without an address, or after so many letters in a month.
    """
    if not address.strip():
        raise NotLetIn(SignInRefusal.NO_WAY)
    policy = sign_in_policy(timezone.localtime(origin.at).date())
    _hold_codes(user_id, Proof.POSTED_CODE, policy.posted_codes_per_month, MONTH, origin)
    code = _new_code(user_id, Proof.POSTED_CODE, POSTED_DIGITS, policy.posted_code, policy.code_tries, origin)
    body = code_letter(code, days=policy.posted_code.days, language=language)
    queue_letter(client_id=client_id, address=address, body=body, language=language, origin=origin)
    record_for(CodePosted(account=user_id), client_ids or [client_id], origin)


@transaction.atomic
def ask_posted_code(
    *, user_id: int, client_id: int | None, address: str, language: str, client_ids: Iterable[int], origin: Origin
) -> None:
    """Put a letter with a code into the queue where there is an address; without one, do all else alike.

    Whoever asks cannot tell the two apart: a code is made and counted, and the client is told, in either case.
    Raises NotLetIn after so many in a month.
    """
    policy = sign_in_policy(timezone.localtime(origin.at).date())
    _hold_codes(user_id, Proof.POSTED_CODE, policy.posted_codes_per_month, MONTH, origin)
    code = _new_code(user_id, Proof.POSTED_CODE, POSTED_DIGITS, policy.posted_code, policy.code_tries, origin)
    if address.strip():
        body = code_letter(code, days=policy.posted_code.days, language=language)
        queue_letter(client_id=client_id, address=address, body=body, language=language, origin=origin)
    record_for(CodeAskedByPost(account=user_id), client_ids, origin)


@transaction.atomic
def show_sent_code(*, user_id: int, proof: Proof, code: str, origin: Origin) -> Attempt:
    """Try a code that was sent by text, e-mail or post: it has so many tries, and works once."""
    sent = SentCode.objects.select_for_update().filter(user_id=user_id, proof=proof, ended_at=None).first()
    tried = digest_of(digits_in(code), bytes(sent.salt) if sent else _NO_SALT)
    if sent is None or sent.until <= origin.at:
        return Attempt(refusal=SignInRefusal.NOT_RIGHT)
    right = same(tried, sent.digest)
    sent.tries_left -= 1
    if right or sent.tries_left == 0:
        sent.ended_at = origin.at
    sent.save(update_fields=["tries_left", "ended_at"])
    return Attempt(user_id) if right else Attempt(refusal=SignInRefusal.NOT_RIGHT)


def _try_printed(user_id: int | None, code: str, *, of: str, sender: From, origin: Origin) -> Attempt:
    again = again_at(of=of, proof=Proof.PRINTED_CODE, network=sender.network, device_id=sender.device_id,
                     origin=origin)  # fmt: skip
    if again:
        return Attempt(refusal=SignInRefusal.WAIT, try_again_at=again)
    # Held to the end: one code must not let two people in.
    sheets = PrintedSheet.objects.select_for_update().filter(user_id=user_id or 0, ended_at=None)
    sheet = sheets.first() if user_id else None
    tried = digest_of(digits_in(code), bytes(sheet.salt) if sheet else _NO_SALT)
    left = PrintedCode.objects.filter(sheet=sheet, used_at=None) if sheet else PrintedCode.objects.none()
    # All are compared, so that the time taken tells nothing.
    found = [one for one in left if same(tried, one.digest)]
    note_try(of=of, proof=Proof.PRINTED_CODE, network=sender.network, device_id=sender.device_id,
             succeeded=bool(found), origin=origin)  # fmt: skip
    if not found:
        return Attempt(refusal=SignInRefusal.NOT_RIGHT)
    PrintedCode.objects.filter(pk=found[0].pk).update(used_at=origin.at)
    return Attempt(user_id)


def _hold_codes(user_id: int, proof: Proof, allowed: int, within: timedelta, origin: Origin) -> None:
    User.objects.select_for_update().only("pk").get(pk=user_id)
    sent = SentCode.objects.filter(user_id=user_id, proof=proof).values_list("sent_at", flat=True)
    again = spent(sent, allowed, within=within, now=origin.at)
    if again:
        raise NotLetIn(SignInRefusal.WAIT, again)


def _new_code(user_id: int, proof: Proof, digits: int, lasts: timedelta, tries: int, origin: Origin) -> str:
    SentCode.objects.filter(user_id=user_id, proof=proof, ended_at=None).update(ended_at=origin.at)
    code, salt = new_code(digits), secrets.token_bytes(SALT_BYTES)
    SentCode.objects.create(
        user_id=user_id,
        proof=proof,
        salt=salt,
        digest=digest_of(code, salt),
        sent_at=origin.at,
        until=origin.at + lasts,
        tries_left=tries,
    )
    return code
