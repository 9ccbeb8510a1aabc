"""What the command line says, in the language of whoever reads it there: that of LC_ALL, LC_MESSAGES or LANG.

Both languages stand side by side in the code, since a command may refuse before any catalogue has been compiled. The
long-running commands must not switch the language of their process: jobs and pages choose their own.
"""

import argparse
import os
from typing import Any

from guichet.foundation.languages import Language, Text

NB = "\N{NO-BREAK SPACE}"

# What argparse says by itself when it refuses: its sentence, and the French of it.
REFUSALS = {
    "usage: ": f"utilisation{NB}: ",
    "%(prog)s: error: %(message)s\n": f"%(prog)s{NB}: erreur{NB}: %(message)s\n",
    "argument %(argument_name)s: %(message)s": f"argument %(argument_name)s{NB}: %(message)s",
    "invalid %(type)s value: %(value)r": "%(value)r n’est pas une valeur de type %(type)s",
    "invalid choice: %(value)r (choose from %(choices)s)": (
        "%(value)r n’est pas un des choix possibles{NB}: %(choices)s"
    ),
    "the following arguments are required: %s": f"il manque ces arguments{NB}: %s",
    "unrecognized arguments: %s": f"arguments inconnus{NB}: %s",
    "expected one argument": "une valeur est attendue",
    "expected at least one argument": "au moins une valeur est attendue",
    "ambiguous option: %(option)s could match %(matches)s": (
        f"option ambiguë{NB}: %(option)s peut vouloir dire %(matches)s"
    ),
    "ignored explicit argument %r": f"cette option ne prend pas de valeur{NB}: %r",
}


def language() -> Language:
    """Return the language of the reader; English where the surroundings name none, or another."""
    named = (os.environ.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    return Language.of(next(filter(None, named), None))


def said(en: str, fr: str, **facts: Any) -> str:
    """Return a sentence in the reader's language, with its facts filled in."""
    return Text(en, fr).say(language()).format(**facts)


def let_arguments_be_refused_in_the_readers_language() -> None:
    """Have argparse speak French to those who read it. It looks its own words up by a function of its module."""
    if language() is Language.FR:
        vars(argparse)["_"] = lambda words: REFUSALS.get(words, words)
