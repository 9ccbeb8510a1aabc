"""Guidance, as everybody reads it."""
