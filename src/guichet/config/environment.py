"""What the surroundings say: the few values that a department sets from outside, read in one place."""

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
# How many threads numpy’s arithmetic takes in a process.
THREADS = "OPENBLAS_NUM_THREADS"
VAR = Path(os.environ.get("GUICHET_VAR", ROOT / "var"))


def text(name: str, default: str = "") -> str:
    """Return the environment variable `name`, or `default` where it is not set."""
    return os.environ.get(name, default)


def flag(name: str, *, default: bool) -> bool:
    """Return whether `name` says yes (1, true, yes, on); `default` where it is not set."""
    value = os.environ.get(name)
    return default if value is None else value.strip().lower() in {"1", "true", "yes", "on"}


def whole(name: str, default: int) -> int:
    """Return `name` as a whole number; `default` where it is not set. Raises ValueError on anything else."""
    value = os.environ.get(name)
    return default if value is None else int(value)


def words(name: str, default: str = "") -> list[str]:
    """Return the comma-separated words of `name`, without blanks."""
    return [word for word in (part.strip() for part in text(name, default).split(",")) if word]


def named(name: str, default: str = "") -> dict[str, str]:
    """Return the comma-separated `name:value` pairs of `name`, in their order, each name once.

    Raises ValueError on anything else.
    """
    pairs = [word.partition(":") for word in words(name, default)]
    if not all(key and colon and value for key, colon, value in pairs):
        raise ValueError(f"{name} is a list of name:value, parted by commas")
    found = {key: value for key, _, value in pairs}
    if len(found) < len(pairs):
        raise ValueError(f"{name} says a name twice")
    return found
