"""What one version changes of another, paragraph by paragraph. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from guichet.foundation.languages import Language
from guichet.knowledge.rules.articles import Article

ABOUT = ("topic", "owner", "review_by", "audiences", "programs", "does", "tool", "see", "source", "status")


@dataclass(frozen=True, slots=True)
class Change:
    """One change: in which field, in which language (None: in neither), what stood there and what does now."""

    field: str
    language: Language | None
    before: str
    after: str


def changes(before: Article | None, after: Article) -> list[Change]:
    """Return what `after` changes, field by field; of a new article, all of it."""
    found = [
        Change(name, None, _said(getattr(before, name)) if before else "", _said(getattr(after, name)))
        for name in ABOUT
        if before is None or getattr(before, name) != getattr(after, name)
    ]
    for language in Language:
        new, old = after.say(language), before.say(language) if before else None
        for name in ("title", "answer", "body", "questions"):
            was, now = _lines(getattr(old, name, "")), _lines(getattr(new, name))
            for tag, a, b, c, d in SequenceMatcher(None, was, now, autojunk=False).get_opcodes():
                if tag != "equal":
                    found.append(Change(name, language, "\n".join(was[a:b]), "\n".join(now[c:d])))
    return found


def _lines(text: str | Sequence[str]) -> list[str]:
    return [line for line in text.splitlines() if line.strip()] if isinstance(text, str) else list(text)


def _said(value: object) -> str:
    if isinstance(value, tuple):
        return ", ".join(str(one) for one in value)
    return str(value)
