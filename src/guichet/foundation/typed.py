"""What people type and paste, made fit to be kept."""


def readable(text: str) -> str:
    """Return a text without signs that nobody sees (control characters, marks of direction) and without outer space."""
    return "".join(one for one in text if one.isprintable() or one.isspace()).strip()
