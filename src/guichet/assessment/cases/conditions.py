"""A worked case of what is asked for citizenship besides the days."""

from guichet.assessment import policy
from guichet.assessment.cases import reading
from guichet.assessment.cases.citizenship import ROUTES
from guichet.assessment.rules.conditions import Conditions, ConditionsCase, conditions
from guichet.assessment.terms import Kept, Route
from guichet.foundation.languages import Text
from guichet.foundation.worked import Explained, Row, Rule, Unreadable

SENTENCES = {
    Kept.MET: Text(en="Everything that is asked is so.", fr="Tout ce qui est exigé est rempli."),
    Kept.NOT_MET: Text(en="Something that is asked is not so.", fr="Une condition n’est pas remplie."),
    Kept.NOT_SAID: Text(en="Something is still to be shown.", fr="Il reste quelque chose à démontrer."),
}


def case_of(row: Row) -> ConditionsCase:
    """Return the case that a row of words describes. Raises Unreadable, naming the column."""
    case = ConditionsCase(
        signed_on=reading.day(row, "application_date"),
        born_on=reading.day(row, "born_on"),
        route=Route(reading.word(row, "route", ROUTES)),
        tax_years=reading.whole(row, "tax_years") if reading.cell(row, "tax_years") else None,
        proves_language=reading.maybe_yes(row, "language_proof"),
        under_removal_order=reading.maybe_yes(row, "removal_order"),
        serves_sentence=reading.maybe_yes(row, "serves_sentence"),
        is_charged=reading.maybe_yes(row, "charged"),
        convicted_on=reading.maybe_day(row, "convicted_on"),
        misrepresented_on=reading.maybe_day(row, "misrepresented_on"),
        revoked_on=reading.maybe_day(row, "revoked_on"),
        citizen_parent=reading.maybe_yes(row, "citizen_parent"),
        always_stateless=reading.maybe_yes(row, "always_stateless"),
    )
    if case.born_on > case.signed_on:
        raise Unreadable("born_on", reading.cell(row, "born_on"))
    return case


def _found(row: Row) -> Conditions:
    case = case_of(row)
    return conditions(case, policy.conditions_law(case.signed_on, case.route))


def _decided(row: Row) -> dict[str, str]:
    found = _found(row)
    return {
        "expected": found.kept.value,
        "not_met": ";".join(one.asked.value for one in found.that_are(Kept.NOT_MET)),
        "not_said": ";".join(one.asked.value for one in found.that_are(Kept.NOT_SAID)),
        "free_on": found.free_on.isoformat() if found.free_on else "",
    }


def _explained(row: Row) -> Explained:
    found = _found(row)
    later = {"application_date": found.free_on.isoformat()} if found.free_on else {}
    lines = [
        reading.outcome(
            row, kept.value, kept.value, sentence, "CitAct s.5, 22", decided=kept is found.kept,
            change=later if kept is Kept.MET else {},
        )
        for kept, sentence in SENTENCES.items()
    ]  # fmt: skip
    steps = [step for one in found.each for step in (one.says, one.until) if step]
    return Explained(found.kept.value, tuple(lines), reading.reasons(steps))


CONDITIONS_RULE = Rule(
    name="citizenship-conditions",
    source="CitAct s.5(1)(c)-(f), 5(2), 5(5), 22",
    columns=(
        "application_date", "born_on", "route", "tax_years", "language_proof", "removal_order", "serves_sentence",
        "charged", "convicted_on", "misrepresented_on", "revoked_on", "citizen_parent", "always_stateless",
    ),
    results=("expected", "not_met", "not_said", "free_on"),
    decide=_decided,
    explain=_explained,
    own_cases=reading.OWN / "citizenship-conditions.csv",
)  # fmt: skip
