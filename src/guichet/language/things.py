"""Which things a text names, by kind: a program, a document. From a list of names in both languages. Pure."""

import re
from collections import defaultdict
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import yaml

from guichet.language.stems import fold

_DATA = Path(__file__).parent / "data" / "things.yaml"
_GAP = re.compile(r"[^a-z0-9]+")


def things_in(text: str) -> Mapping[str, frozenset[str]]:
    """Return the things that a text names, those of each kind together; a kind without any is not there."""
    pattern, meant = _names()
    found: dict[str, set[str]] = defaultdict(set)
    for match in pattern.finditer(f" {_GAP.sub(' ', fold(text))} "):
        for kind, thing in meant[match.lastgroup or ""]:
            found[kind].add(thing)
    return {kind: frozenset(things) for kind, things in found.items()}


@cache
def _names() -> tuple[re.Pattern[str], Mapping[str, list[tuple[str, str]]]]:
    """Return what finds any name, the longest first, and what each of its groups means."""
    meant: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for kind, things in yaml.load(_DATA.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader).items():
        for thing, names in things.items():
            for name in names:
                meant[name].append((kind, thing))
    names = sorted(meant, key=lambda name: (-len(name), name))
    groups = {f"n{at}": meant[name] for at, name in enumerate(names)}
    parts = [f"(?P<n{at}>{_written(name)})" for at, name in enumerate(names)]
    return re.compile(rf"(?<= )(?:{'|'.join(parts)})(?= )"), groups


def _written(name: str) -> str:
    return re.escape(name.rstrip("*")) + ("[a-z]*" if name.endswith("*") else "s?")
