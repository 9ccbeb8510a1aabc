"""Places in long lists, as addresses name them."""

from datetime import UTC, datetime

GREATEST = 2**63 - 1


def place_named(text: str) -> tuple[datetime, int] | None:
    """Return the place that `moment-number` names (seconds since 1970); None where it makes no sense."""
    moment, _dash, number = text.rpartition("-")
    try:
        return datetime.fromtimestamp(float(moment), tz=UTC), min(max(int(number), 0), GREATEST)
    except (ValueError, OverflowError, OSError):
        return None


def name_of(place: tuple[datetime, int]) -> str:
    """Return a place as an address names it."""
    moment, number = place
    return f"{moment.timestamp():.6f}-{number}"
