"""What is over goes, with every copy; what must stay stays, with a reason; and two people decide."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.apps import apps
from django.db import DatabaseError, IntegrityError, connection, transaction

from guichet.applications.models import Application, FeedEvent, FeedRun, SetAside
from guichet.applications.tests.factories import ApplicationFactory, ClientFactory, StaffFactory, UserFactory, link
from guichet.applications.tests.feeding import ingest, received, registered, told
from guichet.clients.models import Authority, Client, GroupMember, HelperMessage, Merge, Name, Party, Proposal
from guichet.identity.actions import note_look
from guichet.identity.models import AccessRecord, Look
from guichet.identity.queries import NotAllowed
from guichet.identity.rules import Viewer
from guichet.identity.terms import AuthorityKind, Purpose, Role
from guichet.journal.actions import Origin
from guichet.journal.models import Entry
from guichet.journal.terms import Channel
from guichet.notices.models import Carried, Delivery, Notice
from guichet.retention import actions, disposing
from guichet.retention.actions import (
    NothingToHold,
    NotNow,
    SamePerson,
    approve_disposal,
    ask_for_disposal,
    carry_out,
    lift_hold,
    place_hold,
    withdraw_disposal,
)
from guichet.retention.models import Disposal
from guichet.retention.queries import certificate, dry_run, hash_of
from guichet.retention.terms import HoldReason, Kept, Verdict
from guichet.retention.trees import hangs_on
from guichet.worklists.models import Task

NOW = datetime(2040, 6, 1, 15, tzinfo=UTC)
TODAY = NOW.date()
OLD = datetime(2026, 1, 5, tzinfo=UTC)


def officer(number: int) -> Viewer:
    return Viewer(user_id=number, staff_id=number, roles=frozenset({Role.PRIVACY_OFFICER}))


ONE, OTHER = officer(1), officer(2)


def origin(viewer: Viewer = ONE, at: datetime = NOW) -> Origin:
    return Origin(actor=viewer.actor, channel=Channel.SYSTEM, at=at)


def approved() -> int:
    number = ask_for_disposal(viewer=ONE, as_of=TODAY, origin=origin())
    approve_disposal(viewer=OTHER, disposal_id=number, origin=origin(OTHER))
    return number


def carried_out(batch: int = 2) -> int:
    number = approved()
    list(carry_out(disposal_id=number, origin=origin(), batch=batch))
    return number


def over(**more: Any) -> Application:
    """Return a file that was decided long ago, of a person of whom nothing was heard since."""
    file = ApplicationFactory(overall="CLOSED", decided_at=OLD, received_at=OLD, latest_at=OLD, **more)
    Client.objects.filter(pk=file.client_id).update(known_as_of=OLD)
    return file


def verdicts(kept: Kept) -> dict[str, int]:
    return dry_run(TODAY, NOW)[1][kept.value]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("change", "verdict"),
    [
        ({}, Verdict.GOES),
        ({"overall": "IN_PROGRESS", "decided_at": None}, Verdict.OPEN),
        ({"latest_at": datetime(2030, 6, 1, 4, tzinfo=UTC)}, Verdict.TOO_SOON),
        ({"latest_at": datetime(2030, 6, 1, 3, 59, tzinfo=UTC)}, Verdict.GOES),
    ],
)
def test_a_file_goes_ten_years_after_the_last_event_once_it_is_over(change: dict[str, Any], verdict: Verdict) -> None:
    file = over()
    Application.objects.filter(pk=file.pk).update(**change)
    assert verdicts(Kept.FILE) == {verdict.value: 1}


def looked(staff_id: int, file: Application, at: datetime) -> None:
    """Let somebody look at a client's file."""
    viewer = Viewer(
        user_id=9, staff_id=staff_id, roles=frozenset({Role.OFFICER}), opened={file.client_id: Purpose.COMPLAINT}
    )
    subject = f"application:{file.number}"
    note_look(
        viewer=viewer, client_id=file.client_id, subject=subject, page="desk:file", origin=origin(viewer, at)
    )  # fmt: skip


@pytest.mark.django_db
def test_a_look_within_two_years_and_work_to_do_are_uses() -> None:
    looked_at, worked_on, forgotten = over(), over(), over()
    staff = StaffFactory()
    for file, days in ((looked_at, 700), (forgotten, 800)):
        looked(staff.pk, file, NOW - timedelta(days=days))
    Task.objects.create(kind="x", subject="y", client_id=worked_on.client_id, opened_at=OLD, due_at=OLD, turn_at=OLD)
    assert verdicts(Kept.FILE) == {"GOES": 1, "IN_USE": 2}


@pytest.mark.django_db
def test_a_program_may_have_a_time_of_its_own(settings: Any, tmp_path: Any) -> None:
    (tmp_path / "retention").mkdir()
    (tmp_path / "retention/retention.yaml").write_text(
        "- {code: FILE_TRV, valid_from: 2026-01-01, source: schedule, count: 50, unit: years}\n"
    )
    over(program="TRV"), over(program="SP")
    settings.DATA_FOLDER = str(tmp_path)
    assert verdicts(Kept.FILE) == {"GOES": 1, "TOO_SOON": 1}


@pytest.mark.django_db
def test_a_person_stays_as_long_as_anything_needs_them() -> None:
    kept_file, account, free = over(), over(), over()
    Application.objects.filter(pk__in=[account.pk, free.pk]).delete()
    link(UserFactory(), account.client)
    assert verdicts(Kept.CLIENT) == {"GOES": 1, "HAS_FILES": 1, "HAS_ACCOUNT": 1}
    Merge.objects.create(kept=free.client, gone=kept_file.client, proofs=["SAME"], merged_at=OLD, merged_by="staff:1")
    assert verdicts(Kept.CLIENT) == {"JOINED": 1, "HAS_FILES": 1, "HAS_ACCOUNT": 1}


@pytest.mark.django_db
def test_a_hold_keeps_a_person_with_their_joined_records_and_a_file_alone_until_it_is_lifted() -> None:
    first, joined, single, free = over(), over(), over(), over()
    Merge.objects.create(kept=first.client, gone=joined.client, proofs=["SAME"], merged_at=OLD, merged_by="staff:1")
    place_hold(viewer=ONE, uci=joined.client.uci, reason=HoldReason.COURT, origin=origin())
    alone = place_hold(viewer=ONE, number=single.number, reason=HoldReason.COMPLAINT, origin=origin())
    assert verdicts(Kept.FILE) == {"HELD": 3, "GOES": 1}
    lift_hold(viewer=OTHER, hold_id=alone, origin=origin(OTHER))
    assert verdicts(Kept.FILE) == {"HELD": 2, "GOES": 2}
    carried_out()
    assert set(Application.objects.values_list("number", flat=True)) == {first.number, joined.number}
    assert Client.objects.count() == 2
    assert not Application.objects.filter(pk=free.pk).exists()
    assert [entry.kind for entry in Entry.objects.filter(kind__startswith="retention.hold").order_by("id")] == [
        "retention.hold_placed", "retention.hold_placed", "retention.hold_lifted",
    ]  # fmt: skip


@pytest.mark.django_db
def test_a_hold_that_has_ended_holds_no_longer() -> None:
    file = over()
    place_hold(viewer=ONE, number=file.number, reason=HoldReason.COURT, ends_on=TODAY, origin=origin(at=OLD))
    assert verdicts(Kept.FILE) == {"GOES": 1}


@pytest.mark.django_db
def test_a_hold_placed_after_the_approval_still_holds() -> None:
    file = over()
    number = approved()
    place_hold(viewer=ONE, number=file.number, reason=HoldReason.ACCESS_REQUEST, origin=origin())
    list(carry_out(disposal_id=number, origin=origin()))
    assert Application.objects.filter(pk=file.pk).exists()


@pytest.mark.django_db
@pytest.mark.parametrize("named", [{}, {"uci": "0"}, {"number": "V0"}, {"uci": "0", "number": "V0"}])
def test_a_hold_is_on_one_person_or_file_that_is_there(named: dict[str, str]) -> None:
    with pytest.raises(NothingToHold):
        place_hold(viewer=ONE, reason=HoldReason.COURT, origin=origin(), **named)


@pytest.mark.django_db
def test_only_privacy_officers_decide_and_never_the_same_one_twice() -> None:
    agent = Viewer(user_id=3, staff_id=3, roles=frozenset({Role.AGENT, Role.MANAGER, Role.ADMINISTRATOR}))
    with pytest.raises(NotAllowed):
        ask_for_disposal(viewer=agent, as_of=TODAY, origin=origin(agent))
    number = ask_for_disposal(viewer=ONE, as_of=TODAY, origin=origin())
    with pytest.raises(SamePerson):
        approve_disposal(viewer=ONE, disposal_id=number, origin=origin())
    with pytest.raises(NotAllowed):
        approve_disposal(viewer=agent, disposal_id=number, origin=origin(agent))
    with pytest.raises(NotNow):
        list(carry_out(disposal_id=number, origin=origin()))
    with pytest.raises(IntegrityError), transaction.atomic():
        Disposal.objects.filter(pk=number).update(state="RUNNING")
    with pytest.raises(IntegrityError), transaction.atomic():
        Disposal.objects.filter(pk=number).update(approved_by=ONE.actor, approved_at=NOW)
    withdraw_disposal(viewer=ONE, disposal_id=number, origin=origin())
    with pytest.raises(NotNow):
        approve_disposal(viewer=OTHER, disposal_id=number, origin=origin(OTHER))
    with pytest.raises(NotNow):
        ask_for_disposal(viewer=ONE, as_of=TODAY + timedelta(days=1), origin=origin())


@pytest.mark.django_db(transaction=True)
def test_broken_off_anywhere_and_begun_again_each_row_is_counted_once(monkeypatch: pytest.MonkeyPatch) -> None:
    for _ in range(5):
        over()
    number = approved()
    steps = carry_out(disposal_id=number, origin=origin(), batch=2)
    assert next(steps).gone == 2
    steps.close()
    assert Application.objects.count() == 3
    taken = disposing.HOW_IT_GOES[Kept.FILE]

    def killed(numbers: list[int], origin: Origin) -> int:
        taken(numbers, origin)
        raise KeyboardInterrupt

    monkeypatch.setitem(disposing.HOW_IT_GOES, Kept.FILE, killed)
    with pytest.raises(KeyboardInterrupt):
        list(carry_out(disposal_id=number, origin=origin(), batch=2))
    monkeypatch.setitem(disposing.HOW_IT_GOES, Kept.FILE, taken)
    assert Application.objects.count() == 3
    list(carry_out(disposal_id=number, origin=origin(), batch=2))
    assert certificate(number)["gone"] == {"FILE": 5, "CLIENT": 5}
    assert Application.objects.count() == Client.objects.count() == 0


@pytest.mark.django_db
def test_the_certificate_says_what_went_by_which_rules_and_whose_decision_and_its_hash_holds() -> None:
    over()
    done = certificate(carried_out())
    assert done["report"]["FILE"] == {"GOES": 1}
    assert done["rules"]["FILE"]["count"] == 10
    assert (done["asked"]["by"], done["approved"]["by"]) == ("staff:1", "staff:2")
    sha256 = done.pop("sha256")
    assert hash_of(done) == sha256
    assert hash_of({**done, "gone": {"FILE": 2}}) != sha256
    with pytest.raises(NotNow):
        list(carry_out(disposal_id=done["disposal"], origin=origin()))


CANARIES = ["Quetzalcoatlina", "قيتزال", "5559990001", "V9CANARY01", "canary@nest.example", "15145550199", "1977-07-17"]


def seeded() -> None:
    """Let the feed tell of a person whose every fact is a canary, and the service do what it does with them."""
    facts = {
        "names": [{"text": "قيتزال"}, {"text": "Quetzalcoatlina Aviary"}], "birth_date": "1977-07-17",
        "email": "canary@nest.example", "phone": "+15145550199",
    }  # fmt: skip
    ingest([registered(uci="5559990001", **facts), received(number="V9CANARY01", uci="5559990001")])
    ingest([told("e-3", "decision.made", 3, "V9CANARY01", decision="REFUSED", reasons=["MONEY"])])
    file = Application.objects.get(number="V9CANARY01")
    entry = Entry.objects.get(kind="application.received")
    notice = Notice.objects.create(
        client=file.client, entry_id=entry.pk, kind=entry.kind, subject=entry.subject, occurred_at=OLD, created_at=OLD
    )
    delivery = Delivery.objects.create(
        client=file.client, medium="email", address="canary@nest.example", language="fr", status="SENT", reference="r",
        subject_line="V9CANARY01", body="Quetzalcoatlina, V9CANARY01", queued_at=OLD, next_try_at=OLD, sent_at=OLD,
    )  # fmt: skip
    Carried.objects.create(notice=notice, delivery=delivery, medium="email")
    run = FeedRun.objects.create(source="x", started_at=OLD)
    SetAside.objects.create(
        run=run, line_number=1, line='{"uci": "5559990001", "names": "Quetzalcoatlina"}', reason="BROKEN",
        set_aside_at=NOW,
    )  # fmt: skip
    Proposal.objects.create(
        client=file.client, kind=AuthorityKind.HELPER, source="ONLINE", channel="web", awaits="CLIENT",
        email="canary@nest.example", asked_for="5559990001", made_by="user:1", made_at=OLD, lapses_at=OLD,
    )  # fmt: skip
    Task.objects.create(
        kind="x", subject="application:V9CANARY01", client_id=file.client_id, opened_at=OLD, due_at=OLD, turn_at=OLD,
        state="SETTLED", done_at=NOW - timedelta(days=1),
    )  # fmt: skip
    Client.objects.filter(pk=file.client_id).update(known_as_of=OLD)
    looked(StaffFactory().pk, file, OLD)


def where_canaries_are() -> Iterator[tuple[str, str]]:
    """Yield each table of the whole database in which a canary stands, sealed facts opened."""
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT string_agg("{table}"::text, chr(10)) FROM "{table}"')
            text = cursor.fetchone()[0] or ""
            yield from ((table, canary) for canary in CANARIES if canary in text)


@pytest.mark.django_db
def test_nothing_of_a_person_is_left_in_any_table_once_they_were_disposed_of() -> None:
    seeded()
    before = {table for table, _ in where_canaries_are()}
    assert {
        "clients_client", "clients_name", "clients_contactpoint", "clients_proposal", "applications_application",
        "applications_feedevent", "applications_setaside", "notices_notice", "notices_delivery", "worklists_task",
        "journal_entry", "identity_look",
    } <= before  # fmt: skip
    carried_out()
    assert list(where_canaries_are()) == []
    assert Look.objects.count() == 0
    # The entry of the log stays, and one says that persons were erased.
    assert sorted(AccessRecord.objects.values_list("kind", flat=True)) == ["ERASED", "LOOK"]
    assert Client.objects.count() == Name.objects.count() == 0
    # Told again, it is not taken for news.
    assert FeedEvent.objects.count() == 3


@pytest.mark.django_db
def test_a_message_that_carried_news_of_a_file_that_stays_too_keeps_its_proof_and_loses_its_words() -> None:
    seeded()
    delivery = Delivery.objects.get()
    stays = ApplicationFactory(client=delivery.client, number="V900000001", received_at=NOW, latest_at=NOW)
    other = Notice.objects.create(
        client=stays.client, entry_id=0, kind="x", subject="application:V900000001", occurred_at=OLD, created_at=OLD
    )
    Carried.objects.create(notice=other, delivery=delivery, medium="email")
    carried_out()
    delivery.refresh_from_db()
    assert (delivery.status, delivery.subject_line, delivery.body, delivery.address) == ("SENT", "", "", "")
    assert list(Notice.objects.all()) == [other]


def measures() -> tuple[Any, Any]:
    """Return what is counted of files: entries by day, kind, program and office; and how long each file took."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT kind, occurred_at::date, payload ->> 'program', payload ->> 'office', payload ->> 'decision',"
            " count(*), count(DISTINCT subject) FROM journal_entry WHERE subject LIKE 'application:%'"
            " GROUP BY 1, 2, 3, 4, 5 ORDER BY 1, 2, 3, 4, 5"
        )
        counts = cursor.fetchall()
        cursor.execute(
            "SELECT first.payload ->> 'program', first.payload ->> 'office', last.occurred_at - first.occurred_at"
            " FROM journal_entry first JOIN journal_entry last USING (subject)"
            " WHERE first.kind = 'application.received' AND last.kind = 'decision.made' ORDER BY 1, 2, 3"
        )
        return counts, cursor.fetchall()


@pytest.mark.django_db
def test_the_measures_are_the_same_before_and_after() -> None:
    seeded()
    ingest([received("e-8", day=2, number="V9CANARY02", uci="5559990001"),
            told("e-9", "decision.made", 9, "V9CANARY02", decision="APPROVED")])  # fmt: skip
    before = measures()
    assert len(before[1]) == 2
    carried_out()
    assert Application.objects.count() == 0
    assert measures() == before


@pytest.mark.django_db
def test_the_journal_lets_nothing_but_the_number_be_forgotten_and_only_when_it_is_said() -> None:
    seeded()
    entry = Entry.objects.filter(kind="application.received")
    allowed = {"subject": "application:disposed-1", "payload": {**entry.get().payload, "application": "disposed-1"}}
    with pytest.raises(DatabaseError), transaction.atomic():
        entry.update(**allowed)
    for wrong in (
        {**allowed, "actor": "nobody"},
        {**allowed, "occurred_at": NOW},
        {**allowed, "subject": "application:V1"},
        {**allowed, "payload": {**allowed["payload"], "program": "SP"}},
        {**allowed, "payload": {**allowed["payload"], "application": "V1"}},
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            said_and(lambda wrong=wrong: entry.update(**wrong))
    with pytest.raises(DatabaseError), transaction.atomic():
        said_and(lambda: entry.get().delete())
    assert said_and(lambda: entry.update(**allowed)) == 1


def said_and(change: Callable[[], Any]) -> Any:
    """Say that numbers may be forgotten, and do something else, or that."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('guichet.may_forget', 'yes', true)")
    return change()


# Tables that say they hold something of somebody and that no disposal takes, each with the reason.
EXCUSED = {
    "worklists.Presence": "employees; a chore takes it after minutes",
    "crises.Crisis": "employees, who answer for what they decided",
    "crises.Passage": "employees, who answer for what they decided",
    "crises.Lent": "employees, who answer for what they decided",
    "crises.Family": "a chore takes families none of whose questions is kept",
    "assistant.Conversation": "the room forgets whose it was after the days of its policy",
    "assistant.Turn": "the room forgets the words after the days of its policy",
    "assistant.AskCount": "a chore forgets counts after two days",
    "knowledge.MissedTopic": "employees, who answer for what they decided",
    "knowledge.MissedQuestion": "a chore forgets the words after the days of the policy; nobody who asked is in it",
    "enquiries.Asker": "a chore takes those whose last question was closed two years ago",
    "enquiries.SentCount": "a chore forgets counts after two days",
    "clients.LinkAttempt": "a chore forgets tries after 30 days",
    "clients.NameWord": "goes with the last person who bears the word",
    "clients.Household": "goes with the last of its members",
    "identity.User": "an account is closed by whoever it is",
    "identity.SignInName": "goes with the account",
    "identity.PrintedSheet": "goes with the account",
    "identity.Device": "goes by the room's own rule, at the latest with the account",
    "identity.ChangeLock": "goes with the account",
    "identity.SignInTry": "a chore forgets tries after two days",
    "identity.Staff": "employees, named by the journal",
    "identity.AccessReference": "erased with the client by the access log itself",
    "plans.Plan": "a chore forgets what nobody used; goes with the account",
    "plans.PlanTry": "a chore forgets tries after two days",
    "knowledge.ArticleVersion": "employees, who answer for what they wrote",
    "knowledge.NoticeVersion": "employees, who answer for what they wrote",
    "journal.Entry": "never goes; forgets whose file it was about",
    "notices.TextStop": "a wish that must be kept",
    "worklists.Worker": "employees: what they can do, as long as they work here",
    "worklists.SavedView": "employees, who drop what they kept",
    "worklists.Act": "a chore forgets what can be undone no longer",
    "retention.Hold": "the proof of what was kept",
}


def test_every_table_that_holds_something_of_somebody_is_disposed_of_or_says_why_not() -> None:
    roots = {"applications.Application", "clients.Party", "clients.Client", "notices.Notice", "clients.Proposal"}
    roots |= {"notices.Delivery", "applications.SetAside", "applications.FeedEvent", *disposing.BY_NUMBER}
    gone = roots.union(*(hangs_on(label) for label in roots))
    personal = {
        model._meta.label
        for model in apps.get_models()
        if model.__module__.startswith("guichet.") and not model.PERSONAL_DATA.startswith("none")
    }
    assert personal - gone == EXCUSED.keys(), "a table that nobody thought of: see retention/disposing.py"


@pytest.mark.django_db
def test_a_helper_goes_once_nothing_names_them_and_their_messages_with_them() -> None:
    def helper(**more: Any) -> Party:
        return Party.objects.create(**{"name": "Me Roy", "email": "roy@example.org", "made_at": OLD} | more)

    goes, group = helper(), helper(name="Parish of Saint-Roch")
    HelperMessage.objects.create(
        party=goes,
        about="NEWS",
        address="roy@example.org",
        first_entry=1,
        last_entry=1,
        reference=uuid4(),
        queued_at=OLD,
        sent_at=OLD,
    )
    member, named, asked = helper(), helper(), helper()
    GroupMember.objects.create(group=group, party=member, sees="STATUS", joined_at=OLD)
    authority = {"client": ClientFactory(), "kind": "HELPER", "sees": ["STATUS"], "source": "ONLINE", "channel": "web"}
    given = {"starts_at": OLD, "given_at": OLD, "given_by": "user:1"}
    Authority.objects.create(party=named, **authority, **given)
    Proposal.objects.create(party=asked, **authority, awaits="CLIENT", made_by="user:1", made_at=NOW, lapses_at=NOW)
    signed_in, fresh = helper(user=UserFactory()), helper(made_at=NOW - timedelta(days=30))
    assert verdicts(Kept.HELPER) == {"GOES": 2, "AUTHORITY": 3, "HAS_ACCOUNT": 1, "TOO_SOON": 1}
    carried_out()
    # The member too, once the group was gone.
    assert set(Party.objects.all()) == {named, asked, signed_in, fresh}
    assert not HelperMessage.objects.exists()
    assert verdicts(Kept.HELPER) == {"AUTHORITY": 2, "HAS_ACCOUNT": 1, "TOO_SOON": 1}


def test_each_class_says_how_it_goes() -> None:
    assert set(disposing.HOW_IT_GOES) == set(Kept)
    assert actions.BATCH > 0
