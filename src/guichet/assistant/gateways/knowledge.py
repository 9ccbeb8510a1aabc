"""What the dialogue asks of other rooms: articles, and the reader’s own files."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from guichet.applications.queries import files_of
from guichet.assistant.rules import Knows, plain
from guichet.foundation.languages import Language
from guichet.identity.rules import Viewer
from guichet.journal.actions import Origin
from guichet.knowledge.queries import article_ids, find, published, titles
from guichet.knowledge.rules import Live, prose
from guichet.language.personal import without_marks


@dataclass(frozen=True, slots=True)
class OwnFile:
    """A file that the reader may see, as far as the dialogue needs it."""

    number: str
    is_open: bool


def knows(language: Language, on: date) -> Knows:
    """Return what is known on a day, for the dialogue to ask."""

    @lru_cache(maxsize=64)
    def title(article: str) -> str:
        found = published(article, on=on)
        return found.say(language).title if found else ""

    @lru_cache(maxsize=64)
    def leads_to(article: str) -> tuple[str, ...]:
        found = published(article, on=on) if article else None
        return found.article.see if found else ()

    @lru_cache(maxsize=64)
    def shows_file(article: str) -> bool:
        found = published(article, on=on)
        blocks = prose(found.article.en.body) if found else ()
        return any(isinstance(one, Live) and one.kind == "status" for one in blocks)

    return Knows(
        find=lambda text: find(without_marks(text), language, on=on),
        title=title,
        leads_to=leads_to,
        shows_file=shows_file,
        is_shown=lambda article: bool(title(article)),
        words=lambda: frozenset(
            word
            for title in titles(sorted(article_ids()), on=on).values()
            for said in title.values()
            for word in plain(said).split()
        ),
    )


def own_files(viewer: Viewer, language: Language, origin: Origin) -> tuple[OwnFile, ...]:
    """Return the files of the reader’s own clients; none where nobody is signed in."""
    if not viewer.own_clients:
        return ()
    return tuple(
        OwnFile(file.number, is_open=file.decided_at is None)
        for file in files_of(viewer, language=language, now=origin.at)
    )
