"""A worked case of the residency obligation of permanent residents."""

from guichet.assessment import policy
from guichet.assessment.cases import reading
from guichet.assessment.cases.reading import written, yes_or_no
from guichet.assessment.rules.obligation import Obligation, ObligationCase, obligation
from guichet.foundation.languages import Text
from guichet.foundation.worked import Explained, Row, Rule, Unreadable


def case_of(row: Row) -> ObligationCase:
    """Return the case that a row of words describes. Raises Unreadable, naming the column."""
    case = ObligationCase(
        examined_on=reading.day(row, "examination_date"),
        resident_since=reading.day(row, "pr_date"),
        trips=reading.trips(row, "trips_out_back"),
        credited=reading.stays(row, "credited_periods_abroad"),
    )
    if case.examined_on < case.resident_since:
        raise Unreadable("pr_date", reading.cell(row, "pr_date"))
    return case


def _found(row: Row) -> Obligation:
    case = case_of(row)
    return obligation(case, policy.obligation_law(case.examined_on))


def _decided(row: Row) -> dict[str, str]:
    found = _found(row)
    return {
        "mode": "under5" if found.first_years else "5plus",
        "window_start": found.window_first.isoformat(),
        "window_end": found.window_last.isoformat(),
        "days_met": written(found.met),
        "days_still_possible": written(found.possible),
        "best_possible_total": written(found.best),
        "meets_730": yes_or_no(found.meets),
    }


def _explained(row: Row) -> Explained:
    found = _found(row)
    again = {"examination_date": found.met_again_on.isoformat()} if found.met_again_on else {}
    lost = {"examination_date": found.at_risk_on.isoformat()} if found.at_risk_on else {}
    meets = reading.outcome(
        row, "MEETS", "yes", Text(en="The obligation is met.", fr="L’obligation est remplie."), "IRPA s.28(2)(a)",
        decided=found.meets, change=again,
    )  # fmt: skip
    short = reading.outcome(
        row, "SHORT", "no", Text(en="There are too few days.", fr="Il n’y a pas assez de jours."), "IRPA s.28(2)(a)",
        decided=not found.meets, change=lost,
    )  # fmt: skip
    lines = (meets, short) if found.meets else (short, meets)
    return Explained(yes_or_no(found.meets), lines, reading.reasons(found.why))


OBLIGATION_RULE = Rule(
    name="pr-residency",
    source="IRPA s.28; IRPR s.61",
    columns=("examination_date", "pr_date", "trips_out_back", "credited_periods_abroad"),
    results=(
        "mode", "window_start", "window_end", "days_met", "days_still_possible", "best_possible_total", "meets_730",
    ),
    decide=_decided,
    explain=_explained,
    own_cases=reading.OWN / "pr-residency.csv",
)  # fmt: skip
