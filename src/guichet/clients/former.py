"""Keeping what somebody was once called: sealed, and found by whoever types it. Used through `guichet.clients.actions`.

Neither the name nor its words stand anywhere in the open: what a search looks for is a keyed mark of each word.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime

from guichet.clients.models import FormerFact, FormerWord
from guichet.clients.terms import FormerKind
from guichet.foundation.sealing import marks
from guichet.language.likeness import sound
from guichet.language.names import tokens


def keep_former_names(former: Mapping[int, Iterable[str]], *, kept: Mapping[int, Iterable[str]], at: datetime) -> None:
    """Keep the names that clients no longer bear, by client; `kept` are those they bear from now on.

    A name all of whose words are still in use (written otherwise, or in another order) is not a former one.
    """
    facts = []
    for client_id, names in former.items():
        words = {word for name in kept.get(client_id, ()) for word in tokens(name)}
        sounds = {sound(word) for word in words}
        facts += [
            FormerFact(client_id=client_id, kind=FormerKind.NAME, text=name, ended_at=at)
            for name in sorted(names)
            if not all(word in words or sound(word) in sounds for word in tokens(name))
        ]
    made = FormerFact.objects.bulk_create(facts)
    FormerWord.objects.bulk_create(
        [FormerWord(fact=fact, digest=mark) for fact in made for mark in _marks_of(fact.text)], ignore_conflicts=True
    )


def keep_former_gender(client_id: int, gender: str, *, at: datetime) -> None:
    """Keep a gender that is no longer what the client says."""
    FormerFact.objects.create(client_id=client_id, kind=FormerKind.GENDER, text=gender, ended_at=at)


def mark_former_names_anew(*, after: int = 0, limit: int = 1000) -> int:
    """Make the marks of former names with the newest key, `limit` facts beyond the row `after`; return the last row.

    Zero when there are no more. For whoever changes the keys: an old key may go once this is through.
    """
    facts = list(FormerFact.objects.filter(pk__gt=after, kind=FormerKind.NAME).order_by("pk")[:limit])
    FormerWord.objects.filter(fact__in=facts).delete()
    FormerWord.objects.bulk_create(
        [FormerWord(fact=fact, digest=mark) for fact in facts for mark in _marks_of(fact.text)], ignore_conflicts=True
    )
    return int(facts[-1].pk) if facts else 0


def once_called(words: Sequence[str], *, born: tuple[date, date] | None, limit: int) -> dict[int, bool]:
    """Return the clients who once bore a name with all of these words, and whether it was spelt so."""
    asked = {mark: place for place, word in enumerate(words) for mark in _asked(word)}
    exact = {mark for word in words for mark in marks(f"word:{word}")}
    found = FormerWord.objects.filter(digest__in=asked)
    if born:
        found = found.filter(fact__client__birth_date__range=born)
    places: dict[tuple[int, int], set[int]] = defaultdict(set)
    spelt: dict[tuple[int, int], set[int]] = defaultdict(set)
    for client_id, fact_id, digest in found.values_list("fact__client_id", "fact_id", "digest")[: limit * 20]:
        places[client_id, fact_id].add(asked[digest])
        if digest in exact:
            spelt[client_id, fact_id].add(asked[digest])
    every = set(range(len(words)))
    return {
        client_id: spelt[client_id, fact_id] == every for (client_id, fact_id), met in places.items() if met == every
    }


def _marks_of(name: str) -> set[str]:
    """Return the marks under which a name is found, made with the newest key: of each word, and of its sound."""
    words = tokens(name)
    said = {f"word:{word}" for word in words} | {f"sound:{heard}" for word in words if (heard := sound(word))}
    return {marks(each)[0] for each in said}


def _asked(word: str) -> list[str]:
    """Return the marks of a word that is looked for, by every key that may have made them."""
    heard = sound(word)
    return [*marks(f"word:{word}"), *(marks(f"sound:{heard}") if heard else [])]
