"""Whether a message belongs to a question that we have. Pure.

By proof only: somebody signed in, or whose address is shown to be theirs, and who answers our message, names the
number, or says the same again; or who holds what only the receipt told. All else is a guess: it is shown to a person
and joins nothing.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from guichet.enquiries.terms import EnquiryState, Ground, ProofLevel

STILL_OPEN = frozenset({EnquiryState.OPEN, EnquiryState.WAITING})
# Only these show that somebody means that question, and so open it again after it was answered.
_MEANT = (Ground.KEY, Ground.THREAD, Ground.REFERENCE)
# The nearest first: of several questions that a message may belong to, the first that is proved has it.
_NEAREST = (*_MEANT, Ground.SAME_WORDS, Ground.SAME_SENDER)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A question that a message may belong to, why, and whether its person is the sender, as far as that is known.

    `named_id` is the question that the message itself names, where that was joined to this one: there it is put.
    """

    enquiry_id: int
    state: EnquiryState
    ground: Ground
    same_person: bool
    answered_at: datetime | None = None
    named_id: int | None = None


@dataclass(frozen=True, slots=True)
class Joining:
    """What becomes of a message: the question it joins, whether that opens it again, and what is only suggested."""

    to: Candidate | None = None
    reopens: bool = False
    suggested: tuple[Candidate, ...] = ()


def joining(candidates: Sequence[Candidate], *, proof: ProofLevel, now: datetime, reopen_within: timedelta) -> Joining:
    """Return whether a message joins one of these questions."""
    lively = [one for one in candidates if _is_lively(one, now - reopen_within)]
    lively.sort(key=lambda one: _NEAREST.index(one.ground))
    for one in lively:
        if _is_proved(one, proof) and (one.state in STILL_OPEN or one.ground in _MEANT):
            if one.ground is Ground.SAME_SENDER:
                continue
            return Joining(one, reopens=one.state not in STILL_OPEN)
    seen: dict[int, Candidate] = {}
    for one in lively:
        seen.setdefault(one.enquiry_id, one)
    return Joining(suggested=tuple(seen.values()))


def _is_lively(one: Candidate, since: datetime) -> bool:
    if one.state in STILL_OPEN:
        return True
    return one.state is EnquiryState.ANSWERED and one.answered_at is not None and one.answered_at >= since


def _is_proved(one: Candidate, proof: ProofLevel) -> bool:
    return one.ground is Ground.KEY or (one.same_person and proof >= ProofLevel.ADDRESS)
