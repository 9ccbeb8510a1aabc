"""When an article is too old: it says so for a while, and then it leaves. Pure."""

from datetime import date, timedelta

from guichet.knowledge.terms import Freshness


def freshness(review_by: date, on: date, grace: timedelta) -> Freshness:
    """Return how fresh an article is on a day: after `review_by` it says so, and after the `grace` it is not shown."""
    if on <= review_by:
        return Freshness.REVIEWED
    return Freshness.OVERDUE if on <= review_by + grace else Freshness.GONE
