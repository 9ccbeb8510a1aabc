"""What doors may ask of a demonstration: who can be signed in as, and why it is worth it."""

from dataclasses import dataclass

from guichet.foundation.languages import Language, Text
from guichet.identity.queries import accounts_for
from guichet.identity.terms import Role
from guichet.rehearsal.models import ShownClient
from guichet.rehearsal.people import staff
from guichet.rehearsal.showing_members import offices_shown
from guichet.rehearsal.trust import helpers_shown


@dataclass(frozen=True, slots=True)
class Part:
    """Somebody invented. Staff have roles; a client has a file to look at, and why."""

    user_id: int
    name: str
    language: Language
    roles: tuple[Role, ...] = ()
    office: str = ""
    number: str = ""
    why: Text | None = None


def parts_to_play() -> list[Part]:
    """Return everybody whom a demonstration lets one sign in as: clients first, then helpers, then staff."""
    crew = {each.email: each for each in staff()}
    accounts = accounts_for(crew)
    clients = [
        Part(
            user_id=each.user_id,
            name=each.name,
            language=Language.of(each.client.language),
            number=each.number,
            why=Text(en=each.why_en, fr=each.why_fr),
        )
        for each in ShownClient.objects.select_related("client").order_by("id")
    ]
    shown = helpers_shown()
    helpers = accounts_for(each.email for each in shown)
    held = [
        Part(helpers[each.email], each.name, each.language, why=each.why) for each in shown if each.email in helpers
    ]
    shown_there = offices_shown()
    there = accounts_for(each.email for each in shown_there)
    held += [
        Part(there[each.email], each.name, each.language, why=each.why) for each in shown_there if each.email in there
    ]
    return [*clients, *held] + [
        Part(accounts[email], each.name, each.language, roles=each.roles, office=each.office)
        for email, each in crew.items()
        if email in accounts
    ]
