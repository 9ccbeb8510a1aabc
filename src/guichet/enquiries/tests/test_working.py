"""Answering, asking back, joining and parting: once, visibly, and all of it can be undone."""

from datetime import timedelta

import pytest
from django.core import mail

from guichet.applications.tests.factories import ApplicationFactory, StaffFactory, UserFactory, link
from guichet.clients.queries import standing_of
from guichet.enquiries.actions import (
    CannotWork,
    answer_enquiry,
    ask,
    ask_back,
    join_enquiries,
    part_enquiries,
    resume_enquiry,
    set_aside,
    split_contact,
)
from guichet.enquiries.actions.opening import add_to_open
from guichet.enquiries.models import Answer, Enquiry, Joined, Link, Message, Suggestion
from guichet.enquiries.queries import NotAllowed, enquiry_of, own_question, own_questions, question_by_key
from guichet.enquiries.rules import Candidate, rows_in
from guichet.enquiries.terms import EnquiryRefusal, EnquiryState, Ground, MessageKind, ProofLevel
from guichet.enquiries.tests.handing_in import BY, NOW, TEXT, drain, handed_in, origin
from guichet.foundation.languages import Language
from guichet.identity.rules import Viewer
from guichet.identity.terms import Purpose, Role
from guichet.journal.models import Entry
from guichet.notices.models import Notice
from guichet.worklists.actions import take_task
from guichet.worklists.models import Task

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(days=1)


def agent(*opened: int, role: Role = Role.AGENT) -> Viewer:
    staff = StaffFactory(roles=[role])
    return Viewer(
        user_id=staff.user_id,
        staff_id=staff.pk,
        roles=frozenset({role}),
        opened=dict.fromkeys(opened, Purpose.CLIENT_ASKED),
    )


def client() -> Viewer:
    user, file = UserFactory(), ApplicationFactory()
    link(user, file.client)
    return Viewer(user_id=user.pk, own_clients=standing_of(user.pk, at=NOW).own_clients)


def row(receipt) -> Enquiry:
    return Enquiry.objects.get(pk=rows_in(receipt.enquiry_reference)[0])


def answered(receipt, viewer: Viewer, **more) -> int:
    given = {
        "enquiry_id": row(receipt).pk, "text": "Ten weeks.\n\nYou need do nothing.", "language": Language.EN,
        "seen": receipt.contact_id, "viewer": viewer, "origin": origin(LATER, viewer.actor),
    }  # fmt: skip
    return answer_enquiry(**(given | more))


def asked_by(viewer: Viewer, text: str = TEXT, **more):
    from uuid import uuid4

    given = {"token": uuid4(), "text": text, "language": Language.EN, "viewer": viewer,
             "origin": origin(NOW, viewer.actor)}  # fmt: skip
    return ask(**(given | more))


def refused(reason: EnquiryRefusal):
    return pytest.raises(CannotWork, match=reason.value)


def test_one_answer_closes_all_contacts_and_tells_each_sender_on_their_channel() -> None:
    first, second = handed_in(), handed_in("m-2", email="b@example.org", language=Language.FR)
    viewer = agent()
    kept = join_enquiries(one_id=row(second).pk, other_id=row(first).pk, viewer=viewer, origin=origin())
    assert kept == row(first).pk
    answered(first, viewer, seen=second.contact_id, article="times-how-long", version=3)
    drain()
    told = [one for one in mail.outbox if "Ten weeks." in one.body]
    assert sorted(one.to[0] for one in told) == ["amina@example.org", "b@example.org"]
    assert Message.objects.filter(kind=MessageKind.ANSWER, sent_at__isnull=False).count() == 2
    assert not Task.objects.filter(state__in=["OPEN", "TAKEN"]).exists()
    assert Enquiry.objects.get(pk=kept).state == EnquiryState.ANSWERED
    entry = Entry.objects.get(kind="enquiry.answered")
    assert (entry.payload["contacts"], entry.payload["resting_on"]) == (2, "times-how-long")
    # Whoever holds the receipt of the one that was joined reads the same answer.
    assert question_by_key(second.key, now=LATER).answers[0].text.startswith("Ten weeks.")


def test_an_answer_about_a_file_goes_by_no_e_mail() -> None:
    mine = client()
    (client_id,) = mine.own_clients
    first = asked_by(mine)
    other = handed_in("m-2", email="b@example.org")
    viewer = agent(client_id)
    kept = join_enquiries(one_id=row(other).pk, other_id=row(first).pk, viewer=viewer, origin=origin())
    assert kept == row(first).pk
    answered(first, viewer, seen=other.contact_id)
    drain()
    assert Notice.objects.filter(client_id=client_id, kind="enquiry.answered").count() == 1
    assert not any("Ten weeks." in one.body for one in mail.outbox)
    assert any("account of whoever" in one.body for one in mail.outbox)
    assert own_question(first.enquiry_reference, viewer=mine, now=LATER).answers[0].text.startswith("Ten weeks.")


def test_who_signs_in_reads_no_answer_about_somebody_elses_file() -> None:
    mine, somebody = client(), Viewer(user_id=UserFactory().pk)
    (client_id,) = mine.own_clients
    theirs, other = asked_by(mine), asked_by(somebody)
    viewer = agent(client_id)
    join_enquiries(one_id=row(theirs).pk, other_id=row(other).pk, viewer=viewer, origin=origin())
    ask_back(enquiry_id=row(theirs).pk, text="Which permit?", viewer=viewer, origin=origin(LATER))
    assert own_question(other.enquiry_reference, viewer=somebody, now=LATER).asked_for == ""
    answered(theirs, viewer, seen=other.contact_id)
    found = own_question(other.enquiry_reference, viewer=somebody, now=LATER)
    assert (found.state, found.answers, [one.text for one in found.contacts]) == (EnquiryState.ANSWERED, (), [TEXT])
    assert own_question(theirs.enquiry_reference, viewer=mine, now=LATER).answers


def test_two_agents_collide_visibly() -> None:
    receipt, one, other = handed_in(), agent(), agent()
    take_task(task_id=row(receipt).task_id, viewer=one, origin=origin())
    with refused(EnquiryRefusal.TAKEN_BY_ANOTHER):
        answered(receipt, other)
    answered(receipt, one)
    with refused(EnquiryRefusal.NOT_OPEN):
        answered(receipt, one)
    assert Answer.objects.count() == 1


def test_what_came_since_must_be_read_before_an_answer_goes() -> None:
    receipt = handed_in()
    later = handed_in("m-2", key=receipt.key, text="No, wait")
    with refused(EnquiryRefusal.CHANGED):
        answered(receipt, agent())
    answered(receipt, agent(), seen=later.contact_id)


@pytest.mark.parametrize(("text", "reason"), [(" \n", EnquiryRefusal.NO_WORDS), ("x" * 8_001, EnquiryRefusal.TOO_LONG)])
def test_what_makes_no_answer_is_refused(text: str, reason: EnquiryRefusal) -> None:
    receipt = handed_in()
    with refused(reason):
        answered(receipt, agent(), text=text)
    assert row(receipt).state == EnquiryState.OPEN


def test_while_we_wait_the_clock_stands_still_and_what_they_send_starts_it() -> None:
    receipt, viewer = handed_in(), agent()
    ask_back(enquiry_id=row(receipt).pk, text="Which permit?", viewer=viewer, origin=origin(LATER))
    drain()
    assert any("Which permit?" in one.body and "clock stands still" in one.body for one in mail.outbox)
    assert row(receipt).state == EnquiryState.WAITING
    assert not Task.objects.filter(state="OPEN").exists()
    # From Wednesday to Monday three midnights of business days pass: due three business days later.
    back = handed_in("m-2", key=receipt.key, text="The study permit", at=NOW + timedelta(days=6))
    found = row(receipt)
    assert (back.joined, found.state, found.opened_at) == (True, EnquiryState.OPEN, NOW)
    assert found.due_at > BY
    assert Task.objects.get(state="OPEN").due_at == found.due_at
    ask_back(enquiry_id=found.pk, text="And since when?", viewer=viewer, origin=origin(NOW + timedelta(days=7)))
    resume_enquiry(enquiry_id=found.pk, viewer=viewer, origin=origin(NOW + timedelta(days=7, hours=1)))
    assert row(receipt).state == EnquiryState.OPEN


def test_joining_keeps_the_earliest_clock_and_parting_brings_back_what_was() -> None:
    first, second = handed_in(), handed_in("m-2", at=LATER)
    one, other, viewer = row(first), row(second), agent()
    assert Suggestion.objects.get().taken is None
    assert join_enquiries(one_id=one.pk, other_id=other.pk, viewer=viewer, origin=origin(LATER)) == one.pk
    assert (row(first).due_at, row(second).state) == (BY, EnquiryState.JOINED)
    assert Suggestion.objects.get().taken
    assert len(enquiry_of(other.pk, viewer=viewer, now=LATER).contacts) == 2
    with refused(EnquiryRefusal.NOT_OPEN):
        join_enquiries(one_id=one.pk, other_id=other.pk, viewer=viewer, origin=origin(LATER))
    part_enquiries(gone_id=other.pk, viewer=viewer, origin=origin(LATER))
    back = row(second)
    assert (back.state, back.due_at, back.closed_at) == (EnquiryState.OPEN, other.due_at, None)
    assert Task.objects.filter(state="OPEN").count() == 2
    assert Joined.objects.get().undone_at == LATER
    with refused(EnquiryRefusal.NOT_JOINED):
        part_enquiries(gone_id=other.pk, viewer=viewer, origin=origin(LATER))


def test_joined_or_not_nobody_reads_what_somebody_else_wrote_or_was_told() -> None:
    first = handed_in(text="My own story, at length")
    second = handed_in("m-2", email="b@example.org", text="Another story altogether")
    viewer = agent()
    ask_back(enquiry_id=row(first).pk, text="Which passport is yours?", viewer=viewer, origin=origin())
    join_enquiries(one_id=row(first).pk, other_id=row(second).pk, viewer=viewer, origin=origin(LATER))
    added = handed_in("m-3", email="", key=second.key, text="I forgot to say", at=LATER)
    assert added.joined
    assert (added.enquiry_reference, added.key, added.opened_at) == (second.enquiry_reference, second.key, NOW)
    mine, theirs = (question_by_key(one.key, now=LATER) for one in (first, second))
    assert [one.text for one in mine.contacts] == ["My own story, at length"]
    assert [one.text for one in theirs.contacts] == ["Another story altogether", "I forgot to say"]
    assert (mine.reference, theirs.reference) == (first.enquiry_reference, second.enquiry_reference)
    assert (mine.also, theirs.also, theirs.asked_for) == ((), (), "")
    assert len(enquiry_of(row(first).pk, viewer=viewer, now=LATER).contacts) == 3
    answered(first, viewer, seen=added.contact_id)
    drain()
    told = {one.to[0]: one for one in mail.outbox if "Ten weeks." in one.body}
    assert second.enquiry_reference in told["b@example.org"].subject
    assert str(second.key) in told["b@example.org"].body
    assert str(first.key) not in told["b@example.org"].body
    # An answer to that message is about their own question, also when the two are parted again.
    assert question_by_key(second.key, now=LATER).answers[0].text.startswith("Ten weeks.")


def test_one_persons_two_questions_are_read_together() -> None:
    mine = client()
    first, second = asked_by(mine), asked_by(mine, "The same again: how long does it take?")
    viewer = agent(*mine.own_clients)
    join_enquiries(one_id=row(first).pk, other_id=row(second).pk, viewer=viewer, origin=origin())
    for each, other in ((first, second), (second, first)):
        found = own_question(each.enquiry_reference, viewer=mine, now=LATER)
        assert (len(found.contacts), found.also) == (2, (other.enquiry_reference,))


def test_of_a_clients_question_a_key_shows_no_word_nor_what_we_asked_for() -> None:
    mine = client()
    first, other = asked_by(mine), handed_in("m-2", email="b@example.org")
    viewer = agent(*mine.own_clients)
    join_enquiries(one_id=row(first).pk, other_id=row(other).pk, viewer=viewer, origin=origin())
    ask_back(enquiry_id=row(first).pk, text="Which passport is yours?", viewer=viewer, origin=origin(LATER))
    for key in (first.key, other.key):
        found = question_by_key(key, now=LATER)
        assert (found.contacts, found.answers, found.asked_for, found.state) == ((), (), "", EnquiryState.WAITING)
        assert found.client_id is not None
    assert [one.text for one in own_question(first.enquiry_reference, viewer=mine, now=LATER).contacts] == [TEXT]


def test_the_earliest_clock_stays_through_waiting_and_comes_back_right_when_parted() -> None:
    early, late = handed_in(), handed_in("m-2", email="b@example.org", at=NOW + timedelta(days=2))
    mine = client()
    kept = asked_by(mine)  # A client’s is kept, whichever came first.
    Enquiry.objects.filter(pk=row(kept).pk).update(opened_at=row(late).opened_at, due_at=row(late).due_at)
    own = row(kept).due_at
    viewer = agent(*mine.own_clients)
    asked_at = NOW + timedelta(days=2, hours=1)
    join_enquiries(one_id=row(kept).pk, other_id=row(early).pk, viewer=viewer, origin=origin(asked_at))
    assert row(kept).due_at == BY < own
    # Asked and resumed within an hour: the clock stood still over no business day.
    ask_back(enquiry_id=row(kept).pk, text="Which?", viewer=viewer, origin=origin(asked_at))
    resume_enquiry(enquiry_id=row(kept).pk, viewer=viewer, origin=origin(asked_at + timedelta(hours=1)))
    assert row(kept).due_at == BY
    part_enquiries(gone_id=row(early).pk, viewer=viewer, origin=origin(asked_at + timedelta(hours=2)))
    assert (row(kept).due_at, row(early).due_at) == (own, BY)


def test_what_was_joined_in_the_moment_before_stays_joined() -> None:
    first, second = handed_in(), handed_in("m-2", email="b@example.org")
    seen = Candidate(row(second).pk, EnquiryState.OPEN, Ground.KEY, same_person=True)
    late = handed_in("m-3", email="c@example.org")
    Link.objects.filter(contact=late.contact_id).delete()
    join_enquiries(one_id=row(first).pk, other_id=row(second).pk, viewer=agent(), origin=origin())
    put = add_to_open(seen, contact_id=late.contact_id, received_at=LATER, origin=origin(LATER))
    assert (put.pk, row(second).state) == (row(first).pk, EnquiryState.JOINED)
    assert Link.objects.get(contact=late.contact_id).enquiry_id == row(second).pk


def test_who_was_asked_for_nothing_does_not_wait_for_somebody_else() -> None:
    asked, running = handed_in(), handed_in("m-2", email="b@example.org", at=LATER)
    viewer = agent()
    ask_back(enquiry_id=row(asked).pk, text="Which?", viewer=viewer, origin=origin(LATER))
    join_enquiries(one_id=row(asked).pk, other_id=row(running).pk, viewer=viewer, origin=origin(LATER))
    assert row(asked).state == EnquiryState.OPEN
    # What both are asked once they are joined stops both clocks, also when they are parted.
    ask_back(enquiry_id=row(asked).pk, text="And when?", viewer=viewer, origin=origin(LATER))
    week = LATER + timedelta(days=7)
    part_enquiries(gone_id=row(running).pk, viewer=viewer, origin=origin(week))
    assert row(running).due_at > week
    assert (row(asked).state, row(running).state) == (EnquiryState.WAITING, EnquiryState.OPEN)


def test_a_clients_question_is_never_joined_to_one_that_is_answered_by_e_mail() -> None:
    mine = client()
    first, second = handed_in(), handed_in("m-2", email="b@example.org")
    theirs = asked_by(mine)
    viewer = agent(*mine.own_clients)
    kept = join_enquiries(one_id=row(first).pk, other_id=row(second).pk, viewer=viewer, origin=origin())
    with refused(EnquiryRefusal.HAS_OTHERS):
        join_enquiries(one_id=kept, other_id=row(theirs).pk, viewer=viewer, origin=origin())


def test_questions_of_two_clients_are_never_joined() -> None:
    one, other = client(), client()
    first, second = asked_by(one), asked_by(other)
    both = agent(*one.own_clients, *other.own_clients)
    with refused(EnquiryRefusal.OTHER_PERSON):
        join_enquiries(one_id=row(first).pk, other_id=row(second).pk, viewer=both, origin=origin())
    with refused(EnquiryRefusal.SAME_ONE):
        join_enquiries(one_id=row(first).pk, other_id=row(first).pk, viewer=both, origin=origin())
    with refused(EnquiryRefusal.NO_SUCH_ONE):
        join_enquiries(one_id=row(first).pk, other_id=10**6, viewer=both, origin=origin())


def test_a_message_about_something_else_gets_a_question_and_a_clock_of_its_own() -> None:
    receipt, viewer = handed_in(), agent()
    later = handed_in("m-2", key=receipt.key, at=LATER, text="And my passport?")
    own = split_contact(contact_id=later.contact_id, enquiry_id=row(receipt).pk, viewer=viewer, origin=origin(LATER))
    split = Enquiry.objects.get(pk=own)
    assert (split.opened_at, split.state, split.asker_id) == (LATER, EnquiryState.OPEN, row(receipt).asker_id)
    # The link that was undone stays to be read.
    assert Link.objects.filter(contact=later.contact_id).count() == 2
    with refused(EnquiryRefusal.ONLY_CONTACT):
        split_contact(contact_id=receipt.contact_id, enquiry_id=row(receipt).pk, viewer=viewer, origin=origin(LATER))


def test_who_may_read_and_answer() -> None:
    mine, stranger = client(), client()
    receipt = asked_by(mine)
    (client_id,) = mine.own_clients
    number = row(receipt).pk
    for viewer in (Viewer(), mine, agent(role=Role.CONTENT_OWNER)):
        with pytest.raises(NotAllowed):
            enquiry_of(number, viewer=viewer, now=NOW)
    # A client’s question is answered by whoever opened their file, and by nobody else.
    for viewer in (agent(), agent(client_id, role=Role.MANAGER), mine):
        with pytest.raises(NotAllowed):
            answered(receipt, viewer)
        with pytest.raises(NotAllowed):
            set_aside(enquiry_id=number, viewer=viewer, origin=origin())
    assert [one.reference for one in own_questions(mine)] == [receipt.enquiry_reference]
    assert own_questions(stranger) == own_questions(Viewer()) == own_questions(agent()) == []
    for viewer in (stranger, Viewer(), agent()):
        with pytest.raises(NotAllowed):
            own_question(receipt.enquiry_reference, viewer=viewer, now=NOW)
    set_aside(enquiry_id=number, viewer=agent(client_id), origin=origin())
    assert row(receipt).state == EnquiryState.SET_ASIDE


def test_the_web_form_takes_a_question_once_and_not_without_end() -> None:
    from uuid import uuid4

    from guichet.enquiries.actions import CannotAsk

    mine, token = client(), uuid4()
    first, again = asked_by(mine, token=token), asked_by(mine, token=token)
    assert (first.contact_id, again.already_known) == (again.contact_id, True)
    assert asked_by(mine, "More of it", reference=first.enquiry_reference).joined
    # Somebody else’s number joins nothing, and a visitor’s proves nothing.
    assert not asked_by(client(), "More of it", reference=first.enquiry_reference).joined
    assert not asked_by(Viewer(), "More of it", reference=first.enquiry_reference, network="n").joined
    assert Enquiry.objects.filter(user_id=None, client=None, asker=None).count() == 1
    with pytest.raises(CannotAsk, match="NO_WORDS"):
        asked_by(mine, "\0 \n")
    for _again in range(17):
        asked_by(mine, "Once more", reference=first.enquiry_reference)
    with pytest.raises(CannotAsk, match="TOO_MANY"):
        asked_by(mine, "Once more")
    assert ProofLevel.SIGNED_IN in set(Link.objects.values_list("contact__proof", flat=True))
