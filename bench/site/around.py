"""What stands around the pages while they are measured."""

import time
from collections.abc import Callable
from typing import Any

from django.db import connection
from django.http import HttpRequest, HttpResponse


class Measured:
    """A middleware around all others: tells with each answer how long it took and how often the database was asked."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        asked = 0

        def count(execute: Callable[..., Any], *words: Any) -> Any:
            nonlocal asked
            asked += 1
            return execute(*words)

        begun = time.perf_counter()
        with connection.execute_wrapper(count):
            answer = self.get_response(request)
        answer["X-Bench-Milliseconds"] = f"{(time.perf_counter() - begun) * 1000:.3f}"
        answer["X-Bench-Queries"] = str(asked)
        return answer
