"""Pages for what went wrong: in the language of the address, with a reference where there is something to look up."""

import logging
import re

import pytest
from django.test import Client as Browser
from django.urls import reverse
from django.utils.translation import override

from guichet.applications.tests.factories import UserFactory
from guichet.config.logs import WithoutPersons
from guichet.doors.public import errors
from guichet.doors.tests.reading import english_in, read

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("path", "words"),
    [("/en/no-such-page/", "Page not found"), ("/fr/pas-de-page/", "Page introuvable")],
)
def test_a_missing_page_says_so_in_the_language_of_its_address(client, path, words):
    answer = client.get(path)
    assert answer.status_code == 404
    assert words in read(answer).text
    if path.startswith("/fr/"):
        assert english_in(answer) == set()


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_failure_is_ours_and_has_a_reference_that_the_log_holds(rf, language, caplog):
    with caplog.at_level(logging.WARNING):
        request = rf.get(f"/{language}/account/files/V300123456/")
        request.resolver_match = None
        answer = errors.failed(request)
    assert answer.status_code == 500
    [reference] = re.findall(r"<strong>([B-Z]{8})</strong>", answer.content.decode())
    assert reference in caplog.text
    assert "V300123456" not in caplog.text, "a number of a file does not belong in the log"
    if language == "fr":
        assert english_in(answer) == set()


def test_the_log_does_not_take_a_reference_for_a_number(rf, caplog):
    request = rf.get("/en/")
    request.resolver_match = None
    for _ in range(200):
        errors.failed(request)
    lines = [WithoutPersons("%(message)s").format(record) for record in caplog.records]
    assert len(lines) == 200
    assert [line for line in lines if "[number]" in line] == []


def test_a_refused_page_is_one_line_in_the_log_and_names_no_address(client, caplog):
    client.force_login(UserFactory())
    assert client.get("/en/desk/files/case-10011/").status_code == 403
    assert [record.name for record in caplog.records] == ["guichet.doors.public.errors"]
    assert "case-10011" not in caplog.text


def test_a_failure_page_asks_the_database_for_nothing(rf, django_assert_num_queries):
    request = rf.get("/en/")
    request.resolver_match = None
    with django_assert_num_queries(0):
        errors.failed(request)


@pytest.mark.parametrize(
    ("language", "words"),
    [("en", "This page was open for too long"), ("fr", "Cette page est restée ouverte trop longtemps")],
)
def test_a_form_without_its_token_changes_nothing_and_says_what_to_do(language, words):
    with override(language):
        path = reverse("public:demonstration-sign-in")
    answer = Browser(enforce_csrf_checks=True).post(path, {"account": "1"})
    assert answer.status_code == 403
    assert words in read(answer).text
    assert re.search(r"<strong>[B-Z]{8}</strong>", answer.content.decode())


@pytest.mark.parametrize(
    ("view", "status"), [(errors.bad_request, 400), (errors.refused, 403), (errors.not_found, 404)]
)
@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_refusal_has_its_page_in_both_languages(rf, view, status, language):
    request = rf.get(f"/{language}/")
    request.resolver_match = None
    answer = view(request, Exception("never shown"))
    assert answer.status_code == status
    assert "never shown" not in answer.content.decode()
    assert f'<html lang="{language}">' in answer.content.decode()
