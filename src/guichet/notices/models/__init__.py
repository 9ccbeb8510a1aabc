"""What clients are told, the messages that carry it, what became of those that did not arrive, and texts answered."""

from guichet.notices.models.messages import Carried, Delivery, Provider
from guichet.notices.models.notices import Notice
from guichet.notices.models.texts import ReceivedText, TextStop
from guichet.notices.models.undelivered import Undelivered

__all__ = ["Carried", "Delivery", "Notice", "Provider", "ReceivedText", "TextStop", "Undelivered"]
