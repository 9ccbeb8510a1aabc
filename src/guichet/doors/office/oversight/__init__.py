"""Watching over looking: reviews, clients’ questions, investigations, protected files, and the log itself."""
