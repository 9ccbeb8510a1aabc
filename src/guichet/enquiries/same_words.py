"""What stands for the words of a message where they are said again. Made with the keys that seal: it tells nothing."""

import re

from guichet.foundation.sealing import marks
from guichet.language.names import fold

_REPLY = re.compile(r"^(?:\s*(?:re|fw|fwd|tr|rép)\s*:)+", re.IGNORECASE)
# Fewer letters say too little: "hello?" is not the same question twice.
SHORTEST = 20


def marks_of(subject: str, text: str) -> list[str]:
    """Return the marks of a message, newest key first; none for one that says too little to be known again."""
    words = " ".join(re.findall(r"\w+", fold(f"{_REPLY.sub('', subject)} {text}")))
    return marks(words) if len(words) >= SHORTEST else []
