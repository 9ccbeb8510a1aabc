"""Taking rows away with all that hangs on them, whichever table it is in: what a foreign key points from goes first.

Found in the models themselves, so that a table added later goes with its client or file without anybody's thinking of
it.
"""

from collections.abc import Iterable, Iterator

from django.apps import apps
from django.db.models import Field, Model


def take_away(label: str, numbers: Iterable[int]) -> int:
    """Delete these rows of a model and everything that points at them; return how many of the rows themselves went.

    Raises IntegrityError where something unknown to the models still points at one: then nothing goes.
    """
    return _taken(apps.get_model(label), set(numbers), {})


def hangs_on(label: str) -> set[str]:
    """Return the labels of all models whose rows go with a row of this one."""
    found: set[str] = set()
    waiting = [apps.get_model(label)]
    while waiting:
        for child, _field in _pointing_at(waiting.pop()):
            if child._meta.label not in found:
                found.add(child._meta.label)
                waiting.append(child)
    return found


def _taken(model: type[Model], numbers: set[int], underway: dict[str, set[int]]) -> int:
    """Delete rows, what points at them first. `underway` holds those begun, where tables point at one another."""
    numbers = numbers - underway.get(model._meta.label, set())
    if not numbers:
        return 0
    underway.setdefault(model._meta.label, set()).update(numbers)
    for child, field in _pointing_at(model):
        rows = child._base_manager.filter(**{f"{field.name}__in": numbers})
        _taken(child, set(rows.values_list("pk", flat=True)), underway)
    found = model._base_manager.filter(pk__in=numbers)
    return found._raw_delete(found.db)


def _pointing_at(model: type[Model]) -> Iterator[tuple[type[Model], "Field[object, object]"]]:
    for relation in model._meta.related_objects:
        if not relation.many_to_many:
            yield relation.related_model, relation.field
