"""How a tool asks: a few forms one after another, by address alone. What was said is in the address, and nowhere else.

`done` in the address says how many forms were filled in; the first one with a fault, or not yet filled in, is shown.
A form that has nothing to ask, after what was said before, is passed over.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict
from django.utils.http import urlencode

from guichet.design.parts import Words
from guichet.foundation.languages import Language

DONE, MORE = "done", "more"
Said = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Asker:
    """In which language somebody asks, and on which day."""

    language: Language
    on: date


class ToolForm(forms.Form):
    """One form of a tool. It knows what was said on the forms before it, and may drop what need not be asked."""

    title: Words = ""

    more: Words = ""
    """What a button says that asks for more rows, where the form has rows."""

    def __init__(self, *args: Any, said: Said, asker: Asker, typed: QueryDict, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.said, self.asker, self.typed = said, asker, typed
        self.adapt()

    def adapt(self) -> None:
        """Drop or change fields after what was said."""

    @property
    def names(self) -> list[str]:
        """Return the names of its controls in the address."""
        found = []
        for name, field in self.fields.items():
            ends: Sequence[str] = getattr(field.widget, "widgets_names", [""])
            found += [self.add_prefix(name) + end for end in ends]
        return found


@dataclass(frozen=True, slots=True)
class Asked:
    """How far the asking has come: the forms that were answered, and the one to be answered now, if any is left."""

    said: Said
    answered: Sequence[tuple[int, ToolForm]]
    form: ToolForm | None
    place: int
    kept: Sequence[tuple[str, str]]

    def change_href(self, place: int) -> str:
        """Return the address at which the form of a place is shown again, with what was said."""
        return "?" + urlencode([*self.kept, (DONE, place)])


def ask(groups: Sequence[type[ToolForm]], query: QueryDict, asker: Asker) -> Asked:
    """Return what was said in an address, and what is to be asked next. Raises nothing, whatever the address says."""
    done, said, answered = _done(query, len(groups)), dict[str, Any](), list[tuple[int, ToolForm]]()
    for place, group in enumerate(groups):
        # Whoever asks for more rows is not done yet.
        if place < done and not (group.more and place == done - 1 and MORE in query):
            form = group(query, said=said, asker=asker, typed=query)
            if not form.fields:
                continue
            if form.is_valid():
                answered.append((place, form))
                said |= form.cleaned_data
                continue
        else:
            form = group(said=said, asker=asker, typed=query)
            if not form.fields:
                continue
            form.initial = _typed(form, query)
        others = [name for _place, one in answered for name in one.names] + _later(
            groups[place + 1 :], said, asker, query
        )
        return Asked(said, answered, form, place, list(_kept(query, others)))
    names = [name for _place, form in answered for name in form.names]
    return Asked(said, answered, None, len(groups), list(_kept(query, names)))


def _done(query: QueryDict, most: int) -> int:
    said = query.get(DONE, "")
    return min(int(said), most) if said.isascii() and said.isdigit() and len(said) < 4 else 0


def _typed(form: ToolForm, query: QueryDict) -> dict[str, Any]:
    """Return what an address says already of a form that is not sent yet, so that it is shown filled in."""
    files = MultiValueDict[str, Any]()
    return {
        name: field.widget.value_from_datadict(query, files, form.add_prefix(name))
        for name, field in form.fields.items()
        if any(one in query for one in form.names)
    }


def _later(groups: Sequence[type[ToolForm]], said: Said, asker: Asker, query: QueryDict) -> list[str]:
    return [name for group in groups for name in group(said=said, asker=asker, typed=query).names]


def _kept(query: QueryDict, names: Sequence[str]) -> Iterator[tuple[str, str]]:
    for name in dict.fromkeys(names):
        yield from ((name, value) for value in query.getlist(name))
