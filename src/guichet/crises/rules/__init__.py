"""What is decided about crises. Pure."""

from guichet.crises.rules.opening import Plan, faults_of_plan
from guichet.crises.rules.roster import Part, has_learnt, refusal_to_lend, refusal_to_work
from guichet.crises.rules.triage import Limits, Option, Question, Risk, highest, risk_of

__all__ = [
    "Limits",
    "Option",
    "Part",
    "Plan",
    "Question",
    "Risk",
    "faults_of_plan",
    "has_learnt",
    "highest",
    "refusal_to_lend",
    "refusal_to_work",
    "risk_of",
]
