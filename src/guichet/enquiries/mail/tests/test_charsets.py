"""Letters of every charset come out as they went in."""

import codecs

import pytest

from guichet.enquiries.mail import Defect, read_message
from guichet.enquiries.mail.charsets import _CODECS, as_text
from guichet.enquiries.mail.tests.letters import HEAD

FRENCH, RUSSIAN, CHINESE, JAPANESE = (
    "Où est ma pièce, né à Nîmes ?",
    "Где моё дело?",
    "我的申请在哪里",
    "私の申請はどこですか",
)
SAID = {
    "us-ascii": "Where is it?", "iso-8859-1": FRENCH, "iso-8859-15": f"{FRENCH} 10 €", 
    "windows-1252": f"« {FRENCH} » 5 €",
    "utf-8": FRENCH + RUSSIAN + CHINESE, "utf-7": FRENCH, "utf-16": CHINESE, "utf-16le": FRENCH, "utf-32be": RUSSIAN,
    "koi8-r": RUSSIAN, "koi8-u": "Де моя справа?", "windows-1251": RUSSIAN, "iso-8859-5": RUSSIAN, "cp866": RUSSIAN,
    "gb2312": CHINESE, "gbk": CHINESE, "gb18030": CHINESE, "hz-gb-2312": CHINESE, "big5": "我的申請在哪裡",
    "shift_jis": JAPANESE, "euc-jp": JAPANESE, "iso-2022-jp": JAPANESE, "euc-kr": "내 신청서는 어디에 있나요",
    "iso-2022-kr": "내 신청서", "windows-1256": "أين ملفي", "iso-8859-6": "أين ملفي", "iso-8859-8": "איפה הבקשה",
    "windows-1255": "איפה הבקשה", "windows-1253": "Πού είναι", "iso-8859-7": "Πού είναι", 
    "windows-1254": "başvurum nerede",
    "iso-8859-9": "başvurum nerede", "iso-8859-2": "Gdzie jest mój wniosek", "windows-1250": "Kde je moje žádost",
    "windows-1257": "Kur yra mano prašymas", "windows-1258": "Đơn", "tis-620": "คำขอ", "macintosh": FRENCH,
    "cp437": "où", "cp850": FRENCH, "koi8-t": "Куҷост",
}  # fmt: skip


@pytest.mark.parametrize(("name", "said"), SAID.items(), ids=SAID)
def test_a_text_comes_out_as_it_went_in(name: str, said: str) -> None:
    packed = said.encode(_python_name(name))
    raw = HEAD + f"Content-Type: text/plain; charset={name}\r\nContent-Transfer-Encoding: base64\r\n\r\n".encode()
    found = read_message(raw + codecs.encode(packed, "base64"))
    assert (found.text, found.defects) == (said, ())
    word = codecs.encode(packed, "base64").replace(b"\n", b"")
    subject = HEAD.replace(b"My permit", b"=?" + name.encode() + b"?B?" + word + b"?=")
    assert read_message(subject + b"\r\n").subject == said


def _python_name(name: str) -> str:
    return {"hz-gb-2312": "hz", "utf-32be": "utf-32-be", "macintosh": "mac_roman"}.get(name, name)


def test_every_name_we_know_is_one_that_python_reads_letters_with() -> None:
    assert all(isinstance(b"a".decode(codec, "replace"), str) for codec in set(_CODECS.values()))


@pytest.mark.parametrize(
    "name", ["zlib", "base64", "rot13", "punycode", "idna", "unicode_escape", "undefined", "x" * 999]
)
def test_what_is_no_charset_is_never_asked(name: str) -> None:
    assert as_text(b"a-b", name) == ("a-b", None)


def test_letters_that_nobody_named_are_guessed_and_it_is_said() -> None:
    nameless = HEAD + b"Content-Type: text/plain\r\nContent-Transfer-Encoding: 8bit\r\n\r\n"
    for packed, text, defects in (
        ("Ma pièce".encode(), "Ma pièce", ()),
        ("Ma pièce".encode("latin-1"), "Ma pièce", (Defect.UNKNOWN_CHARSET,)),
        (CHINESE.encode("gb18030"), CHINESE.encode("gb18030").decode("cp1252", "replace"), (Defect.UNKNOWN_CHARSET,)),
    ):
        found = read_message(nameless + packed + b"\r\n")
        assert (found.text, found.defects) == (text, defects)
