"""What others may ask about oversight."""

from guichet.oversight.queries.openings import (
    BrokenGlassFacts,
    ProtectionFacts,
    barrier_for,
    broken_glasses,
    protections,
)
from guichet.oversight.queries.questions import QuestionFacts, look_questions, questions_about
from guichet.oversight.queries.unusual import UnusualFacts, unusual_looking

__all__ = [
    "BrokenGlassFacts",
    "ProtectionFacts",
    "QuestionFacts",
    "UnusualFacts",
    "barrier_for",
    "broken_glasses",
    "look_questions",
    "protections",
    "questions_about",
    "unusual_looking",
]
