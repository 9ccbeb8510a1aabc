"""Nothing is held without a purpose; nothing that is somebody's own is left out of their copy without a reason."""

from collections.abc import Iterator

import pytest
from django.apps import apps
from django.db.models import Model

from guichet.foundation.dated.fields import FRENCH_APOSTROPHE, FRENCH_SPACE
from guichet.foundation.languages import Text
from guichet.privacy.gathering import field_of
from guichet.privacy.purposes import ACCOUNT, CLIENT, NUMBERS, THROUGH, purposes
from guichet.retention.terms import Kept

# Tables of libraries that hold something of an account, and those that do not, with the reason.
LIBRARIES = {
    "account.EmailAddress",
    "account.EmailConfirmation",
    "mfa.Authenticator",
    "sessions.Session",
    "socialaccount.SocialAccount",
    "socialaccount.SocialToken",
    "usersessions.UserSession",
}
NOTHING_PERSONAL = {
    "auth.Group": "unused",
    "auth.Group_permissions": "unused",
    "auth.Permission": "unused",
    "contenttypes.ContentType": "names of tables",
    "procrastinate.ProcrastinateEvent": "moments of jobs",
    "procrastinate.ProcrastinateJob": "numbers only; the canaries watch over it",
    "procrastinate.ProcrastinatePeriodicDefer": "moments",
    "procrastinate.ProcrastinateWorker": "a moment",
    "socialaccount.SocialApp": "an agreement with a provider",
}


def models_with_personal_data() -> Iterator[type[Model]]:
    for model in apps.get_models(include_auto_created=True):
        if model.__module__.startswith("guichet."):
            silent = model.__dict__.get("PERSONAL_DATA", "").startswith("none")
        else:
            silent = model._meta.label in NOTHING_PERSONAL
        if not silent:
            yield model


def fields_of(model: type[Model]) -> set[str]:
    return {field.attname for field in model._meta.concrete_fields}


def unpurposed(models: Iterator[type[Model]]) -> list[str]:
    """Return each field of these that the table of purposes does not know: P1, Privacy Act, s. 4."""
    known: dict[str, set[str]] = {}
    for held in purposes().tables:
        known.setdefault(held.table, set()).update({*held.gives, *held.keeps})
    return sorted(
        f"{model._meta.label}.{name}"
        for model in models
        for name in fields_of(model) - known.get(model._meta.label, set())
    )


def test_every_field_that_holds_something_of_somebody_has_a_purpose_and_is_given_or_says_why_not() -> None:
    assert unpurposed(models_with_personal_data()) == [], "say what it is for in privacy/purposes.yaml"


def test_a_field_without_a_purpose_is_found() -> None:
    """The test above can fail: a table that nobody thought of is named field by field."""
    assert unpurposed(iter([apps.get_model("worklists.Task"), apps.get_model("retention.Disposal")])) == sorted(
        f"retention.Disposal.{name}" for name in fields_of(apps.get_model("retention.Disposal"))
    )


def test_the_table_names_nothing_that_is_no_more() -> None:
    strange = [
        f"{held.table}.{name}"
        for held in purposes().tables
        for name in {*held.gives, *held.keeps}
        if "__" not in name and name not in fields_of(apps.get_model(held.table))
    ]
    assert strange == []
    assert {held.table for held in purposes().tables} >= LIBRARIES


@pytest.mark.parametrize("held", purposes().tables, ids=lambda held: held.table)
def test_each_row_of_the_table_makes_sense(held) -> None:
    known = purposes()
    assert not held.gives.keys() & held.keeps.keys()
    assert set(held.gives.values()) <= known.words.keys()
    assert held.kept in known.kept or held.kept in Kept.values
    assert held.how in ({CLIENT, ACCOUNT, NUMBERS, THROUGH} if held.gives else {""})
    assert held.what
    assert held.purpose
    assert held.place <= held.gives.keys()
    for path in [] if held.how == THROUGH else [*held.by, *held.gives]:
        assert path == "pk" or field_of(held.table, path)


def test_the_words_are_in_both_languages_with_french_typography() -> None:
    known = purposes()
    texts: list[Text] = [*known.words.values(), *known.kept.values()]
    texts += [text for held in known.tables for text in (held.what, held.purpose)]
    assert all(texts)
    wrong = [text.fr for text in texts if FRENCH_SPACE.search(text.fr) or FRENCH_APOSTROPHE.search(text.fr)]
    assert wrong == []
