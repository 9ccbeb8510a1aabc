"""Whom an e-mail is from and to: names and addresses, from fields as people’s programs write them. Pure.

By hand, since the standard library’s `getaddresses` ends at brackets in one another (RecursionError), and newer ones
answer nothing at all where one of many addresses is odd. Source: RFC 5322, 3.4; read tolerantly.
"""

import re
from dataclasses import dataclass

from guichet.enquiries.mail.fields import decoded

MOST = 500
LONGEST = 320
_STOPS = re.compile(r'[",;<>()\\]')
_ADDRESS = re.compile(r"[^\s@<>\"(),;:]+@[^\s@<>\"(),;:]+")


@dataclass(frozen=True, slots=True)
class Address:
    """A name as its owner writes it, and an address; either may be empty."""

    name: str = ""
    address: str = ""

    @property
    def domain(self) -> str:
        """Return what stands after the last @, in small letters."""
        return self.address.rpartition("@")[2].lower()


def read_addresses(value: str) -> tuple[Address, ...]:
    """Return the addresses in a field, in their order; what is none is left out."""
    found: list[Address] = []
    for piece in _pieces(value):
        one = _read(piece)
        if one.name or one.address:
            found.append(one)
        if len(found) >= MOST:
            break
    return tuple(found)


def _pieces(value: str) -> list[list[tuple[str, str]]]:
    """Return a field cut at its commas: for each piece what is plain, quoted, in brackets and in comments."""
    pieces: list[list[tuple[str, str]]] = [[]]
    kind, depth, begun, at = "plain", 0, 0, 0

    def end_of(text_kind: str, until: int) -> None:
        if until > begun:
            pieces[-1].append((text_kind, value[begun:until]))

    while found := _STOPS.search(value, at):
        sign, here = found[0], found.start()
        at = found.end()
        if sign == "\\":
            at += 1
        elif kind == "quoted":
            if sign == '"':
                end_of(kind, here)
                kind, begun = "plain", at
        elif kind == "comment":
            depth += {"(": 1, ")": -1}.get(sign, 0)
            if depth == 0:
                end_of(kind, here)
                kind, begun = "plain", at
        elif sign == '"' and kind == "plain":
            end_of(kind, here)
            kind, begun = "quoted", at
        elif sign == "(" and kind == "plain":
            end_of(kind, here)
            kind, begun, depth = "comment", at, 1
        elif sign == "<":
            end_of(kind if kind == "plain" else "plain", here)
            kind, begun = "bracket", at
        elif sign == ">":
            end_of(kind, here)
            kind, begun = "plain", at
        elif sign in ",;":
            end_of(kind, here)
            kind, begun = "plain", at
            pieces.append([])
    end_of(kind, len(value))
    return [piece for piece in pieces if piece]


def _read(piece: list[tuple[str, str]]) -> Address:
    brackets = [text for kind, text in piece if kind == "bracket"]
    comments = [text for kind, text in piece if kind == "comment"]
    words = [_unquoted(text) if kind == "quoted" else text for kind, text in piece if kind in {"plain", "quoted"}]
    if brackets:
        # A route (<@relay:person@place>) is history; what counts is the last.
        found = _ADDRESS.search("".join(brackets[-1].split()).rpartition(":")[2])
        return Address(_name(words) or _name(comments), _clean(found))
    text = " ".join(words)
    # “Undisclosed recipients:;” and “Team: a@b, c@d;” are groups, whose name is no person’s.
    head, colon, rest = text.partition(":")
    text = rest if colon and "@" not in head else text
    found = _ADDRESS.search(text)
    if not found:
        return Address(_name([text]), "") if text.strip() and not colon else Address()
    return Address(_name(comments) or _name([text[: found.start()], text[found.end() :]]), _clean(found))


def _clean(found: re.Match[str] | None) -> str:
    if not found or len(found[0]) > LONGEST:
        return ""
    local, _, domain = found[0].strip(".'").rpartition("@")
    return f"{local}@{domain.lower()}"


def _name(words: list[str]) -> str:
    text = decoded(" ".join(word.strip() for word in words if word.strip()))[0]
    text = " ".join(text.split()).strip("\"' ")
    return text[:LONGEST]


def _unquoted(text: str) -> str:
    return re.sub(r"\\(.)", r"\1", text)
