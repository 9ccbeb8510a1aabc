"""Reaching a client whom no message reached, and reading what they texted."""
