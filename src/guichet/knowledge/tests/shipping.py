"""The articles that come with the service, read once for all tests: reading them takes about a second each time."""

from collections.abc import Mapping
from functools import cache

from guichet.knowledge.rules import Article
from guichet.knowledge.shipped import Shipped, shipped


@cache
def as_shipped() -> Shipped:
    """Return the articles and what is wrong with them. Nobody can change an article: they are frozen."""
    return shipped()


def shipped_articles() -> Mapping[str, Article]:
    """Return the articles by id."""
    return as_shipped().articles
