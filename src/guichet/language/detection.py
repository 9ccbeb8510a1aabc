"""In which language a text is written: English, French, or another that nobody here may read."""

from dataclasses import dataclass
from functools import cache
from threading import Lock
from typing import Any

from guichet.foundation.languages import Language

# Languages that people write to us in; the model knows more, and takes a short English text for a rare one of them.
_CODES = """
am ar az bg bn cs de el en es fa fi fr gu he hi hr ht hu hy id it ja ka kk km kn ko lo ml mn mr ms my ne nl pa
pl ps pt ro ru rw sk so sq sr sv sw ta te th tl tr uk ur uz vi zh
"""
KNOWN = _CODES.split()
# A text is in another language only where that is plain: this sure of it, and English and French this unlikely.
SURE_OTHER, AT_MOST_OURS = 0.5, 0.15
FEWEST_LETTERS = 6
LONGEST_TEXT = 1_000


@dataclass(frozen=True, slots=True)
class Detected:
    """The language of a text: None where it is neither official language; `code` names the one that it seems to be.

    `probability` is that of the official language it is taken for against the other, or of the other language.
    """

    language: Language | None
    code: str
    probability: float


def language_of(text: str, *, otherwise: Language) -> Detected:
    """Return the language of a text, however short; `otherwise` where it says nothing either way."""
    text = " ".join(text[:LONGEST_TEXT].split())
    if not any(one.isalpha() for one in text):
        return Detected(otherwise, otherwise.value, 0.5)
    with _LOCK:
        among_all = dict(_identifier().rank(text))
    english, french = among_all.get("en", 0.0), among_all.get("fr", 0.0)
    best = max(among_all, key=lambda code: (among_all[code], code))
    letters = sum(one.isalpha() for one in text)
    is_other = among_all[best] >= SURE_OTHER and english + french <= AT_MOST_OURS and letters >= FEWEST_LETTERS
    if is_other:
        return Detected(None, best, among_all[best])
    ours = english + french
    if ours == 0 or english == french:
        return Detected(otherwise, otherwise.value, 0.5)
    language = Language.EN if english > french else Language.FR
    return Detected(language, language.value, max(english, french) / ours)


_LOCK = Lock()


@cache
def _identifier() -> Any:
    # Half a second and 50 MB: loaded when first asked, so that a worker that reads no questions does without.
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    found = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    found.set_languages(KNOWN)
    return found
