"""`guichet social TEXT`: a stand-in for a network, which tells by a signed call that somebody posted a text."""

import json
from argparse import ArgumentParser
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

import requests
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from guichet.enquiries.social.rules import signature


class Command(BaseCommand):
    """Say something in public, as a network would tell of it."""

    help = "Tell the service that somebody posted TEXT in public, by a signed call as a network makes it."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("text")
        parser.add_argument("--url", default=settings.SITE_URL, help="Where the service is (default: %(default)s).")
        parser.add_argument("--author", default="somebody", help="The name on the network (default: %(default)s).")
        parser.add_argument("--network", default="square", help="The network (default: %(default)s).")
        parser.add_argument("--post", default="", help="The id of the post; the same one again is the same post.")
        parser.add_argument("--answers", default="", help="The id of the post that it answers.")

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.SOCIAL_SECRET:
            raise CommandError("GUICHET_SOCIAL_SECRET is not set.")
        now = datetime.now(UTC)
        post_id = options["post"] or uuid4().hex
        data = {"network": options["network"], "id": post_id, "author": options["author"], "text": options["text"],
                "created_at": now.isoformat(), "in_reply_to": options["answers"]}  # fmt: skip
        body = json.dumps({"type": "post.created", "data": data}).encode()
        call, moment = f"msg_{uuid4().hex}", str(int(now.timestamp()))
        headers = {"webhook-id": call, "webhook-timestamp": moment, "Content-Type": "application/json",
                   "webhook-signature": signature(settings.SOCIAL_SECRET, call, moment, body)}  # fmt: skip
        try:
            answer = requests.post(f"{options['url'].rstrip('/')}/api/v1/social", body, headers=headers, timeout=15)
        except requests.RequestException as away:
            raise CommandError(f"Nobody answers: {type(away).__name__}") from None
        if answer.status_code != 204:
            raise CommandError(f"Refused: {answer.status_code} {answer.text[:200]}")
        self.stdout.write(f"told: {options['network']}:{post_id}")
