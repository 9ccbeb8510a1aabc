"""The synthetic country: invented people and files, the same for the same seed."""
