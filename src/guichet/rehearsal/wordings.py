"""What invented people write: a question in many wordings, with all that stands around it in a letter. Pure.

Of every list of wordings each third is kept back, and some topics are: learning what is alike never sees those, so that
it can be measured with them (`WHICH`).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from string import Formatter
from typing import Any, Literal

from guichet.rehearsal.country import content
from guichet.rehearsal.dice import Dice

Which = Literal["all", "learnt", "kept_back"]
KEPT_BACK = 3
_BARE = str.maketrans("éèêëàâîïôûùçÉÀ’", "eeeeaaiiouucEA'")


@dataclass(frozen=True, slots=True)
class Matter:
    """What somebody wants to know: a topic, and what it is about. Two of the same are one question of one person."""

    topic: str
    program: int
    document: int
    city: int

    def about(self, name: str) -> int:
        """Return which of a list of things it is about."""
        return int(getattr(self, name))


@dataclass(frozen=True, slots=True)
class Writer:
    """Who writes: the client at a place of the country, as far as a letter shows it."""

    index: int
    name: str
    email: str
    language: str
    uci: str
    number: str
    programs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Words:
    """A message in words, and which things it names: what one cannot tell from it is not in there."""

    subject: str
    text: str
    language: str
    names: frozenset[str]
    # The wording in which it asks, before anything was put into it.
    pattern: str = ""
    asked: str = ""
    thing: str = ""


def matter_of(writer: Writer, dice: Dice, which: Which, *, topic: str = "") -> Matter:
    """Return something that a person may want to know, mostly about a file that they have."""
    known = content("mail")
    programs = known["programs"]
    own = [at for at, one in enumerate(programs) if set(one["codes"]) & set(writer.programs)]
    return Matter(
        topic or _topic(dice, which),
        dice.pick(own) if own else dice.whole(0, len(programs) - 1),
        dice.whole(0, len(known["documents"]) - 1),
        dice.whole(0, len(known["cities"]) - 1),
    )


def near(matter: Matter, which: Which) -> list[str]:
    """Return the other topics of the same kind: close to this one, and not the same question."""
    kind = matter.topic.partition("_")[0]
    return [one for one in topics(which) if one != matter.topic and one.partition("_")[0] == kind]


@cache
def topics(which: Which) -> tuple[str, ...]:
    """Return the topics people write about: those that learning sees leave some out."""
    return tuple(
        name for name, one in content("mail")["topics"].items() if which != "learnt" or not one.get("kept_back")
    )


def asked(
    matter: Matter, writer: Writer, dice: Dice, *, language: str, which: Which, brief: bool = False, number: bool = True
) -> Words:
    """Return the question in words; `brief` as in a chat."""
    topic = content("mail")["topics"][matter.topic]
    pattern = dice.pick(_some(topic[language], which, whole=bool(topic.get("kept_back"))))
    return _letter(matter, writer, dice, pattern, language=language, which=which, brief=brief, number=number)


def asked_after(matter: Matter, writer: Writer, dice: Dice, *, day: str, language: str, which: Which) -> Words:
    """Return a letter that asks after what was asked before, without asking it again."""
    known = content("mail")
    pattern = dice.pick(_some(known["follow_ups"][language], which))
    pattern = pattern.replace("{gist}", known["topics"][matter.topic]["gist"][language]).replace("{day}", day)
    return _letter(matter, writer, dice, pattern, language=language, which=which, brief=False, number=True)


def _letter(
    matter: Matter, writer: Writer, dice: Dice, pattern: str, *, language: str, which: Which, brief: bool, number: bool
) -> Words:
    known = content("mail")

    def said(name: str, share: float, most: int = 1) -> list[str]:
        if brief or not dice.chance(share):
            return []
        some = _some(known[name][language], which)
        return dice.some(some, dice.whole(1, most))

    said_of_it = _filled(pattern, matter, language)
    parts = [*said("greetings", 0.75), *said("stories", 0.5, 2), said_of_it, *said("stories", 0.2)]
    names = {name for name in ("program", "document", "city") if f"{{{name}}}" in pattern}
    thing = " ".join(f"{name}:{matter.about(name)}" for name in sorted(names - {"city"}))
    if number and writer.number and dice.chance(0.15 if brief else 0.35):
        reference = dice.pick(known["references"][language])
        parts.append(reference.format(number=writer.number, uci=writer.uci))
        names.add("reference")
    parts += said("closings", 0.6)
    if not brief and dice.chance(0.7):
        parts.append(writer.name)
    text = (" " if brief or dice.chance(0.3) else "\n").join(parts)
    if dice.chance(known["habits"]["slips"]):
        text = _slipped(text, dice, language)
    subject = "" if brief else dice.pick(known["subjects"][language])
    return Words(subject, text, language, frozenset(names), pattern, said_of_it, thing)


def _filled(pattern: str, matter: Matter, language: str) -> str:
    known = content("mail")
    things: Mapping[str, Any] = {
        "program": known["programs"][matter.program][language],
        "document": known["documents"][matter.document][language],
        "city": known["cities"][matter.city],
    }
    # `format` would take a brace for one of its own, where a wording holds another.
    return Formatter().vformat(pattern, (), things)


def _some(wordings: Sequence[str], which: Which, *, whole: bool = False) -> list[str]:
    if which == "all" or whole:
        return list(wordings)
    back = which == "kept_back"
    return [one for at, one in enumerate(wordings) if (at % KEPT_BACK == KEPT_BACK - 1) == back]


@cache
def _reach(which: Which) -> tuple[tuple[str, ...], tuple[float, ...]]:
    weights = [content("mail")["topics"][name]["weight"] for name in topics(which)]
    return topics(which), tuple(sum(weights[: at + 1]) / sum(weights) for at in range(len(weights)))


def _topic(dice: Dice, which: Which) -> str:
    names, reach = _reach(which)
    mark = dice.share()
    return next((name for name, until in zip(names, reach, strict=True) if mark < until), names[-1])


def _slipped(text: str, dice: Dice, language: str) -> str:
    """Return a text as it comes from a small keyboard: letters swapped, left out, no accents, no capitals."""
    letters = list(text)
    for _ in range(max(1, len(letters) // 120)):
        at = dice.whole(1, max(1, len(letters) - 2))
        if not (letters[at].isalpha() and letters[at - 1].isalpha()):
            continue
        if dice.chance(0.5):
            letters[at - 1], letters[at] = letters[at], letters[at - 1]
        else:
            letters[at] = ""
    found = "".join(letters)
    if dice.chance(0.5):
        found = found.lower()
    return found.translate(_BARE) if language == "fr" and dice.chance(0.7) else found.replace("’", "'")
