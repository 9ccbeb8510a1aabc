"""The form of a crisis that is open."""
