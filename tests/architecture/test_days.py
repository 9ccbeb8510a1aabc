"""A day is one of the department's: at eight in the evening there, UTC is already in tomorrow."""

import ast
from collections.abc import Iterator

import pytest

from tests.architecture.test_rooms import SOURCE

# What puts a moment into a zone.
INTO_A_ZONE = {"astimezone", "localtime"}
# Days that are no moment's, each with its reason.
DAYS_AS_WRITTEN = {
    "applications/feed/mapping.py": "a date in another system's file is the one that is written there",
    "plans/rules/journal/calendars.py": "an event says its own time zone: its day is the one that is written there",
    "rehearsal/management/commands/synthesize.py": "a date on the command line is the one that is written there",
}


def days_without_a_zone(tree: ast.AST) -> Iterator[int]:
    """Give the lines where a day is taken of a moment that was not put into a zone just before."""
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=ast.Attribute(attr="date", value=moment), args=[], keywords=[]):
                if not _is_in_a_zone(moment):
                    yield node.lineno
            case ast.FormattedValue(value=moment, format_spec=ast.JoinedStr(values=[ast.Constant(value=str(shape))])):
                if "%d" in shape and not _is_in_a_zone(moment):
                    yield node.lineno


def _is_in_a_zone(moment: ast.expr) -> bool:
    match moment:
        case ast.Call(func=ast.Attribute(attr=verb)) if verb in INTO_A_ZONE:
            return True
        case ast.Call(func=ast.Name(id="localtime")):
            return True
        case ast.Call(func=ast.Attribute(attr="now"), keywords=[ast.keyword(arg="tz", value=zone)]):
            return not isinstance(zone, ast.Name)  # UTC is a name; the department's zone is made of the settings
        case _:
            return False


@pytest.mark.parametrize(
    ("line", "is_faulty"),
    [
        ("step.at.date()", True),
        ("datetime.now(tz=UTC).date()", True),
        ("f'{token.issued_at:%Y-%m-%d}'", True),
        ("moment.astimezone(zone).date()", False),
        ("timezone.localtime(moment).date()", False),
        ("localtime(moment).date()", False),
        ("datetime.now(tz=ZoneInfo(settings.TIME_ZONE)).date()", False),
        ("f'{timezone.localtime(moment):%Y-%m-%d %H:%M}'", False),
    ],
)
def test_a_day_without_a_zone_is_found(line, is_faulty):
    assert bool([*days_without_a_zone(ast.parse(line))]) is is_faulty


def test_no_day_is_taken_of_a_moment_without_a_zone():
    found = [
        f"{name}:{line}"
        for path in SOURCE.rglob("*.py")
        if "tests" not in path.parts and (name := path.relative_to(SOURCE).as_posix()) not in DAYS_AS_WRITTEN
        for line in days_without_a_zone(ast.parse(path.read_text(encoding="utf-8")))
    ]
    assert found == []
