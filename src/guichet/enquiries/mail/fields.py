"""Header lines: found, unfolded, put into words. Pure; nothing here raises, whatever the bytes.

By hand and not by the standard library’s `email.policy`: that raises on some fields that strangers send (IndexError on
“From: <” and on “Message-ID: <”, AttributeError on an address in a half bracket). Sources: RFC 5322 (fields), RFC 2047
(encoded words), RFC 2231 (parameters).
"""

import binascii
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import unquote_to_bytes

from guichet.enquiries.mail.charsets import as_text, without_breaks
from guichet.enquiries.mail.defects import Defect

LONGEST_FIELD = 65_536
MOST_FIELDS = 1_000
MOST_PARAMETERS = 200
_LINE = re.compile(rb"([^\r\n]*)(\r\n|\r|\n|\Z)")
_FIELD = re.compile(rb"([!-9;-~]{1,200})[ \t]*:")
_MBOX = re.compile(rb">?From ")
# After a line that is no header, these say that more headers follow.
_KNOWN = re.compile(
    rb"(from|to|cc|subject|date|message-id|mime-version|content-[a-z-]{1,40}|received|return-path|reply-to|references"
    rb"|in-reply-to|x-[a-z0-9-]{1,60})[ \t]*:",
    re.IGNORECASE,
)
_KIND = re.compile(r"\s*([a-z0-9!#$&^_.+-]{1,100})\s*/\s*([a-z0-9!#$&^_.+-]{1,100})", re.IGNORECASE)
_WORD = re.compile(r"=\?([^?\s=]{1,80})\?([bq])\?", re.IGNORECASE)
_NAME = re.compile(r"[;\s]*([^\s=;\"]{1,200})\s*(=\s*)?")
_NUMBERED = re.compile(r"(.+?)\*(\d{1,3})(\*?)\Z", re.DOTALL)
_NOT_BASE64 = re.compile(rb"[^A-Za-z0-9+/]")


@dataclass(slots=True)
class Fields:
    """The header fields of one part, by their names in small letters, each as often as it stands there."""

    named: dict[str, list[bytes]] = field(default_factory=dict)

    def first(self, name: str) -> str:
        """Return the first field of that name as it is written, without breaks; empty where there is none."""
        found = self.named.get(name)
        return written(found[0]) if found else ""

    def every(self, name: str) -> list[str]:
        """Return all fields of that name, from the top."""
        return [written(one) for one in self.named.get(name, ())]

    def words(self, name: str) -> str:
        """Return the first field of that name as people read it."""
        return decoded(self.first(name))[0]


def read_fields(raw: bytes, at: int, is_end: Callable[[bytes], bool]) -> tuple[Fields, int, set[Defect]]:
    """Return the fields that begin at `at`, where the content begins, and what is wrong with them.

    `is_end` says whether the rest of a line after “--” is a boundary: it ends headers that no empty line ends.
    """
    found, defects = _Gathered(), set[Defect]()
    first = True
    while at < len(raw):
        line = _LINE.match(raw, at)
        assert line is not None
        text = line[1]
        if not text.strip(b" \t") and not (text and found.name):
            return found.fields(defects), line.end(), defects
        if text[:1] in (b" ", b"\t"):
            found.go_on(text)
        elif text[:2] == b"--" and is_end(text[2:]):
            return found.fields(defects), at, defects
        elif name := _FIELD.match(text):
            found.begin(name[1].lower().decode("ascii"), text[name.end() :])
        elif not (first and _MBOX.match(text)):
            defects.add(Defect.BROKEN_HEADER)
            # After what says how the content is kept, such a line is the content, which nobody parted from it.
            goes_on = found.name and not found.is_about_content and _KNOWN.match(raw, line.end())
            if not (text[:1] == b":" or goes_on):
                return found.fields(defects), at, defects
        first = False
        at = line.end()
    return found.fields(defects), len(raw), defects


class _Gathered:
    """Fields as their lines come."""

    def __init__(self) -> None:
        self.name = ""
        self._named: dict[str, list[bytes]] = {}
        self._lines: list[bytes] = []
        self._size = self._many = 0
        self._is_long = self._are_many = False
        self.is_about_content = False

    def begin(self, name: str, text: bytes) -> None:
        self._keep()
        self.is_about_content |= name.startswith("content-")
        self.name, self._lines, self._size = name, [], 0
        self.go_on(text)

    def go_on(self, text: bytes) -> None:
        room = LONGEST_FIELD - self._size
        self._is_long |= len(text) > room
        if room > 0:
            self._lines.append(text[:room])
            self._size += min(len(text), room)

    def fields(self, defects: set[Defect]) -> Fields:
        self._keep()
        self.name = ""
        if self._is_long:
            defects.add(Defect.LONG_FIELD)
        if self._are_many:
            defects.add(Defect.TOO_MANY_FIELDS)
        return Fields(self._named)

    def _keep(self) -> None:
        if not self.name:
            return
        if self._many >= MOST_FIELDS:
            self._are_many = True
            return
        self._many += 1
        self._named.setdefault(self.name, []).append(b"".join(self._lines).strip())


def written(value: bytes) -> str:
    """Return a field’s bytes as letters: ASCII as a rule, UTF-8 where modern, else as Windows writes them."""
    return without_breaks(as_text(value, "")[0])


def decoded(value: str) -> tuple[str, bool]:
    """Return a field with its encoded words read, and whether all could be. In time that grows with its length.

    Words side by side in one charset are joined before they are read: some programs cut a letter in two.
    """
    if "=?" not in value:
        return value, True
    out: list[str] = []
    pending: list[bytes] = []
    charset, at, is_whole = "", 0, True

    def flush() -> None:
        nonlocal pending, is_whole
        if pending:
            text, wrong = as_text(b"".join(pending), charset)
            is_whole &= wrong is None
            out.append(without_breaks(text))
            pending = []

    for word in _WORD.finditer(value):
        if word.start() < at:
            continue
        end = value.find("?=", word.end())
        if end < 0:
            is_whole = False
            break  # No word after this one has an end either.
        other = value.find("=?", word.end(), end)
        if 0 <= other < end - 1:
            is_whole = False
            continue  # It has no end of its own: what is found belongs to the next.
        between = value[at : word.start()]
        if not (pending and charset.lower() == word[1].lower() and not between.strip()):
            flush()
            if between.strip() or not out:
                out.append(between)
        charset = word[1].partition("*")[0] if "*" in word[1] else word[1]
        pending.append(_unpacked(word[2], value[word.end() : end]))
        at = end + 2
    flush()
    out.append(value[at:])
    return "".join(out), is_whole


def _unpacked(how: str, text: str) -> bytes:
    data = text.encode("utf-8", "replace")
    if how in "qQ":
        return binascii.a2b_qp(data.replace(b" ", b"_"), header=True)
    return unpacked_base64(data)[0]


def unpacked_base64(data: bytes) -> tuple[bytes, bool]:
    """Return what base64 holds, and whether it was in order; what is no letter of it is passed over."""
    try:
        return binascii.a2b_base64(data), True
    except binascii.Error:
        clean = _NOT_BASE64.sub(b"", data)
        clean = clean[:-1] if len(clean) % 4 == 1 else clean
        return binascii.a2b_base64(clean + b"=" * (-len(clean) % 4)), False


def content_type(value: str, default: str = "text/plain") -> tuple[str, dict[str, str]]:
    """Return a content type in small letters, and its parameters; `default` where it is none."""
    found = _KIND.match(value)
    if not found:
        return default, parameters(value.partition(";")[2]) if value else {}
    return f"{found[1]}/{found[2]}".lower(), parameters(value[found.end() :])


def disposition(value: str) -> tuple[str, dict[str, str]]:
    """Return a content disposition (attachment, inline, or whatever is said), and its parameters."""
    head, _, rest = value.partition(";")
    return head.strip().lower(), parameters(rest)


def parameters(text: str) -> dict[str, str]:
    """Return parameters by their names in small letters, put together where they come in pieces, and read."""
    plain: dict[str, str] = {}
    pieces: dict[str, dict[int, tuple[str, bool]]] = {}
    at = many = 0
    while at < len(text) and many < MOST_PARAMETERS:
        found = _NAME.match(text, at)
        if not found:
            at += 1
            continue
        many += 1
        at = found.end()
        if not found[2]:
            continue
        value, at = _value(text, at)
        name = found[1].lower()
        numbered = _NUMBERED.match(name)
        if numbered:
            pieces.setdefault(numbered[1], {})[int(numbered[2])] = (value, bool(numbered[3]))
        elif name.endswith("*"):
            pieces.setdefault(name[:-1], {}).setdefault(0, (value, True))
        else:
            plain.setdefault(name, decoded(value)[0])
    # What is said at length wins over what is said in plain letters beside it (RFC 6266, 4.3).
    return plain | {name: said for name, some in pieces.items() if (said := _joined(some))}


def _value(text: str, at: int) -> tuple[str, int]:
    """Return the value that begins at `at`, and where it ends; a mark that is never closed quotes to the end."""
    if text[at : at + 1] != '"':
        end = text.find(";", at)
        end = len(text) if end < 0 else end
        return text[at:end].strip(), end
    out: list[str] = []
    at += 1
    while at < len(text):
        stop = _next_of(text, at)
        out.append(text[at:stop])
        if stop >= len(text) or text[stop] == '"':
            return "".join(out), stop + 1
        # A backslash before anything but a quotation mark or another is one of Windows, in a path.
        following = text[stop + 1 : stop + 2]
        out.append(following if following in {'"', "\\"} else "\\" + following)
        at = stop + 2
    return "".join(out), at


_QUOTE_OR_SLASH = re.compile(r'["\\]')


def _next_of(text: str, at: int) -> int:
    found = _QUOTE_OR_SLASH.search(text, at)
    return found.start() if found else len(text)


def _joined(pieces: dict[int, tuple[str, bool]]) -> str:
    """Return a value that comes in numbered pieces. Source: RFC 2231, 3 and 4."""
    charset, out = "", b""
    is_extended = any(extended for _text, extended in pieces.values())
    for number in sorted(pieces):
        text, extended = pieces[number]
        if extended:
            if number == min(pieces) and text.count("'") >= 2:
                charset, _language, text = text.split("'", 2)
            out += unquote_to_bytes(text)
        else:
            out += text.encode("utf-8", "replace")
    if not is_extended:
        return decoded(out.decode("utf-8", "replace"))[0]
    return without_breaks(as_text(out, charset)[0])
