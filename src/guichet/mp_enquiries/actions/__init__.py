"""What may be done about members’ offices and what they ask: one verb, one transaction, one event."""

from guichet.mp_enquiries.actions.asking import (
    add_words,
    ask_about_file,
    ask_for_consent,
    withdraw_enquiry,
)
from guichet.mp_enquiries.actions.offices import (
    CannotOffice,
    NewOffice,
    add_worker,
    close_member_office,
    open_member_office,
    remove_worker,
    set_runs_it,
)
from guichet.mp_enquiries.actions.working import (
    TASK,
    CannotWork,
    Texts,
    answer_office,
    ask_office_back,
    stop_without_consent,
)

__all__ = [
    "TASK",
    "CannotOffice",
    "CannotWork",
    "NewOffice",
    "Texts",
    "add_words",
    "add_worker",
    "answer_office",
    "ask_about_file",
    "ask_for_consent",
    "ask_office_back",
    "close_member_office",
    "open_member_office",
    "remove_worker",
    "set_runs_it",
    "stop_without_consent",
    "withdraw_enquiry",
]
