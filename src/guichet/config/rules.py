"""The rules that worked cases can be held against: the whole of them, on one page."""

from guichet.assessment.cases import CASE_RULES
from guichet.clients.rules.authority_cases import CONSENT_RULE
from guichet.foundation.worked import Rule
from guichet.plans.cases import FINDER_RULE

RULES: dict[str, Rule] = {rule.name: rule for rule in (CONSENT_RULE, *CASE_RULES, FINDER_RULE)}
