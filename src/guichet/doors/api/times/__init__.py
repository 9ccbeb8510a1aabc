"""Processing times, for everyone; and the range of one file, for machines that were let in."""
