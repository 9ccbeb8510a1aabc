"""Scanners: the stand-in and ClamAV’s service give the same answers; what is no answer makes nothing clean."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from guichet.enquiries.gateways import CannotTell, Scanned, Scanner, ScannerAway, scanner_of_settings
from guichet.enquiries.gateways.clamav import PIECE, ClamScanner
from guichet.enquiries.gateways.scanner_stand_in import BEYOND, EICAR, SLOW, StandInScanner
from guichet.enquiries.terms import HeldWhy, ScanState
from guichet.enquiries.tests.clamd import clamd

CLEAN = Scanned(ScanState.CLEAN)


@pytest.fixture(params=["stand-in", "clamd"])
def scanner(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Scanner]:
    if request.param == "stand-in":
        yield StandInScanner()
        return
    with clamd(tmp_path) as address:
        yield ClamScanner(address, seconds=10)


def test_each_scanner_tells_clean_from_dangerous_and_says_where_it_cannot(scanner: Scanner) -> None:
    assert scanner.scan(b"a letter") == CLEAN
    assert scanner.scan(b"") == CLEAN
    assert scanner.scan(b"x" * (3 * PIECE + 1)) == CLEAN
    # Also where it is cut in two by how it is sent.
    assert scanner.scan(b"x" * (PIECE - 20) + EICAR) == Scanned(ScanState.INFECTED, found="Eicar-Test-Signature")
    assert scanner.scan(BEYOND).why is HeldWhy.BEYOND_SCANNER
    with pytest.raises(CannotTell):
        scanner.scan(SLOW)
    assert scanner.scan(b"a letter") == CLEAN


@pytest.mark.parametrize(
    "said",
    [b"stream: O", b"stream: ok\0", b"OK\0", b"\0", b"stream: OK FINE\0", b"stream: \0OK\0", b"UNKNOWN COMMAND\0"],
)
def test_only_the_whole_answer_makes_a_file_clean(tmp_path: Path, said: bytes) -> None:
    with clamd(tmp_path, says=said) as address, pytest.raises(CannotTell):
        ClamScanner(address, seconds=5).scan(b"a letter")


def test_what_is_too_large_for_the_service_stays_closed_with_its_reason(tmp_path: Path) -> None:
    with clamd(tmp_path, hangs_up_after=PIECE) as address:
        found = ClamScanner(address, seconds=5).scan(b"x" * (40 * PIECE))
    assert found == Scanned(ScanState.HELD, HeldWhy.TOO_LARGE)


def test_a_locked_file_is_no_find(tmp_path: Path) -> None:
    with clamd(tmp_path, says=b"stream: Heuristics.Encrypted.PDF FOUND\0") as address:
        assert ClamScanner(address, seconds=5).scan(b"%PDF-").why is HeldWhy.LOCKED


def test_who_says_nothing_is_waited_for_so_long_and_no_longer_and_who_is_not_there_is_away(tmp_path: Path) -> None:
    with clamd(tmp_path, says=None) as address, pytest.raises(CannotTell):
        ClamScanner(address, seconds=0.2).scan(b"a letter")
    for address in (str(tmp_path / "nowhere"), "nonsense", "127.0.0.1:notaport"):
        with pytest.raises(ScannerAway):
            ClamScanner(address, seconds=0.2).scan(b"a letter")


@pytest.mark.parametrize(
    ("named", "demonstration", "kind"),
    [("", True, type(None)), ("stand-in", True, StandInScanner), ("stand-in", False, type(None)),
     ("127.0.0.1:3310", False, ClamScanner)],
)  # fmt: skip
def test_the_stand_in_looks_at_no_real_files(settings, named: str, demonstration: bool, kind: type) -> None:
    settings.SCANNER, settings.DEMONSTRATION = named, demonstration
    assert type(scanner_of_settings()) is kind
