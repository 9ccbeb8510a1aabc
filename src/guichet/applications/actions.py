"""What may be done about files: all of it comes from the case system's feed, by the actions in `feed`."""

from guichet.applications.feed.actions import (
    Answer,
    NotABatch,
    Retried,
    ingest_lines,
    ingest_stream,
    retry_set_aside,
    take_in_request,
)
from guichet.applications.feed.batch import Refused
from guichet.applications.feed.lines import keepable
from guichet.applications.feed.mapping import BadMapping
from guichet.applications.feed.run import BrokenOff, Summary

__all__ = [
    "Answer",
    "BadMapping",
    "BrokenOff",
    "NotABatch",
    "Refused",
    "Retried",
    "Summary",
    "ingest_lines",
    "ingest_stream",
    "keepable",
    "retry_set_aside",
    "take_in_request",
]
