"""Sending an answer: it waits for its moment, can be taken back, and goes out once; what came since stops it."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import connection

from guichet.applications.tests.factories import StaffFactory
from guichet.enquiries.actions import (
    CannotWork,
    Receipt,
    join_enquiries,
    send_due,
    set_aside,
    take_back,
    write_answer,
)
from guichet.enquiries.models import Answer, Enquiry, Outgoing, Pause
from guichet.enquiries.queries import NotAllowed, enquiry_of, outgoing_of
from guichet.enquiries.rules import rows_in
from guichet.enquiries.terms import EnquiryRefusal, EnquiryState, OutgoingAct, OutgoingState
from guichet.enquiries.tests.handing_in import NOW, handed_in, origin
from guichet.foundation.languages import Language
from guichet.foundation.sealing import CannotOpen
from guichet.identity.models import Staff
from guichet.identity.rules import Viewer
from guichet.identity.terms import Role
from guichet.journal.debts import settle
from guichet.journal.models import Entry
from guichet.worklists.models import Task

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(hours=1)
OUT = LATER + timedelta(minutes=2)


def agent(role: Role = Role.AGENT) -> Viewer:
    staff = StaffFactory(roles=[role])
    return Viewer(user_id=staff.user_id, staff_id=staff.pk, roles=frozenset({role}))


def row(receipt: Receipt) -> Enquiry:
    return Enquiry.objects.get(pk=rows_in(receipt.enquiry_reference)[0])


def written(receipt: Receipt, viewer: Viewer, **more: Any) -> datetime:
    given = {
        "enquiry_id": row(receipt).pk, "act": OutgoingAct.ANSWER, "text": "Ten weeks.", "language": Language.EN,
        "seen": receipt.contact_id, "contacts": 1, "viewer": viewer, "origin": origin(LATER, viewer.actor),
    }  # fmt: skip
    return write_answer(**(given | more))


def refused(reason: EnquiryRefusal) -> Any:
    return pytest.raises(CannotWork, match=reason.value)


def test_an_answer_goes_out_at_its_moment_once_and_not_before() -> None:
    receipt, viewer = handed_in(), agent()
    assert written(receipt, viewer) == OUT
    assert Task.objects.get().state == "TAKEN"
    assert (send_due(now=OUT - timedelta(seconds=1)), Answer.objects.count()) == (0, 0)
    assert (send_due(now=OUT), send_due(now=OUT)) == (1, 0)
    answer = Answer.objects.get()
    assert (answer.text, answer.answered_at, answer.answered_by) == ("Ten weeks.", OUT, viewer.actor)
    assert (row(receipt).state, Task.objects.get().state) == (EnquiryState.ANSWERED, "DONE")
    # Its words are kept once.
    assert (Outgoing.objects.get().state, Outgoing.objects.get().text) == (OutgoingState.SENT, "")
    assert Entry.objects.filter(kind="enquiry.answered").count() == 1


def test_until_then_it_can_be_taken_back_and_nothing_is_lost() -> None:
    receipt, viewer = handed_in(), agent()
    written(receipt, viewer)
    with refused(EnquiryRefusal.GOES_OUT):
        written(receipt, viewer, text="Another one")
    with refused(EnquiryRefusal.NOT_THEIRS):
        take_back(enquiry_id=row(receipt).pk, viewer=agent(), origin=origin(LATER))
    with pytest.raises(NotAllowed):
        take_back(enquiry_id=row(receipt).pk, viewer=Viewer(), origin=origin(LATER))
    take_back(enquiry_id=row(receipt).pk, viewer=viewer, origin=origin(LATER))
    assert send_due(now=OUT) == 0
    draft = outgoing_of(enquiry_of(row(receipt).pk, viewer=viewer, now=LATER), viewer=viewer)
    assert draft
    assert (draft.text, draft.state) == ("Ten weeks.", OutgoingState.TAKEN_BACK)
    with refused(EnquiryRefusal.IS_GONE):
        take_back(enquiry_id=row(receipt).pk, viewer=viewer, origin=origin(LATER))
    written(receipt, viewer, text="Nine weeks.")
    send_due(now=OUT)
    assert Answer.objects.get().text == "Nine weeks."
    assert set(Outgoing.objects.values_list("text", flat=True)) == {""}


def test_what_arrives_meanwhile_stops_it_and_says_so() -> None:
    receipt, viewer = handed_in(), agent()
    at = LATER + timedelta(days=1)
    assert written(receipt, viewer, at=at) == at
    added = handed_in("m-2", key=receipt.key, text="No, wait", at=LATER + timedelta(minutes=1))
    settle("enquiries.stop_answers", list(Entry.objects.filter(kind="enquiry.added_to").values_list("pk", flat=True)))
    stopped = outgoing_of(enquiry_of(row(receipt).pk, viewer=viewer, now=LATER), viewer=viewer)
    assert stopped
    assert (stopped.state, stopped.stopped_by) == (OutgoingState.STOPPED, EnquiryRefusal.CHANGED)
    assert (send_due(now=at), row(receipt).state) == (0, EnquiryState.OPEN)
    with refused(EnquiryRefusal.CHANGED):
        written(receipt, viewer)
    written(receipt, viewer, seen=added.contact_id, contacts=2)
    assert send_due(now=OUT) == 1


@pytest.mark.parametrize("what", ["added", "joined", "aside"])
def test_what_changed_is_seen_when_it_goes_out_whatever_the_worker_missed(what: str) -> None:
    receipt, viewer = handed_in(), agent()
    other = handed_in("m-0", email="b@example.org")
    written(receipt, viewer)
    match what:
        case "added":
            handed_in("m-2", key=receipt.key, text="No, wait", at=LATER)
        case "joined":
            # Joined has an older contact than the last one that was read: it was not read all the same.
            join_enquiries(one_id=row(receipt).pk, other_id=row(other).pk, viewer=viewer, origin=origin(LATER))
        case "aside":
            set_aside(enquiry_id=row(receipt).pk, viewer=viewer, origin=origin(LATER))
    assert (send_due(now=OUT), Answer.objects.count()) == (0, 0)
    assert Outgoing.objects.get().state == OutgoingState.STOPPED
    assert Entry.objects.filter(kind="enquiry.answer_stopped", client_id=None).count() == 1


def test_a_question_back_goes_the_same_way() -> None:
    receipt, viewer = handed_in(), agent()
    written(receipt, viewer, act=OutgoingAct.ASK, text="Which permit?")
    send_due(now=OUT)
    assert (row(receipt).state, Pause.objects.get().asked) == (EnquiryState.WAITING, "Which permit?")


def test_one_that_fails_keeps_no_other_waiting() -> None:
    first, second, viewer = handed_in(), handed_in("m-2", email="b@example.org"), agent()
    written(first, viewer)
    written(second, viewer)
    broken = Outgoing.objects.order_by("pk")[0]
    # Sealed with a key that is gone: what cannot be read cannot be sent.
    with connection.cursor() as cursor:
        cursor.execute("UPDATE enquiries_outgoing SET text = 'sealed:nothing' WHERE id = %s", [broken.pk])
    with pytest.raises(CannotOpen):
        send_due(now=OUT)
    assert Answer.objects.get().enquiry_id == row(second).pk
    assert list(Outgoing.objects.filter(pk=broken.pk).values_list("state", flat=True)) == [OutgoingState.WAITING]


def test_what_somebody_wrote_who_left_since_goes_out_and_its_task_is_settled() -> None:
    receipt, viewer = handed_in(), agent()
    written(receipt, viewer, at=LATER + timedelta(days=2))
    Staff.objects.filter(pk=viewer.staff_id).update(is_active=False)
    assert send_due(now=LATER + timedelta(days=2)) == 1
    assert Task.objects.get().state == "SETTLED"


@pytest.mark.parametrize("away", [timedelta(days=-1), timedelta(days=15)])
def test_a_moment_that_makes_no_sense_is_refused(away: timedelta) -> None:
    receipt, viewer = handed_in(), agent()
    with refused(EnquiryRefusal.BAD_MOMENT):
        written(receipt, viewer, at=LATER + away)
    assert not Outgoing.objects.exists()


def test_who_may_not_answer_writes_none() -> None:
    receipt = handed_in()
    for viewer in (Viewer(), agent(Role.CONTENT_OWNER)):
        with pytest.raises(NotAllowed):
            written(receipt, viewer)
    one, other = agent(), agent()
    written(receipt, one)
    take_back(enquiry_id=row(receipt).pk, viewer=one, origin=origin(LATER))
    with refused(EnquiryRefusal.TAKEN_BY_ANOTHER):
        written(receipt, other)
