"""What providers tell us by themselves: what became of a message."""
