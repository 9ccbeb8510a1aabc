"""Joined records are one person for every reader; parted again, each has exactly what is its own.

In this room, since from here all that there is about a client can be seen: files, notices, the journal, looks, tasks.
"""

import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from guichet.applications.queries import file_counts, files_of, timeline
from guichet.applications.tests.factories import ApplicationFactory
from guichet.clients.actions import (
    CannotLink,
    CannotMerge,
    Told,
    change_preferences,
    link_account,
    merge_clients,
    register_clients,
    undo_merge,
)
from guichet.clients.models import Client, ContactPoint, Duplicate, Merge
from guichet.clients.queries import (
    as_one_person,
    client,
    clients,
    everyone_of,
    kept_of,
    merges_of,
    own_client_ids,
    search,
)
from guichet.clients.reach import note_failing_address, reach_of, reach_of_each_record
from guichet.clients.terms import ContactKind, LinkMeans, MergeProof, MergeRefusal, NoticeChannel, UndoReason
from guichet.clients.tests import factories
from guichet.foundation.languages import Language
from guichet.identity.actions import note_look
from guichet.identity.models import Staff, User
from guichet.identity.queries import looks_at
from guichet.identity.rules import Grant, Viewer
from guichet.identity.terms import AuthorityKind, Disclosure, Purpose, Role
from guichet.journal.actions import Origin
from guichet.journal.models import Entry
from guichet.journal.reactions import Happened
from guichet.journal.terms import Channel
from guichet.notices.models import Delivery, Notice
from guichet.notices.reactions import tell_each_record
from guichet.notices.staff_queries import notices_of_client

NOON = datetime(2026, 11, 3, 12, tzinfo=UTC)
PROOFS = [MergeProof.DOCUMENT_SEEN, MergeProof.PERSON_CONFIRMED]


def origin(actor: str = "staff:1", at: datetime = NOON) -> Origin:
    return Origin(actor, Channel.DESK, at)


def officer(*opened: Client) -> Viewer:
    """Return an officer who has opened these records."""
    staff = Staff.objects.filter(name="Paul Leduc").first()
    if staff is None:
        user = User.objects.create_user("officer@example.org")
        staff = Staff.objects.create(user=user, name="Paul Leduc", roles=[Role.OFFICER])
    return as_one_person(
        Viewer(
            user_id=staff.user_id,
            staff_id=staff.pk,
            roles=frozenset({Role.OFFICER}),
            opened=dict.fromkeys((record.pk for record in opened), Purpose.SAME_PERSON),
        )
    )


def owner(user: User) -> Viewer:
    """Return whoever signed in to this account, as the entrance makes them."""
    return as_one_person(Viewer(user_id=user.pk, own_clients=own_client_ids(user.pk)))


@pytest.fixture
def amina(db: None) -> Client:
    return factories.client("Amina Benali", uci="1112223334", email="a@example.org")


@pytest.fixture
def again(db: None) -> Client:
    return factories.client("أمينة بن علي", uci="2223334445", email="b@example.org", phone="+16135550142")


@pytest.fixture
def other(db: None) -> Client:
    return factories.client("Paul Leduc", uci="3334445556", born=date(1970, 1, 1))


def join(kept: Client, gone: Client, *, at: datetime = NOON) -> int:
    return merge_clients(
        one=kept.pk, other=gone.pk, kept=kept.pk, proofs=PROOFS, viewer=officer(kept, gone), origin=origin(at=at)
    )


def part(merge: int, *records: Client, reason: UndoReason = UndoReason.DIFFERENT_PEOPLE) -> None:
    undo_merge(merge_id=merge, reason=reason, viewer=officer(*records), origin=origin(at=NOON + timedelta(hours=1)))


# --- One person for every reader ------------------------------------------------------------------------------------


def test_joined_records_are_one_client_with_all_names_and_an_address_of_each_kind(amina: Client, again: Client) -> None:
    join(amina, again)
    for opened in (amina, again):
        viewer = officer(opened)
        facts = client(opened.pk, viewer=viewer)
        assert (facts.client_id, facts.uci, facts.also_uci) == (amina.pk, "1112223334", ("22-2333-4445",))
        assert [name.text for name in facts.names] == ["Amina Benali", "أمينة بن علي"]
        assert {point.kind: point.shown for point in facts.contact_points} == {
            ContactKind.EMAIL: "a@example.org",
            ContactKind.PHONE: "+16135550142",
        }
    assert [facts.client_id for facts in clients([again.pk, amina.pk], viewer=officer(amina))] == [amina.pk]


def test_files_notices_timeline_and_looks_of_both_are_read_as_one(amina: Client, again: Client) -> None:
    ApplicationFactory(client=amina, number="V1")
    ApplicationFactory(client=again, number="V2")
    said = {"kind": "client.registered", "actor": "x", "channel": "feed", "occurred_at": NOON, "recorded_at": NOON}
    entries = [Entry.objects.create(subject=f"client:{one.pk}", client_id=one.pk, **said) for one in (amina, again)]
    for entry in entries:
        Notice.objects.create(client_id=entry.client_id, entry_id=entry.pk, kind=entry.kind, subject=entry.subject,
                              occurred_at=NOON, created_at=NOON)  # fmt: skip
    before = officer(amina, again)
    for one in (amina, again):
        note_look(viewer=before, client_id=one.pk, subject=f"client:{one.pk}", page="desk:client", origin=origin())
    join(amina, again)
    viewer, now = officer(again), NOON
    assert {file.number for file in files_of(viewer, language=Language.EN, now=now, client_id=amina.pk)} == {"V1", "V2"}
    page = timeline(viewer=viewer, language=Language.EN, client_id=again.pk)
    assert [line.kind for line in page.lines] == [
        "client.merged_away", "client.merged", "client.registered", "client.registered",
    ]  # fmt: skip
    assert len(notices_of_client(amina.pk, viewer=viewer)) == 2
    assert {look.client_id for look in looks_at(amina.pk, viewer=viewer, now=NOON)} == {amina.pk, again.pk}
    assert file_counts({amina.pk: [amina.pk, again.pk]}, viewer=viewer)[amina.pk].files == 2


def test_a_search_for_either_shows_the_one_person_once(amina: Client, again: Client) -> None:
    join(amina, again)
    viewer = officer()
    for text in ("1112223334", "2223334445", "b@example.org", "Amina Benali 1991"):
        (found,) = search(text, viewer=viewer).found
        assert (found.client_id, found.everyone, len(found.names)) == (amina.pk, (amina.pk, again.pk), 2)


def test_each_owner_of_an_account_sees_all_files_and_after_parting_their_own(amina: Client, again: Client) -> None:
    ApplicationFactory(client=amina, number="V1")
    ApplicationFactory(client=again, number="V2")
    first, second = factories.user("first@example.org"), factories.user("second@example.org")
    for user, record in ((first, amina), (second, again)):
        link_account(user_id=user.pk, client_id=record.pk, means=LinkMeans.FACTS, origin=origin())

    def numbers(user: User) -> set[str]:
        return {file.number for file in files_of(owner(user), language=Language.EN, now=NOON)}

    merge = join(amina, again)
    assert numbers(first) == numbers(second) == {"V1", "V2"}
    part(merge, amina)
    assert (numbers(first), numbers(second)) == ({"V1"}, {"V2"})


def test_a_record_joined_to_somebody_elses_is_linked_to_nobody_new(amina: Client, again: Client) -> None:
    first, second = factories.user("first@example.org"), factories.user("second@example.org")
    link_account(user_id=first.pk, client_id=amina.pk, means=LinkMeans.FACTS, origin=origin())
    join(amina, again)
    with pytest.raises(CannotLink):
        link_account(user_id=second.pk, client_id=again.pk, means=LinkMeans.FACTS, origin=origin())
    assert not link_account(user_id=first.pk, client_id=again.pk, means=LinkMeans.FACTS, origin=origin())


def test_what_a_client_allows_holds_for_all_their_records_and_no_longer(amina: Client, again: Client) -> None:
    ApplicationFactory(client=again, number="V2")
    helper = Viewer(user_id=99, grants=(Grant(amina.pk, AuthorityKind.HELPER, frozenset({Disclosure.STATUS})),))
    only_v1 = replace(helper, grants=(replace(helper.grants[0], files=frozenset({"V1"})),))
    assert not as_one_person(helper).may_see_client(again.pk, Disclosure.STATUS)
    merge = join(amina, again)
    assert as_one_person(helper).may_see_client(again.pk, Disclosure.STATUS, number="V2")
    assert not as_one_person(helper).may_see_client(again.pk, Disclosure.CASE)
    assert not as_one_person(helper).may_act_for(again.pk)
    assert not as_one_person(only_v1).may_see_client(again.pk, Disclosure.STATUS, number="V2")
    part(merge, amina)
    assert not as_one_person(helper).may_see_client(again.pk, Disclosure.STATUS, number="V2")


def test_a_file_opened_before_shows_only_its_own_record_once_they_are_parted(amina: Client, again: Client) -> None:
    merge = join(amina, again)
    assert officer(amina).may_see_client(again.pk)
    part(merge, amina)
    assert not officer(amina).may_see_client(again.pk)


def test_messages_go_where_the_kept_record_says_and_where_it_has_nothing_to_the_other(
    amina: Client, again: Client
) -> None:
    Client.objects.filter(pk=again.pk).update(language="en", channel="text")
    merge = join(amina, again)
    reach = reach_of([again.pk])[again.pk]
    assert (reach.language, reach.channel, reach.addresses) == (
        Language.FR, "email", {ContactKind.EMAIL: "a@example.org", ContactKind.PHONE: "+16135550142"},
    )  # fmt: skip
    assert note_failing_address(client_id=again.pk, kind=ContactKind.EMAIL, value="a@example.org", at=NOON)
    assert reach_of([amina.pk])[amina.pk].addresses[ContactKind.EMAIL] == "b@example.org"
    part(merge, amina)
    assert reach_of([again.pk])[again.pk] == reach_of_each_record([again.pk])[again.pk]
    assert reach_of([again.pk])[again.pk].addresses[ContactKind.EMAIL] == "b@example.org"
    assert ContactKind.EMAIL not in reach_of([amina.pk])[amina.pk].addresses


def test_both_are_told_of_joining_and_of_parting_each_at_their_own_address(amina: Client, again: Client) -> None:
    merge = join(amina, again)
    part(merge, amina)
    entries = Entry.objects.filter(kind__startswith="client.merge").order_by("id")
    assert [(entry.kind, entry.client_id) for entry in entries] == [
        ("client.merged", amina.pk), ("client.merged_away", again.pk),
        ("client.merge_undone", amina.pk), ("client.merge_undone", again.pk),
    ]  # fmt: skip
    with transaction.atomic():
        tell_each_record([Happened(entry.event, entry) for entry in entries])
    told = Notice.objects.order_by("id").values_list("client_id", flat=True)
    assert list(told) == [amina.pk, again.pk] * 2
    assert set(Delivery.objects.values_list("address", flat=True)) == {"a@example.org", "b@example.org"}


def test_a_choice_made_while_joined_is_made_once_and_stays_with_the_kept_record(amina: Client, again: Client) -> None:
    merge = join(amina, again)
    both = owner(_linked(amina)).own_clients
    assert both == {amina.pk, again.pk}
    change_preferences(client_ids=both, language=Language.EN, channel=NoticeChannel.ACCOUNT, origin=origin("user:1"))
    part(merge, amina)
    assert [Client.objects.get(pk=one.pk).language for one in (amina, again)] == ["en", "fr"]
    assert Entry.objects.filter(kind="preferences.changed").count() == 1


def _linked(record: Client) -> User:
    user = factories.user(f"owner{record.pk}@example.org")
    link_account(user_id=user.pk, client_id=record.pk, means=LinkMeans.FACTS, origin=origin())
    return user


def test_one_question_more_for_whoever_may_see_somebody_and_none_for_others(
    amina: Client, again: Client, django_assert_num_queries: Any
) -> None:
    join(amina, again)
    viewer = Viewer(user_id=1, own_clients=frozenset({amina.pk}))
    with django_assert_num_queries(1):
        assert as_one_person(viewer).everyone_of(again.pk) == (amina.pk, again.pk)
    with django_assert_num_queries(0):
        assert as_one_person(Viewer(user_id=1)) == Viewer(user_id=1)


# --- Who may, and what is refused -----------------------------------------------------------------------------------


def refusal(run: Callable[[], object]) -> MergeRefusal:
    with pytest.raises(CannotMerge) as refused:
        run()
    return refused.value.reason


def test_joining_is_refused_without_right_purpose_proof_or_sense(amina: Client, again: Client, other: Client) -> None:
    able = officer(amina, again, other)

    def merge(viewer: Viewer = able, **said: Any) -> Callable[[], int]:
        words = {"one": amina.pk, "other": again.pk, "kept": amina.pk, "proofs": PROOFS, **said}
        return lambda: merge_clients(**words, viewer=viewer, origin=origin())

    agent = replace(able, roles=frozenset({Role.AGENT}))
    assert refusal(merge(agent)) is MergeRefusal.NOT_ALLOWED
    assert refusal(merge(Viewer(user_id=1, own_clients=frozenset({amina.pk, again.pk})))) is MergeRefusal.NOT_ALLOWED
    assert refusal(merge(officer(amina))) is MergeRefusal.NOT_OPENED
    assert refusal(merge(proofs=[])) is MergeRefusal.NO_PROOF
    assert refusal(merge(kept=other.pk)) is MergeRefusal.NOT_ONE_OF_THEM
    assert refusal(merge(other=amina.pk)) is MergeRefusal.ALREADY_ONE
    gone = replace(able, opened={**able.opened, 4711: Purpose.SAME_PERSON})
    assert refusal(merge(gone, other=4711)) is MergeRefusal.NO_SUCH_RECORD
    assert not Merge.objects.exists()
    assert not Entry.objects.exists()
    join(amina, again)
    assert refusal(merge()) is MergeRefusal.ALREADY_ONE
    stale = officer(amina, again, other)
    with pytest.raises(CannotMerge) as refused:
        merge_clients(one=again.pk, other=other.pk, kept=again.pk, proofs=PROOFS, viewer=stale, origin=origin())
    assert refused.value.reason in {MergeRefusal.NOT_ONE_OF_THEM, MergeRefusal.CHANGED}


def test_parting_is_refused_without_right_or_twice(amina: Client, again: Client) -> None:
    merge = join(amina, again)

    def undo(viewer: Viewer, merge: int = merge) -> Callable[[], None]:
        return lambda: undo_merge(merge_id=merge, reason=UndoReason.NOT_PROVED, viewer=viewer, origin=origin())

    able = officer(amina, again)
    assert refusal(undo(replace(able, roles=frozenset({Role.AGENT})))) is MergeRefusal.NOT_ALLOWED
    assert refusal(undo(officer())) is MergeRefusal.NOT_OPENED
    assert refusal(undo(able, 4711)) is MergeRefusal.NO_SUCH_RECORD
    undo(able)()
    assert refusal(undo(able)) is MergeRefusal.NOT_JOINED
    kept = Merge.objects.get()
    assert (kept.undone_by, kept.undo_reason, kept.proofs) == ("staff:1", "NOT_PROVED", [p.value for p in PROOFS])
    assert merges_of(amina.pk, viewer=able) == ()


def test_two_people_are_remembered_and_a_weak_proof_is_decided_again(amina: Client, again: Client) -> None:
    merge = join(amina, again)
    part(merge, amina, reason=UndoReason.DIFFERENT_PEOPLE)
    assert Duplicate.objects.get().state == "DIFFERENT"
    Duplicate.objects.update(state="OPEN")
    merge = join(amina, again)
    assert Duplicate.objects.get().state == "SAME"
    part(merge, amina, reason=UndoReason.NOT_PROVED)
    assert Duplicate.objects.get().state == "OPEN"


@pytest.mark.django_db(transaction=True)
def test_of_two_who_join_the_same_records_each_way_round_one_does() -> None:
    one, other = factories.client("Amina Benali"), factories.client("Amina Again", uci="2223334445")
    viewer, ready = officer(one, other), threading.Barrier(2)
    joined: list[int] = []
    refused: list[MergeRefusal] = []

    def join_them(kept: Client) -> None:
        try:
            ready.wait()
            joined.append(
                merge_clients(one=one.pk, other=other.pk, kept=kept.pk, proofs=PROOFS, viewer=viewer, origin=origin())
            )
        except CannotMerge as why:
            refused.append(why.reason)
        finally:
            connection.close()

    threads = [threading.Thread(target=join_them, args=[kept]) for kept in (one, other)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (len(joined), refused) == (1, [MergeRefusal.ALREADY_ONE])
    assert Merge.objects.filter(undone_at=None).count() == 1


# --- Any sequence, undone -------------------------------------------------------------------------------------------

UCIS = [f"{number}00000000{number}" for number in range(1, 5)]


class Joining(RuleBasedStateMachine):
    """Records joined and parted in any order, while the case system, clients and staff go on with their work.

    The model is what each record has by itself. However records are joined, the group has all of it; once all is
    undone, each has exactly what it had, and what has come for it since.
    """

    def __init__(self) -> None:
        super().__init__()
        self.clock = NOON
        self.ids: list[int] = []
        # Each living merge, as (kept, gone).
        self.living: dict[int, tuple[int, int]] = {}
        self.atomic = transaction.atomic()
        self.atomic.__enter__()

    def teardown(self) -> None:
        try:
            for merge in list(self.living):
                self._undo(merge)
            self.each_person_has_all_of_theirs()
            assert {record: self._group(record) for record in self.ids} == {record: {record} for record in self.ids}
        finally:
            transaction.set_rollback(True)
            self.atomic.__exit__(None, None, None)

    @initialize()
    def begin(self) -> None:
        told = [self._told(uci) for uci in UCIS]
        register_clients(told=told, origin=self._origin())
        self.records = list(Client.objects.filter(uci__in=UCIS).order_by("uci"))
        self.ids = [record.pk for record in self.records]
        self.files: dict[int, set[str]] = {number: set() for number in self.ids}
        self.accounts: dict[int, int] = {}
        self.looked_at: set[int] = set()
        self.facts = {number: (Language.FR, f"{number}@example.org") for number in self.ids}
        for number in self.ids:
            ContactPoint.objects.create(client_id=number, kind="email", value=f"{number}@example.org")
        staff = User.objects.create_user("machine@example.org")
        self.staff = Staff.objects.create(user=staff, name="Inès Roy", roles=[Role.SUPERVISOR])

    @rule(data=st.data())
    def join_two(self, data: st.DataObject) -> None:
        one, other = data.draw(st.sampled_from(self.ids)), data.draw(st.sampled_from(self.ids))
        kept = data.draw(st.sampled_from([one, other]))
        possible = one != other and self._root(one) == one and self._root(other) == other
        try:
            merge = merge_clients(one=one, other=other, kept=kept, proofs=PROOFS, viewer=self._viewer(),
                                  origin=self._origin())  # fmt: skip
        except CannotMerge:
            assert not possible
        else:
            assert possible
            self.living[merge] = (kept, other if kept == one else one)

    @precondition(lambda self: self.living)
    @rule(data=st.data(), reason=st.sampled_from(list(UndoReason)))
    def part_two(self, data: st.DataObject, reason: UndoReason) -> None:
        self._undo(data.draw(st.sampled_from(sorted(self.living))), reason)

    @rule(data=st.data())
    def a_file_comes_for_one_identifier(self, data: st.DataObject) -> None:
        record = data.draw(st.sampled_from(self.ids))
        number = f"V{len(Entry.objects.all())}{sum(map(len, self.files.values()))}"
        ApplicationFactory(client_id=record, number=number)
        self.files[record].add(number)

    @rule(data=st.data(), language=st.sampled_from(list(Language)))
    def the_case_system_tells_of_one_identifier(self, data: st.DataObject, language: Language) -> None:
        place = data.draw(st.sampled_from(range(len(UCIS))))
        record = self.ids[place]
        told = replace(self._told(UCIS[place]), language=language.value, email=f"new{record}@example.org")
        register_clients(told=[told], origin=self._origin())
        self.facts[record] = (language, f"new{record}@example.org")

    @rule(data=st.data())
    def somebody_links_their_account(self, data: st.DataObject) -> None:
        record = data.draw(st.sampled_from(self.ids))
        user = User.objects.create_user(f"{len(self.accounts)}-{record}-{User.objects.count()}@example.org")
        taken = any(holder in self._group(record) for holder in self.accounts.values())
        try:
            link_account(user_id=user.pk, client_id=record, means=LinkMeans.FACTS, origin=self._origin())
        except CannotLink:
            assert taken
        else:
            assert not taken
            self.accounts[user.pk] = record

    @rule(data=st.data())
    def a_colleague_looks(self, data: st.DataObject) -> None:
        record = data.draw(st.sampled_from(self.ids))
        note_look(viewer=self._viewer(), client_id=record, subject=f"client:{record}", page="desk:client",
                  origin=self._origin())  # fmt: skip
        self.looked_at.add(record)

    @invariant()
    def each_person_has_all_of_theirs(self) -> None:
        found = everyone_of(self.ids)
        assert {number: set(found.get(number, (number,))) for number in self.ids} == {
            number: self._group(number) for number in self.ids
        }
        assert kept_of(self.ids) == {number: self._root(number) for number in self.ids}
        viewer = self._viewer()
        for number in self.ids:
            group = self._group(number)
            files = {file.number for file in files_of(viewer, language=Language.EN, now=self.clock, client_id=number)}
            assert files == set().union(*(self.files[each] for each in group))
            looks = {
                look.client_id
                for look in looks_at(number, viewer=viewer, now=self.clock + timedelta(days=1), limit=500)
            }
            assert looks == self.looked_at & group
            seen = {line.entry for line in
                    timeline(viewer=viewer, language=Language.EN, client_id=number, limit=1000).lines}  # fmt: skip
            assert seen == set(Entry.objects.filter(client_id__in=group).values_list("pk", flat=True))
            reached = reach_of([number])[number]
            assert (reached.language, reached.addresses[ContactKind.EMAIL]) == self.facts[self._root(number)]
        for user, record in self.accounts.items():
            own = as_one_person(Viewer(user_id=user, own_clients=own_client_ids(user)))
            assert own.own_clients == self._group(record)

    def _undo(self, merge: int, reason: UndoReason = UndoReason.NOT_PROVED) -> None:
        undo_merge(merge_id=merge, reason=reason, viewer=self._viewer(), origin=self._origin())
        del self.living[merge]

    def _root(self, number: int) -> int:
        above = {gone: kept for kept, gone in self.living.values()}
        while number in above:
            number = above[number]
        return number

    def _group(self, number: int) -> set[int]:
        return {each for each in self.ids if self._root(each) == self._root(number)}

    def _viewer(self) -> Viewer:
        return as_one_person(
            Viewer(
                user_id=self.staff.user_id,
                staff_id=self.staff.pk,
                roles=frozenset({Role.SUPERVISOR}),
                opened=dict.fromkeys(self.ids, Purpose.SAME_PERSON),
            )
        )

    def _told(self, uci: str) -> Told:
        self.clock += timedelta(minutes=2)
        return Told(uci=uci, told_at=self.clock, told_by=str(self.clock), names=("Leduc",),
                    birth_date=date(1991, 2, 3), country="FRA", language="fr",
                    channel="email", email="", phone="")  # fmt: skip

    def _origin(self) -> Origin:
        self.clock += timedelta(minutes=2)
        return Origin("staff:1", Channel.DESK, self.clock)


Joining.TestCase.settings = settings(
    max_examples=15, stateful_step_count=20, deadline=None, suppress_health_check=list(HealthCheck)
)


class TestAnySequenceOfJoiningAndPartingGivesTheFirstStateBack(Joining.TestCase, TestCase):  # type: ignore[misc]
    """Run by hypothesis, each sequence in a transaction of its own that is taken back."""
