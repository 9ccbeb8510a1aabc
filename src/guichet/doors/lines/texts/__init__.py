"""Texts that people send to us."""
