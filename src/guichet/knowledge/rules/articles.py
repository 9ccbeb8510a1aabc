"""An article, as it is read from a file or from a version: the same shape for both, checked in one place."""

from datetime import date
from hashlib import sha256
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from guichet.foundation.languages import Language
from guichet.knowledge.rules.prose import figures_in
from guichet.knowledge.terms import Audience, Does, Tool, Topic

# An answer must stand by itself in a chat, a text that is read out, and a result of the search.
SHORTEST_ANSWER, LONGEST_ANSWER = 50, 360
FEWEST_QUESTIONS = 8
MOST_SEE_ALSO = 4

Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(?:-[a-z0-9]+)*$", max_length=60)]
Said = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]


class Wording(BaseModel):
    """An article in one language: its title, the answer at once, the rest, and what people ask."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    title: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=120)]
    answer: Annotated[
        str, StringConstraints(strip_whitespace=True, min_length=SHORTEST_ANSWER, max_length=LONGEST_ANSWER)
    ]
    body: Said
    questions: Annotated[tuple[Said, ...], Field(min_length=FEWEST_QUESTIONS)]

    @property
    def shown(self) -> str:
        """Return all of it that a reader sees."""
        return f"{self.title}\n\n{self.answer}\n\n{self.body}"


class Article(BaseModel):
    """One article in both languages, with what is known about it.

    `source` names the law or the record it rests on, and `status` how sure that is: C confirmed, C2 reported, V to be
    verified. `owner` is the unit that answers for it, `review_by` the last day on which it counts as reviewed.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: Slug
    topic: Topic
    owner: Annotated[str, StringConstraints(pattern=r"^[a-z]+(?:[.-][a-z]+)*$", max_length=60)]
    reviewed_on: date
    review_by: date
    audiences: Annotated[tuple[Audience, ...], Field(min_length=1)]
    programs: tuple[str, ...] = ()
    does: Does
    tool: Tool | Literal[""] = ""
    see: Annotated[tuple[Slug, ...], Field(max_length=MOST_SEE_ALSO)] = ()
    source: Said
    status: Literal["C", "C2", "V"]
    en: Wording
    fr: Wording

    @model_validator(mode="after")
    def _agrees(self) -> Self:
        if self.review_by <= self.reviewed_on:
            raise ValueError("review_by must lie after reviewed_on")
        if self.does is Does.TOOL and not self.tool:
            raise ValueError("an article that leads to a tool names it")
        if self.does is Does.HAND_OVER and self.tool:
            raise ValueError("where a person must help, no tool does")
        if figures_in(self.en.shown) != figures_in(self.fr.shown):
            raise ValueError("the English and the French name different figures")
        if self.id in self.see:
            raise ValueError("an article does not lead to itself")
        return self

    @property
    def digest(self) -> str:
        """Return what tells one text of an article from another: the days of review are not part of it."""
        return sha256(self.model_dump_json(exclude={"reviewed_on", "review_by"}).encode()).hexdigest()

    def say(self, language: Language) -> Wording:
        """Return the article in one language."""
        return self.fr if language is Language.FR else self.en
