"""The French of every app: found in code and templates, kept in its own catalogue, never half complete.

Pure Python (Babel), so that no machine needs the GNU tools. Each app keeps its catalogue beside its code, in
`locale/fr/LC_MESSAGES/django.po`; the compiled form is made when the service starts and is not committed.
"""

import io
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

KEYWORDS: dict[str, tuple[int | tuple[int, str], ...] | None] = {
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "_": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}
COMMENT_TAGS = ("Translators:",)
SKIPPED = {"tests", "migrations", "locale", "__pycache__", "static", "data"}
# The folder of templates that are Jinja's, which Babel reads by the same name; all others are Django's.
JINJA = "jinja2"
WIDTH = 110
IDLE_HEADERS = (
    '"POT-Creation-Date:',
    '"PO-Revision-Date:',
    '"Project-Id-Version:',
    '"Report-Msgid-Bugs-To:',
    '"Last-Translator:',
    '"Language-Team:',
    '"Generated-By:',
)


@dataclass(frozen=True, slots=True)
class Gap:
    """A text that a French reader would find in English: where it stands, and what is wrong."""

    catalogue: Path
    text: str
    fault: str


def catalogue_path(app: Path) -> Path:
    """Return where the app in folder `app` keeps its French."""
    return app / "locale/fr/LC_MESSAGES/django.po"


def extracted(app: Path, nested: set[Path]) -> Catalog:
    """Return every text marked for translation below `app`, leaving out the apps `nested` in it."""
    catalogue = Catalog(locale="fr", project="Guichet", charset="utf-8")
    for path in sorted(_sources(app, nested)):
        where = str(path.relative_to(app))
        for line, message, comments, context in _texts(path):
            flags = ["python-format"] if _is_formatted(message) else []
            catalogue.add(message, None, [(where, line)], flags, comments, context=context)
    return catalogue


def update(app: Path, nested: set[Path]) -> Catalog:
    """Bring the app's French in line with its code, write it, and return it. Nothing is guessed."""
    wanted = extracted(app, nested)
    path = catalogue_path(app)
    known = _read(path)
    known.update(wanted, no_fuzzy_matching=True, update_header_comment=False)
    known.obsolete.clear()
    if len(known):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(_written(known))
    return known


def gaps(app: Path, nested: set[Path]) -> Iterator[Gap]:
    """Yield each text of the app that is missing in French, unfinished, or no longer used."""
    wanted, path = extracted(app, nested), catalogue_path(app)
    known = _read(path)
    for message in wanted:
        if not message.id:
            continue
        found = known.get(_single(message), context=message.context)
        if found is None or not _is_complete(found):
            yield Gap(path, _single(message), "not translated")
        elif found.fuzzy:
            yield Gap(path, _single(message), "fuzzy")
    for message in known:
        if message.id and wanted.get(_single(message), context=message.context) is None:
            yield Gap(path, _single(message), "no longer used")


def compile_catalogue(path: Path) -> None:
    """Write the compiled form beside the catalogue at `path`, unless it is already newer."""
    compiled = path.with_suffix(".mo")
    if compiled.exists() and compiled.stat().st_mtime >= path.stat().st_mtime:
        return
    buffer = io.BytesIO()
    write_mo(buffer, _read(path))
    # Written whole, by one process alone, then named: whoever starts now never reads half a catalogue.
    unfinished = compiled.with_suffix(f".{os.getpid()}.mo")
    unfinished.write_bytes(buffer.getvalue())
    unfinished.replace(compiled)


def _texts(path: Path) -> Iterator[tuple[int, Any, list[str], str | None]]:
    """Yield the texts of one file: line, text (or its forms), comments and context."""
    source = path.read_text(encoding="utf-8")
    if JINJA in path.parts:
        yield from extract(JINJA, io.BytesIO(source.encode()), KEYWORDS, COMMENT_TAGS, {"silent": "false"})
        return
    if path.suffix != ".py":
        # Indented as text is, not as Python is: the reader of Python would stumble.
        source = "\n".join(line.lstrip() for line in templatize(source, origin=str(path)).splitlines())
    yield from extract("python", io.BytesIO(source.encode()), KEYWORDS, COMMENT_TAGS)


def _sources(app: Path, nested: set[Path]) -> Iterator[Path]:
    for path in app.rglob("*"):
        if path.suffix not in {".py", ".html", ".txt"} or SKIPPED & set(path.relative_to(app).parts):
            continue
        if path.suffix == ".txt" and "templates" not in path.parts:
            continue
        if not any(other in path.parents for other in nested):
            yield path


def _read(path: Path) -> Catalog:
    if not path.exists():
        return Catalog(locale="fr", project="Guichet", charset="utf-8")
    with path.open("rb") as stream:
        return read_po(stream, locale="fr")


def _written(catalogue: Catalog) -> bytes:
    catalogue.header_comment, catalogue.fuzzy = "# The French of this app. Kept by `guichet messages`.", False
    buffer = io.BytesIO()
    write_po(buffer, catalogue, width=WIDTH, sort_by_file=True, include_lineno=False)
    # Times, versions and placeholders would make two branches differ where nothing else does.
    lines = buffer.getvalue().decode().splitlines(keepends=True)
    return "".join(line for line in lines if not line.startswith(IDLE_HEADERS)).encode()


def _single(message: Message) -> str:
    return message.id[0] if isinstance(message.id, tuple | list) else str(message.id)


def _is_complete(message: Message) -> bool:
    texts = message.string if isinstance(message.string, tuple | list) else (message.string,)
    return all(texts)


def _is_formatted(message: str | tuple[str, ...] | list[str]) -> bool:
    texts = message if isinstance(message, tuple | list) else (message,)
    return any("%(" in text for text in texts if text)
