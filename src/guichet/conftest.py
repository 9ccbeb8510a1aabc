"""What every test may count on."""

from collections.abc import Iterator

import pytest
from django.utils import translation


@pytest.fixture(autouse=True)
def _each_test_begins_in_english() -> Iterator[None]:
    """Give each test the same language to begin with: a page read in French would leave French behind."""
    translation.activate("en")
    yield
    translation.activate("en")
