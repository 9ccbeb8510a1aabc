"""A client’s own questions: the list, one of them, and adding to it."""
