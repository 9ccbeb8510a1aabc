"""Worked cases of settlement funds, and of the income of who sponsors family."""

from datetime import date

from guichet.assessment import policy
from guichet.assessment.cases import reading
from guichet.assessment.cases.reading import written, yes_or_no
from guichet.assessment.rules.money import Funds, FundsCase, Income, IncomeCase, funds, income
from guichet.assessment.terms import Exemption, SponsorBar, Sponsored
from guichet.foundation.languages import Text
from guichet.foundation.worked import Explained, Line, Row, Rule, Unreadable

WITH_TEST, WITHOUT_TEST, ATLANTIC = {"EE-FSW", "EE-FST", "FSW", "FST"}, {"EE-CEC", "CEC"}, "AIP"
EXEMPTIONS = {
    "": Exemption.NONE, "no": Exemption.NONE, "none": Exemption.NONE, "class": Exemption.CLASS,
    "offer": Exemption.OFFER, "working": Exemption.WORKING, "work": Exemption.WORKING,
}  # fmt: skip
SPONSORED = {
    Sponsored.SPOUSE: "spouse partner common_law conjugal spouse_partner",
    Sponsored.CHILD: "child dependent_child adopted_child",
    Sponsored.PARENTS: "parents parent grandparents grandparent pgp",
    Sponsored.OTHER: "other relative orphan sibling spouse_with_grandchild child_with_children child_with_child",
}
BARS = {
    SponsorBar.NONE: "none no quebec social_assistance_disability disability disability_assistance",
    SponsorBar.ASSISTANCE: "social_assistance assistance welfare",
    SponsorBar.BANKRUPT: "bankrupt bankruptcy undischarged_bankrupt undischarged_bankruptcy",
    SponsorBar.DEFAULT: "default undertaking_default in_default support_default",
    SponsorBar.PRISON: "prison detained imprisoned jail",
    SponsorBar.REMOVAL: "removal removal_order",
}
SPONSORED_WORDS = {word: one for one, words in SPONSORED.items() for word in words.split()}
BAR_WORDS = {"": SponsorBar.NONE, **{word: one for one, words in BARS.items() for word in words.split()}}
# Where a case says no day: the newest table.
NEWEST = date.max


def funds_case_of(row: Row) -> FundsCase:
    """Return the case of funds that a row of words describes. Raises Unreadable, naming the column."""
    program = reading.cell(row, "program").upper()
    if program not in WITH_TEST | WITHOUT_TEST | {ATLANTIC}:
        raise Unreadable("program", program)
    exemption = Exemption(reading.word(row, "exempt", EXEMPTIONS))
    return FundsCase(
        on=reading.day(row, "table_date"),
        size=_people(row, "family_size"),
        has=reading.number(row, "has"),
        exemption=Exemption.CLASS if program in WITHOUT_TEST else exemption,
        is_atlantic=program == ATLANTIC,
    )


def _people(row: Row, column: str) -> int:
    found = reading.whole(row, column)
    if not 1 <= found <= 100:
        raise Unreadable(column, str(found))
    return found


def _funds(row: Row) -> Funds:
    case = funds_case_of(row)
    try:
        return funds(case, policy.settlement_funds(case.on))
    except policy.NotKnown:
        raise Unreadable("table_date", case.on.isoformat()) from None


def _funds_decided(row: Row) -> dict[str, str]:
    found = _funds(row)
    return {"needed": written(found.needed), "meets": yes_or_no(found.meets)}


def _funds_explained(row: Row) -> Explained:
    found = _funds(row)
    meets = reading.outcome(
        row, "MEETS", "yes",
        Text(en="The money is enough, or none is asked.", fr="L’argent suffit, ou aucun n’est exigé."),
        "IRPR s.76(1)(b)", decided=found.meets, change={"has": written(found.needed)},
    )  # fmt: skip
    short = reading.outcome(
        row, "SHORT", "no", Text(en="The money is not enough.", fr="L’argent ne suffit pas."), "IRPR s.76(1)(b)",
        decided=not found.meets, change={},
    )  # fmt: skip
    return Explained(yes_or_no(found.meets), (meets, short), reading.reasons(found.why))


FUNDS_RULE = Rule(
    name="funds",
    source="IRPR s.76(1)(b), 87.2(5), 87.3(2)(g)",
    columns=("program", "family_size", "table_date", "exempt", "has"),
    results=("needed", "meets"),
    decide=_funds_decided,
    explain=_funds_explained,
    own_cases=reading.OWN / "funds.csv",
)


def income_case_of(row: Row) -> IncomeCase:
    """Return the case of a sponsor that a row of words describes. Raises Unreadable, naming the column."""
    cut_off = reading.number(row, "cut_off_used", empty=0)
    incomes = filter(None, map(str.strip, reading.cell(row, "incomes_by_year").split(";")))
    return IncomeCase(
        on=reading.maybe_day(row, "table_date") or NEWEST,
        sponsored=Sponsored(reading.word(row, "sponsored", SPONSORED_WORDS)),
        persons=_people(row, "persons_counted"),
        incomes=tuple(reading.number({"incomes_by_year": one}, "incomes_by_year") for one in incomes),
        bar=SponsorBar(reading.word(row, "situation", BAR_WORDS)),
        in_quebec=reading.cell(row, "situation").lower() == "quebec",
        cut_off=cut_off or None,
    )


def _income(row: Row) -> Income:
    case = income_case_of(row)
    try:
        return income(case, policy.low_income(case.on))
    except policy.NotKnown:
        raise Unreadable("table_date", case.on.isoformat()) from None


def _income_decided(row: Row) -> dict[str, str]:
    found = _income(row)
    return {
        "factor": written(found.factor) if found.factor == 0 else str(found.factor),
        "needed_each_year": f"{found.needed:.2f}",
        "expected": found.result.value,
    }


def _income_explained(row: Row) -> Explained:
    found = _income(row)
    wanted = {"incomes_by_year": ";".join([written(found.needed)] * found.years)} if found.years else {}
    text = Text(
        en="What the income of a sponsor comes to, by the steps below.",
        fr="Ce que vaut le revenu d’un répondant, selon les étapes ci-dessous.",
    )
    lines = [Line(found.result.value, found.result.value, text, "IRPR s.133(1)(j), 133(4)", decided=True)]
    if wanted and found.result.value == "FAILS":
        enough = Text(en="The income is enough.", fr="Le revenu suffit.")
        lines.append(
            reading.outcome(row, "MEETS", "MEETS", enough, "IRPR s.133(1)(j)(i)", decided=False, change=wanted)
        )
    return Explained(found.result.value, tuple(lines), reading.reasons(found.why))


INCOME_RULE = Rule(
    name="sponsor-income",
    source="IRPR s.133(1)(j), 133(4)",
    columns=("sponsored", "situation", "persons_counted", "incomes_by_year", "cut_off_used"),
    results=("factor", "needed_each_year", "expected"),
    decide=_income_decided,
    explain=_income_explained,
    own_cases=reading.OWN / "sponsor-income.csv",
)
