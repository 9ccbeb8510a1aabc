"""Showing more of oneself, and coming back to where one was."""
