"""Notices in force, for everyone."""
