"""What may be done about notices: queue them, note what became of their messages, note that they were opened."""

from guichet.notices.actions.codes import CodeNotSent, text_code
from guichet.notices.actions.everywhere import queue_everywhere
from guichet.notices.actions.helping import tell_those_who_help
from guichet.notices.actions.opening import mark_opened
from guichet.notices.actions.queueing import NobodyToTell, queue_notices
from guichet.notices.actions.reporting import note_report
from guichet.notices.actions.stopping import stop_messages

__all__ = [
    "CodeNotSent",
    "NobodyToTell",
    "mark_opened",
    "note_report",
    "queue_everywhere",
    "queue_notices",
    "stop_messages",
    "tell_those_who_help",
    "text_code",
]
