"""How many e-mails are read in a second; and does what strangers send to break it take longer than its length?

Read are such messages as people send: plain, in two versions with what they quote, with a scan of 200 kB. The floor
is the standard library’s parser on the same bytes, which takes them apart and reads no text in them. Then one message
of each hostile kind at two lengths: at four times the length it may take four times as long, and not sixteen.
"""

import time
from collections.abc import Callable, Sequence
from email import message_from_bytes
from email.message import EmailMessage

from bench.figures import Row

QUOTED = "\n".join(f"> Line {n} of what we wrote to you before." for n in range(30))
WORDS = "I sent my passport in March.\nWhere is my file V300123456?\n"
HTML = (
    "<div>I sent my passport in March.<br>Where is my file?</div><blockquote>"
    + "<p>We wrote.</p>" * 60
    + "</blockquote>"
)
HEAD = b"From: a@b.example\nSubject: x\nMIME-Version: 1.0\n"
MIXED = HEAD + b"Content-Type: multipart/mixed; boundary=b\n\n"
HOSTILE: dict[str, Callable[[int], bytes]] = {
    "parts in one another": lambda n: HEAD + b"".join(
        b'Content-Type: multipart/mixed; boundary="b%d"\n\n--b%d\n' % (one, one) for one in range(n)
    ),
    "thousands of parts": lambda n: MIXED + b"--b\nContent-Type: image/png; name=a.png\n\nx\n" * n,
    "lines that may part": lambda n: MIXED + b"--\n" * n,
    "marks never closed": lambda n: HEAD + b"Content-Type: text/html\n\n" + b"<!--<a <style><td>" * n,
    "words never closed": lambda n: b"Subject: " + b"=?a?q?" * n + b"\n" + HEAD,
}  # fmt: skip


def run(short: bool) -> list[Row]:
    """Measure, and return the figures."""
    import django
    from django.conf import settings

    if not settings.configured:
        settings.configure(USE_I18N=False)
        django.setup()
    from guichet.enquiries.mail import read_message

    many = 100 if short else 2_000
    letters = {
        "plain": _letter(WORDS),
        "in two versions, with what they quote": _letter(f"{WORDS}\nOn Nov 3, 2026, we wrote:\n{QUOTED}", html=HTML),
        "with a scan of 200 kB": _letter(WORDS, scan=bytes(range(256)) * 800),
    }
    rows = [
        Row(
            f"e-mails read, {name}",
            _rate(read_message, [raw] * many),
            "/s",
            _rate(message_from_bytes, [raw] * many),
            wanted,
        )
        for (name, raw), wanted in zip(letters.items(), ("≥ 1,000", "≥ 200", ""), strict=True)
    ]
    for name, made in HOSTILE.items():
        few, more = made(500 if short else 4_000), made(2_000 if short else 16_000)
        longer = _took(read_message, more) / _took(read_message, few)
        rows.append(Row(f"{name}: time at four times the length", longer, "times", len(more) / len(few), "≤ 6"))
    return rows


def _letter(words: str, *, html: str = "", scan: bytes = b"") -> bytes:
    made = EmailMessage()
    made["From"], made["To"], made["Subject"] = "Amina <amina@mail.example>", "ask@guichet.example", "My file"
    made["Date"], made["Message-ID"] = "Tue, 3 Nov 2026 09:15:00 -0500", "<one@mail.example>"
    made.set_content(words)
    if html:
        made.add_alternative(html, subtype="html")
    if scan:
        made.add_attachment(scan, maintype="application", subtype="pdf", filename="scan.pdf")
    return made.as_bytes()


def _rate(do: Callable[[bytes], object], letters: Sequence[bytes]) -> float:
    began = time.process_time()
    for raw in letters:
        do(raw)
    return len(letters) / (time.process_time() - began)


def _took(do: Callable[[bytes], object], raw: bytes) -> float:
    """Return the least of three times: whatever else the machine does only makes it longer."""
    times = []
    for _ in range(3):
        began = time.process_time()
        do(raw)
        times.append(time.process_time() - began)
    return min(times)
