"""What must be known to open a crisis. Pure."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from guichet.crises.rules.triage import Limits
from guichet.crises.terms import CrisisRefusal
from guichet.foundation.languages import Text


@dataclass(frozen=True, slots=True)
class Plan:
    """A crisis as it is opened: what it is called, whom it is about, what everybody reads, its e-mail address.

    `address` is its name in addresses of our site; `box` may be empty: then it has no e-mail address of its own.
    `first_words` stand in the notice and above the form.
    """

    address: str
    name: Text
    first_words: Text
    countries: tuple[str, ...]
    programs: tuple[str, ...]
    box: str
    last_day: date


def faults_of_plan(
    plan: Plan,
    *,
    today: date,
    limits: Limits,
    has_country: Callable[[str], bool],
    has_program: Callable[[str], bool],
) -> tuple[CrisisRefusal, ...]:
    """Return all that is wrong with a plan; nothing where the crisis can be opened."""
    found: list[CrisisRefusal] = []
    if not all((plan.name.en.strip(), plan.name.fr.strip(), plan.first_words.en.strip(), plan.first_words.fr.strip())):
        found.append(CrisisRefusal.NO_NAME)
    if not plan.countries and not plan.programs:
        found.append(CrisisRefusal.NO_PLACE)
    if not all(map(has_country, plan.countries)):
        found.append(CrisisRefusal.NO_COUNTRY)
    if not all(map(has_program, plan.programs)):
        found.append(CrisisRefusal.NO_PROGRAM)
    if plan.last_day < today:
        found.append(CrisisRefusal.IN_THE_PAST)
    elif plan.last_day > today + timedelta(days=limits.longest_days):
        found.append(CrisisRefusal.TOO_LONG)
    return tuple(found)
