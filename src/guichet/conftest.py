"""What every test may count on."""

from collections.abc import Iterator

import pytest
from django.db import connection
from django.utils import translation


@pytest.fixture(autouse=True)
def _each_test_begins_in_english() -> Iterator[None]:
    """Give each test the same language to begin with: a page read in French would leave French behind."""
    translation.activate("en")
    yield
    translation.activate("en")


@pytest.fixture(autouse=True)
def _no_job_outlives_its_test(request: pytest.FixtureRequest) -> Iterator[None]:
    """Take away what a test left owing that commits: the tables of jobs are not Django’s, so it does not empty them."""
    yield
    marker = request.node.get_closest_marker("django_db")
    if marker and marker.kwargs.get("transaction"):
        with request.getfixturevalue("django_db_blocker").unblock(), connection.cursor() as cursor:
            cursor.execute("TRUNCATE procrastinate_jobs CASCADE")
