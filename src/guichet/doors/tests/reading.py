"""Reading a page as a person would: its text by language, its links, its headings."""

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

# Words that every English page has and no French one: each is checked as a whole word.
WORDS = """
the you your and with we our is are this that not will from by to of it was were has have what when who why how
received sent days day closed open
"""
ENGLISH = frozenset(re.findall(r"\w+", WORDS))
UNSEEN = {"script", "style", "title"}
VOID = {"meta", "link", "img", "br", "hr", "input", "path", "rect", "circle", "line", "use"}


@dataclass
class Reading(HTMLParser):
    """The text of a page, each piece with the language it is marked as being in."""

    pieces: list[tuple[str, str]] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    headings: list[tuple[int, str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()
        self._open: list[tuple[str, str]] = []
        self._heading = ""
        self._is_same_heading = self._ends_apart = False

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        if tag == "a" and given.get("href"):
            self.links.append(given["href"])
        if re.fullmatch(r"h[1-6]", tag):
            self._heading, self._is_same_heading = tag, False
        if tag not in VOID:
            around = self._open[-1][1] if self._open else ""
            self._open.append((tag, given.get("lang") or around))

    def handle_endtag(self, tag):
        while self._open and self._open.pop()[0] != tag:
            pass

    def handle_data(self, data):
        text = " ".join(data.split())
        if not text or any(tag in UNSEEN for tag, _ in self._open):
            return
        language = self._open[-1][1] if self._open else ""
        self.pieces.append((language, text))
        if self._heading and any(tag == self._heading for tag, _ in self._open):
            level = int(self._heading[1])
            # A heading may be in several pieces: a word that is kept whole is one of its own.
            before = self.headings.pop()[1] if self._is_same_heading else ""
            space = " " if before and (self._ends_apart or data[:1].isspace()) else ""
            self.headings.append((level, f"{before}{space}{text}"))
            self._is_same_heading, self._ends_apart = True, data[-1:].isspace()

    @property
    def text(self) -> str:
        """Return all that is read, in order."""
        return " ".join(text for _, text in self.pieces)


def read(response) -> Reading:
    """Return what a response says."""
    reading = Reading()
    reading.feed(response.content.decode())
    return reading


def english_in(response) -> set[str]:
    """Return the English words of a page outside the parts that are marked as being in English."""
    french = " ".join(text for language, text in read(response).pieces if language != "en")
    # An address is no sentence; a word with an apostrophe is French.
    words = re.findall(r"(?<![\w’'@.-])[a-z]+(?![\w’'@.-])", french.lower())
    return set(words) & ENGLISH
