"""The steps of a result in words. Pure, in the language asked for."""

from datetime import date
from decimal import Decimal

from django.db.models import TextChoices
from django.utils.translation import override

from guichet.assessment.rules.why import Days, Dollars, Fact, Step
from guichet.assessment.sentences import StepCode
from guichet.foundation.dates import NO_BREAK, long_date, money, number
from guichet.foundation.languages import Language, Text


def sentence(step: Step, language: Language) -> str:
    """Return a step as a sentence."""
    with override(language):
        form = str(StepCode(step.code).label)
        return form % {name: said(fact, language) for name, fact in step.facts.items()}


def both(step: Step) -> Text:
    """Return a step as a sentence of each language."""
    return Text(en=sentence(step, Language.EN), fr=sentence(step, Language.FR))


def said(fact: Fact, language: Language) -> str:
    """Return what stands in a sentence: `364.5 days`, `364,5 jours`, `$15,263`."""
    match fact:
        case Days(count=count):
            # In French a number below two is singular, one and a half too.
            many = abs(count) >= 2 if language is Language.FR else count != 1
            word = "jour" if language is Language.FR else "day"
            return f"{number(plain(count), language)}{NO_BREAK}{word}{'s' if many else ''}"
        case Dollars(amount=amount):
            return money(amount, language)
        case TextChoices():
            with override(language):
                return str(fact.label)
        case date():
            return long_date(fact, language)
        case Decimal() | int():
            return number(plain(fact), language)
    return fact


def plain(value: Decimal | int) -> Decimal | int:
    """Return a whole number without its point."""
    return int(value) if value == int(value) else value
