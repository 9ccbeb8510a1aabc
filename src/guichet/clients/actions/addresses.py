"""Where letters reach a client: from a day to a day, in any country, in their own script and in Latin letters."""

from collections.abc import Mapping
from datetime import date, timedelta

from django.db import transaction

from guichet.clients.events import ContactPointAdded, ContactPointConfirmed, LetterReturned
from guichet.clients.models import Client, PostalAddress
from guichet.clients.rules.addresses import kept_parts
from guichet.clients.terms import AddressPart, ContactMeans
from guichet.journal.actions import Origin, record

POST = "post"
DAY = timedelta(days=1)


@transaction.atomic
def change_address(
    *,
    client_id: int,
    country: str,
    parts: Mapping[AddressPart, str],
    latin: Mapping[AddressPart, str],
    today: date,
    origin: Origin,
) -> bool:
    """Send letters to this address from today on, and return whether that is new. The one before stays, until today.

    `today` is the day where the department is.
    """
    Client.objects.select_for_update(no_key=True).get(pk=client_id)
    now = PostalAddress.objects.filter(client_id=client_id, valid_to=None).first()
    wanted = (country, kept_parts(parts), kept_parts(latin) if any(latin.values()) else "")
    if now and (now.country, now.parts, now.latin) == wanted:
        return False
    if now and now.valid_from >= today:
        now.delete()  # written today and corrected today: it never held
    elif now:
        now.valid_to = today - DAY
        now.save(update_fields=["valid_to"])
    made = PostalAddress.objects.create(
        client_id=client_id, country=wanted[0], parts=wanted[1], latin=wanted[2], valid_from=today
    )
    record(ContactPointAdded(client_id=client_id, point=made.pk, contact=POST), origin)
    return True


@transaction.atomic
def confirm_address(*, client_id: int, means: ContactMeans, origin: Origin) -> bool:
    """Note that letters reach the client at the address of today, and return whether there is one."""
    today = PostalAddress.objects.filter(client_id=client_id, valid_to=None)
    if not today.update(verified_at=origin.at, verified_by=means, failing_since=None):
        return False
    record(ContactPointConfirmed(client_id=client_id, contact=POST, means=means), origin)
    return True


@transaction.atomic
def note_returned_letter(*, client_id: int, origin: Origin) -> bool:
    """Note that a letter came back from the address of today, and return whether it had worked until now.

    No letter goes there any more until it is written anew or confirmed. The client is told, by the ways that are left.
    """
    working = PostalAddress.objects.filter(client_id=client_id, valid_to=None, failing_since=None)
    if not working.update(failing_since=origin.at):
        return False
    record(LetterReturned(client_id=client_id), origin)
    return True
