"""The access log as a file that anybody can check who has only the file. Pure.

One JSON value a line, written in one way only: first what the file is, with the signed head; then the entries, and
after each entry up to which the head was once signed, that signature.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from guichet.identity.rules.chain import ChainCheck, ChainFault, Fault, Link, Mark, canonical
from guichet.identity.rules.signing import Head, NoKey, fingerprint, is_signed

EXPORT_FORM = "guichet-access-log/1"
_ENTRY = {"seq": int, "previous": str, "kind": str, "at": str, "commitment": str, "facts": dict, "hash": str}
_SIGNED = {"number": int, "seq": int, "hash": str, "at": str, "key": str, "signature": str}
_HEADER = {"form": str, "log": str, "keys": dict, "head": dict}


class NotAnExport(Exception):
    """The file does not begin as an export of the access log does."""


@dataclass(frozen=True, slots=True)
class SignedHead:
    """The head of the log at a moment, with its signature and the name of the key."""

    head: Head
    key: str
    signature: str

    def value(self) -> dict[str, Any]:
        """Return it as an export has it."""
        return {
            "number": self.head.number,
            "seq": self.head.seq,
            "hash": self.head.hash,
            "at": self.head.at,
            "key": self.key,
            "signature": self.signature,
        }


@dataclass(frozen=True, slots=True)
class Report:
    """What a check found: whether all is sound, how far the log goes, by which key that was signed."""

    log: str
    entries: int
    head_seq: int
    head_at: str
    fingerprint: str
    # Whether the key was brought by whoever checks; else it is the file's own word.
    key_was_given: bool
    faults: Sequence[ChainFault]
    unnamed: int = 0
    # Entries written and not linked yet: the latest seconds.
    waiting: int = 0

    @property
    def sound(self) -> bool:
        """Return whether nothing is wrong."""
        return not self.faults


def header_line(log: str, keys: Mapping[str, str], head: SignedHead) -> str:
    """Return the first line of an export."""
    return canonical({"form": EXPORT_FORM, "log": log, "keys": dict(keys), "head": head.value()})


def entry_line(link: Link) -> str:
    """Return the line of an entry. Its facts stand in it as they were hashed."""
    # Written by hand: all but the facts are digits and codes, and a million of them are written.
    return (
        f'{{"at":"{link.at}","commitment":"{link.commitment}","facts":{link.facts},"hash":"{link.hash}",'
        f'"kind":"{link.kind}","previous":"{link.previous}","seq":{link.seq}}}'
    )


def mark_line(signed: SignedHead) -> str:
    """Return the line of a signed head."""
    return canonical({"mark": signed.value()})


def check_export(lines: Iterable[str], *, keys: Sequence[str] = (), least: int = 0) -> Report:
    """Check an export line by line. `keys` are the public keys one trusts; without any, those in the file are taken.

    `least` is an entry that one knows to be there, from an earlier export: a log that ends before it was cut.
    Raises NotAnExport where the first line is not one of an export; NoKey where a key is none.
    """
    wanted = iter(lines)
    header = _header(next(wanted, ""))
    head = _signed(header["head"], header["log"])
    check = ChainCheck(header["log"])
    own = header["keys"]
    public = own.get(head.key, "")
    if not public or (keys and public not in keys) or not _holds(head, public):
        check.note(Fault.BAD_SIGNATURE, head.head.seq)
    for number, line in enumerate(wanted, start=2):
        found = _read(line.rstrip("\n"))
        if isinstance(found, Link):
            check.add(found)
        elif found is None:
            check.note(Fault.UNREADABLE, number)
        else:
            mark = _signed(found, header["log"])
            if not own.get(mark.key) or not _holds(mark, own[mark.key]):
                check.note(Fault.BAD_SIGNATURE, mark.head.seq)
            check.mark(Mark(mark.head.number, mark.head.seq, mark.head.hash))
    check.finish(head.head.seq, head.head.hash)
    check.finish_marks(head.head.number)
    if least > head.head.seq:
        check.note(Fault.TRUNCATED, head.head.seq + 1, least)
    return Report(
        log=header["log"],
        entries=check.entries,
        head_seq=head.head.seq,
        head_at=head.head.at,
        fingerprint=fingerprint(public) if public else "",
        key_was_given=bool(keys),
        faults=tuple(check.faults),
        unnamed=check.unnamed,
    )


def _header(line: str) -> dict[str, Any]:
    try:
        found = json.loads(line)
    except ValueError:
        raise NotAnExport from None
    if not _fits(found, _HEADER) or found["form"] != EXPORT_FORM or not _fits(found["head"], _SIGNED):
        raise NotAnExport
    if canonical(found) != line.rstrip("\n"):
        raise NotAnExport
    return found  # type: ignore[no-any-return]  # its form was checked above


def _read(line: str) -> Link | dict[str, Any] | None:
    """Return the entry or the signed head of a line; None where it is neither, or written otherwise than we write."""
    try:
        found = json.loads(line)
    except (ValueError, RecursionError):
        return None
    if not isinstance(found, dict) or canonical(found) != line:
        return None
    if "mark" in found:
        return found["mark"] if len(found) == 1 and _fits(found["mark"], _SIGNED) else None
    if not _fits(found, _ENTRY):
        return None
    return Link(**{**found, "facts": canonical(found["facts"])})


def _fits(found: object, shape: Mapping[str, type]) -> bool:
    return (
        isinstance(found, dict)
        and found.keys() == shape.keys()
        and all(type(found[name]) is kind for name, kind in shape.items())
    )


def _signed(value: Mapping[str, Any], log: str) -> SignedHead:
    head = Head(log=log, number=value["number"], seq=value["seq"], hash=value["hash"], at=value["at"])
    return SignedHead(head, value["key"], value["signature"])


def _holds(signed: SignedHead, public: str) -> bool:
    try:
        return is_signed(signed.head.words(), signed.signature, public)
    except NoKey:
        return False
