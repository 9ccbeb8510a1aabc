"""A part that many pages share is kept as HTML, but never in the wrong language, and never beside another's words."""

import re
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils.translation import override

from guichet import design
from guichet.design import parts


def test_a_shared_part_is_shown_in_the_language_of_each_page() -> None:
    shared = parts.SkipLink()
    assert "Skip to main content" in str(shared)
    with override("fr"):
        french = str(shared)
    assert "Skip to main content" not in french
    assert "Skip to main content" in str(shared)


def test_parts_that_differ_are_never_shown_as_one_another() -> None:
    amina, leduc = parts.Tag(text="Amina"), parts.Tag(text="Leduc")
    assert ("Amina" in str(amina), "Amina" in str(leduc)) == (True, False)
    assert ("Leduc" in str(amina), "Leduc" in str(leduc)) == (False, True)


def test_a_part_that_was_shown_still_equals_one_that_was_not() -> None:
    shown, unshown = parts.Tag(text="Open"), parts.Tag(text="Open")
    str(shown)
    assert shown == unshown
    assert repr(shown) == repr(unshown)


@pytest.mark.django_db
def test_what_is_kept_for_all_follows_language_and_names(client: Client, settings: Any) -> None:
    english, french = (client.get(path).content.decode() for path in ("/en/contact/", "/fr/contact/"))
    assert ("Accessibility" in english, "Accessibility" in french) == (True, False)
    assert 'href="/fr/accessibilite/"' in french
    settings.SERVICE_NAME = {"en": "Wicket", "fr": "Portillon"}
    assert '<span class="brand__service">Wicket</span>' in client.get("/en/contact/").content.decode()


def test_what_is_kept_for_all_is_shown_without_the_page_or_the_person() -> None:
    # Were either given to it, one person's words could be kept for the next.
    layouts = Path(design.__file__).parent / "templates/design/layouts"
    kept = re.findall(r'same_for_all "design/layouts/([a-z_]+\.html)"', (layouts / "base.html").read_text())
    assert len(kept) == 6
    for name in kept:
        assert not re.search(r"{[{%][^%}]*\b(page|user|request|messages|csrf_token)\b", (layouts / name).read_text())
