"""What every test may count on."""

import gc
import hashlib
from collections.abc import Iterator

import pytest
from django.db import connection
from django.test import TransactionTestCase
from django.utils import translation

# The tables of jobs are not Django’s; a job that is left owing would be done in another test.
JOBS = "procrastinate_jobs"
# What is in these is the same for all tests, and takes longest to write anew.
KEPT = {"django_content_type", "auth_permission"}


def pytest_collection_finish() -> None:
    """Set aside what was read so far, all of which stays: the collector of garbage needn't look through it again."""
    gc.collect()
    gc.freeze()


@pytest.fixture(autouse=True)
def _each_test_begins_in_english() -> Iterator[None]:
    """Give each test the same language to begin with: a page read in French would leave French behind."""
    translation.activate("en")
    yield
    translation.activate("en")


@pytest.fixture(autouse=True, scope="session")
def _codes_are_hashed_at_once() -> Iterator[None]:
    """Make the slow hash of a code quick, once it was asked for at its full price: a sheet of codes takes ten."""
    dear = hashlib.scrypt

    def cheap(code: bytes, *, salt: bytes, n: int, r: int, p: int, dklen: int) -> bytes:
        assert (n, r, p) >= (1 << 14, 8, 1), "codes are hashed so that guessing them costs time and memory"
        return dear(code, salt=salt, n=2, r=1, p=1, dklen=dklen)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(hashlib, "scrypt", cheap)
        yield


@pytest.fixture(autouse=True, scope="session")
def _only_what_was_filled_is_emptied() -> Iterator[None]:
    """After a test that commits, empty the tables that it left something in.

    Django would empty each of more than a hundred, and then write down all models and permissions afresh.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", _empty_what_was_filled)
        yield


def _empty_what_was_filled(_case: TransactionTestCase) -> None:
    quoted = connection.ops.quote_name
    tables = {*connection.introspection.django_table_names(only_existing=True, include_views=False), JOBS} - KEPT
    with connection.cursor() as cursor:
        looked = (f"(SELECT '{name}' FROM {quoted(name)} LIMIT 1)" for name in sorted(tables))  # noqa: S608  # our own
        cursor.execute(" UNION ALL ".join(looked))
        filled = [quoted(name) for (name,) in cursor.fetchall()]
        if filled:
            cursor.execute(f"TRUNCATE {', '.join(filled)} CASCADE")
