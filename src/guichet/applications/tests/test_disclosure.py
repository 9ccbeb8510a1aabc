"""What a file shows to whoever its client allows, by class; and what stays the client’s own."""

from datetime import timedelta

import pytest

from guichet.applications.disclosure import CLASS_OF_KIND
from guichet.applications.events import DocumentsReceived, FileEvent, NoteReleased, StageEntered
from guichet.applications.models import Application
from guichet.applications.queries import NotAllowed, file_status, files_held, files_of, timeline
from guichet.applications.tests.factories import ApplicationFactory, ask, decide, enter, pay, release
from guichet.clients.actions import revoke_authority
from guichet.clients.events import AccountLinked
from guichet.clients.queries import client, clients
from guichet.clients.tests.town import CASE, NOON, STATUS, agent, appoint, helper, origin, person, viewer
from guichet.foundation.languages import Language
from guichet.identity.queries import looks_at
from guichet.identity.rules import Viewer
from guichet.identity.terms import AuthorityKind, Disclosure
from guichet.journal.actions import Origin, record_many
from guichet.journal.events import EVENT_KINDS
from guichet.journal.models import Entry
from guichet.journal.reactions import Happened
from guichet.journal.terms import Channel
from guichet.notices.actions import mark_opened, queue_notices
from guichet.notices.queries import message, messages_of, messages_of_client
from guichet.notices.staff_queries import notices_of_client

pytestmark = pytest.mark.django_db
EN = Language.EN


@pytest.fixture
def amina():
    return person("Amina Benali")


@pytest.fixture
def file(amina) -> Application:
    file = ApplicationFactory(client=amina.client)
    enter(file, "ELIGIBILITY", "2026-10-05")
    ask(file, "FUNDS", "2026-10-06", due="2027-01-01")
    ask(file, "FORM", "2026-10-06", came="2026-10-08")
    pay(file, "TRV", "100.00", "2026-10-01")
    release(file, "An officer’s note.", "2026-10-20")
    events = [
        AccountLinked(client_id=amina.id, means="FACTS"),
        StageEntered(client_id=amina.id, application=file.number, stage="ELIGIBILITY"),
        DocumentsReceived(client_id=amina.id, application=file.number, documents=("FORM",)),
        NoteReleased(client_id=amina.id, application=file.number, note=1),
    ]
    numbers = record_many([(event, NOON) for event in events], Origin("case-system", Channel.FEED, NOON))
    entries = Entry.objects.in_bulk(numbers)
    queue_notices([Happened(event, entries[number]) for event, number in zip(events, numbers, strict=True)])
    return file


def held_by(amina, **scope: object) -> Viewer:
    ruth = helper()
    appoint(amina, ruth, **({"ends_at": NOON + timedelta(days=30), "acts": False} | scope))
    return viewer(ruth)


def status(file: Application, who: Viewer):
    return file_status(file.number, viewer=who, language=EN, now=NOON)


def told(file: Application, who: Viewer) -> set[str]:
    return {line.kind for line in timeline(viewer=who, language=EN, number=file.number).lines}


def test_who_may_know_the_status_sees_where_it_stands_and_nothing_of_the_case(amina, file) -> None:
    own = status(file, viewer(amina))
    seen = status(file, held_by(amina, sees=frozenset({STATUS})))
    assert (seen.happening, seen.needed, seen.next, seen.expected) == (
        own.happening,
        own.needed,
        own.next,
        own.expected,
    )
    assert [line.code for line in seen.documents] == ["FUNDS"]
    assert {line.code for line in own.documents} == {"FUNDS", "FORM"}
    assert (seen.payments, seen.notes, seen.earlier_offices) == ((), (), ())
    assert own.payments
    assert own.notes
    assert (own.seen, seen.seen) == (CASE, STATUS)


def test_who_may_read_the_case_sees_all_of_the_file(amina, file) -> None:
    assert status(file, held_by(amina, sees=frozenset({CASE}))) == status(file, viewer(amina))


def test_the_reasons_of_a_decision_belong_to_the_case(amina, file) -> None:
    decide(file, "REFUSED", "2026-10-30", reasons=("WILL_NOT_LEAVE",))
    knows = status(file, held_by(amina, sees=frozenset({STATUS}))).decision
    reads = status(file, held_by(amina, sees=frozenset({CASE}))).decision
    assert (knows.code, knows.reasons) == ("REFUSED", ())
    assert reads.reasons


def test_a_timeline_tells_each_as_much_as_they_may_know(amina, file) -> None:
    assert told(file, held_by(amina, sees=frozenset({STATUS}))) == {"application.stage_entered"}
    case = {"application.stage_entered", "document.received", "note.released"}
    assert told(file, held_by(amina)) == case
    assert told(file, viewer(amina)) == case
    whole = timeline(viewer=viewer(amina), language=EN, client_id=amina.id).lines
    helped = timeline(viewer=held_by(amina), language=EN, client_id=amina.id).lines
    # What the client did about their own record and people stays theirs.
    assert {line.kind for line in whole} - {line.kind for line in helped} >= {"account.linked", "authority.granted"}
    assert {line.kind for line in helped} == case


def test_every_event_of_a_file_has_a_class() -> None:
    of_files = {
        kind for kind, event in EVENT_KINDS.items() if issubclass(event, FileEvent) and ".tests" not in event.__module__
    }
    assert of_files - {kind for kind in of_files if not EVENT_KINDS[kind].visible} == CLASS_OF_KIND.keys()


def test_a_scope_of_some_files_shows_those_and_not_the_person(amina, file) -> None:
    other = ApplicationFactory(client=amina.client)
    who = held_by(amina, files=frozenset({file.number}))
    assert [one.number for one in files_of(who, language=EN, now=NOON, client_id=amina.id)] == [file.number]
    assert [one.number for one in files_held(who, language=EN, now=NOON)] == [file.number]
    for refused in (
        lambda: status(other, who),
        lambda: timeline(viewer=who, language=EN, number=other.number),
        lambda: timeline(viewer=who, language=EN, client_id=amina.id),
    ):
        with pytest.raises(NotAllowed):
            refused()
    facts = client(amina.id, viewer=who)
    assert (facts.name, facts.uci) == ("Amina Benali", "")


def test_nobody_but_the_person_and_staff_learns_who_the_person_is(amina, file) -> None:
    (seen,) = clients([amina.id], viewer=held_by(amina))
    assert (seen.name, seen.uci) == ("Amina Benali", amina.client.uci)
    assert (seen.birth_date, seen.country, seen.contact_points) == (None, "", ())
    assert clients([amina.id], viewer=agent(amina.id))[0].birth_date
    with pytest.raises(NotAllowed):
        client(amina.id, viewer=viewer(person("Tom Weber")))


def test_letters_are_read_by_who_may_read_them_and_only_about_files(amina, file) -> None:
    knows, reads, own = held_by(amina, sees=frozenset({STATUS})), held_by(amina), viewer(amina)
    mine = messages_of(own, language=EN).messages
    assert len(mine) == 4
    seen = messages_of_client(amina.id, viewer=reads, language=EN).messages
    assert {one.number for one in seen} == {file.number}
    assert len(seen) == 3
    with pytest.raises(NotAllowed):
        messages_of_client(amina.id, viewer=knows, language=EN)
    about_account = next(one for one in mine if not one.number)
    with pytest.raises(NotAllowed):
        message(about_account.notice_id, viewer=reads, language=EN)
    assert message(seen[0].notice_id, viewer=reads, language=EN).number == file.number
    lines = timeline(viewer=knows, language=EN, number=file.number).lines
    assert [line.told for line in lines] == [None]
    assert all(line.told for line in timeline(viewer=reads, language=EN, number=file.number).lines)
    # That a helper read it is not that the client did.
    assert not mark_opened(notice_id=seen[0].notice_id, viewer=reads, origin=origin(reads))


def test_what_is_for_staff_and_for_the_person_no_authority_opens(amina, file) -> None:
    who = held_by(amina)
    for refused in (
        lambda: notices_of_client(amina.id, viewer=who),
        lambda: looks_at(amina.id, viewer=who, now=NOON),
    ):
        with pytest.raises(NotAllowed):
            refused()


def test_what_was_taken_back_is_shut_at_the_next_request(amina, file) -> None:
    ruth = helper()
    authority = appoint(amina, ruth)
    assert files_held(viewer(ruth), language=EN, now=NOON)
    revoke_authority(authority_id=authority, viewer=viewer(amina), origin=origin(amina))
    assert files_held(viewer(ruth), language=EN, now=NOON) == ()
    with pytest.raises(NotAllowed):
        status(file, viewer(ruth))


def test_lists_ask_the_database_as_often_for_many_clients_as_for_one(django_assert_num_queries) -> None:
    ruth = helper()
    for number in range(12):
        one = person(f"Client {number}")
        file = ApplicationFactory(client=one.client)
        appoint(
            one,
            ruth,
            kind=AuthorityKind.SPONSOR_GROUP,
            acts=False,
            sees=frozenset({Disclosure.STATUS}),
            files=frozenset({file.number}),
            ends_at=NOON + timedelta(days=90),
        )
    who = viewer(ruth)
    with django_assert_num_queries(1):
        assert len(files_held(who, language=EN, now=NOON)) == 12
    with django_assert_num_queries(4):
        assert len(clients([grant.client_id for grant in who.grants], viewer=who)) == 12
