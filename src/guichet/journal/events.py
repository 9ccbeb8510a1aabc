"""What an event is: something that has happened, as a frozen dataclass owned by the room it happened in.

A room writes

    @happening("application.received", meaning="The department has the application.", visible=True)
    @dataclass(frozen=True, slots=True, kw_only=True)
    class ApplicationReceived(Event):
        application: str
        ...

and the journal can then store it, give it back typed, list it in `docs/journal.md`, and owe what follows.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from types import UnionType
from typing import Any, ClassVar, TypeVar, Union, get_args, get_origin, get_type_hints

from django.utils.translation import gettext as _
from django.utils.translation import override

from guichet.foundation.languages import Language

EVENT_KINDS: dict[str, type["Event"]] = {}


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Something that has happened to a client. Codes, dates and ids only: never a name, never free text."""

    kind: ClassVar[str] = ""
    meaning: ClassVar[str] = ""
    # Could a client notice it? Then a notice is owed for it.
    visible: ClassVar[bool] = False

    client_id: int | None = None

    @property
    def subject(self) -> str:
        """Return what it happened to, such as `application:V300123456`; soft, so that nothing is rewritten."""
        return f"client:{self.client_id}" if self.client_id else ""

    def sentence(self, language: Language) -> str:
        """Return what happened as one sentence that the client may read."""
        raise NotImplementedError(f"{self.kind} has no sentence")

    def payload(self) -> dict[str, Any]:
        """Return the fields as JSON values, without the client, who has a column."""
        return {name: _as_json(getattr(self, name)) for name in _payload_fields(self.kind)}


E = TypeVar("E", bound=Event)


def happening(kind: str, *, meaning: str, visible: bool) -> Callable[[type[E]], type[E]]:
    """Return a decorator that names a kind of event. Raises ValueError where the kind is taken."""

    def register(event_class: type[E]) -> type[E]:
        if EVENT_KINDS.setdefault(kind, event_class).__qualname__ != event_class.__qualname__:
            raise ValueError(f"two events are called {kind}")
        EVENT_KINDS[kind] = event_class
        event_class.kind, event_class.meaning, event_class.visible = kind, meaning, visible
        return event_class

    return register


def event_from(kind: str, client_id: int | None, payload: Mapping[str, Any]) -> Event:
    """Return the typed event behind a stored entry. Raises KeyError for a kind that no room owns.

    Fields that the stored payload lacks take their defaults, and fields that the class has lost are passed
    over: kinds live for ever, their fields may grow and shrink.
    """
    event_class = EVENT_KINDS[kind]
    types = _field_types(kind)
    values = {name: _from_json(payload[name], types[name]) for name in types.keys() & payload.keys()}
    return event_class(client_id=client_id, **values)


@cache
def _payload_fields(kind: str) -> tuple[str, ...]:
    return tuple(field.name for field in fields(EVENT_KINDS[kind]) if field.name != "client_id")


@cache
def _field_types(kind: str) -> dict[str, Any]:
    hints = get_type_hints(EVENT_KINDS[kind])
    return {name: hints[name] for name in _payload_fields(kind)}


def _as_json(value: Any) -> Any:
    if isinstance(value, date):  # a datetime is one too
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, tuple):
        return [_as_json(item) for item in value]
    return value


def _from_json(value: Any, wanted: Any) -> Any:
    if value is None:
        return None
    if get_origin(wanted) in {Union, UnionType}:
        wanted = next(part for part in get_args(wanted) if part is not type(None))
    if get_origin(wanted) is tuple:
        return tuple(_from_json(item, get_args(wanted)[0]) for item in value)
    if wanted is datetime:
        return datetime.fromisoformat(value)
    if wanted is date:
        return date.fromisoformat(value)
    return wanted(value) if wanted in {Decimal, str, int} else value


@happening("job.retried", meaning="Somebody had a job that kept failing tried again.", visible=False)
@dataclass(frozen=True, slots=True, kw_only=True)
class JobRetried(Event):
    """The one event of the journal’s own: what staff do about what it owes."""

    job: int
    task: str

    @property
    def subject(self) -> str:
        """Return the job it happened to."""
        return f"job:{self.job}"

    def sentence(self, language: Language) -> str:
        with override(language):
            return _("A step that had failed was tried again.")
