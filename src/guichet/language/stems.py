"""The words of a text as stems: what is left of a word when its ending and its accents are gone. Pure.

A word is stemmed first and loses its accents after, at the index and at the question alike: the other way round
«refusées» and «refusé» would not meet. What says nothing by itself («the», «comment») is left out.
"""

import re
import unicodedata
from functools import lru_cache

from Stemmer import Stemmer

from guichet.foundation.languages import Language

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*", re.UNICODE)
_ELIDED = re.compile(r"^(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu|quoiqu)['’]", re.IGNORECASE)
# Longer than any word of either language: what is longer is noise, and a stemmer need not read it.
LONGEST_WORD = 40
_ENGLISH = """
a about am an and any are as at be been being but by can could did do does doing for from get got had has have
having he her hers him his how i if im in into is it its ive just me my of on or our ours please she should so
some than that the their them then there these they this those to too up us was we were what when where which
while who whom why will with would you your yours dont doesnt didnt cant
"""
_FRENCH = """
a ai ainsi alors apres as au aucun aussi autre aux avec avoir avait ce cela ces cet cette ceci celle celui ceux
chez ci combien comme comment d dans de des donc dont du elle elles en encore es est et etait ete etes etre eu
faire fait faut font il ils j je l la le les leur leurs lors lui m ma mais me mes moi mon n ne nos notre nous on
ont ou par pas plus pour pourquoi puis puisque qu quand que quel quelle quelles quels qui quoi s sa sans se sera
ses si soit son sont suis sur t ta te tes toi ton tous tout toute toutes tres tu un une va vers veux voici voila
vos votre vous y
"""
STOP_WORDS = {Language.EN: frozenset(_ENGLISH.split()), Language.FR: frozenset(_FRENCH.split())}


def fold(text: str) -> str:
    """Return a text in small letters without accents, ligatures taken apart."""
    folded = text.lower().replace("œ", "oe").replace("æ", "ae")
    return "".join(one for one in unicodedata.normalize("NFKD", folded) if not unicodedata.combining(one))


def words_of(text: str) -> list[str]:
    """Return the words of a text in small letters, accents kept, elided articles and apostrophes gone."""
    return [word for found in _WORD.findall(text.lower()) if (word := _plain(found))]


def stems(text: str, language: Language) -> list[str]:
    """Return the stems of what says something in a text of a language, in order; never longer than its words."""
    return [stem for word in words_of(text) if (stem := stem_of(word, language))]


@lru_cache(maxsize=65_536)
def stem_of(word: str, language: Language) -> str:
    """Return the stem of one word without accents; empty for a word that says nothing by itself."""
    word = word[:LONGEST_WORD]
    if fold(word) in STOP_WORDS[language]:
        return ""
    # A stemmer holds state while it reads a word: one for each call is cheap, and each word is read once.
    return fold(Stemmer("french" if language is Language.FR else "english").stemWord(word))


def _plain(word: str) -> str:
    rest = _ELIDED.sub("", word)
    return rest.replace("’", "").replace("'", "")
