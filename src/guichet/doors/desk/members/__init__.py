"""What offices of Parliament ask about constituents’ files: read, answered once for both, asked back."""
