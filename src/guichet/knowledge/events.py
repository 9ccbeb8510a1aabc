"""What happens to guidance. Nothing of it is about a client."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import override

from guichet.foundation.languages import Language
from guichet.journal.events import Event, happening


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleEvent(Event):
    """Something that happened to one article: its id, and the number of the version."""

    article: str
    version: int

    @property
    def subject(self) -> str:
        """Return the article it happened to."""
        return f"article:{self.article}"


@happening("article.written", meaning="A version of an article was written, and waits for approval.", visible=False)
@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleWritten(ArticleEvent):
    def sentence(self, language: Language) -> str:
        with override(language):
            return _("A version of an article was written.")


@happening("article.published", meaning="An article was published, in both languages at once.", visible=False)
@dataclass(frozen=True, slots=True, kw_only=True)
class ArticlePublished(ArticleEvent):
    def sentence(self, language: Language) -> str:
        with override(language):
            return _("An article was published.")


@happening("article.sent_back", meaning="A second person sent a version of an article back.", visible=False)
@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleSentBack(ArticleEvent):
    def sentence(self, language: Language) -> str:
        with override(language):
            return _("A version of an article was sent back.")


@happening("article.reviewed", meaning="Somebody reviewed an article and found it right as it is.", visible=False)
@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleReviewed(ArticleEvent):
    def sentence(self, language: Language) -> str:
        with override(language):
            return _("An article was reviewed.")


@happening("article.withdrawn", meaning="An article was taken away.", visible=False)
@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleWithdrawn(ArticleEvent):
    def sentence(self, language: Language) -> str:
        with override(language):
            return _("An article was withdrawn.")


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicNoticeEvent(Event):
    """Something that happened to one notice: its number, and the number of the version."""

    public_notice: int
    version: int

    @property
    def subject(self) -> str:
        """Return the notice it happened to."""
        return f"public_notice:{self.public_notice}"


@happening("public_notice.written", meaning="A version of a notice was written, and waits for approval.", visible=False)
@dataclass(frozen=True, slots=True, kw_only=True)
class PublicNoticeWritten(PublicNoticeEvent):
    def sentence(self, language: Language) -> str:
        with override(language):
            return _("A version of a notice was written.")


@happening(
    "public_notice.published",
    meaning="A notice was published in both languages; `at_once` by who wrote it, to be confirmed afterwards.",
    visible=False,
)
@dataclass(frozen=True, slots=True, kw_only=True)
class PublicNoticePublished(PublicNoticeEvent):
    at_once: bool = False

    def sentence(self, language: Language) -> str:
        with override(language):
            return _("A notice was published.")


@happening("public_notice.sent_back", meaning="A second person sent a version of a notice back.", visible=False)
@dataclass(frozen=True, slots=True, kw_only=True)
class PublicNoticeSentBack(PublicNoticeEvent):
    def sentence(self, language: Language) -> str:
        with override(language):
            return _("A version of a notice was sent back.")


@happening(
    "public_notice.confirmed", meaning="A second person confirmed an urgent notice after the fact.", visible=False
)
@dataclass(frozen=True, slots=True, kw_only=True)
class PublicNoticeConfirmed(PublicNoticeEvent):
    def sentence(self, language: Language) -> str:
        with override(language):
            return _("An urgent notice was confirmed by a second person.")


@happening("public_notice.withdrawn", meaning="A notice was taken away everywhere.", visible=False)
@dataclass(frozen=True, slots=True, kw_only=True)
class PublicNoticeWithdrawn(PublicNoticeEvent):
    def sentence(self, language: Language) -> str:
        with override(language):
            return _("A notice was withdrawn.")


@happening(
    "missed_topic.settled",
    meaning="Somebody saw to a matter that people asked about and got no answer: with this outcome, by this article.",
    visible=False,
)
@dataclass(frozen=True, slots=True, kw_only=True)
class MissedTopicSettled(Event):
    missed_topic: int
    outcome: str
    article: str = ""

    @property
    def subject(self) -> str:
        """Return the matter."""
        return f"missed_topic:{self.missed_topic}"

    def sentence(self, language: Language) -> str:
        with override(language):
            return _("Somebody saw to a question that had no answer.")
