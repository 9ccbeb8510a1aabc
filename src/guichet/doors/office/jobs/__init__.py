"""Jobs that keep failing, and trying them again."""
