"""A corpus that was read, kept in a file and taken up again: arrays of numbers and words, nothing that can run."""

import zlib
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any
from zipfile import BadZipFile

import numpy as np

from guichet.language.kernels import Judge
from guichet.language.learning import Learnt, Logistic
from guichet.language.matching import Matcher
from guichet.language.nearness import Around, Nearest
from guichet.language.postings import Postings
from guichet.language.words import Words

# Changes whenever the same corpus would be read otherwise; what was kept before is read anew.
ENGINE = "6"
LARGE = ("learnt_", "judge_", "near_vectors", "around_vectors", "around_strange")


class Unreadable(Exception):
    """The file holds no corpus, or only a part of one."""


def keep(matcher: Matcher, path: Path) -> None:
    """Write a corpus to a file, whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    arrays: dict[str, Any] = {
        "ids": np.array(matcher.ids, dtype=np.str_),
        "weigh": matcher.weigh,
        "blend": np.array(matcher.blend),
        "sure": np.concatenate([matcher.sure.weights, matcher.sure.centre, matcher.sure.spread]),
    }
    match matcher.learnt:
        case Learnt(meaning, pieces, usual):
            arrays |= {"learnt_meaning": meaning, "learnt_pieces": pieces, "learnt_usual": usual}
        case Judge(vectors, pieces, says):
            arrays |= {"judge_vectors": vectors, "judge_pieces": pieces, "judge_says": says}
        case Nearest(vectors, pieces, owners, _):
            arrays |= {"near_owners": owners, "near_vectors": vectors, "near_pieces": pieces.owners}
            arrays |= {"near_weights": pieces.weights, "near_starts": pieces.starts}
    if around := matcher.around:
        arrays |= {f"around_{part}": getattr(around, part) for part in ("vectors", "owners", "strange")}
    # Half as exact is exact enough, and half as large.
    halves = {name: array.astype(np.float16) for name, array in arrays.items() if name.startswith(LARGE)}
    for name, words in zip(("en", "fr"), matcher.words, strict=True):
        arrays[f"{name}_stems"] = np.array(list(words.places), dtype=np.str_)
        arrays |= {f"{name}_{part}": getattr(words, part) for part in ("starts", "owners", "times", "lengths")}
    with NamedTemporaryFile(dir=path.parent, prefix=".making-", delete=False) as file:
        np.savez(file, **(arrays | halves))
    Path(file.name).replace(path)


def take_up(path: Path) -> Matcher:
    """Return the corpus of a file. Raises Unreadable, FileNotFoundError."""
    try:
        with path.open("rb") as file, np.load(file, allow_pickle=False) as held:
            return _matcher({name: held[name] for name in held.files})
    except FileNotFoundError:
        raise
    except (OSError, ValueError, KeyError, EOFError, BadZipFile, zlib.error) as fault:
        raise Unreadable(path.name) from fault


def _matcher(held: dict[str, Any]) -> Matcher:
    def words(name: str) -> Words:
        places = {str(stem): at for at, stem in enumerate(held[f"{name}_stems"])}
        return Words(places, *(held[f"{name}_{part}"] for part in ("starts", "owners", "times", "lengths")))

    count = (len(held["sure"]) - 1) // 3
    return Matcher(
        ids=tuple(str(one) for one in held["ids"]),
        weigh=held["weigh"],
        learnt=_learnt(held),
        words=(words("en"), words("fr")),
        blend=float(held["blend"]),
        sure=Logistic(
            weights=held["sure"][: count + 1],
            centre=held["sure"][count + 1 : 2 * count + 1],
            spread=held["sure"][2 * count + 1 :],
        ),
        around=_around(held),
    )


def _around(held: dict[str, Any]) -> Around | None:
    if "around_owners" not in held:
        return None
    vectors, strange = (held[f"around_{part}"].astype(np.float32) for part in ("vectors", "strange"))
    return Around(vectors, held["around_owners"], strange, len(held["ids"]))


def _learnt(held: dict[str, Any]) -> Learnt | Judge | Nearest:
    large = {name: array.astype(np.float32) for name, array in held.items() if name.startswith(LARGE[:3])}
    if "learnt_meaning" in held:
        return Learnt(*(large[f"learnt_{part}"] for part in ("meaning", "pieces", "usual")))
    if "judge_says" in held:
        return Judge(*(large[f"judge_{part}"] for part in ("vectors", "pieces", "says")))
    owners = held["near_owners"]
    pieces = Postings(held["near_pieces"], held["near_weights"], held["near_starts"], len(owners))
    return Nearest(large["near_vectors"], pieces, owners, len(held["ids"]))
