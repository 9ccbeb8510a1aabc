"""The files that came with a question: what became of each, and opening those that were found clean."""
