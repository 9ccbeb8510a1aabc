"""What the code documents by itself is never out of date."""

import pytest

from guichet.config.documents import DOCS, example, generated
from guichet.foundation.languages import Language
from guichet.journal.events import EVENT_KINDS


def test_generated_documents_are_up_to_date() -> None:
    stale = [name for name, text in generated() if (DOCS / name).read_text(encoding="utf-8") != text]
    assert stale == [], "run: guichet document"


@pytest.mark.parametrize("kind", EVENT_KINDS)
def test_every_kind_has_a_sentence_in_both_languages(kind: str) -> None:
    event = example(EVENT_KINDS[kind])
    english, french = (event.sentence(language) for language in Language)
    assert english
    assert french
    assert english != french
