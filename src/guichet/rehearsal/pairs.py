"""Pairs of messages of which one knows whether they are the same question: to learn from, and to measure with. Pure.

What a text alone cannot tell is no pair here: that two people ask the same, neither naming a number, shows in who they
are and not in what they wrote.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from guichet.rehearsal.country import content
from guichet.rehearsal.dice import Dice, Weighted
from guichet.rehearsal.wordings import Matter, Which, Words, Writer, asked, asked_after, matter_of, near, topics

# How often each kind of pair stands among them: a little more than a third are the same.
KINDS: Weighted[str] = Weighted(
    {
        "again": 18, "again_other_language": 8, "asked_after": 8, "again_longer": 4,
        "second_question": 24, "near_question": 10, "other_thing": 12, "other_number": 8, "other_person": 8,
    }
)  # fmt: skip
SAME = frozenset({"again", "again_other_language", "asked_after", "again_longer"})
_TRIES = 40
SENT_AGAIN = 0.1


@dataclass(frozen=True, slots=True)
class Pair:
    """Two messages, whether they are the same question, and of which kind the pair is."""

    id: str
    one: Words
    other: Words
    same: bool
    kind: str
    topic: str


def pairs(*, seed: int, count: int, which: Which) -> Iterator[Pair]:
    """Yield labelled pairs, the same for the same seed: of the wordings that learning sees, or of those kept back."""
    for at in range(count):
        dice = Dice("pairs", seed, which, at)
        for _ in range(_TRIES):
            kind = dice.draw(KINDS)
            topic = dice.pick(topics(which))
            found = _pair(kind, topic, dice, which)
            # People seldom find the same words twice; where they do, they sent the message again.
            if found and (found[0].pattern != found[1].pattern or dice.chance(SENT_AGAIN)):
                yield Pair(f"{seed}-{at}", *found, kind in SAME, kind, topic)
                break


def _pair(kind: str, topic: str, dice: Dice, which: Which) -> tuple[Words, Words] | None:
    writer = somebody(dice)
    matter = matter_of(writer, dice, which, topic=topic)
    language = "fr" if dice.chance(0.4) else "en"
    swapped = "en" if language == "fr" else "fr"

    def say(matter: Matter, *, by: Writer = writer, said_in: str = language, number: bool = True) -> Words:
        brief = dice.chance(0.25)
        return asked(matter, by, dice, language=said_in, which=which, brief=brief, number=number)

    match kind:
        case "again":
            return say(matter), say(matter)
        case "again_other_language":
            return say(matter), say(matter, said_in=swapped)
        case "asked_after":
            said_in = swapped if dice.chance(0.15) else language
            return say(matter), asked_after(
                matter, writer, dice, day=_day(dice, said_in), language=said_in, which=which
            )
        case "again_longer":
            one = say(matter)
            more = say(matter)
            return one, replace(more, text=f"{one.text}\n{more.text}", names=one.names | more.names)
        case "second_question":
            second = matter_of(writer, dice, which, topic=dice.pick(topics(which)))
            said_in = swapped if dice.chance(0.2) else language
            return (say(matter), say(second, said_in=said_in)) if second.topic != matter.topic else None
        case "near_question":
            others = near(matter, which)
            return (say(matter), say(replace(matter, topic=dice.pick(others)))) if others else None
        case "other_thing":
            other = matter_of(writer, dice, which, topic=matter.topic)
            return _tellable(matter, other, say(matter), say(other))
        case "other_number":
            one, other_words = say(matter), say(matter, by=somebody(dice))
            return (one, other_words) if "reference" in one.names & other_words.names else None
    stranger = somebody(dice)
    other = matter_of(stranger, dice, which)
    said_in = "fr" if dice.chance(0.4) else "en"
    return (say(matter), say(other, by=stranger, said_in=said_in)) if other.topic != matter.topic else None


def _tellable(one: Matter, other: Matter, said: Words, other_said: Words) -> tuple[Words, Words] | None:
    """Return two messages about two things of one kind, where both say which."""
    for name in said.names & other_said.names & {"program", "document"}:
        if one.about(name) != other.about(name):
            return said, other_said
    return None


def _day(dice: Dice, language: str) -> str:
    day = dice.whole(1, 28)
    months = {"en": ("October", "November", "March"), "fr": ("octobre", "novembre", "mars")}[language]
    return f"{dice.pick(months)} {day}" if language == "en" else f"{day} {dice.pick(months)}"


def somebody(dice: Dice) -> Writer:
    """Return an invented person with a file number of the usual shape."""
    number = f"{dice.pick('VSWEC')}{dice.whole(300_000_000, 309_999_999)}"
    uci = str(dice.whole(1_110_000_000, 1_119_999_999))
    given, family = (dice.pick(names) for names in latin_names())
    return Writer(0, f"{given} {family}", "", "en", uci, number)


@cache
def latin_names() -> tuple[list[str], list[str]]:
    """Return given names and family names of all cultures, in Latin letters."""

    def of(*lists: str) -> list[str]:
        found = (name for one in content("names").values() for key in lists for name in one.get(key, ()))
        return [name.rpartition("|")[2].partition("/")[0] for name in found]

    return of("women", "men"), of("families")
