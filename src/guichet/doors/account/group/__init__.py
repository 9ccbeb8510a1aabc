"""A group of sponsors: who belongs to it, who sees how much, and who of those they sponsor has said yes."""
