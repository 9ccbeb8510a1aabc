"""`guichet letters check`: what a department’s own scripts rely on."""

import csv
import io
import json
import sys
from pathlib import Path

import pytest
from django.core.management import call_command

CLEAN = "We have your file. You do not need to do anything. We will write to you before 3 May 2027."
POOR = "Please be advised that you failed to answer by 01/02/2027."


def run(*words: str, capsys: pytest.CaptureFixture[str], text: bytes = b"") -> tuple[int, str, str]:
    code, kept = 0, sys.stdin
    sys.stdin = io.TextIOWrapper(io.BytesIO(text))
    try:
        call_command("letters", "check", *words)
    except SystemExit as ended:
        code = int(ended.code or 0)
    finally:
        sys.stdin = kept
    said = capsys.readouterr()
    return code, said.out, said.err


def test_one_text_gets_its_grade_and_what_to_mend(capsys, monkeypatch) -> None:
    monkeypatch.setenv("LC_ALL", "en_CA.UTF-8")
    code, out, _ = run("--language", "en", "--json", capsys=capsys, text=POOR.encode())
    said = json.loads(out)
    assert code == 0
    assert set(said) == {"grade", "difficulty", "findings"}
    assert {one["code"] for one in said["findings"]} >= {"EMPTY_PHRASE", "BLAME", "NUMERIC_DATE"}
    assert all(set(one) == {"code", "message", "excerpt"} for one in said["findings"])
    assert "Write the month in words" in out


def test_the_reader_is_told_in_their_own_language(capsys, monkeypatch) -> None:
    monkeypatch.setenv("LC_ALL", "fr_CA.UTF-8")
    _, out, _ = run("--language", "en", capsys=capsys, text=POOR.encode())
    assert "Écrivez le mois en lettres" in out
    assert "difficulté" in out


@pytest.mark.parametrize("text", [b"", b"\xef\xbb\xbf", b"caf\xe9 \x00 \xff", b"...", b"\r\n\r\n"])
def test_a_text_without_words_or_with_broken_bytes_stops_nothing(capsys, text: bytes) -> None:
    code, out, _ = run("--language", "fr", "--json", capsys=capsys, text=text)
    assert code == 0
    assert json.loads(out)["findings"] == []


def test_a_file_is_graded_row_by_row_and_what_cannot_be_read_is_set_aside(capsys, tmp_path: Path) -> None:
    source, out = tmp_path / "in.csv", tmp_path / "out.csv"
    rows = f'id,text\nA,"{CLEAN}"\nB,"one\ntwo lines, and a comma"\n,no id\nC,\nD,x,y\n'.encode()
    source.write_bytes(rows + b"E,caf\xe9\nF,The adjudication of inadmissibility determinations\n")
    code, said, _ = run("--language", "en", "--csv", str(source), "--out", str(out), "--json", capsys=capsys)
    summary = json.loads(said)
    assert code == 1
    assert (summary["read"], summary["checked"], summary["set_aside"]) == (7, 3, 4)
    graded = {row["id"]: row for row in csv.DictReader(out.read_text(encoding="utf-8").splitlines())}
    assert list(graded) == ["A", "B", "F"]
    assert float(graded["F"]["difficulty"]) > float(graded["A"]["difficulty"])
    aside = list(csv.DictReader((tmp_path / "out.csv.set-aside.csv").read_text(encoding="utf-8").splitlines()))
    assert [(row["line"], row["reason"].split(":")[0]) for row in aside] == [
        ("5", "NO_ID"),
        ("6", "NO_TEXT"),
        ("7", "WRONG_COLUMNS"),
        ("8", "NOT_UTF8"),
    ]


def test_a_whole_file_leaves_nothing_aside(capsys, tmp_path: Path) -> None:
    source, out = tmp_path / "in.csv", tmp_path / "out.csv"
    source.write_text(f"text,id\n{CLEAN},A\n", encoding="utf-8-sig")
    assert run("--language", "en", "--csv", str(source), "--out", str(out), capsys=capsys)[0] == 0
    assert not (tmp_path / "out.csv.set-aside.csv").exists()


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("name,words\na,b\n", ("--csv", "IN", "--out", "OUT")),
        ("", ("--csv", "IN", "--out", "OUT")),
        ("id,text\n", ("--csv", "IN")),
        ("id,text\n", ("--csv", "IN", "--out", "IN")),
        ("id,text\n", ("--csv", "IN", "--out", "OUT", "--quarantine", "OUT")),
        ("id,text\n", ("--csv", "NOWHERE", "--out", "OUT")),
        ("id,text\n", ("--csv", "IN", "--out", "NOWHERE/OUT")),
    ],
)
def test_unusable_arguments_are_refused(capsys, tmp_path: Path, content: str, words: tuple[str, ...]) -> None:
    (tmp_path / "IN").write_text(content, encoding="utf-8")
    names = [word if word.startswith("--") else str(tmp_path / word) for word in words]
    code, out, err = run("--language", "en", *names, capsys=capsys)
    assert code == 2
    assert err
    assert not out
