"""Bytes into letters, whatever charset they name or fail to name. Pure; never raises.

A name from outside reaches Python’s codecs only if it is on the list below: among them are such as unpack (zlib), run
in the square of the length (punycode) or are no charsets at all (rot13).
"""

import re
from functools import lru_cache

from guichet.enquiries.mail.defects import Defect

# What senders call them → what reads them. Wider sets stand in for narrower: what the name allows, they read alike.
_CODECS = {
    **dict.fromkeys(("ascii", "usascii", "ansix341968", "iso646us", "iso88591", "latin1", "l1", "cp1252",
                     "windows1252", "8859", "cp819"), "cp1252"),
    **{f"iso8859{n}": f"iso8859-{n}" for n in (2, 3, 4, 5, 6, 7, 8, 9, 10, 13, 14, 15, 16)},
    **{f"latin{n}": f"latin{n}" for n in (2, 3, 4, 5, 6, 9)},
    **{f"windows{n}": f"cp{n}" for n in (874, 1250, 1251, 1253, 1254, 1255, 1256, 1257, 1258)},
    **{f"cp{n}": f"cp{n}" for n in (437, 720, 737, 775, 850, 852, 855, 857, 858, 860, 861, 862, 863, 864, 865, 866,
                                    869, 874, 1250, 1251, 1253, 1254, 1255, 1256, 1257, 1258)},
    **{f"ibm{n}": f"cp{n}" for n in (437, 850, 852, 855, 857, 858, 866)},
    "utf8": "utf-8", "utf8mb4": "utf-8", "unicode11utf8": "utf-8", "utf7": "utf-7", "unicode11utf7": "utf-7",
    "utf16": "utf-16", "utf16le": "utf-16-le", "utf16be": "utf-16-be", "ucs2": "utf-16", "iso10646ucs2": "utf-16",
    "unicode": "utf-16", "utf32": "utf-32", "utf32le": "utf-32-le", "utf32be": "utf-32-be",
    "koi8r": "koi8-r", "koi8u": "koi8-u", "koi8t": "koi8-t", "koi8": "koi8-r", "ptcp154": "ptcp154",
    "gb2312": "gb18030", "gb231280": "gb18030", "gbk": "gb18030", "xgbk": "gb18030", "cp936": "gb18030",
    "gb18030": "gb18030", "euccn": "gb18030", "hzgb2312": "hz", "hz": "hz",
    "big5": "big5hkscs", "big5hkscs": "big5hkscs", "cp950": "cp950",
    "shiftjis": "cp932", "sjis": "cp932", "xsjis": "cp932", "windows31j": "cp932", "cp932": "cp932",
    "eucjp": "euc_jp", "xeucjp": "euc_jp", "iso2022jp": "iso2022_jp_ext", "iso2022jp1": "iso2022_jp_1",
    "iso2022jp2": "iso2022_jp_2", "iso2022jp3": "iso2022_jp_3", "csiso2022jp": "iso2022_jp_ext",
    "euckr": "cp949", "ksc56011987": "cp949", "ksc5601": "cp949", "cp949": "cp949", "uhc": "cp949",
    "iso2022kr": "iso2022_kr", "johab": "johab",
    "tis620": "cp874", "iso885911": "cp874", "iso8859811": "cp874", "iso88598i": "iso8859-8", "iso88596i": "iso8859-6",
    "macintosh": "mac_roman", "xmacroman": "mac_roman", "macroman": "mac_roman", "xmaccyrillic": "mac_cyrillic",
    "xmacce": "mac_latin2", "xmacgreek": "mac_greek", "xmacturkish": "mac_turkish",
}  # fmt: skip
# Names that mean: whoever wrote this did not know.
_UNKNOWN = {"", "unknown", "unknown8bit", "xunknown", "8bit", "default", "none", "null", "binary", "text"}
_NOT_A_NAME = re.compile(r"[^a-z0-9]")
_BREAKS = re.compile(r"[\r\n]+[ \t]*|[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]+")
_WIDE = re.compile(rb"[\xc2-\xf4][\x80-\xbf]+")
# The letters that come of UTF-8 read as Latin-1 in French, English and their neighbours.
_NEIGHBOURLY = re.compile("[\x00-\x7f\u00a0-\u017f\u2010-\u203a\u20ac\u2122]*")


def as_text(data: bytes, name: str) -> tuple[str, Defect | None]:
    """Return bytes as letters, and what is wrong with the charset they name, if anything.

    The name is believed where the bytes allow it. Without a name that is known: UTF-8 where that reads all of it, else
    as Windows writes in the west, in which every byte means something.
    """
    codec = _codec(name[:100])
    if codec is None:
        text, unsure = _guessed(data)
        says_nothing = _NOT_A_NAME.sub("", name[:100].lower()) in _UNKNOWN or data.isascii()
        return text, Defect.UNKNOWN_CHARSET if unsure or not says_nothing else None
    if codec == "cp1252":
        return _western(data, name)
    try:
        return _sound(data.decode(codec)), None
    except (UnicodeError, ValueError):
        return _mended(data, codec), Defect.WRONG_CHARSET


def without_breaks(text: str) -> str:
    """Return a field’s text in one line, without the characters that only command terminals."""
    return _BREAKS.sub(_in_one_line, text) if _BREAKS.search(text) else text


def _in_one_line(found: re.Match[str]) -> str:
    return " " if found[0][:1] in "\r\n" else ""


@lru_cache(maxsize=512)
def _codec(name: str) -> str | None:
    return _CODECS.get(_NOT_A_NAME.sub("", name.lower()))


def _western(data: bytes, name: str) -> tuple[str, Defect | None]:
    if data.isascii():
        return _sound(data.decode("ascii")), None
    is_ascii = "8859" not in name and "1252" not in name and "latin" not in name.lower()
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return _windows(data), Defect.WRONG_CHARSET if is_ascii else None
    # Said to be Latin-1, but each accent is a pair that only UTF-8 makes: a program that did not know what it sent.
    if is_ascii or (_NEIGHBOURLY.fullmatch(text) and len(_WIDE.findall(data)) > 1):
        return _sound(text), Defect.WRONG_CHARSET
    return _windows(data), None


def _guessed(data: bytes) -> tuple[str, bool]:
    """Return bytes of a charset that nobody named, and whether they may be wrong."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _sound(data.decode("utf-16", "replace")), False
    try:
        return _sound(data.decode("utf-8")), False
    except UnicodeDecodeError:
        return _mended(data, "utf-8"), True


def _mended(data: bytes, codec: str) -> str:
    """Return what can be read of bytes that are not all of their charset."""
    try:
        text = data.decode(codec, "replace")
    except (UnicodeError, ValueError):
        return _windows(data)
    if codec == "utf-8" and text.count("\ufffd") > len(_WIDE.findall(data)):
        return _windows(data)
    return _sound(text)


def _windows(data: bytes) -> str:
    """Return bytes as Windows writes them in the west; the five that mean nothing there, as Latin-1 has them."""
    try:
        return _sound(data.decode("cp1252"))
    except UnicodeDecodeError:
        return _sound(data.decode("latin-1"))


def _sound(text: str) -> str:
    """Return text without halves of characters, which no database takes."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return text.removeprefix("\ufeff")
