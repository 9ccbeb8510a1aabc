"""Machines beside us: health, metrics."""
