"""Finding clients by what one knows of them: how the question is put to the database.

A name is looked up word by word. The words of all names, each once, are a small table (`NameWord`) beside the
large one: misspelt words and other spellings are found there, and only whole words are looked up among the names.
Four rounds, each only where the one before found too little: every word as typed; every word or one like it; every
word or one that somebody may have heard or written so, in whatever script; all words but one. Within a round, at most
`CANDIDATES` names are read, however many bear them.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from typing import Any

import phonenumbers
from django.db import connection, transaction

from guichet.clients.former import once_called
from guichet.clients.models import Client, ContactPoint
from guichet.clients.rules import Asked
from guichet.clients.terms import ContactKind, FoundBy
from guichet.language.likeness import folded_likeness, folded_sound_likeness, sound, sound_likeness, word_likeness

# So many names are compared at most in each round: enough to rank well, few enough to stay quick.
CANDIDATES = 400
# So many spellings of one word are followed.
SPELLINGS = 30
# Words less alike than this are other words. On the scale of `word_likeness`.
LIKE_ENOUGH = 0.82
# Words that sound less alike than this are other words. On the scale of `sound_likeness`.
SOUNDS_ENOUGH = 0.55
# Names less alike than this are not shown. On the scale of `folded_likeness`.
WORTH_SHOWING = 0.72
# Names that sound less alike than this are not shown, and no name known by its sound stands above this.
WORTH_HEARING, BEST_HEARD = 0.6, 0.7
# On the scale of pg_trgm: low enough that two letters changing places in a short name are still found.
TRIGRAM_THRESHOLD = 0.25
# A number without its country’s code is tried as one of here first, then as one of every other country.
HOME = "CA"

_SETTINGS = """
SELECT set_config('pg_trgm.similarity_threshold', %s, true), set_config('enable_seqscan', 'off', true),
       set_config('max_parallel_workers_per_gather', '0', true), set_config('jit', 'off', true)
"""
_NAMES = "SELECT n.client_id, n.folded FROM clients_name n"
_BORN = " JOIN clients_client c ON c.id = n.client_id AND c.birth_date BETWEEN %s AND %s"
_WORDS = "string_to_array(n.folded, ' ')"
_SPELLINGS = """
(SELECT word FROM clients_nameword WHERE word %% %s ORDER BY similarity(word, %s) DESC LIMIT 80)
UNION
(SELECT word FROM clients_nameword WHERE sound = %s ORDER BY similarity(word, %s) DESC LIMIT 200)
UNION
(SELECT word FROM clients_nameword WHERE sound %% %s ORDER BY similarity(sound, %s) DESC LIMIT 200)
UNION
(SELECT word FROM clients_nameword WHERE word LIKE %s LIMIT 80)
"""


@dataclass(frozen=True, slots=True)
class Hit:
    """A client that a search found, why, and how well it fits (0 to 1)."""

    client_id: int
    found_by: FoundBy
    likeness: float


@transaction.atomic
def hits(asked: Asked, *, limit: int) -> tuple[list[Hit], bool]:
    """Return the clients that fit best, best first, and whether there are more than these."""
    if not asked:
        return [], False
    with connection.cursor() as cursor:
        # For this transaction: a plan by index every time, whatever the statistics say of a rare name.
        cursor.execute(_SETTINGS, [str(TRIGRAM_THRESHOLD)])
    found = _by_number(asked)
    if asked.words:
        found += [*_by_name(asked, enough=limit), *_by_former_name(asked)]
    elif asked.born_from and not found:
        found += _by_birth(asked, limit=limit + 1)
    best: dict[int, Hit] = {}
    for hit in sorted(found, key=lambda hit: (-hit.likeness, hit.client_id)):
        best.setdefault(hit.client_id, hit)
    return list(best.values())[:limit], len(best) > limit


def _by_number(asked: Asked) -> list[Hit]:
    """Return who has this identifier, address or telephone number."""
    found: list[Hit] = []
    if asked.uci:
        found += [Hit(pk, FoundBy.UCI, 1.0) for pk in Client.objects.filter(uci=asked.uci).values_list("pk", flat=True)]
    if asked.email:
        found += _by_contact(ContactKind.EMAIL, [asked.email], FoundBy.EMAIL)
    if asked.phone and not found:
        found += _by_contact(ContactKind.PHONE, _numbers_meant(asked.phone, [HOME]), FoundBy.PHONE)
    if asked.phone and not found:
        # Typed as one dials at home, wherever that is: tried for every country, which takes a while.
        elsewhere = sorted(phonenumbers.SUPPORTED_REGIONS - {HOME})
        found += _by_contact(ContactKind.PHONE, _numbers_meant(asked.phone, elsewhere), FoundBy.PHONE)
    return found


def _by_contact(kind: ContactKind, values: Sequence[str], found_by: FoundBy) -> list[Hit]:
    having = ContactPoint.objects.filter(kind=kind, value__in=values).order_by("client_id")
    return [Hit(pk, found_by, 1.0) for pk in having.values_list("client_id", flat=True)[:CANDIDATES]]


def _numbers_meant(typed: str, regions: Iterable[str]) -> list[str]:
    """Return every number that these digits may mean, dialled in one of these countries or with a country’s code."""
    if typed.startswith("00"):
        typed = f"+{typed[2:]}"
    meant = {} if typed.startswith("+") else {f"+{typed}": None}
    for region in regions:
        try:
            number = phonenumbers.parse(typed, region)
        except phonenumbers.NumberParseException:
            continue
        if region == HOME or phonenumbers.is_valid_number(number):
            meant[phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)] = None
        if typed.startswith("+"):
            break  # it says its country itself
    return list(meant)


def _by_birth(asked: Asked, *, limit: int) -> list[Hit]:
    born = Client.objects.filter(birth_date__range=(asked.born_from, asked.born_to)).order_by("birth_date", "id")
    return [Hit(pk, FoundBy.BIRTH, 0.5) for pk in born.values_list("pk", flat=True)[:limit]]


def _by_name(asked: Asked, *, enough: int) -> list[Hit]:
    """Return who bears a name like this one, and was born in that time if one was said."""
    as_typed = _bearing([[word] for word in asked.words], asked)
    found = _ranked(as_typed, asked.words, found_by=FoundBy.NAME)
    if len(found) >= enough:
        return found
    scored = [_spellings(word) for word in asked.words]
    alike = [_alike_words(word, known) for word, known in zip(asked.words, scored, strict=True)]
    rows = _bearing(alike, asked)
    for glued in _glued(asked.words):
        rows += _bearing([[word] for word in glued], asked)
    found += _ranked(rows, asked.words, found_by=FoundBy.NAME_ALIKE)
    if len(found) < enough:
        heard = [_words_by_sound(word, known) for word, known in zip(asked.words, scored, strict=True)]
        found += _by_sound(_bearing(heard, asked), asked.words)
    if not found and len(asked.words) > 1:
        fewer: list[tuple[int, str]] = []
        for some in combinations(alike, len(alike) - 1):
            fewer += _bearing(some, asked)
        found += _ranked(fewer, asked.words, found_by=FoundBy.NAME_ALIKE)
    return found


def _by_former_name(asked: Asked) -> list[Hit]:
    """Return who once bore this name. That it was a former name is not said: what is shown is how they are called."""
    born = (asked.born_from, asked.born_to or date.max) if asked.born_from else None
    once = once_called(asked.words, born=born, limit=CANDIDATES)
    return [Hit(pk, FoundBy.NAME_ALIKE, 0.78 if spelt else WORTH_SHOWING) for pk, spelt in once.items()]


def _bearing(spellings: Iterable[Sequence[str]], asked: Asked) -> list[tuple[int, str]]:
    """Return client and folded name of those whose name has, for each word, one of its spellings."""
    conditions, values = [], list[Any]()
    born = _BORN if asked.born_from else ""
    if asked.born_from:
        values += [asked.born_from, asked.born_to or date.max]
    for words in spellings:
        if not words:
            return []
        conditions.append(f"{_WORDS} && %s::text[]")
        values.append(list(words))
    with connection.cursor() as cursor:
        cursor.execute(f"{_NAMES}{born} WHERE {' AND '.join(conditions)} LIMIT {CANDIDATES}", values)
        return [(client_id, folded) for client_id, folded in cursor.fetchall()]


def _spellings(word: str) -> list[str]:
    """Return the words of names that somebody may have meant by this one."""
    if len(word) < 2:
        return [word]
    prefix, heard = f"{word}%" if len(word) > 2 else word, sound(word)
    with connection.cursor() as cursor:
        cursor.execute(_SPELLINGS, [word, word, heard, word, heard, heard, prefix])
        return [row[0] for row in cursor.fetchall()]


def _alike_words(word: str, known: Sequence[str]) -> list[str]:
    """Return the words that are alike, or begin with this one, or sound the same; the likest first."""
    return _likest(
        [
            (max(word_likeness(word, one), LIKE_ENOUGH if one.startswith(word) and len(word) > 2 else 0.0), one)
            for one in known
        ],
        LIKE_ENOUGH,
    )


def _words_by_sound(word: str, known: Sequence[str]) -> list[str]:
    """Return the words that somebody may have written down for this one; the likest first."""
    return _likest([(max(word_likeness(word, one), sound_likeness(word, one)), one) for one in known], SOUNDS_ENOUGH)


def _likest(scored: Iterable[tuple[float, str]], enough: float) -> list[str]:
    return [one for score, one in sorted(scored, reverse=True) if score >= enough][:SPELLINGS]


def _glued(words: Sequence[str]) -> list[tuple[str, ...]]:
    """Return the words with two neighbours written as one: Abdul Rahman as Abdulrahman."""
    return [(*words[:place], words[place] + words[place + 1], *words[place + 2 :]) for place in range(len(words) - 1)]


def _ranked(rows: Iterable[tuple[int, str]], words: Sequence[str], *, found_by: FoundBy) -> list[Hit]:
    """Return each client once, by the name of theirs that fits best, and only those worth showing."""
    asked = " ".join(words)
    best: dict[int, float] = defaultdict(float)
    for client_id, folded in rows:
        best[client_id] = max(best[client_id], folded_likeness(asked, folded))
    if found_by is FoundBy.NAME:
        # Every word is there as typed: shown before any name that is merely alike.
        return [Hit(pk, found_by, 0.8 + fit / 5) for pk, fit in best.items()]
    return [Hit(pk, found_by, fit * 0.95) for pk, fit in best.items() if fit >= WORTH_SHOWING]


def _by_sound(rows: Iterable[tuple[int, str]], words: Sequence[str]) -> list[Hit]:
    """Return each client once whose name may have been heard or written so."""
    asked = " ".join(words)
    best: dict[int, float] = defaultdict(float)
    for client_id, folded in rows:
        best[client_id] = max(best[client_id], folded_sound_likeness(asked, folded))
    return [Hit(pk, FoundBy.NAME_ALIKE, fit * BEST_HEARD) for pk, fit in best.items() if fit >= WORTH_HEARING]
