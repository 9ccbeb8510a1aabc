"""Files that came with messages: looked at once, opened only where they were found clean, and nothing unpacked."""

import io
import struct
import zipfile
from datetime import date, timedelta

import pytest
from django.test import Client as Browser

from guichet.config import doctor
from guichet.enquiries.actions import open_file, scan_held
from guichet.enquiries.actions.scanning import BETWEEN_TRIES, NotClean
from guichet.enquiries.gateways import Scanned, ScannerAway
from guichet.enquiries.gateways.scanner_stand_in import EICAR, SLOW, StandInScanner
from guichet.enquiries.jobs import owe_scanning, scan
from guichet.enquiries.models import Attachment, Scan
from guichet.enquiries.policy import file_limits
from guichet.enquiries.queries import NotAllowed
from guichet.enquiries.rules import IncomingFile, rows_in
from guichet.enquiries.rules.files import FREE, why_held
from guichet.enquiries.terms import HeldWhy, ProofLevel, ScanState
from guichet.enquiries.tests.handing_in import NOW, handed_in, origin
from guichet.enquiries.tests.test_working import agent
from guichet.identity.models import Look
from guichet.journal.models import Entry

LIMITS, TRIES = file_limits(date(2026, 11, 3))
STATES = ("CLEAN", "HELD", "INFECTED")


def packed(*files: tuple[str, bytes], how: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", how) as archive:
        for name, content in files:
            archive.writestr(name, content)
    return out.getvalue()


def says_it_holds(content: bytes, size: int) -> bytes:
    """Return a packed file whose list says that its first part has this many bytes."""
    at = content.index(b"PK\x01\x02") + 24
    return content[:at] + struct.pack("<L", size) + content[at + 4 :]


def locked(content: bytes) -> bytes:
    at = content.index(b"PK\x01\x02") + 8
    return content[:at] + struct.pack("<H", 1) + content[at + 2 :]


LETTER = packed(("word/document.xml", b"a letter"), ("word/media/image1.png", b"\x89PNG"))


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"%PDF-1.7 a letter", None),
        (b"", None),
        (LETTER, None),
        (packed(("passport.pdf", b"%PDF"), ("form.docx", LETTER)), None),
        (b"x" * (LIMITS.largest + 1), HeldWhy.TOO_LARGE),
        (packed(("zeros", bytes(FREE + 1))), HeldWhy.TOO_MUCH_INSIDE),
        (says_it_holds(LETTER, 4_000_000_000), HeldWhy.TOO_MUCH_INSIDE),
        (b"GIF89a" + says_it_holds(LETTER, 4_000_000_000), HeldWhy.TOO_MUCH_INSIDE),
        (LETTER[:-22] + b"PK\x01\x02" * (LIMITS.most_inside + 1) + LETTER[-22:], HeldWhy.TOO_MUCH_INSIDE),
        (packed(("one.zip", LETTER)), HeldWhy.ARCHIVE_INSIDE),
        (packed(("folder/ONE.Tar.GZ. ", b"\x1f\x8b")), HeldWhy.ARCHIVE_INSIDE),
        (locked(LETTER), HeldWhy.LOCKED),
        (b"Rar!\x1a\x07\x01\x00", HeldWhy.OTHER_ARCHIVE),
        (b"\x1f\x8b\x08", HeldWhy.OTHER_ARCHIVE),
        (bytes(257) + b"ustar\x0000", HeldWhy.OTHER_ARCHIVE),
        (LETTER[:-30], HeldWhy.DAMAGED),
        (packed(), None),
        # What only happens to hold those four letters is no packed file.
        (b"%PDF-1.7 PK\x05\x06" + b"\xff" * 30, None),
    ],
)
def test_what_stays_closed_whatever_a_scanner_says(content: bytes, why: HeldWhy | None) -> None:
    assert why_held(content, LIMITS) is why


def came(*contents: bytes, external_id: str = "m-1", **more):
    files = tuple(IncomingFile(name=f"Pièce {n}.pdf", media_type="application/pdf", content=one)
                  for n, one in enumerate(contents, 1))  # fmt: skip
    return handed_in(external_id, attachments=files, **more)


def states() -> list[str]:
    return list(Attachment.objects.order_by("pk").values_list("scan", flat=True))


@pytest.mark.django_db
def test_each_file_is_looked_at_once_and_the_journal_says_what_came_of_it_and_no_word_of_it() -> None:
    came(b"a letter", EICAR, packed(("one.zip", LETTER)))
    assert states() == ["HELD"] * 3
    assert scan_held(StandInScanner(), lambda: NOW).done == 3
    assert states() == ["CLEAN", "INFECTED", "HELD"]
    assert scan_held(StandInScanner(), lambda: NOW).done == 0
    entries = Entry.objects.filter(kind="file.checked").order_by("pk")
    assert [(one.payload["place"], one.payload["outcome"], one.payload["held_because"]) for one in entries] == [
        (1, "CLEAN", ""), (2, "INFECTED", ""), (3, "HELD", "IN_ANOTHER"),
    ]  # fmt: skip
    assert Scan.objects.get(why="").found == "Eicar-Test-Signature"


class Gone:
    """Away after so many files."""

    def __init__(self, after: int) -> None:
        self.left = after

    def scan(self, content: bytes) -> Scanned:
        if not self.left:
            raise ScannerAway
        self.left -= 1
        return StandInScanner().scan(content)


@pytest.mark.django_db
def test_while_the_scanner_is_away_files_wait_and_are_looked_at_when_it_is_back() -> None:
    came(b"one", b"two", b"three")
    done = scan_held(Gone(1), lambda: NOW)
    assert (done.done, done.is_away, states()) == (1, True, ["CLEAN", "HELD", "HELD"])
    scan_held(StandInScanner(), lambda: NOW)
    assert (states(), Scan.objects.count()) == (["CLEAN"] * 3, 0)


@pytest.mark.django_db
def test_a_file_that_gets_no_answer_holds_up_no_other_and_stays_closed_in_the_end() -> None:
    came(SLOW, b"two")
    for number in range(TRIES):
        at = NOW + number * (BETWEEN_TRIES + timedelta(seconds=1))
        scan_held(StandInScanner(), lambda at=at: at)
        assert states() == ["HELD", "CLEAN"]
        # Tried again at once, it would only be asked again.
        scan_held(StandInScanner(), lambda at=at: at)
    assert Attachment.objects.get(position=1).scanned_at is not None
    assert Scan.objects.get().why == "NO_ANSWER"


@pytest.mark.django_db
def test_the_worker_looks_where_there_is_a_scanner_and_the_doctor_says_where_there_is_none(settings) -> None:
    came(b"a letter")
    settings.SCANNER = ""
    owe_scanning()
    scan()
    assert (states(), [one.check for one in doctor.scanner()]) == (["HELD"], ["scanner"])
    settings.SCANNER = "/nowhere/clamd.sock"
    scan()
    assert (states(), [one.where for one in doctor.scanner()]) == (["HELD"], ["/nowhere/clamd.sock"])
    settings.SCANNER = "stand-in"
    owe_scanning()
    owe_scanning()
    scan()
    assert (states(), list(doctor.scanner())) == (["CLEAN"], [])


@pytest.mark.django_db
def test_only_what_is_clean_and_of_this_question_is_opened_and_that_is_noted() -> None:
    first, other = came(b"a letter", EICAR, b"Rar!\x1a\x07"), came(b"another", external_id="m-2", email="b@example.org")
    scan_held(StandInScanner(), lambda: NOW)
    numbers = list(Attachment.objects.order_by("pk").values_list("pk", flat=True))
    mine, theirs = (rows_in(one.enquiry_reference)[0] for one in (first, other))
    found = open_file(enquiry_id=mine, file_id=numbers[0], viewer=agent(), origin=origin())
    assert (found.name, found.content) == ("Pièce 1.pdf", b"a letter")
    assert Entry.objects.filter(kind="file.opened").count() == 1
    for number in numbers[1:3]:
        with pytest.raises(NotClean):
            open_file(enquiry_id=mine, file_id=number, viewer=agent(), origin=origin())
    for enquiry, number in ((mine, numbers[3]), (theirs, numbers[0])):
        with pytest.raises(NotAllowed):
            open_file(enquiry_id=enquiry, file_id=number, viewer=agent(), origin=origin())
    assert Entry.objects.filter(kind="file.opened").count() == 1


@pytest.mark.django_db
def test_the_desk_shows_what_became_of_each_file_and_hands_over_the_clean_one_to_be_saved(client: Browser) -> None:
    from guichet.applications.tests.factories import ApplicationFactory, StaffFactory

    record = ApplicationFactory().client
    receipt = came(
        b"<script>alert(1)</script>", EICAR, b"Rar!\x1a\x07", client_id=record.pk, proof=ProofLevel.SIGNED_IN
    )
    scan_held(StandInScanner(), lambda: NOW)
    client.force_login(StaffFactory(roles=["AGENT"]).user)
    row = rows_in(receipt.enquiry_reference)[0]
    clean, infected, held = Attachment.objects.order_by("pk").values_list("pk", flat=True)
    page = f"/en/desk/questions/{row}/files/"
    # Whose file it is is opened first, for a purpose.
    for address in (page, f"{page}{clean}/"):
        assert "/open/" in client.get(address)["Location"]
    client.post(f"/en/desk/clients/{record.pk}/open/", {"purpose": "CLIENT_ASKED"})
    html = client.get(page).content.decode()
    assert f"{page}{clean}/" in html
    for number in (infected, held):
        assert f"{page}{number}/" not in html
    assert "Eicar-Test-Signature" in html
    assert str(HeldWhy.OTHER_ARCHIVE.label) in html
    assert f"{page}{clean}/" in client.get(f"/en/desk/questions/{row}/").content.decode()
    answer = client.get(f"{page}{clean}/")
    assert answer.content == b"<script>alert(1)</script>"
    assert answer["Content-Disposition"] == "attachment; filename*=UTF-8''Pi%C3%A8ce%201.pdf"
    assert (answer["Content-Type"], answer["X-Content-Type-Options"]) == ("application/octet-stream", "nosniff")
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert Look.objects.filter(subject=f"attachment:{clean}", purpose="CLIENT_ASKED").count() == 1
    for number in (infected, held):
        assert client.get(f"{page}{number}/").status_code == 302
    assert client.get(f"{page}{clean + infected + held}/").status_code == 404


def test_every_state_of_a_file_has_its_mark() -> None:
    from guichet.doors.desk.attachments.parts import _KINDS

    assert {state.value for state in _KINDS} == set(ScanState.values) == set(STATES)
