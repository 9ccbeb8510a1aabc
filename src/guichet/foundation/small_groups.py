"""Counts of people, shown so that nobody is told apart: small groups are left out, and what would give them away. Pure.

A group of one to four people could be known again by those who know one of them. A group that is left out alone could
be reckoned from the total: then the next smallest goes with it.
"""

from collections.abc import Hashable, Mapping
from typing import TypeVar

# The smallest group that is shown. Source: Treasury Board guidance on privacy in small groups; a common house rule.
LEAST = 5
K = TypeVar("K", bound=Hashable)


def guarded(counts: Mapping[K, int], *, least: int = LEAST) -> dict[K, int | None]:
    """Return the counts of groups that do not overlap, None for those that are not shown; nought tells of nobody.

    Whoever knows the total as well can reckon no group smaller than `least`: what is left out is never one group
    alone, and holds `least` people or more, or else all that there is.
    """
    hidden = {group for group, count in counts.items() if 0 < count < least}
    if hidden:
        # The smallest first; among equals the order in which they came.
        others = sorted((group for group, count in counts.items() if count >= least), key=lambda group: counts[group])
        while others and (len(hidden) < 2 or sum(counts[group] for group in hidden) < least):
            hidden.add(others.pop(0))
    return {group: None if group in hidden else count for group, count in counts.items()}


def guarded_total(counts: Mapping[K, int], *, least: int = LEAST) -> int | None:
    """Return how many people there are in all groups; None where so few that the total is itself a small group."""
    total = sum(counts.values())
    return None if 0 < total < least else total
