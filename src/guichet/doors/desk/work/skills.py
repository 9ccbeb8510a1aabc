"""What a skill is called: a line of business, a program, a topic by the title of its answer."""

from collections.abc import Collection
from datetime import date

from guichet.foundation.languages import Language
from guichet.knowledge.queries import titles
from guichet.programs.queries import catalogue
from guichet.programs.terms import Line

# A sample line of another service is nobody’s skill.
LINES = [line for line in Line if line is not Line.SAMPLE]


def skills_in_words(codes: Collection[str], language: Language, on: date) -> dict[str, str]:
    """Return what each skill is called; a code that nothing is known of, as it is. One query at most."""
    lines = {line.value: str(line.label) for line in Line}
    programs = {one.code: one.name.say(language) for one in catalogue().programs(on=on)}
    left = [code for code in codes if code not in lines and code not in programs]
    topics = {name: title[language] for name, title in titles(left, on=on).items()} if left else {}
    return {code: lines.get(code) or programs.get(code) or topics.get(code) or code for code in codes}
