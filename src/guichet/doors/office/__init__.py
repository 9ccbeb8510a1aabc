"""Managers: programs, standards, the feed, what is stuck."""
