"""What holds for every page: its language, its way to the other one, nothing inline, few bytes."""

import gzip
import re
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.management import call_command
from django.template import loader
from django.utils.translation import override

from guichet import design
from guichet.design.context import site_at

LAYOUTS = ["design/layouts/client.html", "design/layouts/staff.html", "design/layouts/error.html"]
HERE = Path(design.__file__).parent
TEMPLATES = sorted(path for folder in ("templates", "jinja2") for path in HERE.glob(f"{folder}/**/*.html"))


def shown(layout: str, **context: object) -> str:
    return loader.render_to_string(layout, {"page": SimpleNamespace(heading="Files & more"), **context})


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_page_says_its_language_and_leads_to_the_other(layout: str, language: str) -> None:
    with override(language):
        html = shown(layout)
    other = "fr" if language == "en" else "en"
    assert f'<html lang="{language}">' in html
    assert f'hreflang="{other}"' in html
    assert f'lang="{language}" hreflang' not in html


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.stem)
def test_nothing_is_inline(template: Path) -> None:
    # The content-security policy would refuse it, and the page would be broken without a word.
    source = template.read_text()
    assert not re.search(r"\sstyle=|<style|\son[a-z]+=|<script(?![^>]*\ssrc=)", source)


def test_the_title_names_page_and_service() -> None:
    assert "<title>Files &amp; more – Guichet</title>" in shown(LAYOUTS[0])


def test_the_title_of_a_form_with_errors_says_so_first() -> None:
    html = shown(LAYOUTS[0], form=SimpleNamespace(errors={"name": ["x"]}))
    assert "<title>Error: Files &amp; more" in html


@pytest.mark.parametrize(
    ("template", "english", "french"),
    [
        ("400.html", "We could not read this request", "Nous n’avons pas pu lire cette demande"),
        ("403.html", "You cannot see this page", "Vous n’avez pas accès à cette page"),
        ("403_csrf.html", "This page was open for too long", "Cette page est restée ouverte trop longtemps"),
        ("404.html", "Page not found", "Page introuvable"),
        ("500.html", "Sorry, something went wrong", "Désolés, une erreur s’est produite"),
    ],
)
def test_pages_for_errors_need_no_request(template: str, english: str, french: str) -> None:
    assert f"<h1>{english}</h1>" in loader.render_to_string(template)
    with override("fr"):
        html = loader.render_to_string(template)
    assert f"<h1>{french}</h1>" in html
    assert f"<title>{french} – Guichet</title>" in html


def test_the_reference_to_quote_is_escaped() -> None:
    assert "<strong>&lt;7f3a&gt;</strong>" in loader.render_to_string("500.html", {"reference": "<7f3a>"})


@pytest.mark.parametrize(
    ("path", "language", "hrefs"),
    [
        ("/en/design/?page=desk", "en", ["/en/design/?page=desk", "/fr/conception/?page=desk"]),
        ("/fr/conception/", "fr", ["/en/design/", "/fr/conception/"]),
        ("/en/no-such-page/?x=1", "en", ["/en/", "/fr/"]),
        ("/en/account/files/A%20%2F1/", "en", ["/en/", "/fr/"]),
        (
            "/en/account/files/A%201/?a=%26",
            "en",
            ["/en/account/files/A%201/?a=%26", "/fr/compte/dossiers/A%201/?a=%26"],
        ),
        ("/metrics", "fr", ["/metrics", "/metrics"]),
    ],
)
def test_the_switch_stays_on_the_same_page(path: str, language: str, hrefs: list[str]) -> None:
    with override(language):
        found = site_at(path).languages.options
    assert [option.href for option in found] == hrefs
    assert [option.code for option in found if option.current] == [language]


@pytest.mark.django_db
def test_the_switch_of_a_page_that_was_asked_for_is_the_same(client: Any) -> None:
    page = client.get("/fr/conception/?page=desk").content.decode()
    assert 'href="/en/design/?page=desk" lang="en"' in page
    assert 'href="/en/programs/" lang="en"' in client.get("/fr/programmes/").content.decode()


def test_a_deployers_colour_is_linked_by_an_address_that_changes_with_it(settings: Any) -> None:
    settings.ACCENT_COLOUR = "#5a2a6e"
    first = site_at("/").theme_href
    settings.ACCENT_COLOUR = "#5a2a6f"
    assert "theme.css?v=" in first
    assert site_at("/").theme_href != first


def test_without_a_colour_of_their_own_nothing_more_is_fetched() -> None:
    assert site_at("/").theme_href == ""
    assert "theme.css" not in shown(LAYOUTS[0])


def test_every_file_that_the_style_sheets_name_is_there() -> None:
    for sheet in ("design/guichet.css", "design/staff.css"):
        source = Path(str(finders.find(sheet))).read_text()
        for address in re.findall(r'url\("\.\./([^"]+)"\)', source):
            assert finders.find(address), address


def test_all_static_files_can_be_collected_under_hashed_names(settings: Any, tmp_path: Path) -> None:
    settings.STATIC_ROOT = tmp_path
    manifest = "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"
    settings.STORAGES = {**settings.STORAGES, "staticfiles": {"BACKEND": manifest}}
    call_command("collectstatic", interactive=False, verbosity=0)
    (sheet,) = tmp_path.glob("design/guichet.*.css")
    fonts = re.findall(r'url\("\.\./(fonts/[^"]+)"\)', sheet.read_text())
    assert len(fonts) == 3
    assert all((tmp_path / font).is_file() for font in fonts)


def test_styles_and_script_stay_small_over_the_wire() -> None:
    # 60 kB is what the first view of a client page may weigh, fonts apart: a third of it for the look.
    files = ["tokens/global.css", "design/guichet.css", "design/guichet.js", "design/mark.svg"]
    sizes = [len(gzip.compress(Path(str(finders.find(file))).read_bytes())) for file in files]
    assert sum(sizes) < 20_000
    assert Path(str(finders.find("design/guichet.js"))).stat().st_size <= 5_000


def test_the_renderer_of_the_settings_is_ours() -> None:
    assert settings.FORM_RENDERER == "guichet.design.forms.FormRenderer"
