"""A part that many pages share is kept as HTML, but never in the wrong language, and never beside another's words."""

from django.utils.translation import override

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
