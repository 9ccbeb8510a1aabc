"""Numbers, clocks, joining, sorting."""

from datetime import UTC, date, datetime, time, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guichet.enquiries.rules import (
    Candidate,
    Joining,
    Promise,
    asked_at,
    business_days_to_go,
    due,
    joining,
    named,
    reference_of,
    rows_in,
    sorting,
)
from guichet.enquiries.same_words import marks_of
from guichet.enquiries.terms import EnquiryState, Ground, ProofLevel
from guichet.foundation.working_days import FederalHolidays
from guichet.standards.queries import standard
from guichet.standards.rules import Pause

ZONE = ZoneInfo("America/Toronto")
NOON = datetime(2026, 11, 3, 12, tzinfo=UTC)
NOW = datetime(2026, 11, 20, 15, tzinfo=UTC)
WITHIN = timedelta(days=14)


@given(st.integers(min_value=1, max_value=80_000_000))
def test_a_number_is_found_again_in_any_text_and_no_slip_names_another(row: int) -> None:
    number = reference_of(row)
    for text in (number, f"Re: [{number}] question", number.lower(), number.replace("-", ""), number.replace("-", " ")):
        assert rows_in(text) == (row,)
    place = row % 9
    digits = number.replace("Q-", "").replace("-", "")
    slip = digits[:place] + str((int(digits[place]) + 1 + row % 8) % 10) + digits[place + 1 :]
    assert rows_in(f"Q{slip}") == () or slip == digits


@pytest.mark.parametrize(
    ("text", "rows"),
    [("", ()), ("Q-100-000-421", ()), ("FAQ100000427", ()), ("Q1000004270", ()),
     ("Q-100-000-012 and q 100 000 020, again Q100000012", (1, 2))],
)  # fmt: skip
def test_numbers_in_a_text(text: str, rows: tuple[int, ...]) -> None:
    assert rows_in(text.replace("Q-100-000-012", reference_of(1)).replace("q 100 000 020", reference_of(2).lower())
                   .replace("Q100000012", reference_of(1).replace("-", ""))) == rows  # fmt: skip


def moment(*when: int) -> datetime:
    return datetime(*when, tzinfo=ZONE)


@pytest.mark.parametrize(
    ("received", "pauses", "expected"),
    [
        (moment(2026, 11, 3, 10), (), moment(2026, 11, 6, 16)),
        (moment(2026, 11, 3, 23, 59), (), moment(2026, 11, 6, 16)),
        # A weekend and Remembrance Day are no business days.
        (moment(2026, 11, 7, 10), (), moment(2026, 11, 12, 16)),
        (moment(2026, 11, 10, 9), (), moment(2026, 11, 16, 16)),
        # Two business days with the person move it by two; a pause within a day by none.
        (moment(2026, 11, 3, 10), ((moment(2026, 11, 4, 12), moment(2026, 11, 6, 9)),), moment(2026, 11, 10, 16)),
        (moment(2026, 11, 3, 10), ((moment(2026, 11, 4, 9), moment(2026, 11, 4, 15)),), moment(2026, 11, 6, 16)),
        # What still waits moves nothing yet.
        (moment(2026, 11, 3, 10), ((moment(2026, 11, 4, 9), None),), moment(2026, 11, 6, 16)),
    ],
)
def test_three_business_days_until_the_department_closes(received, pauses, expected) -> None:
    promised = Promise(standard("3345", date(2026, 11, 3)), time(16))
    spans = [Pause("MORE_FACTS", began, ended) for began, ended in pauses]
    assert due(received, promised, FederalHolidays(), ZONE, pauses=spans) == expected


def a(ground: Ground, state: EnquiryState = EnquiryState.OPEN, *, number: int = 1, same: bool = True, days: int = 0):
    answered = NOW - timedelta(days=days) if state is EnquiryState.ANSWERED else None
    return Candidate(number, state, ground, same, answered)


@pytest.mark.parametrize(
    ("candidates", "proof", "joins", "reopens", "suggests"),
    [
        ([], ProofLevel.SIGNED_IN, None, False, ()),
        ([a(Ground.THREAD)], ProofLevel.SIGNED_IN, 1, False, ()),
        ([a(Ground.THREAD)], ProofLevel.ADDRESS, 1, False, ()),
        ([a(Ground.SAME_WORDS, EnquiryState.WAITING)], ProofLevel.ADDRESS, 1, False, ()),
        # Nothing but what the message says of itself: a person decides.
        ([a(Ground.THREAD)], ProofLevel.CLAIMED, None, False, (1,)),
        ([a(Ground.REFERENCE)], ProofLevel.CLAIMED, None, False, (1,)),
        # Somebody else’s number proves nothing, however surely the sender is known.
        ([a(Ground.REFERENCE, same=False)], ProofLevel.SIGNED_IN, None, False, (1,)),
        # What only the receipt told proves it by itself.
        ([a(Ground.KEY, same=False)], ProofLevel.CLAIMED, 1, False, ()),
        # Another open question of the same person is no proof.
        ([a(Ground.SAME_SENDER)], ProofLevel.SIGNED_IN, None, False, (1,)),
        ([a(Ground.SAME_SENDER, number=2), a(Ground.REFERENCE)], ProofLevel.SIGNED_IN, 1, False, ()),
        ([a(Ground.THREAD, number=2), a(Ground.KEY)], ProofLevel.SIGNED_IN, 1, False, ()),
        # After the answer: opened again for a time, by who means it; later it is new.
        ([a(Ground.THREAD, EnquiryState.ANSWERED, days=13)], ProofLevel.ADDRESS, 1, True, ()),
        ([a(Ground.SAME_WORDS, EnquiryState.ANSWERED, days=1)], ProofLevel.ADDRESS, None, False, (1,)),
        ([a(Ground.THREAD, EnquiryState.ANSWERED, days=15)], ProofLevel.ADDRESS, None, False, ()),
        ([a(Ground.KEY, EnquiryState.SET_ASIDE)], ProofLevel.SIGNED_IN, None, False, ()),
    ],
)
def test_a_message_joins_by_proof_only(candidates, proof, joins, reopens, suggests) -> None:
    found = joining(candidates, proof=proof, now=NOW, reopen_within=WITHIN)
    assert (found.to and found.to.enquiry_id, found.reopens) == (joins, reopens)
    assert tuple(one.enquiry_id for one in found.suggested) == suggests
    assert isinstance(found, Joining)


@pytest.mark.parametrize(
    ("sure", "programs", "own", "topic", "program"),
    [
        (True, {"a": ("TRV",)}, (), "a", "TRV"),
        (True, {"a": ("TRV", "ETA")}, ("TRV", "SP-OUT"), "a", "TRV"),
        (True, {"a": ("TRV", "ETA")}, (), "a", ""),
        (True, {"a": ()}, ("SP-OUT",), "a", "SP-OUT"),
        (False, {"a": ("TRV",)}, ("SP-OUT",), "", "SP-OUT"),
    ],
)
def test_what_is_not_sure_has_no_topic(sure, programs, own, topic, program) -> None:
    found = sorting([("a", 0.9), ("b", 0.1)], is_sure=sure, programs=programs, own=own)
    assert (found.topic, found.program, found.confidence) == (topic, program, 0.9)
    assert sorting([], is_sure=True, programs={}).confidence == 0.0


def test_the_same_words_are_known_again_and_a_greeting_is_not() -> None:
    first = marks_of("My study permit", "When will it be decided? I wait since May.")
    assert first == marks_of("RE: my STUDY permit", "When will it be decided  - I wait since May")
    assert first != marks_of("My study permit", "When will it be decided? I wait since June.")
    assert marks_of("", "Hello?") == []
    assert "study" not in first[0]


def test_when_a_question_is_reached() -> None:
    assert business_days_to_go(25, 10) == 3
    assert business_days_to_go(0, 10) == 1
    assert business_days_to_go(25, 0) is None


def test_a_message_id_is_named_alike_with_and_without_brackets() -> None:
    assert named(" <a@b> ") == named("a@b")
    assert len(named("\udcff" * 5000)) == 64


@pytest.mark.parametrize(
    ("said", "counts"),
    [
        (None, NOON),
        (NOON + timedelta(seconds=1), NOON),
        (NOON - timedelta(days=3), NOON - timedelta(days=3)),
        (NOON - timedelta(days=8), NOON - timedelta(days=7)),
        # Further from Greenwich than any database keeps, and before there were clocks.
        (datetime(1020, 7, 19, 14, tzinfo=timezone(timedelta(hours=19, minutes=26))), NOON - timedelta(days=7)),
    ],
)
def test_nobody_passes_all_others_by_saying_that_they_asked_long_ago(said: datetime | None, counts: datetime) -> None:
    found = asked_at(said, now=NOON, within=timedelta(days=7))
    assert (found, found.utcoffset()) == (counts, timedelta(0))
