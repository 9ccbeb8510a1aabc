"""Notices: where one is shown, who may publish it, and that it is gone when it is over or withdrawn."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from guichet.foundation.languages import Text
from guichet.identity.queries import NotAllowed
from guichet.identity.rules import Viewer
from guichet.identity.terms import Role
from guichet.journal.models import Entry
from guichet.knowledge.actions import (
    URGENT_NOTICE,
    CannotNotify,
    NoSuchNotice,
    confirm_notice,
    publish_notice,
    send_notice_back,
    withdraw_notice,
    write_notice,
)
from guichet.knowledge.models import NoticeVersion
from guichet.knowledge.queries import all_notices, notice_versions, notices_for
from guichet.knowledge.rules import Place, PublicNotice, concerns, faults_of_notice, in_order, refusal_to_publish
from guichet.knowledge.terms import NoticeAudience, NoticeKind, NoticeRefusal, VersionState
from guichet.knowledge.tests.conftest import NOON, TODAY, origin
from guichet.worklists.models import Task

EVERYBODY = frozenset({NoticeAudience.PUBLIC})
WEEK = timedelta(days=7)


def notice(**changes: Any) -> PublicNotice:
    values: dict[str, Any] = {
        "kind": NoticeKind.INFORMATION,
        "title": Text("Our phones are closed on Friday", "Nos téléphones sont fermés vendredi"),
        "text": Text("You can write to us on that day.", "Vous pouvez nous écrire ce jour-là."),
        "audiences": EVERYBODY,
        "shows_from": TODAY,
        "shows_until": TODAY + WEEK,
        **changes,
    }
    return PublicNotice(**values)


@pytest.mark.parametrize(
    ("about", "place", "shown"),
    [
        ({}, {}, True),
        ({}, {"programs": ["TRV"], "countries": ["UKR"], "offices": []}, True),
        ({"programs": ("TRV",)}, {"programs": ["TRV", "VR"]}, True),
        ({"programs": ("TRV",)}, {"programs": ["VR"]}, False),
        ({"programs": ("TRV",)}, {"programs": []}, False),
        ({"programs": ("TRV",)}, {}, True),
        ({"countries": ("UKR",)}, {"programs": ["TRV"], "countries": ["UKR"]}, True),
        ({"countries": ("UKR",)}, {"countries": [""]}, False),
        ({"programs": ("TRV",), "countries": ("UKR",)}, {"programs": ["TRV"], "countries": ["FRA"]}, False),
        ({"offices": ("CPC-OTTAWA",)}, {"offices": ["CPC-OTTAWA"]}, True),
        ({"offices": ("CPC-OTTAWA",)}, {"offices": ()}, False),
        ({"audiences": frozenset({NoticeAudience.STAFF})}, {}, False),
    ],
)
def test_a_notice_is_shown_where_all_that_it_is_about_is_concerned(about: Any, place: Any, shown: bool) -> None:
    assert concerns(notice(**about), Place(audiences=EVERYBODY, **place)) is shown


@pytest.mark.parametrize(
    ("on", "shown"),
    [
        (TODAY - timedelta(days=1), False),
        (TODAY, True),
        (TODAY + WEEK, True),
        (TODAY + WEEK + timedelta(days=1), False),
    ],
)
def test_a_notice_holds_from_its_first_day_to_its_last(on: date, shown: bool) -> None:
    assert notice().is_shown(on) is shown


def test_the_urgent_comes_first_then_the_newest() -> None:
    old = notice(shows_from=TODAY - WEEK)
    urgent = notice(kind=NoticeKind.URGENT, shows_from=TODAY - WEEK)
    assert in_order([old, notice(), urgent]) == [urgent, notice(), old]


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"title": Text("", "")}, NoticeRefusal.NO_TEXT),
        ({"title": Text("Only English", "")}, NoticeRefusal.NO_TEXT),
        ({"title": Text("a " * 41, "b")}, NoticeRefusal.TOO_LONG),
        ({"text": Text("We. " * 101, "Nous.")}, NoticeRefusal.TOO_LONG),
        ({"audiences": frozenset()}, NoticeRefusal.NO_AUDIENCE),
        ({"shows_until": TODAY - timedelta(days=1)}, NoticeRefusal.NOT_LATER),
        ({"shows_from": TODAY - 3 * WEEK, "shows_until": TODAY - WEEK}, NoticeRefusal.NOT_LATER),
        ({"shows_until": TODAY + timedelta(days=61)}, NoticeRefusal.SHOWN_TOO_LONG),
        ({"programs": ("NOPE",)}, NoticeRefusal.NO_PROGRAM),
        ({"countries": ("XX",)}, NoticeRefusal.NO_COUNTRY),
        ({"offices": ("MARS",)}, NoticeRefusal.NO_OFFICE),
        (
            {
                "text": Text(
                    "Notwithstanding jurisdictional considerations, adjudicative determinations are discontinued.",
                    "Nous sommes fermés.",
                )
            },
            NoticeRefusal.TOO_HARD,
        ),
    ],
)
def test_what_is_wrong_with_a_notice_is_named(changes: Any, fault: NoticeRefusal) -> None:
    def faults(one: PublicNotice) -> list[NoticeRefusal]:
        return faults_of_notice(
            one,
            today=TODAY,
            longest=timedelta(days=60),
            has_program={"TRV"}.__contains__,
            has_country={"UKR"}.__contains__,
            has_office={"CPC-OTTAWA"}.__contains__,
        )

    assert fault in faults(notice(**changes))
    assert faults(notice(programs=("TRV",), countries=("UKR",), offices=("CPC-OTTAWA",))) == []


@pytest.mark.parametrize(
    ("kind", "is_own", "may_approve", "may_hurry", "refusal"),
    [
        (NoticeKind.WARNING, False, True, False, None),
        (NoticeKind.WARNING, True, True, True, NoticeRefusal.YOUR_OWN),
        (NoticeKind.URGENT, True, True, True, None),
        (NoticeKind.URGENT, True, True, False, NoticeRefusal.YOUR_OWN),
        (NoticeKind.URGENT, False, True, False, None),
        (NoticeKind.URGENT, True, False, True, NoticeRefusal.NOT_YOURS),
    ],
)
def test_who_may_publish(kind: NoticeKind, is_own: bool, may_approve: bool, may_hurry: bool, refusal: Any) -> None:
    assert refusal_to_publish(kind, is_own=is_own, may_approve=may_approve, may_hurry=may_hurry) == refusal


def write(viewer: Viewer, **changes: Any) -> tuple[int, int]:
    number = changes.pop("number", None)
    return write_notice(notice=notice(**changes), viewer=viewer, origin=origin(), today=TODAY, number=number)


def shown(on: date = TODAY, **about: Any) -> list[str]:
    return [one.title.en for one in notices_for(EVERYBODY, on=on, **about)]


@pytest.mark.django_db
def test_one_writes_another_publishes_and_it_is_shown_until_it_is_over(somebody: Any) -> None:
    writer, other = somebody(Role.CONTENT_OWNER), somebody(Role.MANAGER)
    number, version = write(writer)
    assert shown() == []
    with pytest.raises(CannotNotify) as refused:
        publish_notice(number=number, version=version, viewer=writer, origin=origin())
    assert refused.value.reasons == (NoticeRefusal.YOUR_OWN,)
    assert publish_notice(number=number, version=version, viewer=other, origin=origin()) is False
    assert shown() == ["Our phones are closed on Friday"]
    assert shown(TODAY + WEEK + timedelta(days=1)) == []
    assert not Task.objects.filter(kind=URGENT_NOTICE).exists()
    with pytest.raises(NoSuchNotice):
        publish_notice(number=number, version=version, viewer=other, origin=origin())


@pytest.mark.django_db
def test_a_manager_publishes_what_is_urgent_at_once_and_another_confirms_it(somebody: Any) -> None:
    manager, other = somebody(Role.MANAGER), somebody(Role.CONTENT_OWNER)
    number, version = write(manager, kind=NoticeKind.URGENT)
    assert publish_notice(number=number, version=version, viewer=manager, origin=origin()) is True
    assert shown()
    task = Task.objects.get(kind=URGENT_NOTICE, subject=f"public_notice:{number}")
    assert task.state == "OPEN"
    with pytest.raises(CannotNotify):
        confirm_notice(number=number, viewer=manager, origin=origin())
    confirm_notice(number=number, viewer=other, origin=origin())
    task.refresh_from_db()
    assert (task.state, task.outcome) == ("DONE", "CONFIRMED")
    with pytest.raises(NoSuchNotice):
        confirm_notice(number=number, viewer=other, origin=origin())


@pytest.mark.django_db
def test_a_content_owner_cannot_hurry(somebody: Any) -> None:
    writer = somebody(Role.CONTENT_OWNER)
    number, version = write(writer, kind=NoticeKind.URGENT)
    with pytest.raises(CannotNotify):
        publish_notice(number=number, version=version, viewer=writer, origin=origin())
    assert shown() == []


@pytest.mark.django_db
def test_a_withdrawn_notice_is_gone_at_once_and_its_task_with_it(somebody: Any) -> None:
    manager = somebody(Role.MANAGER)
    number, version = write(manager, kind=NoticeKind.URGENT)
    publish_notice(number=number, version=version, viewer=manager, origin=origin())
    withdraw_notice(number=number, viewer=manager, origin=origin())
    assert shown() == []
    assert Task.objects.get(kind=URGENT_NOTICE).state == "SETTLED"
    with pytest.raises(NoSuchNotice):
        withdraw_notice(number=number, viewer=manager, origin=origin())


@pytest.mark.django_db
def test_a_new_version_replaces_the_old_only_once_it_is_published(somebody: Any) -> None:
    writer, other = somebody(Role.CONTENT_OWNER), somebody(Role.CONTENT_OWNER)
    number, version = write(writer)
    publish_notice(number=number, version=version, viewer=other, origin=origin())
    write(writer, number=number, title=Text("Our phones work again", "Nos téléphones marchent"))
    same, second = write(writer, number=number, title=Text("Our phones are back", "Nos téléphones sont de retour"))
    assert (same, second) == (number, 3)
    with pytest.raises(CannotNotify) as refused:
        write(other, number=number)
    assert refused.value.reasons == (NoticeRefusal.ANOTHER_WAITS,)
    assert shown() == ["Our phones are closed on Friday"]
    publish_notice(number=number, version=second, viewer=other, origin=origin())
    assert shown() == ["Our phones are back"]
    states = [one.state for one in notice_versions(number, viewer=other)]
    assert states == [VersionState.PUBLISHED, VersionState.REPLACED]


@pytest.mark.django_db
def test_what_was_sent_back_says_why_and_what_is_shown_stays_listed(somebody: Any) -> None:
    writer, other = somebody(Role.CONTENT_OWNER), somebody(Role.CONTENT_OWNER)
    number, version = write(writer)
    publish_notice(number=number, version=version, viewer=other, origin=origin())
    _, second = write(writer, number=number)
    with pytest.raises(CannotNotify):
        send_notice_back(number=number, version=second, why=" ", viewer=other, origin=origin())
    send_notice_back(number=number, version=second, why="Say which Friday.", viewer=other, origin=origin())
    assert [one.state for one in all_notices(viewer=other, on=TODAY)] == [VersionState.PUBLISHED]
    assert notice_versions(number, viewer=other)[0].note == "Say which Friday."
    assert all_notices(viewer=other, on=TODAY, over=True) == []
    assert len(all_notices(viewer=other, on=TODAY + 2 * WEEK, over=True)) == 1


@pytest.mark.django_db
def test_nobody_else_writes_or_sees_what_waits(somebody: Any) -> None:
    agent = somebody(Role.AGENT)
    with pytest.raises(CannotNotify):
        write(agent)
    with pytest.raises(NotAllowed):
        all_notices(viewer=agent, on=TODAY)
    with pytest.raises(NotAllowed):
        notice_versions(1, viewer=agent)
    with pytest.raises(NoSuchNotice):
        write(somebody(Role.MANAGER), number=77)


@pytest.mark.django_db
def test_each_act_is_in_the_journal_without_its_words(somebody: Any) -> None:
    manager, other = somebody(Role.MANAGER), somebody(Role.CONTENT_OWNER)
    number, version = write(manager, kind=NoticeKind.URGENT)
    publish_notice(number=number, version=version, viewer=manager, origin=origin())
    confirm_notice(number=number, viewer=other, origin=origin())
    withdraw_notice(number=number, viewer=other, origin=origin())
    entries = Entry.objects.filter(subject=f"public_notice:{number}").order_by("id")
    assert [one.kind.partition(".")[2] for one in entries] == ["written", "published", "confirmed", "withdrawn"]
    assert "Friday" not in str([one.payload for one in entries])


@pytest.mark.django_db
def test_the_database_itself_lets_nobody_publish_their_own_but_what_is_urgent(somebody: Any) -> None:
    writer = somebody(Role.MANAGER)
    number, _version = write(writer)
    row = NoticeVersion.objects.get(notice=number)
    row.state, row.decided_by_id, row.decided_at = VersionState.PUBLISHED, writer.staff_id, NOON
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save()


@pytest.mark.django_db
def test_what_is_shown_is_one_question_however_much_there_is(somebody: Any, django_assert_num_queries: Any) -> None:
    writer, other = somebody(Role.CONTENT_OWNER), somebody(Role.CONTENT_OWNER)
    for _ in range(5):
        number, version = write(writer, programs=("TRV",))
        publish_notice(number=number, version=version, viewer=other, origin=origin())
    with django_assert_num_queries(1):
        assert len(shown(programs=["TRV"], countries=["UKR"])) == 5
