"""Contacts, what came with them, the questions behind them, and what we said."""

from guichet.enquiries.models.contacts import Asker, Attachment, Contact, RawMessage, SentCount
from guichet.enquiries.models.enquiries import Enquiry, Joined, Link, Pause, Suggestion
from guichet.enquiries.models.saying import Answer, Message
from guichet.enquiries.models.scanning import Scan
from guichet.enquiries.models.twins import Alike, Repeat

__all__ = [
    "Alike", "Answer", "Asker", "Attachment", "Contact", "Enquiry", "Joined", "Link", "Message", "Pause", "RawMessage",
    "Repeat", "Scan", "SentCount", "Suggestion",
]  # fmt: skip
