"""What offices of Parliament asked about one’s own file, and what they were answered."""
