"""The articles that come with the service, one file each, and a department's own folder laid over them."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml
from pydantic import ValidationError

from guichet.foundation.dated.problems import Faults, FaultyData, Problem
from guichet.foundation.languages import Language
from guichet.knowledge.rules import Article, Points, figures_in, links_in, plainness, prose
from guichet.knowledge.rules.prose import BLOCKS, FIGURES, LINKS, NAMED, Paragraph
from guichet.knowledge.terms import Tool
from guichet.programs.queries import catalogue

FOLDER = "guidance"
PACKAGE = Path(__file__).parent / "articles"
# Pages of the service to which an article may lead; the door knows where they are.
PAGES = frozenset({"account", "contact", "home", "link", "privacy", "programs", "standards"})
# What stands alone, without a code.
_BARE = frozenset({"status", "contact"})

BRACES = re.compile(r"[{}][^{}]*")
CSafeLoader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class Shipped:
    """What the folders hold: the articles by id, and all that is wrong with them."""

    articles: Mapping[str, Article]
    problems: tuple[Problem, ...]


def shipped(folder: Path | None = None) -> Shipped:
    """Return the articles of the package with those of a department's `folder` laid over them: the same id replaces."""
    own = folder / FOLDER if folder else None
    files = {file.stem: file for file in _files(PACKAGE)}
    if own and own.is_dir():
        files |= {file.stem: file for file in _files(own)}
    articles: dict[str, Article] = {}
    nodes: dict[str, tuple[yaml.Node, Faults]] = {}
    problems: list[Problem] = []
    for stem, file in files.items():
        faults = Faults(str(file))
        if read := _read(file, stem, faults):
            article, node = read
            articles[article.id] = article
            nodes[article.id] = (node, faults)
        else:
            problems += faults.problems
    for name, article in articles.items():
        node, faults = nodes[name]
        try:
            _check(article, node, faults, known=articles.keys())
        except FaultyData:
            break  # the catalogue itself has a fault: it is named there, and what articles name cannot be looked up
        problems += faults.problems
    return Shipped(articles, tuple(sorted(problems)))


def problems(folder: Path | None = None) -> Sequence[Problem]:
    """Return all that is wrong with the articles, each fault with its file and line."""
    return shipped(folder).problems


def hardest(articles: Mapping[str, Article]) -> list[tuple[float, str, Language]]:
    """Return how hard each article is to read in each language, in years of school: the hardest first."""
    found = [
        (plainness(one.say(language), language).grade, one.id, language)
        for one in articles.values()
        for language in Language
    ]
    return sorted(found, reverse=True)


def faults_of(article: Article, known: Collection[str]) -> list[str]:
    """Return what an article names that does not exist: figures, and what it leads to. For what staff write."""
    return [f"{key}: {found}" for key, found, _ in _dead_ends(article, known)]


def _files(folder: Path) -> list[Path]:
    return sorted(folder.rglob("*.yaml"))


def _read(file: Path, stem: str, faults: Faults) -> tuple[Article, yaml.Node] | None:
    faults.record = stem
    try:
        text = file.read_text(encoding="utf-8")
        node = yaml.compose(text, Loader=CSafeLoader)
        values = yaml.load(text, Loader=CSafeLoader)  # noqa: S506  # CSafeLoader is the safe one
    except yaml.MarkedYAMLError as error:
        faults.at((error.problem_mark.line + 1) if error.problem_mark else 1, "BROKEN_FILE", why=error.problem)
        return None
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        faults.at(1, "BROKEN_FILE", why=str(error).partition("\n")[0])
        return None
    if not isinstance(node, yaml.MappingNode):
        faults.at(1, "NOT_A_RECORD")
        return None
    try:
        article = Article.model_validate(values)
    except ValidationError as error:
        for one in error.errors(include_url=False):
            key = ".".join(str(part) for part in one["loc"])
            faults.at(_node_at(node, one["loc"]), "WRONG_FIELD", key=key or stem, why=one["msg"])
        return None
    if article.id != stem:
        faults.at(node, "WRONG_NAME", found=article.id)
    return article, node


def _check(article: Article, node: yaml.Node, faults: Faults, *, known: Collection[str]) -> None:
    for key, found, is_figure in _dead_ends(article, known):
        where = _node_at(node, key.split("."))
        faults.at(where, "UNKNOWN_FIGURE" if is_figure else "NO_SUCH_TARGET", key=key, found=found)


def _dead_ends(article: Article, known: Collection[str]) -> Iterator[tuple[str, str, bool]]:
    """Yield where something is named that is not there: the key, what is named, and whether it is a figure."""
    programs = catalogue()
    yield from (("programs", code, False) for code in article.programs if not programs.has_program(code))
    yield from (("see", one, False) for one in article.see if one not in known)
    for language in Language:
        wording = article.say(language)
        for key in ("answer", "body"):
            text = getattr(wording, key)
            place = f"{language.value}.{key}"
            yield from ((place, found, True) for found in _unknown_figures(text))
            for link in links_in(prose(text)):
                if not _leads_somewhere(link.kind, link.target, known):
                    yield place, f"{link.kind}:{link.target}", False


def _unknown_figures(text: str) -> Iterator[str]:
    programs = catalogue()
    # A figure that is not written as one would be shown as it is written.
    yield from (found[0] for found in BRACES.finditer(NAMED.sub("", text)))
    for kind, code in figures_in(text):
        exists = (
            programs.has_fee(code)
            if kind == "fee"
            else not code
            if kind in _BARE
            else programs.has_program(code)
            if kind in {*FIGURES, *BLOCKS}
            else False
        )
        if not exists:
            yield f"{kind}:{code}" if code else kind
    # A block in the midst of a sentence would be shown as it is written.
    for block in prose(text):
        runs = block.items if isinstance(block, Points) else (block.pieces,) if isinstance(block, Paragraph) else ()
        for run in runs:
            words = " ".join(piece for piece in run if isinstance(piece, str))
            yield from (f"{kind}:{code}" for kind, code in figures_in(words) if kind in BLOCKS)


def _leads_somewhere(kind: str, target: str, known: Collection[str]) -> bool:
    if kind not in LINKS:
        return False
    return target in {"article": known, "tool": Tool.values, "page": PAGES}[kind]


def _node_at(node: yaml.Node, path: Sequence[int | str]) -> yaml.Node:
    """Return the node where a path leads, as far as it goes."""
    for step in path:
        if isinstance(node, yaml.MappingNode):
            found = next((value for key, value in node.value if key.value == str(step)), None)
        elif isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
            found = node.value[step]
        else:
            found = None
        if found is None:
            return node
        node = found
    return node
