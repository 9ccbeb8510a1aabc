"""No sequence of asking, joining, showing, leaving, growing up and danger ever shows more than somebody said.

The model is a sheet of paper: who lives where since when, who shows whom how much, who is in danger since when.
"""

from datetime import date, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from guichet.clients.actions import (
    CannotGive,
    add_child,
    answer_proposal,
    invite_adult,
    leave_household,
    record_parent,
    set_safe_contact,
    show_in_household,
    withdraw_proposal,
)
from guichet.clients.models import HouseholdMember, Proposal
from guichet.clients.queries import household_of
from guichet.clients.rules import Safe
from guichet.clients.terms import AuthorityProof, Shown
from guichet.clients.tests.town import CASE, DAY, NOON, STATUS, agent, origin, person, viewer
from guichet.identity.terms import Disclosure, Level
from guichet.journal.actions import Origin
from guichet.journal.models import Entry
from guichet.journal.terms import Channel

OTTAWA = ZoneInfo("America/Toronto")
CHILD = 3
ADULTS = st.integers(0, 2)
PEOPLE = st.integers(0, CHILD)
SHOWN = st.sampled_from(list(Shown))
OPENED = {Shown.NOTHING: set(), Shown.STATUS: {STATUS}, Shown.CASE: {STATUS, CASE}}


class Households(RuleBasedStateMachine):
    @initialize(shown=SHOWN, back=SHOWN)
    def people(self, shown, back) -> None:
        self.sheet = transaction.atomic()
        self.sheet.__enter__()
        self.now = NOON
        names = ("Amina Benali", "Karim Haddad", "Dalia Haddad")
        self.all = [*(person(name) for name in names), person("Lina Benali", born=date(2008, 11, 20))]
        self.homes: dict[int, int] = {}
        self.since: dict[int, object] = {}
        self.shown: dict[tuple[int, int], Shown] = {}
        self.count = 0
        self.danger: dict[int, object] = {}
        child, staff = self.all[CHILD], agent(self.all[CHILD].id)
        record_parent(
            child_id=child.id, parent_id=self.all[0].id, proof=AuthorityProof.BIRTH_RECORD, viewer=staff,
            origin=origin(staff, self.now),
        )  # fmt: skip

        # Two live together from the start: what follows is about them, and about who comes and goes.
        self.invite(0, 1, by_mail=False)
        self.answer(0, accept=True, shown=shown, by=1)
        self.show(0, 1, by=0, shown=back)

    def teardown(self) -> None:
        if hasattr(self, "sheet"):
            transaction.set_rollback(True)
            self.sheet.__exit__(None, None, None)

    def _who(self, one: int):
        return viewer(self.all[one], self.now)

    def _by(self, one: int) -> Origin:
        return origin(self._who(one), self.now)

    def _is_minor(self, one: int) -> bool:
        return one == CHILD and self.now.astimezone(OTTAWA).date() < date(2026, 11, 20)

    def _with(self, one: int) -> list[int]:
        return [other for other, home in self.homes.items() if other != one and home == self.homes.get(one)]

    def _hidden(self, other: int, from_one: int) -> bool:
        """Somebody in danger since before another one came is not seen by that one."""
        return other in self.danger and self.danger[other] <= self.since[from_one]

    def _told(self) -> dict[int, int]:
        return {one: Entry.objects.filter(client_id=who.id).count() for one, who in enumerate(self.all)}

    def _found_home(self, one: int) -> None:
        self.count += 1
        self.homes[one], self.since[one] = self.count, self.now

    def _leave_home(self, one: int) -> None:
        for other in self._with(one):
            self.shown.pop((one, other), None)
            self.shown.pop((other, one), None)
        self.homes.pop(one, None)
        self.since.pop(one, None)

    # -- what people do

    @rule(host=PEOPLE, guest=PEOPLE, by_mail=st.booleans())
    def invite(self, host, guest, by_mail) -> None:
        other = self.all[guest]
        try:
            invite_adult(
                client_id=self.all[host].id,
                adult_id=None if by_mail else other.id,
                asked_for="" if by_mail else "1",
                email=other.user.email if by_mail else "",
                viewer=self._who(host),
                origin=self._by(host),
            )
        except CannotGive:
            assert host in self.danger or host == guest or self._is_minor(host)
            return
        assert host not in self.danger
        assert not self._is_minor(host)
        if host not in self.homes:
            self._found_home(host)

    @precondition(lambda self: Proposal.objects.filter(answered_at=None).exists())
    @rule(place=st.integers(0, 5), accept=st.sampled_from([True, True, False]), shown=SHOWN, by=st.none() | PEOPLE)
    def answer(self, place, accept, shown, by) -> None:
        asked = list(Proposal.objects.filter(answered_at=None).order_by("id"))
        one = asked[place % len(asked)]
        if by is None:  # mostly whoever was asked
            wanted = (one.client_id, one.email)
            by = next(each for each, who in enumerate(self.all) if who.id == wanted[0] or who.user.email == wanted[1])
        try:
            done = answer_proposal(
                proposal_id=one.pk, accept=accept, viewer=self._who(by), origin=self._by(by), level=Level.IN_PERSON,
                shown=shown,
            )  # fmt: skip
        except CannotGive:
            return
        assert one.client_id == self.all[by].id or one.email == self.all[by].user.email
        if not accept:
            return
        assert by not in self.danger
        assert not self._is_minor(by)
        # Where they are is where the proposal says, though the host may have left since.
        (home,) = {self.homes[each] for each in self._in_home_of(done.household_id, by)}
        if self.homes.get(by) != home:
            self._leave_home(by)
            self.homes[by], self.since[by] = home, self.now
        assert self._with(by)
        if shown is not Shown.NOTHING:
            for other in self._with(by):
                if not self._hidden(other, by) and not self._is_minor(other):
                    self.shown[by, other] = shown

    def _in_home_of(self, household_id: int, but: int) -> list[int]:
        members = HouseholdMember.objects.filter(household=household_id, left_at=None)
        there = set(members.values_list("client_id", flat=True))
        return [place for place, who in enumerate(self.all) if who.id in there and place != but]

    @precondition(lambda self: Proposal.objects.filter(answered_at=None).exists())
    @rule(by=PEOPLE, place=st.integers(0, 5))
    def withdraw(self, by, place) -> None:
        asked = list(Proposal.objects.filter(answered_at=None).order_by("id"))
        place %= len(asked)
        try:
            withdraw_proposal(proposal_id=asked[place].pk, viewer=self._who(by), origin=self._by(by))
        except CannotGive:
            return
        assert asked[place].holder_id == self.all[by].id

    @rule(of=PEOPLE, to=PEOPLE, shown=SHOWN, by=st.none() | PEOPLE)
    def show(self, of, to, by, shown) -> None:
        by = of if by is None else by
        before = self._told()
        try:
            show_in_household(
                client_id=self.all[of].id, other_id=self.all[to].id, shown=shown, viewer=self._who(by),
                origin=self._by(by), level=Level.IN_PERSON,
            )  # fmt: skip
        except CannotGive:
            return
        assert by == of
        if shown is Shown.NOTHING:
            self.shown.pop((of, to), None)
        else:
            assert to in self._with(of)
            assert not self._is_minor(to)
            assert not self._hidden(to, of)
            self.shown[of, to] = shown
        self._quiet(of, before)

    @rule(one=PEOPLE)
    def leave(self, one) -> None:
        before = self._told()
        left = leave_household(client_id=self.all[one].id, viewer=self._who(one), origin=self._by(one))
        assert left is (one in self.homes)
        self._leave_home(one)
        self._quiet(one, before)

    def _quiet(self, one: int, before: dict[int, int]) -> None:
        """Of what somebody in danger does, nobody else is told."""
        if one in self.danger:
            after = self._told()
            assert {other: after[other] for other in after if other != one} == {
                other: before[other] for other in before if other != one
            }

    @rule(parent=ADULTS)
    def bring_child_home(self, parent) -> None:
        try:
            add_child(
                child_id=self.all[CHILD].id, client_id=self.all[parent].id, viewer=self._who(parent),
                origin=self._by(parent),
            )  # fmt: skip
        except CannotGive:
            return
        assert parent == 0
        assert self._is_minor(CHILD)
        assert CHILD not in self.danger
        if parent not in self.homes:
            self._found_home(parent)
        if self.homes.get(CHILD) != self.homes[parent]:
            self._leave_home(CHILD)
            self.homes[CHILD], self.since[CHILD] = self.homes[parent], self.now

    @rule()
    def take_child_out(self) -> None:
        try:
            leave_household(client_id=self.all[CHILD].id, viewer=self._who(0), origin=self._by(0))
        except CannotGive:
            assert not self._is_minor(CHILD)
            return
        assert self._is_minor(CHILD)
        self._leave_home(CHILD)

    @rule(one=PEOPLE, on=st.booleans())
    def danger_comes_and_goes(self, one, on) -> None:
        safe = Safe(words="At my sister’s") if on else None
        set_safe_contact(client_id=self.all[one].id, safe=safe, origin=Origin("test", Channel.SYSTEM, self.now))
        if not on:
            self.danger.pop(one, None)
        else:
            self.danger.setdefault(one, self.now)

    @rule(one=PEOPLE, takes_back_from=PEOPLE)
    def flee(self, one, takes_back_from) -> None:
        """Be in danger, take back, and leave: what happens together in life is rare among rules drawn singly."""
        self.danger_comes_and_goes(one, on=True)
        self.show(one, takes_back_from, by=one, shown=Shown.NOTHING)
        self.leave(one)

    @rule(days=st.sampled_from([0, 1, 6, 20]), minutes=st.integers(1, 600))
    def time_goes_by(self, days, minutes) -> None:
        self.now += days * DAY + timedelta(minutes=minutes)

    # -- what must never be

    @invariant()
    def everybody_sees_exactly_what_was_shown(self) -> None:
        if not hasattr(self, "shown"):
            return
        for one, who in enumerate(self.all):
            seeing = self._who(one)
            for of, other in enumerate(self.all):
                if of == one:
                    continue
                seen = set(OPENED[self.shown.get((of, one), Shown.NOTHING)])
                acts = of == CHILD and one == 0 and self._is_minor(CHILD)
                if acts:
                    seen = {STATUS, CASE}
                for what in (STATUS, CASE, Disclosure.SENSITIVE):
                    assert seeing.may_see_client(other.id, what) is (what in seen), (who, other, what)
                assert seeing.may_act_for(other.id) is acts
                assert not seeing.sees_whole(other.id)

    @invariant()
    def everybody_meets_only_whom_they_live_with_and_nobody_new_in_danger(self) -> None:
        if not hasattr(self, "homes"):
            return
        for one, who in enumerate(self.all):
            home = household_of(who.id, viewer=self._who(one), now=self.now)
            met = {member.client_id for member in home.members} if home else set()
            wanted = {self.all[each].id for each in [one, *self._with(one)] if one in self.homes}
            hidden = {self.all[each].id for each in self._with(one) if one in self.homes and self._hidden(each, one)}
            assert met == wanted - hidden


@pytest.mark.slow
@pytest.mark.django_db
def test_no_sequence_in_a_household_shows_more_than_somebody_said() -> None:
    run_state_machine_as_test(
        Households,
        settings=settings(
            max_examples=15, stateful_step_count=14, deadline=None, suppress_health_check=list(HealthCheck)
        ),
    )
