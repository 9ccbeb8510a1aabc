"""A client’s household: who lives with them, and what each adult lets each other one see."""
