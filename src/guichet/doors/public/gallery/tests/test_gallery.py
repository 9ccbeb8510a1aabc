"""The gallery shows every part, in both languages, and no text of anybody's becomes markup."""

import gzip
from collections import Counter
from dataclasses import fields, is_dataclass, replace
from enum import Enum
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils.translation import override

from guichet.design.parts import Part, kinds_of_part
from guichet.doors.public.gallery.examples import Example, Sayer, chapters, every_example
from guichet.doors.public.gallery.purposes import IN_FRENCH
from guichet.foundation.languages import Language

ATTACK = "'\"><script>alert(1)</script>"
VOID = {"area", "base", "br", "col", "hr", "img", "input", "link", "meta", "circle", "path", "line", "rect"}
EXAMPLES = every_example(Sayer(Language.EN))
PAGES = [
    f"{address}{query}"
    for address in ("/en/design/", "/fr/conception/")
    for query in ("", "?page=status", "?page=status&turn=you", "?page=desk")
]


class Reader(HTMLParser):
    """Reads a page strictly: every tag closed, every id once, every reference answered."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.faults: list[str] = []
        self.ids: Counter[str] = Counter()
        self.references: list[str] = []
        self.headings: list[int] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = dict(attrs)
        if len(named) < len(attrs):
            self.faults.append(f"an attribute twice in <{tag}>")
        if named.get("id"):
            self.ids[named["id"] or ""] += 1
        for name in ("for", "aria-describedby", "aria-labelledby"):
            self.references += (named.get(name) or "").split()
        if len(tag) == 2 and tag[0] == "h" and tag[1].isdigit():
            self.headings.append(int(tag[1]))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID:
            return
        if not self.open or self.open.pop() != tag:
            self.faults.append(f"</{tag}> closes nothing")

    def tags(self, html: str) -> list[str]:
        """Return the faults of a fragment, whose references may lead out of it."""
        self.feed(html)
        return [*self.faults, *self.open]

    def read(self, html: str) -> "Reader":
        self.feed(html)
        self.faults += [f"<{tag}> is never closed" for tag in self.open]
        self.faults += [f"id {name} {times} times" for name, times in self.ids.items() if times > 1]
        self.faults += [f"nothing has the id {name}" for name in self.references if name not in self.ids]
        return self


def poisoned(value: Any) -> Any:
    """Return a part with every text in it, however deep, turned into an attack."""
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{field.name: poisoned(getattr(value, field.name)) for field in fields(value)})
    if isinstance(value, Enum):
        return value
    if isinstance(value, str):
        return ATTACK if value else value
    if isinstance(value, list | tuple):
        return type(value)(poisoned(one) for one in value)
    return value


def _name(example: Example) -> str:
    return f"{type(example.part).__name__}-{example.state}"


def test_every_part_is_shown() -> None:
    shown = {type(example.part) for example in EXAMPLES}
    assert [
        kind.__name__ for kind in kinds_of_part() if kind not in shown and kind.__module__.startswith("guichet.")
    ] == []


def test_every_part_says_in_french_what_it_is_for() -> None:
    assert {chapter.name for chapter in chapters(Language.FR)} == set(IN_FRENCH)


@pytest.mark.parametrize("example", EXAMPLES, ids=_name)
def test_no_text_of_a_part_becomes_markup(example: Example) -> None:
    html = str(poisoned(example.part))
    assert "<script" not in html
    assert "'\">" not in html
    assert Reader().tags(html) == []


@pytest.mark.parametrize("language", list(Language))
def test_every_part_is_whole_html_in_both_languages(language: Language) -> None:
    with override(language.value):
        for example in every_example(Sayer(language)):
            assert Reader().tags(str(example.part)) == [], _name(example)


def test_an_attack_does_get_into_the_parts() -> None:
    # Were the poison not taken up, the test above would prove nothing.
    assert "&lt;script&gt;" in str(poisoned(EXAMPLES[0].part))


@pytest.mark.parametrize("address", PAGES)
def test_a_page_is_whole(client: Client, address: str) -> None:
    answer = client.get(address)
    page = Reader().read(answer.content.decode())
    assert answer.status_code == 200
    assert page.faults == []
    if "page=" in address:
        assert page.headings.count(1) == 1
        assert all(after - before <= 1 for before, after in zip(page.headings, page.headings[1:], strict=False))


def test_the_pages_say_that_their_people_are_invented(client: Client) -> None:
    assert "are invented" in client.get("/en/design/?page=status").content.decode()
    assert "sont inventés" in client.get("/fr/conception/?page=desk").content.decode()


def test_a_whole_file_weighs_little(client: Client) -> None:
    assert len(gzip.compress(client.get("/en/design/?page=status").content)) < 12_000


def test_a_deployers_colours_and_signature_are_served(client: Client, settings: Any, tmp_path: Path) -> None:
    mark = tmp_path / "mark.svg"
    mark.write_text("<svg/>")
    settings.ACCENT_COLOUR, settings.SIGNATURE_IMAGE = "#5a2a6e", str(mark)
    sheet = client.get("/en/theme.css")
    assert b"--accent:#5a2a6e" in sheet.content
    assert sheet["Content-Type"].startswith("text/css")
    picture = client.get("/en/signature")
    assert b"".join(picture) == b"<svg/>"
    assert picture["Content-Type"] == "image/svg+xml"


@pytest.mark.parametrize("file", ["", "/etc/passwd", "/no/such/mark.svg"])
def test_nothing_but_a_picture_is_served_as_the_signature(client: Client, settings: Any, file: str) -> None:
    settings.SIGNATURE_IMAGE = file
    assert client.get("/en/signature").status_code == 404


def test_parts_are_made_with_keywords_only() -> None:
    for kind in kinds_of_part():
        assert issubclass(kind, Part)
        assert all(field.kw_only for field in fields(kind)), kind
