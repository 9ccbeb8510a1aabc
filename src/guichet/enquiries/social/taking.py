"""Taking in what somebody asked in public: once, whoever delivers it, in whichever order."""

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from django.utils.timezone import localtime

from guichet.enquiries.actions import Receipt, receive
from guichet.enquiries.policy import limits
from guichet.enquiries.rules import Incoming, Sender, asked_at
from guichet.enquiries.terms import Channel
from guichet.foundation.languages import Language
from guichet.foundation.typed import readable
from guichet.journal.actions import Origin
from guichet.language.detection import language_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """A public post: where it stands, who wrote it under which name, and which post it answers."""

    network: str
    post_id: str
    author: str
    text: str
    written_at: datetime
    answers: str = ""


def take_post(post: Post, *, origin: Origin) -> Receipt | None:
    """Keep a post as a contact of a stranger, and return its receipt; None where no words are in it.

    Its author is a name on a network, whoever they say they are: it joins nothing and is nobody’s file. A post that
    answers one we have is suggested beside it, or stands alone where it came first.
    """
    text = readable(post.text)
    if not text:
        return None
    return receive(
        Incoming(
            channel=Channel.SOCIAL,
            external_id=place(post.network, post.post_id),
            received_at=asked_at(
                post.written_at, now=origin.at, within=limits(localtime(origin.at).date()).partner_asked_within
            ),
            sender=Sender(handle=f"{post.network}:{post.author}"[:254]),
            subject="",
            text=text,
            language=language_of(text, otherwise=Language.EN).language or Language.EN,
            thread=(place(post.network, post.answers),) if post.answers else (),
        ),
        origin=origin,
    )


def place(network: str, post_id: str) -> str:
    """Return what stands for a post: a post’s id may be of any length, and its network must be known to answer it."""
    return f"{network}:{post_id}" if len(post_id) <= 120 else f"{network}:#{sha256(post_id.encode()).hexdigest()}"
