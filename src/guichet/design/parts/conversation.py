"""What was said in a chat: messages and replies, one after the other, and the buttons that answer a reply."""

from collections.abc import Sequence
from dataclasses import dataclass

from guichet.design.parts.actions import Button
from guichet.design.parts.base import Content, Part, Words


@dataclass(frozen=True, kw_only=True)
class PostButtons(Part):
    """Buttons that each send one value, beside a question: "Did this answer it? Yes. No." Needs the page’s token."""

    action: str
    token: str
    buttons: Sequence[Button]
    label: Words = ""
    kept: Sequence[tuple[str, str]] = ()


@dataclass(frozen=True, kw_only=True)
class Exchange:
    """A message and what was replied to it. `id` lets a link lead here; `language` marks a message in another one."""

    id: str
    asked: Words
    replies: Sequence[Content]
    language: str = ""


@dataclass(frozen=True, kw_only=True)
class Thread(Part):
    """A conversation, the oldest first; what is added to it is read out. `you` and `us` say who speaks."""

    exchanges: Sequence[Exchange]
    label: Words
    you: Words
    us: Words
