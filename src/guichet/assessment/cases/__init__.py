"""Worked cases of each rule: how a row of words is read, decided and explained."""

from guichet.assessment.cases.citizenship import PRESENCE_RULE
from guichet.assessment.cases.obligation import OBLIGATION_RULE
from guichet.foundation.worked import Rule

CASE_RULES: tuple[Rule, ...] = (PRESENCE_RULE, OBLIGATION_RULE)
