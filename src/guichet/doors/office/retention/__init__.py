"""Keeping no longer than needed: rules, holds, disposals by two people, and their certificates."""
