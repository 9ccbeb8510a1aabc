"""Who sent a contact, and which questions it may be about: by indexes only, a few rows whatever the size."""

from dataclasses import dataclass, field
from datetime import datetime

from django.db import connection
from django.db.models import Q

from guichet.clients.queries import everyone_of
from guichet.clients.reach import verified_client_at
from guichet.enquiries.models import Contact, Enquiry, Link, Message
from guichet.enquiries.queries.facts import kept_question
from guichet.enquiries.rules import STILL_OPEN, Candidate, Incoming, Sender, rows_in
from guichet.enquiries.same_words import marks_of
from guichet.enquiries.terms import AskerKind, EnquiryState, Ground, ProofLevel

# Questions of one person that are looked at: nobody has more open ones that a message could be about.
MOST = 20


@dataclass(frozen=True, slots=True)
class Person:
    """Who sent a contact: a client where that is proved, else an asker, else nobody we could find again."""

    client_id: int | None = None
    asker_id: int | None = None
    user_id: int | None = None
    proof: ProofLevel = ProofLevel.CLAIMED
    # All records of the client.
    everyone: frozenset[int] = field(default_factory=frozenset)

    def has_asked(self, enquiry: Enquiry) -> bool:
        """Return whether a question is this person’s."""
        if enquiry.client_id is not None:
            return enquiry.client_id in self.everyone
        if enquiry.asker_id is not None:
            return enquiry.asker_id == self.asker_id
        return enquiry.user_id is not None and enquiry.user_id == self.user_id


@dataclass(frozen=True, slots=True)
class Known:
    """A contact that is kept, the question it was put to, and `enquiry`, with which that is answered: mostly the same.

    `is_old` where it was there before.
    """

    contact_id: int
    enquiry: Enquiry | None = None
    own: Enquiry | None = None
    joined: bool = False
    is_old: bool = False


def known_contact(incoming: Incoming) -> Known | None:
    """Return the contact that came by this channel under this external id, if it did."""
    row = (
        Contact.objects.filter(channel=incoming.channel, external_id=incoming.external_id)
        .values_list("pk", flat=True)
        .first()
    )
    if row is None:
        return None
    link = Link.objects.filter(contact_id=row, undone_at=None).select_related("enquiry").first()
    if link is None:
        return Known(row, is_old=True)
    return Known(row, kept_question(link.enquiry), link.enquiry, joined=link.ground != Ground.FIRST, is_old=True)


def person_of(sender: Sender, *, at: datetime) -> Person:
    """Return who sent something, and hold them until this transaction is over.

    A client where they are signed in, or wrote from an address that is shown to be theirs and that only this client
    confirmed; else the asker of that address, made if nobody has written from there yet.
    """
    client_id = sender.client_id
    if client_id is None and sender.email and sender.proof >= ProofLevel.ADDRESS:
        client_id = verified_client_at(sender.email.strip().lower())
    if client_id is not None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s, hashint8(%s))", [_LOCKED, client_id])
        everyone = everyone_of([client_id]).get(client_id, (client_id,))
        return Person(client_id, None, sender.user_id, sender.proof, frozenset(everyone))
    asker = _asker(sender, at)
    return Person(None, asker, sender.user_id, sender.proof)


_LOCKED = 5_001
# Also holds the row where it is there already: the next message of the same sender waits.
_HOLD = """
INSERT INTO enquiries_asker (kind, value, first_at) VALUES (%s, %s, %s)
ON CONFLICT (kind, value) DO UPDATE SET value = EXCLUDED.value RETURNING id
"""


def _asker(sender: Sender, at: datetime) -> int | None:
    for kind, value in (
        (AskerKind.EMAIL, sender.email.strip().lower()),
        (AskerKind.PHONE, sender.phone.strip()),
        (AskerKind.HANDLE, sender.handle.strip()),
    ):
        # Nothing longer is an address: the sender stands in the message, which is kept whole.
        if value and len(value) <= 254:
            with connection.cursor() as cursor:
                cursor.execute(_HOLD, [kind, value.replace("\0", ""), at])
                return int(cursor.fetchone()[0])
    return None


def candidates_for(incoming: Incoming, person: Person) -> list[Candidate]:
    """Return the questions that a contact may be about, the nearest ground first."""
    found: list[tuple[int, Ground]] = [*_by_key(incoming), *_by_thread(incoming), *_by_reference(incoming)]
    rows = {row.pk: row for row in Enquiry.objects.filter(pk__in={number for number, _ in found})}
    kept = {row.pk: kept_question(row) for row in rows.values()}
    own = _own(person)
    rows |= {row.pk: row for row in [*kept.values(), *own]}
    same = _same_words(incoming, own)
    grounds = [(kept[number].pk, ground, number) for number, ground in found if number in kept]
    grounds += [(row.pk, Ground.SAME_WORDS if row.pk in same else Ground.SAME_SENDER, row.pk) for row in own]
    return [
        Candidate(
            number,
            EnquiryState(rows[number].state),
            ground,
            # Whose it is is asked of the question that is named: what it was joined to may be somebody else’s.
            person.has_asked(rows[named_id]),
            rows[number].answered_at,
            named_id,
        )
        for number, ground, named_id in dict.fromkeys(grounds)
    ]


def _by_key(incoming: Incoming) -> list[tuple[int, Ground]]:
    found = []
    if incoming.sender.key is not None:
        keys = Enquiry.objects.filter(key=incoming.sender.key)
        found += [(number, Ground.KEY) for number in keys.values_list("pk", flat=True)]
    if incoming.thread:
        # Our own message, whose name only its reader knows.
        told = Message.objects.filter(named__in=incoming.thread[:MOST]).values("contact")
        ours = Link.objects.filter(contact__in=told, undone_at=None)
        found += [(number, Ground.KEY) for number in ours.values_list("enquiry_id", flat=True)]
    return found


def _by_thread(incoming: Incoming) -> list[tuple[int, Ground]]:
    if not incoming.thread:
        return []
    named = Link.objects.filter(
        contact__channel=incoming.channel, contact__external_id__in=incoming.thread[:MOST], undone_at=None
    )
    return [(number, Ground.THREAD) for number in named.values_list("enquiry_id", flat=True)]


def _by_reference(incoming: Incoming) -> list[tuple[int, Ground]]:
    rows = rows_in(" ".join(incoming.references[:MOST]))
    return [(row, Ground.REFERENCE) for row in rows]


def _own(person: Person) -> list[Enquiry]:
    """Return the open questions of a person, the latest first."""
    if person.client_id is not None:
        theirs = Q(client_id__in=person.everyone)
    elif person.asker_id is not None:
        theirs = Q(asker_id=person.asker_id)
    elif person.user_id is not None:
        theirs = Q(user_id=person.user_id, client=None)
    else:
        return []
    return list(Enquiry.objects.filter(theirs, state__in=STILL_OPEN).order_by("-opened_at")[:MOST])


def _same_words(incoming: Incoming, own: list[Enquiry]) -> set[int]:
    if not own:
        return set()
    marks = marks_of(incoming.subject, incoming.text)
    said = Link.objects.filter(enquiry__in=[row.pk for row in own], undone_at=None, contact__same_words__in=marks)
    return set(said.values_list("enquiry_id", flat=True)) if marks else set()
