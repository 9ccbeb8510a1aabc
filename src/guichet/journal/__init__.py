"""What happened, and what is owed because of it. Knows no room; nothing in it is ever changed."""
