"""Whether an application is complete, or would be sent back; with everything that is missing, not only the first. Pure.

Source: Immigration and Refugee Protection Regulations, s. 9.2, 10, 12; handbook, rules (i) and D9. Fingerprints, the
photo and their fee never make an application incomplete: s. 10(2.2).
"""

from collections.abc import Iterator
from dataclasses import dataclass

from guichet.assessment.rules.why import Step, step
from guichet.assessment.sentences import StepCode as S
from guichet.assessment.terms import Complete, FormUsed, Lack

FULL = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class PackageCase:
    """What there is of an application. `fee_percent` is None where no fee is due, `is_electronic` where either way will
    do; `has_family`: every member is named, coming or not, or is a child to be adopted whose details may follow.
    """

    form: FormUsed = FormUsed.CURRENT
    is_signed: bool = True
    is_declared: bool = True
    fee_percent: int | None = FULL
    has_documents: bool = True
    is_represented: bool = False
    names_representative: bool = False
    states_class: bool = True
    has_family: bool = True
    is_electronic: bool | None = True


@dataclass(frozen=True, slots=True)
class Package:
    """How an application stands, all that it lacks, and how to mend each."""

    outcome: Complete
    lacks: tuple[Lack, ...]
    why: tuple[Step, ...]


def completeness(case: PackageCase) -> Package:
    """Return whether an application is complete; an old form alone is for a person to look at."""
    lacks = tuple(_lacks(case))
    why = tuple(step(*MENDED[lack]) for lack in lacks)
    if not lacks:
        return Package(Complete.ACCEPT, lacks, (step(S.COMPLETE_ALL, "IRPR s.10"),))
    if lacks == (Lack.OLD_FORM,):
        return Package(Complete.REVIEW, lacks, why)
    return Package(Complete.RETURN, lacks, (*why, step(S.COMPLETE_RETURNED, "IRPR s.12")))


def _lacks(case: PackageCase) -> Iterator[Lack]:
    if case.form is FormUsed.MISSING:
        yield Lack.FORM
    if case.form is FormUsed.OLD:
        yield Lack.OLD_FORM
    if not case.is_signed:
        yield Lack.SIGNATURE
    if not case.is_declared:
        yield Lack.DECLARATION
    if case.fee_percent is not None and case.fee_percent < FULL:
        yield Lack.FEE
    if not case.has_documents:
        yield Lack.DOCUMENTS
    if case.is_represented and not case.names_representative:
        yield Lack.REPRESENTATIVE
    if not case.states_class:
        yield Lack.CLASS
    if not case.has_family:
        yield Lack.FAMILY
    if case.is_electronic is False:
        yield Lack.ELECTRONIC


MENDED = {
    Lack.FORM: (S.COMPLETE_FORM, "IRPR s.10(1)(a)"),
    Lack.OLD_FORM: (S.COMPLETE_OLD_FORM, "IRPR s.10(1)(a)"),
    Lack.SIGNATURE: (S.COMPLETE_SIGNATURE, "IRPR s.10(1)(b)"),
    Lack.DECLARATION: (S.COMPLETE_DECLARATION, "IRPR s.10(2)"),
    Lack.FEE: (S.COMPLETE_FEE, "IRPR s.10(1)(d)"),
    Lack.DOCUMENTS: (S.COMPLETE_DOCUMENTS, "IRPR s.10(1)(c)"),
    Lack.REPRESENTATIVE: (S.COMPLETE_REPRESENTATIVE, "IRPR s.10(2)(c.1)-(c.4)"),
    Lack.CLASS: (S.COMPLETE_CLASS, "IRPR s.10(2)"),
    Lack.FAMILY: (S.COMPLETE_FAMILY, "IRPR s.10(2)"),
    Lack.ELECTRONIC: (S.COMPLETE_ELECTRONIC, "IRPR s.9.2"),
}
