"""Worked cases of each rule: how a row of words is read, decided and explained."""

from guichet.assessment.cases.biometrics import BIOMETRICS_RULE
from guichet.assessment.cases.citizenship import PRESENCE_RULE
from guichet.assessment.cases.completeness import COMPLETENESS_RULE
from guichet.assessment.cases.conditions import CONDITIONS_RULE
from guichet.assessment.cases.descent import DESCENT_RULE
from guichet.assessment.cases.levels import LEVELS_RULE
from guichet.assessment.cases.medical import MEDICAL_RULE
from guichet.assessment.cases.money import FUNDS_RULE, INCOME_RULE
from guichet.assessment.cases.obligation import OBLIGATION_RULE
from guichet.assessment.cases.ranking import RANKING_RULE
from guichet.assessment.cases.skilled import SKILLED_RULE
from guichet.assessment.cases.stay import STAY_RULE
from guichet.assessment.cases.travel import TRAVEL_RULE
from guichet.assessment.cases.undertaking import UNDERTAKING_RULE
from guichet.foundation.worked import Rule

CASE_RULES: tuple[Rule, ...] = (
    PRESENCE_RULE,
    CONDITIONS_RULE,
    DESCENT_RULE,
    OBLIGATION_RULE,
    RANKING_RULE,
    SKILLED_RULE,
    LEVELS_RULE,
    TRAVEL_RULE,
    BIOMETRICS_RULE,
    FUNDS_RULE,
    INCOME_RULE,
    UNDERTAKING_RULE,
    STAY_RULE,
    MEDICAL_RULE,
    COMPLETENESS_RULE,
)
