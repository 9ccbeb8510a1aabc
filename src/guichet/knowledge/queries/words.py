"""What others may ask about the words of a question, before an answer is looked for."""

from guichet.foundation.languages import Language
from guichet.knowledge import policy
from guichet.knowledge.rules import synonyms
from guichet.knowledge.vocabulary import vocabulary


def in_our_words(text: str, language: Language) -> str:
    """Return a text of a language with what we call otherwise replaced by our own word. Raises FaultyData."""
    return policy.synonyms().in_our_words(text, language)


def meant(text: str) -> str:
    """Return a text with what is probably mistyped put right; empty where nothing is. Raises FaultyData."""
    return synonyms.meant(text, vocabulary().spellings, policy.synonyms().words)
