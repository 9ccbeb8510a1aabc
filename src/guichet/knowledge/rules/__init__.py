"""What an article is, how it is read, how its text is taken apart, and when it is too old. Pure."""

from guichet.knowledge.rules.articles import Article, Wording
from guichet.knowledge.rules.changes import Change, changes
from guichet.knowledge.rules.freshness import freshness
from guichet.knowledge.rules.plainness import plainness, plainness_of
from guichet.knowledge.rules.prose import (
    Block,
    Figure,
    Heading,
    Inline,
    Link,
    Live,
    Paragraph,
    Points,
    Strong,
    figures_in,
    inline_of,
    links_in,
    plain,
    prose,
)

__all__ = [
    "Article",
    "Block",
    "Change",
    "Figure",
    "Heading",
    "Inline",
    "Link",
    "Live",
    "Paragraph",
    "Points",
    "Strong",
    "Wording",
    "changes",
    "figures_in",
    "freshness",
    "inline_of",
    "links_in",
    "plain",
    "plainness",
    "plainness_of",
    "prose",
]
