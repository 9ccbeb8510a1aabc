"""`guichet forecast`: dirty rows are set aside with line and reason, the rest is answered, exit codes tell."""

import csv
import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

HISTORY = "category,office,received,decided\n"
CASES = "id,category,office,received\n"
SOUND = "".join(f"A,X,2024-0{1 + n % 3}-{1 + n % 27:02},2024-0{4 + n % 2}-{1 + n % 27:02}\n" for n in range(60))
OPEN = "A,X,2024-05-20,\n"


def run(*words: str) -> tuple[int, str, str]:
    """Return the exit code and what was said on both outputs."""
    out, err, code = StringIO(), StringIO(), 0
    try:
        call_command("forecast", *words, stdout=out, stderr=err)
    except SystemExit as end:
        code = int(str(end.code))
    return code, out.getvalue(), err.getvalue()


def answered(file: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(file.read_text(encoding="utf-8").splitlines()))


def durations(tmp_path: Path, history: str, cases: str, *words: str) -> tuple[int, list[dict[str, str]], str]:
    (tmp_path / "h.csv").write_text(HISTORY + history, encoding="utf-8")
    (tmp_path / "c.csv").write_text(CASES + cases, encoding="utf-8")
    code, _, err = run("durations", "--history", str(tmp_path / "h.csv"), "--cases", str(tmp_path / "c.csv"),
                       "--out", str(tmp_path / "o.csv"), *words)  # fmt: skip
    written = tmp_path / "o.csv"
    rows = answered(written) if written.exists() else []
    return code, rows, err


def test_each_case_gets_a_row_in_its_order(tmp_path: Path) -> None:
    code, rows, _ = durations(
        tmp_path, SOUND + OPEN, "b,A,X,2024-05-20\na,A,X,2024-06-01\nz,NEW,,2024-06-01T10:30:00Z\n"
    )
    assert code == 0
    assert [row["id"] for row in rows] == ["b", "a", "z"]
    for row in rows:
        found = [float(row[name]) for name in ("p10", "p50", "p80", "p90")]
        assert found == sorted(found)


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("A,X,2024-02-30,2024-05-01", "no date"), ("A,X,,", "no date"), ("A,X,1301-02-01,2024-05-01", "year"),
        ("A,X,2024-02-01,3101-05-01", "year"), ("A,X,2024-02-01,2024-01-01", "before it was received"),
        ("A,X,2024-02-01,2036-01-01", "after all others"), ("A", "no date"),
    ],
)  # fmt: skip
def test_a_row_that_cannot_be_right_is_set_aside_with_its_line(tmp_path: Path, row: str, reason: str) -> None:
    quarantine = tmp_path / "q.ndjson"
    code, rows, _ = durations(tmp_path, SOUND + row + "\n", "1,A,X,2024-06-01\n", "--quarantine", str(quarantine))
    assert (code, len(rows)) == (1, 1)
    (aside,) = [json.loads(line) for line in quarantine.read_text(encoding="utf-8").splitlines()]
    assert aside["line"] == 62
    assert reason in aside["reason"]


def test_a_case_without_a_date_is_set_aside_and_the_others_are_answered(tmp_path: Path) -> None:
    code, rows, err = durations(tmp_path, SOUND, "1,A,X,yesterday\n2,A,X,2024-06-01\n")
    assert (code, [row["id"] for row in rows]) == (1, ["2"])
    assert "line 2" in err


@pytest.mark.parametrize("history", [SOUND, SOUND + SOUND, OPEN, "A,X,2024-05-20,2024-05-20\n", ",,2024-05-20,\n"])
def test_histories_small_closed_or_doubled_are_answered(tmp_path: Path, history: str) -> None:
    code, rows, _ = durations(tmp_path, history, "1,A,X,2024-05-20\n2,,,2024-06-20\n")
    assert (code, len(rows)) == (0, 2)
    assert all(float(row["p90"]) > float(row["p10"]) >= 0 for row in rows)


def test_a_withdrawn_file_is_neither_decided_nor_still_waiting(tmp_path: Path) -> None:
    # Half were withdrawn on their tenth day, before any was decided: as if they had never come in.
    came = [f"A,X,2024-0{1 + n % 3}-{1 + n % 15:02},," for n in range(60)]
    gone = "".join(f"{row}{row[4:12]}{11 + n % 15:02}\n" for n, row in enumerate(came))
    sound = SOUND.replace("\n", ",\n")
    p50 = {}
    for name, rows in (("told", gone), ("never came", ""), ("taken for open", "\n".join([*came, ""]))):
        (tmp_path / "h.csv").write_text(HISTORY.replace("\n", ",Withdrawn\n") + sound + rows, encoding="utf-8")
        (tmp_path / "c.csv").write_text(CASES + "1,A,X,2024-06-01\n", encoding="utf-8")
        code, _, _ = run("durations", "--history", str(tmp_path / "h.csv"), "--cases", str(tmp_path / "c.csv"),
                         "--out", str(tmp_path / "o.csv"))  # fmt: skip
        assert code == 0
        p50[name] = float(answered(tmp_path / "o.csv")[0]["p50"])
    assert p50["told"] == pytest.approx(p50["never came"], rel=0.02)
    assert p50["taken for open"] > 1.2 * p50["told"]


def test_a_file_withdrawn_before_its_receipt_is_set_aside(tmp_path: Path) -> None:
    history = HISTORY.replace("\n", ",withdrawn\n") + SOUND.replace("\n", ",\n") + "A,X,2024-02-02,,2024-02-01\n"
    (tmp_path / "h.csv").write_text(history, encoding="utf-8")
    (tmp_path / "c.csv").write_text(CASES + "1,A,X,2024-06-01\n", encoding="utf-8")
    code, _, err = run("durations", "--history", str(tmp_path / "h.csv"), "--cases", str(tmp_path / "c.csv"),
                       "--out", str(tmp_path / "o.csv"))  # fmt: skip
    assert code == 1
    assert "line 62" in err
    assert "withdrawn before it was received" in err


def test_as_of_says_what_is_known(tmp_path: Path) -> None:
    _, early, _ = durations(tmp_path, SOUND, "1,A,X,2024-01-01\n", "--as-of", "2024-03-01")
    _, late, _ = durations(tmp_path, SOUND, "1,A,X,2024-01-01\n", "--as-of", "2024-05-15")
    assert float(early[0]["p10"]) >= 60
    assert float(late[0]["p10"]) >= 135


def test_the_summary_counts_what_was_set_aside(tmp_path: Path) -> None:
    (tmp_path / "h.csv").write_text(HISTORY + SOUND + "A,X,x,\n", encoding="utf-8-sig")
    (tmp_path / "c.csv").write_text(CASES + "1,A,X,2024-06-01\n", encoding="utf-8")
    code, out, _ = run("durations", "--history", str(tmp_path / "h.csv"), "--cases", str(tmp_path / "c.csv"),
                       "--out", str(tmp_path / "o.csv"), "--json")  # fmt: skip
    said: dict[str, Any] = json.loads(out)
    assert code == 1
    assert {name: said[name] for name in ("read", "history", "estimated", "set_aside")} == {
        "read": 62, "history": 60, "estimated": 1, "set_aside": 1,
    }  # fmt: skip
    assert said["as_of"] == "2024-05-27"


@pytest.mark.parametrize(
    ("history", "words"),
    [("category,office\nA,X\n", ()), (HISTORY, ()), (HISTORY + SOUND, ("--as-of", "soon")),
     (HISTORY + SOUND, ("--as-of", "1999-01-01"))],
)  # fmt: skip
def test_unusable_arguments_end_with_two(tmp_path: Path, history: str, words: tuple[str, ...]) -> None:
    (tmp_path / "h.csv").write_text(history, encoding="utf-8")
    (tmp_path / "c.csv").write_text(CASES, encoding="utf-8")
    code, _, err = run("durations", "--history", str(tmp_path / "h.csv"), "--cases", str(tmp_path / "c.csv"),
                       "--out", str(tmp_path / "o.csv"), *words)  # fmt: skip
    assert code == 2
    assert err


def test_what_is_read_is_not_written_over(tmp_path: Path) -> None:
    file = tmp_path / "h.csv"
    file.write_text("series,time,value\na,2024-01-01,5\n", encoding="utf-8")
    assert run("series", "--history", str(file), "--horizon", "2", "--out", str(file))[0] == 2
    assert "2024-01-01" in file.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("times", "ahead"),
    [
        (["2024-01-01", "2024-01-08", "2024-01-15"], ["2024-01-22", "2024-01-29"]),
        (["2024-01-01T09:00", "2024-01-01T09:30", "2024-01-01T10:00"], ["2024-01-02T09:00", "2024-01-02T09:30"]),
        (["2024-01-01 09:00:00", "2024-01-01 10:00:00"], ["2024-01-02 09:00:00", "2024-01-02 10:00:00"]),
        (["2024-01-31", "2024-02-29", "2024-03-31"], ["2024-04-30", "2024-05-31"]),
        (["2024-01-01T09:00:00+02:00", "2024-01-08T09:00:00+02:00"],
         ["2024-01-15T09:00:00+02:00", "2024-01-22T09:00:00+02:00"]),
    ],
)  # fmt: skip
def test_times_ahead_are_written_as_the_series_writes_its_own(
    tmp_path: Path, times: list[str], ahead: list[str]
) -> None:
    file, out = tmp_path / "h.csv", tmp_path / "o.csv"
    file.write_text("series,time,value\n" + "".join(f"a,{time},7\n" for time in times), encoding="utf-8")
    assert run("series", "--history", str(file), "--horizon", "2", "--out", str(out))[0] == 0
    assert [row["time"] for row in answered(out)] == ahead


def test_a_series_row_that_cannot_be_right_is_set_aside(tmp_path: Path) -> None:
    file, out, quarantine = tmp_path / "h.csv", tmp_path / "o.csv", tmp_path / "q"
    file.write_text("series,time,value\na,2024-01-01,5\na,2024-01-01,6\na,2024-01-02,many\na,x,1\nb,2024-01-01,\n"
                    "a,2024-01-03,nan\n", encoding="utf-8")  # fmt: skip
    code, _, _ = run("series", "--history", str(file), "--horizon", "1", "--out", str(out),
                     "--quarantine", str(quarantine))  # fmt: skip
    assert code == 1
    assert [json.loads(line)["line"] for line in quarantine.read_text(encoding="utf-8").splitlines()] == [3, 4, 5, 7, 6]
    assert [row["series"] for row in answered(out)] == ["a"]
