"""How a value in a copy is said to a person, in their language: days in words, names for codes."""

from collections.abc import Callable, Mapping
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from guichet.foundation.countries import country_name
from guichet.foundation.dates import clock_time, long_date, long_moment, money, number
from guichet.foundation.languages import Language
from guichet.identity.terms import AuthorityKind, Purpose, Role
from guichet.privacy.gathering import field_of
from guichet.privacy.purposes import THROUGH, Held
from guichet.programs.queries import catalogue
from guichet.retention.queries import kept_for
from guichet.retention.terms import Unit
from guichet.worklists.queries import all_kinds


def said(held: Held, name: str, value: Any, language: Language) -> str:
    """Return one value of a table as a person reads it; empty where there is nothing. With `language` active."""
    if value is None or value == "" or value == []:
        return ""
    if isinstance(value, list):
        return ", ".join(said(held, name, one, language) for one in value)
    if isinstance(value, dict):
        return ", ".join(str(one) for one in value.values() if one not in ("", None, []))
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    column = None if held.how == THROUGH else field_of(held.table, name)
    base = getattr(column, "base_field", column)
    word = held.gives.get(name, "")
    if word != LANGUAGE and base is not None and base.choices:
        return str(dict(base.flatchoices).get(value, value))
    if (held.table, name) in _BY_FIELD:
        return _BY_FIELD[held.table, name](str(value), language)
    if word in _BY_WORD:
        return _BY_WORD[word](str(value), language)
    return _by_type(base.get_internal_type() if base is not None else "", name, value, language)


def kept_words(held_code: str, words: Mapping[str, Any], on: date, language: Language) -> str:
    """Return for how long something of a class is kept, in words."""
    if held_code in words:
        return str(words[held_code].say(language))
    count, unit = kept_for(on)[held_code]
    with override(language):
        form = (
            ngettext("%(count)s year after its last use", "%(count)s years after its last use", count)
            if unit is Unit.YEARS
            else ngettext("%(count)s day after its last use", "%(count)s days after its last use", count)
        )
        return form % {"count": number(count, language)}


def _by_type(kind: str, name: str, value: Any, language: Language) -> str:
    """Return a value by what its column says of it: a moment, a day, a time, an amount; else as it is."""
    if kind == "DateTimeField" or (not kind and name.endswith("_at")):
        return _moment(value, language)
    match kind:
        case "DateField":
            return long_date(date.fromisoformat(value), language)
        case "TimeField":
            zone = timezone.get_current_timezone()
            return clock_time(datetime.combine(date(2026, 1, 1), time.fromisoformat(value), zone), language, zone)
        case "DecimalField":
            return money(Decimal(value), language)
    return str(value)


def _moment(value: str, language: Language) -> str:
    return long_moment(datetime.fromisoformat(value), language, timezone.get_current_timezone())


def _named(kind: str) -> Callable[[str, Language], str]:
    """Return what says a code of the catalogue by its name; the code itself where the catalogue has lost it."""

    def say(code: str, language: Language) -> str:
        known = catalogue()
        if not getattr(known, f"has_{kind}")(code):
            return code
        if kind == "fee":
            return known.fee_name(code).say(language)
        row = getattr(known, kind)(code)
        return str((row.plain if kind == "reason" else row.name).say(language))

    return say


def _actor(kind: str, _language: Language) -> str:
    return {"account": _("An account"), "staff": _("Somebody who works here"), "service": _("This service")}.get(
        kind, kind
    )


def _language(code: str, _language: Language) -> str:
    return {"en": _("English"), "fr": _("French")}.get(code, code)


def _label(*lists: Any) -> Callable[[str, Language], str]:
    def say(code: str, _language: Language) -> str:
        return next((str(words(code).label) for words in lists if code in words.values), code)

    return say


def _task(code: str, _language: Language) -> str:
    kinds = all_kinds()
    return str(kinds[code].title) if code in kinds else code


LANGUAGE = "language"
# Codes of single columns; then those that mean the same wherever they stand.
_BY_FIELD: Mapping[tuple[str, str], Callable[[str, Language], str]] = {
    ("worklists.Task", "kind"): _task,
    ("applications.Application", "reasons"): _named("reason"),
}
_BY_WORD: Mapping[str, Callable[[str, Language], str]] = {
    "by": _actor,
    "citizenship": country_name,
    "country": country_name,
    "decision": _named("decision"),
    "document": _named("document"),
    "fee": _named("fee"),
    LANGUAGE: _language,
    "office": _named("office"),
    "program": _named("program"),
    "section": _named("section"),
    "stage": _named("stage"),
    "who": _label(Role),
    "role": _label(AuthorityKind),
    "purpose": _label(Purpose),
}
