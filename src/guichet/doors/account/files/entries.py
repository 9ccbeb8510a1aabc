"""A timeline as a part of a page."""

from guichet.applications.queries import TimelinePage
from guichet.design import parts


def timeline_entries(timeline: TimelinePage) -> list[parts.TimelineEntry]:
    """Return what happened, each with what became of the message that told of it."""
    return [parts.TimelineEntry(at=line.at, title=line.sentence) for line in timeline.lines]
