"""Which messages no person wrote: answers of machines, reports of delivery, lists, our own that come back. Pure.

Sources: RFC 3834 (Auto-Submitted), RFC 2919 and 2369 (lists), RFC 3464 (reports), Microsoft’s
X-Auto-Response-Suppress. A mark in the header is believed, since who sets it wants no answer. Words of a subject count
only at its beginning: “Re: Out of office” is somebody’s answer to us.
"""

import re
from collections.abc import Sequence

from guichet.enquiries.mail.addresses import Address
from guichet.enquiries.mail.fields import Fields
from guichet.enquiries.mail.message import Ours
from guichet.enquiries.terms import Automatic

MOST_HOPS = 60
_REFERENCE = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"
_OUR_ID = re.compile(rf"{_REFERENCE}@", re.IGNORECASE)
_ANSWERS = re.compile(
    r"\s*(automatic reply|auto(matic)?[- ]?(reply|response)\b|autoreply|out of (the )?office\b|ooo\b|vacation reply"
    r"|réponse automatique|reponse automatique|absen(t|te|ce) du bureau|message d.absence|notification d.absence"
    r"|avis d.absence|absence\s*:|respuesta automática|automatische antwort|resposta automática|自动回复|автоответ)",
    re.IGNORECASE,
)
_RETURNS = re.compile(
    r"\s*(undeliver(able|ed)|delivery (status notification|failure|has failed|delayed)"
    r"|mail delivery (failed|failure|subsystem)"
    r"|returned mail|failure notice|message not delivered|mail system error|non remis|non remise|non délivré"
    r"|échec de (la )?(remise|distribution|livraison)|avis de non[- ](remise|distribution|livraison)"
    r"|courriel non distribué"
    r"|notification d.état de remise|message non distribu)",
    re.IGNORECASE,
)
_DAEMONS = {"mailer-daemon", "postmaster", "mail-daemon", "maildaemon"}


def why_automatic(
    fields: Fields, kinds: Sequence[str], sender: Address, subject: str, message_id: str, ours: Ours
) -> tuple[Automatic | None, str]:
    """Return what kind of message this is, where no person wrote it to us, and by which sign it shows."""
    if _OUR_ID.match(message_id) and message_id.rpartition("@")[2].lower() in ours.domains:
        return Automatic.LOOP, "message-id"
    if any(domain in fields.first("x-loop").lower() for domain in ours.domains):
        return Automatic.LOOP, "x-loop"
    if len(fields.named.get("received", ())) > MOST_HOPS:
        return Automatic.LOOP, "received"
    is_daemon = sender.address.partition("@")[0].lower() in _DAEMONS
    from_nobody = "return-path" in fields.named and fields.first("return-path").strip() in {"<>", ""}
    if "message/delivery-status" in kinds or fields.first("x-failed-recipients"):
        return Automatic.BOUNCE, "report"
    if (is_daemon or from_nobody) and _RETURNS.match(subject):
        return Automatic.BOUNCE, "subject"
    if fields.first("x-spam-flag").strip().lower() == "yes" or fields.first("x-spam-status").lower().startswith("yes"):
        return Automatic.SPAM, "x-spam"
    return _answer(fields, kinds, subject, is_nobody=from_nobody or is_daemon)


def _answer(fields: Fields, kinds: Sequence[str], subject: str, *, is_nobody: bool) -> tuple[Automatic | None, str]:
    submitted = fields.first("auto-submitted").partition(";")[0].partition("(")[0].strip().lower()
    if submitted and submitted != "no":
        return Automatic.AUTO_REPLY, "auto-submitted"
    for name in ("x-autoreply", "x-autorespond", "x-autoresponder", "x-auto-reply", "x-autoreply-from"):
        if fields.first(name).strip().lower() not in {"", "no", "false"}:
            return Automatic.AUTO_REPLY, name
    if "message/disposition-notification" in kinds:
        return Automatic.AUTO_REPLY, "receipt"
    precedence = fields.first("precedence").strip().lower()
    if precedence in {"auto_reply", "auto-reply"}:
        return Automatic.AUTO_REPLY, "precedence"
    if "list-id" in fields.named or "list-post" in fields.named or precedence in {"list", "bulk", "junk"}:
        return Automatic.LIST, "list"
    if is_nobody:
        return Automatic.AUTO_REPLY, "return-path"
    if _ANSWERS.match(subject):
        return Automatic.AUTO_REPLY, "subject"
    # “List-Unsubscribe” alone says little: the programs of small offices set it on what one person writes to another.
    return None, ""
