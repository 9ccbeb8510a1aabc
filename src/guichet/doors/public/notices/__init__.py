"""Notices in force, all of them."""
