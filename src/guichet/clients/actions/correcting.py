"""Putting right a fact of somebody’s identity that was wrong. Both versions are kept."""

from datetime import date

from django.db import transaction

from guichet.clients.events import ClientCorrected
from guichet.clients.former import keep_former_names
from guichet.clients.models import Client, Corrected, Name
from guichet.clients.name_words import index_names
from guichet.clients.terms import IdentityFact, NameKind
from guichet.journal.actions import Origin, record
from guichet.language.names import fold

FOLDED = 250


@transaction.atomic
def correct_identity(*, client_id: int, fact: IdentityFact, right: str, origin: Origin) -> str:
    """Put a fact right, and return what it was: names one under another, a day as ISO 8601, a country by its code.

    The wrong version is kept sealed beside the right one, and is not taken back when the case system tells it again. A
    name that was wrong still finds its person. Raises ValueError where the day is none, and Client.DoesNotExist.
    Source: Privacy Act, s. 12(2).
    """
    client = Client.objects.select_for_update(no_key=True).get(pk=client_id)
    match fact:
        case IdentityFact.NAME:
            right = "\n".join(dict.fromkeys(" ".join(line.split()) for line in right.splitlines() if line.strip()))
            wrong = _rename(client, tuple(right.splitlines()), origin)
        case IdentityFact.BIRTH_DATE:
            born = date.fromisoformat(right)
            wrong, client.birth_date = client.birth_date.isoformat() if client.birth_date else "", born
            client.save(update_fields=["birth_date"])
        case IdentityFact.COUNTRY:
            wrong, client.country = client.country, right
            client.save(update_fields=["country"])
    if wrong == right:
        return wrong
    Corrected.objects.create(
        client_id=client_id, fact=fact, wrong=wrong, right=right, corrected_at=origin.at, corrected_by=origin.actor
    )
    record(ClientCorrected(client_id=client_id, fact=fact.value), origin)
    return wrong


def _rename(client: Client, names: tuple[str, ...], origin: Origin) -> str:
    official = Name.objects.filter(client=client, kind=NameKind.OFFICIAL).order_by("position")
    before = tuple(official.values_list("text", flat=True))
    if names and names != before:
        official.delete()
        Name.objects.bulk_create(
            Name(client=client, kind=NameKind.OFFICIAL, position=place, text=text, folded=fold(text)[:FOLDED])
            for place, text in enumerate(names)
        )
        used = Name.objects.filter(client=client, kind=NameKind.USED).values_list("text", flat=True)
        keep_former_names({client.pk: set(before) - set(names)}, kept={client.pk: [*names, *used]}, at=origin.at)
        index_names(client_ids=[client.pk])
    return "\n".join(before)
