"""The decisions about telling people: by which way, when, in what order, and what is answered. Pure."""

from guichet.notices.rules.carrying import (
    FAULT_OF,
    News,
    Reach,
    Way,
    has_arrived,
    has_come_back,
    next_way,
    pause_after,
    status_after,
    wait_before,
    way_to_tell,
)
from guichet.notices.rules.texting import Asked, answer_to, asked_in
from guichet.notices.rules.timing import Hours, Moment, Timing, Wishes, goes_at

__all__ = [
    "FAULT_OF",
    "Asked",
    "Hours",
    "Moment",
    "News",
    "Reach",
    "Timing",
    "Way",
    "Wishes",
    "answer_to",
    "asked_in",
    "goes_at",
    "has_arrived",
    "has_come_back",
    "next_way",
    "pause_after",
    "status_after",
    "wait_before",
    "way_to_tell",
]
