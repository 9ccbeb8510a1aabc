"""What happens to the messages that carry notices. None is news to a client: they are the telling itself."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import override

from guichet.foundation.languages import Language
from guichet.journal.events import Event, happening
from guichet.notices.terms import Medium


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeEvent(Event):
    """Something that happened to one notice."""

    notice: int

    @property
    def subject(self) -> str:
        """Return the notice it happened to."""
        return f"notice:{self.notice}"


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageEvent(NoticeEvent):
    """Something that happened to the message that carries a notice by one medium."""

    medium: str


@happening("notice.queued", meaning="A message to a client is waiting to be sent.", visible=False)
@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeQueued(MessageEvent):
    def sentence(self, language: Language) -> str:
        with override(language):
            if self.medium == Medium.TEXT:
                return _("A text message to you is waiting to be sent.")
            return _("An e-mail to you is waiting to be sent.")


@happening("notice.sent", meaning="The e-mail server or text provider took the message.", visible=False)
@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeSent(MessageEvent):
    def sentence(self, language: Language) -> str:
        with override(language):
            if self.medium == Medium.TEXT:
                return _("We sent you a text message.")
            return _("We sent you an e-mail.")


@happening("notice.delivered", meaning="The provider says that the message arrived.", visible=False)
@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeDelivered(MessageEvent):
    def sentence(self, language: Language) -> str:
        with override(language):
            return _("Our message to you was delivered.")


@happening("notice.failed", meaning="The message could not be delivered, for good.", visible=False)
@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeFailed(MessageEvent):
    fault: str

    def sentence(self, language: Language) -> str:
        with override(language):
            if self.medium == Medium.TEXT:
                return _("We could not deliver a text message to you.")
            return _("We could not deliver an e-mail to you.")


@happening("notice.opened", meaning="The client opened the message in their account.", visible=False)
@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeOpened(NoticeEvent):
    def sentence(self, language: Language) -> str:
        with override(language):
            return _("You opened our message.")
