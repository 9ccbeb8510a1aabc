"""What an article is, how it is read, how its text is taken apart, and when it is too old. Pure."""

from guichet.knowledge.rules.articles import Article, Wording
from guichet.knowledge.rules.backlog import BacklogLine, ranked
from guichet.knowledge.rules.changes import Change, changes
from guichet.knowledge.rules.freshness import freshness
from guichet.knowledge.rules.notices import (
    Place,
    PublicNotice,
    concerns,
    faults_of_notice,
    in_order,
    plainness_of_notice,
    refusal_to_publish,
)
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
    "BacklogLine",
    "Block",
    "Change",
    "Figure",
    "Heading",
    "Inline",
    "Link",
    "Live",
    "Paragraph",
    "Place",
    "Points",
    "PublicNotice",
    "Strong",
    "Wording",
    "changes",
    "concerns",
    "faults_of_notice",
    "figures_in",
    "freshness",
    "in_order",
    "inline_of",
    "links_in",
    "plain",
    "plainness",
    "plainness_of",
    "plainness_of_notice",
    "prose",
    "ranked",
    "refusal_to_publish",
]
