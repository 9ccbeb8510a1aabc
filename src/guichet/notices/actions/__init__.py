"""What may be done about notices: queue them, note what became of their messages, note that they were opened."""

from guichet.notices.actions.bouncing import note_bounce
from guichet.notices.actions.codes import CodeNotSent, text_code
from guichet.notices.actions.everywhere import queue_everywhere
from guichet.notices.actions.helping import tell_parties, tell_those_who_help
from guichet.notices.actions.opening import mark_opened
from guichet.notices.actions.owning import TEXT_ANSWER, UNDELIVERED
from guichet.notices.actions.queueing import NobodyToTell, queue_notices
from guichet.notices.actions.reporting import note_report
from guichet.notices.actions.seeing_to import give_up, note_returned_letter, note_told_in_person, try_again
from guichet.notices.actions.stopping import stop_messages
from guichet.notices.actions.texting import READ, note_text_read, receive_text, resume_texts

__all__ = [
    "READ",
    "TEXT_ANSWER",
    "UNDELIVERED",
    "CodeNotSent",
    "NobodyToTell",
    "give_up",
    "mark_opened",
    "note_bounce",
    "note_report",
    "note_returned_letter",
    "note_text_read",
    "note_told_in_person",
    "queue_everywhere",
    "queue_notices",
    "receive_text",
    "resume_texts",
    "stop_messages",
    "tell_parties",
    "tell_those_who_help",
    "text_code",
    "try_again",
]
