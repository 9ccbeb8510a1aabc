"""The two official languages, and texts that exist in both or not at all. Pure."""

from dataclasses import dataclass
from enum import StrEnum


class Language(StrEnum):
    """An official language, by its ISO 639-1 code."""

    EN = "en"
    FR = "fr"

    @property
    def other(self) -> "Language":
        """Return the other official language."""
        return Language.FR if self is Language.EN else Language.EN

    @classmethod
    def of(cls, code: str | None) -> "Language":
        """Return the official language that a code such as `fr-ca` names; English for any other."""
        return cls.FR if (code or "").lower().startswith("fr") else cls.EN


@dataclass(frozen=True, slots=True)
class Text:
    """The same thing said in both official languages, each written, neither derived from the other."""

    en: str
    fr: str

    def say(self, language: str) -> str:
        """Return the text in `language` (an ISO 639-1 code)."""
        return self.fr if Language.of(language) is Language.FR else self.en

    def __bool__(self) -> bool:
        return bool(self.en and self.fr)
