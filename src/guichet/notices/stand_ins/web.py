"""The stand-ins' web server: the text provider's interface, and a page that shows all that was received."""

import json
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, ClassVar
from urllib.parse import parse_qs, urlsplit

import requests

from guichet.foundation.languages import Language
from guichet.notices.stand_ins import pages
from guichet.notices.stand_ins.behaviour import Behaviour, Mode
from guichet.notices.stand_ins.kept import Kept, Thing
from guichet.notices.stand_ins.texts import Refusal, TextProvider, as_callback, as_received

LONGEST_BODY = 1_000_000
# The page shows our own e-mails, whose styles are inline; nothing in it may run or fetch.
POLICY = "default-src 'none'; style-src 'unsafe-inline'; frame-src 'self'"
JSON = "application/json"
HTML = "text/html; charset=utf-8"


@dataclass(frozen=True, slots=True)
class Answer:
    """What is sent back."""

    status: HTTPStatus
    kind: str
    body: bytes
    headers: tuple[tuple[str, str], ...] = ()


class WebServer:
    """The server, on a loopback port, in a thread of its own. Port 0 takes any that is free."""

    def __init__(self, provider: TextProvider, mail: Kept, *, port: int, callback: "Callback | None" = None) -> None:
        handler = type("Handler", (_Handler,), {"provider": provider, "mail": mail, "callback": callback})
        self._server = ThreadingHTTPServer(("127.0.0.1", port), handler)
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True)

    def start(self) -> int:
        """Listen; return the port."""
        self._thread.start()
        return int(self._server.server_address[1])

    def stop(self) -> None:
        """Listen no more."""
        self._server.shutdown()
        self._server.server_close()


@dataclass(frozen=True, slots=True)
class Callback:
    """Where the service tells what became of a message."""

    url: str
    token: str

    def tell(self, provider: TextProvider, name: str) -> None:
        """Tell of a message once that is known, trying a few times."""
        time.sleep(provider.delivers_after + 0.05)
        for wait in (1, 5, 25, 0):
            try:
                answer = requests.post(
                    self.url,
                    data=as_callback(provider.described(name)),
                    headers={"Authorization": f"Bearer {self.token}", "Content-Type": JSON},
                    timeout=10,
                )
                if answer.ok:
                    return
            except requests.RequestException:
                pass
            time.sleep(wait)

    def answer(self, number: str, words: str) -> bool:
        """Pass on a text that somebody in the demonstration wrote back; return whether it was taken."""
        try:
            answer = requests.post(
                self.url.replace("notify-callback", "notify-received-text"),
                data=as_received(number, words),
                headers={"Authorization": f"Bearer {self.token}", "Content-Type": JSON},
                timeout=10,
            )
        except requests.RequestException:
            return False
        return answer.ok


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    # Head and body leave apart: held back, each answer would cost 40 ms.
    disable_nagle_algorithm = True
    provider: ClassVar[TextProvider]
    mail: ClassVar[Kept]
    callback: ClassVar[Callback | None]

    def do_GET(self) -> None:
        """Answer a question."""
        self._answer(self._got)

    def do_POST(self) -> None:
        """Take a message, or an order to misbehave."""
        self._answer(self._posted)

    def log_message(self, format: str, *args: object) -> None:
        """Log nothing: what was received is on the page."""

    def _answer(self, make: Callable[[], Answer | None]) -> None:
        try:
            answer = make()
        except Refusal as refusal:
            answer = _json(refusal.body, refusal.status)
        if answer is None:
            self.close_connection = True
            return
        self.send_response(answer.status)
        headers = (("Content-Type", answer.kind), ("Content-Length", str(len(answer.body))), *answer.headers)
        for name, value in headers:
            self.send_header(name, value)
        with suppress(ConnectionError):  # a client that lost its patience has gone
            self.end_headers()
            self.wfile.write(answer.body)

    def _got(self) -> Answer | None:
        url = urlsplit(self.path)
        asked = parse_qs(url.query)
        if url.path.startswith("/v2/"):
            if trouble := self._trouble():
                return trouble
            self.provider.admit(self.headers.get("Authorization", ""))
            if url.path == "/v2/notifications":
                return _json(self.provider.listed(asked.get("reference", [None])[0]))
            return _json(self.provider.described(url.path.rpartition("/")[2]))
        language = Language.of(asked.get("language", [self.headers.get("Accept-Language", "en")])[0])
        page = pages.page(url.path, language, emails=self.mail.things, texts=self.provider.kept.things,
                          can_answer=self.callback is not None)  # fmt: skip
        if page is None:
            return _json({"errors": ["no such page"]}, HTTPStatus.NOT_FOUND)
        return Answer(HTTPStatus.OK, HTML, page.encode(), (("Content-Security-Policy", POLICY),))

    def _posted(self) -> Answer | None:
        if urlsplit(self.path).path == "/answer":
            return self._answered()
        body = self._body()
        if self.path == "/misbehave":
            return self._told(self.provider.behaviour, body)
        if self.path not in {"/v2/notifications/sms", "/v2/notifications/letter"}:
            return _json({"errors": ["no such address"]}, HTTPStatus.NOT_FOUND)
        if trouble := self._trouble():
            return trouble
        self.provider.admit(self.headers.get("Authorization", ""))
        if self.path.endswith("/letter"):
            return _json(self.provider.take_letter(body), HTTPStatus.CREATED)
        taken = self.provider.take(body)
        if self.callback:
            threading.Thread(target=self.callback.tell, args=(self.provider, taken["id"]), daemon=True).start()
        if self.provider.mode is Mode.SLOW:
            time.sleep(self.provider.behaviour.seconds)
        return None if self.provider.mode is Mode.HANG_UP else _json(taken, HTTPStatus.CREATED)

    def _answered(self) -> Answer:
        """Pass on what a person in the demonstration answers to a text, and show the page again."""
        said = parse_qs(self._raw().decode("utf-8", "replace"))
        number, words = said.get("number", [""])[0], said.get("words", [""])[0]
        if self.callback is None or not number or not words:
            return _json({"errors": ["nobody to answer, or nothing said"]}, HTTPStatus.BAD_REQUEST)
        if not self.callback.answer(number, words):
            return _json({"errors": ["the service did not take it"]}, HTTPStatus.BAD_GATEWAY)
        # By its language only: what is sent back to the browser is nobody's to choose.
        language = Language.of(parse_qs(urlsplit(self.path).query).get("language", ["en"])[0])
        return Answer(HTTPStatus.SEE_OTHER, HTML, b"", (("Location", f"/?language={language}"),))

    def _told(self, behaviour: Behaviour, body: Any) -> Answer:
        try:
            behaviour.tell(body)
        except ValueError as error:
            return _json({"errors": [str(error)]}, HTTPStatus.BAD_REQUEST)
        return _json({"modes": behaviour.modes})

    def _trouble(self) -> Answer | None:
        match self.provider.mode:
            case Mode.DOWN:
                return _json({"errors": ["out of order"]}, HTTPStatus.SERVICE_UNAVAILABLE)
            case Mode.NONSENSE:
                return Answer(HTTPStatus.OK, HTML, b"<html><body>Welcome to the hotel's network</body></html>")
            case Mode.BUSY:
                busy = _json({"errors": [{"error": "TooManyRequestsError"}]}, HTTPStatus.TOO_MANY_REQUESTS)
                return Answer(busy.status, busy.kind, busy.body, (("Retry-After", "1"),))
        return None

    def _body(self) -> Any:
        try:
            return json.loads(self._raw())
        except ValueError as error:
            raise Refusal(HTTPStatus.BAD_REQUEST, "BadRequestError", "Invalid JSON supplied") from error

    def _raw(self) -> bytes:
        length = self.headers.get("Content-Length", "0")
        if not length.isdigit() or int(length) > LONGEST_BODY:
            self.close_connection = True
            raise Refusal(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "BadRequestError", "the body is too long")
        return self.rfile.read(int(length))


def _json(said: Thing, status: HTTPStatus = HTTPStatus.OK) -> Answer:
    return Answer(status, JSON, json.dumps(said).encode())
