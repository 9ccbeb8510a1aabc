"""What may be done about notices: queue them, note what became of their messages, note that they were opened."""

from guichet.notices.actions.helping import tell_those_who_help
from guichet.notices.actions.opening import mark_opened
from guichet.notices.actions.queueing import NobodyToTell, queue_notices
from guichet.notices.actions.reporting import note_report

__all__ = ["NobodyToTell", "mark_opened", "note_report", "queue_notices", "tell_those_who_help"]
