"""What the status page, the desk, the voice menu and an MP’s office say of a file: the same sentences. Pure."""

from datetime import date, datetime
from itertools import groupby
from typing import TYPE_CHECKING, assert_never
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _
from django.utils.translation import override

from guichet.applications.rules import sentences
from guichet.applications.rules.expected import expected
from guichet.applications.rules.facts import DocumentFact, FileFacts, OfficeStay, PaymentFact, Promise
from guichet.applications.rules.lines import (
    Days,
    DecisionLine,
    DocumentLine,
    FileStatus,
    FileSummary,
    OfficeLine,
    PaymentLine,
    ReasonLine,
    ReviewLine,
    SectionLine,
    StepLine,
    ToDo,
)
from guichet.applications.rules.place import (
    RETURNED,
    Answered,
    Decided,
    InStage,
    Over,
    Place,
    Received,
    open_requests,
    place_on,
    waiting_sections,
)
from guichet.applications.rules.steps import StepFact, steps_of
from guichet.applications.terms import Overall, StepState, WaitingOn
from guichet.foundation.languages import Language
from guichet.foundation.laws import citation

if TYPE_CHECKING:
    from guichet.programs.catalogue import Catalogue

REFUSED = "REFUSED"
WHO = {
    "client": WaitingOn.YOU,
    "department": WaitingOn.DEPARTMENT,
    "partner": WaitingOn.PARTNER,
    "nobody": WaitingOn.NOBODY,
}


def status_of(
    file: FileFacts,
    *,
    catalogue: "Catalogue",
    promise: Promise,
    offices: tuple[OfficeStay, ...],
    language: Language,
    now: datetime,
    zone: ZoneInfo,
) -> FileStatus:
    """Return everything that is said of a file at the moment `now`; days are those of `zone`.

    `promise` is the service standard’s clock for this file, `offices` every office that held it, the first first.
    Raises UnknownCode for a code that is not in the catalogue.
    """
    today = now.astimezone(zone).date()
    place = place_on(file, catalogue, today=today, zone=zone)
    with override(language):
        to_do = to_do_of(file, place, catalogue=catalogue, language=language, today=today)
        waiting_on = waiting_on_of(file, place, to_do, catalogue)
        steps = steps_of(file, place, catalogue)
        lines = tuple(_step_line(step, file, catalogue, language) for step in steps)
        return FileStatus(
            number=file.number,
            client_id=file.client_id,
            language=language,
            program=catalogue.program(file.program).name.say(language),
            program_code=file.program,
            overall=Overall(file.overall),
            overall_word=str(Overall(file.overall).label),
            happening=happening_of(file, place, catalogue, language, zone),
            since=place.since,
            waiting_on=waiting_on,
            nothing_needed=to_do is None,
            needed=to_do.sentence if to_do else sentences.nothing_to_do(),
            to_do=to_do,
            next=_next(file, place, to_do, lines, catalogue, language),
            expected=expected(file, promise, waiting_on, language=language, today=today, zone=zone),
            steps=lines,
            sections=_sections(file, catalogue, language),
            days=_days(file, promise, waiting_on, zone),
            documents=document_lines(file, catalogue=catalogue, language=language, today=today),
            office=_office(offices[-1], catalogue, language) if offices else None,
            earlier_offices=tuple(_office(stay, catalogue, language) for stay in offices[:-1]),
            hides_place=file.hides_place,
            payments=tuple(_payment(payment, catalogue, language) for payment in file.payments),
            decision=_decision(file, catalogue, language, zone),
            notes=file.notes,
            received_at=file.received_at,
            latest_at=file.latest_at,
            country=file.country,
        )


def summary_of(
    file: FileFacts, *, catalogue: "Catalogue", language: Language, now: datetime, zone: ZoneInfo
) -> FileSummary:
    """Return the line of a file in a list; the sentences are those of its status page."""
    today = now.astimezone(zone).date()
    place = place_on(file, catalogue, today=today, zone=zone)
    with override(language):
        to_do = to_do_of(file, place, catalogue=catalogue, language=language, today=today)
        return FileSummary(
            number=file.number,
            client_id=file.client_id,
            program=catalogue.program(file.program).name.say(language),
            overall=Overall(file.overall),
            overall_word=str(Overall(file.overall).label),
            happening=happening_of(file, place, catalogue, language, zone),
            waiting_on=waiting_on_of(file, place, to_do, catalogue),
            to_do=to_do,
            received_at=file.received_at,
            latest_at=file.latest_at,
            decided_at=file.decided_at if file.decision else None,
            program_code=file.program,
            country=file.country,
        )


def happening_of(file: FileFacts, place: Place, catalogue: "Catalogue", language: Language, zone: ZoneInfo) -> str:
    """Return the one sentence that says what is happening: the very one of the latest entry that it rests on.

    Of a file that is over it says what was decided and when, for its last step is no news any more.
    """
    match place:
        case Received():
            return sentences.application_received(file.program, catalogue, language)
        case InStage(stage=stage):
            return catalogue.stage(stage).happening.say(language)
        case Answered(section=section) if section:
            return catalogue.section_sentence(section.section, section.status).say(language)
        case Answered(documents=documents):
            return sentences.documents_received(documents, catalogue, language)
        case Decided(decision=decision):
            return catalogue.decision(decision).happening.say(language)
        case Over(decision=decision, since=since) if decision:
            said = catalogue.decision(decision).happening.say(language)
            return sentences.closed(said, since.astimezone(zone).date(), language)
        case Over():
            return sentences.closed_undecided()
        case _:
            assert_never(place)


def to_do_of(file: FileFacts, place: Place, *, catalogue: "Catalogue", language: Language, today: date) -> ToDo | None:
    """Return what the client is to do now, or None. Documents asked for come first: they have a day.

    What a closed file still asks (to give an address after landing, to send again what was returned) is theirs to do
    until its aftercare has ended.
    """
    if waiting := open_requests(file):
        return _documents_to_send(waiting, catalogue, language, today)
    match place:
        case Decided(decision=decision) if decision == RETURNED:
            return ToDo(catalogue.decision(decision).next.say(language))
        case InStage(stage=stage) if catalogue.stage(stage).who_acts == "client":
            return ToDo(catalogue.stage(stage).next.say(language))
        case _:
            pass
    if sections := waiting_sections(file):
        said = (catalogue.section_sentence(part.section, part.status).say(language) for part in sections)
        return ToDo(" ".join(said))
    return None


def waiting_on_of(file: FileFacts, place: Place, to_do: ToDo | None, catalogue: "Catalogue") -> WaitingOn:
    """Return who must act next."""
    if to_do:
        return WaitingOn.YOU
    match place:
        case Decided() | Over():
            return WaitingOn.NOBODY
        case InStage(stage=stage):
            return WHO[catalogue.stage(stage).who_acts]
        case Received() | Answered():
            return WaitingOn.DEPARTMENT
        case _:
            assert_never(place)


def _documents_to_send(
    waiting: tuple[DocumentFact, ...], catalogue: "Catalogue", language: Language, today: date
) -> ToDo:
    """Return one sentence for each day by which something is due, and a line for each document."""
    by_day = groupby(waiting, key=lambda document: document.due_on)
    said = [
        sentences.documents_to_send([each.document for each in due], day, today, catalogue, language)
        for day, due in by_day
    ]
    first = waiting[0].due_on
    points = tuple(what_we_need(each.document, catalogue, language) for each in waiting)
    return ToDo(" ".join(said), first, first is not None and first < today, points)


def what_we_need(code: str, catalogue: "Catalogue", language: Language) -> str:
    """Return a document with what we need to see, in the active language: `Proof of money: papers such as …`."""
    document = catalogue.document(code)
    return _("%(name)s: %(what)s") % {"name": document.name.say(language), "what": document.what.say(language)}


def _next(
    file: FileFacts,
    place: Place,
    to_do: ToDo | None,
    steps: tuple[StepLine, ...],
    catalogue: "Catalogue",
    language: Language,
) -> str:
    """Return what comes next; where that is the client’s own act, what follows it."""
    match place:
        case Received():
            said = sentences.after_receiving()
        case InStage(stage=stage):
            said = catalogue.stage(stage).next.say(language)
        case Answered():
            said = sentences.after_an_answer()
        case Decided(decision=decision):
            said = sentences.after_reasons() if file.reasons else catalogue.decision(decision).next.say(language)
        case Over():
            return sentences.after_reasons() if file.reasons else ""
        case _:
            assert_never(place)
    if to_do is None:
        # That nothing is needed is said beside this already: once is enough.
        return said.removesuffix(sentences.nothing_to_do()).strip() or said
    if to_do.points and isinstance(place, InStage) and catalogue.stage(place.stage).who_acts == "client":
        return sentences.after_an_answer()
    if to_do.sentence != said:
        return said
    following = next((step.name for step in steps if step.state is StepState.TO_COME), "")
    return _("After that: %(step)s.") % {"step": following} if following else ""


def _step_line(step: StepFact, file: FileFacts, catalogue: "Catalogue", language: Language) -> StepLine:
    if step.decision:
        decision = catalogue.decision(step.decision)
        return StepLine(step.stage, decision.name.say(language), step.state, step.at, decision.happening.say(language))
    stage = catalogue.stage(step.stage)
    return StepLine(step.stage, stage.name.say(language), step.state, step.at, stage.happening.say(language))


def _sections(file: FileFacts, catalogue: "Catalogue", language: Language) -> tuple[SectionLine, ...]:
    """Return the parts of the review in the order of the catalogue."""
    order = {row.code: position for position, row in enumerate(catalogue.section_rows)}
    return tuple(
        SectionLine(
            part.section,
            catalogue.section(part.section).name.say(language),
            part.status,
            catalogue.section_sentence(part.section, part.status).say(language),
            part.since,
        )
        for part in sorted(file.sections, key=lambda part: order[part.section])
    )


def _days(file: FileFacts, promise: Promise, waiting_on: WaitingOn, zone: ZoneInfo) -> Days:
    closed = file.overall == Overall.CLOSED or bool(file.decision)
    allowed = (promise.first_due - file.received_at.astimezone(zone).date()).days if promise.first_due else None
    running = WaitingOn.NOBODY if closed else waiting_on
    return Days(promise.clock.days_with_us, promise.clock.days_with_you, running, allowed)


def document_lines(
    file: FileFacts, *, catalogue: "Catalogue", language: Language, today: date
) -> tuple[DocumentLine, ...]:
    """Return the documents of a file: those we wait for, the first due first, then those that came."""
    waiting = open_requests(file)
    came = [document for document in file.documents if document not in waiting]
    return tuple(
        _document(each, awaited=each in waiting, catalogue=catalogue, language=language, today=today)
        for each in (*waiting, *came)
    )


def _document(
    document: DocumentFact, *, awaited: bool, catalogue: "Catalogue", language: Language, today: date
) -> DocumentLine:
    known = catalogue.document(document.document)
    return DocumentLine(
        code=document.document,
        name=known.name.say(language),
        what=known.what.say(language),
        requested_at=document.requested_at,
        due_on=document.due_on,
        received_at=document.received_at,
        sha256=document.sha256,
        awaited=awaited,
        overdue=awaited and document.due_on is not None and document.due_on < today,
    )


def _office(stay: OfficeStay, catalogue: "Catalogue", language: Language) -> OfficeLine:
    return OfficeLine(stay.office, catalogue.office(stay.office).name.say(language), stay.since)


def _payment(payment: PaymentFact, catalogue: "Catalogue", language: Language) -> PaymentLine:
    return PaymentLine(catalogue.fee_name(payment.fee).say(language), payment.amount, payment.receipt, payment.paid_at)


def _decision(file: FileFacts, catalogue: "Catalogue", language: Language, zone: ZoneInfo) -> DecisionLine | None:
    if not file.decision or file.decided_at is None:
        return None
    decision = catalogue.decision(file.decision)
    reasons = [catalogue.reason(code) for code in file.reasons]
    return DecisionLine(
        file.decision,
        decision.name.say(language),
        decision.happening.say(language),
        decision.next.say(language),
        file.decided_at,
        tuple(ReasonLine(reason.plain.say(language), citation(reason.law, language)) for reason in reasons),
        reviews_of(file.program, file.decision, file.decided_at.astimezone(zone).date(), catalogue, language),
    )


def reviews_of(
    program: str, decision: str, on: date | None, catalogue: "Catalogue", language: Language
) -> tuple[ReviewLine, ...]:
    """Return what may be done about a refusal made on that day (None: as described newest).

    Nothing for other decisions, whose `next` says all.
    """
    if decision != REFUSED:
        return ()
    known = catalogue.program(program)
    found = catalogue.reviews_of(known, on) if on else tuple(catalogue.review(code) for code in known.reviews)
    return tuple(
        ReviewLine(each.name.say(language), each.how.say(language), citation(each.law, language)) for each in found
    )
