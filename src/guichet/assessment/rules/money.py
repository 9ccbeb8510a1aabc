"""How much money is asked: settlement funds of workers, and the income of who sponsors family. Pure.

Source: Immigration and Refugee Protection Regulations, s. 76(1)(b), 87.2(5), 87.3(2)(g), 133; handbook, rules (j).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from guichet.assessment.rules.why import Step, dollars, step
from guichet.assessment.sentences import StepCode as S
from guichet.assessment.terms import Exemption, IncomeResult, SponsorBar, Sponsored

# Source: s. 76(1)(b) asks for half the cut-off; s. 87.3(2)(g) for one eighth of it: a quarter of that half.
ATLANTIC_SHARE = Decimal("0.25")
NOTHING = Decimal(0)


@dataclass(frozen=True, slots=True)
class Amounts:
    """Amounts by size of family since a day, and what each person more adds; `review_on`: newer ones are due by "
    "then."""

    code: str
    valid_from: date | None
    valid_to: date | None
    by_size: Mapping[int, Decimal]
    each_more: Decimal
    source: str
    status: str
    review_on: date | None = None

    def of(self, size: int) -> Decimal:
        """Return the amount for a family of that many people. Raises ValueError for nobody."""
        if size < 1:
            raise ValueError("a family has at least one person")
        largest = max(self.by_size)
        return self.by_size[min(size, largest)] + max(0, size - largest) * self.each_more


@dataclass(frozen=True, slots=True, kw_only=True)
class FundsCase:
    """What a worker says: the size of the family, coming or not, the money, and what frees them from the test."""

    on: date
    size: int
    has: Decimal
    exemption: Exemption = Exemption.NONE
    is_atlantic: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Funds:
    """How much is needed, and whether there is that much."""

    needed: Decimal
    meets: bool
    why: tuple[Step, ...]


def funds(case: FundsCase, amounts: Amounts) -> Funds:
    """Return whether the settlement funds are enough."""
    if case.exemption is not Exemption.NONE:
        code = {
            Exemption.CLASS: S.FUNDS_CLASS, Exemption.OFFER: S.FUNDS_OFFER, Exemption.WORKING: S.FUNDS_WORKING
        }[case.exemption]  # fmt: skip
        return Funds(needed=NOTHING, meets=True, why=(step(code, "IRPR s.76(1)(b), 87.2(5), 87.3(2)(g)"),))
    whole = amounts.of(case.size)
    needed = whole * ATLANTIC_SHARE if case.is_atlantic else whole
    meets = case.has >= needed
    why = [*_old(amounts, case.on), step(S.FUNDS_NEEDED, amounts.source, size=case.size, amount=dollars(needed))]
    if case.is_atlantic:
        why.append(step(S.FUNDS_ATLANTIC, "IRPR s.87.3(2)(g)"))
    last = (
        step(S.FUNDS_MEETS, "IRPR s.76(1)(b)")
        if meets
        else step(S.FUNDS_SHORT, "IRPR s.76(1)(b)", amount=dollars(needed - case.has))
    )
    return Funds(needed=needed, meets=meets, why=(*why, last))


@dataclass(frozen=True, slots=True, kw_only=True)
class IncomeCase:
    """What a sponsor says: whom they sponsor, how many are counted, the income of each year, what stands against it.

    Counted are the sponsor’s family, the sponsored family (coming or not) and earlier undertakings still in force.
    `cut_off` is the published low income cut-off, where it is known; else it is taken from the table.
    """

    on: date
    sponsored: Sponsored
    persons: int
    incomes: tuple[Decimal, ...] = ()
    bar: SponsorBar = SponsorBar.NONE
    in_quebec: bool = False
    cut_off: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Income:
    """What a sponsor’s income comes to: the share of the cut-off, the amount for each year, and the years it takes."""

    result: IncomeResult
    factor: Decimal
    needed: Decimal
    years: int
    why: tuple[Step, ...]


def income(case: IncomeCase, amounts: Amounts) -> Income:
    """Return whether a sponsor’s income is enough. `amounts` are low income cut-offs."""
    if case.in_quebec:
        return _without_test(IncomeResult.PROVINCE, step(S.INCOME_PROVINCE, "IRPR s.133(1)(j)(ii)"))
    if case.bar is not SponsorBar.NONE:
        return _without_test(IncomeResult.FAILS, step(S.INCOME_BARRED, "IRPR s.133(1)", why=case.bar))
    if case.sponsored in {Sponsored.SPOUSE, Sponsored.CHILD}:
        return _without_test(IncomeResult.EXEMPT, step(S.INCOME_EXEMPT, "IRPR s.133(4)"))
    parents = case.sponsored is Sponsored.PARENTS
    factor, years = (Decimal("1.3"), 3) if parents else (Decimal("1.0"), 1)
    cut_off = amounts.of(case.persons) if case.cut_off is None else case.cut_off
    needed = (cut_off * factor).quantize(Decimal("0.01"))
    # The newest years come last; more than are asked for are not looked at.
    looked_at = case.incomes[-years:]
    enough = len(looked_at) == years and all(one >= needed for one in looked_at)
    source = "IRPR s.133(1)(j)(i)(B)" if parents else "IRPR s.133(1)(j)(i)(A)"
    why = [*(_old(amounts, case.on) if case.cut_off is None else ())]
    why.append(step(S.INCOME_NEEDED, source, persons=case.persons, amount=dollars(needed), years=years))
    if len(looked_at) < years:
        why.append(step(S.INCOME_YEARS, source, years=years))
    if short := [needed - one for one in looked_at if one < needed]:
        why.append(step(S.INCOME_SHORT, source, amount=dollars(max(short))))
    if enough:
        why.append(step(S.INCOME_MEETS, source))
    result = IncomeResult.MEETS if enough else IncomeResult.FAILS
    return Income(result=result, factor=factor, needed=needed, years=years, why=tuple(why))


def _without_test(result: IncomeResult, why: Step) -> Income:
    return Income(result=result, factor=NOTHING, needed=NOTHING, years=0, why=(why,))


def _old(amounts: Amounts, on: date) -> Iterable[Step]:
    if amounts.review_on and on >= amounts.review_on and amounts.valid_from:
        yield step(S.AMOUNTS_OLD, amounts.source, since=amounts.valid_from)
