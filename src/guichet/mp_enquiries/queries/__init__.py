"""What others may ask about members’ offices and what they ask. Whoever asks says who they are."""

from guichet.mp_enquiries.policy import clock_of, limits, reasons, urgent_reasons
from guichet.mp_enquiries.queries.enquiries import (
    MpEnquiryFacts,
    WordsFacts,
    enquiries_about,
    enquiries_of_office,
    enquiry_for_constituent,
    enquiry_for_office,
    enquiry_for_staff,
    free_slots,
    open_enquiries_about,
    party_of,
)
from guichet.mp_enquiries.queries.offices import (
    OfficeFacts,
    WorkerFacts,
    all_offices,
    all_ridings,
    constituents_of_office,
    office_of,
    office_parties,
    themes_of,
)

__all__ = [
    "MpEnquiryFacts",
    "OfficeFacts",
    "WordsFacts",
    "WorkerFacts",
    "all_offices",
    "all_ridings",
    "clock_of",
    "constituents_of_office",
    "enquiries_about",
    "enquiries_of_office",
    "enquiry_for_constituent",
    "enquiry_for_office",
    "enquiry_for_staff",
    "free_slots",
    "limits",
    "office_of",
    "office_parties",
    "open_enquiries_about",
    "party_of",
    "reasons",
    "themes_of",
    "urgent_reasons",
]
