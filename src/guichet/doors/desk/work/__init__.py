"""Tasks that wait for a person: the list, one of them, and taking, giving back, finishing it."""
