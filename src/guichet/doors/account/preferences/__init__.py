"""In which language and by which way we write to a client."""
