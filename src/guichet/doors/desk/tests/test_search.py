"""Finding a client by whatever one knows; the results tell people apart and show no more."""

import html

import pytest
from django.test import Client as Browser

from guichet.applications.models import Application
from guichet.applications.tests.factories import ClientFactory
from guichet.clients.actions import index_names
from guichet.clients.models import Client, Name
from guichet.identity.models import Look
from guichet.language.names import fold


@pytest.fixture
def _findable(amina: Client) -> None:
    for name in Name.objects.filter(client=amina):
        name.folded = fold(name.text)
        name.save()
    index_names(client_ids=[amina.pk])


@pytest.mark.usefixtures("_findable")
@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("Amina Benali", "Name"),
        ("Benali Amina", "Name"),
        ("أمينة", "Name"),
        ("Amina Bennali", "Similar name"),
        ("1112223334", "Client identifier"),
        ("11-1222-3334", "Client identifier"),
        ("V300123456", "Application number"),
    ],
)
def test_a_client_is_found_by_what_one_knows(
    desk: Browser, amina: Client, file: Application, typed: str, why: str
) -> None:
    page = html.unescape(desk.get("/en/desk/", {"q": typed}).content.decode())
    assert '<bdi dir="rtl">أمينة بن علي</bdi>' in page
    assert "1991-02-03" in page
    assert why in page


@pytest.mark.usefixtures("_findable")
def test_a_birth_date_tells_two_of_one_name_apart(desk: Browser, amina: Client) -> None:
    page = desk.get("/en/desk/", {"q": "Amina Benali", "born": "1990"}).content.decode()
    assert "Nobody was found" in page


@pytest.mark.parametrize("born", ["199", "1991-2-3", "03/02/1991", "<script>", "1991-02-031"])
def test_a_birth_date_that_is_none_is_said_so(desk: Browser, born: str) -> None:
    answer = desk.get("/en/desk/", {"q": "Amina", "born": born})
    assert answer.status_code == 200
    assert "Error:" in answer.content.decode()
    assert "<script>" not in answer.content.decode()


@pytest.mark.parametrize(
    "typed", ["", " ", "\x00", "%", "'; DROP TABLE", "٠" * 50, "x" * 5000, "👩‍👩‍👧", "-", "@", "+"]
)
def test_whatever_is_typed_the_search_answers(desk: Browser, typed: str) -> None:
    assert desk.get("/en/desk/", {"q": typed}).status_code == 200


def test_a_file_number_leads_straight_to_the_file(desk: Browser, file: Application) -> None:
    assert 'href="/en/desk/files/V300123456/"' in desk.get("/en/desk/", {"q": "V300123456"}).content.decode()


def test_a_search_is_no_look_at_a_file(desk: Browser, file: Application) -> None:
    desk.get("/en/desk/", {"q": "V300123456"})
    assert not Look.objects.exists()


@pytest.mark.usefixtures("_findable")
def test_a_search_costs_few_queries_however_many_are_found(desk: Browser, django_assert_max_num_queries) -> None:
    many = [ClientFactory(names=["Amina Benali"]) for _each in range(25)]
    index_names(client_ids=[one.pk for one in many])
    with django_assert_max_num_queries(20):
        page = desk.get("/en/desk/", {"q": "Amina"}).content.decode()
    assert "There are more than these 20" in page


def test_results_can_be_sorted_and_the_order_stands_in_the_address(desk: Browser) -> None:
    for name, born in (("Zora Leduc", "1980-01-01"), ("Ada Leduc", "1970-01-01")):
        ClientFactory(names=[name], birth_date=born)
    index_names(client_ids=list(Client.objects.values_list("pk", flat=True)))
    page = desk.get("/en/desk/", {"q": "Leduc", "sort": "name"}).content.decode()
    assert page.index("Ada Leduc") < page.index("Zora Leduc")
    assert 'href="?q=Leduc&amp;sort=-name"' in page
