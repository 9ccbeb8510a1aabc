"""What is said of programs and standards, each text in both languages."""

from datetime import date
from decimal import Decimal

from ninja import Field, Schema

from guichet.foundation.languages import Text
from guichet.programs.catalogue import Catalogue, Program
from guichet.standards.rules import Standard


class TextShape(Schema):
    en: str
    fr: str


class FeeShape(Schema):
    code: str
    what: TextShape
    amount: Decimal = Field(description="Canadian dollars.")
    per: str
    source: str
    certainty: str = Field(description="C confirmed in an official text, C2 reported, V to be verified.")


class ProgramShape(Schema):
    code: str
    line: str
    name: TextShape
    who: TextShape
    stages: list[str] = Field(description="In their usual order.")
    optional_stages: list[str]
    documents: list[str]
    fees: list[FeeShape] = Field(description="Those in force today.")
    source: str
    certainty: str


class ProgramsPage(Schema):
    items: list[ProgramShape]
    next: str | None = Field(description="Ask with `after` set to this for what follows; null at the end.")


class ResultShape(Schema):
    fiscal_year: str
    volume: int | None
    met: int | None
    percent: Decimal | None


class StandardShape(Schema):
    code: str
    what: TextShape
    programs: list[str]
    value: int | None
    unit: str
    target_percent: Decimal
    results: list[ResultShape]
    valid_from: date | None
    valid_to: date | None
    source: str
    certainty: str


class StandardsPage(Schema):
    items: list[StandardShape]
    next: str | None = Field(description="Ask with `after` set to this for what follows; null at the end.")


def program_shape(program: Program, catalogue: Catalogue, on: date) -> ProgramShape:
    """Return a program as it is on a day."""
    return ProgramShape(
        code=program.code,
        line=program.line,
        name=_text(program.name),
        who=_text(program.who),
        stages=list(program.stages),
        optional_stages=list(program.optional_stages),
        documents=list(program.documents),
        fees=[
            FeeShape(
                code=fee.code, what=_text(fee.what), amount=fee.amount, per=fee.per, source=fee.source,
                certainty=fee.status,
            )
            for fee in catalogue.fees_of(program, on)
        ],
        source=program.source,
        certainty=program.status,
    )  # fmt: skip


def standard_shape(standard: Standard) -> StandardShape:
    """Return a service standard with its published results."""
    return StandardShape(
        code=standard.code,
        what=_text(standard.what),
        programs=list(standard.programs),
        value=standard.value,
        unit=standard.unit,
        target_percent=standard.target_pct,
        results=[
            ResultShape(fiscal_year=one.fiscal_year, volume=one.volume, met=one.met, percent=one.pct)
            for one in standard.results
        ],
        valid_from=standard.valid_from,
        valid_to=standard.valid_to,
        source=standard.source,
        certainty=standard.status,
    )


def _text(text: Text) -> TextShape:
    return TextShape(en=text.en, fr=text.fr)
