"""Nothing that names a person reaches the log."""

import logging

import pytest

from guichet.config.logs import WithoutPersons


@pytest.mark.parametrize(
    ("message", "line"),
    [
        ("refused amina.k+x@example.org", "refused [address]"),
        ("to=<amina@example.org>", "to=<[address]>"),
        ("Key (value)=(amina@example.org) already exists", "Key (value)=([address]) already exists"),
        ("Not Found: /en/account/files/V300123456/", "Not Found: /en/account/files/[number]/"),
        ("Not Found: /fr/compte/dossiers/case-10011/", "Not Found: /fr/compte/dossiers/[number]/"),
        ("Not Found: /en/desk/files/K-9?tab=notices", "Not Found: /en/desk/files/[number]?[…]"),
        ("uci 1112223334", "uci [number]"),
        ("call +14165550123", "call [number]"),
        ("GET /en/?q=Leduc&page=2 failed", "GET /en/?[…] failed"),
        ("delivery 12345 of a fee.paid", "delivery 12345 of a fee.paid"),
        ("at 2026-11-03T12:00:00 in 0.123456789 s", "at 2026-11-03T12:00:00 in 0.123456789 s"),
        ("réussi, n’est-ce pas ?", "réussi, n’est-ce pas ?"),
    ],
)
def test_a_line_of_the_log_names_nobody(message: str, line: str) -> None:
    record = logging.LogRecord("guichet", logging.INFO, "", 0, message, (), None)
    assert WithoutPersons("%(message)s").format(record) == line


def test_a_traceback_tells_where_and_what_kind_and_never_what_an_exception_says() -> None:
    name, words = ("Amina Benali", "amina@example.org lives at 12 rue Didouche")
    try:
        try:
            raise KeyError(name)
        except KeyError as first:
            raise ValueError(words) from first
    except ValueError as error:
        record = logging.LogRecord(
            "guichet", logging.ERROR, "", 0, "broken", (), (type(error), error, error.__traceback__)
        )
    line = WithoutPersons("%(message)s").format(record)
    assert not any(said in line for said in ("KeyError('Amina", "'Amina", "amina@example.org", "lives at"))
    assert line.splitlines()[-1] == "builtins.ValueError"
    assert "builtins.KeyError" in line.splitlines()
    assert "test_logs.py" in line
