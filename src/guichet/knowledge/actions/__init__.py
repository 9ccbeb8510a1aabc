"""What may be done with guidance: articles and notices, written, approved or sent back, withdrawn."""

from guichet.knowledge.actions.articles import (
    CannotPublish,
    NoSuchVersion,
    TakenIn,
    note_review,
    publish,
    send_back,
    take_in,
    withdraw,
    write_version,
)
from guichet.knowledge.actions.notices import (
    CONFIRMED,
    URGENT_NOTICE,
    WITHDRAWN,
    CannotNotify,
    NoSuchNotice,
    confirm_notice,
    publish_notice,
    send_notice_back,
    withdraw_notice,
    write_notice,
)

__all__ = [
    "CONFIRMED",
    "URGENT_NOTICE",
    "WITHDRAWN",
    "CannotNotify",
    "CannotPublish",
    "NoSuchNotice",
    "NoSuchVersion",
    "TakenIn",
    "confirm_notice",
    "note_review",
    "publish",
    "publish_notice",
    "send_back",
    "send_notice_back",
    "take_in",
    "withdraw",
    "withdraw_notice",
    "write_notice",
    "write_version",
]
