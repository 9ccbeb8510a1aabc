"""A worked case of the finder: what somebody says on a day, and how one program stands for them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from guichet.programs.terms import Fit


@dataclass(frozen=True, slots=True, kw_only=True)
class FinderCase:
    """One person, one program. `lacks` are the conditions in the way; `from_day` when time alone takes them away."""

    code: str
    about: str
    on: date
    said: Mapping[str, str]
    expected: str
    from_day: date | None = None
    lacks: tuple[str, ...] = ()
    source: str = ""
    status: str = "C"
    valid_from: date | None = None
    valid_to: date | None = None

    @property
    def fit(self) -> Fit:
        """Return how the program stands."""
        return Fit(self.expected)
