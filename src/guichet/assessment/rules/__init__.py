"""What is worked out for people. Pure."""

from guichet.assessment.rules.citizenship import Presence, PresenceCase, PresenceLaw, WhatIf, presence, what_if
from guichet.assessment.rules.days import Backwards, Stay, Trip, years_after, years_before
from guichet.assessment.rules.obligation import Obligation, ObligationCase, ObligationLaw, obligation
from guichet.assessment.rules.why import Days, Dollars, Step

__all__ = [
    "Backwards",
    "Days",
    "Dollars",
    "Obligation",
    "ObligationCase",
    "ObligationLaw",
    "Presence",
    "PresenceCase",
    "PresenceLaw",
    "Stay",
    "Step",
    "Trip",
    "WhatIf",
    "obligation",
    "presence",
    "what_if",
    "years_after",
    "years_before",
]
