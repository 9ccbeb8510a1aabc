"""What may be done about contacts and enquiries."""

from guichet.enquiries.actions.addressed import addressed_to
from guichet.enquiries.actions.asking import LONGEST, CannotAsk, ask
from guichet.enquiries.actions.joining import join_enquiries, part_enquiries, split_contact
from guichet.enquiries.actions.mailing import Mailed, receive_mail
from guichet.enquiries.actions.opening import TASK
from guichet.enquiries.actions.polling import Polled, poll
from guichet.enquiries.actions.receiving import Receipt, receive
from guichet.enquiries.actions.returning import RETURNED
from guichet.enquiries.actions.scanning import NotClean, OpenedFile, open_file, scan_held
from guichet.enquiries.actions.sending import (
    LONGEST_REASON,
    Confirmed,
    send_due,
    stop_outdated,
    take_back,
    write_answer,
)
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
    "LONGEST_REASON",
    "RETURNED",
    "TASK",
    "CannotAsk",
    "CannotWork",
    "Confirmed",
    "Mailed",
    "NotClean",
    "OpenedFile",
    "Polled",
    "Receipt",
    "addressed_to",
    "answer_enquiry",
    "ask",
    "ask_back",
    "join_enquiries",
    "open_file",
    "part_enquiries",
    "poll",
    "receive",
    "receive_mail",
    "resume_enquiry",
    "scan_held",
    "send_due",
    "set_aside",
    "split_contact",
    "stop_outdated",
    "suggest_alike",
    "take_back",
    "tell_apart",
    "write_answer",
]
