"""What is decided about contacts and enquiries. Pure."""

from guichet.enquiries.rules.clock import Promise, business_days_to_go, due
from guichet.enquiries.rules.incoming import Incoming, IncomingFile, Sender, asked_at, named
from guichet.enquiries.rules.joining import STILL_OPEN, Candidate, Joining, joining
from guichet.enquiries.rules.numbers import reference_of, rows_in
from guichet.enquiries.rules.sorting import Sorting, sorting

__all__ = [
    "STILL_OPEN",
    "Candidate",
    "Incoming",
    "IncomingFile",
    "Joining",
    "Promise",
    "Sender",
    "Sorting",
    "asked_at",
    "business_days_to_go",
    "due",
    "joining",
    "named",
    "reference_of",
    "rows_in",
    "sorting",
]
