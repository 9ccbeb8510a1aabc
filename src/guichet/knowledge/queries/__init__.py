"""What others may ask about guidance: articles, and the notices in force."""

from guichet.knowledge.finding import Finding, Match, find
from guichet.knowledge.queries.articles import (
    Overview,
    Published,
    VersionFacts,
    all_articles,
    article_ids,
    articles_of,
    now_part_of,
    published,
    published_of,
    titles,
    topics,
    versions,
)
from guichet.knowledge.queries.misses import Missed, MissedTopicFacts, is_missed, missed_topic, missed_topics
from guichet.knowledge.queries.next_steps import next_steps
from guichet.knowledge.queries.notices import (
    NoticeFacts,
    all_notices,
    notice_versions,
    notices_for,
)
from guichet.knowledge.queries.reading import Backlog, BacklogItem, backlog
from guichet.knowledge.queries.words import in_our_words, meant

__all__ = [
    "Backlog",
    "BacklogItem",
    "Finding",
    "Match",
    "Missed",
    "MissedTopicFacts",
    "NoticeFacts",
    "Overview",
    "Published",
    "VersionFacts",
    "all_articles",
    "all_notices",
    "article_ids",
    "articles_of",
    "backlog",
    "find",
    "in_our_words",
    "is_missed",
    "meant",
    "missed_topic",
    "missed_topics",
    "next_steps",
    "notice_versions",
    "notices_for",
    "now_part_of",
    "published",
    "published_of",
    "titles",
    "topics",
    "versions",
]
