"""Which codes an event may carry: the catalogue, as sets that are looked into several times for each line."""

from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Protocol

from django.db.models import CharField, Model

from guichet.applications.models import Application, DocumentRequest, FeePayment, SectionStatus, StageEntry
from guichet.applications.terms import Overall
from guichet.programs.catalogue import Catalogue

LONGEST_REASON = 30


class Coded(Protocol):
    """A record of the catalogue."""

    @property
    def code(self) -> str: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Codes:
    """The codes that have a sentence in both languages, and where a file stands in each stage."""

    programs: Container[str] = frozenset()
    stages: Container[str] = frozenset()
    # Pairs of section and status.
    sections: Container[tuple[str, str]] = frozenset()
    documents: Container[str] = frozenset()
    reasons: Container[str] = frozenset()
    decisions: Container[str] = frozenset()
    offices: Container[str] = frozenset()
    fees: Container[str] = frozenset()
    overall: Mapping[str, Overall] = field(default_factory=dict)


def codes_of(catalogue: Catalogue) -> Codes:
    """Return the catalogue's codes, leaving out any that is longer than the column it would have to go into."""
    return Codes(
        programs=_fitting(catalogue.program_rows, Application, "program"),
        stages=_fitting(catalogue.stage_rows, StageEntry, "stage"),
        sections=frozenset(
            (row.code, status)
            for row in catalogue.section_rows
            for status in row.statuses
            if len(row.code) <= _room(SectionStatus, "section") and len(status) <= _room(SectionStatus, "status")
        ),
        documents=_fitting(catalogue.document_rows, DocumentRequest, "document"),
        reasons=frozenset(row.code for row in catalogue.reason_rows if len(row.code) <= LONGEST_REASON),
        decisions=_fitting(catalogue.decision_rows, Application, "decision"),
        offices=_fitting(catalogue.office_rows, Application, "office"),
        fees=_fitting(catalogue.fee_rows, FeePayment, "fee"),
        overall={row.code: Overall(row.overall) for row in catalogue.stage_rows},
    )


class _Anything:
    """Holds every code."""

    def __contains__(self, code: object) -> bool:
        return True


def trusting(codes: Codes) -> Codes:
    """Return codes that hold every code: for events that were accepted before, when the catalogue had it."""
    every = _Anything()
    return Codes(
        programs=every, stages=every, sections=every, documents=every, reasons=every, decisions=every, offices=every,
        fees=every, overall=codes.overall,
    )  # fmt: skip


def _fitting(rows: Iterable[Coded], model: type[Model], column: str) -> frozenset[str]:
    return frozenset(row.code for row in rows if len(row.code) <= _room(model, column))


def _room(model: type[Model], column: str) -> int:
    field = model._meta.get_field(column)
    assert isinstance(field, CharField)
    assert field.max_length is not None
    return field.max_length
