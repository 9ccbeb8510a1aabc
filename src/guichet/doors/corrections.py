"""How what was corrected is said, on the client’s page and at the desk alike."""

from datetime import date

from guichet.foundation.countries import country_name
from guichet.foundation.dates import long_date
from guichet.foundation.languages import Language
from guichet.privacy.queries import CorrectionFacts
from guichet.privacy.terms import CorrectionFact


def value_words(one: CorrectionFacts, value: str, language: Language) -> str:
    """Return a version of a fact in words: names with commas, a day and a country in the reader’s language."""
    if not value:
        return ""
    match one.fact:
        case CorrectionFact.NAME:
            return ", ".join(value.splitlines())
        case CorrectionFact.BIRTH_DATE:
            return long_date(date.fromisoformat(value), language)
        case CorrectionFact.COUNTRY:
            return country_name(value, language) or value
    return value
