"""`guichet mail receive --dry-run`: what it prints, and how it ends."""

import io
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from guichet.enquiries.mail.tests.letters import HEAD, PDF, broken, letter


def many(*words: str) -> tuple[list[dict[str, Any]], dict[str, Any]]:
    out, err = io.StringIO(), io.StringIO()
    call_command("mail", "receive", "--dry-run", "--json", *words, stdout=out, stderr=err)
    return [json.loads(line) for line in out.getvalue().splitlines()], json.loads(err.getvalue().splitlines()[-1])


def test_a_message_is_told_without_a_database_in_the_readers_language() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "guichet", "mail", "receive", "--dry-run"],
        input=letter("Où ?", files=(("é.pdf", PDF),)).replace(b"Message-ID", b"X-Nothing"),
        env={**os.environ, "DATABASE_URL": "", "LC_ALL": "fr_CA.UTF-8", "PYTHONIOENCODING": "ascii"},
        capture_output=True,
        timeout=60,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, b"")
    found = json.loads(done.stdout)
    assert (found["from"], found["subject"], found["text"]) == ("amina@mail.example", "My permit", "Où ?")
    (file,) = found["attachments"]
    assert (file["filename"], file["content_type"], file["size"]) == ("é.pdf", "application/pdf", len(PDF))
    assert [one["code"] for one in found["defects"]] == ["NO_ID"]
    assert "numéro" in found["defects"][0]["message"]
    assert found["enquiry"] is None


def test_every_broken_message_is_told(tmp_path: Path) -> None:
    cases = list(broken())
    for number, case in enumerate(cases):
        (tmp_path / f"{number:03}.eml").write_bytes(case.raw)
    lines, summary = many("--from", str(tmp_path))
    assert [line["subject"] for line in lines] == [case.subject for case in cases]
    assert summary | {"seconds": 0} == {
        "read": len(cases), "accepted": len(cases), "already_known": 0, "set_aside": 0, "seconds": 0,
    }  # fmt: skip


def test_an_mbox_is_taken_apart_where_its_messages_begin(tmp_path: Path) -> None:
    one = b"From a@b Tue Nov  3 09:15:00 2026\n" + HEAD.replace(b"\r\n", b"\n") + b"\nFrom here on\n>From there\n"
    (tmp_path / "mbox").write_bytes(one + b"\n" + one.replace(b"My permit", b"Another") + b"\n")
    lines, summary = many("--from", str(tmp_path / "mbox"))
    assert [(line["subject"], line["text"]) for line in lines] == [
        ("My permit", "From here on\n>From there"),
        ("Another", "From here on\n>From there"),
    ]
    assert summary["read"] == 2


def test_what_is_no_file_is_passed_over_and_what_is_not_there_refused(tmp_path: Path) -> None:
    (tmp_path / "a.eml").write_bytes(letter())
    (tmp_path / "b.eml").symlink_to(tmp_path / "nowhere")
    lines, summary = many("--from", str(tmp_path))
    assert (len(lines), summary["read"]) == (1, 1)
    with pytest.raises(SystemExit) as ended:
        call_command("mail", "receive", "--dry-run", "--from", str(tmp_path / "nowhere"), stderr=io.StringIO())
    assert ended.value.code == 2
