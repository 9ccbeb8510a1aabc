"""A worked case of whether a medical exam must be had."""

from guichet.assessment import policy
from guichet.assessment.cases import reading
from guichet.assessment.rules.medical import EXAMS, MedicalCase, decide, facts
from guichet.assessment.terms import Applying, Area, Medical
from guichet.foundation.worked import Explained, Row, Rule, Unreadable

# The programs of the catalogue, and the short forms of cases, by what the rule makes of them.
PROGRAMS = {
    Applying.PERMANENT: "pr ee ee_fsw ee_cec ee_fst ee_pnp pnp pnp_base qsw aip fc fc_spouse_out fc_spouse_in fc_child "
    "fc_pgp hc pp res res_gar res_psr",
    Applying.FAMILY: "family",
    Applying.CLAIM: "claim claim_in_canada refugee_claim asylum",
    Applying.TEMPORARY: "trv vr wp wp_out wp_gss wp_in wp_iec iec sp sp_out sp_in trp restore",
    Applying.OTHER: "eta cit cit_grant cit_minor cit_proof cit_renounce prcard prtd vos passport ppt_new ppt_renew "
    "ppt_child ppt_rtd ppt_coi",
}
KNOWN = {
    **{word: applying for applying, words in PROGRAMS.items() for word in words.split()},
    **{applying.value.lower(): applying for applying in Applying},
}
AREAS = {"yes": Area.YES, "no": Area.NO, "": Area.NO, "unknown": Area.UNKNOWN}
COLUMN_OF = {
    "held": "last_exam", "area": "listed_area", "long": "over_six_months", "health": "public_health_job",
    "applying": "application",
}  # fmt: skip


def case_of(row: Row) -> MedicalCase:
    """Return the case that a row of words describes. Raises Unreadable, naming the column."""
    case = MedicalCase(
        applying=Applying(reading.word(row, "application", KNOWN)),
        on=reading.day(row, "applied"),
        works_near_health=reading.yes(row, "public_health_job"),
        stays_long=reading.yes(row, "over_six_months"),
        area=Area(reading.word(row, "listed_area", AREAS)),
        examined_on=reading.maybe_day(row, "last_exam"),
    )
    if case.examined_on and case.examined_on > case.on:
        raise Unreadable("last_exam", reading.cell(row, "last_exam"))
    return case


def _decided(row: Row) -> dict[str, str]:
    case = case_of(row)
    return {"expected": decide(case, policy.medical_law(case.on)).outcome.value}


def _explained(row: Row) -> Explained:
    case = case_of(row)
    said = facts(case, policy.medical_law(case.on))
    return Explained.by(EXAMS, said, COLUMN_OF, result=lambda clause: Medical(clause.outcome).value)


MEDICAL_RULE = Rule(
    name="medical-exam",
    source="IRPR s.30",
    columns=("application", "applied", "public_health_job", "over_six_months", "listed_area", "last_exam"),
    results=("expected",),
    decide=_decided,
    explain=_explained,
    own_cases=reading.OWN / "medical-exam.csv",
)
