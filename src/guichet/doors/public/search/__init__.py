"""One box for everything: answers, tools, programs, and one’s own files."""
