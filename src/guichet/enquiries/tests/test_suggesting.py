"""What may be the same is suggested, never joined; a person says yes or no, once."""

from datetime import timedelta

import pytest

from guichet.applications.tests.factories import StaffFactory
from guichet.enquiries.actions import CannotWork, join_enquiries, suggest_alike, tell_apart
from guichet.enquiries.models import Alike, Enquiry, Link, Suggestion
from guichet.enquiries.queries import desk_of, enquiry_of
from guichet.enquiries.rules import rows_in
from guichet.enquiries.terms import Ground, InCommon
from guichet.enquiries.tests.handing_in import NOW, handed_in, origin
from guichet.identity.queries import NotAllowed
from guichet.identity.rules import Viewer
from guichet.identity.terms import Role
from guichet.journal.models import Entry

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(hours=5)
ASKED = "Where is my study permit application? I applied in May. My file number is S304371623."
AGAIN = "Où en est ma demande de permis d’études? Dossier S304371623."
OTHER = "How do I change my mailing address? I moved to Halifax."


def number(receipt: object) -> int:
    return rows_in(receipt.enquiry_reference)[0]


def agent() -> Viewer:
    staff = StaffFactory(roles=[Role.AGENT])
    return Viewer(user_id=staff.user_id, staff_id=staff.pk, roles=frozenset({Role.AGENT}))


def asked() -> tuple[int, int, int]:
    first = number(handed_in("m-1", text=ASKED, subject=""))
    other = number(handed_in("m-2", text=OTHER, subject=""))
    again = number(handed_in("m-3", text=AGAIN, subject="", at=LATER))
    return first, other, again


def test_what_says_the_same_is_suggested_with_why_and_joined_to_nothing() -> None:
    first, _other, again = asked()
    links = Link.objects.count()
    assert suggest_alike([again]) == 1
    assert suggest_alike([again]) == 0
    found = Suggestion.objects.get(contact__links__enquiry=again, ground=Ground.LIKE)
    assert found.enquiry_id == first
    assert set(Alike.objects.get().common.split()) >= {InCommon.NUMBER, InCommon.PROGRAM, InCommon.OTHER_LANGUAGE}
    assert Link.objects.count() == links
    assert Enquiry.objects.filter(closed_at=None).count() == 3
    shown = desk_of(enquiry_of(again, viewer=agent(), now=LATER)).may_be
    (one,) = [each for each in shown if each.ground is Ground.LIKE]
    assert one.enquiry_id == first
    assert one.probability is not None
    assert one.probability > 0.5


def test_a_stranger_with_the_same_question_is_not_suggested() -> None:
    handed_in("m-1", text=ASKED, subject="")
    stranger = number(handed_in("m-2", email="b@example.org", text="Where is my study permit application?", subject=""))
    assert suggest_alike([stranger]) == 0
    assert not Suggestion.objects.exists()


def test_no_is_said_once_and_stays() -> None:
    first, _other, again = asked()
    suggest_alike([again])
    viewer = agent()
    given = {"enquiry_id": again, "other_id": first, "viewer": viewer, "origin": origin(LATER, viewer.actor)}
    tell_apart(**given)
    assert not Suggestion.objects.get(contact__links__enquiry=again, enquiry=first).taken
    assert Entry.objects.filter(kind="enquiry.told_apart").count() == 1
    with pytest.raises(CannotWork, match="DECIDED"):
        tell_apart(**given)
    suggest_alike([again])
    assert first not in {one.enquiry_id for one in desk_of(enquiry_of(again, viewer=viewer, now=LATER)).may_be}
    with pytest.raises(NotAllowed):
        tell_apart(**(given | {"viewer": Viewer(user_id=7)}))


def test_yes_joins_the_two_and_decides_the_suggestion() -> None:
    first, _other, again = asked()
    suggest_alike([again])
    viewer = agent()
    assert join_enquiries(one_id=again, other_id=first, viewer=viewer, origin=origin(LATER, viewer.actor)) == first
    assert Suggestion.objects.get(enquiry=first, ground=Ground.LIKE).taken
