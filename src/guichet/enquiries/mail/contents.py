"""What is in an e-mail: its text, in the best form there is, and its files. Pure."""

import binascii
import re
from collections.abc import Iterator
from dataclasses import dataclass

from guichet.enquiries.mail.charsets import as_text
from guichet.enquiries.mail.defects import Defect
from guichet.enquiries.mail.fields import disposition, unpacked_base64
from guichet.enquiries.mail.html import html_to_text
from guichet.enquiries.mail.kinds import can_run, found_type, is_unlike, safe_name
from guichet.enquiries.mail.message import File, Holds
from guichet.enquiries.mail.quoting import reflow
from guichet.enquiries.mail.structure import Part

LONGEST_TEXT = 1_000_000
_LONGEST_SOURCE = 6_000_000
# A plain version this short may only say “your program shows no HTML”.
_SHORT = 400
_PLAIN_ENCODINGS = {"", "7bit", "8bit", "binary", "none", "7-bit", "8-bit"}
_META_CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]{2,40})", re.IGNORECASE)
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f\ufffe\uffff]")
_PGP = re.compile(r"^-----BEGIN PGP MESSAGE-----", re.MULTILINE)
_SEALED = {"multipart/encrypted", "application/pkcs7-mime", "application/x-pkcs7-mime", "application/pgp-encrypted"}
_SIGNED = {
    "multipart/signed",
    "application/pkcs7-signature",
    "application/x-pkcs7-signature",
    "application/pgp-signature",
}
_WINMAIL = {"application/ms-tnef", "application/vnd.ms-tnef"}
_BODIES = {"text/plain", "text/html"}
_UU_BEGIN = re.compile(rb"^begin [0-7]{3,4} [^\r\n]*\r?\n", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Contents:
    """The text of a message, its files, and what else it holds."""

    text: str
    files: tuple[File, ...]
    holds: frozenset[Holds]


def read_contents(raw: bytes, root: Part, defects: set[Defect]) -> Contents:
    """Return what is in a message; what is wrong with it goes to `defects`."""
    reader = _Contents(raw, defects)
    text = reader.text_of(root)
    if not text.strip():
        text = reader.text_beside(root)
    if len(text) > LONGEST_TEXT:
        text = text[:LONGEST_TEXT]
        defects.add(Defect.LONG_TEXT)
    if _PGP.search(text[:100_000]):
        defects.add(Defect.ENCRYPTED)
    files, holds = tuple(reader.files(root)), set[Holds]()
    for part in root.walk():
        if part.kind in _SEALED:
            defects.add(Defect.ENCRYPTED)
        if part.kind in _SIGNED:
            holds.add(Holds.SIGNATURE)
        if part.kind == "text/calendar":
            holds.add(Holds.CALENDAR)
        if part.kind in _WINMAIL:
            defects.add(Defect.WINMAIL)
        if part.kind == "message/partial":
            defects.add(Defect.PARTIAL)
        if part.is_message and part.parent is not None:
            holds.add(Holds.MESSAGE)
    return Contents(text, files, frozenset(holds))


class _Contents:
    def __init__(self, raw: bytes, defects: set[Defect]) -> None:
        self.raw = raw
        self.defects = defects

    def text_of(self, part: Part) -> str:
        """Return the text of a part: of several versions the best, of several texts all."""
        if not part.children:
            return self._own_text(part) if _is_body(part) else ""
        if part.is_message:
            return ""
        if part.kind == "multipart/alternative":
            return self._best(part)
        texts: list[str] = []
        length = 0
        for child in part.children:
            text = self.text_of(child)
            if text.strip() and " ".join(text.split()) != (" ".join(texts[-1].split()) if texts else None):
                texts.append(text.strip("\n"))
                length += len(text)
            if length > LONGEST_TEXT:
                break
        return "\n\n".join(texts)

    def text_beside(self, root: Part) -> str:
        """Return the text of a message that has none where it belongs: before its parts, or in a message inside."""
        if root.children and root.boundary:
            first = root.children[0].head
            before = self.raw[root.start : min(first, root.start + 20_000)].rstrip().rpartition(b"\n")[0]
            text = as_text(before, "")[0].strip()
            # What programs write there for readers of long ago is nobody’s words.
            if text and "mime" not in text.lower():
                return _readable(text, self.defects)
        for part in root.walk():
            if part.is_message and (inside := self.text_of(part.children[0])).strip():
                return inside
        return ""

    def files(self, root: Part) -> Iterator[File]:
        """Yield every file, in the order of the message."""
        number = 0
        for part in root.walk():
            outermost = part.is_message and not part.is_within_message() and part.parent is not None
            if (part.children and not outermost) or (not part.children and _is_body(part)):
                continue
            number += 1
            yield self._file(part, number)

    def _best(self, part: Part) -> str:
        plain = next((self.text_of(one) for one in part.children if one.kind == "text/plain" and _is_body(one)), "")
        if len(plain.strip()) >= _SHORT:
            return plain
        others = (self.text_of(one) for one in reversed(part.children) if one.kind != "text/plain")
        other = next((text for text in others if text.strip()), "")
        # A plain version that says much less than the other stands in for it only in name.
        is_stub = len(plain.strip()) * 3 < len(other.strip()) and plain.strip()[:40] not in other
        return other if not plain.strip() or is_stub else plain

    def _own_text(self, part: Part) -> str:
        data = self._unpacked(part, at_most=_LONGEST_SOURCE)
        charset = part.about.get("charset", "")
        if part.kind == "text/html":
            if not charset and (found := _META_CHARSET.search(data[:2048])):
                charset = found[1].decode("ascii")
            return _readable(html_to_text(self._letters(data, charset)), self.defects)
        text = _readable(self._letters(data, charset), self.defects)
        if part.about.get("format", "").lower() == "flowed":
            text = reflow(text, removes_space=part.about.get("delsp", "").lower() == "yes")
        return text

    def _letters(self, data: bytes, charset: str) -> str:
        text, wrong = as_text(data, charset)
        if wrong:
            self.defects.add(wrong)
        return text

    def _unpacked(self, part: Part, at_most: int | None = None) -> bytes:
        """Return the content of a part as it was before it was packed for the way."""
        end = part.end if at_most is None else min(part.end, part.start + at_most)
        if end < part.end:
            self.defects.add(Defect.LONG_TEXT)
        data = self.raw[part.start : end]
        words = part.fields.first("content-transfer-encoding").partition(";")[0].lower().split()
        how = words[0].strip("\"'") if words else ""
        if how == "base64":
            data, is_whole = unpacked_base64(data)
            if not is_whole and end == part.end:
                self.defects.add(Defect.BROKEN_ENCODING)
        elif how in {"quoted-printable", "quotedprintable", "quoted_printable"}:
            data = binascii.a2b_qp(data)
        elif how in {"x-uuencode", "uuencode", "uue", "x-uue"}:
            data = self._uudecoded(data)
        elif how not in _PLAIN_ENCODINGS:
            self.defects.add(Defect.UNKNOWN_ENCODING)
        return data

    def _uudecoded(self, data: bytes) -> bytes:
        begin = _UU_BEGIN.search(data)
        if not begin:
            self.defects.add(Defect.BROKEN_ENCODING)
            return data
        out: list[bytes] = []
        for line in data[begin.end() :].splitlines():
            if line.strip() in (b"end", b"`"):
                break
            try:
                out.append(binascii.a2b_uu(line))
            except binascii.Error:
                # Some encoders write longer lines than they say; what the length names is kept.
                size = (((line[:1] or b" ")[0] - 32) & 63) * 4 // 3 + 2
                try:
                    out.append(binascii.a2b_uu(line[: size + 1]))
                except binascii.Error:
                    self.defects.add(Defect.BROKEN_ENCODING)
        return b"".join(out)

    def _file(self, part: Part, number: int) -> File:
        placed, about = disposition(part.fields.first("content-disposition"))
        named = about.get("filename") or part.about.get("name") or ""
        if part.is_message:
            content = self.raw[part.start : part.end]
            if not named and (subject := part.children[0].fields.words("subject")):
                named = f"{subject[:100]}.eml"
        else:
            content = self._unpacked(part)
        found = part.kind if part.is_message else found_type(content, part.kind)
        name = safe_name(named, number, part.kind)
        unlike = is_unlike(part.kind, found)
        if unlike:
            self.defects.add(Defect.UNLIKE_ITS_NAME)
        return File(
            name=name,
            claimed=part.kind,
            found=found,
            content=content,
            is_inline=placed != "attachment" and "content-id" in part.fields.named,
            is_within=part.is_within_message(),
            is_unlike=unlike,
            can_run=can_run(name, found),
        )


def _is_body(part: Part) -> bool:
    """Return whether a part without parts is text to be read, and no file."""
    placed, about = disposition(part.fields.first("content-disposition"))
    if part.kind.startswith("multipart/"):
        # It says that it has parts and has none: its words are all there is. Too deep, it is kept as it is.
        return bool(part.boundary) or part.depth == 0
    return part.kind in _BODIES and placed != "attachment" and not about.get("filename") and not part.about.get("name")


def _readable(text: str, defects: set[Defect]) -> str:
    """Return text with one kind of line end, and without characters that no database and no page takes."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\v", "\n").replace("\f", "\n")
    if _CONTROLS.search(text):
        defects.add(Defect.NUL)
        text = _CONTROLS.sub("", text)
    return text
