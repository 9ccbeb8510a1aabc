"""Which kinds of task there are. The list itself is one page, `config/tasks.py`; here is how it is read."""

from collections.abc import Iterable
from functools import cache

from django.conf import settings
from django.utils.module_loading import import_string

from guichet.identity.rules import Viewer
from guichet.identity.terms import Role
from guichet.worklists.terms import TaskKind


class UnknownKind(Exception):
    """A task of a kind that is not listed in config/tasks.py."""


def kind_of(code: str) -> TaskKind:
    """Return a kind of task. Raises UnknownKind."""
    try:
        return all_kinds()[code]
    except KeyError:
        raise UnknownKind(code) from None


def all_kinds() -> dict[str, TaskKind]:
    """Return every kind by its code, in the order of the page that `settings.TASKS` names."""
    return _kinds(settings.TASKS)


def kinds_for(viewer: Viewer) -> dict[str, TaskKind]:
    """Return the kinds that this person may do."""
    return {code: kind for code, kind in all_kinds().items() if viewer.may(kind.right)}


def kinds_of_roles(staff_id: int, roles: Iterable[str]) -> dict[str, TaskKind]:
    """Return the kinds that a member of staff in these roles may do."""
    # Whoever is staff has an account; which it is makes no difference here.
    return kinds_for(Viewer(user_id=0, staff_id=staff_id, roles=frozenset(Role(role) for role in roles)))


@cache
def _kinds(page: str) -> dict[str, TaskKind]:
    return {kind.code: kind for kind in import_string(page)}
