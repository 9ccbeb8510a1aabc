"""What happens to the messages that carry notices. None is news to a client: they are the telling itself."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import override

from guichet.foundation.languages import Language
from guichet.journal.events import Event, happening
from guichet.notices.terms import Medium, Resolution


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
            if self.medium == Medium.POST:
                return _("A letter to you is waiting to be posted.")
            return _("An e-mail to you is waiting to be sent.")


@happening("notice.sent", meaning="The mail server, the text provider or the post took the message.", visible=False)
@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeSent(MessageEvent):
    def sentence(self, language: Language) -> str:
        with override(language):
            if self.medium == Medium.TEXT:
                return _("We sent you a text message.")
            if self.medium == Medium.POST:
                return _("We sent you a letter by post.")
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
            if self.medium == Medium.POST:
                return _("Our letter to you came back.")
            return _("We could not deliver an e-mail to you.")


@happening("notice.opened", meaning="The client opened the message in their account.", visible=False)
@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeOpened(NoticeEvent):
    def sentence(self, language: Language) -> str:
        with override(language):
            return _("You opened our message.")


@happening("notice.owned", meaning="No message could carry the notice: a person sees to it.", visible=False)
@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeOwned(NoticeEvent):
    def sentence(self, language: Language) -> str:
        with override(language):
            return _("Our messages do not reach you. A person is trying to.")


@happening("notice.settled", meaning="A notice that had not arrived is resolved, and how.", visible=False)
@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeSettled(NoticeEvent):
    how: str

    def sentence(self, language: Language) -> str:
        with override(language):
            if self.how == Resolution.PERSON:
                return _("A person told you of it.")
            if self.how == Resolution.BESIDE:
                return _("We could not reach you. Whoever represents you was told of it.")
            if self.how == Resolution.GIVEN_UP:
                return _("We could not reach you. The message is in your account.")
            return _("A message that had not reached you did so after all.")


@happening("notice.told_beside", meaning="Somebody who represents the client was told of it too.", visible=False)
@dataclass(frozen=True, slots=True, kw_only=True)
class ToldBeside(Event):
    party: int
    entry: int

    def sentence(self, language: Language) -> str:
        with override(language):
            return _("Whoever represents you was told that there is something new.")


@happening("notice.not_told_beside", meaning="A message to somebody who represents the client failed.", visible=False)
@dataclass(frozen=True, slots=True, kw_only=True)
class NotToldBeside(Event):
    party: int
    entry: int

    def sentence(self, language: Language) -> str:
        with override(language):
            return _("Our message to whoever represents you did not arrive.")


@happening("texts.stopped", meaning="Somebody answered STOP: the number gets no more texts.", visible=False)
@dataclass(frozen=True, slots=True, kw_only=True)
class TextsStopped(Event):
    def sentence(self, language: Language) -> str:
        with override(language):
            return _("You asked us by text to send no more texts. Other messages go on.")


@happening(
    "texts.resumed",
    meaning="Somebody answered START, or asked for it in their account: the number gets texts again.",
    visible=False,
)
@dataclass(frozen=True, slots=True, kw_only=True)
class TextsResumed(Event):
    in_account: bool = False

    def sentence(self, language: Language) -> str:
        with override(language):
            if self.in_account:
                return _("You asked us in your account to send texts again.")
            return _("You asked us by text to send texts again.")


@happening("text.received", meaning="A client sent a text that a person should read.", visible=False)
@dataclass(frozen=True, slots=True, kw_only=True)
class TextReceived(Event):
    text: int

    def sentence(self, language: Language) -> str:
        with override(language):
            return _("You sent us a text message.")


@happening("text.read", meaning="A person read the text that a client had sent, and saw to it.", visible=False)
@dataclass(frozen=True, slots=True, kw_only=True)
class TextRead(Event):
    text: int

    def sentence(self, language: Language) -> str:
        with override(language):
            return _("We read the text message that you sent us.")
