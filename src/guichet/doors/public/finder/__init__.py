"""Find your program: questions one by one, and every program with why it fits or not."""
