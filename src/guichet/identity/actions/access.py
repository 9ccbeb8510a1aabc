"""Writing the access log, and linking what was written into its chain."""

import hashlib
import secrets
import uuid
from collections.abc import Mapping
from datetime import datetime

from django.conf import settings
from django.db import connection, transaction

from guichet.identity.models import AccessRecord, AccessReference, ChainHead, Checkpoint, ErasedReference, Look
from guichet.identity.rules.chain import beginning, canonical, commitment_to, hash_of, stamp
from guichet.identity.rules.signing import Head, sign
from guichet.identity.terms import AccessKind
from guichet.journal.actions import Origin

# Linked in one transaction: some tenths of a second.
LINKED_AT_ONCE = 5_000
SALT_BYTES = 16


def note_access(
    *,
    kind: AccessKind,
    facts: Mapping[str, str | int],
    client_id: int | None,
    subject: str,
    origin: Origin,
) -> AccessRecord:
    """Write one entry of the access log that is no look, with who acted and whom it is about beside it.

    In the transaction of what it tells of. `facts` are codes and counts.
    """
    record, salt = write_record(
        kind=kind, facts=facts, actor=origin.actor, client_id=client_id, subject=subject, at=origin.at
    )
    AccessReference.objects.create(record=record, salt=salt, actor=origin.actor, client_id=client_id, subject=subject)
    return record


def note_disclosure(
    *, to: str, what: tuple[str, ...], authority: str, client_id: int, subject: str, origin: Origin
) -> AccessRecord:
    """Write that facts about a client were given to somebody outside: to what receiver, which facts, by what right.

    All three are codes. Source: Privacy Act, s. 8; Privacy Regulations, s. 7.
    """
    facts = {"to": to, "what": " ".join(what), "authority": authority}
    return note_access(
        kind=AccessKind.DISCLOSED, facts=facts, client_id=client_id, subject=subject, origin=origin
    )  # fmt: skip


def write_record(
    *, kind: AccessKind, facts: Mapping[str, str | int], actor: str, client_id: int | None, subject: str, at: datetime
) -> tuple[AccessRecord, bytes]:
    """Write an entry, not linked yet; return it with the salt that opens its commitment."""
    salt = secrets.token_bytes(SALT_BYTES)
    record = AccessRecord.objects.create(
        kind=kind,
        at=at,
        facts=canonical(dict(facts)),
        commitment=commitment_to(salt=salt, actor=actor, client_id=client_id, subject=subject),
    )
    return record, salt


@transaction.atomic
def link_records(*, now: datetime, limit: int = LINKED_AT_ONCE) -> int:
    """Link the entries written since into the chain, in the order of their writing; return how many.

    One at a time: whoever finds another at it leaves it to them. All or nothing: killed in the middle, nothing was
    linked. An entry whose transaction ended late comes after those that were quicker.
    """
    head = _held_head(skip_locked=True)
    if head is None:
        return 0
    waiting = list(AccessRecord.objects.filter(seq=None).order_by("id")[:limit])
    if not waiting:
        return 0
    seq, tip = head.seq, head.hash
    numbers, before, hashes = [], [], []
    for record in waiting:
        seq += 1
        before.append(tip)
        tip = hash_of(
            seq=seq, previous=tip, kind=record.kind, at=stamp(record.at), commitment=bytes(record.commitment).hex(),
            facts=record.facts,
        )  # fmt: skip
        numbers.append(seq)
        hashes.append(tip)
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE identity_accessrecord SET seq = new.seq, previous = new.previous, hash = new.hash"
            " FROM unnest(%s::bigint[], %s::bigint[], %s::text[], %s::text[]) AS new(id, seq, previous, hash)"
            " WHERE identity_accessrecord.id = new.id",
            [[record.pk for record in waiting], numbers, before, hashes],
        )
    head.seq, head.hash, head.linked_at = seq, tip, now
    head.key, head.signature = _signed(_head(head, number=0, at=now))
    head.save()
    return len(waiting)


def link_all(*, now: datetime) -> int:
    """Link all that waits, batch after batch; return how many entries."""
    linked = 0
    while batch := link_records(now=now):
        linked += batch
    return linked


@transaction.atomic
def take_checkpoint(*, now: datetime) -> Checkpoint | None:
    """Sign the head as it is now and keep it; return the latest checkpoint, which is this one unless nothing was new.

    None where there is no key to sign with, or nothing to sign.
    """
    head = _held_head(skip_locked=False)
    assert head is not None
    last = Checkpoint.objects.order_by("-number").first()
    if (last and last.seq == head.seq) or not head.seq:
        return last
    number = last.number + 1 if last else 1
    key, signature = _signed(_head(head, number=number, at=now))
    if not key:
        return None
    return Checkpoint.objects.create(
        number=number, seq=head.seq, hash=head.hash, at=now, key=key, signature=signature
    )  # fmt: skip


@transaction.atomic
def erase_references(*, client_ids: list[int], authority: str, origin: Origin) -> int:
    """Erase the persons from all entries about some clients; the entries stay, so the chain does. Return how many.

    `authority` is the code of the rule by which it is done. Another entry says how many were erased and which, so that
    an erasure without a rule is found. For whoever disposes of clients by schedule.
    """
    looks = Look.objects.filter(client_id__in=client_ids)
    others = AccessReference.objects.filter(client_id__in=client_ids)
    erased = sorted([*looks.values_list("record_id", flat=True), *others.values_list("record_id", flat=True)])
    if not erased:
        return 0
    facts: dict[str, str | int] = {"erased": len(erased), "authority": authority, "entries": digest_of(erased)}
    erasure = note_access(kind=AccessKind.ERASED, facts=facts, client_id=None, subject="", origin=origin)
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL guichet.may_erase = 'yes'")
        looks.delete()
        others.delete()
        cursor.execute("SET LOCAL guichet.may_erase = ''")
    ErasedReference.objects.bulk_create([ErasedReference(record_id=one, erasure=erasure) for one in erased])
    return len(erased)


def digest_of(records: list[int]) -> str:
    """Return the hash of a sorted list of entries: what an erasure says it erased."""
    return hashlib.sha256(canonical(records).encode()).hexdigest()


def _held_head(*, skip_locked: bool) -> ChainHead | None:
    """Return the one head, locked; None where another holds it. A log gets its name when its first head is made."""
    if not ChainHead.objects.filter(pk=1).exists():
        log = str(uuid.uuid4())
        ChainHead.objects.bulk_create([ChainHead(pk=1, log=log, hash=beginning(log))], ignore_conflicts=True)
    return ChainHead.objects.select_for_update(skip_locked=skip_locked).filter(pk=1).first()


def _head(head: ChainHead, *, number: int, at: datetime) -> Head:
    return Head(log=head.log, number=number, seq=head.seq, hash=head.hash, at=stamp(at))


def _signed(head: Head) -> tuple[str, str]:
    """Return the name of the newest key and its signature; nothing where there is no key (`guichet doctor` says so)."""
    for name, seed in settings.AUDIT_KEYS.items():
        return name, sign(head.words(), seed)
    return "", ""
