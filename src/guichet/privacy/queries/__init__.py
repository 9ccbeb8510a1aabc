"""What others may ask about privacy: what is held and why, copies, and corrections."""

from guichet.privacy.queries.copies import CopyFacts, HeldFacts, copies_of, what_is_held
from guichet.privacy.queries.corrections import (
    CorrectionFacts,
    ReceiverFacts,
    correction,
    corrections_of,
    notations,
)

__all__ = [
    "CopyFacts",
    "CorrectionFacts",
    "HeldFacts",
    "ReceiverFacts",
    "copies_of",
    "correction",
    "corrections_of",
    "notations",
    "what_is_held",
]
