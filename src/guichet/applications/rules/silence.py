"""Whether a file has been silent for so long that its client is told that nothing is wrong. Pure."""

from dataclasses import dataclass
from datetime import datetime, timedelta

# Where nothing can be said now (it is the client's turn, or they want no such words) it is looked at again so soon.
LOOK_AGAIN = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Pace:
    """How often we write in a silence: first after so long, then every so long."""

    first: timedelta
    every: timedelta


@dataclass(frozen=True, slots=True)
class Quiet:
    """What is known of a silence when it is looked at."""

    # When the client last heard of anything, and whether that was one of these words.
    news_at: datetime
    word_at: datetime | None
    is_over: bool
    is_clients_turn: bool
    wants_words: bool


@dataclass(frozen=True, slots=True)
class Look:
    """What follows from looking: whether to write now, and when to look again; None once the file is over."""

    write: bool
    again: datetime | None


def look_at(quiet: Quiet, pace: Pace, now: datetime) -> Look:
    """Return whether to write now into the silence, and when to look at it again.

    Never while it is the client's turn: then something is needed, and that was said. News that came since count as
    the last word, and begin a new silence.
    """
    if quiet.is_over:
        return Look(write=False, again=None)
    due = next_word(quiet.news_at, quiet.word_at, pace)
    if due > now:
        return Look(write=False, again=due)
    if quiet.is_clients_turn or not quiet.wants_words:
        return Look(write=False, again=now + LOOK_AGAIN)
    return Look(write=True, again=now + pace.every)


def next_word(news_at: datetime, word_at: datetime | None, pace: Pace) -> datetime:
    """Return when the next word is due: after the news, or after the last word where nothing came since."""
    if word_at is None or word_at <= news_at:
        return news_at + pace.first
    return word_at + pace.every
