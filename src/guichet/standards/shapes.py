"""Which files standards and pauses are read from, and what a record of each may say."""

from pathlib import Path

from guichet.foundation.dated import fields
from guichet.foundation.dated.fields import Field
from guichet.foundation.dated.records import Kind
from guichet.standards.terms import Basis, Channel, Unit

PACKAGE = Path(__file__).parent / "data"
FOLDER = "standards"
"""Where a department's own folder keeps its files for this room."""

TEXT = Field(fields.text)

KINDS = (
    Kind(
        "standard",
        "standards.yaml",
        {
            "what": TEXT,
            "programs": Field(fields.codes, required=False, default=()),
            "headline": Field(fields.flag, required=False, default=False),
            "value": Field(fields.whole, required=False),
            "unit": Field(fields.one_of(*Unit.values)),
            "target_pct": Field(fields.percentage),
            "basis": Field(fields.one_of(*Basis.values)),
            "channel": Field(fields.one_of(*Channel.values)),
            "owner": TEXT,
            "review_on": Field(fields.day, required=False),
            "results": Field(
                fields.rows_of(
                    fiscal_year=Field(fields.fiscal_year),
                    volume=Field(fields.whole),
                    met=Field(fields.whole),
                    pct=Field(fields.percentage, required=False),
                ),
                required=False,
                default=(),
            ),
        },
        "la norme",
    ),
    Kind("pause", "pauses.yaml", {"name": TEXT, "sentence": TEXT}, "la suspension"),
)
