"""Telling people: a notice for each visible change, how it was sent, and whether it arrived."""
