"""A small knowledge for tests of the dialogue: words lead to articles, and nothing else does."""

from collections.abc import Mapping
from dataclasses import dataclass

from guichet.assistant.rules import Knows
from guichet.assistant.rules.phrases import plain


@dataclass(frozen=True, slots=True)
class Match:
    article_id: str
    probability: float


@dataclass(frozen=True, slots=True)
class Finding:
    ranked: tuple[Match, ...]
    confidence: float
    answered: bool


TITLES = {
    "program-sp-out": "Study permit",
    "study-children": "School for my children",
    "work-bring-family": "Bring my spouse and children",
    "fees-list": "What are the fees?",
    "times-how-long": "How long will it take?",
    "status-where-is-my-file": "Where is my application now?",
    "change-address": "Change my address",
    "contact-in-person": "See somebody in person",
    "privacy-safe": "I am in danger at home",
    "status-eligibility": "Status: review of eligibility",
    "contact-language": "English, French and interpreters",
}
# All the words of a row must stand in the text; the sum of a row's weight is what is found.
WORDS: Mapping[str, tuple[tuple[str, float], ...]] = {
    "program-sp-out": (("study permit", 0.9), ("permis d etudes", 0.9)),
    "work-bring-family": (("wife study", 0.95), ("study permit and for my wife", 0.95)),
    "fees-list": (("fees", 0.9), ("cost", 0.8), ("how much", 0.85)),
    "times-how-long": (("how long", 0.85), ("combien de temps", 0.85)),
    "status-where-is-my-file": (("where is my file", 0.9), ("ou en est", 0.9)),
    "change-address": (("address", 0.9),),
    "contact-in-person": (("appointment", 0.8),),
    "study-children": (("school", 0.29), ("children", 0.29)),
}


def find(text: str) -> Finding:
    words = plain(text)
    scores = {
        name: max((weight for said, weight in rows if said in words), default=0.0) for name, rows in WORDS.items()
    }
    ranked = sorted(((name, score) for name, score in scores.items() if score), key=lambda one: -one[1])
    best = ranked[0][1] if ranked else 0.0
    return Finding(tuple(Match(*one) for one in ranked), best, best >= 0.7)


KNOWS = Knows(
    find=find,
    title=lambda article: TITLES.get(article, ""),
    leads_to=lambda article: {"program-sp-out": ("work-bring-family",)}.get(article, ()),
    shows_file=lambda article: article.startswith("status-where"),
    is_shown=lambda article: article in TITLES,
)
