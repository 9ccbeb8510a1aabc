"""The records of the catalogue, each kind told in the same few columns, both languages beside one another."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import TextChoices
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from guichet.foundation.dates import days, money
from guichet.foundation.languages import Language, Text
from guichet.programs.catalogue import (
    Aftercare,
    Catalogue,
    Decision,
    Document,
    Fee,
    Office,
    Program,
    Reason,
    Review,
    Section,
    Stage,
)
from guichet.programs.terms import Certainty, SectionStatus


class Kind(TextChoices):
    """A kind of record; its name in the address."""

    PROGRAMS = "programs", gettext_lazy("Programs")
    STAGES = "stages", gettext_lazy("Stages")
    SECTIONS = "sections", gettext_lazy("Sections")
    DOCUMENTS = "documents", gettext_lazy("Documents")
    DECISIONS = "decisions", gettext_lazy("Decisions")
    REASONS = "reasons", gettext_lazy("Reasons")
    REVIEWS = "reviews", gettext_lazy("Rights of review")
    FEES = "fees", gettext_lazy("Fees")
    AFTERCARE = "aftercare", gettext_lazy("After closing")
    OFFICES = "offices", gettext_lazy("Offices")


@dataclass(frozen=True, slots=True)
class Line:
    """A record as its table shows it: the texts stand in both languages, one under another."""

    code: str
    texts: tuple[Text, ...]
    facts: str
    valid_from: date | None
    valid_to: date | None
    certainty: Certainty
    source: str

    def says(self, words: str) -> bool:
        """Return whether the record has these words anywhere."""
        said = [self.code, self.facts, self.source, *(part for text in self.texts for part in (text.en, text.fr))]
        return words.casefold() in "\n".join(said).casefold()


def lines_of(kind: Kind, catalogue: Catalogue, language: Language) -> list[Line]:
    """Return every record of a kind, in the order of the files."""
    match kind:
        case Kind.PROGRAMS:
            return [_program(each) for each in catalogue.program_rows]
        case Kind.STAGES:
            return [_stage(each) for each in catalogue.stage_rows]
        case Kind.SECTIONS:
            return [line for each in catalogue.section_rows for line in _section(each)]
        case Kind.DOCUMENTS:
            return [_line(each, each.name, each.what) for each in catalogue.document_rows]
        case Kind.DECISIONS:
            return [_line(each, each.name, each.happening, each.next) for each in catalogue.decision_rows]
        case Kind.REASONS:
            return [_line(each, each.plain, facts=each.law) for each in catalogue.reason_rows]
        case Kind.REVIEWS:
            return [_review(each, language) for each in catalogue.review_rows]
        case Kind.FEES:
            return [_fee(each, language) for each in catalogue.fee_rows]
        case Kind.AFTERCARE:
            return [_line(each, each.what, facts=days(each.days, language)) for each in catalogue.aftercare_rows]
        case Kind.OFFICES:
            return [
                _line(each, each.name, facts=f"{each.country} · {each.time_zone}") for each in catalogue.office_rows
            ]


def _line(
    entry: Program | Stage | Section | Document | Decision | Reason | Review | Fee | Aftercare | Office,
    *texts: Text,
    facts: str = "",
) -> Line:
    return Line(entry.code, texts, facts, entry.valid_from, entry.valid_to, entry.status, entry.source)


def _program(program: Program) -> Line:
    return _line(program, program.name, program.who, facts=str(program.line.label))


def _stage(stage: Stage) -> Line:
    facts = [_("acts: %(who)s") % {"who": stage.who_acts.label}, str(stage.overall.label)]
    if stage.pauses_clock:
        facts.append(_("clock stands still: %(pause)s") % {"pause": stage.pauses_clock})
    if not stage.visible:
        facts.append(_("not shown to clients"))
    return _line(stage, stage.name, stage.happening, stage.next, facts=" · ".join(facts))


def _section(section: Section) -> Iterable[Line]:
    for status, sentence in section.statuses.items():
        said = _line(section, section.name, sentence, facts=str(SectionStatus(status).label))
        yield Line(f"{section.code} {status}", said.texts, said.facts, said.valid_from, said.valid_to,
                   said.certainty, said.source)  # fmt: skip


def _review(review: Review, language: Language) -> Line:
    facts = [review.law, _("within %(days)s") % {"days": days(review.days, language)} if review.days else ""]
    return _line(review, review.name, review.how, facts=" · ".join(fact for fact in facts if fact))


def _fee(fee: Fee, language: Language) -> Line:
    texts = (fee.what, fee.note) if fee.note else (fee.what,)
    return _line(fee, *texts, facts=f"{money(fee.amount, language)} {fee.per.label}")
