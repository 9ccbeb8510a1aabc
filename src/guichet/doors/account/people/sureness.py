"""How surely we know who sits at the page: the one place where the pages of authority ask."""

from guichet.doors.entrance import Visit
from guichet.doors.known import Known
from guichet.identity.terms import Act, Level


def level_of(visit: Visit) -> Level:
    """Return how surely we know who asks."""
    return visit.viewer.level


def is_sure_enough(visit: Visit) -> bool:
    """Return whether we know surely enough who asks to let them say who may see or act for them."""
    return Known.of(visit, visit.entrance.at).is_enough(visit.viewer, act=Act.CHANGE_REPRESENTATIVE)
