"""What we write to people is plain: the check of `guichet letters check`, held against every letter that ships."""

from typing import Any

import pytest

from guichet.applications.events import FileQuiet
from guichet.config.documents import example
from guichet.config.letters import LETTERS
from guichet.foundation.languages import Language
from guichet.journal.events import Event
from guichet.language.plain import Report, check

# Letters are short: where nothing is to be done by a day, they name none; and what we cannot name stays passive.
MAY_BE = {"PASSIVE", "NO_DATE"}
# It speaks of a file that must exist; its sentences are those of the file's own page.
OF_A_FILE = {FileQuiet}


def report(event: type[Event], maker: Any, language: Language) -> Report:
    letter = maker(example(event), language)
    return check("\n\n".join([letter.happened, letter.next, *letter.points]), language)


@pytest.mark.django_db
@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("event", [one for one in LETTERS if one not in OF_A_FILE], ids=lambda event: event.__name__)
def test_a_letter_is_read_at_once_by_most_people(event: type[Event], language: Language) -> None:
    found = report(event, LETTERS[event], language)
    assert found.is_easy, found.grade
    assert [(one.code, one.excerpt) for one in found.findings if one.code not in MAY_BE] == []
