"""Everybody, without signing in."""
