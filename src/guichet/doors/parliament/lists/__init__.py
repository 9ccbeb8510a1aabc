"""Many files at once, and what is asked most in a riding."""
