"""What may be done about notices: queue them, note what became of their messages, note that they were opened."""

from guichet.notices.actions.opening import mark_opened
from guichet.notices.actions.queueing import NobodyToTell, queue_notices
from guichet.notices.actions.reporting import note_report
from guichet.notices.actions.stopping import stop_messages

__all__ = ["NobodyToTell", "mark_opened", "note_report", "queue_notices", "stop_messages"]
