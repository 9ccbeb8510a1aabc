"""What is read of well-made and of broken e-mails."""

import hashlib
from datetime import UTC, datetime

import pytest

from guichet.enquiries.mail import Defect, Holds, Ours, read_message
from guichet.enquiries.mail.tests.letters import HEAD, MIXED, PDF, SCAN, WORDS, Broken, broken, letter
from guichet.enquiries.terms import Automatic, ProofLevel

US = Ours(domains=frozenset({"guichet.example"}), checker="mx.guichet.example")
REFERENCE = "0b6f1c8e-1111-4222-8333-944445555666"


def test_a_well_made_message_is_read_without_a_defect() -> None:
    found = read_message(letter("Où en est V300123456 ?\n\n-- \nAmina", files=(("scan.pdf", PDF), ("b.pdf", PDF))))
    assert (found.sender.name, found.sender.address) == ("Amina", "amina@mail.example")
    assert [one.address for one in found.to] == ["ask@guichet.example"]
    assert found.date == datetime(2026, 11, 3, 14, 15, tzinfo=UTC)
    assert (found.id, found.subject) == ("one@mail.example", "My permit")
    assert (found.text, found.signature) == ("Où en est V300123456 ?", "Amina")
    assert [(one.name, one.found, one.content) for one in found.files] == [
        ("scan.pdf", "application/pdf", PDF),
        ("b.pdf", "application/pdf", PDF),
    ]
    assert (found.references, found.automatic, found.defects) == (("V300123456",), None, ())


@pytest.mark.parametrize("case", list(broken()), ids=lambda case: case.name)
def test_a_broken_message_gives_what_can_be_read(case: Broken) -> None:
    found = read_message(case.raw)
    assert case.text is None or found.text == case.text
    assert tuple(one.name for one in found.files) == case.files
    assert (found.subject, found.sender.address) == (case.subject, case.sender)
    assert case.defects <= set(found.defects), found.defects


def test_every_defect_has_a_sentence() -> None:
    assert all(str(one.label) and one.label != one.name for one in Defect)


def test_a_message_without_a_number_has_the_same_one_by_whatever_way_it_comes() -> None:
    bare = HEAD.replace(b"Message-ID: <one@mail.example>\r\n", b"") + b"\r\nHello there"
    by_another_way = b"Received: from elsewhere\r\n" + bare.replace(b"\r\n", b"\n")
    assert read_message(bare).id == read_message(by_another_way).id
    assert read_message(bare).id != read_message(bare + b"!").id
    assert not read_message(bare).has_own_id


@pytest.mark.parametrize(
    ("lines", "proof"),
    [
        ([], ProofLevel.CLAIMED),
        (["mx.guichet.example; dkim=pass header.d=mail.example"], ProofLevel.ADDRESS),
        (["mx.guichet.example (ours); spf=pass smtp.mailfrom=amina@mail.example"], ProofLevel.ADDRESS),
        (["mx.guichet.example; dmarc=pass header.from=mail.example"], ProofLevel.ADDRESS),
        (["mx.guichet.example; dkim=pass header.d=example"], ProofLevel.CLAIMED),
        (["mx.guichet.example; dkim=pass header.d=sub.mail.example"], ProofLevel.CLAIMED),
        (["mx.guichet.example; dkim=pass header.d=other.example"], ProofLevel.CLAIMED),
        (["mx.guichet.example; dkim=fail header.d=mail.example"], ProofLevel.CLAIMED),
        (["mx.guichet.example; dmarc=fail header.from=mail.example; spf=pass smtp.mailfrom=mail.example"],
         ProofLevel.CLAIMED),
        (["mx.other.example; dkim=pass header.d=mail.example"], ProofLevel.CLAIMED),
        # The topmost of that name is ours; whatever stands below it came with the message.
        (["mx.guichet.example; dkim=none", "mx.guichet.example; dkim=pass header.d=mail.example"], ProofLevel.CLAIMED),
    ],
)  # fmt: skip
def test_only_what_our_own_server_found_proves_an_address(lines: list[str], proof: ProofLevel) -> None:
    results = "".join(f"Authentication-Results: {line}\r\n" for line in lines).encode()
    assert read_message(results + HEAD + b"\r\nHi", US).proof is proof
    assert read_message(results + HEAD + b"\r\nHi").proof is ProofLevel.CLAIMED
    assert read_message(results + HEAD + b"From: b@other.example\r\n\r\nHi", US).proof is ProofLevel.CLAIMED
    assert read_message(results + HEAD.replace(b"From:", b"Sender:") + b"\r\n\r\nHi", US).proof is ProofLevel.CLAIMED


@pytest.mark.parametrize(
    ("header", "kind"),
    [
        ("X-Mailer: a", None),
        ("Auto-Submitted: no", None),
        ("Auto-Submitted: auto-replied (vacation)", Automatic.AUTO_REPLY),
        ("Precedence: auto_reply", Automatic.AUTO_REPLY),
        ("Return-Path: <>", Automatic.AUTO_REPLY),
        ("X-Autoreply: yes", Automatic.AUTO_REPLY),
        ("List-Id: <news.example>", Automatic.LIST),
        ("Precedence: bulk", Automatic.LIST),
        ("X-Spam-Flag: YES", Automatic.SPAM),
        ("X-Loop: ask@guichet.example", Automatic.LOOP),
        ("\r\n".join(["Received: a"] * 70), Automatic.LOOP),
        ("X-Failed-Recipients: b@c.example", Automatic.BOUNCE),
    ],
)
def test_a_machine_is_known_by_its_header(header: str, kind: Automatic | None) -> None:
    assert read_message(header.encode() + b"\r\n" + HEAD + b"\r\nHi", US).automatic is kind


@pytest.mark.parametrize(
    ("subject", "kind"),
    [
        ("Automatic reply: Your file", Automatic.AUTO_REPLY),
        ("Réponse automatique : Votre dossier", Automatic.AUTO_REPLY),
        ("Absente du bureau", Automatic.AUTO_REPLY),
        ("Re: Automatic reply: Your file", None),
        ("My employer’s automatic reply", None),
        ("Undeliverable goods", None),
    ],
)
def test_a_subject_tells_a_machine_only_at_its_beginning(subject: str, kind: Automatic | None) -> None:
    assert read_message(HEAD.replace(b"My permit", subject.encode()) + b"\r\nHi").automatic is kind


def test_our_own_message_that_comes_back_is_a_loop() -> None:
    ours = HEAD.replace(b"one@mail.example", f"{REFERENCE}@guichet.example".encode())
    assert read_message(ours + b"\r\nHi", US).automatic is Automatic.LOOP
    # A colleague’s message, from the same domain, is none.
    assert read_message(HEAD.replace(b"one@mail.example", b"one@guichet.example") + b"\r\nHi", US).automatic is None


def test_a_report_says_which_message_did_not_arrive_and_why() -> None:
    report = (
        b"From: MAILER-DAEMON@mail.example\r\nSubject: Undelivered\r\n"
        b"Content-Type: multipart/report; report-type=delivery-status; boundary=edge\r\n\r\n"
        b"--edge\r\n\r\nIt did not arrive.\r\n"
        b"--edge\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mail.example\r\n\r\n"
        b"Final-Recipient: rfc822; amina@mail.example\r\nAction: failed\r\nStatus: 5.1.1\r\n"
        b"Diagnostic-Code: smtp; 550 5.1.1 no such user\r\n\r\n"
        b"--edge\r\nContent-Type: message/rfc822\r\n\r\n"
        b"From: no-reply@guichet.example\r\nMessage-ID: <" + REFERENCE.encode() + b"@guichet.example>\r\n\r\nHello\r\n"
        b"--edge--\r\n"
    )
    found = read_message(report, US)
    assert found.automatic is Automatic.BOUNCE
    assert found.bounce is not None
    assert (found.bounce.reference, found.bounce.message_id) == (REFERENCE, f"{REFERENCE}@guichet.example")
    (one,) = found.bounce.returned
    assert (one.recipient, one.action, one.code) == ("amina@mail.example", "failed", "5.1.1")


def test_a_thread_is_told_from_the_nearest() -> None:
    header = b"In-Reply-To: <c@x>\r\nReferences: <a@x>\r\n <b@x> <c@x>\r\n"
    assert read_message(header + HEAD + b"\r\nHi").thread == ("c@x", "b@x", "a@x")


def test_of_two_versions_the_plain_one_is_read_unless_it_says_nothing() -> None:
    html = "<p>Where is my file? I sent all my documents in March, and I have heard nothing from you since then.</p>"
    assert read_message(letter("Where is my file?", html="<p>Where is my <b>file</b>?</p>")).text == "Where is my file?"
    assert read_message(letter("Your program shows no HTML.", html=html)).text.startswith("Where is my file?")
    assert read_message(letter(" ", html=html)).text.startswith("Where is my file?")


def test_a_file_in_a_forwarded_message_is_seen_and_the_message_kept() -> None:
    inner = MIXED.replace(b"edge", b"in") + WORDS.replace(b"edge", b"in") + SCAN.replace(b"edge", b"in") + b"--in--\r\n"
    raw = (
        MIXED + WORDS.replace(b"Hello there", b"See below") + b"--edge\r\nContent-Type: message/rfc822\r\n\r\n" + inner
    )
    found = read_message(raw + b"--edge--\r\n")
    assert found.text == "See below"
    assert [(one.name, one.is_within) for one in found.files] == [("My permit.eml", False), ("scan.pdf", True)]
    assert found.files[1].content == PDF
    assert found.holds == {Holds.MESSAGE}


@pytest.mark.parametrize(
    ("name", "kind", "content", "found_kind", "unlike", "runs"),
    [
        ("a.pdf", "application/pdf", PDF, "application/pdf", False, False),
        ("a.pdf", "application/octet-stream", PDF, "application/pdf", False, False),
        ("a.pdf", "application/pdf", b"MZ\x90", "application/x-msdownload", True, True),
        ("a.jpg", "image/jpeg", b"\x89PNG\r\n\x1a\n", "image/png", True, False),
        ("a.docx", "application/zip", b"PK\x03\x04....word/document.xml",
         "application/vnd.openxmlformats-officedocument.wordprocessingml.document", True, False),
        ("a.png", "image/png", b"<html><script>", "text/html", True, False),
        ("scan.pdf.exe", "application/octet-stream", b"x", "application/octet-stream", False, True),
    ],
)  # fmt: skip
def test_a_file_is_known_by_what_it_holds(
    name: str, kind: str, content: bytes, found_kind: str, *, unlike: bool, runs: bool
) -> None:
    part = f"--edge\r\nContent-Type: {kind}; name={name}\r\n\r\n".encode()
    (one,) = read_message(MIXED + WORDS + part + content + b"\r\n--edge--").files
    assert (one.found, one.is_unlike, one.can_run) == (found_kind, unlike, runs)
    assert one.content == content


def test_what_nobody_can_read_is_named() -> None:
    sealed = HEAD + b"Content-Type: application/pkcs7-mime; name=smime.p7m\r\n\r\nxx"
    assert Defect.ENCRYPTED in read_message(sealed).defects
    assert Defect.ENCRYPTED in read_message(HEAD + b"\r\n-----BEGIN PGP MESSAGE-----\r\nxx").defects
    packed = MIXED + WORDS + b"--edge\r\nContent-Type: application/ms-tnef; name=winmail.dat\r\n\r\nx\r\n--edge--"
    assert Defect.WINMAIL in read_message(packed).defects


def test_time_grows_with_length_and_not_with_its_square() -> None:
    """Each is long enough that the square of its length would take minutes; together they take seconds."""
    mixed = HEAD + b"Content-Type: multipart/mixed; boundary=b\n\n"
    for raw in [
        mixed + b"--b\nContent-Type: multipart/mixed; boundary=b\n\n" * 20_000,
        mixed + b"--\n" * 100_000,
        HEAD + b"Content-Type: message/rfc822\n\n" * 50_000,
        b"Subject: " + b"=?a?q?" * 100_000 + b"\n" + HEAD,
        b"From: " + b'(<,"' * 50_000 + b"\n\n",
        b"References: " + b"<" * 100_000 + b"\n\n",
        HEAD + b'Content-Type: text/plain; a="' + b"\\" * 100_000 + b"\n\n",
        HEAD + b"Content-Type: text/html\n\n" + b'<!--<a href="<style><td>' * 10_000,
        HEAD + b"Content-Type: text/html\n\n" + b"<blockquote><a href=http://x>y" * 10_000 + b"</a>" * 10_000,
        HEAD + b"Content-Type: text/plain; format=flowed\n\n" + b"word \n" * 50_000,
        HEAD + b"\n" + b"On 1 From: 2026 \n> a\n" * 20_000,
    ]:
        assert len(read_message(raw).digest) == len(hashlib.sha256().hexdigest())
