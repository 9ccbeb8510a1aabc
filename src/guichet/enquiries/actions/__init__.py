"""What may be done about contacts and enquiries."""

from guichet.enquiries.actions.asking import LONGEST, CannotAsk, ask
from guichet.enquiries.actions.joining import join_enquiries, part_enquiries, split_contact
from guichet.enquiries.actions.mailing import Mailed, receive_mail
from guichet.enquiries.actions.opening import TASK
from guichet.enquiries.actions.receiving import Receipt, receive
from guichet.enquiries.actions.scanning import NotClean, OpenedFile, open_file, scan_held
from guichet.enquiries.actions.suggesting import suggest_alike, tell_apart
from guichet.enquiries.actions.working import (
    LONGEST_ANSWER,
    CannotWork,
    answer_enquiry,
    ask_back,
    resume_enquiry,
    set_aside,
)

__all__ = [
    "LONGEST",
    "LONGEST_ANSWER",
    "TASK",
    "CannotAsk",
    "CannotWork",
    "Mailed",
    "NotClean",
    "OpenedFile",
    "Receipt",
    "answer_enquiry",
    "ask",
    "ask_back",
    "join_enquiries",
    "open_file",
    "part_enquiries",
    "receive",
    "receive_mail",
    "resume_enquiry",
    "scan_held",
    "set_aside",
    "split_contact",
    "suggest_alike",
    "tell_apart",
]
