"""What a caller may be asked, and what of their answers agrees. The file’s own facts go to no door."""

from collections.abc import Mapping
from datetime import date

from guichet.clients.models import Client, ContactPoint, Name
from guichet.clients.rules.checking import OnFile, agreeing, can_be_asked
from guichet.clients.terms import ContactKind
from guichet.identity.queries import NotAllowed
from guichet.identity.rules import Viewer
from guichet.identity.terms import Fact, Right


def facts_to_draw(client_id: int, *, files: Mapping[str, str], viewer: Viewer) -> tuple[Fact, ...]:
    """Return the facts of a client that may be drawn by lot. `files`: the program of each file, by its number."""
    return can_be_asked(_on_file(client_id, files, viewer))


def facts_that_agree(
    client_id: int, said: Mapping[Fact, str | date | None], *, files: Mapping[str, str], viewer: Viewer
) -> frozenset[Fact]:
    """Return which of the answers agree with what we hold. Raises NotAllowed for those who may open no files."""
    return agreeing(said, _on_file(client_id, files, viewer))


def _on_file(client_id: int, files: Mapping[str, str], viewer: Viewer) -> OnFile:
    if not viewer.may(Right.CLIENT_FILES) or client_id not in viewer.opened:
        raise NotAllowed("client")
    records = list(Client.objects.filter(pk__in=viewer.everyone_of(client_id)).order_by("pk"))
    if not records:
        raise NotAllowed("client")
    ids = [record.pk for record in records]
    points = list(ContactPoint.objects.filter(client_id__in=ids).values_list("kind", "value"))
    return OnFile(
        names=tuple(
            Name.objects.filter(client_id__in=ids).order_by("client_id", "position").values_list("text", flat=True)
        ),
        birth_date=next((record.birth_date for record in records if record.birth_date), None),
        numbers=frozenset({*(record.uci for record in records), *files}),
        country=next((record.country for record in records if record.country), ""),
        emails=frozenset(value for kind, value in points if kind == ContactKind.EMAIL and value),
        phones=frozenset(value for kind, value in points if kind == ContactKind.PHONE and value),
        programs=frozenset(files.values()),
    )
