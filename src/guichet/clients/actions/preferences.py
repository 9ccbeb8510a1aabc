"""Choosing how to be told."""

from collections.abc import Iterable

from django.db import transaction

from guichet.clients.events import PreferencesChanged
from guichet.clients.models import Client
from guichet.clients.one_person import kept_of
from guichet.clients.terms import NoticeChannel
from guichet.foundation.languages import Language
from guichet.journal.actions import Origin, record


@transaction.atomic
def change_preferences(
    *, client_ids: Iterable[int], language: Language, channel: NoticeChannel, origin: Origin
) -> bool:
    """Write to these clients in this language and by this way from now on; return whether that is new.

    Whose records were joined chooses once, on the record that is kept. The choice then holds against whatever the
    case system says later.
    """
    changed_any = False
    kept = set(kept_of(client_ids).values())
    for client in Client.objects.select_for_update(no_key=True).filter(pk__in=kept).order_by("pk"):
        changed = tuple(
            name for name, value in (("language", language), ("channel", channel)) if getattr(client, name) != value
        )
        if not changed:
            continue
        client.language, client.channel, client.prefers_since = language, channel, origin.at
        client.save(update_fields=["language", "channel", "prefers_since"])
        record(PreferencesChanged(client_id=client.pk, changed=changed), origin)
        changed_any = True
    return changed_any
