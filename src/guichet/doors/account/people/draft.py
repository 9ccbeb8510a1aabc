"""What a client has said so far on the way to appointing somebody: kept in their session until it is sent."""

from dataclasses import dataclass

from django import forms
from django.http import QueryDict

from guichet.clients.terms import Licence
from guichet.design.forms import DATE_PARTS, DateField
from guichet.doors.entrance import Visit

APPOINTING = "appointing"


@dataclass(frozen=True, slots=True)
class Draft:
    """For which client somebody is appointed, and the pages filled in so far, as they were sent."""

    client_id: int
    who: QueryDict | None = None
    # What the register said when it was asked about a paid person.
    licence: Licence = Licence.UNPAID
    scope: QueryDict | None = None


def draft_of(visit: Visit, client_id: int) -> Draft:
    """Return what was said so far of somebody to be appointed for this client: nothing, where it was for another."""
    kept = visit.session.get(APPOINTING)
    if not kept or kept["client"] != client_id:
        return Draft(client_id)
    return Draft(
        client_id,
        QueryDict(kept["who"]) if kept["who"] else None,
        Licence(kept["licence"]),
        QueryDict(kept["scope"]) if kept["scope"] else None,
    )


def keep(visit: Visit, draft: Draft) -> None:
    """Keep what was said so far."""
    visit.session[APPOINTING] = {
        "client": draft.client_id,
        "who": draft.who.urlencode() if draft.who else "",
        "licence": draft.licence.value,
        "scope": draft.scope.urlencode() if draft.scope else "",
    }


def forget(visit: Visit) -> None:
    """Forget the draft: it was sent."""
    visit.session.pop(APPOINTING, None)


def said_in(form: forms.Form, sent: QueryDict) -> QueryDict:
    """Return of what was sent only what the form asks, for keeping."""
    said = QueryDict(mutable=True)
    names = [
        f"{name}{part}"
        for name, field in form.fields.items()
        for part in ([f"_{part}" for part in DATE_PARTS] if isinstance(field, DateField) else [""])
    ]
    for name in names:
        if name in sent:
            said.setlist(name, sent.getlist(name))
    return said
