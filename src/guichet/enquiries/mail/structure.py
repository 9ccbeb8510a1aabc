"""Taking an e-mail apart into its parts: bytes in, a tree of places in those bytes out. Pure.

Written by hand because the standard library’s parser does not survive what strangers send: parts nested a thousand
deep end it (RecursionError), and its time grows with lines times depth, since it asks each line of every open part
whether it is an end. Here one pass finds the lines that may be an end, and each is looked up once, so time grows
with length alone. Nothing is copied but headers. A tolerant reading of RFC 5322 and RFC 2046: any line end, an end
that is missing, a second part after the end, a boundary that nobody named.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from guichet.enquiries.mail.defects import Defect
from guichet.enquiries.mail.fields import Fields, content_type, read_fields

DEEPEST = 40
MOST_PARTS = 20_000
# A boundary is at most 70 characters long (RFC 2046, 5.1.1); some are longer.
LONGEST_BOUNDARY = 500
_LINE = re.compile(rb"--(?<=[\r\n]..)([^\r\n]*)(\r\n|\r|\n|\Z)", re.DOTALL)
_SPACE_BEFORE = re.compile(rb"(?:\xef\xbb\xbf)?(?:[ \t]*(?:\r\n|\r|\n))*")
_MBOX_LINE = re.compile(rb">?From \S*[ \t][^\r\n]{0,500}\d{4}[^\r\n]{0,20}(\r\n|\r|\n)")
_PLAIN_ENCODINGS = {"", "7bit", "8bit", "binary", "none"}


@dataclass(slots=True, eq=False)
class Part:
    """One part: its headers, where its content stands, and the parts in it."""

    fields: Fields
    kind: str
    about: dict[str, str]
    depth: int
    parent: "Part | None"
    head: int
    start: int
    end: int = 0
    children: list["Part"] = field(default_factory=list)
    boundary: bytes = b""
    is_closed: bool = False

    @property
    def is_message(self) -> bool:
        """Whether this part is another message, opened."""
        return self.kind.startswith("message/") and bool(self.children)

    def walk(self) -> Iterator["Part"]:
        """Yield this part and all in it, in the order of the message; not by calling itself, since it may be deep."""
        waiting = [self]
        while waiting:
            part = waiting.pop()
            yield part
            waiting.extend(reversed(part.children))

    def is_within_message(self) -> bool:
        """Return whether this part belongs to a message inside the message."""
        above = self.parent
        while above is not None:
            if above.kind.startswith("message/"):
                return True
            above = above.parent
        return False


def take_apart(raw: bytes) -> tuple[Part, set[Defect]]:
    """Return the message as a tree of parts, and what is wrong with how it is put together. Never raises."""
    return _Reader(raw).read()


class _Reader:
    def __init__(self, raw: bytes) -> None:
        self.raw = raw
        self.defects: set[Defect] = set()
        # Boundary to the open multiparts that have it, outermost first: some programs give two the same.
        self.open_by: dict[bytes, list[Part]] = {}
        self.open: list[Part] = []
        self.many = 0

    def read(self) -> tuple[Part, set[Defect]]:
        innermost = root = self._begin(self._beginning(), None)
        while root.parent is not None:
            root = root.parent
        floor = innermost.start
        for start, end, text in self._lines():
            # What stands among headers was seen there already.
            found = self._matching(text) if start >= floor else None
            if found is None:
                continue
            multipart, is_last = found
            self._close_inside(multipart, self._without_break(start))
            floor = end
            if is_last:
                self._close(multipart)
                continue
            if multipart.is_closed:
                self.defects.add(Defect.AFTER_END)
            floor = self._begin(end, multipart).start
            if self.many >= MOST_PARTS:
                self.defects.add(Defect.TOO_MANY_PARTS)
                break
        self._close_inside(None, len(self.raw))
        self._end(root, len(self.raw))
        return root, self.defects

    def _beginning(self) -> int:
        at = _SPACE_BEFORE.match(self.raw).end()  # type: ignore[union-attr]
        line = _MBOX_LINE.match(self.raw, at)
        return line.end() if line else at

    def _lines(self) -> Iterator[tuple[int, int, bytes]]:
        """Yield the lines that begin with two dashes, as long as some multipart is open."""
        for line in _LINE.finditer(self.raw):
            if not self.open_by:
                return
            yield line.start(), line.end(), line[1]

    def _matching(self, text: bytes) -> tuple[Part, bool] | None:
        """Return the multipart whose boundary a line is, and whether it is its end."""
        if len(text) > LONGEST_BOUNDARY + 100:
            return None
        text = text.rstrip(b" \t")
        plain = self.open_by.get(text)
        last = self.open_by.get(text[:-2]) if text.endswith(b"--") else None
        if plain and (not last or plain[-1].depth <= last[-1].depth):
            return plain[-1], False
        return (last[-1], True) if last else None

    def _begin(self, at: int, parent: Part | None) -> Part:
        """Return the part that begins at `at`; where it is a message, the innermost that begins with it."""
        while True:
            part, body = self._one(at, parent)
            if parent is not None:
                parent.children.append(part)
            if not self._opens_message(part):
                return part
            self.open.append(part)
            at, parent = body, part

    def _one(self, at: int, parent: Part | None) -> tuple[Part, int]:
        self.many += 1
        fields, body, broken = read_fields(self.raw, at, self._is_end)
        self.defects |= broken
        default = "message/rfc822" if parent is not None and parent.kind == "multipart/digest" else "text/plain"
        kind, about = content_type(fields.first("content-type"), default)
        depth = parent.depth + 1 if parent is not None else 0
        part = Part(fields, kind, about, depth, parent, at, body, body)
        if kind.startswith("multipart/"):
            self._open_multipart(part)
        return part, body

    def _open_multipart(self, part: Part) -> None:
        if part.depth >= DEEPEST:
            self.defects.add(Defect.TOO_DEEP)
            return
        named = part.about.get("boundary", "").encode("utf-8", "surrogateescape").rstrip(b" \t")
        # Whether the named one is there at all is asked of the outermost only, so that time grows with length alone.
        if not named or (part.depth == 0 and self.raw.find(b"--" + named, part.start) < 0):
            named = self._guessed(part.start) or named
            self.defects.add(Defect.NO_BOUNDARY)
        if named and len(named) <= LONGEST_BOUNDARY:
            part.boundary = named
            self.open_by.setdefault(named, []).append(part)
            self.open.append(part)
        else:
            self.defects.add(Defect.NO_PARTS)

    def _guessed(self, at: int) -> bytes:
        """Return what seems to part a multipart that does not say so: the first line of its sort that comes again."""
        if Defect.NO_BOUNDARY in self.defects:
            return b""  # Once in a message: to look for each of many would take the square of its length.
        seen: Counter[bytes] = Counter()
        for many, line in enumerate(_LINE.finditer(self.raw, max(0, at - 1))):
            text = line[1].rstrip(b" \t").removesuffix(b"--")
            if many > 1000:
                break
            if text.strip(b"-_= ") and len(text) <= LONGEST_BOUNDARY:
                seen[text] += 1
                if seen[text] == 2:
                    return text
        return b""

    def _opens_message(self, part: Part) -> bool:
        if part.kind not in {"message/rfc822", "message/global", "message/news"}:
            return False
        if part.fields.first("content-transfer-encoding").strip().lower() not in _PLAIN_ENCODINGS:
            return False
        if part.depth >= DEEPEST:
            self.defects.add(Defect.TOO_DEEP)
            return False
        return self.many < MOST_PARTS

    def _is_end(self, line: bytes) -> bool:
        return self._matching(line) is not None

    def _without_break(self, at: int) -> int:
        """Return where the line before a boundary ends: the break between them belongs to the boundary."""
        if self.raw[at - 2 : at] == b"\r\n":
            return at - 2
        return at - 1 if self.raw[at - 1 : at] in (b"\r", b"\n") else at

    def _close(self, multipart: Part) -> None:
        """Note the end of a multipart. It is kept in mind, for parts that come after it all the same."""
        multipart.is_closed = True
        if len(self.open_by[multipart.boundary]) > 1:
            # The next line with this boundary belongs to the one around it, which has the same.
            self._forget(multipart)
            self.open.remove(multipart)

    def _close_inside(self, multipart: Part | None, at: int) -> None:
        """Close whatever is open inside `multipart`; everything where that is None."""
        if multipart is not None and multipart.children and not multipart.is_closed:
            self._end(multipart.children[-1], at)
        while self.open and self.open[-1] is not multipart:
            part = self.open.pop()
            self._end(part, at)
            if part.boundary:
                self._forget(part)
                if not part.is_closed:
                    self.defects.add(Defect.NOT_CLOSED if part.children else Defect.NO_PARTS)

    def _end(self, part: Part, at: int) -> None:
        """Let a part end, and with it the last that is in it."""
        while True:
            part.end = max(part.start, at)
            if not part.children or part.is_closed:
                return
            part = part.children[-1]

    def _forget(self, part: Part) -> None:
        others = self.open_by.get(part.boundary, [])
        if part in others:
            others.remove(part)
            if not others:
                del self.open_by[part.boundary]
