"""A client, opened for a purpose: who they are, their files, what they were told."""
