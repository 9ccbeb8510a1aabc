"""The page that shows what would have been sent, in both languages; and stand-ins that misbehave on request."""

from pathlib import Path

import pytest
import requests

from guichet.notices.stand_ins.kept import Kept, read
from guichet.notices.terms import Medium
from guichet.notices.tests.test_carriers import EMAIL, TEXT, Place

pytestmark = pytest.mark.enable_socket


@pytest.fixture
def place(tmp_path: Path):
    place = Place(tmp_path)
    for medium, message in ((Medium.EMAIL, EMAIL), (Medium.TEXT, TEXT)):
        carrier = place.carrier(medium)
        carrier.send(message)
        carrier.close()
    yield place
    place.close()


@pytest.mark.parametrize(
    ("language", "said"), [("en", "Messages that would have been sent"), ("fr", "Messages qui auraient été envoyés")]
)
def test_all_that_was_received_is_on_one_page_in_both_languages(place: Place, language: str, said: str) -> None:
    page = requests.get(f"http://127.0.0.1:{place.web_port}/", params={"language": language}, timeout=5)
    page.encoding = "utf-8"
    for text in (said, "Été", "amina@example.org", "You have a new message.", f'<html lang="{language}">'):
        assert text in page.text


def test_an_email_is_shown_as_programs_show_it_and_as_text(place: Place) -> None:
    url = f"http://127.0.0.1:{place.web_port}/emails/1"
    page = requests.get(url, timeout=5)
    page.encoding = "utf-8"
    assert "à bientôt." in page.text
    html = requests.get(f"{url}/html", timeout=5)
    assert html.text.strip() == "<p>Bonjour</p>"
    assert "script-src" not in html.headers["Content-Security-Policy"]
    assert "default-src 'none'" in html.headers["Content-Security-Policy"]


@pytest.mark.parametrize(
    "path", ["/emails/2", "/emails/0", "/emails/x", "/emails/1/raw", "/nothing", "/emails/1/html/x"]
)
def test_there_is_no_other_page(place: Place, path: str) -> None:
    assert requests.get(f"http://127.0.0.1:{place.web_port}{path}", timeout=5).status_code == 404


@pytest.mark.parametrize(
    ("said", "status"),
    [
        ({"mode": "down"}, 200),
        ({"mode": "slow", "medium": "email", "seconds": 2}, 200),
        ({"mode": "asleep"}, 400),
        ({"mode": "down", "medium": "pigeon"}, 400),
        ({"mode": "slow", "seconds": "long"}, 400),
        ([], 400),
    ],
)
def test_stand_ins_misbehave_on_request_only_as_they_know(place: Place, said: object, status: int) -> None:
    answer = requests.post(f"http://127.0.0.1:{place.web_port}/misbehave", json=said, timeout=5)
    assert answer.status_code == status


def test_a_line_cut_short_by_a_crash_loses_no_other(tmp_path: Path) -> None:
    kept = Kept(tmp_path / "texts.ndjson")
    kept.keep({"body": "one\N{LINE SEPARATOR}two"})
    kept.close()
    with (tmp_path / "texts.ndjson").open("a") as file:
        file.write('{"body": "cut sh')
    assert read(tmp_path / "texts.ndjson") == [{"body": "one\N{LINE SEPARATOR}two"}]
