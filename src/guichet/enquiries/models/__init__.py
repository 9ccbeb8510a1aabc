"""Contacts, what came with them, the questions behind them, and what we said."""

from guichet.enquiries.models.coding import Coding
from guichet.enquiries.models.contacts import Asker, Attachment, Contact, RawMessage, SentCount
from guichet.enquiries.models.enquiries import Enquiry, Joined, Link, Pause, Suggestion
from guichet.enquiries.models.outgoing import Outgoing
from guichet.enquiries.models.polling import PollPlace
from guichet.enquiries.models.reading import Correction, Reading
from guichet.enquiries.models.returning import Returned
from guichet.enquiries.models.saying import Answer, Message
from guichet.enquiries.models.scanning import Scan
from guichet.enquiries.models.social import PublicReply
from guichet.enquiries.models.twins import Alike, Repeat

__all__ = [
    "Alike", "Answer", "Asker", "Attachment", "Coding", "Contact", "Correction", "Enquiry", "Joined", "Link",
    "Message", "Outgoing", "Pause", "PollPlace", "PublicReply", "RawMessage", "Reading", "Repeat", "Returned", "Scan",
    "SentCount", "Suggestion",
]  # fmt: skip
