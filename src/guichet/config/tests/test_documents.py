"""What the code documents by itself is never out of date."""

import pytest

from guichet.config.documents import DOCS, example, generated, kinds
from guichet.foundation.languages import Language


def test_generated_documents_are_up_to_date() -> None:
    stale = [name for name, text in generated() if (DOCS / name).read_text(encoding="utf-8") != text]
    assert stale == [], "run: guichet document"


@pytest.mark.parametrize("kind", kinds())
def test_every_kind_has_a_sentence_in_both_languages(kind: str) -> None:
    event = example(kinds()[kind])
    english, french = (event.sentence(language) for language in Language)
    assert english
    assert french
    assert english != french
