"""What stands in the addresses of the feed's pages. Anything that makes no sense is left out, not an error."""

from dataclasses import dataclass

from django.http import QueryDict

from guichet.applications.terms import RunState, SetAsideReason
from guichet.doors.staff import whole


@dataclass(frozen=True, slots=True)
class RunFilter:
    """Which runs are shown."""

    state: RunState | None
    open_rows_only: bool
    before: int | None

    @classmethod
    def of(cls, query: QueryDict) -> "RunFilter":
        """Read it from an address."""
        state = query.get("state", "")
        return cls(
            RunState(state) if state in RunState.values else None,
            query.get("rows") == "open",
            whole(query.get("before")),
        )

    def kept(self) -> dict[str, object]:
        """Return what the address of the next page must say again."""
        return {"state": self.state.value if self.state else "", "rows": "open" if self.open_rows_only else ""}


@dataclass(frozen=True, slots=True)
class RowFilter:
    """Which rows of a run are shown: of one reason or all, to be mended or mended since."""

    reason: SetAsideReason | None
    mended: bool
    after: int | None

    @classmethod
    def of(cls, query: QueryDict) -> "RowFilter":
        """Read it from an address."""
        return cls(reason_in(query), query.get("rows") == "mended", whole(query.get("after")))

    def kept(self) -> dict[str, object]:
        """Return what the address of the next page must say again."""
        return {"reason": self.reason.value if self.reason else "", "rows": "mended" if self.mended else ""}


def reason_in(query: QueryDict) -> SetAsideReason | None:
    """Return the reason that an address or a form names, or None."""
    reason = query.get("reason", "")
    return SetAsideReason(reason) if reason in SetAsideReason.values else None
