"""Which files the catalogue is read from, and what a record of each may say."""

from pathlib import Path

from guichet.foundation.dated import fields
from guichet.foundation.dated.fields import Field
from guichet.foundation.dated.records import Kind
from guichet.programs.finder_shapes import FINDER_KINDS
from guichet.programs.terms import FeePer, Line, Overall, SectionStatus, WhoActs

PACKAGE = Path(__file__).parent / "data"
FOLDER = "programs"
"""Where a department's own folder keeps its files for this room."""

TEXT = Field(fields.text)

KINDS = (
    Kind(
        "stage",
        "stages*.yaml",
        {
            "name": TEXT,
            "happening": TEXT,
            "next": TEXT,
            "who_acts": Field(fields.one_of(*WhoActs.values)),
            "overall": Field(fields.one_of(*Overall.values)),
            "pauses_clock": Field(fields.code, required=False),
            "visible": Field(fields.flag, required=False, default=True),
        },
        "l’étape",
    ),
    Kind(
        "section",
        "sections.yaml",
        {"name": TEXT, "statuses": Field(fields.texts_of(*SectionStatus.values))},
        "la partie",
    ),
    Kind("document", "documents.yaml", {"name": TEXT, "what": TEXT}, "le document"),
    Kind(
        "reason",
        "reasons.yaml",
        {
            "plain": TEXT,
            "law": Field(fields.word),
            "needs_fairness_letter": Field(fields.flag, required=False, default=False),
        },
        "le motif",
    ),
    Kind(
        "review",
        "reviews.yaml",
        {
            "name": TEXT,
            "how": TEXT,
            "days": Field(fields.whole, required=False),
            "law": Field(fields.word, required=False, default=""),
        },
        "le recours",
    ),
    Kind(
        "fee",
        "fees.yaml",
        {
            "what": TEXT,
            "amount": Field(fields.money),
            "per": Field(fields.one_of(*FeePer.values)),
            "regulation": Field(fields.word, required=False, default=""),
            "note": Field(fields.text, required=False),
        },
        "les frais",
    ),
    Kind("decision", "decisions.yaml", {"name": TEXT, "happening": TEXT, "next": TEXT}, "la décision"),
    Kind("aftercare", "aftercare.yaml", {"what": TEXT, "days": Field(fields.whole)}, "le suivi"),
    Kind(
        "office",
        "offices.yaml",
        {"name": TEXT, "country": Field(fields.code), "time_zone": Field(fields.zone)},
        "le bureau",
    ),
    Kind(
        "program",
        "programs/*.yaml",
        {
            "line": Field(fields.one_of(*Line.values)),
            "name": TEXT,
            "who": TEXT,
            "stages": Field(fields.codes, refers_to="stage"),
            "optional_stages": Field(fields.codes, required=False, refers_to="stage", default=()),
            "documents": Field(fields.codes, required=False, refers_to="document", default=()),
            "fees": Field(fields.codes, required=False, refers_to="fee", default=()),
            "biometrics": TEXT,
            "medical": TEXT,
            "interview": TEXT,
            "reasons": Field(fields.codes, required=False, refers_to="reason", default=()),
            "reviews": Field(fields.codes, required=False, refers_to="review", default=()),
            "notes": Field(fields.text, required=False),
            "listed": Field(fields.flag, required=False, default=True),
        },
        "le programme",
    ),
    *FINDER_KINDS,
)
