"""Turning off the words that we write in a long silence, from a message, without signing in."""
