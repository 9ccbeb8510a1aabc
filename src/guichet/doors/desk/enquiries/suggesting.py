"""The approved answer that fits a question, with its source and today’s figures, in both languages."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from guichet.design import parts
from guichet.design.dates import local_day, long_day
from guichet.enquiries.queries import Canonical, EnquiryFacts, said_today
from guichet.foundation.languages import Language
from guichet.knowledge.queries import published


@dataclass(frozen=True, slots=True)
class Suggested:
    """The approved answer in both languages, and the one in which it is to be sent."""

    both: dict[Language, Canonical]
    language: Language

    @property
    def article(self) -> str:
        """Return the article that it is."""
        return self.both[self.language].published.article.id

    @property
    def version(self) -> int:
        """Return the version of the article."""
        return self.both[self.language].published.number

    @property
    def text(self) -> str:
        """Return the answer in the language in which it is to be sent."""
        return self.both[self.language].text


def suggested_for(one: EnquiryFacts, *, chosen: str, on: date) -> Suggested | None:
    """Return the approved answer for a question, as far as the engine is sure; `chosen` is a language, or anything."""
    found = published(one.topic, on=on) if one.topic else None
    if found is None:
        return None
    language = Language(chosen) if chosen in set(Language) else one.language
    return Suggested({each: said_today(found, each, on=on) for each in Language}, language)


def suggested_part(one: EnquiryFacts, suggested: Suggested | None) -> list[parts.Part]:
    """Return the suggestion with its source; the other language one click away, to be read or to be sent."""
    if suggested is None:
        return []
    own, other = suggested.both[suggested.language], suggested.both[suggested.language.other]
    switch = _("Answer in French") if other.language is Language.FR else _("Answer in English")
    read = _("The same in French") if other.language is Language.FR else _("The same in English")
    return [
        parts.Section(
            id="suggested",
            title=_("Suggested answer"),
            items=[
                parts.Card(
                    title=own.title,
                    href=reverse("public:answer", args=[suggested.article]),
                    body=parts.Paragraphs(texts=[own.text], language=own.language),
                    facts=[
                        _("Approved, read through on %(day)s")
                        % {"day": long_day(local_day(own.published.reviewed_on))},
                        _("Figures as of today"),
                    ],
                ),
                parts.DefinitionHint(term=read, body=parts.Paragraphs(texts=[other.text], language=other.language)),
                parts.Link(
                    text=switch,
                    href=f"{reverse('desk:enquiry', args=[one.enquiry_id])}?in={other.language}",
                    key="l",
                ),
            ],
        )
    ]
