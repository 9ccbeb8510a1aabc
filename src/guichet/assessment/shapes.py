"""Which files the numbers and tables are read from, and what a record of each may say."""

from pathlib import Path
from typing import Any

import yaml

from guichet.assessment.terms import Nationality, Passport, Schooling, Test
from guichet.foundation.dated import fields
from guichet.foundation.dated.fields import Field
from guichet.foundation.dated.problems import Faults
from guichet.foundation.dated.records import Kind

FOLDER = "assessment"
"""Where a department's own folder keeps its files for this room."""
PACKAGE = Path(__file__).parent / "data"

NUMBERS = (
    "CITIZENSHIP_DAYS", "CITIZENSHIP_YEARS", "CITIZENSHIP_CREDIT", "CITIZENSHIP_MARGIN",
    "STATELESS_DAYS", "STATELESS_YEARS", "FORCES_DAYS", "FORCES_YEARS",
    "OBLIGATION_DAYS", "OBLIGATION_YEARS",
    "SKILLED_PASS", "SKILLED_LANGUAGE", "SKILLED_YEARS",
    "BIOMETRICS_FROM_AGE", "BIOMETRICS_TO_AGE", "BIOMETRICS_YEARS",
    "CITIZENSHIP_DISCHARGE", "CITIZENSHIP_TAX_YEARS", "CITIZENSHIP_TEST_FROM_AGE", "CITIZENSHIP_TEST_TO_AGE",
    "CITIZENSHIP_MINOR_AGE", "STATELESS_AGE", "CONVICTION_YEARS", "MISREPRESENTATION_YEARS", "REVOCATION_YEARS",
    "DESCENT_DAYS",
    "UNDERTAKING_SPOUSE", "UNDERTAKING_CHILD", "UNDERTAKING_CHILD_AGE", "UNDERTAKING_GROWN_AGE", "UNDERTAKING_GROWN",
    "UNDERTAKING_PARENTS", "UNDERTAKING_OTHER",
    "STAY_MONTHS", "RESTORATION_DAYS", "MEDICAL_MONTHS",
)  # fmt: skip
DAYS = ("STATELESS_SINCE", "DESCENT_SINCE")
RANKING = (
    "AGE", "EDUCATION", "FIRST_LANGUAGE", "SECOND_LANGUAGE", "SECOND_LANGUAGE_CAP", "CANADIAN_WORK",
    "SPOUSE_EDUCATION", "SPOUSE_LANGUAGE", "SPOUSE_WORK", "EDUCATION_LANGUAGE", "EDUCATION_WORK", "EDUCATION_CAP",
    "FOREIGN_LANGUAGE", "FOREIGN_WORK", "FOREIGN_CAP", "CERTIFICATE_LANGUAGE", "TRANSFER_CAP", "SIBLING", "FRENCH",
    "CANADIAN_STUDY", "NOMINATION", "ADDITIONAL_CAP", "JOB_OFFER",
)  # fmt: skip
SKILLED = (
    "EDUCATION", "FIRST_LANGUAGE", "SECOND_LANGUAGE", "EXPERIENCE", "AGE", "OFFER", "SPOUSE_LANGUAGE", "OWN_STUDY",
    "SPOUSE_STUDY", "OWN_WORK", "SPOUSE_WORK", "RELATIVE", "ADAPTABILITY_OFFER", "ADAPTABILITY_CAP",
)  # fmt: skip
GRID = "RANKING"
SETTLEMENT, LOW_INCOME = "SETTLEMENT", "LOW_INCOME"


def level(node: yaml.Node, key: str, faults: Faults) -> Any:
    """Read a level: a whole number, or a word of schooling for its place, from NONE to DOCTORATE."""
    if isinstance(node, yaml.ScalarNode) and node.value in Schooling.names:
        return Schooling.names.index(node.value)
    return fields.whole(node, key, faults)


WHOLE = Field(fields.whole)
BESIDE = Field(fields.whole, required=False, default=0)
KINDS = (
    Kind("number", "numbers.yaml", {"number": WHOLE}, nom="le nombre"),
    Kind("day", "days.yaml", {"day": Field(fields.day)}, nom="le jour"),
    Kind("grid", "grids.yaml", {"known": Field(fields.flag)}, nom="la grille"),
    Kind(
        "ranking",
        "ranking*.yaml",
        {"bands": Field(fields.rows_of(at_least=Field(level), beside=BESIDE, alone=WHOLE, couple=WHOLE))},
        nom="le facteur",
    ),
    Kind(
        "skilled",
        "skilled.yaml",
        {"bands": Field(fields.rows_of(at_least=Field(level), beside=BESIDE, points=WHOLE))},
        nom="le facteur",
    ),
    Kind(
        "country",
        "countries.yaml",
        {
            "standing": Field(fields.one_of(*Nationality.values)),
            "passports": Field(fields.some_of(*Passport.values), required=False, default=()),
            # Which passport that is, in words.
            "which": Field(fields.text, required=False),
            # A nationality that is no country's, by name.
            "name": Field(fields.text, required=False),
        },
        nom="le pays",
    ),
    Kind(
        "amounts",
        "amounts.yaml",
        {
            "sizes": Field(fields.rows_of(size=WHOLE, amount=Field(fields.money))),
            "each_more": Field(fields.money),
            "review_on": Field(fields.day, required=False),
        },
        nom="les montants",
    ),
    Kind(
        "test",
        "language_tests.yaml",
        {
            "language": Field(fields.one_of("en", "fr")),
            "levels": Field(
                fields.rows_of(
                    level=WHOLE, speaking=Field(fields.number), listening=Field(fields.number),
                    reading=Field(fields.number), writing=Field(fields.number),
                )
            ),
        },
        nom="le test",
    ),
)  # fmt: skip
# Codes that a kind must have, and has no others than.
NEEDED = {"number": NUMBERS, "day": DAYS, "grid": (GRID,), "ranking": RANKING, "skilled": SKILLED,
          "test": tuple(Test.values), "amounts": (SETTLEMENT, LOW_INCOME)}  # fmt: skip
