"""When two records may be one person's, and when they may be joined or parted. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from guichet.clients.terms import DuplicateReason, MergeProof, MergeRefusal
from guichet.language.likeness import folded_likeness


@dataclass(frozen=True, slots=True)
class BornName:
    """A name as it is compared: folded, and whether it was written in a script that leaves out vowels."""

    folded: str
    without_vowels: bool = False


@dataclass(frozen=True, slots=True)
class Record:
    """What is compared of a record. What is empty is not known, and speaks neither for nor against."""

    client_id: int
    uci: str = ""
    names: tuple[BornName, ...] = ()
    birth_date: date | None = None
    country: str = ""
    emails: frozenset[str] = frozenset()
    phones: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Weights:
    """How much each sign counts, for and against, and from where on two records are shown to a person.

    `same_name` and `like_name` are on the scale of `names_likeness`; an address that more than `shared_by` records
    have is no sign of anything.
    """

    suggest_from: int
    same_name: float
    like_name: float
    shared_by: int
    weights: Mapping[DuplicateReason, int]
    other_birth: int
    other_name: int


@dataclass(frozen=True, slots=True)
class Verdict:
    """How much speaks for two records being one person's, and what."""

    score: int
    reasons: tuple[DuplicateReason, ...]


def compare(one: Record, other: Record, policy: Weights) -> Verdict:
    """Return what speaks for two records being one person’s. Never enough to join them: that people do."""
    found: list[DuplicateReason] = []
    against = 0
    if one.birth_date and other.birth_date:
        if one.birth_date == other.birth_date:
            found.append(DuplicateReason.BIRTH)
        else:
            against += policy.other_birth
    if one.names and other.names:
        likeness = names_likeness(one.names, other.names)
        if likeness >= policy.same_name:
            found.append(DuplicateReason.NAME)
        elif likeness >= policy.like_name:
            found.append(DuplicateReason.NAME_ALIKE)
        else:
            # Twins have one birthday and one household, and two names.
            against += policy.other_name
    if one.emails & other.emails:
        found.append(DuplicateReason.EMAIL)
    if one.phones & other.phones:
        found.append(DuplicateReason.PHONE)
    if differ_by_a_slip(one.uci, other.uci):
        found.append(DuplicateReason.UCI_SLIP)
    if one.country and one.country == other.country:
        found.append(DuplicateReason.COUNTRY)
    score = sum(policy.weights[reason] for reason in found) - against
    return Verdict(max(0, min(100, score)), tuple(found))


def names_likeness(some: Iterable[BornName], others: Iterable[BornName]) -> float:
    """Return how alike the names of two records are, from 0 to 1: by the pair of names that fits best.

    Where one of the two was written without vowels, both are compared without: محمد is mhmd, and so is Mohamed.
    """
    theirs = list(others)
    return max((_likeness(one, other) for one in some for other in theirs), default=0.0)


def differ_by_a_slip(one: str, other: str) -> bool:
    """Return whether two numbers differ by one digit, or by two neighbours that changed places."""
    if len(one) != len(other) or one == other:
        return False
    wrong = [place for place, (mine, theirs) in enumerate(zip(one, other, strict=True)) if mine != theirs]
    if len(wrong) == 1:
        return True
    return (
        len(wrong) == 2
        and wrong[1] == wrong[0] + 1
        and one[wrong[0]] == other[wrong[1]]
        and (one[wrong[1]] == other[wrong[0]])
    )


def slips_of(number: str) -> list[str]:
    """Return every number that differs from this one by a slip."""
    swapped = [
        number[:place] + number[place + 1] + number[place] + number[place + 2 :]
        for place in range(len(number) - 1)
        if number[place] != number[place + 1]
    ]
    mistyped = [
        number[:place] + digit + number[place + 1 :]
        for place in range(len(number))
        for digit in "0123456789"
        if digit != number[place]
    ]
    return [*swapped, *mistyped]


def keys_of(record: Record) -> frozenset[str]:
    """Return by what a record is brought together with others of the same day: the sound of each word of its names.

    A name spelt otherwise keeps the sound of at least one of its words.
    """
    return frozenset(consonants(word) or word for name in record.names for word in name.folded.split())


def consonants(word: str) -> str:
    """Return the consonants of a folded word, doubled ones once: what is left where a script leaves out vowels."""
    kept = ""
    for letter in word:
        if letter not in "aeiouyw" and not kept.endswith(letter):
            kept += letter
    return kept


def refusal_to_merge(
    one: Sequence[int], other: Sequence[int], *, kept: int, proofs: Sequence[MergeProof]
) -> MergeRefusal | None:
    """Return why two persons’ records cannot be joined, given all records of each, the one that is kept first."""
    if set(one) & set(other):
        return MergeRefusal.ALREADY_ONE
    if kept not in {one[0], other[0]}:
        return MergeRefusal.NOT_ONE_OF_THEM
    return None if proofs else MergeRefusal.NO_PROOF


def _likeness(one: BornName, other: BornName) -> float:
    plain = folded_likeness(one.folded, other.folded)
    if one.without_vowels == other.without_vowels:
        return plain
    return max(plain, folded_likeness(_sounds(one), _sounds(other)))


def _sounds(name: BornName) -> str:
    return " ".join(sound for word in name.folded.split() if (sound := consonants(word)))
