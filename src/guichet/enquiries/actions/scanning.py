"""Looking whether the files that came with contacts are dangerous; and opening one that is not."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F, Q
from django.utils.timezone import localtime

from guichet.enquiries.actions.storing import unpressed
from guichet.enquiries.events import FileChecked, FileOpened
from guichet.enquiries.gateways import CannotTell, Scanned, Scanner, ScannerAway
from guichet.enquiries.models import Attachment, Scan
from guichet.enquiries.policy import file_limits
from guichet.enquiries.queries.staffs import enquiry_of
from guichet.enquiries.rules.files import why_held
from guichet.enquiries.terms import HeldWhy, ScanState
from guichet.foundation.sealing import CannotOpen
from guichet.identity.queries import NotAllowed
from guichet.identity.rules import Viewer
from guichet.journal.actions import Origin, record
from guichet.journal.terms import Channel as Way

AT_ONCE = 100
# A scanner that is busy has time to catch its breath.
BETWEEN_TRIES = timedelta(minutes=10)
ACTOR = "scanner"


@dataclass(frozen=True, slots=True)
class Scans:
    """How many files were looked at, and whether the scanner went away before the last."""

    done: int
    is_away: bool = False


class NotClean(Exception):
    """A file is not opened: it was not found clean."""

    def __init__(self, state: ScanState) -> None:
        super().__init__(state.value)
        self.state = state


@dataclass(frozen=True, slots=True)
class OpenedFile:
    """A file that was found clean, as it came."""

    name: str
    content: bytes


def scan_held(scanner: Scanner, clock: Callable[[], datetime]) -> Scans:
    """Look at the files that wait for it, the oldest first, each once; return what came of it.

    The scanner is asked outside any transaction. Where it is away nothing is noted, and all wait. A file about which
    it gives no answer is tried again later, behind the others, and stays closed after the tries of policy.
    """
    done = 0
    waiting = Attachment.objects.filter(scan=ScanState.HELD, scanned_at=None)
    waiting = waiting.filter(Q(scanned=None) | Q(scanned__tried_at__lt=clock() - BETWEEN_TRIES))
    untried_first = F("scanned__tries").asc(nulls_first=True)
    for number, tried in waiting.order_by(untried_first, "pk").values_list("pk", "scanned__tries")[:AT_ONCE]:
        limits, tries = file_limits(localtime(clock()).date())
        try:
            content = unpressed(Attachment.objects.values_list("content", flat=True).get(pk=number))
            why = why_held(content, limits)
            found = Scanned(ScanState.HELD, why) if why else scanner.scan(content)
        except Attachment.DoesNotExist:
            continue  # It went with its contact.
        except CannotOpen:
            found = Scanned(ScanState.HELD, HeldWhy.UNREADABLE)
        except ScannerAway:
            return Scans(done, is_away=True)
        except CannotTell:
            if (tried or 0) + 1 < tries:
                again = {"tries": (tried or 0) + 1, "tried_at": clock()}
                Scan.objects.update_or_create(attachment_id=number, defaults=again)
                continue
            found = Scanned(ScanState.HELD, HeldWhy.NO_ANSWER)
        done += _note(number, found, clock())
    return Scans(done)


@transaction.atomic
def _note(number: int, found: Scanned, at: datetime) -> bool:
    """Note what a scanner said of a file, unless that was noted already."""
    waiting = Attachment.objects.filter(pk=number, scan=ScanState.HELD, scanned_at=None)
    if not waiting.update(scan=found.state, scanned_at=at):
        return False
    row = Attachment.objects.select_related("contact").defer("content", "name").get(pk=number)
    if found.why or found.found:
        Scan.objects.update_or_create(
            attachment_id=number, defaults={"why": found.why.value if found.why else "", "found": found.found}
        )
    record(
        FileChecked(
            client_id=row.contact.client_id,
            contact=row.contact_id,
            place=row.position,
            outcome=found.state.value,
            held_because=found.why.value if found.why else "",
        ),
        Origin(actor=ACTOR, channel=Way.SYSTEM, at=at),
    )
    return True


@transaction.atomic
def open_file(*, enquiry_id: int, file_id: int, viewer: Viewer, origin: Origin) -> OpenedFile:
    """Return a file of a question to staff who read it, and note that they did. Never one that was not found clean.

    For a client’s, the door notes the look and its purpose before. Raises NotAllowed where it belongs to no contact
    about that question, and NotClean.
    """
    one = enquiry_of(enquiry_id, viewer=viewer, now=origin.at)
    if one.client_id is not None and not viewer.sees_whole(one.client_id):
        raise NotAllowed(f"enquiry:{enquiry_id}")
    about = {each.contact_id for each in one.contacts}
    row = Attachment.objects.select_related("contact").filter(pk=file_id, contact__in=about).first()
    if row is None:
        raise NotAllowed(f"attachment:{file_id}")
    if row.scan != ScanState.CLEAN:
        raise NotClean(ScanState(row.scan))
    record(FileOpened(client_id=row.contact.client_id, contact=row.contact_id, place=row.position), origin)
    return OpenedFile(row.name, unpressed(row.content))
