"""How well questions are read, by class and by language."""
