"""Who came back: worked cases of each definition, and the rows and shares that are told."""

from datetime import UTC, datetime, timedelta

import pytest

from guichet.applications.tests.factories import StaffFactory
from guichet.enquiries.models import Repeat
from guichet.enquiries.queries import NotAllowed, repeats_among, repeats_in
from guichet.enquiries.repeats import count_repeats
from guichet.enquiries.rules.repeats import Heard, Share, repeats_of
from guichet.enquiries.terms import Automatic, Channel, ProofLevel
from guichet.enquiries.tests.handing_in import NOW, handed_in
from guichet.identity.rules import Viewer
from guichet.identity.terms import Role

AT = datetime(2026, 11, 3, 14, tzinfo=UTC)


def heard(number: int, *, hours: float, channel: str = "email", matter: str = "a") -> Heard:
    at = AT + timedelta(hours=hours)
    return Heard(number, at, at.date(), channel, frozenset({matter}))


@pytest.mark.parametrize(
    ("hours", "channel", "matter", "same_day", "day", "week", "way"),
    [
        (2, "email", "a", True, True, True, False),
        (2, "email", "b", True, True, False, False),
        (12, "email", "a", False, True, True, False),
        (24, "email", "a", False, True, True, False),
        (24.1, "email", "a", False, False, True, False),
        (72, "chat", "a", False, False, True, True),
        (72.1, "chat", "a", False, False, True, False),
        (72, "chat", "b", False, False, False, False),
        (168, "email", "a", False, False, True, False),
        (168.1, "email", "a", False, False, False, False),
    ],
)
def test_what_a_contact_repeats(
    hours: float, channel: str, matter: str, same_day: bool, day: bool, week: bool, way: bool
) -> None:
    first, second = repeats_of([heard(1, hours=0), heard(2, hours=hours, channel=channel, matter=matter)])
    assert (second.same_day, second.within_day, second.within_week, second.by_another_way) == (same_day, day, week, way)
    assert first.came_back == week
    assert second.is_issue != week
    assert (first.same_day, first.within_day, first.within_week) == (False, False, False)


def test_a_matter_is_an_issue_again_after_seven_quiet_days() -> None:
    found = repeats_of([heard(1, hours=0), heard(2, hours=100), heard(3, hours=200), heard(4, hours=500)])
    assert [one.is_issue for one in found] == [True, False, False, True]
    assert [one.came_back for one in found] == [True, False, False, False]


def test_a_share_of_nothing_is_no_figure() -> None:
    assert Share(0, 0).percent is None
    assert Share(1, 4).percent == 25


def viewer(role: Role) -> Viewer:
    staff = StaffFactory(roles=[role])
    return Viewer(user_id=staff.user_id, staff_id=staff.pk, roles=frozenset({role}))


@pytest.mark.django_db
def test_repeats_are_counted_over_channels_once_and_told_with_what_they_are_a_share_of() -> None:
    first = handed_in("m-1", proof=ProofLevel.ADDRESS)
    again = handed_in("f-1", at=NOW + timedelta(hours=2), channel=Channel.WEB_FORM, proof=ProofLevel.ADDRESS)
    assert again.joined
    handed_in("m-9", email="b@example.org", text="Where do I pay for a passport?", subject="Fee")
    handed_in("m-10", automatic=Automatic.AUTO_REPLY)
    later = NOW + timedelta(hours=3)
    assert count_repeats(now=later) == 3
    assert count_repeats(now=later) == 0
    found = repeats_among([first.contact_id, again.contact_id])
    assert set(found) == {again.contact_id}
    assert found[again.contact_id].by_another_way
    manager = viewer(Role.MANAGER)
    every, by_channel = repeats_in(NOW, later, viewer=manager, now=later)
    assert (every.same_day, every.within_week, every.by_another_way) == (Share(1, 3), Share(1, 3), Share(1, 3))
    assert every.settled == Share(0, 0)
    assert by_channel[Channel.EMAIL].within_week == Share(0, 2)
    with pytest.raises(NotAllowed):
        repeats_in(NOW, later, viewer=Viewer(user_id=1), now=later)
    # When seven days are over it is known that one of two matters took one contact.
    over = NOW + timedelta(days=8)
    assert count_repeats(now=over) == 3
    assert Repeat.objects.filter(is_final=True).count() == 3
    assert repeats_in(NOW, later, viewer=manager, now=over)[0].settled == Share(1, 2)
