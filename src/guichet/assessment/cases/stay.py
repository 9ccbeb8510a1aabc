"""A worked case of until when somebody may stay."""

from guichet.assessment import policy
from guichet.assessment.cases import reading
from guichet.assessment.rules.stay import Muddled, StayCase, StayFound, stay
from guichet.assessment.terms import Standing
from guichet.foundation.languages import Text
from guichet.foundation.worked import Explained, Row, Rule, Unreadable

# By which name a case knows each day.
COLUMNS = {
    "on": "on", "entered_on": "entered", "until": "authorized_until", "biometrics_on": "biometrics_given",
    "asked_on": "extension_asked", "refused_on": "extension_refused",
}  # fmt: skip
SENTENCES = {
    Standing.HELD: (Text(en="The stay is not over.", fr="Le séjour n’est pas fini."), "IRPR s.183"),
    Standing.KEPT: (
        Text(en="More time was asked for before the stay was over.", fr="La prolongation a été demandée à temps."),
        "IRPR s.183(5)",
    ),
    Standing.LOST: (
        Text(en="The stay is over, and can be mended.", fr="Le séjour est fini, et le statut peut être rétabli."),
        "IRPR s.182",
    ),
    Standing.OVER: (
        Text(en="The time to mend the stay is over.", fr="Le délai pour rétablir le statut est passé."), "IRPR s.182"
    ),
}  # fmt: skip


def _found(row: Row) -> StayFound:
    case = StayCase(
        on=reading.day(row, "on"),
        **{name: reading.maybe_day(row, column) for name, column in COLUMNS.items() if name != "on"},
    )
    try:
        return stay(case, policy.stay_law(case.on))
    except Muddled as fault:
        column = COLUMNS[fault.what]
        raise Unreadable(column, reading.cell(row, column)) from None


def _decided(row: Row) -> dict[str, str]:
    found = _found(row)
    return {
        "expected": found.standing.value,
        "last_day": found.last_day.isoformat(),
        "status_lost": found.lost_on.isoformat() if found.lost_on else "",
        "restore_by": found.restore_by.isoformat(),
    }


def _explained(row: Row) -> Explained:
    found = _found(row)
    # What would have had to be otherwise: asked on the last day of the stay, or looked at while there was still time.
    changes = {
        Standing.HELD: {"on": found.last_day.isoformat()},
        Standing.KEPT: {"extension_asked": found.last_day.isoformat()},
        Standing.LOST: {"on": found.restore_by.isoformat()},
        Standing.OVER: {},
    }
    if not (found.standing in {Standing.LOST, Standing.OVER} and not reading.cell(row, "extension_asked")):
        changes[Standing.KEPT] = {}
    if reading.cell(row, "extension_asked"):
        changes[Standing.HELD] = {}
    if found.standing is not Standing.OVER:
        changes[Standing.LOST] = {}
    lines = [
        reading.outcome(row, one.value, one.value, text, source, decided=one is found.standing, change=changes[one])
        for one, (text, source) in SENTENCES.items()
    ]
    return Explained(found.standing.value, tuple(lines), reading.reasons(found.why))


STAY_RULE = Rule(
    name="stay",
    source="IRPR s.181-183",
    columns=tuple(COLUMNS.values()),
    results=("expected", "last_day", "status_lost", "restore_by"),
    decide=_decided,
    explain=_explained,
    own_cases=reading.OWN / "stay.csv",
)
