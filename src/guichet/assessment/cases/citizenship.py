"""A worked case of physical presence for citizenship."""

from guichet.assessment import policy
from guichet.assessment.cases import reading
from guichet.assessment.cases.reading import written, yes_or_no
from guichet.assessment.rules.citizenship import Presence, PresenceCase, presence
from guichet.assessment.terms import Route
from guichet.foundation.languages import Text
from guichet.foundation.worked import Explained, Row, Rule

SOURCE = "CitAct s.5(1)(c), (1.001)-(1.03), (5), 21"
ROUTES = {"": Route.ADULT, **{route.value.lower(): route for route in Route}}


def case_of(row: Row) -> tuple[PresenceCase, Route]:
    """Return the case and the route that a row of words describes. Raises Unreadable, naming the column."""
    case = PresenceCase(
        signed_on=reading.day(row, "application_date"),
        resident_since=reading.maybe_day(row, "pr_date"),
        lawful=reading.stays(row, "temporary_or_protected_periods"),
        trips=reading.trips(row, "trips_out_back"),
        sentences=reading.stays(row, "sentence_periods"),
        credited=reading.stays(row, "crown_service_abroad"),
        service=reading.stays(row, "forces_service"),
        discharged=reading.stays(row, "discharge_periods"),
    )
    return case, Route(reading.word(row, "route", ROUTES))


def _found(row: Row) -> Presence:
    case, route = case_of(row)
    return presence(case, policy.presence_law(case.signed_on, route))


def _decided(row: Row) -> dict[str, str]:
    found = _found(row)
    return {
        "window_start": found.window_first.isoformat(),
        "window_end": found.window_last.isoformat(),
        "pr_days": written(found.full_days),
        "pre_pr_days": written(found.half_days),
        "pre_pr_credit": written(found.credit),
        "total_days": written(found.total),
        "meets_1095": yes_or_no(found.meets),
        "days_short": written(found.short),
    }


def _explained(row: Row) -> Explained:
    found = _found(row)
    sooner = {"application_date": found.earliest.isoformat()} if found.earliest else {}
    meets = reading.outcome(
        row, "MEETS", "yes", Text(en="There are enough days.", fr="Il y a assez de jours."), "CitAct s.5(1)(c)(i)",
        decided=found.meets, change=sooner,
    )  # fmt: skip
    short = reading.outcome(
        row, "SHORT", "no", Text(en="There are too few days.", fr="Il n’y a pas assez de jours."),
        "CitAct s.5(1)(c)(i)", decided=not found.meets, change={},
    )  # fmt: skip
    lines = (meets, short) if found.meets else (short, meets)
    return Explained(yes_or_no(found.meets), lines, reading.reasons(found.why))


PRESENCE_RULE = Rule(
    name="citizenship-presence",
    source=SOURCE,
    columns=(
        "application_date", "pr_date", "temporary_or_protected_periods", "trips_out_back", "sentence_periods",
        "crown_service_abroad",
    ),
    results=(
        "window_start", "window_end", "pr_days", "pre_pr_days", "pre_pr_credit", "total_days", "meets_1095",
        "days_short",
    ),
    decide=_decided,
    explain=_explained,
    own_cases=reading.OWN / "citizenship-presence.csv",
)  # fmt: skip
