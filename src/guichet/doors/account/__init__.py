"""Clients, signed in, about their own files."""
