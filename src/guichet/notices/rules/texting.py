"""What somebody who texts us asks for, and what is answered. Pure.

The words are those that people try; an answer is in the language of the word. Source: the carriers' common practice of
STOP and HELP (in French ARRET and AIDE); project decision on two-way texts.
"""

import unicodedata
from enum import StrEnum

from guichet.foundation.languages import Language
from guichet.notices.terms import Answer


class Asked(StrEnum):
    """What a text asks for."""

    HELP = "HELP"
    STOP = "STOP"
    START = "START"
    STATUS = "STATUS"
    OTHER = "OTHER"


_BOTH = None
_WORDS: dict[str, tuple[Asked, Language | None]] = {
    "help": (Asked.HELP, Language.EN),
    "info": (Asked.HELP, _BOTH),
    "aide": (Asked.HELP, Language.FR),
    "stop": (Asked.STOP, _BOTH),
    "stopall": (Asked.STOP, Language.EN),
    "unsubscribe": (Asked.STOP, Language.EN),
    "end": (Asked.STOP, Language.EN),
    "quit": (Asked.STOP, Language.EN),
    "arret": (Asked.STOP, Language.FR),
    "arreter": (Asked.STOP, Language.FR),
    "arretez": (Asked.STOP, Language.FR),
    "desabonner": (Asked.STOP, Language.FR),
    "start": (Asked.START, Language.EN),
    "unstop": (Asked.START, Language.EN),
    "debut": (Asked.START, Language.FR),
    "reprendre": (Asked.START, Language.FR),
    "status": (Asked.STATUS, Language.EN),
    "statut": (Asked.STATUS, Language.FR),
    "etat": (Asked.STATUS, Language.FR),
}


def asked_in(words: str) -> tuple[Asked, Language | None]:
    """Return what a text asks for, and in which language; None where the word is of neither or of both.

    Small and capital letters, accents, stops and quotation marks make no difference. A longer text is read by a
    person, but for one that begins with a word to stop: nobody who wants no more texts should have to find the form.
    """
    plain = "".join(
        letter for letter in unicodedata.normalize("NFKD", words.casefold()) if not unicodedata.combining(letter)
    )
    found = "".join(letter if letter.isalnum() else " " for letter in plain).split()
    if not found:
        return Asked.OTHER, None
    asked, language = _WORDS.get(found[0], (Asked.OTHER, None))
    if len(found) == 1 or asked is Asked.STOP:
        return asked, language
    return Asked.OTHER, None


def answer_to(asked: Asked, *, is_known: bool, is_stopped: bool, has_news: bool, too_many: bool) -> Answer | None:
    """Return what is answered, or None for silence.

    A number that wants no texts gets none, but for one that says that there will be no more. Whether a number has
    anything to do with a file is said to nobody but who holds it: the answer goes there, whoever wrote.
    """
    if asked is Asked.STOP:
        return None if is_stopped else Answer.STOPPED
    if asked is Asked.START and is_stopped:
        return Answer.RESUMED
    if is_stopped or too_many:
        return None
    match asked:
        case Asked.START:
            return Answer.HELP
        case Asked.HELP:
            return Answer.HELP
        case Asked.STATUS if not is_known:
            return Answer.UNKNOWN_NUMBER
        case Asked.STATUS:
            return Answer.NEWS if has_news else Answer.NO_NEWS
        case _:
            return Answer.PASSED_ON if is_known else Answer.UNKNOWN_NUMBER
