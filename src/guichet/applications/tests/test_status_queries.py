"""Reading a file: rights, number of queries, and that what is read is what is said."""

import pytest

from guichet.applications.queries import file_status, file_status_in_both, files_of
from guichet.applications.terms import WaitingOn
from guichet.applications.tests.factories import (
    ApplicationFactory,
    ClientFactory,
    ask,
    at,
    decide,
    enter,
    pay,
    release,
    section,
)
from guichet.foundation.languages import Language
from guichet.identity.queries import NotAllowed
from guichet.identity.rules import Viewer
from guichet.programs.queries import catalogue

pytestmark = pytest.mark.django_db
NOW = at("2026-11-21")


def client_viewer(*clients) -> Viewer:
    return Viewer(user_id=1, own_clients=frozenset(client.pk for client in clients))


def whole_file():
    file = ApplicationFactory()
    for stage, day in [("SUBMITTED", "2026-10-01"), ("COMPLETENESS", "2026-10-03"), ("ELIGIBILITY", "2026-10-09")]:
        enter(file, stage, day)
    ask(file, "FUNDS", "2026-11-10", due="2026-12-10")
    ask(file, "PHOTO", "2026-10-05", came="2026-10-08")
    section(file, "ELIGIBILITY", "IN_PROGRESS", "2026-10-09")
    section(file, "BIOMETRICS", "COMPLETED", "2026-10-07")
    pay(file, "TRV", "100.00", "2026-10-01")
    release(file, "The bank letter is not dated.", "2026-11-10")
    return file


def test_everything_known_of_a_file_is_said():
    file = whole_file()
    said = file_status(file.number, viewer=client_viewer(file.client), language=Language.EN, now=NOW)
    assert said.happening == catalogue().stage("ELIGIBILITY").happening.en
    funds = catalogue().document("FUNDS").name.en
    assert said.needed.replace("\xa0", " ") == f"Send us this document by December 10, 2026: {funds}."
    assert said.waiting_on is WaitingOn.YOU
    assert [step.code for step in said.steps if step.at] == ["SUBMITTED", "COMPLETENESS", "ELIGIBILITY"]
    assert [part.code for part in said.sections] == ["ELIGIBILITY", "BIOMETRICS"]
    assert {line.code: line.awaited for line in said.documents} == {"FUNDS": True, "PHOTO": False}
    assert next(line.sha256 for line in said.documents if line.code == "PHOTO") == "9f" * 32
    assert str(said.payments[0].amount) == "100.00"
    assert said.notes[0].text == "The bank letter is not dated."
    assert said.office.name == catalogue().office("CPC-OTTAWA").name.en


def test_one_file_takes_one_query_and_a_list_one(django_assert_num_queries):
    file = whole_file()
    viewer = client_viewer(file.client)
    file_status(file.number, viewer=viewer, language=Language.EN, now=NOW)
    with django_assert_num_queries(1):
        file_status(file.number, viewer=viewer, language=Language.EN, now=NOW)
    with django_assert_num_queries(1):
        file_status_in_both(file.number, viewer=viewer, now=NOW)
    for _ in range(4):
        ApplicationFactory(client=file.client)
    with django_assert_num_queries(1):
        assert len(files_of(viewer, language=Language.EN, now=NOW)) == 5


def test_the_list_says_of_each_file_what_its_page_says():
    file = whole_file()
    viewer = client_viewer(file.client)
    refused = ApplicationFactory(client=file.client, program="SP-OUT")
    decide(refused, "REFUSED", "2026-11-20", ("MONEY",))
    listed = files_of(viewer, language=Language.FR, now=NOW)
    assert [each.number for each in listed] == [refused.number, file.number]
    for each in listed:
        page = file_status(each.number, viewer=viewer, language=Language.FR, now=NOW)
        assert (each.happening, each.to_do, each.waiting_on) == (page.happening, page.to_do, page.waiting_on)


@pytest.mark.parametrize("number", ["V999999999", "", "V3\x00", "é" * 5000])
def test_a_file_that_is_not_there_is_refused_like_one_of_somebody_else(number):
    leduc = ClientFactory()
    theirs = ApplicationFactory()
    with pytest.raises(NotAllowed) as missing:
        file_status(number, viewer=client_viewer(leduc), language=Language.EN, now=NOW)
    with pytest.raises(NotAllowed) as foreign:
        file_status(theirs.number, viewer=client_viewer(leduc), language=Language.EN, now=NOW)
    assert str(missing.value) == str(foreign.value) == ""
