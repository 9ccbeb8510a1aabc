"""A corpus that was read, kept in a file and taken up again: arrays of numbers and words, nothing that can run."""

import zlib
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any
from zipfile import BadZipFile

import numpy as np

from guichet.language.grams import Grams
from guichet.language.learning import Logistic, Texts
from guichet.language.matching import Matcher
from guichet.language.words import Words

# Changes whenever the same corpus would be read otherwise; what was kept before is read anew.
ENGINE = "1"


class Unreadable(Exception):
    """The file holds no corpus, or only a part of one."""


def keep(matcher: Matcher, path: Path) -> None:
    """Write a corpus to a file, whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    arrays: dict[str, Any] = {
        "ids": np.array(matcher.ids, dtype=np.str_),
        "vectors": matcher.asked.vectors.astype(np.float16),
        "asked_weigh": matcher.asked.weigh,
        "owners": matcher.owners,
        "says": matcher.says.astype(np.float16),
        "weigh": matcher.weigh,
        "blend": np.array(matcher.blend),
        "sure": np.concatenate([matcher.sure.weights, matcher.sure.centre, matcher.sure.spread]),
    }
    for name, grams in (("asked", matcher.asked.grams), ("bodies", matcher.bodies)):
        arrays |= {f"{name}_{part}": getattr(grams, part) for part in ("slots", "weights", "starts")}
    for name, words in zip(("en", "fr"), matcher.words, strict=True):
        arrays[f"{name}_stems"] = np.array(list(words.places), dtype=np.str_)
        arrays |= {f"{name}_{part}": getattr(words, part) for part in ("starts", "owners", "times", "lengths")}
    with NamedTemporaryFile(dir=path.parent, prefix=".making-", delete=False) as file:
        np.savez(file, **arrays)
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
    def grams(name: str) -> Grams:
        return Grams(held[f"{name}_slots"], held[f"{name}_weights"], held[f"{name}_starts"])

    def words(name: str) -> Words:
        places = {str(stem): at for at, stem in enumerate(held[f"{name}_stems"])}
        return Words(places, *(held[f"{name}_{part}"] for part in ("starts", "owners", "times", "lengths")))

    count = (len(held["sure"]) - 1) // 3
    return Matcher(
        ids=tuple(str(one) for one in held["ids"]),
        asked=Texts(held["vectors"].astype(np.float32), grams("asked"), held["asked_weigh"]),
        owners=held["owners"],
        says=held["says"].astype(np.float32),
        words=(words("en"), words("fr")),
        bodies=grams("bodies"),
        weigh=held["weigh"],
        blend=(float(held["blend"][0]), float(held["blend"][1])),
        sure=Logistic(
            weights=held["sure"][: count + 1],
            centre=held["sure"][count + 1 : 2 * count + 1],
            spread=held["sure"][2 * count + 1 :],
        ),
    )
