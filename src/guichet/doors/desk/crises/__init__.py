"""Crises in which one answers: the list of families, one of them, the training of who was lent."""
