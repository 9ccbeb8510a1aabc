"""Which files no scanner need see, since they stay closed whatever it says. Pure; nothing is ever unpacked.

A packed file says at its end what it holds: that alone is read. What is packed in another way than ZIP says nothing
that can be believed, and stays closed; what is packed twice can be a thousand times what it says.
"""

import re
import zipfile
from dataclasses import dataclass
from io import BytesIO

from guichet.enquiries.terms import HeldWhy

FREE = 20_000_000
_AT_START = (b"Rar!\x1a\x07", b"7z\xbc\xaf\x27\x1c", b"\x1f\x8b", b"BZh", b"\xfd7zXZ\x00", b"\x28\xb5\x2f\xfd", b"MSCF",
             b"\x04\x22\x4d\x18", b"\x60\xea", b"LZIP", b"xar!")  # fmt: skip
_TAR = (257, b"ustar")
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_ENTRY = b"PK\x01\x02"
_PACKED = re.compile(r"\.(zip|rar|7z|gz|tgz|bz2|tbz2?|xz|txz|zst|lz|lzma|lz4|tar|cab|iso|img|arj|lzh|ace|z)\Z", re.I)
_LOCKED = 0x1


@dataclass(frozen=True, slots=True)
class FileLimits:
    """How large a file may be, in bytes, and what a packed one may say that it holds."""

    largest: int
    inside: int
    times_smaller: int
    most_inside: int


def why_held(content: bytes, limits: FileLimits) -> HeldWhy | None:
    """Return why a file stays closed before any scanner is asked; None where it should be asked."""
    if len(content) > limits.largest:
        return HeldWhy.TOO_LARGE
    if content.startswith(_AT_START) or content.startswith(_TAR[1], _TAR[0]):
        return HeldWhy.OTHER_ARCHIVE
    # Also behind another beginning: a picture with a packed file at its end is opened by whoever unpacks it.
    begins = content.startswith(_ZIP)
    if not begins and not zipfile.is_zipfile(BytesIO(content)):
        return None
    if content.count(_ENTRY) > limits.most_inside:
        return HeldWhy.TOO_MUCH_INSIDE
    try:
        with zipfile.ZipFile(BytesIO(content)) as packed:
            held = packed.infolist()
    except Exception:
        # The library raises many kinds for a list that makes no sense. What only looks like one is what it says it is.
        return HeldWhy.DAMAGED if begins else None
    return _of_parts(held, len(content), limits)


def _of_parts(held: list[zipfile.ZipInfo], size: int, limits: FileLimits) -> HeldWhy | None:
    inside = sum(one.file_size for one in held)
    if inside > limits.inside or inside > max(FREE, size * limits.times_smaller):
        return HeldWhy.TOO_MUCH_INSIDE
    if any(_PACKED.search(one.filename.rstrip("/ .\0")) for one in held):
        return HeldWhy.ARCHIVE_INSIDE
    if any(one.flag_bits & _LOCKED for one in held):
        return HeldWhy.LOCKED
    return None
