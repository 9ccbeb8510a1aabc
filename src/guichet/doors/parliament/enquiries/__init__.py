"""What an office asks about a file, how it is answered, and what is said."""
