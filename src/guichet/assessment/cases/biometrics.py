"""A worked case of whether biometrics must be given."""

from datetime import date

from guichet.assessment import policy
from guichet.assessment.cases import reading
from guichet.assessment.rules.biometrics import REQUESTS, BiometricsCase, decide, facts
from guichet.assessment.terms import Biometrics, Circumstance, Request
from guichet.foundation.worked import Explained, Row, Rule, Unreadable

# The programs of the catalogue, and the short forms of cases, by what the rule makes of them.
PROGRAMS = {
    Request.VISA: "trv supervisa transit",
    Request.EXTENSION: "vr ext extension visitor_record",
    Request.PERMIT: "trp",
    Request.RESTORATION: "restore restoration",
    Request.WORK: "wp wp_out wp_gss wp_in wp_iec iec pgwp",
    Request.STUDY: "sp sp_out sp_in",
    Request.PERMANENT: "pr ee ee_fsw ee_cec ee_fst ee_pnp pnp pnp_base qsw aip fc fc_spouse_out fc_spouse_in fc_child "
    "fc_pgp hc pp",
    Request.CLAIM: "claim claim_in_canada refugee_claim asylum",
    Request.CLAIM_ABROAD: "claim_abroad refugee_abroad resettlement res res_gar res_psr",
    Request.FIRST_CARD: "prcard_first first_card",
    Request.OTHER: "eta cit cit_grant cit_minor cit_proof cit_renounce prcard prtd vos passport ppt_new ppt_renew "
    "ppt_child ppt_rtd ppt_coi",
}
KNOWN = {
    **{word: request for request, words in PROGRAMS.items() for word in words.split()},
    **{request.value.lower(): request for request in Request},
}
CIRCUMSTANCES = {
    "": Circumstance.NONE, "none": Circumstance.NONE, "claimant": Circumstance.CLAIMANT,
    "protected": Circumstance.PROTECTED, "protected_person": Circumstance.PROTECTED,
    "accredited_official": Circumstance.OFFICIAL, "family_of_official": Circumstance.OFFICIAL,
    "official_family": Circumstance.OFFICIAL, "head_of_state": Circumstance.HEAD,
    "head_of_government": Circumstance.HEAD, "us_transit": Circumstance.US_TRANSIT,
    "us_visa_transit": Circumstance.US_TRANSIT, "transit_us_visa": Circumstance.US_TRANSIT,
    "collection_not_feasible": Circumstance.NOT_FEASIBLE, "not_feasible": Circumstance.NOT_FEASIBLE,
}  # fmt: skip
COLUMN_OF = {
    "given": "last_given",
    "pending": "pending_pr_with_biometrics",
    "circumstance": "situation",
    "age": "age_on_application",
    "american": "us_national",
    "request": "application",
}
# Where a case says no day of applying: then what was given holds or does not whatever the day, and any will do.
ANY_DAY = date(2026, 1, 1)


def case_of(row: Row) -> BiometricsCase:
    """Return the case that a row of words describes. Raises Unreadable, naming the column."""
    given_on, applied_on = reading.maybe_day(row, "last_given"), reading.maybe_day(row, "applied")
    if given_on and applied_on is None:
        raise Unreadable("applied", "")
    return BiometricsCase(
        request=Request(reading.word(row, "application", KNOWN)),
        age=reading.whole(row, "age_on_application"),
        applied_on=applied_on or ANY_DAY,
        is_american=reading.yes(row, "us_national"),
        given_on=given_on,
        given_for_pending=reading.yes(row, "pending_pr_with_biometrics"),
        circumstance=Circumstance(reading.word(row, "situation", CIRCUMSTANCES)),
    )


def _decided(row: Row) -> dict[str, str]:
    case = case_of(row)
    return {"expected": decide(case, policy.biometrics_law(case.applied_on)).outcome.value}


def _explained(row: Row) -> Explained:
    case = case_of(row)
    said = facts(case, policy.biometrics_law(case.applied_on))
    return Explained.by(REQUESTS, said, COLUMN_OF, result=lambda clause: Biometrics(clause.outcome).value)


BIOMETRICS_RULE = Rule(
    name="biometrics",
    source="IRPR s.12.1-12.8",
    columns=(
        "application", "age_on_application", "us_national", "last_given", "applied", "pending_pr_with_biometrics",
        "situation",
    ),
    results=("expected",),
    decide=_decided,
    explain=_explained,
    own_cases=reading.OWN / "biometrics.csv",
)  # fmt: skip
