"""French is complete, or a check says where not."""

from pathlib import Path

import pytest
from django.apps import apps

from guichet.config.messages import catalogue_path, compile_catalogue, gaps, update

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
