"""CSV, mappings, and the two real logs: what a row tells, and what is wrong with it."""

import csv
import gzip
import io
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml

from guichet.applications.actions import BadMapping, retry_set_aside
from guichet.applications.feed import mapping as mappings
from guichet.applications.feed.lines import LONGEST_LINE, lines_of
from guichet.applications.feed.mapping import Mapper, mapping_named, shipped_mappings
from guichet.applications.feed.rows import NoHeader, header_of, rows_of
from guichet.applications.models import Application, FeedEvent, SetAside, StageEntry
from guichet.applications.tests.feeding import ORIGIN, a_whole_file, counts, ingest, tables
from guichet.clients.models import Client
from guichet.journal.models import Entry

LOGS = Path(__file__).parents[5] / "shared/data/caselogs-process-mining"


# --- Lines ----------------------------------------------------------------------------------------------------
class Drip(io.RawIOBase):
    """A stream that gives a few bytes at a time, as a pipe may."""

    def __init__(self, data: bytes, size: int) -> None:
        self._data, self._size = io.BytesIO(data), size

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        data = self._data.read(min(self._size, len(buffer)))
        buffer[: len(data)] = data
        return len(data)


@pytest.mark.parametrize("size", [1, 2, 3, 7, 1 << 18])
@pytest.mark.parametrize("pack", [bytes, gzip.compress])
def test_lines_are_numbered_as_an_editor_numbers_them(size: int, pack: Any) -> None:
    data = b"\xef\xbb\xbfone\r\n\n  \ntwo\nhalf"
    found = [(line.number, line.raw) for line in lines_of(Drip(pack(data), size))]
    assert found == [(1, b"one"), (4, b"two"), (5, b"half")]


def test_a_line_that_is_too_long_is_never_held_and_takes_no_other_with_it() -> None:
    def chunks() -> Iterator[bytes]:
        yield b"before\n"
        for _ in range(300):
            yield b"x" * 100_000
        yield b"\nafter\n"

    class Endless:
        largest = 0

        def __init__(self) -> None:
            self._chunks = chunks()

        def read(self, size: int = -1, /) -> bytes:
            return next(self._chunks, b"")

    found = list(lines_of(Endless()))
    assert [(line.number, line.raw[:6], line.fault and line.fault.reason) for line in found] == [
        (1, b"before", None), (2, b"xxxxxx", "TOO_LONG"), (3, b"after", None),
    ]  # fmt: skip
    assert len(found[1].raw) < LONGEST_LINE


@pytest.mark.parametrize("keep", [5, 20, -1, -9])
def test_a_packed_stream_that_breaks_off_says_so_after_what_could_be_read(keep: int) -> None:
    packed = gzip.compress(b"one\ntwo\n" * 500, mtime=0)
    found = list(lines_of(io.BytesIO(packed[:keep])))
    assert found[-1].fault
    assert found[-1].fault.reason == "NOT_TEXT"
    assert all(line.raw in {b"one", b"two"} for line in found[:-1])


def test_an_empty_stream_has_no_lines() -> None:
    assert list(lines_of(io.BytesIO(b""))) == []
    assert list(lines_of(io.BytesIO(gzip.compress(b"")))) == []


# --- Rows -----------------------------------------------------------------------------------------------------
def rows(text: str) -> list[tuple[int, list[str] | str]]:
    lines = lines_of(io.BytesIO(text.encode()))
    columns, delimiter = header_of(next(lines))
    return [
        (row.number, f"{row.fault.reason} {row.fault.detail}" if row.fault else [*row.values.values()])
        for row in rows_of(lines, columns, delimiter)
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("a,b\n1,2\n3,4\n", [(2, ["1", "2"]), (3, ["3", "4"])]),
        ("a;b\n1,5;2\n", [(2, ["1,5", "2"])]),
        ("a\tb\n1\t2\n", [(2, ["1", "2"])]),
        ('a,b\n"x, ""y""",2\n', [(2, ['x, "y"', "2"])]),
        pytest.param('a,b\n"x\ny",2\n3,4\n', [(2, ["x\ny", "2"]), (4, ["3", "4"])], id="a value of two lines"),
        pytest.param("a,b\n1\n3,4\n", [(2, "BAD_ROW 1 / 2"), (3, ["3", "4"])], id="half a row"),
        pytest.param('a,b\n"x,2\n3,4\n', [(2, "BAD_ROW ? / 2"), (3, ["3", "4"])], id="a quote left open"),
        pytest.param(
            'a,b\n"x,2\n3,4\n"y,5\n6,7\n',
            [(2, "BAD_ROW ? / 2"), (3, ["3", "4"]), (4, "BAD_ROW ? / 2"), (5, ["6", "7"])],
            id="two quotes left open",
        ),
        pytest.param('a,b\n5" screen,2\n3,4\n', [(2, ['5" screen', "2"]), (3, ["3", "4"])], id="a quote inside"),
        pytest.param("a,b\n1,\x002\n", [(2, "NOT_TEXT NUL")], id="NUL"),
    ],
)
def test_a_torn_row_takes_no_other_with_it(text: str, found: list[Any]) -> None:
    assert rows(text) == found


@pytest.mark.parametrize("header", ["a,,b", "a,a", ""])
def test_a_header_must_name_each_column_once(header: str) -> None:
    with pytest.raises(NoHeader):
        header_of(next(lines_of(io.BytesIO(header.encode() or b"\xff"))))


@pytest.mark.django_db
def test_csv_with_the_columns_of_an_event_tells_the_same_as_json(tmp_path: Path) -> None:
    from django.db import transaction

    events = [event for event in a_whole_file() if event["type"] != "note.released"]
    with transaction.atomic():
        ingest(events)
        as_json = tables()
        transaction.set_rollback(True)
    assert counts(ingest(_as_csv(events))) == (19, 19, 0, 0)
    as_csv = tables()
    # What was said is kept as it came, a number as text; all that follows from it is the same.
    del as_json["events"], as_csv["events"]
    assert as_csv == as_json


def _as_csv(events: list[dict[str, Any]]) -> bytes:
    columns = ["id", "type", "time", "subject", *sorted({name for event in events for name in event["data"]})]
    text = io.StringIO()
    writer = csv.DictWriter(text, columns)
    writer.writeheader()
    for event in events:
        data = {name: _cell(value) for name, value in event["data"].items()}
        writer.writerow({"id": event["id"], "type": event["type"], "time": event["time"],
                         "subject": event.get("subject", ""), **data})  # fmt: skip
    return text.getvalue().encode()


def _cell(value: Any) -> str:
    if not isinstance(value, list):
        return str(value)
    if all(isinstance(item, dict) and "text" in item for item in value):
        return "|".join(item["text"] for item in value)
    return "; ".join(item if isinstance(item, str) else "=".join(item.values()) for item in value)


# --- Mappings -------------------------------------------------------------------------------------------------
PLAIN = {
    "id": ["n"],
    "time": {"column": "t"},
    "events": [{"type": "application.stage_entered", "subject": {"column": "n"}, "data": {"stage": {"column": "s"}}}],
}


def mapped(tmp_path: Path, **changes: Any) -> Mapper:
    path = tmp_path / "own.yaml"
    path.write_text(yaml.safe_dump(PLAIN | changes), encoding="utf-8")
    return Mapper(mapping_named(str(path)))


def events_of(data: dict[str, Any], **more: Any) -> list[dict[str, Any]]:
    return [{"type": "application.stage_entered", "subject": {"column": "n"}, "data": data, **more}]


@pytest.mark.parametrize(
    ("value", "cell", "taken"),
    [
        ("AOR", "x", "AOR"),
        ({"constant": 7}, "x", 7),
        ({"column": "s"}, "x", "x"),
        ({"column": "s", "prefix": "P-"}, "x", "P-x"),
        ({"column": "s", "table": {"x": "AOR"}}, "x", "AOR"),
        ({"column": "s", "table": {"x": "AOR"}, "otherwise": "REST"}, "y", "REST"),
        ({"column": "s", "digits": 8, "prefix": "90"}, "Case 12", "9000000012"),
        ({"column": "s", "as": "date", "format": "%d/%m/%Y"}, "03/11/2026", "2026-11-03"),
        ({"column": "s", "as": "date"}, "2026-11-03T23:30:00-05:00", "2026-11-03"),
        ([{"column": "s"}, "FUNDS"], "x", ["x", "FUNDS"]),
        ([{"text": {"column": "s"}}], "x", [{"text": "x"}]),
    ],
)
def test_a_value_is_taken_from_a_row_as_the_mapping_says(tmp_path: Path, value: Any, cell: str, taken: Any) -> None:
    row = {"n": "V1", "t": "2026-01-01T09:00:00Z", "s": cell}
    assert mapped(tmp_path, events=events_of({"stage": value})).events(row)[0]["data"] == {"stage": taken}


def test_an_optional_value_that_is_empty_is_left_out(tmp_path: Path) -> None:
    mapper = mapped(tmp_path, events=events_of({"office": {"column": "s", "optional": True}}))
    assert mapper.events({"n": "V1", "t": "2026-01-01T09:00:00Z", "s": ""})[0]["data"] == {}


@pytest.mark.parametrize(
    ("how", "text", "moment"),
    [
        ({}, "2026-01-01T09:00:00Z", "2026-01-01T09:00:00+00:00"),
        ({}, "2011-10-11 13:45:40.276000+02:00", "2011-10-11T11:45:40.276000+00:00"),
        ({"zone": "America/Toronto"}, "2026-07-01 09:00:00", "2026-07-01T13:00:00+00:00"),
        ({"zone": "America/Toronto", "format": "%d.%m.%Y %H:%M"}, "01.12.2026 09:00", "2026-12-01T14:00:00+00:00"),
        pytest.param({}, "2026-07-01 09:00:00", "2026-07-01T09:00:00", id="no zone: refused later, not guessed"),
    ],
)
def test_times_are_read_in_their_form_and_zone(tmp_path: Path, how: dict[str, str], text: str, moment: str) -> None:
    mapper = mapped(tmp_path, time={"column": "t", **how})
    assert mapper.events({"n": "V1", "t": text, "s": "AOR"})[0]["time"] == moment


def test_equal_rows_are_one_event_unless_the_mapping_counts_them(tmp_path: Path) -> None:
    row = {"n": "V1", "t": "2026-01-01T09:00:00Z", "s": "AOR"}
    same = mapped(tmp_path)
    assert len({same.events(row)[0]["id"] for _ in range(3)}) == 1
    counting = [mapped(tmp_path, repeats="count") for _ in range(2)]
    once, again = ([mapper.events(row)[0]["id"] for _ in range(3)] for mapper in counting)
    assert len(set(once)) == 3
    assert once == again


def test_only_the_earliest_row_of_a_case_tells_of_it(tmp_path: Path) -> None:
    mapper = mapped(tmp_path, events=events_of({"stage": "AOR"}, once_per={"column": "n"}))
    rows = [("V1", 2), ("V1", 3), ("V2", 1), ("V1", 2), ("V1", 1), ("V1", 2)]
    told = [mapper.events({"n": number, "t": f"2026-01-0{day}T09:00:00Z", "s": "x"}) for number, day in rows]
    assert [len(events) for events in told] == [1, 0, 1, 0, 1, 0]


@pytest.mark.parametrize(
    ("when", "tells"),
    [({"column": "s", "is": "x"}, 1), ({"column": "s", "is": ["y"]}, 0), ({"column": "s", "is_not": ["y", ""]}, 1)],
)
def test_a_row_tells_only_what_it_is_for(tmp_path: Path, when: dict[str, Any], tells: int) -> None:
    mapper = mapped(tmp_path, events=events_of({"stage": "AOR"}, when=when))
    assert len(mapper.events({"n": "V1", "t": "2026-01-01T09:00:00Z", "s": "x"})) == tells


@pytest.mark.parametrize(
    ("changes", "where"),
    [
        ({"id": []}, "id:"),
        ({"repeats": "often"}, "repeats:"),
        ({"events": []}, "events:"),
        ({"colour": "red"}, "colour:"),
        ({"time": {"column": "t", "zone": "Mars/Olympus"}}, "events[1].time.zone:"),
        ({"time": {"column": ""}}, "events[1].time.column:"),
        ({"events": [{"type": "client.exploded"}]}, "events[1].type:"),
        ({"events": events_of({"stage": {"column": "s", "shape": "x"}})}, "events[1].data.stage.shape:"),
        ({"events": events_of({"stage": {"column": "s", "digits": 0}})}, "events[1].data.stage.digits:"),
        ({"events": events_of({"stage": {"column": "s", "table": 7}})}, "events[1].data.stage.table:"),
        ({"events": events_of({"stage": {"column": "s", "table": "none.yaml"}})}, "none.yaml"),
        ({"events": events_of({"stage": "AOR"}, when={"column": "s"})}, "events[1].when:"),
        ({"events": [{"type": "decision.made", "data": {}}]}, "events[1].subject:"),
    ],
)
def test_a_mapping_that_is_wrong_says_where(tmp_path: Path, changes: dict[str, Any], where: str) -> None:
    with pytest.raises(BadMapping) as wrong:
        mapped(tmp_path, **changes)
    assert where in str(wrong.value)


def test_a_mapping_that_is_not_there_names_those_that_are() -> None:
    with pytest.raises(BadMapping, match="helpdesk, permits"):
        mapping_named("passports")
    assert list(shipped_mappings()) == ["helpdesk", "permits"]


@pytest.mark.django_db
def test_a_file_without_a_column_that_the_mapping_names_is_refused_whole() -> None:
    with pytest.raises(BadMapping, match=r"org:resource, time:timestamp"):
        ingest(b"case_id,concept:name\nCase 1,Closed\n", mapping="helpdesk")


@pytest.mark.django_db
def test_a_value_without_a_code_is_set_aside_and_accepted_once_it_has_one(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    table = {"Open": "HELPDESK-INSERT"}
    stage = {"column": "s", "table": "stages.yaml"}
    mapping = PLAIN | {"id": ["n", "t", "s"], "repeats": "count", "events": events_of({"stage": stage})}
    (tmp_path / "stages.yaml").write_text(yaml.safe_dump(table), encoding="utf-8")
    (tmp_path / "own.yaml").write_text(yaml.safe_dump(mapping), encoding="utf-8")
    row = b"V1,2026-01-01T09:00:00Z,Shut\n"
    summary = ingest(b"n,t,s\nV1,2026-01-01T09:00:00Z,Open\n" + row + row, mapping=str(tmp_path / "own.yaml"))
    assert counts(summary) == (3, 1, 0, 2)
    assert set(SetAside.objects.values_list("reason", "detail")) == {("UNMAPPED", "s = Shut")}

    (tmp_path / "stages.yaml").write_text(yaml.safe_dump(table | {"Shut": "HELPDESK-CLOSED"}), encoding="utf-8")
    # One after the other: equal rows stay two events.
    for pk in SetAside.objects.order_by("line_number").values_list("pk", flat=True):
        assert retry_set_aside(ids=[pk], origin=ORIGIN).accepted == (pk,)
    assert FeedEvent.objects.count() == 3


# --- The two real logs ----------------------------------------------------------------------------------------
# Where the logs are not at hand, a log of the same form and size is drawn in their place.
def _helpdesk() -> bytes:
    path = LOGS / "helpdesk-tickets-events.csv.gz"
    return path.read_bytes() if path.exists() else _drawn("case_id", "Case {}", "helpdesk", 4_580, 21_221, 127)


def _permits() -> bytes:
    path = LOGS / "receipt-permits-events.csv.gz"
    return path.read_bytes() if path.exists() else _drawn("case:concept:name", "case-{}", "permits", 1_434, 8_577, 0)


def _drawn(case: str, form: str, name: str, cases: int, events: int, doubles: int) -> bytes:
    stages = list(yaml.safe_load((mappings.SHIPPED / f"{name}.stages.yaml").read_text(encoding="utf-8")))
    begin = datetime(2011, 1, 1, tzinfo=UTC)
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow([case, "concept:instance", "time:timestamp", "concept:name", "org:resource"])
    for number in range(events):
        row = [form.format(number % cases + 1), f"task-{number}", (begin + timedelta(minutes=number)).isoformat(),
               stages[number % len(stages)], "Value 1"]  # fmt: skip
        writer.writerow(row)
        if number < doubles:
            writer.writerow(row)
    return gzip.compress(text.getvalue().encode())


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "data", "case", "cases", "events"),
    [
        ("permits", _permits, "case:concept:name", 1_434, 8_577),
        ("helpdesk", _helpdesk, "case_id", 4_580, 21_348),
    ],
)
def test_a_real_log_and_our_tables_agree(name: str, data: Any, case: str, cases: int, events: int) -> None:
    packed = data()
    rows = list(csv.DictReader(io.StringIO(gzip.decompress(packed).decode())))
    assert counts(ingest(packed, mapping=name)) == (events, events, 0, 0)
    assert Application.objects.count() == Client.objects.count() == len({row[case] for row in rows}) == cases
    stages = yaml.safe_load((mappings.SHIPPED / f"{name}.stages.yaml").read_text(encoding="utf-8"))
    told = Counter(
        (row[case], stages[row["concept:name"]], datetime.fromisoformat(row["time:timestamp"])) for row in rows
    )
    held = Counter(StageEntry.objects.values_list("application__number", "stage", "entered_at"))
    assert held == told
    assert held.total() == events == Entry.objects.filter(kind="application.stage_entered").count()
    moments: dict[str, list[datetime]] = {}
    for row in rows:
        moments.setdefault(row[case], []).append(datetime.fromisoformat(row["time:timestamp"]))
    for number, received_at, latest_at in Application.objects.values_list("number", "received_at", "latest_at"):
        assert (received_at, latest_at) == (min(moments[number]), max(moments[number]))
    assert counts(ingest(packed, mapping=name)) == (events, 0, events, 0)


@pytest.mark.django_db
def test_a_few_rows_of_a_log_in_any_order_make_the_same_files() -> None:
    head = b"case_id,time:timestamp,concept:name,org:resource\n"
    body = [
        b"Case 1,2012-10-09T14:50:17+00:00,Assign seriousness,Value 1\n",
        b"Case 1,2012-10-09T14:51:01+00:00,Take in charge ticket,Value 1\n",
        b"Case 1,2012-10-09T14:51:01+00:00,Take in charge ticket,Value 1\n",
        b"Case 1,2012-11-09T12:54:39+00:00,Closed,Value 3\n",
        b"Case 2,2012-10-25T11:54:26+00:00,Insert ticket,Value 2\n",
    ]
    assert counts(ingest(head + b"".join(reversed(body)), mapping="helpdesk")) == (5, 5, 0, 0)
    first = Application.objects.get(number="Case 1")
    assert (first.received_at, first.latest_at, first.stage, first.overall, first.program) == (
        datetime(2012, 10, 9, 14, 50, 17, tzinfo=UTC), datetime(2012, 11, 9, 12, 54, 39, tzinfo=UTC),
        "HELPDESK-CLOSED", "CLOSED", "HELPDESK-LOG",
    )  # fmt: skip
    assert first.stage_entries.count() == 4
    assert first.client.names.get().text == "Sample ticket Case 1"
