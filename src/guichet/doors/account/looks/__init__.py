"""Who opened a client’s file, and what the client may ask about it."""
