"""What of a file may be told to somebody whom its client allows less than all of it. Pure.

Source: handbook, `channels.yaml`, disclosure. What belongs to the client alone (their record, their people, how they
are told) is told to no holder of an authority.
"""

from collections.abc import Mapping
from dataclasses import replace

from guichet.applications.events import (
    ApplicationReceived,
    DecisionMade,
    DocumentsReceived,
    DocumentsRequested,
    FeePaid,
    FileQuiet,
    NoteReleased,
    OfficeChanged,
    SectionStatusChanged,
    StageEntered,
)
from guichet.applications.rules.lines import FileStatus
from guichet.identity.terms import Disclosure

CLASS_OF_KIND: Mapping[str, Disclosure] = {
    ApplicationReceived.kind: Disclosure.STATUS,
    StageEntered.kind: Disclosure.STATUS,
    SectionStatusChanged.kind: Disclosure.STATUS,
    DocumentsRequested.kind: Disclosure.STATUS,
    OfficeChanged.kind: Disclosure.STATUS,
    DecisionMade.kind: Disclosure.STATUS,
    FileQuiet.kind: Disclosure.STATUS,
    # Of the room of processing times, above this one.
    "file.range_moved": Disclosure.STATUS,
    DocumentsReceived.kind: Disclosure.CASE,
    FeePaid.kind: Disclosure.CASE,
    NoteReleased.kind: Disclosure.CASE,
}


def kinds_told(sees_case: bool) -> frozenset[str]:  # noqa: FBT001 - the one question there is
    """Return the kinds of event of a file that a holder of an authority is told of."""
    return frozenset(kind for kind, what in CLASS_OF_KIND.items() if sees_case or what is Disclosure.STATUS)


def status_only(file: FileStatus) -> FileStatus:
    """Return what is said of a file to somebody who may know where it stands, and no more.

    Left out: documents that came in, fees, notes, the offices of before, and the reasons of a decision.
    """
    decision = replace(file.decision, reasons=()) if file.decision else None
    return replace(
        file,
        seen=Disclosure.STATUS,
        documents=tuple(line for line in file.documents if line.awaited),
        payments=(),
        notes=(),
        earlier_offices=(),
        decision=decision,
    )
