"""The access log as a whole: exported, checked, and how it is getting on."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from itertools import groupby
from typing import Any

from django.conf import settings
from django.db import connection, transaction

from guichet.identity.models import AccessRecord, ChainHead, Checkpoint, ErasedReference
from guichet.identity.rules.chain import ChainCheck, Fault, Link, Mark, canonical, commitment_to, stamp
from guichet.identity.rules.exports import Report, SignedHead, entry_line, header_line, mark_line
from guichet.identity.rules.signing import Head, NoKey, fingerprint, is_signed, public_key
from guichet.identity.terms import AccessKind

# An entry is linked within seconds; one that waits for so long says that nobody links.
LINKED_WITHIN = timedelta(minutes=10)
_FETCHED = 5_000
Row = tuple[Any, ...]
_ENTRIES = """
SELECT seq, previous, kind, at, commitment, facts, hash FROM identity_accessrecord
WHERE seq BETWEEN 1 AND %s ORDER BY seq
"""
_WITH_PERSONS = """
SELECT entry.seq, entry.previous, entry.kind, entry.at, entry.commitment, entry.facts, entry.hash, entry.id,
       look.salt, look.staff_id, look.user_id, look.client_id, look.subject, look.looked_at,
       look.purpose, look.page, look.office, look.roles, look.holder,
       other.salt, other.actor, other.client_id, other.subject, gone.id
FROM identity_accessrecord entry
LEFT JOIN identity_look look ON look.record_id = entry.id
LEFT JOIN identity_accessreference other ON other.record_id = entry.id
LEFT JOIN identity_erasedreference gone ON gone.record_id = entry.id
WHERE entry.seq <= %s ORDER BY entry.seq
"""


@dataclass(frozen=True, slots=True)
class AuditState:
    """How the log is getting on: how many entries are linked, how many wait, since when, and what was signed last."""

    linked: int
    linked_at: datetime | None
    waiting: int
    oldest_waiting: datetime | None
    gaps: int
    checkpoint: int
    checkpoint_seq: int
    checkpoint_at: datetime | None
    fingerprint: str

    def is_stuck(self, now: datetime) -> bool:
        """Return whether nobody links, or entries are missing."""
        late = self.oldest_waiting is not None and now - self.oldest_waiting > LINKED_WITHIN
        return late or self.gaps > 0


def audit_state() -> AuditState:
    """Return how the log is getting on. Counts every entry: for a page or a daily look, not for each request."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(seq), count(*) FILTER (WHERE seq IS NULL), min(at) FILTER (WHERE seq IS NULL),"
            " coalesce(max(seq), 0) FROM identity_accessrecord"
        )
        linked, waiting, oldest, last = cursor.fetchone()
    head = ChainHead.objects.first()
    signed = Checkpoint.objects.order_by("-number").first()
    return AuditState(
        linked=linked,
        linked_at=head.linked_at if head else None,
        waiting=waiting,
        oldest_waiting=oldest,
        gaps=max(last, head.seq if head else 0) - linked,
        checkpoint=signed.number if signed else 0,
        checkpoint_seq=signed.seq if signed else 0,
        checkpoint_at=signed.at if signed else None,
        fingerprint=next((fingerprint(public) for public in public_keys().values()), ""),
    )


def public_keys() -> dict[str, str]:
    """Return the public keys of the log by name, the newest first: what others check signatures with."""
    return {name: public_key(seed) for name, seed in settings.AUDIT_KEYS.items()}


def export_lines(last: Checkpoint) -> Iterator[str]:
    """Yield the lines of an export that ends at this checkpoint, without line ends. Constant memory."""
    log = ChainHead.objects.get(pk=1).log
    yield header_line(log, public_keys(), _signed_head(last, log))
    marks = [one for one in Checkpoint.objects.order_by("number") if one.number <= last.number]
    for link in _links(last.seq):
        yield entry_line(link)
        while marks and marks[0].seq == link.seq:
            yield mark_line(_signed_head(marks.pop(0), log))


def check_log(*, now: datetime) -> Report:
    """Check the whole log in the database: the chain, its signed heads, and the persons beside it. Constant memory."""
    head = ChainHead.objects.filter(pk=1).first() or ChainHead(log="", seq=0, hash="")
    check = ChainCheck(head.log)
    marks = list(Checkpoint.objects.order_by("number"))
    keys = public_keys()
    for row in _rows(_WITH_PERSONS, head.seq):
        link = _link(row)
        check.add(link)
        _check_persons(check, link, row)
        while marks and marks[0].seq <= link.seq:
            _check_mark(check, marks.pop(0), head.log, keys)
    for mark in marks:
        _check_mark(check, mark, head.log, keys)
    if head.seq:
        check.finish(head.seq, head.hash)
        if not _is_signed(Head(head.log, 0, head.seq, head.hash, stamp(head.linked_at or now)), head, keys):
            check.note(Fault.BAD_SIGNATURE, head.seq)
    _check_erasures(check)
    waiting = AccessRecord.objects.filter(seq=None)
    late = waiting.filter(at__lt=now - LINKED_WITHIN).order_by("id").values_list("id", flat=True).first()
    if late is not None:
        check.note(Fault.NOT_LINKED, late)
    _check_tail(check)
    return Report(
        log=head.log,
        entries=check.entries,
        head_seq=head.seq,
        head_at=stamp(head.linked_at) if head.linked_at else "",
        fingerprint=next((fingerprint(public) for public in keys.values()), ""),
        key_was_given=True,
        faults=tuple(check.faults),
        unnamed=check.unnamed,
        waiting=waiting.count(),
    )


def _check_tail(check: ChainCheck) -> None:
    """Note entries that stand after the head: none may, but for those linked since the check began."""
    head = ChainHead.objects.filter(pk=1).values_list("seq", flat=True).first() or 0
    last = AccessRecord.objects.filter(seq__gt=head).order_by("-seq").values_list("seq", flat=True).first()
    if last is not None:
        check.note(Fault.ADDED, head + 1, last)


def _check_persons(check: ChainCheck, link: Link, row: Row) -> None:
    """Check what stands beside an entry: it must open the commitment, or have been erased by rule."""
    salt, staff, user, client_id, subject, looked_at, purpose, page, office, roles, holder = row[8:19]
    other_salt, actor, other_client, other_subject, gone = row[19:24]
    if salt is None and other_salt is None:
        if gone is None:
            check.note(Fault.PERSON_MISSING, link.seq)
        return
    if salt is not None:
        actor = f"staff:{staff}" if staff else f"user:{user}"
        same = _facts_of(purpose, page, office, " ".join(roles), holder) == link.facts and looked_at == row[3]
        opened = commitment_to(salt=bytes(salt), actor=actor, client_id=client_id, subject=subject)
    else:
        same = True
        opened = commitment_to(
            salt=bytes(other_salt), actor=actor, client_id=other_client, subject=other_subject
        )  # fmt: skip
    if not same or gone is not None or opened.hex() != link.commitment:
        check.note(Fault.PERSON_CHANGED, link.seq)


@lru_cache(maxsize=4096)
def _facts_of(purpose: str, page: str, office: str, roles: str, holder: str) -> str:
    """Return what an entry says of a look: few are different, and a million are compared."""
    facts = {"purpose": purpose, "page": page, "office": office, "roles": roles}
    return canonical(facts | {"holder": holder} if holder else facts)


def _check_erasures(check: ChainCheck) -> None:
    """Check that each erasure erased what it says, no more and no less."""
    rows = ErasedReference.objects.order_by("erasure_id", "record_id").values_list("erasure_id", "record_id")
    seen = set()
    for erasure, group in groupby(rows.iterator(chunk_size=_FETCHED), key=lambda row: row[0]):
        digest, count = hashlib.sha256(b"["), 0
        for _, record in group:
            digest.update(f"{',' if count else ''}{record}".encode())
            count += 1
        digest.update(b"]")
        said = AccessRecord.objects.get(pk=erasure)
        seen.add(erasure)
        if f'"entries":"{digest.hexdigest()}"' not in said.facts or f'"erased":{count}}}' not in said.facts:
            check.note(Fault.WRONG_ERASURE, said.seq or said.pk)
    for said in AccessRecord.objects.filter(kind=AccessKind.ERASED).exclude(pk__in=seen):
        check.note(Fault.WRONG_ERASURE, said.seq or said.pk)


def _check_mark(check: ChainCheck, mark: Checkpoint, log: str, keys: dict[str, str]) -> None:
    if not _is_signed(_signed_head(mark, log).head, mark, keys):
        check.note(Fault.BAD_SIGNATURE, mark.seq)
    check.mark(Mark(mark.number, mark.seq, mark.hash))


def _is_signed(head: Head, kept: Checkpoint | ChainHead, keys: dict[str, str]) -> bool:
    """Return whether a head is signed by one of our keys. Without any key, nothing is: `guichet doctor` says so."""
    if not keys and not kept.key:
        return True
    try:
        return kept.key in keys and is_signed(head.words(), kept.signature, keys[kept.key])
    except NoKey:
        return False


def _signed_head(kept: Checkpoint, log: str) -> SignedHead:
    return SignedHead(Head(log, kept.number, kept.seq, kept.hash, stamp(kept.at)), kept.key, kept.signature)


def _links(last: int) -> Iterator[Link]:
    for row in _rows(_ENTRIES, last):
        yield _link(row)


def _link(row: Row) -> Link:
    seq, previous, kind, at, commitment, facts, digest = row[:7]
    return Link(seq, previous, kind, stamp(at), bytes(commitment).hex(), facts, digest)


def _rows(statement: str, last: int) -> Iterator[Row]:
    """Yield rows as they come, a few thousand in memory at a time."""
    with transaction.atomic(), connection.chunked_cursor() as cursor:
        cursor.execute(statement, [last])
        while rows := cursor.fetchmany(_FETCHED):
            yield from rows
