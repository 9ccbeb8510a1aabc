"""How surely we know who sits at the page: the one place where the pages of authority ask."""

from guichet.doors.entrance import Visit
from guichet.identity.terms import Level


def level_of(visit: Visit) -> Level:
    """Return how surely we know who asks. Whoever has signed in to an account is known as such."""
    return Level.SIGNED_IN if visit.viewer.user_id is not None else Level.NONE
