"""How long plans are kept and how often codes may be tried, from dated files that a department lays its own over."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path

from django.conf import settings

from guichet.foundation.dated import fields
from guichet.foundation.dated.fields import Field
from guichet.foundation.dated.problems import FaultyData, Problem
from guichet.foundation.dated.records import Found, Kind, Record, read
from guichet.foundation.dated.rows import Rows

FOLDER = "plans"
PACKAGE = Path(__file__).parent / "data"
_NAMES = ("code_days", "account_days", "wrong_codes_per_hour", "begun_per_hour")
KINDS = [Kind("plans", "policy.yaml", dict.fromkeys(_NAMES, Field(fields.whole)), nom="projets")]


@dataclass(frozen=True, slots=True)
class PlanPolicy:
    """Times and limits, as in force on a day. See `data/policy.yaml`."""

    by_code: timedelta
    by_account: timedelta
    wrong_codes_per_hour: int
    begun_per_hour: int

    def lasts(self, *, in_account: bool) -> timedelta:
        """Return for how long a plan is kept after it was last used."""
        return self.by_account if in_account else self.by_code


def plan_policy(on: date) -> PlanPolicy:
    """Return the times and limits of plans on a day. Raises FaultyData where a file has a fault."""
    values = _rows(settings.DATA_FOLDER).row("PLANS", on).values
    return PlanPolicy(
        by_code=timedelta(days=values["code_days"]),
        by_account=timedelta(days=values["account_days"]),
        wrong_codes_per_hour=values["wrong_codes_per_hour"],
        begun_per_hour=values["begun_per_hour"],
    )


def problems(folder: Path | None = None) -> list[Problem]:
    """Return all that is wrong with the policy, a department's `folder` laid over the package's."""
    return sorted(_found_in(folder).problems)


def _found_in(folder: Path | None) -> Found:
    own = folder / FOLDER if folder else None
    return read(KINDS, PACKAGE, own if own and own.is_dir() else None)


@lru_cache(maxsize=8)
def _rows(folder: str) -> Rows[Record]:
    found = _found_in(Path(folder) if folder else None)
    if found.problems:
        raise FaultyData(list(found.problems))
    return Rows("plans", found.of("plans"))
