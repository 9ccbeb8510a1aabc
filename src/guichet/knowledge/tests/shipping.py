"""The articles that come with the service, read once for all tests: reading them takes about a second each time."""

from collections.abc import Mapping
from functools import cache

from guichet.knowledge.rules import Article
from guichet.knowledge.rules.articles import FEWEST_QUESTIONS
from guichet.knowledge.shipped import Shipped, shipped


@cache
def as_shipped() -> Shipped:
    """Return the articles and what is wrong with them. Nobody can change an article: they are frozen."""
    return shipped()


def shipped_articles() -> Mapping[str, Article]:
    """Return the articles by id."""
    return as_shipped().articles


@cache
def with_few_questions(name: str) -> Article:
    """Return an article with its first questions only: a few of these are learnt in a moment."""
    content = shipped_articles()[name].model_dump(mode="json")
    for language in ("en", "fr"):
        content[language]["questions"] = content[language]["questions"][:FEWEST_QUESTIONS]
    return Article.model_validate(content)
