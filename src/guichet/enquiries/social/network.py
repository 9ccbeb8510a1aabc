"""The networks on which we post: by a service that stands between, or by a stand-in that keeps posts in a folder."""

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Protocol

import requests
from django.conf import settings

TIMEOUT_SECONDS = 15
TAKEN_BEFORE = 409


class NotPosted(Exception):
    """The post is not there: try again later."""


class RefusedForGood(NotPosted):
    """The post will never be taken, however often it is tried."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicPost:
    """What is posted under which post. The same `reference` again is the same post."""

    reference: str
    network: str
    answers: str
    language: str
    text: str


class Network(Protocol):
    """Whatever posts for us."""

    def post(self, post: PublicPost) -> None:
        """Post it, once for each reference. Raises NotPosted, RefusedForGood."""
        ...


class PostingService:
    """A service that posts for us: `POST /posts` with a bearer token, an Idempotency-Key and JSON."""

    def __init__(self, url: str, key: str, timeout: float = TIMEOUT_SECONDS) -> None:
        self._url, self._key, self._timeout = url.rstrip("/"), key, timeout

    def post(self, post: PublicPost) -> None:
        """Post it. Raises NotPosted, RefusedForGood."""
        headers = {"Authorization": f"Bearer {self._key}", "Idempotency-Key": post.reference}
        try:
            answer = requests.post(
                f"{self._url}/posts", json=asdict(post), headers=headers, timeout=self._timeout, allow_redirects=False
            )
        except requests.RequestException as away:
            raise NotPosted(type(away).__name__) from None
        if answer.status_code < 300 or answer.status_code == TAKEN_BEFORE:
            return
        if answer.status_code in {400, 404, 410, 422}:
            raise RefusedForGood(str(answer.status_code))
        raise NotPosted(str(answer.status_code))


class FolderOfPosts:
    """A stand-in: each post is a file that is named by its reference."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def post(self, post: PublicPost) -> None:
        """Keep it. Raises NotPosted, and RefusedForGood for a post under nothing."""
        if not post.answers:
            raise RefusedForGood("answers nothing")
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            kept = self._folder / f"{post.reference}.json"
            if not kept.exists():
                kept.write_text(json.dumps(asdict(post), ensure_ascii=False))
        except OSError as fault:
            raise NotPosted(type(fault).__name__) from None


def network_of_settings() -> Network | None:
    """Return what posts for us; None where nothing is set up, and nothing is owed."""
    if settings.SOCIAL_URL:
        return PostingService(settings.SOCIAL_URL, settings.SOCIAL_KEY)
    return FolderOfPosts(Path(settings.SOCIAL_FOLDER)) if settings.SOCIAL_FOLDER else None
