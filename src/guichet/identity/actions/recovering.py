"""Getting back into an account with two members of staff, and a wait in which the client can stop it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils import timezone

from guichet.identity.actions.posting import queue_letter
from guichet.identity.actions.sign_in import Sheet, end_sheet, make_sheet
from guichet.identity.events import RecoveryAsked, RecoveryConfirmed, RecoveryDone, RecoveryStopped
from guichet.identity.models import Device, Pin, Recovery, User
from guichet.identity.postal import sheet_letter
from guichet.identity.queries.sign_in import level_on_record, recovery_of_token, state_of
from guichet.identity.queries.staff import NotAllowed
from guichet.identity.rules import Viewer
from guichet.identity.rules.recovering import ground_of, refusal_to_ask, refusal_to_confirm, refusal_to_finish
from guichet.identity.sign_in_policy import recovery_policy
from guichet.identity.terms import RecoveryGround, RecoveryOutcome, RecoveryRefusal, Right
from guichet.journal.actions import Origin, record


class CannotRecover(Exception):
    """A recovery cannot be asked for, confirmed, stopped or finished."""

    def __init__(self, refusal: RecoveryRefusal) -> None:
        self.refusal = refusal
        super().__init__(refusal)


@dataclass(frozen=True, slots=True)
class Recovered:
    """What came of a recovery: the account, whether it is new and must be linked, and a sheet to hand over."""

    client_id: int
    user_id: int
    is_new: bool
    sheet: Sheet | None = None


@transaction.atomic
def ask_recovery(
    *,
    viewer: Viewer,
    client_id: int,
    user_id: int | None,
    outcome: RecoveryOutcome,
    new_email: str = "",
    postal_address: str = "",
    origin: Origin,
) -> int:
    """Ask that a client whom one has identified gets back in, and return the recovery's number.

    Nothing happens before a second person confirms it. Raises NotAllowed, CannotRecover.
    """
    if viewer.staff_id is None or not viewer.may(Right.RECOVER_ACCOUNT):
        raise NotAllowed("recovery")
    level = level_on_record(client_id, viewer=viewer, now=origin.at)
    refusal = refusal_to_ask(
        level=level,
        outcome=outcome,
        already_open=Recovery.objects.filter(client_id=client_id, stopped_at=None, done_at=None).exists(),
        new_email=_free_address(new_email, user_id),
        postal_address=postal_address,
    )
    if refusal:
        raise CannotRecover(refusal)
    by_post, by_mail = outcome is RecoveryOutcome.SHEET_BY_POST, outcome is RecoveryOutcome.NEW_EMAIL
    asked = Recovery.objects.create(
        client_id=client_id,
        user_id=user_id,
        ground=ground_of(level),
        outcome=outcome,
        new_email=_free_address(new_email, user_id) if by_mail else "",
        postal_address=postal_address.strip() if by_post else "",
        asked_by_id=viewer.staff_id,
        asked_at=origin.at,
    )
    record(RecoveryAsked(client_id=client_id, recovery=asked.pk, ground=asked.ground, gets=outcome.value), origin)
    return asked.pk


@transaction.atomic
def confirm_recovery(*, viewer: Viewer, recovery_id: int, origin: Origin) -> datetime:
    """Confirm a recovery that somebody else asked for; return from when it can be finished.

    The client is told by every way we have, and can stop it until then. Raises NotAllowed, CannotRecover.
    """
    if viewer.staff_id is None or not viewer.may(Right.CONFIRM_RECOVERY):
        raise NotAllowed("recovery")
    policy = recovery_policy(timezone.localtime(origin.at).date())
    asked = _hold(recovery_id)
    refusal = refusal_to_confirm(state_of(asked), staff_id=viewer.staff_id, ends_after=policy.ends_after, now=origin.at)
    if refusal:
        raise CannotRecover(refusal)
    in_person = asked.ground == RecoveryGround.DOCUMENT
    ready_at = origin.at + (policy.wait_by_document if in_person else policy.wait_by_facts)
    asked.confirmed_by_id, asked.confirmed_at, asked.ready_at = viewer.staff_id, origin.at, ready_at
    asked.save(update_fields=["confirmed_by", "confirmed_at", "ready_at"])
    record(
        RecoveryConfirmed(
            client_id=asked.client_id,
            recovery=asked.pk,
            gets=asked.outcome,
            ready_on=timezone.localdate(ready_at),
        ),
        origin,
    )
    return ready_at


@transaction.atomic
def stop_recovery_by_link(*, token: str, origin: Origin) -> int:
    """Stop a recovery by the link that the client was sent, and return its number. Done twice, it is done once.

    Raises NotAllowed for a link that is not ours, CannotRecover where it is done already.
    """
    asked = _hold(recovery_of_token(token).recovery_id)
    _stop(asked, by_client=True, origin=origin)
    return asked.pk


@transaction.atomic
def stop_recovery(*, viewer: Viewer, recovery_id: int, origin: Origin) -> None:
    """Stop a recovery: the client in their account, or staff who may confirm it. Raises NotAllowed, CannotRecover."""
    asked = _hold(recovery_id)
    own = asked.client_id in viewer.own_clients
    if not (own or viewer.may(Right.CONFIRM_RECOVERY)):
        raise NotAllowed("recovery")
    _stop(asked, by_client=own, origin=origin)


@transaction.atomic
def finish_recovery(*, recovery_id: int, origin: Origin) -> Recovered:
    """Do what was asked for, once the wait is over; what opened the account before no longer does.

    A client without an account gets one: the caller links it. Raises CannotRecover, NotAllowed.
    """
    asked = _hold(recovery_id)
    refusal = refusal_to_finish(state_of(asked), now=origin.at)
    if refusal:
        raise CannotRecover(refusal)
    outcome = RecoveryOutcome(asked.outcome)
    user, is_new = asked.user, False
    if user is None:
        user, is_new = User.objects.create_user(None), True
    sheet = _open_again(user, outcome, asked.new_email, origin)
    if sheet and outcome is RecoveryOutcome.SHEET_BY_POST:
        body = sheet_letter(sheet.name, sheet.codes, language=user.language)
        queue_letter(client_id=asked.client_id, address=asked.postal_address, body=body, language=user.language,
                     origin=origin)  # fmt: skip
        sheet = None
    asked.user, asked.done_at, asked.new_email, asked.postal_address = user, origin.at, "", ""
    asked.save(update_fields=["user", "done_at", "new_email", "postal_address"])
    record(RecoveryDone(client_id=asked.client_id, recovery=asked.pk, gets=outcome.value), origin)
    return Recovered(asked.client_id, user.pk, is_new, sheet)


def recoveries_due(*, now: datetime) -> Iterable[int]:
    """Return the recoveries that can be finished by themselves now: by post and by e-mail."""
    due = Recovery.objects.filter(stopped_at=None, done_at=None, ready_at__lte=now)
    return list(due.exclude(outcome=RecoveryOutcome.SHEET_IN_HAND).order_by("id").values_list("pk", flat=True))


@transaction.atomic
def end_forgotten_recoveries(*, origin: Origin) -> list[int]:
    """End recoveries that nobody confirmed or collected for a long time, and return their numbers."""
    before = origin.at - recovery_policy(timezone.localtime(origin.at).date()).ends_after
    ended = []
    for asked in Recovery.objects.select_for_update().filter(stopped_at=None, done_at=None, asked_at__lte=before):
        _stop(asked, by_client=False, origin=origin)
        ended.append(asked.pk)
    return ended


def _open_again(user: User, outcome: RecoveryOutcome, new_email: str, origin: Origin) -> Sheet | None:
    """Take away all that opened the account before, and give it its new key."""
    Authenticator.objects.filter(user=user).delete()
    Pin.objects.filter(user=user).delete()
    Device.objects.filter(user=user, disowned_at=None).update(disowned_at=origin.at)
    for session in UserSession.objects.filter(user=user):
        session.end()
    if outcome is not RecoveryOutcome.NEW_EMAIL:
        return make_sheet(user_id=user.pk, origin=origin)
    end_sheet(user_id=user.pk, origin=origin)
    EmailAddress.objects.filter(user=user).delete()
    user.email = new_email
    user.save(update_fields=["email"])
    EmailAddress.objects.create(user=user, email=new_email, verified=True, primary=True)
    return None


def _stop(asked: Recovery, *, by_client: bool, origin: Origin) -> None:
    if asked.stopped_at is not None:
        return
    if asked.done_at is not None:
        raise CannotRecover(RecoveryRefusal.OVER)
    asked.stopped_at, asked.new_email, asked.postal_address = origin.at, "", ""
    asked.save(update_fields=["stopped_at", "new_email", "postal_address"])
    record(RecoveryStopped(client_id=asked.client_id, recovery=asked.pk, by_client=by_client), origin)


def _hold(recovery_id: int) -> Recovery:
    found = Recovery.objects.select_for_update(of=("self",)).filter(pk=recovery_id).first()
    if found is None:
        raise NotAllowed("recovery")
    return found


def _free_address(typed: str, user_id: int | None) -> str:
    """Return an e-mail address in small letters; empty for what is none, or is another account's."""
    email = typed.strip().lower()
    try:
        validate_email(email)
    except ValidationError:
        return ""
    taken = User.objects.filter(email__iexact=email).exclude(pk=user_id or 0).exists()
    return "" if taken else email
