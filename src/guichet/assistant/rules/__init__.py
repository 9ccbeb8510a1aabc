"""How a message is understood and what is answered: state in, reply out. Pure."""

from guichet.assistant.rules.dialogue import Knows, Reply, State, chosen, reply_to
from guichet.assistant.rules.following import asked_before
from guichet.assistant.rules.measuring import Contact, is_contained
from guichet.assistant.rules.parts import heard, parts
from guichet.assistant.rules.phrases import Phrases, plain
from guichet.assistant.rules.pieces import (
    Cited,
    InLanguage,
    LeadsTo,
    Offered,
    OwnFiles,
    PersonOffered,
    Piece,
    Sentence,
    articles_in,
    as_data,
    cited_in,
    from_data,
)
from guichet.assistant.rules.reading import UNSURE, Message, Understood, as_said, message_for, surer, understood_from
from guichet.assistant.rules.refusing import receipt_number, refusal_to_ask, refusal_to_hand_over
from guichet.assistant.rules.understanding import Said, read

__all__ = [
    "UNSURE",
    "Cited",
    "Contact",
    "InLanguage",
    "Knows",
    "LeadsTo",
    "Message",
    "Offered",
    "OwnFiles",
    "PersonOffered",
    "Phrases",
    "Piece",
    "Reply",
    "Said",
    "Sentence",
    "State",
    "Understood",
    "articles_in",
    "as_data",
    "as_said",
    "asked_before",
    "chosen",
    "cited_in",
    "from_data",
    "heard",
    "is_contained",
    "message_for",
    "parts",
    "plain",
    "read",
    "receipt_number",
    "refusal_to_ask",
    "refusal_to_hand_over",
    "reply_to",
    "surer",
    "understood_from",
]
