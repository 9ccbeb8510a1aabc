"""Why a result is as it is: one step after another, each a code with its facts and its source. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import TypeAlias

from django.db.models import TextChoices

from guichet.assessment.sentences import StepCode
from guichet.assessment.terms import Certainty


@dataclass(frozen=True, slots=True)
class Days:
    """A number of days, halves among them."""

    count: Decimal


@dataclass(frozen=True, slots=True)
class Dollars:
    """An amount in Canadian dollars."""

    amount: Decimal


Fact: TypeAlias = date | Days | Dollars | Decimal | int | str | TextChoices


@dataclass(frozen=True, slots=True)
class Step:
    """One sentence of why: its code, what stands in it, the rule it rests on, and how sure we are of that."""

    code: StepCode
    source: str
    facts: Mapping[str, Fact]
    status: Certainty = Certainty.CONFIRMED

    def as_sure_as(self, status: str) -> "Step":
        """Return the step, as sure as what it hangs on."""
        return replace(self, status=Certainty(status))


def step(code: StepCode, source: str, **facts: Fact) -> Step:
    """Return a step with its facts."""
    return Step(code, source, facts)


def days(count: Decimal | int) -> Days:
    """Return so many days, as a fact."""
    return Days(Decimal(count))


def dollars(amount: Decimal | int) -> Dollars:
    """Return so many dollars, as a fact."""
    return Dollars(Decimal(amount))
