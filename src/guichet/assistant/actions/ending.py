"""What ends a conversation or leads out of it: a verdict on a reply, a person, the end."""

from uuid import UUID

from django.db import transaction

from guichet.assistant.actions.whose import nobodys, own
from guichet.assistant.events import ConversationEnded, HandOverAnswered, HandOverMade, ReplyJudged
from guichet.assistant.models import Conversation, Turn
from guichet.assistant.rules import receipt_number, refusal_to_hand_over
from guichet.assistant.terms import HandOverRefusal, Helped, Outcome, Outreach
from guichet.identity.queries import NotAllowed
from guichet.identity.rules import Viewer
from guichet.identity.terms import Right
from guichet.journal.actions import Origin, record
from guichet.language.personal import personal_in
from guichet.worklists.actions import finish_task_about, open_task
from guichet.worklists.queries import due_for

HANDOVER = "handover"
# By when somebody who spoke of danger hears from a person: the row of this code, in the file of all tasks.
IN_DANGER = "handover_in_danger"
LONGEST_REACH = 120


class CannotHandOver(Exception):
    """A conversation is not handed over; `reason` says why."""

    def __init__(self, reason: HandOverRefusal) -> None:
        super().__init__(reason.value)
        self.reason = reason


@transaction.atomic
def judge(*, key: UUID, position: int, helped: Helped, viewer: Viewer, origin: Origin) -> None:
    """Note whether a reply helped; said again, the last word holds. Raises NotAllowed where there is no such reply."""
    turn = Turn.objects.select_for_update().filter(
        conversation__in=own(key, viewer), position=position, outcome=Outcome.ANSWERED
    ).first()  # fmt: skip
    if turn is None:
        raise NotAllowed("turn")
    if turn.helped != helped:
        turn.helped = helped
        turn.save(update_fields=["helped"])
        record(ReplyJudged(conversation=turn.conversation_id, turn=position, helped=helped.value), nobodys(origin))


@transaction.atomic
def hand_over(*, key: UUID, reach: str, viewer: Viewer, origin: Origin) -> str:
    """Give a conversation to a person, with all that was said; return the number of the receipt.

    `reach` is an e-mail address or a telephone number: who is signed in is reached as their file says, and need give
    none. Handed over twice, it is handed over once. Raises CannotHandOver.
    """
    found = own(key, viewer).select_for_update().first()
    if found is None or found.forgotten_at:
        raise CannotHandOver(HandOverRefusal.OVER)
    if found.handed_at:
        return receipt_number(found.pk)
    reach = " ".join(reach.split())[:LONGEST_REACH]
    can_be_reached = found.client_id is not None or bool(personal_in(reach))
    refusal = refusal_to_hand_over(
        is_over=found.ended_at is not None, turns=found.turns.count(), can_be_reached=can_be_reached
    )
    if refusal:
        raise CannotHandOver(refusal)
    outcomes = list(found.turns.order_by("-position").values_list("outcome", flat=True))
    # Danger that was spoken of stays what this is about, whatever was said after it.
    in_danger = Outcome.DANGER in outcomes
    about = Outcome.DANGER if in_danger else Outcome(outcomes[0]) if outcomes else Outcome.UNANSWERED
    facts = {"language": found.language, "outcome": about.value}
    if found.subject:
        facts["article"] = found.subject
    task = open_task(
        kind=HANDOVER,
        subject=f"conversation:{found.pk}",
        client_id=found.client_id,
        due_at=due_for(IN_DANGER if in_danger else HANDOVER, at=origin.at),
        facts=facts,
        origin=origin,
    )
    found.handed_at, found.task_id, found.reach, found.contained = origin.at, task, reach, False
    found.save(update_fields=["handed_at", "task_id", "reach", "contained"])
    record(HandOverMade(client_id=found.client_id, conversation=found.pk, task=task), origin)
    return receipt_number(found.pk)


@transaction.atomic
def see_to(*, conversation_id: int, outcome: Outreach, viewer: Viewer, origin: Origin) -> None:
    """Note what came of a conversation that was handed over. Raises NotAllowed, and CannotDoTask with the reason."""
    found = Conversation.objects.select_for_update().filter(pk=conversation_id, handed_at__isnull=False).first()
    if found is None or viewer.staff_id is None or not viewer.may(Right.CLIENT_FILES):
        raise NotAllowed(f"conversation:{conversation_id}")
    subject = f"conversation:{found.pk}"
    if not finish_task_about(kind=HANDOVER, subject=subject, viewer=viewer, outcome=outcome.value, origin=origin):
        return
    found.outreach = outcome
    found.save(update_fields=["outreach"])
    record(HandOverAnswered(client_id=found.client_id, conversation=found.pk, outcome=outcome.value), origin)


@transaction.atomic
def end(*, key: UUID, viewer: Viewer, origin: Origin) -> None:
    """End a conversation, so that the next message begins a new one. Ended twice, it is ended once."""
    found = own(key, viewer).select_for_update().filter(ended_at=None).first()
    if found is None:
        return
    found.ended_at = origin.at
    found.save(update_fields=["ended_at"])
    record(ConversationEnded(conversation=found.pk), nobodys(origin))
