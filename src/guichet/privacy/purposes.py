"""What is held about people, table by table: read from `purposes.yaml`, which a test holds to the models."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from guichet.foundation.languages import Text
from guichet.privacy.terms import Group, KeptBack, Source

FILE = Path(__file__).parent / "purposes.yaml"
CLIENT, ACCOUNT, NUMBERS, THROUGH = "client", "account", "numbers", "through"


@dataclass(frozen=True, slots=True)
class Held:
    """One table that holds something of people, and what of it its person gets in a copy."""

    table: str
    group: Group
    what: Text
    purpose: Text
    source: Source
    # A class of the retention schedule, or a rule of its own under `kept`.
    kept: str
    # How the rows of a person are found (CLIENT, ACCOUNT, NUMBERS) and by which fields; or through which question.
    how: str
    by: tuple[str, ...]
    # Field, or path that leads to one: under which word it is shown.
    gives: Mapping[str, str]
    # Field: why it is left out.
    keeps: Mapping[str, KeptBack]
    # Fields that say where somebody in danger is.
    place: frozenset[str]
    # Values of a field whose rows are left out.
    but: Mapping[str, tuple[str, ...]]

    @property
    def is_given(self) -> bool:
        """Return whether a copy holds anything of this table."""
        return bool(self.gives)


@dataclass(frozen=True, slots=True)
class Purposes:
    """All that is held, and the words for it."""

    tables: tuple[Held, ...]
    words: Mapping[str, Text]
    kept: Mapping[str, Text]

    def in_group(self, group: Group) -> list[Held]:
        """Return what is held of one kind."""
        return [held for held in self.tables if held.group is group]


@cache
def purposes() -> Purposes:
    """Return what is held, from the file. Raises KeyError or ValueError where the file makes no sense."""
    said = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return Purposes(
        tables=tuple(_held(row) for row in said["tables"]),
        words={code: Text(*both) for code, both in said["words"].items()},
        kept={code: Text(*both) for code, both in said["kept"].items()},
    )


def _held(row: Mapping[str, Any]) -> Held:
    ((how, by),) = row.get("rows", {"": []}).items()
    return Held(
        table=row["table"],
        group=Group(row["group"]),
        what=Text(*row["what"]),
        purpose=Text(*row["purpose"]),
        source=Source(row["source"]),
        kept=row["kept"],
        how=how,
        by=tuple(by),
        gives=row.get("gives", {}),
        keeps={field: KeptBack(why) for why, fields in row.get("keeps", {}).items() for field in fields},
        place=frozenset(row.get("place", ())),
        but={field: tuple(values) for field, values in row.get("but", {}).items()},
    )
