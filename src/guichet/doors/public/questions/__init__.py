"""Asking us in writing, and the page of a question: with what only its receipt told, without signing in."""
