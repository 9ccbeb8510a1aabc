"""Choosing how to be told, and saying once what one needs."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, time
from typing import Any

from django.db import transaction

from guichet.clients.events import PreferencesChanged, PreferencesNoted
from guichet.clients.models import Client, Preference
from guichet.clients.one_person import kept_of
from guichet.clients.terms import Format, Frequency, NoticeChannel
from guichet.foundation.languages import Language
from guichet.journal.actions import Origin, record
from guichet.journal.events import Event


@dataclass(frozen=True, slots=True)
class Timing:
    """How often and when a client is told."""

    frequency: Frequency = Frequency.EACH
    quiet_from: time | None = None
    quiet_to: time | None = None
    heartbeat: bool = True


@dataclass(frozen=True, slots=True)
class Needs:
    """What a client needs to understand and be understood, asked once."""

    formats: tuple[Format, ...] = ()
    # A language by ISO 639-3, signed ones too; empty: no interpreter.
    interpreter: str = ""
    # In their own words.
    access_needs: str = ""


@transaction.atomic
def change_preferences(
    *,
    client_ids: Iterable[int],
    language: Language,
    channel: NoticeChannel,
    origin: Origin,
    time_zone: str | None = None,
    timing: Timing | None = None,
) -> bool:
    """Write to these clients in this language, by this way and at these times from now on; return whether that is new.

    Whose records were joined chooses once, on the record that is kept. The choice then holds against whatever the
    case system says later. What is None stays as it was.
    """
    changed_any = False
    kept = set(kept_of(client_ids).values())
    for client in Client.objects.select_for_update(no_key=True).filter(pk__in=kept).order_by("pk"):
        wanted: dict[str, Any] = {"language": language, "channel": channel}
        if time_zone is not None:
            wanted["time_zone"] = time_zone
        changed = [name for name, value in wanted.items() if getattr(client, name) != value]
        for name in changed:
            setattr(client, name, wanted[name])
        if {"language", "channel"} & set(changed):
            client.prefers_since = origin.at
        if changed:
            client.save(update_fields=[*wanted, "prefers_since"])
        if timing is not None:
            changed += _kept(client.pk, asdict(timing), at=origin.at)
        if changed:
            record(_said(client.pk, changed, origin), origin)
            changed_any = True
    return changed_any


@transaction.atomic
def change_needs(*, client_id: int, needs: Needs, origin: Origin) -> bool:
    """Keep what a client needs to take part, and return whether that is new. All who serve them see it."""
    Client.objects.select_for_update(no_key=True).get(pk=client_id)
    wanted = {
        "formats": sorted(needs.formats),
        "interpreter": needs.interpreter,
        "access_needs": needs.access_needs.strip(),
    }
    changed = _kept(client_id, wanted, at=origin.at)
    if changed:
        record(_said(client_id, changed, origin), origin)
    return bool(changed)


def _said(client_id: int, changed: Sequence[str], origin: Origin) -> Event:
    """Return what happened: the client chose, or staff wrote it down for them and the client is told."""
    by_staff = origin.actor.startswith("staff:")
    return (PreferencesNoted if by_staff else PreferencesChanged)(client_id=client_id, changed=tuple(changed))


def _kept(client_id: int, wanted: Mapping[str, Any], *, at: datetime) -> list[str]:
    """Keep these fields of the client’s preference, and return the names of those that are new."""
    kept = Preference.objects.filter(client_id=client_id).first()
    known = kept or Preference(client_id=client_id, changed_at=at)
    changed = [name for name, value in wanted.items() if getattr(known, name) != value]
    if changed:
        for name in changed:
            setattr(known, name, wanted[name])
        known.changed_at = at
        known.save(force_insert=kept is None)
    return changed
