"""How plain an article is: the same check as that of letters. Pure."""

from collections.abc import Mapping

from guichet.foundation.languages import Language
from guichet.knowledge.rules.articles import Article, Wording
from guichet.knowledge.rules.prose import NAMED, plain
from guichet.language.plain import Kind, Report, check

# A figure stands for itself in its sentence, so that the marks around it stay where they are.
ANY_FIGURE = "100"


def plainness_of(article: Article) -> Mapping[Language, Report]:
    """Return how plain an article is in each language."""
    return {language: plainness(article.say(language), language) for language in Language}


def plainness(wording: Wording, language: Language) -> Report:
    """Return how plain an article is in one language: its answer and its body, without the names of figures."""
    return check(plain(NAMED.sub(ANY_FIGURE, f"{wording.answer}\n{wording.body}")), language, Kind.GUIDANCE)
