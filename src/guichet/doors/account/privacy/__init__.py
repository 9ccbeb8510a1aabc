"""What is held about a client, a copy of it, and having it put right."""
