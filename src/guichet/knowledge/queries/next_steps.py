"""What somebody may want to read once their file is finished."""

from collections.abc import Mapping
from datetime import date

from guichet.foundation.languages import Language
from guichet.knowledge.policy import articles_after
from guichet.knowledge.queries.articles import titles


def next_steps(*, decision: str, program: str, on: date) -> Mapping[str, Mapping[Language, str]]:
    """Return the articles that fit an outcome and a program: their names and titles, the first first. One query."""
    wanted = articles_after(decision, program, on)
    found = titles(wanted, on=on) if wanted else {}
    return {name: found[name] for name in wanted if name in found}
