"""What codes are handed over to outside: the post. Each is a small class with one face, and has a stand-in."""
