"""E-mails for tests: well-made ones, made with the standard library, and broken ones, made by hand.

Each broken one has a name that says what is wrong with it, and what must be found in it all the same.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from email.message import EmailMessage

from guichet.enquiries.mail.defects import Defect

HEAD = b"From: Amina <amina@mail.example>\r\nTo: ask@guichet.example\r\nSubject: My permit\r\n"
HEAD += b"Date: Tue, 3 Nov 2026 09:15:00 -0500\r\nMessage-ID: <one@mail.example>\r\nMIME-Version: 1.0\r\n"
PDF = b"%PDF-1.4\nthe scan of a passport\n"
MIXED = HEAD + b'Content-Type: multipart/mixed; boundary="edge"\r\n\r\n'
WORDS = b"--edge\r\nContent-Type: text/plain\r\n\r\nHello there\r\n"
SCAN = (
    b"--edge\r\nContent-Type: application/pdf; name=scan.pdf\r\nContent-Disposition: attachment\r\n\r\n" + PDF + b"\r\n"
)


def letter(
    text: str = "Hello there", *, charset: str = "utf-8", html: str = "", files: tuple[tuple[str, bytes], ...] = ()
) -> bytes:
    """Return a well-made e-mail."""
    made = EmailMessage()
    made["From"] = "Amina <amina@mail.example>"
    made["To"] = "ask@guichet.example"
    made["Subject"] = "My permit"
    made["Date"] = "Tue, 3 Nov 2026 09:15:00 -0500"
    made["Message-ID"] = "<one@mail.example>"
    made.set_content(text, charset=charset)
    if html:
        made.add_alternative(html, subtype="html")
    for name, content in files:
        made.add_attachment(content, maintype="application", subtype="pdf", filename=name)
    return made.as_bytes()


@dataclass(frozen=True)
class Broken:
    """A broken e-mail: its bytes, and what must come out."""

    name: str
    raw: bytes
    text: str | None = "Hello there"
    files: tuple[str, ...] = ()
    defects: frozenset[Defect] = frozenset()
    subject: str = "My permit"
    sender: str = "amina@mail.example"


def broken() -> Iterator[Broken]:
    """Yield the broken e-mails."""
    yield from _ends_and_lines()
    yield from _headers()
    yield from _parts()
    yield from _packing()
    yield from _names()


def _case(name: str, raw: bytes, *defects: Defect, **more: object) -> Broken:
    return Broken(name, raw, defects=frozenset(defects), **more)  # type: ignore[arg-type]


def _ends_and_lines() -> Iterator[Broken]:
    said = HEAD + b"\r\nHello there"
    nobody = {"text": "", "subject": "", "sender": ""}
    yield _case("nothing at all", b"", Defect.EMPTY, Defect.NO_SENDER, **nobody)
    yield _case("only spaces", b" \r\n\t\r\n", Defect.EMPTY, **nobody)
    yield _case("only NUL", b"\0" * 50, Defect.NUL, **nobody)
    yield _case("no header", b"\r\nHello there", Defect.NO_SENDER, subject="", sender="")
    yield _case("no body", HEAD, text="")
    yield _case("line feeds only", said.replace(b"\r\n", b"\n"))
    yield _case("carriage returns only", said.replace(b"\r\n", b"\r"))
    yield _case(
        "each line end another", HEAD.replace(b"\r\nTo", b"\nTo").replace(b"\r\nDate", b"\rDate") + b"\nHello there"
    )
    yield _case("empty lines first", b"\r\n\r\n" + said)
    yield _case("a byte-order mark first", b"\xef\xbb\xbf" + said)
    yield _case("a line of an mbox first", b"From amina@mail.example Tue Nov  3 09:15:00 2026\n" + said)
    yield _case("NUL in the text", HEAD + b"\r\nHel\0lo \0there", Defect.NUL)
    yield _case("NUL in the subject", said.replace(b"My permit", b"My\0 permit"))


def _headers() -> Iterator[Broken]:
    body = b"\r\nHello there"
    yield _case("no empty line before the text", HEAD + b"Hello there", Defect.BROKEN_HEADER)
    yield _case("a line that is no header", HEAD + b"%%% ???\r\nX-Mailer: a\r\n" + body, Defect.BROKEN_HEADER)
    yield _case("a header without a name", HEAD + b": what\r\n" + body, Defect.BROKEN_HEADER)
    yield _case("spaces before the colon", HEAD.replace(b"Subject:", b"Subject  :") + body)
    yield _case("a folded subject", HEAD.replace(b"My permit", b"My\r\n permit") + body)
    yield _case("a subject folded with nothing", HEAD.replace(b"My permit", b"My permit\r\n \r\n\t") + body)
    yield _case("two subjects", HEAD + b"Subject: Another\r\n" + body, Defect.DOUBLED_FIELD)
    yield _case(
        "two senders’ lines", HEAD + b"From: b@other.example\r\n" + body, Defect.DOUBLED_FIELD, Defect.ODD_SENDER
    )
    yield _case("two numbers", HEAD + b"Message-ID: <two@mail.example>\r\n" + body, Defect.NO_ID)
    yield _case("no number", HEAD.replace(b"Message-ID", b"X-Nothing") + body, Defect.NO_ID)
    yield _case("a date of words", HEAD.replace(b"Tue, 3 Nov 2026", b"yesterday"), Defect.NO_DATE, text="")
    yield _case("a date long ago", HEAD.replace(b"2026", b"1926") + body, Defect.NO_DATE)
    yield _case("an hour that is none", HEAD.replace(b"09:15:00 -0500", b"99:99:99 +9999") + body, Defect.NO_DATE)
    yield _case("a sender of one bracket", HEAD.replace(b"Amina <amina@mail.example>", b"<") + body,
                Defect.NO_SENDER, sender="")  # fmt: skip
    yield _case("no sender, but who sent it", HEAD.replace(b"From:", b"Sender:") + body, Defect.NO_SENDER)
    yield _case("a sender never closed", HEAD.replace(b"example>\r\nTo", b"example\r\nTo") + body)
    yield _case("a sender with a comma", HEAD.replace(b"Amina <", b"Haddad, Amina <") + body)
    yield _case("a subject in bare Latin-1", HEAD.replace(b"My permit", b"Pi\xe8ce") + body, subject="Pièce")
    yield _case("a subject in bare UTF-8", HEAD.replace(b"My permit", "Pièce".encode()) + body, subject="Pièce")
    two = HEAD.replace(b"My permit", b"=?iso-8859-1?q?Pi=E8ce?= =?utf-8?b?w6k=?=")
    yield _case("a subject in two charsets", two + body, subject="Pièceé")
    cut = HEAD.replace(b"My permit", b"=?utf-8?q?Pi=C3?=\r\n =?utf-8?q?=A8ce?=")
    yield _case("a letter cut between two words", cut + body, subject="Pièce")
    yield _case("a word that never ends", HEAD.replace(b"My permit", b"=?utf-8?q?Pi=C3=A8ce") + body,
                Defect.BROKEN_WORD, subject="=?utf-8?q?Pi=C3=A8ce")  # fmt: skip
    yield _case("a word in an unknown charset", HEAD.replace(b"My permit", b"=?x-none?q?Pi=E8ce?=") + body,
                Defect.BROKEN_WORD, subject="Pièce")  # fmt: skip
    yield _case("a header of a megabyte", b"X-Long: " + b"a" * 1_000_000 + b"\r\n" + HEAD + body, Defect.LONG_FIELD)
    yield _case("five thousand headers", HEAD + b"X-A: b\r\n" * 5_000 + body, Defect.TOO_MANY_FIELDS)


def _parts() -> Iterator[Broken]:
    scan = {"files": ("scan.pdf",)}
    yield _case("no end", MIXED + WORDS + SCAN, Defect.NOT_CLOSED, **scan)
    yield _case("cut in the second part’s header", MIXED + WORDS + SCAN[:60], Defect.NOT_CLOSED, **scan)
    yield _case("a part after the end", MIXED + WORDS + b"--edge--\r\n" + SCAN, Defect.AFTER_END, **scan)
    yield _case("nothing but the first boundary", MIXED + b"--edge", Defect.NOT_CLOSED, text="")
    yield _case("no boundary named", HEAD + b"Content-Type: multipart/mixed\r\n\r\n" + WORDS + SCAN + b"--edge--",
                Defect.NO_BOUNDARY, **scan)  # fmt: skip
    yield _case("another boundary named", MIXED.replace(b'"edge"', b'"edges"') + WORDS + SCAN + b"--edge--",
                Defect.NO_BOUNDARY, **scan)  # fmt: skip
    bare = MIXED.replace(b'"edge"', b"edge ")
    yield _case("a boundary in no quotation marks, and a space", bare + WORDS + SCAN, Defect.NOT_CLOSED, **scan)
    half = MIXED.replace(b'"edge"', b'"edge')
    yield _case("a quotation mark that is never closed", half + WORDS + SCAN + b"--edge--", **scan)
    yield _case("spaces after the boundary", (MIXED + WORDS + SCAN).replace(b"--edge\r", b"--edge \t\r") + b"--edge-- ",
                **scan)  # fmt: skip
    yield _case("parts that it does not have", MIXED + b"Hello there", Defect.NO_PARTS)
    yield _case("a text that begins like a boundary", MIXED + WORDS + b"--edges\r\n" + SCAN + b"--edge--",
                text="Hello there\n--edges", **scan)  # fmt: skip
    inner = b'--edge\r\nContent-Type: multipart/mixed; boundary="edge"\r\n\r\n' + WORDS + b"--edge--\r\n"
    yield _case("the same boundary inside", MIXED + inner + SCAN + b"--edge--\r\n", **scan)
    inner = b'--edge\r\nContent-Type: multipart/mixed; boundary="in"\r\n\r\n--in\r\n\r\nHello there\r\n'
    yield _case("an inner one that never ends", MIXED + inner + SCAN + b"--edge--\r\n", Defect.NOT_CLOSED, **scan)
    forwarded = b"--edge\r\nContent-Type: message/rfc822\r\n\r\n" + MIXED.replace(b"edge", b"in")
    forwarded += SCAN.replace(b"edge", b"in")
    yield _case("a forwarded message cut off", MIXED + WORDS + forwarded + b"--edge--", Defect.NOT_CLOSED,
                files=("My permit.eml", "scan.pdf"))  # fmt: skip
    deep = b"".join(b'Content-Type: multipart/mixed; boundary="b%d"\r\n\r\n--b%d\r\n' % (n, n) for n in range(500))
    yield _case("five hundred deep", HEAD + deep + b"\r\nHello there", Defect.TOO_DEEP, text="",
                files=("attachment-1",))  # fmt: skip
    nested = b"Content-Type: message/rfc822\r\n\r\n" * 500
    yield _case("five hundred messages in one another", HEAD + nested + b"\r\nHello there", Defect.TOO_DEEP,
                text=None, files=("attachment-1.eml",))  # fmt: skip
    many = b"--edge\r\nContent-Type: image/png; name=a.png\r\n\r\nx\r\n" * 10_000
    yield _case("ten thousand parts", MIXED + WORDS + many, Defect.NOT_CLOSED, files=("a.png",) * 10_000)


def _packing() -> Iterator[Broken]:
    text = HEAD + b"Content-Type: text/plain; charset=%s\r\nContent-Transfer-Encoding: %s\r\n\r\n%s"
    yield _case("base64 cut off", text % (b"utf-8", b"base64", b"SGVsbG8gdGhlcmU"), Defect.BROKEN_ENCODING)
    yield _case("base64 with rubbish in it", text % (b"utf-8", b"BASE64", b"SGVs!bG8g\0dGhl cmU="))
    yield _case("quoted-printable cut off", text % (b"utf-8", b"quoted-printable", b"Hello=20there="))
    yield _case("quoted-printable that is none", text % (b"utf-8", b"quoted-printable", b"Hello there =ZZ"),
                text="Hello there =ZZ")  # fmt: skip
    yield _case("a packing that nobody knows", text % (b"utf-8", b"x-magic", b"Hello there"), Defect.UNKNOWN_ENCODING)
    yield _case("uuencoded", text % (b"utf-8", b"x-uuencode", b"begin 644 a\r\n+2&5L;&\\@=&AE<F4\r\n`\r\nend\r\n"))
    unknown = text % (b"x-martian", b"8bit", b"Pi\xe8ce")
    yield _case("an unknown charset", unknown, Defect.UNKNOWN_CHARSET, text="Pièce")
    yield _case("a charset that unpacks", text % (b"zlib_codec", b"8bit", b"Hello there"))
    yield _case("UTF-8 that is Latin-1", text % (b"utf-8", b"8bit", b"Une pi\xe8ce \xe9gar\xe9e"), Defect.WRONG_CHARSET,
                text="Une pièce égarée")  # fmt: skip
    yield _case("Latin-1 that is UTF-8", text % (b"iso-8859-1", b"8bit", "Une pièce égarée".encode()),
                Defect.WRONG_CHARSET, text="Une pièce égarée")  # fmt: skip
    yield _case("ASCII that is not", text % (b"us-ascii", b"8bit", b"pi\xe8ce"), Defect.WRONG_CHARSET, text="pièce")
    yield _case("UTF-16 of an odd length", text % (b"utf-16le", b"8bit", "Hello".encode("utf-16-le") + b"\0"),
                Defect.WRONG_CHARSET, text="Hello\ufffd")  # fmt: skip
    yield _case(
        "half a character in UTF-7", text % (b"utf-7", b"7bit", b"Hello +2AA- there"), text="Hello \ufffd there"
    )


def _names() -> Iterator[Broken]:
    for name, header, kept in [
        ("a path", b'filename="..\\..\\Windows\\scan.pdf"', "scan.pdf"),
        ("a path with slashes", b'filename="../../etc/scan.pdf"', "scan.pdf"),
        ("an encoded name", b"filename=\"=?utf-8?q?pi=C3=A8ce.pdf?=\"", "pièce.pdf"),
        ("a name in pieces", b"filename*0*=utf-8''pi%C3; filename*1*=%A8ce; filename*2=.pdf", "pièce.pdf"),
        ("a name with a charset", b"filename*=iso-8859-1'fr'pi%E8ce.pdf", "pièce.pdf"),
        ("a name with nothing after the star", b"filename*=", "attachment-1.pdf"),
        ("a name of dots", b'filename=".."', "attachment-1.pdf"),
        ("a name that turns round", "filename=\"scan\u202efdp.exe\"".encode(), "scanfdp.exe"),
        ("a name of a thousand letters", b"filename=" + b"a" * 1_000 + b".pdf", "a" * 146 + ".pdf"),
        ("a name with a line break", b'filename="sc\r\n an.pdf"', "sc an.pdf"),
    ]:  # fmt: skip
        part = (
            b"--edge\r\nContent-Type: application/pdf\r\nContent-Disposition: attachment; " + header + b"\r\n\r\n" + PDF
        )
        yield _case(name, MIXED + WORDS + part + b"\r\n--edge--\r\n", files=(kept,))
