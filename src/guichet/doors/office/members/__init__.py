"""Offices of members of Parliament and senators: opened, closed, and what is asked by riding."""
