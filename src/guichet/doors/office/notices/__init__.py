"""Notices: written, seen as each audience sees them, published, withdrawn."""
