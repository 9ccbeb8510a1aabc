"""What some people of a demonstration told about themselves: names, needs, danger; one has died. All invented."""

from collections.abc import Callable, Iterable, Sequence
from datetime import time, timedelta
from itertools import islice
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import transaction

from guichet.clients.actions import (
    CannotRecord,
    Description,
    Needs,
    change_address,
    change_name_used,
    change_needs,
    describe,
    record_death,
    set_safe_contact,
)
from guichet.clients.queries import ids_by_uci
from guichet.clients.rules import Safe
from guichet.clients.terms import AddressPart, DeathProof, Format, Gender
from guichet.journal.actions import Origin
from guichet.rehearsal.country import Event
from guichet.rehearsal.models import ShownClient

# So many clients are looked at: those who may be signed in as are left as they are.
LOOKED_AT = 60


def first_clients(events: Iterable[Event]) -> list[str]:
    """Return the identifiers of the first clients of a country, in the order in which it is drawn."""
    drawn = (event["data"]["uci"] for event in events if event["type"] == "client.registered")
    return list(islice(drawn, LOOKED_AT))


@transaction.atomic
def tell_about_people(*, ucis: Sequence[str], origin: Origin) -> int:
    """Let some of these clients tell something about themselves, always the same ones, and return how many did.

    Done twice, it is done once.
    """
    known = ids_by_uci(ucis)
    shown = set(ShownClient.objects.values_list("client_id", flat=True))
    others = [known[uci] for uci in ucis if uci in known and known[uci] not in shown]
    told = list(zip(_STORIES, others, strict=False))
    for story, client_id in told:
        story(client_id, origin)
    return len(told)


def _one_name(client_id: int, origin: Origin) -> None:
    """A person with a single name."""
    change_name_used(client_id=client_id, names=("Suyatmi",), origin=origin)
    describe(client_id=client_id, description=Description(said_as="su-YAT-mi", greeting="Ibu Suyatmi"), origin=origin)


def _several_scripts(client_id: int, origin: Origin) -> None:
    """A person whose name is written in two scripts, with an address in one of them."""
    change_name_used(client_id=client_id, names=("Tigist Alemu", "ትዕግስት አለሙ"), origin=origin)
    parts = {AddressPart.STREET: "ቦሌ ክፍለ ከተማ", AddressPart.CITY: "አዲስ አበባ", AddressPart.CODE: "1000"}
    latin = {AddressPart.STREET: "Bole Sub-City", AddressPart.CITY: "Addis Ababa", AddressPart.CODE: "1000"}
    today = origin.at.astimezone(ZoneInfo(settings.TIME_ZONE)).date()
    change_address(client_id=client_id, country="ETH", parts=parts, latin=latin, today=today, origin=origin)


def _needs(client_id: int, origin: Origin) -> None:
    """A person who is deaf and reads large print."""
    words = "Je suis sourde. Ne me téléphonez pas\N{NARROW NO-BREAK SPACE}; écrivez-moi."
    change_needs(client_id=client_id, needs=Needs((Format.LARGE_PRINT,), "fcs", words), origin=origin)


def _changed_name(client_id: int, origin: Origin) -> None:
    """A person who changed their name: found by the old name, shown by the new one."""
    if not describe(client_id=client_id, description=Description(Gender.ANOTHER, "iel", "Bonjour Maël"), origin=origin):
        return  # told before
    change_name_used(client_id=client_id, names=("Marguerite Delorme",), origin=origin)
    change_name_used(client_id=client_id, names=("Maël Delorme",), origin=origin)


def _danger(client_id: int, origin: Origin) -> None:
    """A person in danger at home."""
    safe = Safe("une.amie@example.org", "", time(9), time(15), "Ne parlez à personne d’autre que moi.")
    set_safe_contact(client_id=client_id, safe=safe, origin=origin)


def _died(client_id: int, origin: Origin) -> None:
    """A person who has died."""
    day = origin.at.astimezone(ZoneInfo(settings.TIME_ZONE)).date() - timedelta(days=40)
    try:
        record_death(client_id=client_id, died_on=day, proof=DeathProof.CERTIFICATE, origin=origin)
    except CannotRecord:
        return


_STORIES: tuple[Callable[[int, Origin], None], ...] = (
    _one_name, _several_scripts, _needs, _changed_name, _danger, _died,
)  # fmt: skip
