"""How what somebody said becomes what the tables ask: ages and days by the calendar, the rest by the rules of law.

The rules of `assessment` are called, never copied; where they know no table for a day, the fact stays unknown.
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from itertools import product

from guichet.assessment.queries import NotKnown, funds, obligation, presence, selection, travel_document
from guichet.assessment.rules import Levels, Trip, years_after
from guichet.assessment.rules.citizenship import Presence, PresenceCase
from guichet.assessment.rules.money import FundsCase
from guichet.assessment.rules.obligation import Obligation, ObligationCase
from guichet.assessment.rules.skilled import Worker
from guichet.assessment.rules.travel import Journey
from guichet.assessment.terms import Schooling, UsStatus, Way
from guichet.foundation.countries import country_names
from guichet.foundation.languages import Language
from guichet.programs.rules import Facts, Question, Worked
from guichet.programs.terms import DerivedFact as D
from guichet.programs.terms import QuestionType

YES, NO = "YES", "NO"
# Answers that are compared as numbers.
LEVELS = ("CLB", "SKILLED_YEARS")
Answers = Mapping[str, str]
# The ages at which a program may begin or end; a table that asks another one names it here too.
AGES = (16, 18, 22, 55)
YEARS = 130
MOST_DAYS, MOST_PEOPLE = 1827, 30
MOST_MONEY = Decimal(100_000_000)
# The days after which a row of the tables turns, counted from an answer: see LOST_LATELY and NO_RECENT_CLAIM.
LOST_FOR, CLAIM_FOR = 91, 365
# The years: see SPONSOR_SETTLED and NOTHING_FALSE.
BARRED_YEARS = 5

RESTS_ON: Mapping[str, tuple[str, ...]] = {
    D.AGE: ("BIRTH",),
    D.LOST_DAYS: ("LOST_ON",),
    D.CLAIM_DAYS: ("CLAIM_REFUSED_ON",),
    D.SPONSOR_YEARS: ("SPONSOR_RESIDENT_ON",),
    D.FALSE_YEARS: ("FALSE_ON",),
    D.TRAVEL: ("COUNTRY", "US_CARD", "VISA_BEFORE"),
    D.GRID: ("BIRTH", "SKILLED_YEARS", "CLB", "SCHOOLING", "OFFER"),
    D.FUNDS_ENOUGH: ("FAMILY_SIZE", "FUNDS"),
    D.ATLANTIC_FUNDS: ("FAMILY_SIZE", "FUNDS"),
    D.PRESENCE: ("PR_SINCE", "DAYS_AWAY"),
    D.OBLIGATION: ("PR_SINCE", "DAYS_AWAY"),
}


def worked(today: date) -> Worked:
    """Return how what was said today becomes facts, today and on a later day, if nothing else changes until then."""
    known: dict[tuple[tuple[str, ...], tuple[str, ...], date], Facts] = {}

    def once(answers: Answers, on: date) -> Facts:
        # Every program asks the same of the same answers: worked out once for each day.
        # Two plain rows as key: with a pair for each answer, clearing up after them takes longer than the work.
        key = (tuple(answers), tuple(answers.values()), on)
        if key not in known:
            known[key] = facts(answers, on, today=today)
        return known[key]

    return Worked(
        facts=once,
        rests_on=RESTS_ON,
        turns=lambda answers, _on: turns(answers, today),
    )


def facts(answers: Answers, on: date, *, today: date) -> Facts:
    """Return what the tables ask, as far as it is known: answers as they are, levels as numbers, and what follows."""
    # Copied whole first: a table of several hundred questions is gone through for each change that is tried.
    found: dict[str, str | int | None] = dict(answers)
    found |= dict.fromkeys([code for code, word in answers.items() if not word])
    found |= {code: int(answers[code]) for code in LEVELS if answers.get(code)}
    for name, work in _BY_CALENDAR.items():
        found[name] = work(answers, on)
    # The days away are those until today, whatever day is looked at.
    counted = _presence(*_resident(answers), on, today)
    found[D.PRESENCE] = None if counted is None else YES if counted.meets else NO
    kept = _obligation(*_resident(answers), on, today)
    found[D.OBLIGATION] = None if kept is None else YES if kept.meets else NO
    return found


def turns(answers: Answers, today: date) -> Iterator[date]:
    """Yield the days, past ones too, on which something turns by itself."""
    if born := day_of(answers, "BIRTH"):
        yield from (_birthday(born, age) for age in AGES)
    if lost := day_of(answers, "LOST_ON"):
        yield lost + timedelta(days=LOST_FOR)
    if refused := day_of(answers, "CLAIM_REFUSED_ON"):
        yield refused + timedelta(days=CLAIM_FOR)
    for code in ("SPONSOR_RESIDENT_ON", "FALSE_ON"):
        if began := day_of(answers, code):
            yield years_after(began, BARRED_YEARS)
    counted = _presence(*_resident(answers), today, today)
    if counted and counted.earliest:
        yield counted.earliest
    kept = _obligation(*_resident(answers), today, today)
    if kept and kept.met_again_on:
        yield kept.met_again_on


def amounts(answers: Answers, program: str, on: date) -> Mapping[str, str]:
    """Return the least money that a program asks for a family of the size that was said."""
    needed = _funds_needed(answers, on, is_atlantic=program == "AIP")
    return {"FUNDS": str(needed.quantize(Decimal(1)))} if needed is not None else {}


def said(question: Question, word: str, on: date) -> str | None:
    """Return an answer as it is kept, or None where it is none to this question. Empty is “I don’t know”."""
    word = word.strip()
    if not word:
        return ""
    match question.type:
        case QuestionType.YES_NO:
            return word if word in {YES, NO} else None
        case QuestionType.COUNTRY:
            return word if word in country_names(Language.EN) else None
        case QuestionType.DAY:
            return _day_said(word, on)
        case QuestionType.COUNT:
            least, most = (1, MOST_PEOPLE) if question.code == "FAMILY_SIZE" else (0, MOST_DAYS)
            return str(int(word)) if word.isdecimal() and least <= int(word[:9]) <= most else None
        case QuestionType.MONEY:
            return _money_said(word)
    return word if question.option(word) else None


def day_of(answers: Answers, code: str) -> date | None:
    """Return a day that was said."""
    try:
        return date.fromisoformat(answers.get(code, ""))
    except ValueError:
        return None


def _day_said(word: str, on: date) -> str | None:
    try:
        found = date.fromisoformat(word)
    except ValueError:
        return None
    return found.isoformat() if date(on.year - YEARS, 1, 1) <= found <= on else None


def _money_said(word: str) -> str | None:
    try:
        found = Decimal("".join(word.split()).replace(",", "."))
    except InvalidOperation:
        return None
    return format(found.quantize(Decimal(1)), "f") if found.is_finite() and 0 <= found <= MOST_MONEY else None


def _age(answers: Answers, on: date) -> int | None:
    born = day_of(answers, "BIRTH")
    if born is None or born > on:
        return None
    age = on.year - born.year
    return age if _birthday(born, age) <= on else age - 1


def _birthday(born: date, age: int) -> date:
    """Return the day on which somebody reaches an age; born on 29 February, on 1 March of other years."""
    try:
        return born.replace(year=born.year + age)
    except ValueError:
        return date(born.year + age, 3, 1)


def _days_since(code: str) -> Callable[[Answers, date], int | None]:
    def since(answers: Answers, on: date) -> int | None:
        began = day_of(answers, code)
        return (on - began).days if began else None

    return since


def _years_since(code: str) -> Callable[[Answers, date], int | None]:
    def since(answers: Answers, on: date) -> int | None:
        began = day_of(answers, code)
        if began is None or began > on:
            return None
        return sum(years_after(began, years) <= on for years in range(1, on.year - began.year + 1))

    return since


def _travel(answers: Answers, on: date) -> str | None:
    """Return what must be held; known as soon as whatever is still unsaid cannot change it."""
    country = answers.get("COUNTRY", "")
    if not country:
        return None
    cards, visas = (_possible(answers, code) for code in ("US_CARD", "VISA_BEFORE"))
    found = {
        travel_document(
            Journey(
                country=country,
                way=Way.AIR,
                us=UsStatus.RESIDENT if card == YES else UsStatus.NONE,
                visa_before=visa == YES,
            ),
            on,
        ).outcome.value
        for card, visa in product(cards, visas)
    }
    return found.pop() if len(found) == 1 else None


def _possible(answers: Answers, code: str) -> tuple[str, ...]:
    word = answers.get(code, "")
    return (word,) if word else (YES, NO)


def _grid(answers: Answers, on: date) -> str | None:
    """Return whether the grid is passed, without what a family adds: more points are possible, fewer are not."""
    age, schooling = _age(answers, on), answers.get("SCHOOLING", "")
    years, level, offer = (answers.get(code, "") for code in ("SKILLED_YEARS", "CLB", "OFFER"))
    if age is None or not (schooling and years and level and offer):
        return None
    levels = Levels(*[int(level)] * 4)
    worker = Worker(age=age, schooling=Schooling[schooling], first=levels, years=int(years), has_offer=offer == YES)
    try:
        found = selection(worker, on)
    except NotKnown:
        return None
    return "PASSES" if found.total >= found.pass_mark else "FAILS"


def _funds(*, is_atlantic: bool) -> Callable[[Answers, date], str | None]:
    def enough(answers: Answers, on: date) -> str | None:
        needed, has = _funds_needed(answers, on, is_atlantic=is_atlantic), answers.get("FUNDS", "")
        if needed is None or not has:
            return None
        return YES if Decimal(has) >= needed else NO

    return enough


def _funds_needed(answers: Answers, on: date, *, is_atlantic: bool) -> Decimal | None:
    size = answers.get("FAMILY_SIZE", "")
    if not size:
        return None
    try:
        return funds(FundsCase(on=on, size=int(size), has=Decimal(0), is_atlantic=is_atlantic)).needed
    except NotKnown:
        return None


def _resident(answers: Answers) -> tuple[date | None, int | None]:
    away = answers.get("DAYS_AWAY", "")
    return day_of(answers, "PR_SINCE"), int(away) if away else None


@lru_cache(maxsize=4096)
def _presence(since: date | None, away: int | None, on: date, today: date) -> Presence | None:
    """Return the days of presence, with all days away in one trip that ends today: the least that they can be later."""
    if since is None or away is None or since > on:
        return None
    return presence(PresenceCase(signed_on=on, resident_since=since, trips=_trips(away, today)))


@lru_cache(maxsize=4096)
def _obligation(since: date | None, away: int | None, on: date, today: date) -> Obligation | None:
    """Return how somebody stands with the obligation, with the days away in one trip that ends today."""
    if since is None or away is None or since > on:
        return None
    return obligation(ObligationCase(examined_on=on, resident_since=since, trips=_trips(away, today)))


def _trips(away: int, today: date) -> tuple[Trip, ...]:
    # A day of leaving and one of coming back stand around the days away, and count as days here.
    return (Trip(today - timedelta(days=away + 1), today),) if away else ()


_BY_CALENDAR: Mapping[str, Callable[[Answers, date], str | int | None]] = {
    D.AGE: _age,
    D.LOST_DAYS: _days_since("LOST_ON"),
    D.CLAIM_DAYS: _days_since("CLAIM_REFUSED_ON"),
    D.SPONSOR_YEARS: _years_since("SPONSOR_RESIDENT_ON"),
    D.FALSE_YEARS: _years_since("FALSE_ON"),
    D.TRAVEL: _travel,
    D.GRID: _grid,
    D.FUNDS_ENOUGH: _funds(is_atlantic=False),
    D.ATLANTIC_FUNDS: _funds(is_atlantic=True),
}
