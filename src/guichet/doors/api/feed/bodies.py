"""The body of a request, taken in whole before anything is done with it, in little memory."""

import hashlib
import tempfile
from contextlib import ExitStack
from dataclasses import dataclass
from typing import IO

from django.http import HttpRequest
from django.http.request import UnreadablePostError

from guichet.doors.api.problems import Problem

LARGEST = 20_000_000
# A JSON array must be read whole, at some ten times its size in memory; lines need not.
LARGEST_ARRAY = 2_000_000
MOST_LINES = 100_000
HELD_IN_MEMORY = 1_000_000
CHUNK = 1 << 16

LINES = {"", "application/x-ndjson", "application/ndjson", "application/jsonl", "text/plain"}
ARRAYS = {"application/json", "application/cloudevents-batch+json", "application/cloudevents+json"}


@dataclass(frozen=True, slots=True)
class Body:
    """A body on our side, from its beginning."""

    stream: IO[bytes]
    digest: str
    is_array: bool


def taken_in(request: HttpRequest, keeper: ExitStack) -> Body:
    """Return the body of a request; `keeper` removes it in the end. Raises Problem."""
    kind = request.content_type or ""
    if kind not in LINES | ARRAYS or request.headers.get("Content-Encoding", "identity") != "identity":
        raise Problem("WRONG_MEDIA_TYPE")
    length = request.headers.get("Content-Length", "")
    if not length and "Transfer-Encoding" in request.headers:
        raise Problem("LENGTH_NEEDED")
    largest = LARGEST_ARRAY if kind in ARRAYS else LARGEST
    if length.isdecimal() and int(length) > largest:
        raise Problem("TOO_LARGE", f"{length} > {largest}")
    stream = tempfile.SpooledTemporaryFile(HELD_IN_MEMORY)  # noqa: SIM115 (closed by the keeper, after its last use)
    keeper.enter_context(stream)
    digest, size, lines = hashlib.sha256(kind.encode()), 0, 0
    try:
        while chunk := request.read(CHUNK):
            size, lines = size + len(chunk), lines + chunk.count(b"\n")
            if size > largest:
                raise Problem("TOO_LARGE", f"> {largest}")
            digest.update(chunk)
            stream.write(chunk)
    except UnreadablePostError:
        raise Problem("MALFORMED") from None
    if lines > MOST_LINES:
        raise Problem("TOO_LARGE", f"{lines} > {MOST_LINES}")
    stream.seek(0)
    if stream.read(2) == b"\x1f\x8b":
        raise Problem("WRONG_MEDIA_TYPE", "gzip")
    stream.seek(0)
    return Body(stream, digest.hexdigest(), kind in ARRAYS)
