"""What may be done about contacts and enquiries."""

from guichet.enquiries.actions.asking import LONGEST, CannotAsk, ask
from guichet.enquiries.actions.opening import TASK
from guichet.enquiries.actions.receiving import Receipt, receive

__all__ = ["LONGEST", "TASK", "CannotAsk", "Receipt", "ask", "receive"]
