"""What everybody may read: in both languages, whole, honest about what is not known."""

import re
from datetime import date

import pytest
from django.test import Client as Browser
from django.urls import reverse
from django.utils.translation import override

from guichet.doors.tests.reading import english_in, read
from guichet.programs.queries import catalogue
from guichet.standards.queries import standards

pytestmark = pytest.mark.django_db
PLAIN = ["home", "answers", "programs", "standards", "contact", "accessibility", "privacy", "demonstration", "tools"]
PLAIN += [
    f"tool-{code}"
    for code in [
        "visa",
        "points",
        "grid",
        "funds",
        "income",
        "biometrics",
        "residence",
        "levels",
        "stay",
        "medical",
        "complete",
    ]
]
PLAIN += ["tool-descent"]
PLAIN += ["finder", "finder-resume"]


def address(name: str, language: str, *args) -> str:
    with override(language):
        return reverse(f"public:{name}", args=args)


@pytest.mark.parametrize("name", PLAIN)
def test_every_page_stands_in_both_languages_one_click_apart(client, name):
    english, french = client.get(address(name, "en")), client.get(address(name, "fr"))
    assert english.status_code == french.status_code == 200
    assert address(name, "fr") in read(english).links
    assert address(name, "en") in read(french).links
    assert [level for level, _ in read(english).headings] == [level for level, _ in read(french).headings]
    assert english_in(french) == set()
    assert read(english).headings[0][1] != read(french).headings[0][1]


@pytest.mark.parametrize("name", PLAIN)
def test_french_addresses_are_french(name):
    path = address(name, "fr")
    assert path.startswith("/fr/")
    # `demonstration` is the same word in both languages.
    assert path == "/fr/" or path.split("/")[2] != address(name, "en").split("/")[2] or name == "demonstration"


def test_the_first_page_offers_both_languages_and_sends_nobody_on():
    for accepted in ("fr-CA,fr;q=0.9", "en", "ar"):
        answer = Browser(headers={"accept-language": accepted}).get("/")
        assert answer.status_code == 200
        page = read(answer)
        assert {"/en/", "/fr/"} <= set(page.links)
        assert {"Continue in English", "Continuer en français"} <= {text for _, text in page.pieces}


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("program", [program.code for program in catalogue().programs(on=date(2026, 11, 21))])
def test_every_program_has_a_whole_page(client, program, language):
    answer = client.get(address("program", language, program.lower()))
    assert answer.status_code == 200
    text = read(answer).text
    found = catalogue().program(program)
    for code in found.stages:
        assert catalogue().stage(code).happening.say(language) in text
    for code in found.documents:
        assert catalogue().document(code).name.say(language) in text
    if language == "fr":
        assert english_in(answer) == set()


def test_the_list_leads_to_every_program_in_public_lists_and_to_no_sample(client):
    links = read(client.get(address("programs", "en"))).links
    listed = {address("program", "en", program.code.lower()) for program in catalogue().programs(on=date(2026, 11, 21))}
    assert len(listed) == 39
    assert listed <= set(links)
    for sample in catalogue().programs(on=date(2026, 11, 21), listed=False):
        assert client.get(address("program", "en", sample.code.lower())).status_code == 404


def test_an_amount_stands_beside_its_source_and_how_sure_we_are(client):
    text = read(client.get(address("program", "en", "trv"))).text.replace("\xa0", " ")
    assert "$100 per person Immigration and Refugee Protection Regulations, s. 296" in text
    assert "Confirmed in an official text" in text


def test_where_no_standard_is_published_the_page_says_so(client):
    assert "There is no published service standard" in read(client.get(address("program", "en", "hc"))).text


def test_results_are_shown_with_what_they_are_a_share_of(client):
    text = read(client.get(address("standards", "en"))).text.replace("\xa0", " ")
    for standard in standards(date(2026, 11, 21)):
        assert standard.what.en in text
    assert "929,279 of 3,324,655" in text or re.search(r"\d[\d,]* of 3,324,\d{3}", text)
    assert "27.95%, not met in 2023-2024" in text


@pytest.mark.parametrize("sort", ["service", "way", "time", "target", "result", "volume"])
def test_the_table_sorts_by_its_address_both_ways(client, sort):
    def rows(order: str) -> list[str]:
        content = client.get(address("standards", "en"), {"sort": order}).content.decode()
        return re.findall(r'<td role="cell"[^>]*data-label="Service">(.*?)</td>', content)

    assert len(rows(sort)) == len(standards(date(2026, 11, 21)))
    assert sorted(rows(sort)) == sorted(rows(f"-{sort}"))
    assert rows(sort) != rows(f"-{sort}")


@pytest.mark.parametrize("sort", ["", "-", "no-such", "'; DROP", "--result"])
def test_an_order_that_makes_no_sense_shows_the_table_all_the_same(client, sort):
    assert client.get(address("standards", "en"), {"sort": sort}).status_code == 200


@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_way_to_reach_us_says_when_and_how_long_people_wait(client, language):
    text = read(client.get(address("contact", language))).text.replace("\xa0", " ")
    assert "613-555-0142" in text, "a number kept for stories, until a department sets its own"
    assert {"en": "94% of people", "fr": "94 % des gens"}[language] in text


def test_robots_keep_out_of_accounts(client):
    answer = client.get("/robots.txt")
    assert answer.headers["Content-Type"].startswith("text/plain")
    for language in ("en", "fr"):
        with override(language):
            assert f"Disallow: {reverse('account:home')}" in answer.content.decode()


@pytest.mark.parametrize("path", ["/favicon.svg", "/favicon.ico"])
def test_browsers_find_our_mark(client, path):
    answer = client.get(path)
    assert answer.status_code == 302
    assert answer.url.endswith(".svg")
