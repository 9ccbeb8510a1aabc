"""What a question is about: an article and a program, or that a person must say. Pure.

The engine says how probable each article is; only what it is sure enough of is taken for what the question is about.
A wrong label sends somebody the wrong way, a missing one costs a look.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Sorting:
    """What a question is about; an empty topic where nothing is sure enough, an empty program where several fit."""

    topic: str
    program: str
    confidence: float


def sorting(
    ranked: Sequence[tuple[str, float]],
    *,
    is_sure: bool,
    programs: Mapping[str, Collection[str]],
    own: Collection[str] = (),
) -> Sorting:
    """Return what a question is about.

    `ranked` are articles with how probable each is, the most probable first; `programs` those that an article is
    about; `own` those of the person’s open files: where there is one only, it is that one.
    """
    confidence = ranked[0][1] if ranked else 0.0
    topic = ranked[0][0] if ranked and is_sure else ""
    about = set(programs.get(topic, ()))
    fitting = about & set(own) if about and own else about or set(own)
    return Sorting(topic, fitting.pop() if len(fitting) == 1 else "", confidence)
