"""How often people had to come back."""
