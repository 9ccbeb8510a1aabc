"""Offices of members of Parliament and senators: constituents who consent, their files, and what is asked."""
