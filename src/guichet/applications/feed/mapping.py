"""Another system's columns and codes, made into events by a YAML file. Pure, but for reading that file.

The words of a mapping, with an example, stand in docs/operations/mappings.md.
"""

import hashlib
from collections.abc import Callable, Hashable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeVar
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import yaml
from django.utils.translation import gettext as _

from guichet.applications.feed.facts import Fault, FeedType
from guichet.applications.terms import SetAsideReason

SHIPPED = Path(__file__).parents[1] / "mappings"
# Equal rows, and the earliest row of each case, are remembered over so many others.
REMEMBERED = 500_000

Row = Mapping[str, str]
Take = Callable[[Row], Any]
K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


class BadMapping(Exception):
    """A mapping cannot be used; the message says where and why."""


class Unmapped(Exception):
    """A row has a value for which the mapping has no entry, or one that does not have the shape it must have."""

    def __init__(self, reason: SetAsideReason, detail: str) -> None:
        super().__init__(detail)
        self.fault = Fault(reason, detail[:300])


@dataclass(frozen=True, slots=True)
class Rule:
    """How a row becomes one event: when, with which time and subject, and with what in its data."""

    type: str
    applies: Callable[[Row], bool]
    once_per: Take | None
    time: Take
    subject: Take | None
    data: Take


@dataclass(frozen=True, slots=True)
class MappingFile:
    """A mapping, read and checked."""

    name: str
    columns: frozenset[str]
    id_columns: tuple[str, ...]
    counts_repeats: bool
    rules: tuple[Rule, ...]


class Mapper:
    """Makes the events of one stream's rows; remembers which rows it has seen."""

    def __init__(self, mapping: MappingFile) -> None:
        self.mapping = mapping
        self._times_seen = _Times()
        self._begun = [_Earliest() for _ in mapping.rules]

    def events(self, row: Row) -> list[dict[str, Any]]:
        """Return the events that a row tells. Raises Unmapped where the mapping cannot read it."""
        row_id = self._row_id(row)
        found = []
        for number, rule in enumerate(self.mapping.rules):
            if not rule.applies(row):
                continue
            time = rule.time(row)
            if rule.once_per and not self._begun[number].is_earliest(str(rule.once_per(row)), time):
                continue
            event = {"id": f"{row_id}:{rule.type}", "type": rule.type, "time": time, "data": rule.data(row)}
            if rule.subject:
                event["subject"] = rule.subject(row)
            found.append(event)
        return found

    def _row_id(self, row: Row) -> str:
        """Return what tells this row from every other, the same whenever it is read."""
        # No value can hold the character that parts them.
        digest = hashlib.blake2b(
            "\x1f".join(row[column] for column in self.mapping.id_columns).encode(), digest_size=12
        )
        row_id = f"{self.mapping.name}:{digest.hexdigest()}"
        if not self.mapping.counts_repeats:
            return row_id
        times = self._times_seen.add(digest.digest())
        return row_id if times == 1 else f"{row_id}:{times}"


class _Recent(dict[K, V]):
    """What was met lately: the oldest is forgotten when there is too much."""

    def __setitem__(self, key: K, value: V) -> None:
        self.pop(key, None)
        super().__setitem__(key, value)
        if len(self) > REMEMBERED:
            del self[next(iter(self))]


class _Times(_Recent[bytes, int]):
    """How often each row was met."""

    def add(self, row: bytes) -> int:
        """Return how often a row has been met, this time included."""
        self[row] = times = self.get(row, 0) + 1
        return times


class _Earliest(_Recent[str, str]):
    """The earliest time met for each case."""

    def is_earliest(self, case: str, time: str) -> bool:
        """Return whether no row of this case was met before that is as early as this one."""
        if case in self and self[case] <= time:
            return False
        self[case] = time
        return True


# --- Reading a mapping ----------------------------------------------------------------------------------------
def shipped_mappings() -> Iterator[str]:
    """Yield the names of the mappings that come with the service."""
    for path in sorted(SHIPPED.glob("*.yaml")):
        if "." not in path.stem:
            yield path.stem


def mapping_named(name: str) -> MappingFile:
    """Return the mapping of that name that comes with the service, or the one in the file of that path.

    Raises BadMapping.
    """
    path = SHIPPED / f"{name}.yaml" if name in set(shipped_mappings()) else Path(name)
    if not path.is_file():
        raise BadMapping(
            _("There is no mapping “%(name)s”: neither a file, nor one of these: %(shipped)s.")
            % {"name": name, "shipped": ", ".join(shipped_mappings())}
        )
    return _Reader(path).mapping()


_EXPRESSION = {"column", "constant"}
_WORDS = {
    "mapping": {"name", "about", "id", "repeats", "time", "events"},
    "event": {"type", "when", "once_per", "time", "subject", "data"},
    "column": {"column", "table", "otherwise", "digits", "prefix", "optional", "as", "zone", "format"},
    "constant": {"constant"},
    "when": {"column", "is", "is_not"},
}


class _Reader:
    """Reads one mapping and says where it is wrong."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.columns: set[str] = set()

    def mapping(self) -> MappingFile:
        values = self._words(self._load(self.path), "mapping", "")
        id_columns = values.get("id")
        if not isinstance(id_columns, list) or not id_columns:
            raise self._wrong("id", _("names the columns that tell one row from every other"))
        self.columns.update(map(str, id_columns))
        repeats = values.get("repeats", "same")
        if repeats not in {"same", "count"}:
            raise self._wrong("repeats", _("is “same” or “count”"))
        rules = values.get("events")
        if not isinstance(rules, list) or not rules:
            raise self._wrong("events", _("lists the events that a row tells"))
        made = tuple(self._rule(rule, f"events[{number}]", values) for number, rule in enumerate(rules, 1))
        return MappingFile(
            str(values.get("name") or self.path.stem), frozenset(self.columns), tuple(map(str, id_columns)),
            repeats == "count", made,
        )  # fmt: skip

    def _rule(self, rule: Any, where: str, mapping: Mapping[str, Any]) -> Rule:
        rule = self._words(rule, "event", where)
        kind = rule.get("type")
        if kind not in set(FeedType):
            raise self._wrong(f"{where}.type", _("is one of: %(types)s") % {"types": ", ".join(FeedType)})
        time = rule.get("time", mapping.get("time"))
        if time is None:
            raise self._wrong(f"{where}.time", _("is missing, here and for the whole mapping"))
        if kind != FeedType.CLIENT_REGISTERED and "subject" not in rule:
            raise self._wrong(f"{where}.subject", _("is missing"))
        return Rule(
            type=str(kind),
            applies=self._when(rule.get("when"), f"{where}.when"),
            once_per=self._take(rule["once_per"], f"{where}.once_per") if "once_per" in rule else None,
            time=self._time(time, f"{where}.time"),
            subject=self._take(rule["subject"], f"{where}.subject") if "subject" in rule else None,
            data=self._data(rule.get("data"), f"{where}.data"),
        )

    def _when(self, when: Any, where: str) -> Callable[[Row], bool]:
        if when is None:
            return lambda row: True
        when = self._words(when, "when", where)
        column = self._column(when, where)
        if ("is" in when) == ("is_not" in when):
            raise self._wrong(where, _("says “is” or “is_not”"))
        wanted = "is" in when
        values = when["is" if wanted else "is_not"]
        held = frozenset(map(str, values if isinstance(values, list) else [values]))
        return lambda row: (row[column] in held) is wanted

    def _data(self, data: Any, where: str) -> Take:
        if not isinstance(data, dict):
            raise self._wrong(where, _("gives each field of the event a value"))
        if _EXPRESSION & data.keys():
            return self._take(data, where)
        fields = {str(name): self._value(value, f"{where}.{name}") for name, value in data.items()}
        return lambda row: {name: found for name, take in fields.items() if (found := take(row)) is not None}

    def _value(self, value: Any, where: str) -> Take:
        if isinstance(value, list):
            items = [self._value(item, where) for item in value]
            return lambda row: [found for take in items if (found := take(row)) is not None]
        return self._data(value, where) if isinstance(value, dict) else self._take(value, where)

    def _take(self, value: Any, where: str) -> Take:
        """Return how one value is taken from a row: a constant, or a column and what is done with it."""
        if not isinstance(value, dict):
            return lambda row: value
        if "constant" in value:
            constant = self._words(value, "constant", where)["constant"]
            return lambda row: constant
        value = self._words(value, "column", where)
        column = self._column(value, where)
        if value.get("as") == "date":
            moment = self._moment({key: value[key] for key in value.keys() & {"column", "format"}}, where)
            return lambda row: moment(row).date().isoformat() if row[column] else None
        if "as" in value:
            raise self._wrong(f"{where}.as", _("is “date”"))
        shape = self._shape(value, where)
        if value.get("optional"):
            return lambda row: shape(row[column]) if row[column] else None
        return lambda row: shape(row[column])

    def _shape(self, value: Mapping[str, Any], where: str) -> Callable[[str], str]:
        table = self._table(value.get("table"), where)
        otherwise, prefix, column = value.get("otherwise"), str(value.get("prefix", "")), value["column"]
        digits = value.get("digits")
        if digits is not None and (type(digits) is not int or not 1 <= digits <= 40):
            raise self._wrong(f"{where}.digits", _("is a number from 1 to 40"))

        def shape(text: str) -> str:
            if table is not None:
                if text not in table and otherwise is None:
                    raise Unmapped(SetAsideReason.UNMAPPED, f"{column} = {text[:100]}")
                text = table.get(text, str(otherwise))
            if digits is not None:
                text = "".join(filter(str.isdecimal, text)).rjust(digits, "0")
                if len(text) != digits:
                    raise Unmapped(SetAsideReason.BAD_VALUE, f"{column}")
            return prefix + text

        return shape

    def _table(self, table: Any, where: str) -> dict[str, str] | None:
        if isinstance(table, str):
            table = self._load(self.path.parent / table)
        if table is not None and not isinstance(table, dict):
            raise self._wrong(f"{where}.table", _("gives a code for each value, or names a file that does"))
        return {str(key): str(code) for key, code in table.items()} if table else None

    def _time(self, value: Any, where: str) -> Take:
        """Return how a time is taken, in the given zone where it names none itself."""
        moment = self._moment(value, where)
        try:
            zone = ZoneInfo(value["zone"]) if "zone" in value else None
        except (ZoneInfoNotFoundError, ValueError, TypeError):
            raise self._wrong(f"{where}.zone", _("is no time zone")) from None

        def take(row: Row) -> str:
            found = moment(row)
            if found.tzinfo is None and zone:
                found = found.replace(tzinfo=zone)
            try:
                return (found.astimezone(UTC) if found.tzinfo else found).isoformat()
            except OverflowError:
                raise Unmapped(SetAsideReason.BAD_VALUE, value["column"]) from None

        return take

    def _moment(self, value: Any, where: str) -> Callable[[Row], datetime]:
        """Return how a column is read as a moment: in ISO 8601, or in the given format."""
        value = self._words(value, "column", where)
        column, shape = self._column(value, where), value.get("format")

        def take(row: Row) -> datetime:
            try:
                if shape is None:
                    return datetime.fromisoformat(row[column])
                # A time without a zone gets the mapping's, or is refused when the event is checked.
                return datetime.strptime(row[column], shape)  # noqa: DTZ007 - see above
            except (ValueError, TypeError):
                raise Unmapped(SetAsideReason.BAD_VALUE, column) from None

        return take

    def _column(self, value: Mapping[str, Any], where: str) -> str:
        column = value.get("column")
        if not isinstance(column, str) or not column:
            raise self._wrong(f"{where}.column", _("names a column"))
        self.columns.add(column)
        return column

    def _words(self, value: Any, kind: str, where: str) -> dict[str, Any]:
        if not isinstance(value, dict):
            raise self._wrong(where, _("has these words: %(words)s") % {"words": ", ".join(sorted(_WORDS[kind]))})
        unknown = sorted(map(str, value.keys() - _WORDS[kind]))
        if unknown:
            raise self._wrong(
                f"{where}.{unknown[0]}".strip("."),
                _("is not a word of mappings; here they are: %(words)s") % {"words": ", ".join(sorted(_WORDS[kind]))},
            )
        return value

    def _load(self, path: Path) -> Any:
        try:
            return yaml.safe_load(path.read_text(encoding="utf-8"))
        except (OSError, UnicodeDecodeError, yaml.YAMLError) as broken:
            raise BadMapping(f"{path}: {broken}") from None

    def _wrong(self, where: str, why: str) -> BadMapping:
        return BadMapping(f"{self.path}: {where or 'mapping'}: {why}")
