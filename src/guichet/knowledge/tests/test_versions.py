"""Guidance is written by one, approved by another, published in both languages at once, and never lost."""

import threading
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from guichet.foundation.languages import Language
from guichet.identity.queries import NotAllowed
from guichet.identity.terms import Role
from guichet.journal.models import Entry
from guichet.knowledge.actions import (
    CannotPublish,
    NoSuchVersion,
    TakenIn,
    note_review,
    publish,
    send_back,
    take_in,
    withdraw,
    write_version,
)
from guichet.knowledge.models import ArticleVersion
from guichet.knowledge.queries import articles_of, now_part_of, published, titles, topics, versions
from guichet.knowledge.terms import Freshness, GuidanceRefusal, Topic, VersionState
from guichet.knowledge.tests.conftest import TODAY, article, french, origin, wording

pytestmark = pytest.mark.django_db
NEW = {"en": wording("Stay even longer"), "fr": french("Rester encore plus longtemps")}


def loaded(**changes: Any) -> TakenIn:
    one = article(**changes)
    return take_in({one.id: one}, origin())


def entries() -> list[str]:
    return list(Entry.objects.filter(kind__startswith="article.").order_by("id").values_list("kind", flat=True))


def test_taken_in_twice_nothing_happens_the_second_time() -> None:
    assert loaded() == TakenIn(new=1, replaced=0, kept=0)
    assert loaded() == TakenIn(new=0, replaced=0, kept=1)
    assert loaded(**NEW) == TakenIn(new=0, replaced=1, kept=0)
    assert entries() == ["article.published", "article.published"]
    found = published("visit-extend", on=TODAY)
    assert found
    assert found.number == 2
    assert found.say(Language.FR).title == "Rester encore plus longtemps"
    assert [row.state for row in ArticleVersion.objects.order_by("number")] == ["REPLACED", "PUBLISHED"]


def test_what_became_a_part_of_another_article_leaves_once_and_leads_there(somebody: Any) -> None:
    loaded(id="program-vr")
    both = {one.id: one for one in (article(), article(id="fees-list"))}
    for _ in range(2):
        take_in(both, origin())
    assert entries() == ["article.published"] * 3 + ["article.withdrawn"]
    assert published("program-vr", on=TODAY) is None
    assert now_part_of("program-vr", on=TODAY) == "visit-extend"
    assert now_part_of("fees-list", on=TODAY) is None
    assert now_part_of("status-test", on=TODAY) is None, "what it is a part of is not shown"


def test_what_staff_have_written_stays_although_it_became_a_part_of_another(somebody: Any) -> None:
    loaded()
    loaded(id="program-vr")
    mine = article(id="program-vr", **NEW)
    number = write_version(article=mine, viewer=somebody(Role.CONTENT_OWNER), origin=origin())
    publish(article_id="program-vr", number=number, viewer=somebody(Role.MANAGER), origin=origin())
    loaded()
    assert published("program-vr", on=TODAY)


def test_a_second_person_publishes_both_languages_at_once(somebody: Any) -> None:
    loaded()
    writer, other = somebody(Role.CONTENT_OWNER), somebody(Role.CONTENT_OWNER)
    number = write_version(article=article(**NEW), viewer=writer, origin=origin())
    found = published("visit-extend", on=TODAY)
    assert found
    assert found.number == 1
    with pytest.raises(CannotPublish) as refused:
        publish(article_id="visit-extend", number=number, viewer=writer, origin=origin())
    assert refused.value.reason is GuidanceRefusal.YOUR_OWN
    publish(article_id="visit-extend", number=number, viewer=other, origin=origin())
    now = published("visit-extend", on=TODAY)
    assert now
    assert (now.say(Language.EN).title, now.say(Language.FR).title) == (
        "Stay even longer",
        "Rester encore plus longtemps",
    )
    with pytest.raises(NoSuchVersion):
        publish(article_id="visit-extend", number=number, viewer=other, origin=origin())


def test_what_staff_have_written_is_not_replaced_by_what_is_shipped(somebody: Any) -> None:
    loaded()
    number = write_version(article=article(**NEW), viewer=somebody(Role.CONTENT_OWNER), origin=origin())
    publish(article_id="visit-extend", number=number, viewer=somebody(Role.MANAGER), origin=origin())
    assert loaded(source="IRPR s.183") == TakenIn(new=0, replaced=0, kept=1)
    found = published("visit-extend", on=TODAY)
    assert found
    assert found.number == number


def test_a_version_is_sent_back_with_a_reason_and_written_again(somebody: Any) -> None:
    writer, other = somebody(Role.CONTENT_OWNER), somebody(Role.CONTENT_OWNER)
    number = write_version(article=article(), viewer=writer, origin=origin())
    with pytest.raises(CannotPublish) as refused:
        send_back(article_id="visit-extend", number=number, why="  ", viewer=other, origin=origin())
    assert refused.value.reason is GuidanceRefusal.NO_REASON
    send_back(article_id="visit-extend", number=number, why="The fee is missing.", viewer=other, origin=origin())
    assert published("visit-extend", on=TODAY) is None
    again = write_version(article=article(), viewer=writer, origin=origin())
    first = versions("visit-extend", viewer=writer)[-1]
    assert (again, first.state, first.note) == (2, VersionState.SENT_BACK, "The fee is missing.")


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"see": ["nowhere"]}, GuidanceRefusal.NAMES_NOTHING),
        ({"programs": ["NOPE"]}, GuidanceRefusal.NAMES_NOTHING),
        ({}, GuidanceRefusal.NOTHING_CHANGED),
    ],
)
def test_what_cannot_be_published_is_refused(somebody: Any, changes: Any, reason: GuidanceRefusal) -> None:
    loaded()
    with pytest.raises(CannotPublish) as refused:
        write_version(article=article(**changes), viewer=somebody(Role.CONTENT_OWNER), origin=origin())
    assert refused.value.reason is reason


def test_two_who_write_at_once_do_not_overwrite_one_another(somebody: Any) -> None:
    first, second = somebody(Role.CONTENT_OWNER), somebody(Role.CONTENT_OWNER)
    write_version(article=article(), viewer=first, origin=origin())
    with pytest.raises(CannotPublish) as refused:
        write_version(article=article(**NEW), viewer=second, origin=origin())
    assert refused.value.reason is GuidanceRefusal.ANOTHER_WAITS
    assert write_version(article=article(**NEW), viewer=first, origin=origin()) == 2


@pytest.mark.parametrize("role", [Role.AGENT, Role.SUPERVISOR, Role.OFFICER, Role.AUDITOR, Role.PRIVACY_OFFICER])
def test_who_has_no_right_writes_and_reads_no_versions(somebody: Any, role: Role) -> None:
    loaded()
    viewer = somebody(role)
    with pytest.raises(CannotPublish):
        write_version(article=article(**NEW), viewer=viewer, origin=origin())
    with pytest.raises(CannotPublish):
        withdraw(article_id="visit-extend", viewer=viewer, origin=origin())
    with pytest.raises(NotAllowed):
        versions("visit-extend", viewer=viewer)


def test_a_review_makes_an_old_article_new(somebody: Any) -> None:
    loaded(review_by=date(2026, 11, 2))
    old = published("visit-extend", on=TODAY)
    assert old
    assert old.freshness is Freshness.OVERDUE
    assert published("visit-extend", on=TODAY + timedelta(days=60)) is None
    assert not articles_of(Topic.VISITING, on=TODAY + timedelta(days=60))
    assert not topics(on=TODAY + timedelta(days=60))
    assert not titles(["visit-extend"], on=TODAY + timedelta(days=60))
    viewer = somebody(Role.CONTENT_OWNER)
    with pytest.raises(CannotPublish):
        note_review(article_id="visit-extend", review_by=TODAY, viewer=viewer, origin=origin(), today=TODAY)
    note_review(article_id="visit-extend", review_by=date(2027, 5, 1), viewer=viewer, origin=origin(), today=TODAY)
    new = published("visit-extend", on=TODAY)
    assert new
    assert (new.freshness, new.reviewed_on) == (Freshness.REVIEWED, TODAY)
    assert topics(on=TODAY) == {Topic.VISITING: 1}


def test_what_is_withdrawn_stays_away_when_the_service_starts_again(somebody: Any) -> None:
    loaded()
    withdraw(article_id="visit-extend", viewer=somebody(Role.MANAGER), origin=origin())
    loaded()
    assert published("visit-extend", on=TODAY) is None


def test_the_database_keeps_one_published_version_and_two_people(somebody: Any) -> None:
    loaded()
    writer = somebody(Role.CONTENT_OWNER)
    row = ArticleVersion.objects.get()
    row.pk, row.number = None, 2
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save()
    row.state, row.written_by_id, row.decided_by_id = VersionState.SENT_BACK, writer.staff_id, writer.staff_id
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save()


@pytest.mark.django_db(transaction=True)
def test_two_services_that_start_at_once_publish_each_article_once() -> None:
    articles = {name: article(name) for name in ("visit-extend", "visit-border", "visit-invite")}
    done: list[TakenIn] = []
    faults: list[Exception] = []

    def start() -> None:
        try:
            done.append(take_in(articles, origin()))
        except Exception as fault:
            faults.append(fault)
        finally:
            connection.close()

    threads = [threading.Thread(target=start) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert faults == []
    assert sorted(one.new for one in done) == [0, 0, 0, 3]
    assert ArticleVersion.objects.count() == 3


@pytest.mark.django_db(transaction=True)
def test_of_two_who_hand_in_at_once_one_is_told_that_the_other_came_first(somebody: Any) -> None:
    writers = [somebody(Role.CONTENT_OWNER), somebody(Role.CONTENT_OWNER)]
    told: list[object] = []

    def write(viewer: Any) -> None:
        try:
            told.append(write_version(article=article("visit-extend", see=()), viewer=viewer, origin=origin()))
        except CannotPublish as refused:
            told.append(refused.reason)
        except Exception as fault:
            told.append(fault)
        finally:
            connection.close()

    threads = [threading.Thread(target=write, args=(one,)) for one in writers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(map(str, told)) == sorted(["1", str(GuidanceRefusal.ANOTHER_WAITS)])
