"""Whether somebody may open a file without more, or must break the glass. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from guichet.identity.terms import Barrier, Protected, Purpose, Role


class Reach(StrEnum):
    """Whose files a role may open without more."""

    ASKED = "ASKED"
    OFFICE = "OFFICE"
    NONE = "NONE"


@dataclass(frozen=True, slots=True)
class NeedToKnow:
    """What a role may open without more: whose files, and for which purposes."""

    reach: Reach
    purposes: frozenset[Purpose]
    # Purposes that reach beyond one's own office: two records of one person may lie at two offices.
    anywhere: frozenset[Purpose] = frozenset()


@dataclass(frozen=True, slots=True)
class Wanted:
    """Whom somebody wants to open: the offices that have the files, what protects them, and whether it is themself."""

    offices: frozenset[str]
    protections: frozenset[Protected] = frozenset()
    is_own: bool = False


_PROTECTED = {
    Protected.SAFETY: Barrier.SAFETY,
    Protected.STAFF: Barrier.STAFF,
    Protected.PUBLIC_FIGURE: Barrier.PUBLIC_FIGURE,
}


def barrier(
    purpose: Purpose, wanted: Wanted, *, roles: Iterable[Role], office: str, needs: Mapping[Role, NeedToKnow]
) -> Barrier | None:
    """Return what stands between somebody and a file, or None where they may open it for this purpose.

    The widest of one's roles counts. A file that is protected asks for a reason of everybody, whatever their role.
    One's own file nobody opens at work. Source: Privacy Act, s. 7 and s. 8 (use and disclosure for the purpose only).
    """
    if wanted.is_own:
        return Barrier.OWN_FILE
    for protection in Protected:
        if protection in wanted.protections:
            return _PROTECTED[protection]
    reasons = [_of_role(purpose, wanted, office, needs[role]) for role in roles if role in needs]
    if not reasons:
        return Barrier.OTHER_OFFICE
    return None if None in reasons else reasons[0]


def _of_role(purpose: Purpose, wanted: Wanted, office: str, need: NeedToKnow) -> Barrier | None:
    if purpose not in need.purposes:
        return Barrier.OTHER_PURPOSE
    if need.reach is Reach.ASKED or purpose in need.anywhere:
        return None
    # Whom no office has yet, any office may receive.
    if need.reach is Reach.OFFICE and office and (not wanted.offices or office in wanted.offices):
        return None
    return Barrier.OTHER_OFFICE
