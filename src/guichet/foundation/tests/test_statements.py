"""A query that is made once answers each time what is asked this time."""

import pytest
from django.db.models import F, Q

from guichet.foundation.statements import Given, OneOf, Statement
from guichet.identity.models import User
from guichet.journal.tests.test_journal import NOON

pytestmark = pytest.mark.django_db
NAMED = Statement(lambda: User.objects.filter(email=Given("email")).values_list("email"))


@pytest.fixture(autouse=True)
def people() -> None:
    for name in "abc":
        User.objects.create(email=f"{name}@example.org", joined_at=NOON)


def test_a_statement_answers_what_is_given_this_time() -> None:
    assert NAMED.rows(email="a@example.org") == [("a@example.org",)]
    assert NAMED.rows(email="b@example.org") == [("b@example.org",)]
    assert NAMED.rows(email="' OR true --") == []


def test_what_is_fixed_and_what_is_given_keep_their_places() -> None:
    after = Statement(
        lambda: (
            User.objects.filter(Q(email__gt=Given("least")) & ~Q(email__startswith="b") & Q(email__lt=Given("most")))
            .order_by("email")
            .values_list("email")
        )
    )
    assert after.rows(most="c@", least="a") == [("a@example.org",)]
    assert after.rows(least="a", most="d") == [("a@example.org",), ("c@example.org",)]


def test_one_of_several_may_be_asked_for() -> None:
    some = Statement(
        lambda: User.objects.filter(OneOf(F("email"), Given("emails"))).order_by("email").values_list("email")
    )
    assert some.rows(emails=["c@example.org", "a@example.org", "x"]) == [("a@example.org",), ("c@example.org",)]
    assert some.rows(emails=[]) == []


def test_a_value_that_is_missing_is_an_error() -> None:
    with pytest.raises(KeyError, match="email"):
        NAMED.rows()
