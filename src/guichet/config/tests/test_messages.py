"""French is complete, or a check says where not."""

from collections import defaultdict
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from django.apps import apps
from django.utils.dates import MONTHS
from django.utils.translation import override
from jinja2 import TemplateSyntaxError

from guichet.config.messages import catalogue_path, compile_catalogue, gaps, update
from guichet.language import typography

OWN_APPS = sorted(Path(app.path) for app in apps.get_app_configs() if app.name.startswith("guichet."))


@pytest.fixture
def app(tmp_path: Path) -> Path:
    (tmp_path / "templates").mkdir()
    (tmp_path / "pages.py").write_text('from x import gettext as _\nTITLE = _("Your files")\n')
    (tmp_path / "templates/page.html").write_text(
        "{% translate 'Sign in' %} {% blocktranslate %}Hi{% endblocktranslate %}"
    )
    return tmp_path


def answer(app: Path, texts: dict[str, str]) -> None:
    path = catalogue_path(app)
    lines = path.read_text().splitlines()
    for number, line in enumerate(lines):
        for english, french in texts.items():
            if line == f'msgid "{english}"':
                lines[number + 1] = f'msgstr "{french}"'
    path.write_text("\n".join(lines) + "\n")


@pytest.mark.parametrize("folder", OWN_APPS, ids=lambda path: path.name)
def test_every_text_of_every_app_has_its_french(folder: Path) -> None:
    nested = {other for other in OWN_APPS if folder in other.parents}
    assert [f"{gap.fault}: {gap.text}" for gap in gaps(folder, nested)] == []


def test_texts_in_code_and_templates_are_found(app: Path) -> None:
    update(app, set())
    assert {gap.text for gap in gaps(app, set())} == {"Your files", "Sign in", "Hi"}


def test_texts_in_the_templates_of_parts_are_found(app: Path) -> None:
    (app / "jinja2").mkdir()
    (app / "jinja2/clock.html").write_text(
        '{{ _("With you") }} {{ pgettext("step", "Done") }}'
        "{% trans n=days %}{{ n }} day{% pluralize %}{{ n }} days{% endtrans %}"
    )
    update(app, set())
    with catalogue_path(app).open("rb") as stream:
        found = {(message.context, message.id) for message in read_po(stream, locale="fr")}
    assert found >= {(None, "With you"), ("step", "Done"), (None, ("%(n)s day", "%(n)s days"))}


def test_a_template_of_a_part_that_cannot_be_read_is_not_passed_over(app: Path) -> None:
    (app / "jinja2").mkdir()
    (app / "jinja2/clock.html").write_text('{% if %}{{ _("With you") }}')
    with pytest.raises(TemplateSyntaxError):
        update(app, set())


def test_a_complete_catalogue_has_no_gaps_and_compiles(app: Path) -> None:
    update(app, set())
    answer(app, {"Your files": "Vos dossiers", "Sign in": "Se connecter", "Hi": "Bonjour"})
    assert list(gaps(app, set())) == []
    compile_catalogue(catalogue_path(app))
    assert catalogue_path(app).with_suffix(".mo").read_bytes()[:4] == b"\xde\x12\x04\x95"


def test_a_text_that_is_gone_from_the_code_is_a_gap_until_updated(app: Path) -> None:
    update(app, set())
    answer(app, {"Your files": "Vos dossiers", "Sign in": "Se connecter", "Hi": "Bonjour"})
    (app / "pages.py").write_text("")
    assert [(gap.text, gap.fault) for gap in gaps(app, set())] == [("Your files", "no longer used")]
    update(app, set())
    assert list(gaps(app, set())) == []


def test_updating_twice_changes_nothing(app: Path) -> None:
    update(app, set())
    once = catalogue_path(app).read_bytes()
    update(app, set())
    assert catalogue_path(app).read_bytes() == once


def test_the_same_words_are_the_same_in_french_everywhere() -> None:
    """Catalogues are laid over one another, and over Django's: where two differ, one would speak for the other."""
    said: dict[tuple[str | None, str], dict[object, str]] = defaultdict(dict)
    for folder in OWN_APPS:
        if catalogue_path(folder).exists():
            with catalogue_path(folder).open("rb") as stream:
                for message in read_po(stream, locale="fr"):
                    singular = message.id[0] if isinstance(message.id, tuple) else message.id
                    said[message.context, singular][message.string] = folder.name
    assert {words: french for words, french in said.items() if len(french) > 1} == {}


def test_french_has_the_spaces_and_apostrophes_of_print() -> None:
    """Addresses of pages keep their own marks."""
    faults: set[str] = set()
    for folder in filter(lambda folder: catalogue_path(folder).exists(), OWN_APPS):
        with catalogue_path(folder).open("rb") as stream:
            for message in filter(lambda message: message.id, read_po(stream, locale="fr")):
                said = message.string if isinstance(message.string, tuple) else (message.string,)
                faults |= {text for text in said if not text.endswith("/") and typography.french(text) != text}
    assert faults == set()


def test_no_word_of_ours_takes_the_place_of_a_month() -> None:
    with override("fr"):
        assert [str(MONTHS[number]) for number in (1, 3, 5, 8)] == ["janvier", "mars", "mai", "août"]
