"""`guichet evaluate` runs the engine on anybody's corpus; a bad row is set aside with its line and why."""

import csv
import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

ARTICLES = [
    {"id": "lost", "language": "en", "title": "Lost passport", "body": "Tell the police that it was stolen, then us."},
    {"id": "lost", "language": "fr", "title": "Passeport perdu", "body": "Dites à la police qu’on l’a volé."},
    {"id": "fees", "language": "en", "title": "What it costs", "body": "The price of each permit is in a table."},
    {"id": "study", "language": "en", "title": "Study permit", "body": "You need a letter from a school."},
]


def said(capsys: Any) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    return found


def run(*arguments: object) -> int:
    try:
        call_command("evaluate", *(str(one) for one in arguments), "--json")
    except SystemExit as end:
        return int(end.code or 0)
    return 0


def test_answers_are_found_and_bad_rows_set_aside(tmp_path: Path, capsys: Any) -> None:
    articles, questions, out = tmp_path / "a.jsonl", tmp_path / "q.csv", tmp_path / "o.jsonl"
    lines = [json.dumps(one) for one in ARTICLES]
    articles.write_text("\n".join([*lines, "{broken", '["no object"]', '{"id":"x","language":"de","title":"X"}']))
    questions.write_text(
        "id,language,question\n1,en,my passport was stolen\n2,fr,on m’a volé mon passeport\n3,,what does it cost\n"
        "4,en\n,en,no id\n5,en,\n"
    )
    assert run("answers", "--articles", articles, "--questions", questions, "--out", out) == 1
    told = said(capsys)
    assert (told["articles"], told["questions"], told["set_aside"]) == (3, 4, 5)
    found = {row["id"]: row for row in map(json.loads, out.read_text().splitlines())}
    assert [found[name]["ranked"][0]["article"] for name in "123"] == ["lost", "lost", "fees"]
    assert not found["5"]["answered"]
    assert all(0 <= row["confidence"] <= 1 and len(row["ranked"]) <= 10 for row in found.values())
    aside = [json.loads(line) for line in (tmp_path / "o.jsonl.set-aside.ndjson").read_text().splitlines()]
    assert [(one["file"], one["line"]) for one in aside] == [
        ("a.jsonl", 5), ("a.jsonl", 6), ("a.jsonl", 7), ("q.csv", 5), ("q.csv", 6)
    ]  # fmt: skip


def test_texts_are_sorted(tmp_path: Path, capsys: Any) -> None:
    train, test, out = tmp_path / "t.csv", tmp_path / "s.csv", tmp_path / "o.csv"
    verbs = ("pay", "find", "send", "ask for", "want", "need", "get", "see", "have")
    rows = [(f"I {verb} a {thing}", label) for verb in verbs
            for thing, label in (("visa", "visit"), ("diploma", "study"), ("refund", "fees"))]  # fmt: skip
    with train.open("w", newline="") as file:
        csv.writer(file).writerows([("text", "label"), *rows, ("", "visit")])
    test.write_text("id,text\n1,I would like a refund\n2,a diploma please\n3,\n")
    assert run("routing", "--train", train, "--test", test, "--out", out) == 1
    assert said(capsys)["set_aside"] == 1
    found = {row["id"]: row for row in csv.DictReader(out.read_text().splitlines())}
    assert (found["1"]["label"], found["2"]["label"], found["3"]["label"]) == ("fees", "study", "none")


@pytest.mark.parametrize(
    ("train", "why"),
    [("text\na\n", "lacks these columns"), ("text,label\na,x\nb,x\n", "at least two labels"), (None, "No such file")],
)
def test_what_cannot_be_used_is_said(tmp_path: Path, capsys: Any, train: str | None, why: str) -> None:
    path, test, out = tmp_path / "t.csv", tmp_path / "s.csv", tmp_path / "o.csv"
    if train is not None:
        path.write_text(train)
    test.write_text("id,text\n1,a\n")
    assert run("routing", "--train", path, "--test", test, "--out", out) == 2
    assert why in capsys.readouterr().err
    assert not out.exists()


def test_pairs_of_messages_are_told_apart(tmp_path: Path, capsys: Any) -> None:
    pairs, out = tmp_path / "p.csv", tmp_path / "o.csv"
    pairs.write_text(
        "id,text_a,text_b\n1,How do I change my address?,I moved. How can I change my address?\n"
        "2,How do I change my address?,When is my citizenship ceremony?\n3,only one\n,a,b\n5,,b\n"
    )
    assert run("duplicates", "--pairs", pairs, "--out", out) == 1
    told = said(capsys)
    assert (told["pairs"], told["duplicates"], told["set_aside"]) == (2, 1, 3)
    found = {row["id"]: row for row in csv.DictReader(out.read_text().splitlines())}
    assert (found["1"]["duplicate"], found["2"]["duplicate"]) == ("yes", "no")
    assert 0 <= float(found["2"]["score"]) < float(found["1"]["score"]) <= 1
    aside = [json.loads(line) for line in (tmp_path / "o.csv.set-aside.ndjson").read_text().splitlines()]
    assert [one["line"] for one in aside] == [4, 5, 6]
    assert run("duplicates", "--pairs", tmp_path / "none.csv", "--out", out) == 2
