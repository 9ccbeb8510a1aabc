"""The feed in the tables: nothing lost, nothing doubled, in any order and in any pieces."""

import io
import random
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from guichet.applications.actions import Summary, ingest_lines, retry_set_aside, take_in_request
from guichet.applications.feed import batch as batches
from guichet.applications.feed import run as runs
from guichet.applications.models import Application, DocumentRequest, FeedEvent, FeedRun, ReleasedNote, SetAside
from guichet.applications.terms import FeedState, Overall, RunState
from guichet.applications.tests.feeding import (
    NOON,
    NUMBER,
    ORIGIN,
    UCI,
    a_whole_file,
    counts,
    ingest,
    ingest_each,
    lines,
    received,
    registered,
    tables,
    told,
)
from guichet.clients.models import Client, ContactPoint, Name
from guichet.journal.actions import Origin
from guichet.journal.models import Entry

pytestmark = pytest.mark.django_db
STAGE = "application.stage_entered"


def test_a_file_is_written_as_it_was_told() -> None:
    assert counts(ingest(a_whole_file())) == (20, 20, 0, 0)
    file = Application.objects.get()
    assert (file.number, file.client.uci, file.program) == (NUMBER, UCI, "TRV")
    assert file.received_at.date() == date(2026, 1, 2)
    assert (file.stage, file.overall, file.decision, file.reasons) == (
        "ELIGIBILITY", Overall.IN_PROGRESS, "REFUSED", ["MONEY", "TIES"],
    )  # fmt: skip
    assert (file.office, file.latest_at.date()) == ("CPC-OTTAWA", date(2026, 1, 16))
    assert [(entry.stage, entry.entered_at.day) for entry in file.stage_entries.order_by("entered_at", "stage")] == [
        ("AOR", 3), ("BACKGROUND", 6), ("ELIGIBILITY", 6), ("ELIGIBILITY", 16),
    ]  # fmt: skip
    assert [(one.section, one.status) for one in file.sections.all()] == [("MEDICAL", "COMPLETED")]
    assert sorted((fee.fee, str(fee.amount), fee.receipt) for fee in file.payments.all()) == [
        ("BIO", "85.00", ""), ("TRV", "100.00", "R-1"),
    ]  # fmt: skip
    note = ReleasedNote.objects.get()
    assert (note.language, note.text, note.translation) == ("en", "The bank letter is missing.", "Il manque la lettre.")
    assert Entry.objects.get(kind="note.released").event.note == note.pk
    papers = DocumentRequest.objects.order_by("document", "requested_at")
    assert [(one.document, one.due_on, one.sha256[:1], one.received_at is not None) for one in papers] == [
        ("FUNDS", date(2026, 2, 1), "a", True),
        ("FUNDS", date(2026, 3, 1), "b", True),
        ("PASSPORT", date(2026, 2, 1), "", True),
        ("PHOTO", None, "", True),
    ]


def test_the_latest_that_was_told_of_a_person_holds() -> None:
    ingest(a_whole_file())
    client = Client.objects.get()
    assert [name.text for name in client.names.order_by("position")] == ["Amina Leduc"]
    assert [(point.kind, point.value) for point in client.contact_points.filter(in_use=True)] == [
        ("phone", "+16135550123")
    ]
    updated = Entry.objects.get(kind="client.updated").event
    assert (updated.client_id, updated.changed) == (client.pk, ("email", "names", "phone"))


def test_each_event_of_a_file_is_told_to_the_journal_once_with_its_own_moment() -> None:
    events = a_whole_file()
    ingest(events)
    ingest(events)
    told_of_files = Entry.objects.exclude(kind__startswith="client.").order_by("occurred_at", "id")
    assert sorted((entry.kind, entry.occurred_at.date()) for entry in told_of_files) == sorted(
        (event["type"], datetime.fromisoformat(event["time"]).date()) for event in events[2:]
    )
    assert {entry.subject for entry in told_of_files} == {f"application:{NUMBER}"}
    assert {(entry.actor, entry.channel, entry.recorded_at) for entry in told_of_files} == {
        ("case-system", "feed", NOON)
    }


@pytest.mark.parametrize("seed", range(12))
def test_any_order_any_pieces_and_any_repetition_lead_to_the_same_tables(
    seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    draw = random.Random(seed)
    events = [
        event
        for number in range(4)
        for event in a_whole_file(f"V30000000{number}", f"111222333{number // 2}", f"f{number}")
    ]
    with transaction.atomic():
        ingest(events)
        whole = tables()
        transaction.set_rollback(True)

    shuffled = events + draw.choices(events, k=40)
    draw.shuffle(shuffled)
    monkeypatch.setattr(runs, "LINES_PER_BATCH", draw.choice([1, 2, 3, 7, 20, 500]))
    monkeypatch.setattr(batches, "_WOKEN_AT_ONCE", draw.choice([1, 2, 5, 5_000]))
    assert counts(ingest(shuffled)) == (120, 80, 40, 0)
    assert tables() == whole


def test_an_event_for_a_file_not_heard_of_waits_and_counts_as_accepted() -> None:
    assert counts(ingest([told("s", STAGE, 2, stage="AOR")])) == (1, 1, 0, 0)
    waiting = FeedEvent.objects.get()
    assert (waiting.state, waiting.waits_for) == (FeedState.WAITING, f"application:{NUMBER}")
    assert not Entry.objects.exists()
    ingest([received()])
    assert set(FeedEvent.objects.values_list("waits_for", flat=True)) == {f"application:{NUMBER}", f"client:{UCI}"}
    ingest([registered()])
    assert set(FeedEvent.objects.values_list("state", "waits_for")) == {(FeedState.APPLIED, "")}
    assert Application.objects.get().stage == "AOR"


def test_an_event_told_again_is_known_and_with_other_contents_it_is_set_aside() -> None:
    ingest([registered(), received()])
    other = received(program="ETA")
    assert counts(ingest([received(), other, registered()])) == (3, 0, 2, 1)
    refused = SetAside.objects.get()
    assert (refused.reason, refused.line_number, refused.detail) == ("CONFLICT", 2, "id = e-2")
    assert Application.objects.get().program == "TRV"


def test_of_two_events_with_one_id_in_one_batch_the_first_holds() -> None:
    assert counts(ingest([registered(), received(), received(), received(program="ETA")])) == (4, 2, 1, 1)
    assert Application.objects.get().program == "TRV"


def test_a_file_that_is_received_again_keeps_its_first_date_and_takes_the_latest_program() -> None:
    ingest_each([registered(), received("b", 5, program="ETA", office=""), received("a", 2)])
    file = Application.objects.get()
    assert (file.received_at.day, file.program, file.office) == (3, "ETA", "CPC-OTTAWA")


def test_a_file_moves_to_the_client_that_was_named_last() -> None:
    ingest([registered(), registered("x", uci="9998887776"), received("a", 2), received("b", 3, uci="9998887776")])
    assert Application.objects.get().client.uci == "9998887776"


def test_what_a_client_chose_is_not_overruled() -> None:
    ingest([registered()])
    Client.objects.update(language="en", channel="text", prefers_since=NOON)
    ingest([registered("e-9", 9, language="fr", channel="account", country="FRA")])
    client = Client.objects.get()
    assert (client.language, client.channel, client.country) == ("en", "text", "FRA")
    assert Entry.objects.get(kind="client.updated").event.changed == ("country",)


def test_an_address_that_did_not_change_stays_verified() -> None:
    ingest([registered()])
    ContactPoint.objects.update(verified_at=NOON)
    ingest([registered("e-9", 9, phone="+213551234568")])
    assert dict(ContactPoint.objects.values_list("kind", "verified_at")) == {"email": NOON, "phone": None}


def test_a_bad_address_is_counted_and_loses_no_client() -> None:
    summary = ingest([registered(phone="ring twice", email="nowhere")])
    assert (summary.left_out, counts(summary)) == (2, (1, 1, 0, 0))
    assert FeedRun.objects.get().left_out == 2
    assert not ContactPoint.objects.exists()


def test_names_are_folded_for_searching_and_never_too_long() -> None:
    ingest([registered(names=[{"text": "ሀ" * 200}, {"text": "Élodie"}])])
    assert [len(name.folded) <= 250 for name in Name.objects.order_by("position")] == [True, True]
    assert Name.objects.get(position=1).folded == "elodie"


def test_a_line_that_cannot_be_accepted_is_kept_whole_with_its_number_and_reason() -> None:
    data = b"\xef\xbb\xbf" + lines([registered()]).replace(b"\n", b"\r\n") + b"\n\n" + b'{"half": \n' + b"\xff\x00\n"
    summary = ingest(data + lines([received(program="NOPE")]))
    assert counts(summary) == (4, 1, 0, 3)
    assert list(SetAside.objects.order_by("line_number").values_list("line_number", "line", "reason", "detail")) == [
        (4, '{"half": ', "NOT_JSON", "character 10"),
        (5, "\\xff\\x00", "NOT_TEXT", "NUL"),
        (6, lines([received(program="NOPE")]).decode().strip(), "UNKNOWN_PROGRAM", "data.program = NOPE"),
    ]


def test_a_run_counts_in_the_same_breath_as_it_writes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(runs, "LINES_PER_BATCH", 7)
    told_after: list[Summary] = []
    ingest(a_whole_file(), after_batch=lambda summary, refused: told_after.append(summary))
    assert [summary.read for summary in told_after] == [7, 14, 20]
    run = FeedRun.objects.get()
    assert (run.lines_read, run.accepted, run.already_known, run.set_aside, run.state) == (20, 20, 0, 0, RunState.DONE)


def test_what_the_database_refuses_is_found_and_set_aside_by_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    events = a_whole_file()
    # As if a check here had a hole: a receipt longer than its column.
    monkeypatch.setattr("guichet.applications.feed.parsing.LONGEST_RECEIPT", 100)
    events[14]["data"]["receipt"] = "R" * 61
    assert counts(ingest(events)) == (20, 19, 0, 1)
    assert list(SetAside.objects.values_list("line_number", "reason")) == [(15, "BAD_VALUE")]
    assert FeedEvent.objects.count() == 19


def test_a_batch_takes_a_fixed_number_of_questions() -> None:
    def questions(files: int, prefix: str) -> int:
        events = [
            event
            for number in range(files)
            for event in a_whole_file(f"{prefix}{number}", f"11122{ord(prefix)}3{number:02}", f"{prefix}{number}")
        ]
        with CaptureQueriesContext(connection) as asked:
            ingest(events)
        return len(asked)

    assert questions(30, "B") == questions(2, "C") <= 40


def test_ten_thousand_hostile_lines_lose_no_good_one() -> None:
    draw = random.Random(5)
    good = lines(a_whole_file()).split(b"\n")[:-1]
    hostile = [_spoilt(draw, draw.choice(good)) for _ in range(10_000)]
    for line in good:
        hostile.insert(draw.randrange(len(hostile)), line)
    summary = ingest(b"\n".join(hostile))
    assert summary.read == summary.accepted + summary.already_known + summary.set_aside
    assert summary.read == sum(1 for line in hostile if line.strip())
    assert SetAside.objects.count() == summary.set_aside > 5_000
    assert FeedEvent.objects.count() == summary.accepted
    known = set(FeedEvent.objects.values_list("event_id", flat=True))
    assert {event["id"] for event in a_whole_file()} <= known


def _spoilt(draw: random.Random, line: bytes) -> bytes:
    spoilt = bytearray(line)
    match draw.randint(0, 5):
        case 0:
            del spoilt[draw.randint(1, len(spoilt)) :]
        case 1:
            spoilt[draw.randrange(len(spoilt))] = draw.randrange(256)
        case 2:
            place = draw.randrange(len(spoilt))
            spoilt[place:place] = draw.choice([b"\\u0000", b"\\ud800", b"\xff", b"1e999", b'"', b"}", b"\x00"])
        case 3:
            spoilt = bytearray(line.replace(b'"f-', b'"g-').replace(b"2026", b"%04d" % draw.randint(0, 9999)))
        case 4:
            spoilt = bytearray(b"[" * draw.randint(1, 5_000))
        case _:
            spoilt = bytearray(line.replace(b"V3", draw.choice([b"V4", b"\\u0000", b"  "])))
    return bytes(spoilt).replace(b"\n", b"")


# --- Set aside, and tried again -------------------------------------------------------------------------------
def test_a_line_set_aside_is_accepted_once_the_catalogue_knows_its_code(monkeypatch: pytest.MonkeyPatch) -> None:
    ingest([registered(), received(), told("s", STAGE, 2, stage="NEW-STAGE"), told("t", STAGE, 3, stage="OTHER")])
    ids = list(SetAside.objects.order_by("line_number").values_list("pk", flat=True))
    assert retry_set_aside(ids=ids, origin=ORIGIN).still_set_aside == tuple(ids)

    _with_stage(monkeypatch, "NEW-STAGE")
    done = retry_set_aside(ids=ids, origin=ORIGIN)
    assert (done.accepted, done.still_set_aside) == ((ids[0],), (ids[1],))
    assert Application.objects.get().stage == "NEW-STAGE"
    assert SetAside.objects.get(pk=ids[0]).accepted_at == NOON
    run = FeedRun.objects.get()
    assert (run.lines_read, run.accepted, run.set_aside) == (4, 2, 2)
    assert retry_set_aside(ids=ids, origin=ORIGIN).accepted == ()


def _with_stage(monkeypatch: pytest.MonkeyPatch, stage: str) -> None:
    from guichet.applications.feed import actions

    known = actions.codes_of

    def more(catalogue: Any) -> Any:
        codes = known(catalogue)
        return type(codes)(
            **{name: getattr(codes, name) for name in codes.__slots__ if name != "stages"},
            stages=codes.stages | {stage},
        )

    monkeypatch.setattr(actions, "codes_of", more)


def test_a_line_that_is_not_kept_whole_is_not_tried_again() -> None:
    ingest(b'{"long": "' + b"x" * 1_100_000 + b'"}\n' + b'{"\xff": 1}\n')
    assert list(SetAside.objects.order_by("line_number").values_list("reason", flat=True)) == ["TOO_LONG", "NOT_TEXT"]
    assert len(SetAside.objects.get(line_number=1).line) == 1_000
    ids = SetAside.objects.values_list("pk", flat=True)
    assert set(retry_set_aside(ids=ids, origin=ORIGIN).still_set_aside) == set(ids)
    assert list(SetAside.objects.order_by("line_number").values_list("reason", flat=True)) == ["TOO_LONG", "NOT_TEXT"]


# --- Requests -------------------------------------------------------------------------------------------------
def test_all_requests_of_a_day_are_one_run_and_each_has_lines_of_its_own() -> None:
    for bad_id in ("1", "2"):
        body = io.BytesIO(lines([registered(), {"id": bad_id}]))
        answer = take_in_request(body=body, is_array=False, sender="api", origin=ORIGIN)
        assert [refused.number for refused in answer.refused] == [2]
    run = FeedRun.objects.get()
    assert (run.source, run.lines_read, run.accepted, run.already_known, run.set_aside) == (
        "api 2026-11-03",
        4,
        1,
        1,
        2,
    )
    assert list(SetAside.objects.order_by("line_number").values_list("line_number", flat=True)) == [2, 4]


def test_the_day_of_a_run_is_the_department_s() -> None:
    # Ten in the evening of November 3 in Ottawa, where it is already November 4 in UTC.
    evening = Origin(actor="api", channel=ORIGIN.channel, at=datetime(2026, 11, 4, 3, tzinfo=UTC))
    take_in_request(body=io.BytesIO(lines([registered()])), is_array=False, sender="api", origin=evening)
    assert FeedRun.objects.get().source == "api 2026-11-03"


def test_lines_from_within_are_taken_in_alike() -> None:
    summary = ingest_lines(lines=[lines([event]) for event in a_whole_file()], source="country", origin=ORIGIN)
    assert counts(summary) == (20, 20, 0, 0)
