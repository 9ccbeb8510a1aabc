"""A worked case of whether an application is complete."""

from guichet.assessment.cases import reading
from guichet.assessment.cases.biometrics import KNOWN
from guichet.assessment.rules.completeness import FULL, Package, PackageCase, completeness
from guichet.assessment.terms import Complete, FormUsed, Lack
from guichet.foundation.languages import Text
from guichet.foundation.worked import Explained, Row, Rule, Unreadable

FORMS = {"yes": FormUsed.CURRENT, "no": FormUsed.MISSING, "old_version": FormUsed.OLD}
EITHER_WAY = {"exempt", "na", "n/a"}
NO_FEE = "none_due"
# What a column would have to say for a thing not to be missing.
MENDS = {
    Lack.FORM: ("form_present", "yes"), Lack.OLD_FORM: ("form_present", "yes"), Lack.SIGNATURE: ("signed", "yes"),
    Lack.DECLARATION: ("declaration", "yes"), Lack.FEE: ("fee_paid_pct", "100"),
    Lack.DOCUMENTS: ("required_docs_present", "yes"), Lack.REPRESENTATIVE: ("representative_block_complete", "yes"),
    Lack.CLASS: ("class_stated", "yes"), Lack.FAMILY: ("family_listed", "yes"),
    Lack.ELECTRONIC: ("sent_electronically_where_required", "yes"),
}  # fmt: skip
SENTENCES = {
    Complete.ACCEPT: Text(en="Nothing is missing.", fr="Il ne manque rien."),
    Complete.RETURN: Text(en="Something is missing.", fr="Il manque quelque chose."),
    Complete.REVIEW: Text(en="Only the form is an earlier one.", fr="Seul le formulaire est une version antérieure."),
}


def case_of(row: Row) -> PackageCase:
    """Return the case that a row of words describes. Raises Unreadable, naming the column."""
    sent, family = (reading.cell(row, name).lower() for name in (MENDS[Lack.ELECTRONIC][0], "family_listed"))
    adopted = family == "adoption_exception" and reading.cell(row, "program").upper().startswith("FC-")
    fee = reading.cell(row, "fee_paid_pct").lower()
    if not fee:
        raise Unreadable("fee_paid_pct", "")
    # Fingerprints and photo are read so that nonsense is named; they never make an application incomplete.
    reading.yes(row, "biometrics_given")
    return PackageCase(
        form=FormUsed(reading.word(row, "form_present", FORMS)),
        is_signed=reading.yes(row, "signed"),
        is_declared=reading.yes(row, "declaration"),
        fee_percent=None if fee == NO_FEE else reading.whole(row, "fee_paid_pct", empty=FULL),
        has_documents=reading.yes(row, "required_docs_present"),
        is_represented=reading.yes(row, "represented"),
        names_representative=reading.yes(row, "representative_block_complete"),
        states_class=reading.yes(row, "class_stated"),
        has_family=adopted or reading.yes(row, "family_listed"),
        is_electronic=None if sent in EITHER_WAY else reading.yes(row, MENDS[Lack.ELECTRONIC][0]),
    )


def _found(row: Row) -> Package:
    reading.word(row, "program", KNOWN)
    return completeness(case_of(row))


def _decided(row: Row) -> dict[str, str]:
    found = _found(row)
    return {"expected": found.outcome.value, "missing": "; ".join(lack.value for lack in found.lacks)}


def _explained(row: Row) -> Explained:
    found = _found(row)
    change = dict(MENDS[lack] for lack in found.lacks)
    lines = tuple(
        reading.outcome(
            row, one.value, one.value, sentence, "IRPR s.10, 12", decided=one is found.outcome,
            change=change if one is Complete.ACCEPT else {"form_present": "no"} if one is Complete.RETURN else {},
        )
        for one, sentence in SENTENCES.items()
    )  # fmt: skip
    return Explained(found.outcome.value, lines, reading.reasons(found.why))


COMPLETENESS_RULE = Rule(
    name="completeness",
    source="IRPR s.9.2, 10, 12",
    columns=(
        "program", "form_present", "signed", "declaration", "fee_paid_pct", "required_docs_present",
        "representative_block_complete", "represented", "class_stated", "family_listed", "biometrics_given",
        "sent_electronically_where_required",
    ),
    results=("expected", "missing"),
    decide=_decided,
    explain=_explained,
    own_cases=reading.OWN / "completeness.csv",
)  # fmt: skip
