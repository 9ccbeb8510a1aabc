"""When looking is unusual. Pure."""

from guichet.oversight.rules.unusual import Background, Flag, Limit, Seen, unusual

__all__ = ["Background", "Flag", "Limit", "Seen", "unusual"]
