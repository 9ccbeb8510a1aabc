"""No silent change: every visible event, in both languages, over every code of the catalogue, has a whole letter."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from guichet.applications import events as happenings
from guichet.applications.events import (
    ApplicationReceived,
    DecisionMade,
    DocumentsReceived,
    DocumentsRequested,
    FeePaid,
    FileEvent,
    FileQuiet,
    NoteReleased,
    OfficeChanged,
    SectionStatusChanged,
    StageEntered,
)
from guichet.applications.queries import promise_of
from guichet.applications.rules.facts import FileFacts, StageFact
from guichet.applications.rules.status import status_of
from guichet.applications.tests.factories import ApplicationFactory
from guichet.foundation.languages import Language
from guichet.journal.events import EVENT_KINDS
from guichet.journal.models import Entry
from guichet.journal.queries import sentence_of
from guichet.notices.letters import letter_for
from guichet.programs.queries import catalogue
from guichet.programs.terms import SectionStatus

NUMBER = "V300123456"
RECEIVED = datetime(2026, 10, 1, 14, tzinfo=UTC)


THEN = datetime(2026, 11, 3, 17, tzinfo=UTC)


def every_event() -> list[FileEvent]:
    """Return every thing that can happen to a file: each kind, with each code of the catalogue."""
    known = catalogue()
    about = {"client_id": 1, "application": NUMBER}
    codes = {rows.kind: sorted({row.code for row in rows}) for rows in (
        known.program_rows, known.stage_rows, known.section_rows, known.document_rows, known.decision_rows,
        known.office_rows, known.fee_rows, known.reason_rows,
    )}  # fmt: skip
    return [
        *(ApplicationReceived(**about, program=code) for code in codes["program"]),
        *(StageEntered(**about, stage=code) for code in codes["stage"]),
        *(
            SectionStatusChanged(**about, section=code, status=status)
            for code in codes["section"]
            for status in SectionStatus.values
        ),
        *(DocumentsRequested(**about, documents=(code,), due=date(2026, 12, 1)) for code in codes["document"]),
        DocumentsRequested(**about, documents=tuple(codes["document"][:3]), due=None),
        *(DocumentsReceived(**about, documents=(code,)) for code in codes["document"]),
        *(DecisionMade(**about, decision=code) for code in codes["decision"]),
        *(DecisionMade(**about, decision="REFUSED", reasons=(code,)) for code in codes["reason"]),
        *(OfficeChanged(**about, office=code) for code in codes["office"]),
        *(FeePaid(**about, fee=code, amount=Decimal("85.00")) for code in codes["fee"]),
        NoteReleased(**about, note=1),
        FileQuiet(**about, since=THEN, at=THEN, again=THEN),
    ]


def entry_of(event: FileEvent) -> Entry:
    """Return the entry of the journal that tells of an event, unsaved."""
    return Entry(kind=event.kind, client_id=event.client_id, payload=event.payload())


@pytest.fixture
def file(db):
    return ApplicationFactory(number=NUMBER)


def test_every_visible_kind_of_a_file_is_among_those_tried():
    ours = {kind for kind, event in EVENT_KINDS.items() if event.visible and event.__module__ == happenings.__name__}
    assert {event.kind for event in every_event()} == ours


@pytest.mark.parametrize("language", list(Language))
def test_every_event_has_a_whole_letter_whose_sentence_is_that_of_the_timeline(file, language):
    for event in every_event():
        letter = letter_for(event, language)
        where = (event, language)
        assert letter.subject, where
        assert letter.next, where
        assert letter.number == NUMBER, where
        assert letter.about, where
        assert letter.happened == event.sentence(language) == sentence_of(entry_of(event), language), where
        assert all(letter.points), where
        for text in (letter.subject, letter.happened, letter.next, *letter.points):
            assert "%(" not in text, where
            assert not text.startswith((" ", ".")), where


def test_the_two_languages_of_a_letter_have_the_same_facts_and_other_words(file):
    for event in every_event():
        english, french = letter_for(event, Language.EN), letter_for(event, Language.FR)
        assert (english.your_turn, english.due_on, len(english.points)) == (
            french.your_turn,
            french.due_on,
            len(french.points),
        ), event
        assert english.subject != french.subject, event
        assert english.happened != french.happened, event


def test_a_subject_holds_no_number_program_or_name(file):
    programs = {row.name.say(language) for row in catalogue().program_rows for language in Language}
    for event in every_event():
        for language in Language:
            subject = letter_for(event, language).subject
            assert not any(character.isdigit() for character in subject), event
            assert not any(program in subject for program in programs), event


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("stage", sorted({row.code for row in catalogue().stage_rows if row.visible}))
def test_the_message_the_timeline_and_the_status_page_say_one_sentence_of_a_stage(file, stage, language):
    since = RECEIVED + timedelta(days=1)
    facts = FileFacts(
        number=NUMBER, client_id=1, program="TRV", received_at=RECEIVED, latest_at=since, overall="IN_PROGRESS",
        stage=stage, stage_since=since, stages=(StageFact(stage, since),),
    )  # fmt: skip
    said = _status(facts, language)
    letter = letter_for(StageEntered(client_id=1, application=NUMBER, stage=stage), language)
    assert said.happening == letter.happened
    assert letter.your_turn is (said.to_do is not None)


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("decision", sorted({row.code for row in catalogue().decision_rows}))
def test_the_message_and_the_status_page_say_one_sentence_of_a_decision(file, decision, language):
    since = RECEIVED + timedelta(days=1)
    facts = FileFacts(
        number=NUMBER, client_id=1, program="TRV", received_at=RECEIVED, latest_at=since, overall="CLOSED",
        decision=decision, decided_at=since,
    )  # fmt: skip
    letter = letter_for(DecisionMade(client_id=1, application=NUMBER, decision=decision), language)
    assert _status(facts, language).happening == letter.happened
    assert _status(facts, language).happening == _status(replace(facts, program="HC"), language).happening


def test_a_refusal_tells_each_reason_with_its_law_and_what_can_be_done(file):
    letter = letter_for(
        DecisionMade(client_id=1, application=NUMBER, decision="REFUSED", reasons=("MONEY",)), Language.EN
    )
    assert letter.points[0].startswith("Reason: " + catalogue().reason("MONEY").plain.en)
    assert "Immigration and Refugee Protection Regulations" in letter.points[0]
    assert [point.startswith("What you can do: ") for point in letter.points[1:]] == [True, True, True]


def test_an_old_entry_whose_code_is_lost_is_said_to_be_without_words():
    payload = {"application": NUMBER, "stage": "NO-SUCH-STAGE"}
    for kind in ("application.stage_entered", "no.such.kind"):
        assert "no longer have words" in sentence_of(Entry(kind=kind, client_id=1, payload=payload), Language.EN)


def _status(facts: FileFacts, language: Language):
    now, zone = RECEIVED + timedelta(days=2), ZoneInfo("America/Toronto")
    return status_of(
        facts, catalogue=catalogue(), promise=promise_of(facts, now=now, zone=zone), offices=(), language=language,
        now=now, zone=zone,
    )  # fmt: skip
