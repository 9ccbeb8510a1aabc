"""French typography: marks keep their word, and nothing else is touched."""

import pytest
from django.template import Context, Template
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from guichet.language.typography import french


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("Que faire ?", "Que faire\u202f?"),
        ("Que faire?", "Que faire\u202f?"),
        ("Quoi ?!", "Quoi\u202f?!"),
        ("Deux choses : un, deux ; trois.", "Deux choses\u00a0: un, deux\u202f; trois."),
        ("Il dit «oui» et « non ».", "Il dit «\u00a0oui\u00a0» et «\u00a0non\u00a0»."),
        ("« Oui ! »", "«\u00a0Oui\u202f!\u00a0»"),
        ("l'étape d'après", "l’étape d’après"),
        ("10 000 $ et 50 %", "10\u00a0000\u00a0$ et 50\u00a0%"),
        ("À 14:05, voyez https://a.example/?b=1", "À 14:05, voyez https://a.example/?b=1"),
        ("caf&eacute; ici", "caf&eacute; ici"),
        ("", ""),
    ],
)
def test_a_french_text_is_set_as_print_sets_it(typed: str, printed: str) -> None:
    assert french(typed) == printed


@given(st.text(alphabet="ab é:;!?«»' \u00a0\u202f12%&", max_size=40))
def test_setting_twice_changes_nothing(text: str) -> None:
    assert french(french(text)) == french(text)


@pytest.mark.parametrize(("language", "shown"), [("en", "Why ?"), ("fr", "Why\u202f?")])
def test_the_filter_touches_french_pages_only(language: str, shown: str) -> None:
    with override(language):
        assert Template("{% load words %}{{ text|typeset }}").render(Context({"text": "Why ?"})) == shown


def test_the_filters_say_nothing_where_there_is_nothing() -> None:
    template = Template("{% load words %}[{{ x|long_date }}{{ x|long_moment }}{{ x|money }}{{ x|number }}{{ x|days }}]")
    assert template.render(Context({"x": None})) == "[]"


def test_a_name_brings_its_own_direction_and_is_escaped() -> None:
    shown = Template("{% load words %}{{ a|person }}{{ b|person }}").render(Context({"a": "محمد", "b": "<b>"}))
    assert shown == '<bdi dir="rtl">محمد</bdi><bdi dir="ltr">&lt;b&gt;</bdi>'
