"""Every place in the law that a rule or a table of conditions names is there, and was not repealed.

Held against the department's copy of its laws, where that is beside the project.
"""

import gzip
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from xml.etree import ElementTree

import pytest

ROOMS = Path(__file__).resolve().parents[2]
COPY = "shared/data/legislation-immigration-en-fr"
LAWS = next((folder / COPY for folder in ROOMS.parents if (folder / COPY).exists()), None)
FILES = {
    "IRPR": "irpr-en",
    "IRPA": "irpa-en",
    "CitAct": "citizenship-act-en",
    "Citizenship Regs": "citizenship-regs-en",
}
LEVELS = {"Subsection", "Paragraph", "Subparagraph", "Clause", "Subclause"}
NUMBER, BRACKETS = r"\d+(?:\.\d+)?", r"(?:\([^()\s]+\))"
ONE = rf"(?:{NUMBER}{BRACKETS}*|{BRACKETS}+)"
CITED = re.compile(rf"\b({'|'.join(FILES)})\s+s\.({ONE}(?:(?:, ?|-){ONE})*)")
Place = tuple[str, ...]


@cache
def places(law: str) -> frozenset[Place]:
    """Return each section of a law and each part of one, that was not repealed."""
    assert LAWS is not None
    with gzip.open(LAWS / f"{FILES[law]}.xml.gz") as text:
        tree = ElementTree.parse(text)  # the department's own copy
    return frozenset(place for section in tree.iter("Section") for place in _below(section, ()))


def _below(part: ElementTree.Element, above: Place) -> Iterator[Place]:
    place = (*above, part.findtext("Label", "").strip())
    own = part.find("Text")
    if own is None or not "".join(own.itertext()).startswith("[Repealed"):
        yield place
    yield from _inside(part, place)


def _inside(part: ElementTree.Element, place: Place) -> Iterator[Place]:
    for child in part:
        if child.tag in LEVELS:
            yield from _below(child, place)
        else:
            yield from _inside(child, place)


def named(cited: str) -> Iterator[tuple[Place, ...]]:
    """Return what each part of a citation may mean: `5(1)(c), (1.001)` goes on from where the part before stood."""
    before: Place = ()
    for part in re.split(r", ?|-", cited):
        number = re.match(NUMBER, part)
        labels = tuple(re.findall(BRACKETS, part))
        if number:
            before = (number[0], *labels)
            yield (before,)
        else:
            yield tuple((*before[:length], *labels) for length in range(len(before), 0, -1))


SOURCES = sorted(
    file
    for folder in ("assessment", "plans", "programs")
    for file in (ROOMS / folder).rglob("*")
    if file.suffix in {".py", ".yaml", ".csv"} and "tests" not in file.parts
)


@pytest.mark.skipif(LAWS is None, reason="the laws are not beside the project")
def test_every_place_that_is_cited_is_in_the_law() -> None:
    found = {
        (match[1], what): file.name
        for file in SOURCES
        for match in CITED.finditer(file.read_text(encoding="utf-8"))
        for what in named(match[2])
    }
    assert len(found) > 150
    missing = {(law, what): file for (law, what), file in found.items() if not set(what) & places(law)}
    assert missing == {}


@pytest.mark.skipif(LAWS is None, reason="the laws are not beside the project")
def test_what_was_repealed_or_never_was_is_told_apart() -> None:
    assert ("5", "(1)", "(c)", "(i)") in places("CitAct")
    assert ("5", "(1)", "(b)") not in places("CitAct")
    assert ("10.01",) not in places("IRPR")
    assert ("12.05", "(1.2)") in places("IRPR")
    assert list(named("5(1)(c), (1.001)"))[1] == (
        ("5", "(1)", "(c)", "(1.001)"),
        ("5", "(1)", "(1.001)"),
        ("5", "(1.001)"),
    )
