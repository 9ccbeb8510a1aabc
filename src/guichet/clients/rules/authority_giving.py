"""What may be given: a wish held against the policy of its kind. Pure."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Self

from guichet.clients.terms import AuthorityProof, AuthorityRefusal, AuthoritySource, Licence, Requester
from guichet.identity.terms import AuthorityKind, Disclosure, Level

# Given in the account, or by the law itself: no paper to compare.
WITHOUT_PAPER = {AuthoritySource.ONLINE}


@dataclass(frozen=True, slots=True, kw_only=True)
class KindPolicy:
    """What a kind of authority may allow at most, on what it rests, and how long it holds, as in force on a day."""

    code: str
    valid_from: date | None
    valid_to: date | None
    source: str
    status: str
    # As who its holder asks.
    requester: Requester
    sees: frozenset[Disclosure]
    acts: bool
    sources: frozenset[AuthoritySource]
    # What is asked for of a form on paper.
    proofs: frozenset[AuthorityProof]
    # Whether a second member of staff must see a form.
    two_staff: bool
    # How surely we must know a client who gives it in the account.
    level: Level
    must_end: bool
    # None: as long as one likes.
    longest: timedelta | None
    names_files: bool
    asks_licence: bool
    gets_notices: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What somebody is to be allowed: the scope, on what ground, from when to when."""

    kind: AuthorityKind
    sees: frozenset[Disclosure] = frozenset({Disclosure.STATUS})
    acts: bool = False
    files: frozenset[str] = frozenset()
    source: AuthoritySource = AuthoritySource.ONLINE
    proof: AuthorityProof = AuthorityProof.OWN_SIGN_IN
    form_version: str = ""
    signed_on: date | None = None
    # None: at once.
    starts_at: datetime | None = None
    # None: until it is taken back.
    ends_at: datetime | None = None

    def whole(self) -> Self:
        """Return the wish with what it implies: who may read letters may also know where the file stands."""
        return replace(self, sees=self.sees | {Disclosure.STATUS})


def refusal_to_give(
    wish: Wish,
    policy: KindPolicy,
    *,
    licence: Licence,
    level: Level,
    now: datetime,
    today: date,
    has_died: bool = False,
) -> AuthorityRefusal | None:
    """Return why this may not be given, or None where it may.

    A consent is given by the living, and an estate is settled only of somebody who died (`has_died`).
    `licence` is that of the helper, `level` how surely we know who gives it; staff with a paper form are known.
    """
    if has_died is not (wish.kind is AuthorityKind.ESTATE):
        return AuthorityRefusal.DECEASED if has_died else AuthorityRefusal.NOT_DECEASED
    starts_at = wish.starts_at or now
    if not wish.sees <= policy.sees or not wish.sees or (wish.acts and not policy.acts):
        return AuthorityRefusal.SCOPE
    if wish.source not in policy.sources or (wish.acts and wish.source in TOLD_ONLY):
        return AuthorityRefusal.SOURCE
    if not _proved(wish, policy, today=today):
        return AuthorityRefusal.PROOF
    if wish.source in WITHOUT_PAPER and level < policy.level:
        return AuthorityRefusal.LEVEL
    if policy.names_files and not wish.files:
        return AuthorityRefusal.FILES_NEEDED
    if wish.ends_at is None:
        if policy.must_end:
            return AuthorityRefusal.END_NEEDED
    elif wish.ends_at <= max(starts_at, now):
        return AuthorityRefusal.ENDS_TOO_SOON
    elif policy.longest is not None and wish.ends_at > starts_at + policy.longest:
        return AuthorityRefusal.TOO_LONG
    if policy.asks_licence and licence not in {Licence.UNPAID, Licence.VALID}:
        return AuthorityRefusal.LICENCE
    return None


def is_wider(wish: Wish, *, than: Wish, now: datetime) -> bool:
    """Return whether a wish allows anything that another did not: a class, a deed, a file, or a moment."""
    files = bool(than.files) and (not wish.files or not wish.files <= than.files)
    longer = than.ends_at is not None and (wish.ends_at is None or wish.ends_at > than.ends_at)
    earlier = (wish.starts_at or now) < (than.starts_at or now) and (than.starts_at or now) > now
    return not wish.sees <= than.sees or (wish.acts and not than.acts) or files or longer or earlier


# Papers by which one may be told, and never act. Source: form IMM 5475.
TOLD_ONLY = {
    AuthoritySource.IMM5475,
    AuthoritySource.WRITTEN,
    AuthoritySource.MP_CONSENT,
    AuthoritySource.ACCESS_CONSENT,
}


def _proved(wish: Wish, policy: KindPolicy, *, today: date) -> bool:
    """Return whether the proof is one that the ground asks for; a form must be signed, and not tomorrow."""
    if wish.source in WITHOUT_PAPER:
        return wish.proof in {AuthorityProof.OWN_SIGN_IN, AuthorityProof.DEMONSTRATION}
    if wish.proof not in policy.proofs | {AuthorityProof.DEMONSTRATION}:
        return False
    if wish.source is AuthoritySource.BY_LAW:
        return True
    # A day ahead of us in the east, it may be tomorrow there.
    return wish.signed_on is not None and wish.signed_on <= today + timedelta(days=1)
