"""Asking: a message is understood, answered and kept."""

import logging
import re
from collections.abc import Callable, Collection
from dataclasses import replace
from datetime import date
from uuid import UUID, uuid4

from django.db import transaction
from django.utils import timezone

from guichet.assistant.actions.whose import nobodys, own
from guichet.assistant.events import QuestionAnswered, QuestionUnanswered
from guichet.assistant.gateways import NotUnderstood, SecondReader, knows, own_files, second_reader
from guichet.assistant.models import AskCount, Conversation, Turn
from guichet.assistant.policy import Limits, limits, phrases
from guichet.assistant.rules import (
    UNSURE,
    Cited,
    Knows,
    Piece,
    Reply,
    State,
    articles_in,
    as_data,
    as_said,
    asked_before,
    chosen,
    cited_in,
    from_data,
    message_for,
    read,
    refusal_to_ask,
    reply_to,
    surer,
)
from guichet.assistant.terms import AskRefusal, Outcome
from guichet.foundation.counting import count_from
from guichet.foundation.languages import Language
from guichet.foundation.typed import readable
from guichet.identity.rules import Viewer
from guichet.identity.terms import Right
from guichet.journal.actions import Origin, record
from guichet.journal.events import Event
from guichet.knowledge.queries import published
from guichet.language.detection import language_of
from guichet.language.personal import masked, without_marks

# So many messages back is looked for what a message leans on.
MOST_REMEMBERED = 8
log = logging.getLogger(__name__)

Knowing = Callable[[Language, date], Knows]


class CannotAsk(Exception):
    """A message is not taken; `reason` says why."""

    def __init__(self, reason: AskRefusal) -> None:
        super().__init__(reason.value)
        self.reason = reason


def ask(
    *,
    key: UUID | None,
    text: str,
    language: Language,
    viewer: Viewer,
    network: str,
    origin: Origin,
    ours: Collection[str] = (),
    knowing: Knowing = knows,
    reader: SecondReader | None = None,
) -> UUID:
    """Answer a message, and return the key of the conversation: a new one where `key` names none that goes on.

    What is personal is taken out before anything is kept; `ours` are the department’s own numbers and addresses;
    `reader` is the second reader, that of the settings where none is given. Raises CannotAsk.
    """
    on = timezone.localtime(origin.at).date()
    rules = limits(on)
    text = readable(text)
    found = _going_on(key, viewer, rules, origin)
    asked = _asked(_place(found, viewer), network, rules, origin)
    # Counted whether it is taken or not: what is refused costs too.
    if refusal := refusal_to_ask(text, is_over=False, asked=asked, allowed=rules.per_hour):
        raise CannotAsk(refusal)
    kept = masked(text, ours=ours)
    # Finding takes its time: outside the transaction, so that no row waits for it.
    reply = _reply(text, kept, found, language, viewer, origin, rules, knowing, reader or second_reader())
    return _kept(found, kept, language, reply, viewer, origin, on)


def choose(
    *, key: UUID, article: str, language: Language, viewer: Viewer, origin: Origin, knowing: Knowing = knows
) -> UUID:
    """Answer with one of the articles that were offered last; another one is not taken. Raises CannotAsk."""
    on = timezone.localtime(origin.at).date()
    found = _going_on(key, viewer, limits(on), origin)
    last = found.turns.order_by("-position").first() if found else None
    if found is None or last is None or article not in articles_in(from_data(last.reply)):
        raise CannotAsk(AskRefusal.OVER)
    known = knowing(language, on)
    state = _state(found, "", language, viewer, origin, limits(on))
    return _kept(found, known.title(article), language, chosen(article, state, known), viewer, origin, on)


def _going_on(key: UUID | None, viewer: Viewer, rules: Limits, origin: Origin) -> Conversation | None:
    """Return the conversation that a message goes on with; None where it begins a new one."""
    if key is None:
        return None
    return own(key, viewer).filter(ended_at=None, last_at__gte=origin.at - rules.rest).first()


def _place(found: Conversation | None, viewer: Viewer) -> str:
    if viewer.user_id is not None:
        return f"user:{viewer.user_id}"
    return f"visit:{found.key}" if found else ""


def _asked(place: str, network: str, rules: Limits, origin: Origin) -> int:
    """Count a message, and return how many this visitor sent in this hour; as many as there may be where their whole
    network sent too many."""
    hour = origin.at.replace(minute=0, second=0, microsecond=0)
    mine = count_from(place, AskCount, amount="asked", hour=hour) if place else 0
    shared = count_from(f"network:{network}", AskCount, amount="asked", hour=hour) if network else 0
    return rules.per_hour if shared > rules.network_per_hour else max(mine - 1, 0)


def _reply(
    text: str,
    kept: str,
    found: Conversation | None,
    language: Language,
    viewer: Viewer,
    origin: Origin,
    rules: Limits,
    knowing: Knowing,
    reader: SecondReader | None,
) -> Reply:
    on = timezone.localtime(origin.at).date()
    words = without_marks(kept)
    written = language_of(words, otherwise=language)
    said = read(words, phrases(on), other_language=written.language is None)
    state = replace(
        _state(found, text, language, viewer, origin, rules),
        other_language="" if written.language else written.code,
        removed=kept != text.translate(str.maketrans("⟦⟧", "[]")),
    )
    known = knowing(language, on)
    reply = reply_to(said, state, known)
    if reader is None or reply.outcome not in UNSURE:
        return reply
    before = [state.asked] if state.asked else []
    told = message_for(words, before, written.language or language, known=phrases(on).words | known.words())
    try:
        asked = as_said(reader.understand(told), phrases(on))
    except NotUnderstood as why:
        log.info("the second reader was of no help: %s", why.reason)
        return reply
    return surer(reply, reply_to(asked, replace(state, asked=""), known)) if asked else reply


def _state(
    found: Conversation | None, text: str, language: Language, viewer: Viewer, origin: Origin, rules: Limits
) -> State:
    files = own_files(viewer, language, origin)
    typed = re.sub(r"[\W_]", "", text).upper()
    before = (
        [without_marks(one) for one in found.turns.order_by("position").values_list("said", flat=True)] if found else []
    )
    return State(
        subject=found.subject if found else "",
        asked=asked_before(before[-MOST_REMEMBERED:], phrases(timezone.localtime(origin.at).date())),
        is_signed_in=viewer.may(Right.OWN_FILES),
        has_files=bool(files),
        # Only among one’s own files: whether another number exists is told to nobody.
        number=next((file.number for file in files if file.number in typed), ""),
        offer_from=rules.offer_from,
    )


@transaction.atomic
def _kept(
    found: Conversation | None,
    said: str,
    language: Language,
    reply: Reply,
    viewer: Viewer,
    origin: Origin,
    on: date,
) -> UUID:
    """Keep a message and its reply, and note what became of it."""
    talk = Conversation.objects.select_for_update().get(pk=found.pk) if found else _begun(language, origin)
    if talk.user_id is None and viewer.user_id is not None and viewer.staff_id is None:
        # From here on it may hold what is theirs: nobody else goes on with it.
        talk.user_id, talk.client_id = viewer.user_id, _client(viewer)
    position = talk.turns.count() + 1
    pieces = [_with_version(piece, on) for piece in reply.pieces]
    cited = cited_in(reply.pieces)
    Turn.objects.create(
        conversation=talk,
        position=position,
        asked_at=origin.at,
        language=language,
        said=said,
        reply=as_data(pieces),
        outcome=reply.outcome,
        article=cited[0] if cited else "",
        confidence=reply.confidence,
    )
    talk.subject, talk.last_at, talk.language = reply.subject, origin.at, language
    talk.save(update_fields=["subject", "last_at", "language", "user_id", "client_id"])
    if event := _event(talk.pk, reply, cited, language):
        record(event, nobodys(origin))
    return talk.key


def _begun(language: Language, origin: Origin) -> Conversation:
    return Conversation.objects.create(key=uuid4(), language=language, begun_at=origin.at, last_at=origin.at)


def _client(viewer: Viewer) -> int | None:
    """Return whose conversation it is, where the account is one person’s."""
    people = {viewer.everyone_of(one)[0] for one in viewer.own_clients}
    return people.pop() if len(people) == 1 else None


def _with_version(piece: Piece, on: date) -> Piece:
    if not isinstance(piece, Cited):
        return piece
    shown = published(piece.article, on=on)
    return replace(piece, version=shown.number if shown else 0)


def _event(conversation: int, reply: Reply, cited: tuple[str, ...], language: Language) -> Event | None:
    if reply.outcome is Outcome.ANSWERED:
        return QuestionAnswered(conversation=conversation, articles=cited, in_language=language.value)
    if reply.outcome in {Outcome.UNANSWERED, Outcome.UNSURE}:
        return QuestionUnanswered(conversation=conversation, outcome=reply.outcome, in_language=language.value)
    return None
