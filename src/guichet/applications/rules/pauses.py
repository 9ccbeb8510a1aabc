"""When the clock of a service standard stands still for a file, and why. Pure."""

from collections.abc import Iterator
from datetime import datetime
from itertools import zip_longest
from typing import TYPE_CHECKING

from guichet.applications.rules.facts import FileFacts
from guichet.applications.rules.place import DOCUMENTS_STAGE, answered_at
from guichet.standards.rules import Pause

if TYPE_CHECKING:
    from guichet.programs.catalogue import Catalogue


def pauses(file: FileFacts, catalogue: "Catalogue") -> tuple[Pause, ...]:
    """Return the times in which we waited for the client, in order of their beginning; they may overlap.

    Two things stop the clock: a stage that the catalogue marks with `pauses_clock`, from entering it until what it
    asked for came, the next stage began or the file was decided; and a document asked for, until it came or the file
    was decided.
    """
    found = [*_stages(file, catalogue), *_documents(file)]
    return tuple(sorted(found, key=lambda pause: (pause.began, pause.reason)))


def _stages(file: FileFacts, catalogue: "Catalogue") -> Iterator[Pause]:
    for at, following in zip_longest(file.stages, file.stages[1:]):
        reason = catalogue.stage(at.stage).pauses_clock
        if not reason:
            continue
        left_at = following.entered_at if following else None
        ended = _first(left_at, answered_at(file, at.stage, at.entered_at), _decision_after(file, at.entered_at))
        if ended is None or ended > at.entered_at:
            yield Pause(reason, at.entered_at, ended)


def _documents(file: FileFacts) -> Iterator[Pause]:
    for document in file.documents:
        began = document.requested_at
        if began is None:
            continue
        ended = _first(document.received_at, _decision_after(file, began))
        if ended is None or ended > began:
            yield Pause(DOCUMENTS_STAGE, began, ended)


def _decision_after(file: FileFacts, moment: datetime) -> datetime | None:
    return file.decided_at if file.decided_at and file.decided_at >= moment else None


def _first(*moments: datetime | None) -> datetime | None:
    return min((moment for moment in moments if moment is not None), default=None)
