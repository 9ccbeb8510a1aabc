"""`guichet doctor` finds what is wrong, says how to mend it, and says when all is well."""

import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import OperationalError, connection

from guichet.config import doctor
from guichet.config.doctor import CHECKS, NEED_DATABASE, Finding, examine
from guichet.config.management.commands import doctor as command
from guichet.config.messages import catalogue_path
from guichet.identity.actions import link_all
from guichet.identity.tests.factories import a_look

A_KEY = "k" * 50


def found_by(check: doctor.Check) -> list[str]:
    return [finding.where for finding in check()]


@pytest.mark.parametrize(
    ("key", "demonstration", "found"),
    [
        (A_KEY, False, []),
        ("short", False, ["GUICHET_SECRET_KEY"]),
        ("short", True, []),
    ],
)
def test_a_short_key_is_found_unless_this_is_a_demonstration(
    settings: Any, key: str, demonstration: bool, found: list[str]
) -> None:
    settings.SECRET_KEY, settings.DEMONSTRATION = key, demonstration
    assert found_by(doctor.secret_key) == found


@pytest.mark.parametrize(
    ("address", "hosts", "demonstration", "found"),
    [
        ("https://guichet.example", ["guichet.example"], False, []),
        ("https://guichet.example", ["*"], False, []),
        ("https://guichet.example", ["other.example"], False, ["GUICHET_HOSTS"]),
        ("http://guichet.example", ["guichet.example"], False, ["GUICHET_SITE_URL"]),
        ("http://127.0.0.1:8000", ["127.0.0.1"], True, []),
        ("http://[::1]:8000", ["[::1]"], True, []),
        ("guichet.example", ["guichet.example"], False, ["GUICHET_SITE_URL"]),
        ("", ["guichet.example"], False, ["GUICHET_SITE_URL"]),
    ],
)
def test_an_address_that_links_cannot_use_is_found(
    settings: Any, address: str, hosts: list[str], demonstration: bool, found: list[str]
) -> None:
    settings.SITE_URL, settings.ALLOWED_HOSTS, settings.DEMONSTRATION = address, hosts, demonstration
    assert found_by(doctor.site_address) == found


def test_a_host_that_does_not_answer_is_found_with_how_to_mend_it() -> None:
    def refuse(address: tuple[str, int], timeout: int) -> None:
        raise ConnectionRefusedError(111, "Connection refused")

    [finding] = doctor.reach("mail", "smtp.example", 25, "Start it.", connect=refuse)
    assert finding == Finding(
        "mail", "smtp.example:25", "Nothing answers there: Connection refused.", "Start it.", is_away=False
    )


def test_a_host_that_answers_is_no_finding() -> None:
    class Answer:
        closed = False

        def close(self) -> None:
            self.closed = True

    answer = Answer()
    assert list(doctor.reach("mail", "smtp.example", 25, "", connect=lambda *_at, **_limits: answer)) == []
    assert answer.closed


def test_faults_of_data_files_are_found_with_file_and_line(settings: Any, tmp_path: Path) -> None:
    (tmp_path / "programs").mkdir()
    (tmp_path / "programs/fees.yaml").write_text("\n- {code: F}\n")
    settings.DATA_FOLDER = str(tmp_path)
    assert set(found_by(doctor.data_files)) == {f"{tmp_path}/programs/fees.yaml:2"}
    assert found_by(doctor.data_that_name_one_another) == []


def test_data_files_in_the_wrong_folder_are_found(settings: Any, tmp_path: Path) -> None:
    (tmp_path / "program").mkdir()
    (tmp_path / "program/fees.yaml").write_text("")
    settings.DATA_FOLDER = str(tmp_path)
    assert found_by(doctor.own_data_folder) == [f"{tmp_path}/program/fees.yaml"]


def test_codes_that_the_other_room_does_not_know_are_found(settings: Any, tmp_path: Path) -> None:
    (tmp_path / "programs/programs").mkdir(parents=True)
    (tmp_path / "standards").mkdir()
    (tmp_path / "programs/programs/own.yaml").write_text("- {code: SUPERVISA, remove: true}")
    (tmp_path / "standards/pauses.yaml").write_text("- {code: FAIRNESS, remove: true}")
    settings.DATA_FOLDER = str(tmp_path)
    assert found_by(doctor.data_that_name_one_another) == ["FAIRNESS", "1713"]


def test_the_data_that_ship_have_no_findings() -> None:
    for check in (doctor.data_files, doctor.own_data_folder, doctor.data_that_name_one_another):
        assert found_by(check) == []


@pytest.mark.django_db
def test_a_migrated_database_without_a_worker_lacks_the_worker_only() -> None:
    assert found_by(doctor.database) == []
    assert found_by(doctor.migrations) == []
    assert found_by(doctor.extensions) == []
    assert found_by(doctor.worker) == ["procrastinate_workers"]


@pytest.mark.django_db
def test_a_worker_seen_lately_is_no_finding() -> None:
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO procrastinate_workers DEFAULT VALUES")
        assert found_by(doctor.worker) == []
        cursor.execute("UPDATE procrastinate_workers SET last_heartbeat = now() - interval '3 minutes'")
        assert found_by(doctor.worker) == ["procrastinate_workers"]


@pytest.mark.django_db
def test_a_migration_that_is_not_applied_is_found() -> None:
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'sessions'")
    [finding] = doctor.migrations()
    assert "sessions.0001_initial" in finding.message


@pytest.mark.django_db
def test_a_missing_extension_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "EXTENSIONS", ("pg_trgm", "no_such_extension"))
    assert found_by(doctor.extensions) == ["no_such_extension"]


def test_a_provider_without_an_address_is_found(settings: Any) -> None:
    settings.NOTIFY_URL = "nowhere"
    assert found_by(doctor.text_provider) == ["GUICHET_NOTIFY_URL"]


def test_a_mail_server_is_not_asked_for_where_mail_does_not_go_by_smtp() -> None:
    assert found_by(doctor.mail) == []


def test_a_folder_of_styles_that_is_not_there_is_found(settings: Any, tmp_path: Path) -> None:
    settings.STATICFILES_DIRS = [("tokens", tmp_path), ("fonts", tmp_path / "fonts")]
    assert found_by(doctor.static_files) == [str(tmp_path / "fonts")]


def test_french_that_was_never_compiled_is_found(tmp_path: Path) -> None:
    path = catalogue_path(tmp_path / "room")
    path.parent.mkdir(parents=True)
    path.write_text("")
    assert [finding.where for finding in doctor.uncompiled([tmp_path / "room", tmp_path])] == [str(path)]
    path.with_suffix(".mo").write_bytes(b"")
    assert list(doctor.uncompiled([tmp_path / "room"])) == []


def away() -> Iterator[Finding]:
    yield Finding("database", "DATABASE_URL", "Away.", "Start it.", is_away=True)


def asked() -> Iterator[Finding]:
    raise OperationalError("the database was asked although it is away")
    yield


def wrong() -> Iterator[Finding]:
    yield Finding("mail", "smtp.example:25", doctor._("Nothing reads this file."), "Mend it.")


def test_a_database_that_is_away_is_not_asked_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "NEED_DATABASE", {asked})
    assert [finding.check for finding in examine((away, asked, wrong), "en")] == ["database", "mail"]


def test_every_check_that_asks_the_database_comes_after_the_one_that_finds_it_away() -> None:
    assert all(CHECKS.index(check) > CHECKS.index(doctor.database) for check in NEED_DATABASE)


@pytest.mark.parametrize(("checks", "code"), [((), 0), ((wrong,), 1), ((wrong, away), 75)])
def test_the_exit_code_says_what_was_found(
    monkeypatch: pytest.MonkeyPatch, checks: tuple[doctor.Check, ...], code: int
) -> None:
    monkeypatch.setattr(command, "CHECKS", checks)
    out = io.StringIO()
    if code:
        with pytest.raises(SystemExit) as ended:
            call_command("doctor", "--language", "en", stdout=out)
        assert ended.value.code == code
        assert "smtp.example:25 Nothing reads this file.\n    Mend it.\n" in out.getvalue()
    else:
        call_command("doctor", "--language", "en", stdout=out)
        assert out.getvalue() == "Nothing is wrong: 0 checks.\n"


def test_findings_can_be_read_by_a_program(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(command, "CHECKS", (wrong,))
    out = io.StringIO()
    with pytest.raises(SystemExit):
        call_command("doctor", "--json", "--language", "en", stdout=out)
    assert json.loads(out.getvalue()) == {
        "checks": 1,
        "findings": [
            {
                "check": "mail",
                "where": "smtp.example:25",
                "message": "Nothing reads this file.",
                "mend": "Mend it.",
            }
        ],
    }


@pytest.mark.parametrize(
    ("keys", "found"),
    [
        ({"k": "dGVzdHMtb25seS10ZXN0cy1vbmx5LXRlc3RzLW9ubHk="}, []),
        ({}, ["GUICHET_AUDIT_KEYS"]),
        ({"k": "short"}, ["GUICHET_AUDIT_KEYS"]),
    ],
)
def test_a_missing_or_faulty_key_of_the_access_log_is_found(
    settings: Any, keys: dict[str, str], found: list[str]
) -> None:
    settings.AUDIT_KEYS = keys
    assert found_by(doctor.audit_key) == found


@pytest.mark.django_db
def test_an_access_log_that_nobody_links_is_found() -> None:
    assert found_by(doctor.audit_log) == []
    look = a_look(user_id=5, holder="HELPER")
    assert found_by(doctor.audit_log) == ["identity_accessrecord"]
    link_all(now=look.looked_at)
    assert found_by(doctor.audit_log) == []


@pytest.mark.parametrize(
    ("address", "model", "seconds", "found"),
    [
        ("", "", 2, []),
        ("nowhere", "small", 2, ["GUICHET_READER_URL"]),
        ("http://192.0.2.1:9/v1", "small", 2, ["GUICHET_READER_URL", "192.0.2.1:9"]),
        ("http://127.0.0.1:9/v1", "small", 2, ["127.0.0.1:9"]),
        ("http://127.0.0.1:9/v1", "", 2, ["GUICHET_READER_MODEL", "127.0.0.1:9"]),
        ("http://127.0.0.1:9/v1", "small", 0, ["GUICHET_READER_MODEL", "127.0.0.1:9"]),
    ],
)
def test_a_second_reader_that_cannot_be_asked_is_found(
    settings: Any, monkeypatch: pytest.MonkeyPatch, address: str, model: str, seconds: int, found: list[str]
) -> None:
    def nobody(*_: Any, **__: Any) -> Any:
        raise ConnectionRefusedError(111, "refused")

    monkeypatch.setattr(doctor.reach, "__defaults__", (nobody,))
    settings.READER_URL, settings.READER_MODEL, settings.READER_SECONDS = address, model, seconds
    assert found_by(doctor.second_reader) == found
