"""The access log in the database: written at once, linked within seconds, never changed, checked by anybody."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from io import StringIO
from pathlib import Path
from threading import Thread

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction
from django.test import override_settings

from guichet.identity.actions import (
    add_staff,
    erase_references,
    link_all,
    link_records,
    note_access,
    note_disclosure,
    note_look,
    take_checkpoint,
)
from guichet.identity.models import AccessRecord, AccessReference, ChainHead, Checkpoint, ErasedReference, Look
from guichet.identity.queries import audit_state, check_log
from guichet.identity.rules import Grant, Viewer
from guichet.identity.rules.chain import Fault
from guichet.identity.rules.signing import public_key
from guichet.identity.terms import AccessKind, AuthorityKind, Purpose, Role
from guichet.identity.tests.factories import NOON, a_look
from guichet.journal.actions import Origin
from guichet.journal.terms import Channel

ROOT = Path(__file__).parents[4]
SEED = "dGVzdHMtb25seS10ZXN0cy1vbmx5LXRlc3RzLW9ubHk="
ORIGIN = Origin(actor="staff:1", channel=Channel.OFFICE, at=NOON)
LATER = NOON + timedelta(seconds=5)


@pytest.fixture
def leduc(db: None) -> int:
    return add_staff(email="leduc@department.example", name="Camille Leduc", roles=[Role.AGENT], origin=ORIGIN)


@pytest.fixture
def log(leduc: int) -> list[Look]:
    """Six looks at two clients and a disclosure, linked, with a checkpoint after the third."""
    found = [a_look(client_id=7 + n % 2, staff_id=leduc, looked_at=NOON + timedelta(minutes=n)) for n in range(3)]
    link_all(now=LATER)
    take_checkpoint(now=LATER)
    found += [a_look(client_id=7 + n % 2, staff_id=leduc, looked_at=NOON + timedelta(minutes=n)) for n in range(3, 6)]
    note_disclosure(to="POLICE", what=("STATUS",), authority="8(2)(e)", client_id=7, subject="client:7", origin=ORIGIN)
    link_all(now=LATER)
    return found


def faults(now: datetime = LATER) -> list[tuple[Fault, int, int]]:
    return [(one.fault, one.first, one.last) for one in check_log(now=now).faults]


def forge(statement: str, *values: object) -> None:
    """Do what only somebody with the whole database in hand can: past the guards."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for table in ("accessrecord", "accessreference", "look", "erasedreference", "checkpoint"):
            cursor.execute(f"ALTER TABLE identity_{table} DISABLE TRIGGER USER")
        cursor.execute(statement, values)
        for table in ("accessrecord", "accessreference", "look", "erasedreference", "checkpoint"):
            cursor.execute(f"ALTER TABLE identity_{table} ENABLE TRIGGER USER")


def test_an_untouched_log_is_sound(log: list[Look]) -> None:
    report = check_log(now=LATER)
    assert (report.faults, report.entries, report.head_seq, report.waiting) == ((), 7, 7, 0)


@pytest.mark.django_db
def test_an_empty_log_is_sound_too() -> None:
    assert check_log(now=NOON).sound


def test_entries_come_in_the_order_of_writing_without_gaps(log: list[Look]) -> None:
    assert list(AccessRecord.objects.order_by("id").values_list("seq", flat=True)) == list(range(1, 8))


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE identity_accessrecord SET facts = '{}' WHERE seq = 2",
        "UPDATE identity_accessrecord SET seq = 99 WHERE seq = 2",
        "UPDATE identity_accessrecord SET seq = NULL, previous = NULL, hash = NULL WHERE seq = 2",
        "DELETE FROM identity_accessrecord WHERE seq = 2",
        "UPDATE identity_look SET client_id = 9",
        "DELETE FROM identity_look",
        "UPDATE identity_accessreference SET actor = 'staff:2'",
        "DELETE FROM identity_accessreference",
        "UPDATE identity_checkpoint SET seq = 1",
        "DELETE FROM identity_checkpoint",
    ],
)
def test_the_database_refuses_every_change(log: list[Look], statement: str) -> None:
    with pytest.raises(DatabaseError, match="never change"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_an_entry_that_waits_can_be_linked_and_nothing_else(leduc: int) -> None:
    a_look(staff_id=leduc)
    with pytest.raises(DatabaseError, match="never change"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE identity_accessrecord SET seq = 1, previous = '', hash = '', kind = 'OPENED'")


FORGERIES: list[tuple[str, tuple[Fault, int, int]]] = [
    ("UPDATE identity_accessrecord SET facts = '{}' WHERE seq = 2", (Fault.CHANGED, 2, 2)),
    ("UPDATE identity_accessrecord SET at = at + interval '1 us' WHERE seq = 4", (Fault.CHANGED, 4, 4)),
    ("UPDATE identity_look SET client_id = 9 WHERE record_id = (SELECT id FROM identity_accessrecord WHERE seq = 3)",
     (Fault.PERSON_CHANGED, 3, 3)),
    ("UPDATE identity_look SET purpose = 'COMPLAINT' WHERE record_id ="
     " (SELECT id FROM identity_accessrecord WHERE seq = 5)", (Fault.PERSON_CHANGED, 5, 5)),
    ("DELETE FROM identity_look WHERE record_id = (SELECT id FROM identity_accessrecord WHERE seq = 1)",
     (Fault.PERSON_MISSING, 1, 1)),
    ("DELETE FROM identity_accessreference", (Fault.PERSON_MISSING, 7, 7)),
    ("UPDATE identity_accessreference SET actor = 'staff:2'", (Fault.PERSON_CHANGED, 7, 7)),
    ("UPDATE identity_checkpoint SET hash = repeat('0', 64)", (Fault.BAD_SIGNATURE, 3, 3)),
    ("DELETE FROM identity_checkpoint", (Fault.BAD_SIGNATURE, 7, 7)),
    ("UPDATE identity_chainhead SET seq = 6", (Fault.BAD_SIGNATURE, 6, 6)),
    ("UPDATE identity_chainhead SET seq = 9", (Fault.TRUNCATED, 8, 9)),
    ("WITH gone AS (DELETE FROM identity_look WHERE record_id IN (SELECT id FROM identity_accessrecord WHERE seq = 6))"
     " DELETE FROM identity_accessrecord WHERE seq = 6", (Fault.MISSING, 6, 6)),
    ("WITH gone AS (DELETE FROM identity_accessreference) DELETE FROM identity_accessrecord WHERE seq = 7",
     (Fault.TRUNCATED, 7, 7)),
    ("INSERT INTO identity_erasedreference (record_id, erasure_id) SELECT a.id, b.id FROM identity_accessrecord a,"
     " identity_accessrecord b WHERE a.seq = 2 AND b.seq = 7", (Fault.PERSON_CHANGED, 2, 2)),
]  # fmt: skip


@pytest.mark.parametrize(("statement", "found"), FORGERIES)
def test_whoever_has_the_whole_database_is_found_out(
    log: list[Look], statement: str, found: tuple[Fault, int, int]
) -> None:
    if statement == "DELETE FROM identity_checkpoint":
        take_checkpoint(now=LATER)  # number 2; then only the first is taken away
        forge("DELETE FROM identity_checkpoint WHERE number = 1")
        assert (Fault.MARK_MISSING, 1, 1) in faults()
        return
    forge(statement)
    assert found in faults()


def test_nobody_signs_without_the_key(log: list[Look]) -> None:
    with override_settings(AUDIT_KEYS={"test": "c29tZWJvZHktZWxzZXMta2V5LTMyLWJ5dGVzLWxvbmc="}):
        assert (Fault.BAD_SIGNATURE, 7, 7) in faults()


def test_an_entry_that_nobody_links_is_noticed(leduc: int) -> None:
    a_look(staff_id=leduc)
    assert faults(NOON + timedelta(minutes=9)) == []
    assert [fault for fault, _, _ in faults(NOON + timedelta(minutes=11))] == [Fault.NOT_LINKED]
    assert audit_state().is_stuck(NOON + timedelta(minutes=11))
    link_all(now=LATER)
    assert not audit_state().is_stuck(NOON + timedelta(minutes=11))


def test_a_gap_is_seen_without_a_whole_check(log: list[Look]) -> None:
    assert audit_state().gaps == 0
    forge("WITH gone AS (DELETE FROM identity_look WHERE record_id IN (SELECT id FROM identity_accessrecord"
          " WHERE seq = 6)) DELETE FROM identity_accessrecord WHERE seq = 6")  # fmt: skip
    assert audit_state().gaps == 1


def test_persons_are_erased_by_rule_and_the_log_stays_whole(log: list[Look]) -> None:
    assert erase_references(client_ids=[7], authority="RETENTION", origin=ORIGIN) == 4
    link_all(now=LATER)
    assert set(Look.objects.values_list("client_id", flat=True)) == {8}
    assert not AccessReference.objects.filter(client_id=7).exists()
    assert check_log(now=LATER).faults == ()
    # Who is gone is counted still.
    assert AccessRecord.objects.filter(kind=AccessKind.LOOK).count() == 6


def test_an_erasure_that_erased_more_than_it_said_is_found(log: list[Look]) -> None:
    erase_references(client_ids=[7], authority="RETENTION", origin=ORIGIN)
    link_all(now=LATER)
    erasure = ErasedReference.objects.all()[0].erasure
    other = Look.objects.filter(client_id=8)[0].record_id
    forge("DELETE FROM identity_look WHERE record_id = %s", other)
    forge("INSERT INTO identity_erasedreference (record_id, erasure_id) VALUES (%s, %s)", other, erasure.pk)
    assert faults() == [(Fault.WRONG_ERASURE, erasure.seq, erasure.seq)]


def test_the_same_look_noted_twice_has_one_entry(leduc: int) -> None:
    viewer = Viewer(user_id=1, staff_id=leduc, roles=frozenset({Role.AGENT}), opened={7: Purpose.CLIENT_ASKED})
    for _ in range(2):
        note_look(viewer=viewer, client_id=7, subject="client:7", page="desk:client", origin=ORIGIN)
    assert AccessRecord.objects.count() == 1


@pytest.mark.django_db
def test_who_acts_for_a_client_leaves_a_look_and_the_client_none() -> None:
    grant = Grant(client_id=7, kind=AuthorityKind.REPRESENTATIVE)
    roy = Viewer(user_id=5, own_clients=frozenset({9}), grants=(grant,))
    for _ in range(2):
        note_look(viewer=roy, client_id=7, subject="application:V1", page="account:file", origin=ORIGIN)
    assert note_look(viewer=roy, client_id=9, subject="client:9", page="account:file", origin=ORIGIN) is None
    assert note_look(viewer=roy, client_id=8, subject="client:8", page="account:file", origin=ORIGIN) is None
    look = Look.objects.get()
    assert (look.staff_id, look.user_id, look.holder, look.purpose) == (None, 5, "REPRESENTATIVE", "")
    link_all(now=LATER)
    assert check_log(now=LATER).sound


# --- Linking --------------------------------------------------------------------------------------------------------


@pytest.mark.django_db(transaction=True)
def test_two_that_link_at_once_make_one_chain() -> None:
    leduc = add_staff(email="leduc@department.example", name="Camille Leduc", roles=[Role.AGENT], origin=ORIGIN)
    for n in range(200):
        a_look(staff_id=leduc, looked_at=NOON + timedelta(minutes=n))
    linked: list[int] = []

    def work() -> None:
        try:
            for _ in range(60):
                linked.append(link_records(now=LATER, limit=10))
        finally:
            connection.close()

    threads = [Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(linked) == 200
    assert check_log(now=LATER).faults == ()


@pytest.mark.django_db(transaction=True)
def test_an_entry_committed_late_is_linked_after_the_quicker_ones() -> None:
    origin = ORIGIN
    slow_may_end, slow_wrote = [], []

    def slow() -> None:
        try:
            with transaction.atomic():
                note_access(kind=AccessKind.OPENED, facts={}, client_id=1, subject="slow", origin=origin)
                slow_wrote.append(True)
                while not slow_may_end:
                    time.sleep(0.01)
        finally:
            connection.close()

    thread = Thread(target=slow)
    thread.start()
    while not slow_wrote:
        time.sleep(0.01)
    with transaction.atomic():
        note_access(kind=AccessKind.OPENED, facts={}, client_id=2, subject="quick", origin=origin)
    assert link_all(now=LATER) == 1
    slow_may_end.append(True)
    thread.join()
    assert link_all(now=LATER) == 1
    order = AccessReference.objects.order_by("record__seq").values_list("subject", flat=True)
    assert list(order) == ["quick", "slow"]
    assert check_log(now=LATER).faults == ()


LINKER = """
import django; django.setup()
from datetime import UTC, datetime
from django.db import connection
from guichet.identity.actions import link_records
print("ready", flush=True)
while True:
    link_records(now=datetime.now(UTC), limit=50)
"""


@pytest.mark.django_db(transaction=True)
def test_killed_in_the_middle_of_linking_the_chain_goes_on_where_it_was() -> None:
    leduc = add_staff(email="leduc@department.example", name="Camille Leduc", roles=[Role.AGENT], origin=ORIGIN)
    for n in range(1_500):
        a_look(staff_id=leduc, looked_at=NOON + timedelta(minutes=n))
    settings = connection.settings_dict
    address = f"postgresql:///{settings['NAME']}?host={settings['HOST']}&user={settings['USER']}"
    if settings["PORT"]:
        address += f"&port={settings['PORT']}"
    surroundings = os.environ | {"DATABASE_URL": address, "PYTHONPATH": str(ROOT / "src")}
    kills = 0
    while AccessRecord.objects.filter(seq=None).exists() and kills < 6:
        linker = subprocess.Popen([sys.executable, "-c", LINKER], env=surroundings, stdout=subprocess.PIPE)
        assert linker.stdout
        assert linker.stdout.readline() == b"ready\n"
        time.sleep(0.02 + 0.013 * kills)
        linker.send_signal(signal.SIGKILL)
        linker.wait()
        linker.stdout.close()
        kills += 1
        assert check_log(now=LATER).faults == ()
    assert kills
    deadline = time.monotonic() + 120
    while link_all(now=LATER) or AccessRecord.objects.filter(seq=None).exists():
        assert time.monotonic() < deadline
        time.sleep(0.05)
    report = check_log(now=LATER)
    assert (report.faults, report.entries) == ((), 1_500)


# --- The command ----------------------------------------------------------------------------------------------------


def run(*words: str) -> tuple[int, str]:
    """Return the exit code and what was printed."""
    out = StringIO()
    try:
        call_command("audit", *words, stdout=out, stderr=StringIO())
    except SystemExit as ended:
        return int(str(ended.code)), out.getvalue()
    except CommandError as refused:
        return refused.returncode, str(refused)
    return 0, out.getvalue()


@pytest.fixture
def export(log: list[Look], tmp_path: Path) -> Path:
    file = tmp_path / "log.ndjson"
    assert run("export", str(file))[0] == 0
    return file


def test_the_log_here_is_checked_and_the_code_says_what_came_of_it(log: list[Look]) -> None:
    assert run("verify")[0] == 0
    forge("UPDATE identity_accessrecord SET facts = '{}' WHERE seq = 2")
    code, said = run("verify")
    assert code == 1
    assert "Entry 2 was changed." in said
    code, said = run("verify", "--json")
    assert (code, json.loads(said)["faults"][0]) == (1, {"fault": "CHANGED", "first": 2, "last": 2})


def test_an_export_names_nobody_and_says_who_exported(export: Path, leduc: int) -> None:
    text = export.read_text(encoding="utf-8")
    for personal in ("Camille", "Leduc", "client:7", f"staff:{leduc}", '"client_id"', "application:"):
        assert personal not in text
    assert AccessRecord.objects.filter(kind=AccessKind.EXPORTED).count() == 1
    assert AccessReference.objects.get(record__kind=AccessKind.EXPORTED).actor == "operator"
    assert Checkpoint.objects.count() == 2


@pytest.mark.parametrize("key", [[], ["--key", public_key(SEED)]])
def test_an_export_is_checked_by_whoever_has_only_the_file(export: Path, key: list[str]) -> None:
    code, said = run("verify", "--export", str(export), *key)
    assert code == 0, said
    assert ("own word" in said) is not bool(key)


def _without_a_line(lines: list[str]) -> list[str]:
    return lines[:3] + lines[4:]


def _with_a_line_changed(lines: list[str]) -> list[str]:
    return [*lines[:2], lines[2].replace("CLIENT", "KLIENT"), *lines[3:]]


@pytest.mark.parametrize("edit", [_without_a_line, _with_a_line_changed, lambda lines: lines[:-2]])
def test_an_edited_export_is_found_out(export: Path, edit: Callable[[list[str]], list[str]]) -> None:
    export.write_text("".join(edit(export.read_text(encoding="utf-8").splitlines(keepends=True))), encoding="utf-8")
    assert run("verify", "--export", str(export))[0] == 1


@pytest.mark.parametrize(
    "words",
    [
        ["--export", "/nowhere/at/all"],
        ["--export", __file__],
        ["--export", __file__, "--key", "nonsense"],
    ],
)
@pytest.mark.django_db
def test_what_cannot_be_checked_is_said(words: list[str]) -> None:
    assert run("verify", *words)[0] == 2


@pytest.mark.django_db
def test_without_a_key_nothing_is_exported(tmp_path: Path) -> None:
    with override_settings(AUDIT_KEYS={}):
        assert run("export", str(tmp_path / "x"))[0] == 2
    assert not (tmp_path / "x").exists()


def test_an_export_is_checked_without_a_database(export: Path) -> None:
    surroundings = os.environ | {
        "DATABASE_URL": "postgresql://nobody@127.0.0.1:1/none",
        "PYTHONPATH": str(ROOT / "src"),
    }
    command = [sys.executable, "-m", "guichet", "audit", "verify", "--export", str(export), "--json"]
    found = subprocess.run(command, env=surroundings, capture_output=True, text=True, check=False)
    assert found.returncode == 0, found.stderr
    assert json.loads(found.stdout)["entries"] == 8
    away = subprocess.run([*command[:5]], env=surroundings, capture_output=True, text=True, check=False)
    assert away.returncode == 75


def test_a_new_key_is_one(capsys: pytest.CaptureFixture[str]) -> None:
    assert public_key(run("new-key")[1].strip())
    assert public_key(SEED) in run("key")[1]


def test_a_head_is_one_for_each_log(log: list[Look]) -> None:
    assert ChainHead.objects.count() == 1
