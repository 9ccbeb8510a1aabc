"""Where a file stands, who must act, when, and what comes next: worked by hand, over the shipped catalogue."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from guichet.applications.queries import promise_of
from guichet.applications.rules.facts import (
    DocumentFact,
    FileFacts,
    NoteFact,
    OfficeStay,
    PaymentFact,
    SectionFact,
    StageFact,
)
from guichet.applications.rules.lines import FileStatus
from guichet.applications.rules.pauses import pauses
from guichet.applications.rules.place import Answered, Decided, InStage, Received, open_requests, place_of
from guichet.applications.rules.status import status_of, summary_of
from guichet.applications.rules.steps import steps_of
from guichet.applications.terms import Basis, StepState, WaitingOn
from guichet.foundation.languages import Language
from guichet.programs.queries import catalogue
from guichet.standards.rules import Pause

ZONE = ZoneInfo("America/Toronto")


def day(number: int, month: int = 10, year: int = 2026) -> datetime:
    return datetime(year, month, number, 14, tzinfo=UTC)


NOW = day(21, 11)
RECEIVED = day(1)
FILE = FileFacts(
    number="V300123456", client_id=1, program="TRV", received_at=RECEIVED, latest_at=RECEIVED, overall="RECEIVED"
)


def in_stage(stage: str, since: datetime, file: FileFacts = FILE, overall: str = "IN_PROGRESS") -> FileFacts:
    """Return the file after it entered a stage."""
    entered = (*file.stages, StageFact(stage, since))
    return replace(file, stage=stage, stage_since=since, stages=entered, overall=overall, latest_at=since)


def decided(decision: str, at: datetime, file: FileFacts = FILE, reasons: tuple[str, ...] = ()) -> FileFacts:
    """Return the file after it was decided."""
    return replace(file, decision=decision, decided_at=at, reasons=reasons, overall="CLOSED", latest_at=at)


def asked(*documents: DocumentFact, file: FileFacts = FILE) -> FileFacts:
    return replace(file, documents=documents)


FUNDS = DocumentFact(document="FUNDS", requested_at=day(10, 11), due_on=date(2026, 12, 10))
PHOTO = DocumentFact(document="PHOTO", requested_at=day(10, 11), due_on=date(2026, 11, 15))
FUNDS_CAME = replace(FUNDS, received_at=day(18, 11), sha256="ab" * 32)


def said_of(file: FileFacts, language: Language = Language.EN, now: datetime = NOW) -> FileStatus:
    return status_of(
        file,
        catalogue=catalogue(),
        promise=promise_of(file, now=now, zone=ZONE),
        offices=(OfficeStay("CPC-OTTAWA", RECEIVED),),
        language=language,
        now=now,
        zone=ZONE,
    )


def plain(text: str) -> str:
    return text.replace("\xa0", " ")


@pytest.mark.parametrize(
    ("file", "place"),
    [
        pytest.param(FILE, Received(RECEIVED), id="nothing but received"),
        pytest.param(in_stage("ELIGIBILITY", day(9)), InStage("ELIGIBILITY", day(9)), id="in a stage"),
        pytest.param(
            decided("REFUSED", day(20), in_stage("DECISION", day(19))),
            Decided("REFUSED", day(20)),
            id="decided after the stage of deciding",
        ),
        pytest.param(
            in_stage("DECISION", day(21), decided("REFUSED", day(20)), "CLOSED"),
            Decided("REFUSED", day(20)),
            id="the stage of deciding told after the decision",
        ),
        pytest.param(
            in_stage("PASSPORT_REQUEST", day(22), decided("APPROVED", day(20)), "CLOSED"),
            InStage("PASSPORT_REQUEST", day(22)),
            id="approved, and the passport asked for",
        ),
        pytest.param(
            in_stage("PASSPORT_REQUEST", day(22), decided("REFUSED", day(20)), "CLOSED"),
            Decided("REFUSED", day(20)),
            id="nothing follows a refusal",
        ),
        pytest.param(
            in_stage("COMPLETENESS", day(25), decided("RETURNED", day(20)), "RECEIVED"),
            InStage("COMPLETENESS", day(25)),
            id="sent back, sent again and open",
        ),
        pytest.param(
            asked(FUNDS, file=in_stage("ADDITIONAL_DOCS", day(10, 11))),
            InStage("ADDITIONAL_DOCS", day(10, 11)),
            id="documents asked for",
        ),
        pytest.param(
            asked(FUNDS_CAME, file=in_stage("ADDITIONAL_DOCS", day(10, 11))),
            Answered("ADDITIONAL_DOCS", day(18, 11), documents=("FUNDS",)),
            id="all documents came",
        ),
        pytest.param(
            asked(FUNDS_CAME, PHOTO, file=in_stage("ADDITIONAL_DOCS", day(10, 11))),
            InStage("ADDITIONAL_DOCS", day(10, 11)),
            id="one of two documents came",
        ),
        pytest.param(
            replace(in_stage("BIOMETRICS", day(5)), sections=(SectionFact("BIOMETRICS", "COMPLETED", day(12)),)),
            Answered("BIOMETRICS", day(12), section=SectionFact("BIOMETRICS", "COMPLETED", day(12))),
            id="fingerprints given",
        ),
        pytest.param(
            replace(in_stage("BIOMETRICS", day(5)), sections=(SectionFact("BIOMETRICS", "WAITING_ON_YOU", day(5)),)),
            InStage("BIOMETRICS", day(5)),
            id="fingerprints still to give",
        ),
        pytest.param(
            replace(in_stage("ELIGIBILITY", day(5)), sections=(SectionFact("ELIGIBILITY", "IN_PROGRESS", day(5)),)),
            InStage("ELIGIBILITY", day(5)),
            id="a part of the review that waits for nobody answers no stage",
        ),
    ],
)
def test_a_file_stands_where_its_latest_news_put_it(file, place):
    assert place_of(file, catalogue()) == place


@pytest.mark.parametrize(
    ("file", "waiting_on", "due_on", "overdue"),
    [
        pytest.param(FILE, WaitingOn.DEPARTMENT, None, False, id="received"),
        pytest.param(in_stage("ELIGIBILITY", day(9)), WaitingOn.DEPARTMENT, None, False, id="we review"),
        pytest.param(in_stage("BIOMETRICS", day(9)), WaitingOn.YOU, None, False, id="the client’s stage"),
        pytest.param(
            asked(FUNDS, file=in_stage("ELIGIBILITY", day(9))),
            WaitingOn.YOU,
            date(2026, 12, 10),
            False,
            id="a document while we review",
        ),
        pytest.param(
            asked(FUNDS, PHOTO, file=in_stage("ELIGIBILITY", day(9))),
            WaitingOn.YOU,
            date(2026, 11, 15),
            True,
            id="the first day has passed",
        ),
        pytest.param(
            asked(FUNDS_CAME, file=in_stage("ADDITIONAL_DOCS", day(10, 11))),
            WaitingOn.DEPARTMENT,
            None,
            False,
            id="all came",
        ),
        pytest.param(asked(FUNDS, file=decided("ABANDONED", day(20, 11))), WaitingOn.NOBODY, None, False, id="closed"),
        pytest.param(decided("RETURNED", day(20, 11)), WaitingOn.YOU, None, False, id="sent back to complete"),
        pytest.param(
            decided("RETURNED", day(20, 1)), WaitingOn.NOBODY, None, False, id="sent back half a year ago and more"
        ),
        # 180 days before November 21 is May 25; in Toronto, 2 h of that day in UTC is still May 24.
        pytest.param(
            decided("RETURNED", datetime(2026, 5, 25, 2, tzinfo=UTC)),
            WaitingOn.NOBODY,
            None,
            False,
            id="sent back late in the evening, a day too long ago",
        ),
        pytest.param(
            decided("RETURNED", datetime(2026, 5, 25, 5, tzinfo=UTC)),
            WaitingOn.YOU,
            None,
            False,
            id="sent back early that morning, half a year ago to the day",
        ),
        pytest.param(
            in_stage("POE_LETTER", day(22), decided("APPROVED", day(20)), "CLOSED"),
            WaitingOn.YOU,
            None,
            False,
            id="a letter to show at the border",
        ),
        pytest.param(
            in_stage("POE_LETTER", day(22, 1, 2004), decided("APPROVED", day(20, 1, 2004)), "CLOSED"),
            WaitingOn.NOBODY,
            None,
            False,
            id="a letter shown long ago",
        ),
        pytest.param(
            in_stage("TRAVEL", day(9), replace(FILE, program="RES-GAR")), WaitingOn.PARTNER, None, False, id="a partner"
        ),
        pytest.param(
            replace(in_stage("ELIGIBILITY", day(9)), sections=(SectionFact("MEDICAL", "WAITING_ON_YOU", day(10)),)),
            WaitingOn.YOU,
            None,
            False,
            id="a part of the review waits for the client",
        ),
    ],
)
def test_who_must_act_next_and_by_when(file, waiting_on, due_on, overdue):
    said = said_of(file)
    assert said.waiting_on is waiting_on
    assert (said.to_do.due_on, said.to_do.overdue) == (due_on, overdue) if said.to_do else due_on is None
    assert said.nothing_needed is (waiting_on is not WaitingOn.YOU)
    assert said.needed


@pytest.mark.parametrize(
    ("documents", "language", "sentence"),
    [
        (
            (FUNDS,),
            Language.EN,
            "Send us this document by December 10, 2026: Proof of money.",
        ),
        (
            (FUNDS, PHOTO),
            Language.EN,
            "We asked for this document by November 15, 2026: Photo. Send it now, or tell us why you need more time. "
            "Send us this document by December 10, 2026: Proof of money.",
        ),
        (
            (replace(FUNDS, due_on=None),),
            Language.EN,
            "Send us this document as soon as you can: Proof of money.",
        ),
        (
            (FUNDS, replace(PHOTO, due_on=date(2026, 12, 10))),
            Language.EN,
            "Send us these documents by December 10, 2026: Proof of money; Photo.",
        ),
    ],
)
def test_documents_are_asked_for_in_a_sentence_with_the_day(documents, language, sentence):
    assert plain(said_of(asked(*documents), language).needed) == sentence


def test_a_document_asked_for_after_the_decision_is_still_awaited():
    approved = decided("APPROVED", day(1, 11))
    before, after = replace(FUNDS, requested_at=day(20)), FUNDS
    assert open_requests(asked(before, after, file=approved)) == (after,)


def test_a_file_takes_every_step_once_and_shows_what_usually_follows():
    file = in_stage("ELIGIBILITY", day(9), in_stage("AOR", day(5), in_stage("COMPLETENESS", day(3))))
    steps = steps_of(file, place_of(file, catalogue()), catalogue())
    assert [(step.stage, step.state) for step in steps] == [
        ("SUBMITTED", StepState.DONE),
        ("COMPLETENESS", StepState.DONE),
        ("AOR", StepState.DONE),
        ("ELIGIBILITY", StepState.NOW),
        ("BACKGROUND", StepState.TO_COME),
        ("DECISION", StepState.TO_COME),
        ("PASSPORT_REQUEST", StepState.TO_COME),
        ("VISA_ISSUED", StepState.TO_COME),
    ]


@pytest.mark.parametrize(
    ("file", "states"),
    [
        pytest.param(
            in_stage("ELIGIBILITY", day(15), in_stage("ADDITIONAL_DOCS", day(10), in_stage("ELIGIBILITY", day(9)))),
            {"SUBMITTED": "DONE", "ADDITIONAL_DOCS": "DONE", "ELIGIBILITY": "NOW", "BACKGROUND": "TO_COME"},
            id="back from an optional stage",
        ),
        pytest.param(
            decided("REFUSED", day(20), in_stage("ELIGIBILITY", day(9))),
            {"SUBMITTED": "DONE", "ELIGIBILITY": "DONE", "DECISION": "DONE"},
            id="nothing follows a refusal",
        ),
        pytest.param(
            decided("APPROVED", day(20), in_stage("ELIGIBILITY", day(9))),
            {"DECISION": "DONE", "PASSPORT_REQUEST": "TO_COME", "VISA_ISSUED": "TO_COME"},
            id="what follows an approval",
        ),
        pytest.param(FILE, {"SUBMITTED": "NOW", "COMPLETENESS": "TO_COME"}, id="just received"),
        pytest.param(
            in_stage("EE_POOL", day(9), replace(FILE, program="EE-FSW"), "RECEIVED"),
            {"EE_POOL": "NOW", "ITA": "TO_COME", "SUBMITTED": "TO_COME"},
            id="a profile in the pool was not yet sent as an application",
        ),
    ],
)
def test_steps_are_done_now_or_to_come(file, states):
    steps = {step.stage: str(step.state) for step in steps_of(file, place_of(file, catalogue()), catalogue())}
    assert {code: steps.get(code) for code in states} == states
    assert list(steps.values()).count("NOW") == (0 if file.decision else 1)


@pytest.mark.parametrize(
    ("file", "found"),
    [
        pytest.param(in_stage("ELIGIBILITY", day(9)), (), id="our stages are no pause"),
        pytest.param(
            in_stage("BIOMETRICS", day(5)), (Pause("BIOMETRICS", day(5), None),), id="open while it is current"
        ),
        pytest.param(
            in_stage("ELIGIBILITY", day(12), in_stage("BIOMETRICS", day(5))),
            (Pause("BIOMETRICS", day(5), day(12)),),
            id="until the next stage",
        ),
        pytest.param(
            replace(in_stage("BIOMETRICS", day(5)), sections=(SectionFact("BIOMETRICS", "COMPLETED", day(8)),)),
            (Pause("BIOMETRICS", day(5), day(8)),),
            id="until what it waited for came",
        ),
        pytest.param(
            asked(FUNDS_CAME), (Pause("ADDITIONAL_DOCS", day(10, 11), day(18, 11)),), id="a document, until it came"
        ),
        pytest.param(
            asked(FUNDS, file=decided("ABANDONED", day(20, 11))),
            (Pause("ADDITIONAL_DOCS", day(10, 11), day(20, 11)),),
            id="a document, until the decision",
        ),
        pytest.param(
            asked(replace(FUNDS, requested_at=None, received_at=day(3))), (), id="a document nobody had asked for"
        ),
    ],
)
def test_the_clock_stands_still_while_we_wait_for_the_client(file, found):
    assert pauses(file, catalogue()) == found


def test_the_day_promised_is_the_standard_and_says_that_it_is_no_forecast():
    said = said_of(in_stage("ELIGIBILITY", day(9)), now=day(10)).expected
    assert said.basis is Basis.SERVICE_STANDARD
    assert (said.start, said.first_end, said.end) == (date(2026, 10, 1), date(2026, 10, 15), date(2026, 10, 15))
    assert plain(said.headline) == "By October 15, 2026, if we keep our service standard"
    assert (
        plain(said.text)
        == "Our service standard: 14 days, for 80% of applications. It is not a forecast for your file."
    )


def test_the_day_moves_by_the_days_we_waited_for_the_client_and_says_so():
    file = in_stage("ELIGIBILITY", day(8), in_stage("BIOMETRICS", day(5)))
    said = said_of(file, now=day(10)).expected
    assert said.end == date(2026, 10, 18)
    assert plain(said.moved) == "It was October 15, 2026. It moved because we waited for you for 3 days."
    assert (said_of(file, now=day(10)).days.with_us, said_of(file, now=day(10)).days.with_you) == (6, 3)


def test_a_late_file_is_told_so_and_that_it_is_active():
    said = said_of(in_stage("ELIGIBILITY", day(9))).expected
    assert plain(said.headline) == "Our service standard ended on October 15, 2026"
    assert "We are sorry. It is still active" in said.text
    assert said.days_late == 37


def test_where_no_standard_is_published_no_date_is_named():
    said = said_of(in_stage("ELIGIBILITY", day(9), replace(FILE, program="HC"))).expected
    assert said.basis is Basis.NONE
    assert said.end is None
    assert not any(character.isdigit() for character in said.headline + said.text)


@pytest.mark.parametrize(
    ("decided_at", "days_late", "words"),
    [(day(14), 0, "within our service standard"), (day(20), 5, "5 days later than our service standard")],
)
def test_a_decision_says_whether_the_standard_was_kept(decided_at, days_late, words):
    said = said_of(decided("APPROVED", decided_at)).expected
    assert said.basis is Basis.DECIDED
    assert said.days_late == days_late
    assert words in plain(said.text)


def test_that_nothing_is_needed_is_said_once():
    for language in Language:
        said = said_of(in_stage("ELIGIBILITY", day(9)), language)
        assert said.needed not in said.next
        assert said.next


def test_a_refusal_says_every_reason_its_law_and_what_can_be_done():
    said = said_of(decided("REFUSED", day(20), reasons=("MONEY", "TIES"))).decision
    assert [reason.plain for reason in said.reasons] == [
        catalogue().reason(code).plain.en for code in ("MONEY", "TIES")
    ]
    assert "Immigration and Refugee Protection Regulations, s." in plain(said.reasons[0].law)
    assert [review.name for review in said.reviews] == [
        review.name.en for review in catalogue().reviews_of(catalogue().program("TRV"), date(2026, 10, 20))
    ]


EARLIER = replace(FILE, received_at=day(1, 3))
MAILED = in_stage("DOC_MAILED", day(22, 4), decided("APPROVED", day(20, 4), EARLIER), "CLOSED")


@pytest.mark.parametrize(
    ("file", "now", "english", "french"),
    [
        # 180 days after April 22 is October 19.
        pytest.param(
            MAILED,
            day(19),
            "Your document is on its way to you.",
            "Votre document est en route vers vous.",
            id="in aftercare, its last step",
        ),
        pytest.param(
            MAILED,
            day(20),
            "We approved your application. That was on April 20, 2026. "
            "The file is closed, and nothing more is to come.",
            "Nous avons approuvé votre demande. C’était le 20 avril 2026. "
            "Le dossier est fermé et n’aura pas d’autre suite.",
            id="later, the decision and its day",
        ),
        pytest.param(
            # Decided at 22:30 of February 29 in Toronto, which is March 1 in UTC.
            decided("REFUSED", datetime(2024, 3, 1, 3, 30, tzinfo=UTC), reasons=("MONEY",)),
            NOW,
            "We could not approve your application. That was on February 29, 2024. "
            "The file is closed, and nothing more is to come.",
            "Nous n’avons pas pu approuver votre demande. C’était le 29 février 2024. "
            "Le dossier est fermé et n’aura pas d’autre suite.",
            id="a refusal, on its day where the service is",
        ),
        pytest.param(
            in_stage("DOC_MAILED", day(22, 4), overall="CLOSED"),
            NOW,
            "This file is closed, and nothing more is to come.",
            "Ce dossier est fermé et n’aura pas d’autre suite.",
            id="closed, and no decision was told",
        ),
    ],
)
def test_a_file_closed_long_ago_says_what_was_decided_and_that_nothing_is_to_come(file, now, english, french):
    assert [plain(said_of(file, language, now).happening) for language in Language] == [english, french]
    for language in Language:
        line = summary_of(file, catalogue=catalogue(), language=language, now=now, zone=ZONE)
        assert line.happening == said_of(file, language, now).happening, "a list says the same"


def test_a_file_that_is_over_has_no_step_under_way_or_to_come_and_promises_nothing():
    said = said_of(MAILED)
    assert {step.state for step in said.steps} == {StepState.DONE}
    assert [step.code for step in said.steps] == ["SUBMITTED", "DECISION", "DOC_MAILED"]
    assert (said.next, said.nothing_needed, said.waiting_on) == ("", True, WaitingOn.NOBODY)


def test_a_refusal_keeps_its_reasons_however_long_ago():
    assert "reason" in said_of(decided("REFUSED", day(20, 10, 2024), reasons=("MONEY",))).next


def test_a_file_is_not_over_while_something_asked_for_after_closing_is_still_to_come():
    late = replace(FUNDS, requested_at=day(1, 5), due_on=None)
    said = said_of(asked(late, file=MAILED))
    assert said.happening == "Your document is on its way to you."
    assert said.waiting_on is WaitingOn.YOU


def test_a_closed_file_without_a_decision_is_not_called_late_or_active():
    expected = said_of(in_stage("DOC_MAILED", day(22, 4), overall="CLOSED")).expected
    assert (expected.headline, expected.text) == ("This file is closed", "")


def test_both_languages_say_the_same_facts():
    file = replace(
        asked(FUNDS, FUNDS_CAME, file=in_stage("ELIGIBILITY", day(9))),
        sections=(SectionFact("BACKGROUND", "IN_PROGRESS", day(9)), SectionFact("ELIGIBILITY", "IN_PROGRESS", day(9))),
        payments=(PaymentFact(fee="TRV", amount=Decimal("100.00"), receipt="R-1", paid_at=day(1)),),
        notes=(NoteFact(text="Noted.", language="en", released_at=day(9)),),
    )
    english, french = said_of(file), said_of(file, Language.FR)
    assert english.language is Language.EN
    assert french.language is Language.FR
    for name in ("waiting_on", "overall", "since", "days", "received_at", "latest_at", "nothing_needed"):
        assert getattr(english, name) == getattr(french, name), name
    assert [section.code for section in english.sections] == [section.code for section in french.sections]
    assert english.sections[0].code == "ELIGIBILITY", "in the order of the catalogue"
    for name in ("program", "happening", "needed", "next", "overall_word"):
        assert getattr(english, name) != getattr(french, name), name


def test_the_line_in_a_list_is_the_sentence_of_the_page():
    file = asked(FUNDS, file=in_stage("ELIGIBILITY", day(9)))
    page = said_of(file)
    line = summary_of(file, catalogue=catalogue(), language=Language.EN, now=NOW, zone=ZONE)
    for name in ("program", "happening", "waiting_on", "to_do", "overall_word", "received_at", "latest_at"):
        assert getattr(line, name) == getattr(page, name), name
