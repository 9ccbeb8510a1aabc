"""Messages from where a department keeps them: a file, an mbox, a folder of files, a Maildir."""

import re
from collections.abc import Iterator
from pathlib import Path

_MBOX = b"From "
# As programs write it between messages: who, a day, a time, a year. A sentence may begin with “From” too.
_BETWEEN = re.compile(rb"From \S*\s.*\d\d:\d\d.*\d{4}")


def messages_in(path: Path) -> Iterator[tuple[str, bytes]]:
    """Yield each message with the name of its place. Raises OSError, at the message that cannot be read.

    A folder is read in the order of its names. A file that begins with “From ” is an mbox, which is never held in
    memory whole; any other is one message.
    """
    if path.is_dir():
        for file in sorted(path.rglob("*")):
            if file.is_file() and not any(part.startswith(".") for part in file.relative_to(path).parts):
                yield from messages_in(file)
        return
    with path.open("rb") as opened:
        if opened.read(len(_MBOX)) != _MBOX:
            yield str(path), path.read_bytes()
            return
        opened.seek(0)
        lines: list[bytes] = []
        number, after_blank = 1, False
        for line in opened:
            if after_blank and _BETWEEN.match(line[:500]):
                yield f"{path}:{number}", b"".join(lines)
                lines, number = [], number + 1
            lines.append(line)
            after_blank = not line.strip(b"\r\n")
        yield f"{path}:{number}", b"".join(lines)
