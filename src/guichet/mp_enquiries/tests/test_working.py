"""What offices ask: its clock, its answer for both, asking back, and the end of a consent in the middle of it."""

from dataclasses import replace

import pytest

from guichet.applications.tests.factories import ApplicationFactory, UserFactory, link
from guichet.clients.actions import revoke_authority
from guichet.clients.events import AuthorityRevoked
from guichet.clients.tests import factories as people
from guichet.foundation.languages import Language
from guichet.identity.queries import NotAllowed
from guichet.identity.terms import Disclosure
from guichet.journal.models import Entry
from guichet.journal.reactions import Happened
from guichet.mp_enquiries.actions import (
    TASK,
    CannotWork,
    Texts,
    add_words,
    answer_office,
    ask_about_file,
    ask_office_back,
    stop_without_consent,
    withdraw_enquiry,
)
from guichet.mp_enquiries.models import BookedSlot, MpEnquiry, MpWords
from guichet.mp_enquiries.queries import (
    enquiries_about,
    enquiry_for_constituent,
    enquiry_for_office,
    enquiry_for_staff,
    free_slots,
    open_enquiries_about,
    themes_of,
)
from guichet.mp_enquiries.reactions import stop_where_consent_ended, tell_offices
from guichet.mp_enquiries.rules import reference_of
from guichet.mp_enquiries.terms import Lane, MpRefusal, MpState, Said
from guichet.mp_enquiries.tests.factories import NOW, agent, by, consents, later, office_worker, seen_by
from guichet.worklists.models import Task

pytestmark = pytest.mark.django_db


class World:
    """A constituent who consents, somebody of the office, and somebody who answers offices."""

    def __init__(self, language=Language.FR):
        self.lucie = office_worker()
        self.client = people.client("Amina Benali", language=language)
        self.own = UserFactory()
        link(self.own, self.client)
        self.number = ApplicationFactory(client=self.client).number
        self.consent = consents(self.client, self.own, self.lucie)
        self.sophie = agent(self.client.pk)

    def ask(self, at=NOW, **more):
        office = seen_by(self.lucie, at=at)
        facts = {"lane": Lane.PORTAL, "reason": "LATE", "texts": Texts(fr="Manque-t-il quelque chose?")} | more
        return ask_about_file(
            client_id=self.client.pk,
            number=self.number,
            program="TRV",
            viewer=office,
            origin=by(office, at=at),
            **facts,
        )

    def answer(self, enquiry, at, **more):
        facts = {"texts": Texts(fr="Rien ne manque."), "seen": 10**9} | more
        answer_office(enquiry_id=enquiry, viewer=self.sophie, origin=by(self.sophie, at=at), **facts)

    def takes_back(self, at):
        own = seen_by(self.own, at=at)
        revoke_authority(authority_id=self.consent, viewer=own, origin=by(own, at=at))

    def office_reads(self, enquiry, at):
        return enquiry_for_office(reference_of(enquiry), viewer=seen_by(self.lucie, at=at), now=at)

    def constituent_reads(self, enquiry, at):
        return enquiry_for_constituent(reference_of(enquiry), viewer=seen_by(self.own, at=at), now=at)


@pytest.fixture
def world():
    return World()


def task():
    return Task.objects.get(kind=TASK)


def test_it_has_its_clock_its_task_and_the_constituent_is_told(world):
    enquiry = world.ask()
    row = MpEnquiry.objects.get(pk=enquiry)
    assert row.due_at.isoformat() == "2026-11-20T21:00:00+00:00"  # two business days, until four in Ottawa
    assert (task().due_at, task().client_id, task().facts) == (
        row.due_at,
        world.client.pk,
        {"lane": "PORTAL", "reason": "LATE"},
    )
    entry = Entry.objects.get(kind="mp_enquiry.opened")
    assert entry.client_id == world.client.pk
    assert "manque" not in str(entry.payload).lower()


def test_both_read_the_same_words(world):
    enquiry = world.ask()
    world.answer(enquiry, later(hours=3))
    office, own = world.office_reads(enquiry, later(hours=4)), world.constituent_reads(enquiry, later(hours=4))
    assert office.words == own.words
    assert [(one.said, one.text_fr) for one in own.words] == [
        (Said.ASKED, "Manque-t-il quelque chose?"),
        (Said.ANSWERED, "Rien ne manque."),
    ]
    assert office.state is own.state is MpState.ANSWERED
    assert Entry.objects.get(kind="mp_enquiry.answered").payload["in_time"] is True
    assert task().outcome == "ANSWERED"


def test_late_is_said_so_in_the_journal(world):
    enquiry = world.ask()
    world.answer(enquiry, later(days=9))
    assert Entry.objects.get(kind="mp_enquiry.answered").payload["in_time"] is False


def test_what_two_languages_read_is_written_in_both():
    world = World(language=Language.EN)
    enquiry = world.ask()
    with pytest.raises(CannotWork) as refused:
        world.answer(enquiry, later(hours=1))
    assert refused.value.reason is MpRefusal.BOTH_LANGUAGES
    assert MpWords.objects.count() == 1
    world.answer(enquiry, later(hours=1), texts=Texts(en="Nothing is missing.", fr="Rien ne manque."))
    words = world.constituent_reads(enquiry, later(hours=2)).words[-1]
    assert words.say(Language.EN) == ("Nothing is missing.", Language.EN)
    assert world.office_reads(enquiry, later(hours=2)).words[0].say(Language.EN)[1] is Language.FR


def test_asked_back_the_clock_stands_still_and_goes_on(world):
    enquiry = world.ask()
    origin = by(world.sophie, at=later(hours=1))
    ask_office_back(enquiry_id=enquiry, texts=Texts(fr="Quel voyage?"), seen=10**9, viewer=world.sophie, origin=origin)
    assert (MpEnquiry.objects.get().state, task().state) == ("WAITING", "DONE")
    back = later(days=5, hours=3)  # Monday: three business days after
    office = seen_by(world.lucie, at=back)
    add_words(enquiry_id=enquiry, texts=Texts(fr="Le 3."), viewer=office, origin=by(office, at=back))
    row = MpEnquiry.objects.get()
    assert (row.state, row.due_at.isoformat()) == ("OPEN", "2026-11-25T21:00:00+00:00")
    assert Task.objects.filter(kind=TASK, state="OPEN").count() == 1
    with pytest.raises(CannotWork):
        add_words(enquiry_id=enquiry, texts=Texts(fr="Encore."), viewer=office, origin=by(office, at=back))


def test_somebody_who_has_not_read_the_latest_does_not_send(world):
    enquiry = world.ask()
    with pytest.raises(CannotWork) as refused:
        world.answer(enquiry, later(hours=1), seen=0)
    assert refused.value.reason is MpRefusal.CHANGED


def test_of_a_consent_that_ended_nothing_more_is_told(world):
    """Withdrawn in the middle: at once, before the worker ran, and for good after it did."""
    enquiry = world.ask()
    world.takes_back(later(hours=1))
    before = MpWords.objects.count()
    with pytest.raises(CannotWork) as refused:
        world.answer(enquiry, later(hours=1, minutes=1))
    assert refused.value.reason is MpRefusal.NO_CONSENT
    assert MpWords.objects.count() == before
    assert world.office_reads(enquiry, later(hours=1, minutes=1)).words == ()
    entry = Entry.objects.get(kind="authority.revoked")
    event = AuthorityRevoked(client_id=world.client.pk, authority=world.consent, held_as="MP_OFFICE", why="CLIENT")
    for _twice in range(2):
        stop_where_consent_ended([Happened(entry=entry, event=event)])
    office, own = world.office_reads(enquiry, later(hours=2)), world.constituent_reads(enquiry, later(hours=2))
    assert office.state is own.state is MpState.STOPPED
    assert (len(office.words), len(own.words)) == (0, 1)
    assert task().outcome == "STOPPED"
    assert Entry.objects.filter(kind="mp_enquiry.stopped", client_id=world.client.pk).count() == 1


def test_answers_of_before_are_shut_to_the_office_with_the_consent(world):
    enquiry = world.ask()
    world.answer(enquiry, later(hours=1))
    world.takes_back(later(hours=2))
    assert world.office_reads(enquiry, later(hours=3)).words == ()
    assert len(world.constituent_reads(enquiry, later(hours=3)).words) == 2


def test_a_consent_that_still_holds_stops_nothing(world):
    enquiry = world.ask()
    assert stop_without_consent(client_id=world.client.pk, origin=by(world.sophie)) == 0
    assert world.office_reads(enquiry, later(minutes=1)).state is MpState.OPEN


def test_without_consent_nothing_is_asked_and_about_another_file_neither():
    world = World()
    other = people.client("Paul Roy", uci="1112225555")
    number = ApplicationFactory(client=other).number
    office = seen_by(world.lucie)
    with pytest.raises(NotAllowed):
        ask_about_file(
            client_id=other.pk, number=number, program="TRV", lane=Lane.PORTAL, reason="LATE", texts=Texts(fr="?"),
            viewer=office, origin=by(office),
        )  # fmt: skip
    assert not MpEnquiry.objects.exists()


def test_another_office_and_another_person_read_nothing(world):
    enquiry = world.ask()
    other = seen_by(office_worker(domain="raman.members.example", riding="Cedar Lake"))
    stranger = seen_by(UserFactory())
    for look in (
        lambda: enquiry_for_office(reference_of(enquiry), viewer=other, now=NOW),
        lambda: enquiry_for_constituent(reference_of(enquiry), viewer=stranger, now=NOW),
        lambda: enquiry_for_constituent(reference_of(enquiry), viewer=other, now=NOW),
        lambda: enquiry_for_staff(enquiry, viewer=other, now=NOW),
        lambda: withdraw_enquiry(enquiry_id=enquiry, viewer=other, origin=by(other)),
        lambda: themes_of("Rivière-aux-Cèdres", viewer=other, now=NOW),
    ):
        with pytest.raises(NotAllowed):
            look()


def test_staff_read_no_word_before_they_opened_the_file(world):
    enquiry = world.ask()
    closed = agent()
    assert enquiry_for_staff(enquiry, viewer=closed, now=NOW).words == ()
    assert len(enquiry_for_staff(enquiry, viewer=world.sophie, now=NOW).words) == 1
    assert open_enquiries_about([world.client.pk], viewer=closed, now=NOW) == []
    assert len(open_enquiries_about([world.client.pk], viewer=world.sophie, now=NOW)) == 1
    with pytest.raises(NotAllowed):
        answer_office(enquiry_id=enquiry, texts=Texts(fr="x"), seen=10**9, viewer=closed, origin=by(closed))


def test_a_slot_is_booked_by_so_many_and_no_more(world):
    slot = free_slots(now=NOW)[0]
    seats = [world.ask(lane=Lane.BOOKED, slot=slot) for _each in range(3)]
    assert sorted(BookedSlot.objects.values_list("seat", flat=True)) == [1, 2, 3]
    assert slot not in free_slots(now=NOW)
    with pytest.raises(CannotWork) as refused:
        world.ask(lane=Lane.BOOKED, slot=slot)
    assert refused.value.reason is MpRefusal.SLOT_TAKEN
    office = seen_by(world.lucie)
    withdraw_enquiry(enquiry_id=seats[1], viewer=office, origin=by(office))
    assert slot in free_slots(now=NOW)
    world.ask(lane=Lane.BOOKED, slot=slot)
    assert MpEnquiry.objects.get(pk=seats[0]).due_at == slot


@pytest.mark.parametrize("text", ["", "   ", "\u202e\x00", "x" * 6001])
def test_words_are_something_and_not_too_much(world, text):
    with pytest.raises(CannotWork):
        world.ask(texts=Texts(fr=text))
    assert not MpEnquiry.objects.exists()


def test_an_urgent_lane_needs_its_reason(world):
    with pytest.raises(CannotWork):
        world.ask(lane=Lane.URGENT)
    enquiry = world.ask(lane=Lane.URGENT, urgent="TRAVEL")
    assert MpEnquiry.objects.get(pk=enquiry).due_at == later(hours=48)


def test_the_office_is_told_that_there_is_something_to_read_and_never_what(world):
    enquiry = world.ask()
    world.answer(enquiry, later(hours=1))
    entry = Entry.objects.get(kind="mp_enquiry.answered")
    party = MpEnquiry.objects.get().office.party
    for _twice in range(2):
        tell_offices([Happened(entry=entry, event=entry.event)])
    message = party.messages.get()
    assert (message.address, message.about) == ("bureau@vezina.members.example", "NEWS")


def test_the_list_of_the_constituent_says_nothing_of_others(world):
    world.ask()
    found = enquiries_about(viewer=seen_by(world.own), now=NOW)
    assert [one.number for one in found] == [world.number]
    assert enquiries_about(viewer=replace(seen_by(world.own), own_clients=frozenset()), now=NOW) == []


def test_a_narrower_consent_is_told_to_whoever_answers(world):
    assert Disclosure.CASE in enquiry_for_staff(world.ask(), viewer=world.sophie, now=NOW).sees
