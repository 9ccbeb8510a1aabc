"""Setting up a demonstration: accounts for its staff, and for the clients who have something worth seeing."""

from collections.abc import Collection, Iterable
from datetime import date

from django.db import transaction

from guichet.clients.actions import CannotLink, link_account
from guichet.clients.queries import id_for_uci
from guichet.clients.terms import LinkMeans
from guichet.identity.actions import DemonstrationPerson, make_demonstration_accounts
from guichet.journal.actions import Origin
from guichet.processing_times.queries import moved_files
from guichet.rehearsal.crowd import showcase_of
from guichet.rehearsal.doubles import register_a_double
from guichet.rehearsal.models import ShownClient
from guichet.rehearsal.people import Showcase, staff
from guichet.rehearsal.showing_looks import show_looks
from guichet.rehearsal.showing_members import show_members_offices
from guichet.rehearsal.showing_notices import show_a_notice
from guichet.rehearsal.trusting import set_up_trust

__all__ = ["set_up_demonstration", "set_up_trust", "show_moved_range"]

MOVED_LOOKED_AT = 500


@transaction.atomic
def set_up_demonstration(*, showcases: Iterable[Showcase], origin: Origin) -> int:
    """Make the accounts of the staff, and of each showcase whose client is in the database; return how many clients.

    The client of the first is there twice, for those who join records. Done twice, it is done once; a showcase of
    before is replaced. Raises NotADemonstration unless the settings say that this is one.
    """
    crew = [DemonstrationPerson(each.email, each.language, each.name, each.office, each.roles) for each in staff()]
    users = make_demonstration_accounts(people=crew, origin=origin)
    everybody = list(showcases)
    shown = sum(_show(each, users.values(), origin) for each in everybody)
    show_a_notice(users=users.values(), origin=origin)
    show_members_offices(users=users.values(), origin=origin)
    register_a_double(showcases=everybody, origin=origin)
    return shown


@transaction.atomic
def show_moved_range(*, seed: int, as_of: date, origin: Origin) -> bool:
    """Let one sign in as somebody of the crowd whose range moved; return whether there is anybody.

    Raises NotADemonstration unless the settings say that this is one.
    """
    showcase = showcase_of(moved_files(limit=MOVED_LOOKED_AT), seed=seed, as_of=as_of)
    return showcase is not None and _show(showcase, (), origin)


def _show(showcase: Showcase, crew: Collection[int], origin: Origin) -> bool:
    client_id = id_for_uci(showcase.uci)
    if client_id is None:
        return False
    person = DemonstrationPerson(showcase.email, showcase.language)
    user_id = make_demonstration_accounts(people=[person], origin=origin)[showcase.email]
    try:
        link_account(user_id=user_id, client_id=client_id, means=LinkMeans.DEMONSTRATION, origin=origin)
    except CannotLink:
        return False
    show_looks(client_id=client_id, number=showcase.number, users=crew, origin=origin)
    ShownClient.objects.update_or_create(
        code=showcase.code,
        defaults={
            "user_id": user_id,
            "client_id": client_id,
            "name": showcase.name,
            "number": showcase.number,
            "why_en": showcase.why.en,
            "why_fr": showcase.why.fr,
        },
    )
    return True
