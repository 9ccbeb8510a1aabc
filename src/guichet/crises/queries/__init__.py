"""What others may ask about crises."""

from guichet.crises.policy import training, triage
from guichet.crises.queries.leading import (
    Figures,
    LentFacts,
    LessonFacts,
    all_crises,
    figures_of,
    lent_to,
    lessons_of,
    one_crisis,
    passages_of,
)
from guichet.crises.queries.open_ones import CrisisFacts, any_open, crisis_at, open_crises
from guichet.crises.queries.working import (
    CaseFacts,
    FamilyFacts,
    FamilyLine,
    PassageFacts,
    Standing,
    family_of,
    may_work,
    my_crises,
    standing_in,
    waiting_families,
)
from guichet.identity.queries import NotAllowed

__all__ = [
    "CaseFacts",
    "CrisisFacts",
    "FamilyFacts",
    "FamilyLine",
    "Figures",
    "LentFacts",
    "LessonFacts",
    "NotAllowed",
    "PassageFacts",
    "Standing",
    "all_crises",
    "any_open",
    "crisis_at",
    "family_of",
    "figures_of",
    "lent_to",
    "lessons_of",
    "may_work",
    "my_crises",
    "one_crisis",
    "open_crises",
    "passages_of",
    "standing_in",
    "training",
    "triage",
    "waiting_families",
]
