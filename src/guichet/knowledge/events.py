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
