"""Who works in an office."""
