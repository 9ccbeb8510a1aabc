"""Taking in texts: STOP is obeyed at once, a question that a machine can answer is answered, the rest a person reads.

Answers disclose nothing personal, and go to the number that the text came from, whoever wrote: a sender can be forged,
and then the one whose number it is wonders, and learns nothing.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import uuid4
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import IntegrityError, transaction

from guichet.clients.queries import numbers_in_use
from guichet.clients.reach import clients_at_number, reach_of
from guichet.foundation.languages import Language
from guichet.identity.queries import NotAllowed
from guichet.identity.rules import Viewer
from guichet.journal.actions import Origin, record
from guichet.notices.actions.owning import TEXT_ANSWER, end_task, subject_of
from guichet.notices.actions.reaching import defer_sending, media_on_offer
from guichet.notices.actions.reporting import fail
from guichet.notices.events import TextRead, TextReceived, TextsResumed, TextsStopped
from guichet.notices.models import Delivery, Notice, ReceivedText, TextStop
from guichet.notices.policy import Assurance, assurance
from guichet.notices.rules import Asked, answer_to, asked_in
from guichet.notices.terms import Answer, DeliveryStatus, Fault, Medium
from guichet.worklists.actions import open_task
from guichet.worklists.queries import due_for

# Longer than ten texts in one; what comes after it is not kept.
LONGEST_WORDS = 1600
READ = "READ"
HasSomethingToDo = Callable[[frozenset[int]], bool]


@transaction.atomic
def receive_text(
    *, provider_reference: str, number: str, words: str, to_do: HasSomethingToDo, origin: Origin
) -> Answer | None:
    """Take in a text that somebody sent to us, and return what is answered; None for silence.

    Told twice of by the provider, it is taken in once. `number` is in E.164. `to_do` says whether any of some clients
    must do something: the files know, and they stand above this room.
    """
    clients = clients_at_number(number)
    client_id = next(iter(clients)) if len(clients) == 1 else None
    text = _keep(provider_reference, number, client_id, origin.at)
    if text is None:
        return None
    asked, language = asked_in(words)
    promised = assurance(origin.at.astimezone(ZoneInfo(settings.TIME_ZONE)).date())
    is_stopped = TextStop.objects.filter(number=number, resumed_at=None).exists()
    answer = answer_to(
        asked,
        is_known=bool(clients),
        is_stopped=is_stopped,
        has_news=asked is Asked.STATUS and (_is_unopened(clients) or to_do(clients)),
        too_many=_too_many(number, promised, origin.at),
    )
    if asked is Asked.STOP and not is_stopped:
        _stop(number, clients, origin)
    elif asked is Asked.START and is_stopped:
        _resume(number, clients, origin)
    elif asked is Asked.OTHER and clients:
        _pass_on(text, words, clients, origin)
    if answer:
        text.answered = answer
        text.save(update_fields=["answered"])
        _answer(number, client_id, answer, language or _language_of(clients), origin.at)
    return answer


@transaction.atomic
def resume_texts(*, point_id: int, viewer: Viewer, origin: Origin) -> bool:
    """Send texts to a number again that had answered STOP, since its owner asks for it; return whether it had.

    Raises NotAllowed unless it is a number in use of the viewer's own, and they have shown that it is theirs.
    """
    own = next((one for one in numbers_in_use(viewer=viewer) if one.point_id == point_id), None)
    if own is None or not own.is_confirmed:
        raise NotAllowed(f"number:{point_id}")
    if not TextStop.objects.select_for_update().filter(number=own.value, resumed_at=None).exists():
        return False
    _resume(own.value, frozenset({own.client_id}), origin, in_account=True)
    return True


@transaction.atomic
def note_text_read(*, text_id: int, viewer: Viewer, origin: Origin) -> bool:
    """Note that a member of staff read a text and saw to it; its words are forgotten. Raises NotAllowed.

    Return whether there was something to read. Raises CannotDoTask where a colleague has taken the task.
    """
    text = ReceivedText.objects.select_for_update().filter(pk=text_id).first()
    if text is None or text.client_id is None or viewer.staff_id is None or not viewer.may_see_client(text.client_id):
        raise NotAllowed(f"text:{text_id}")
    if not text.words:
        return False
    text.words = ""
    text.save(update_fields=["words"])
    record(TextRead(client_id=text.client_id, text=text.pk), origin)
    if not has_unread_words(text.client_id):
        end_task(TEXT_ANSWER, text.client_id, outcome=READ, viewer=viewer, origin=origin)
    return True


def has_unread_words(client_id: int) -> bool:
    """Return whether a person has yet to read a text of this client."""
    return ReceivedText.objects.filter(client_id=client_id).exclude(words="").exists()


def _keep(reference: str, number: str, client_id: int | None, at: datetime) -> ReceivedText | None:
    try:
        with transaction.atomic():
            return ReceivedText.objects.create(
                provider_reference=reference, number=number, client_id=client_id, received_at=at
            )
    except IntegrityError:
        return None


def _too_many(number: str, promised: Assurance, at: datetime) -> bool:
    answered = ReceivedText.objects.filter(number=number).exclude(answered="")
    return (
        answered.filter(received_at__gt=at - timedelta(hours=1)).count() >= promised.answers_an_hour
        or answered.filter(received_at__gt=at - timedelta(days=1)).count() >= promised.answers_a_day
    )


def _is_unopened(clients: frozenset[int]) -> bool:
    return Notice.objects.filter(client_id__in=clients, opened_at=None).exists()


def _stop(number: str, clients: frozenset[int], origin: Origin) -> None:
    """Send no more texts to this number: not even those that wait, whose news go another way."""
    TextStop.objects.get_or_create(number=number, resumed_at=None, defaults={"stopped_at": origin.at})
    waiting = Delivery.objects.select_for_update().filter(
        medium=Medium.TEXT, address=number, status=DeliveryStatus.QUEUED, says=""
    )
    for delivery in waiting.order_by("id"):
        fail(delivery, Fault.NOT_WANTED, origin)
    for client_id in sorted(clients):
        record(TextsStopped(client_id=client_id), origin)


def _resume(number: str, clients: frozenset[int], origin: Origin, *, in_account: bool = False) -> None:
    TextStop.objects.filter(number=number, resumed_at=None).update(resumed_at=origin.at)
    for client_id in sorted(clients):
        record(TextsResumed(client_id=client_id, in_account=in_account), origin)


def _pass_on(text: ReceivedText, words: str, clients: frozenset[int], origin: Origin) -> None:
    """Have a person read what a machine cannot answer. Of a number that several share, whoever reads it asks whose."""
    text.words = words.replace("\0", "")[:LONGEST_WORDS]
    text.client_id = text.client_id or min(clients)
    text.save(update_fields=["words", "client"])
    record(TextReceived(client_id=text.client_id, text=text.pk), origin)
    open_task(
        kind=TEXT_ANSWER,
        subject=subject_of(text.client_id),
        client_id=text.client_id,
        due_at=due_for(TEXT_ANSWER, at=origin.at),
        origin=origin,
    )


def _answer(number: str, client_id: int | None, answer: Answer, language: Language, at: datetime) -> None:
    if Medium.TEXT not in media_on_offer():
        return
    Delivery.objects.create(
        client_id=client_id,
        medium=Medium.TEXT,
        address=number,
        language=language,
        says=answer,
        reference=str(uuid4()),
        queued_at=at,
        next_try_at=at,
    )
    defer_sending(Medium.TEXT)


def _language_of(clients: frozenset[int]) -> Language:

    languages = {one.language for one in reach_of(clients).values()}
    return languages.pop() if len(languages) == 1 else Language.EN
