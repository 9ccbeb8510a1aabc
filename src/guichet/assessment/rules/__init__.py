"""What is worked out for people. Pure."""

from guichet.assessment.rules.citizenship import Presence, PresenceCase, PresenceLaw, WhatIf, presence, what_if
from guichet.assessment.rules.days import Backwards, Stay, Trip, years_after, years_before
from guichet.assessment.rules.levels import Ability, Levels, TestTable, levels_of
from guichet.assessment.rules.obligation import Obligation, ObligationCase, ObligationLaw, obligation
from guichet.assessment.rules.points import Band, Factor, level_of
from guichet.assessment.rules.ranking import Grid, Profile, Ranking, Spouse, is_scored_with_spouse, ranking
from guichet.assessment.rules.skilled import Selection, SkilledLaw, Worker, selection
from guichet.assessment.rules.why import Days, Dollars, Step

__all__ = [
    "Ability",
    "Backwards",
    "Band",
    "Days",
    "Dollars",
    "Factor",
    "Grid",
    "Levels",
    "Obligation",
    "ObligationCase",
    "ObligationLaw",
    "Presence",
    "PresenceCase",
    "PresenceLaw",
    "Profile",
    "Ranking",
    "Selection",
    "SkilledLaw",
    "Spouse",
    "Stay",
    "Step",
    "TestTable",
    "Trip",
    "WhatIf",
    "Worker",
    "is_scored_with_spouse",
    "level_of",
    "levels_of",
    "obligation",
    "presence",
    "ranking",
    "selection",
    "what_if",
    "years_after",
    "years_before",
]
