"""No sequence of giving, ending, changing and growing up ever shows more than a plain model of it allows.

The model knows nothing of the registry, its tables or its table of decisions: it keeps a list of promises, as a person
would on paper, and reads it again for each question.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from guichet.clients.actions import (
    CannotGive,
    Holder,
    Paper,
    Profile,
    add_child,
    answer_proposal,
    ask_client,
    change_authority,
    check_licence,
    end_as_told,
    end_by_form,
    grant_authority,
    hand_back,
    invite_adult,
    invite_helper,
    leave_household,
    record_death,
    record_form,
    record_parent,
    revoke_authority,
    undo_death,
    verify_form,
    withdraw_proposal,
)
from guichet.clients.models import Authority, Client, HouseholdMember, Party, Proposal
from guichet.clients.rules import Wish
from guichet.clients.terms import AuthorityProof, AuthorityRefusal, AuthoritySource, DeathProof, Licence
from guichet.clients.tests.town import CASE, DAY, NOON, STATUS, Person, acquaint, agent, helper, origin, person, viewer
from guichet.identity.models import User
from guichet.identity.terms import AuthorityKind, Disclosure, Level

FILES = ["V100000001", "V100000002"]
OTTAWA = ZoneInfo("America/Toronto")
K = AuthorityKind
TOLD_AND_ACT = {K.REPRESENTATIVE, K.PARENT}
LONGEST = {K.HELPER: 731, K.SPONSOR: 1827, K.SPONSOR_GROUP: 1827, K.MP_OFFICE: 366, K.PARTNER_SITE: 183}
NEEDS_FILES = {K.SPONSOR, K.SPONSOR_GROUP, K.PARTNER_SITE}
SCOPES = st.frozensets(st.sampled_from([STATUS, CASE]), min_size=1)
SOME_FILES = st.frozensets(st.sampled_from(FILES))
# Mostly soon over: an end must come within the sequence to be seen.
DAYS = st.sampled_from([None, 1, 2, 5, 10, 30, 500])
KINDS = st.sampled_from([K.REPRESENTATIVE, K.HELPER, K.SPONSOR, K.SPONSOR_GROUP, K.MP_OFFICE, K.PARTNER_SITE])


@dataclass
class Promise:
    """What somebody was promised, on paper: by whom, what, and between which moments."""

    client: int
    account: int
    kind: AuthorityKind
    sees: frozenset[Disclosure]
    acts: bool
    files: frozenset[str]
    begins: datetime
    ends: datetime | None
    over: datetime | None = None
    paid: bool = False

    def holds(self, now: datetime, born: date | None, licences: dict[int, Licence]) -> bool:
        if self.over is not None and now >= self.over:
            return False
        if now < self.begins or (self.ends is not None and now >= self.ends):
            return False
        if self.paid and licences[self.account] is not Licence.VALID:
            return False
        if self.kind is K.PARENT:
            birthday = born.replace(year=born.year + 18) if born else date.min
            return now.astimezone(OTTAWA).date() < birthday
        return True


class Register:
    """A register that says what it is told to say."""

    name = "TEST"

    def __init__(self, answer: Licence) -> None:
        self.answer = answer

    def look_up(self, **_: str) -> Licence:
        return self.answer


class Registry(RuleBasedStateMachine):
    rows = Bundle("rows")
    asked = Bundle("asked")
    papers = Bundle("papers")

    @initialize()
    def people(self) -> None:
        self.sheet = transaction.atomic()
        self.sheet.__enter__()
        self.now = NOON
        self.promises: dict[int, Promise] = {}
        self.forms: dict[int, tuple[Person, User, Wish]] = {}
        self.clients = [person("Amina Benali"), person("Karim Benali"), person("Sami Benali", born=date(2008, 12, 1))]
        self.helpers = [helper("Ruth Okafor"), helper("Paul Roy", paid=True)]
        self.licences = {self.helpers[1].pk: Licence.VALID}
        ids = [one.id for one in self.clients]
        self.staff = [agent(*ids), agent(*ids, name="Roy")]
        for one in self.clients:
            for account in self.helpers:
                acquaint(one, account)
        # Those of one household, as they said themselves.
        self.together: set[int] = set()
        self.dead: set[int] = set()

    def teardown(self) -> None:
        if hasattr(self, "sheet"):
            transaction.set_rollback(True)
            self.sheet.__exit__(None, None, None)

    # -- what people do

    def _who(self, account: Person | User):
        return viewer(account, self.now)

    def _note(self, number: int, client: Person, account: User, wish: Wish, ends: datetime | None) -> int:
        for known in self.promises.values():
            same = (known.client, known.account, known.kind, known.files)
            if same == (client.id, account.pk, wish.kind, wish.files) and known.over is None:
                known.over = self.now
        self.promises[number] = Promise(
            client.id,
            account.pk,
            wish.kind,
            wish.sees | {STATUS},
            wish.acts,
            wish.files,
            wish.starts_at or self.now,
            ends,
            paid=account.pk in self.licences,
        )
        return number

    def _fits(self, wish: Wish) -> bool:
        """What a person who has read the policy would say."""
        if wish.acts and wish.kind not in TOLD_AND_ACT:
            return False
        if wish.kind is K.PARTNER_SITE and CASE in wish.sees:
            return False
        if wish.kind in NEEDS_FILES and not wish.files:
            return False
        if wish.kind in LONGEST and wish.ends_at is None:
            return False
        begins = wish.starts_at or self.now
        if wish.ends_at is not None and wish.ends_at <= begins:
            return False
        return wish.kind not in LONGEST or wish.ends_at <= begins + timedelta(days=LONGEST[wish.kind])

    @rule(
        target=rows,
        giver=st.integers(0, 2),
        to=st.integers(0, 1),
        kind=KINDS,
        sees=SCOPES,
        acts=st.booleans(),
        files=SOME_FILES,
        begins=st.sampled_from([0, 0, 0, 3]),
        days=DAYS,
    )
    def grant(self, giver, to, kind, sees, acts, files, begins, days) -> int:
        return self._grant(giver, to, kind, sees, files, begins, days, acts=acts)

    @rule(target=rows, giver=st.integers(0, 2), to=st.integers(0, 1), sees=SCOPES, days=st.sampled_from([1, 2, 5]))
    def appoint_for_days(self, giver, to, sees, days) -> int:
        return self._grant(giver, to, K.REPRESENTATIVE, sees, frozenset(), 0, days, acts=True)

    def _grant(self, giver, to, kind, sees, files, begins, days, *, acts) -> int:
        client, account = self.clients[giver], self.helpers[to]
        starts = self.now + begins * DAY if begins else None
        ends = self.now + days * DAY if days else None
        wish = Wish(kind=kind, sees=sees, acts=acts, files=files, starts_at=starts, ends_at=ends)
        who = self._who(client)
        party = Party.objects.get(user=account).pk
        try:
            number = grant_authority(
                client_id=client.id, holder=Holder(party_id=party), wish=wish, viewer=who, origin=origin(who, self.now)
            )
        except CannotGive:
            assert not self._fits(wish) or self._unlicensed(account, kind) or client.id in self.dead
            return 0
        assert client.id not in self.dead
        assert self._fits(wish)
        assert not self._unlicensed(account, kind)
        if number in self.promises:  # said again: the first saying holds
            return number
        return self._note(number, client, account, wish, ends)

    def _unlicensed(self, account: User, kind: AuthorityKind) -> bool:
        licence = self.licences.get(account.pk, Licence.VALID)
        return kind in {K.REPRESENTATIVE, K.HELPER} and licence is not Licence.VALID

    def _expect(self, refusal: CannotGive, reason: AuthorityRefusal) -> None:
        assert refusal.reason is reason

    def _born(self, client_id: int) -> date | None:
        return Client.objects.values_list("birth_date", flat=True).get(pk=client_id)

    @rule(target=asked, giver=st.integers(0, 2), to=st.integers(0, 1), sees=SCOPES, acts=st.booleans())
    def invite(self, giver, to, sees, acts) -> int:
        client, account = self.clients[giver], self.helpers[to]
        who = self._who(client)
        return invite_helper(
            client_id=client.id,
            email=account.email,
            profile=Profile(name="Somebody"),
            wish=Wish(kind=K.REPRESENTATIVE, sees=sees, acts=acts),
            viewer=who,
            origin=origin(who, self.now),
        )

    @rule(target=asked, giver=st.integers(0, 2), by=st.integers(0, 1), sees=SCOPES, acts=st.booleans())
    def ask(self, giver, by, sees, acts) -> int:
        account = self.helpers[by]
        who = self._who(account)
        try:
            return ask_client(
                client_id=self.clients[giver].id,
                asked_for="V1",
                wish=Wish(kind=K.REPRESENTATIVE, sees=sees, acts=acts),
                viewer=who,
                origin=origin(who, self.now),
            )
        except CannotGive as refusal:
            self._expect(refusal, AuthorityRefusal.LICENCE)
            return 0

    @rule(number=asked, by=st.integers(0, 4), accept=st.booleans())
    def answer(self, number, by, accept) -> None:
        account = [*self.clients, *self.helpers][by]
        who = self._who(account)
        row = Proposal.objects.filter(pk=number).first()
        try:
            done = answer_proposal(proposal_id=number, accept=accept, viewer=who, origin=origin(who, self.now))
        except CannotGive:
            return
        assert row is not None
        if row.household_id:
            # Whoever says yes joins, and belonged to nobody else.
            if accept:
                assert row.client_id == account.id
                self.together.add(row.client_id)
            return
        client = next(one for one in self.clients if one.id == row.client_id)
        holder = (
            next(one for one in self.helpers if Party.objects.get(user=one).pk == (row.party_id or 0))
            if (row.awaits == "CLIENT")
            else account
        )
        # Only the one who was asked may answer, or the parent who stands in.
        stands_in = [
            one
            for one in self.promises.values()
            if one.kind is K.PARENT and one.client == client.id and one.account == who.user_id and self._holds(one)
        ]
        assert account is (client if row.awaits == "CLIENT" else holder) or stands_in
        if accept and done.authority_id not in self.promises:
            wish = Wish(kind=K.REPRESENTATIVE, sees=frozenset(map(Disclosure, row.sees)), acts=row.acts)
            self._note(done.authority_id, client, holder, wish, row.ends_at or self._childhood(client, by=account))

    def _childhood(self, client: Person, *, by: object) -> datetime | None:
        """What a parent gives for a child ends with childhood."""
        if by is client or by in self.helpers:
            return None
        born = client.client.birth_date
        return datetime.combine(born.replace(year=born.year + 18), datetime.min.time(), tzinfo=OTTAWA)

    @rule(number=asked, by=st.integers(0, 4))
    def withdraw(self, number, by) -> None:
        who = self._who([*self.clients, *self.helpers][by])
        try:
            withdraw_proposal(proposal_id=number, viewer=who, origin=origin(who, self.now))
        except CannotGive:
            return

    @rule(number=rows, by=st.integers(0, 4), reason=st.sampled_from(["OTHER", "NO_TIME", "NONSENSE"]))
    def give_up(self, number, by, reason) -> None:
        account = [*self.clients, *self.helpers][by]
        who = self._who(account)
        promise = self.promises.get(number)
        try:
            hand_back(authority_id=number, reason=reason, viewer=who, origin=origin(who, self.now))
        except CannotGive:
            assert reason == "NONSENSE" or promise is None or promise.over or who.user_id != promise.account
            return
        assert promise is not None
        assert who.user_id == promise.account
        promise.over = self.now

    @rule(number=rows, by=st.integers(0, 4))
    def revoke(self, number, by) -> None:
        account = [*self.clients, *self.helpers][by]
        who = self._who(account)
        promise = self.promises.get(number)
        try:
            revoke_authority(authority_id=number, viewer=who, origin=origin(who, self.now))
        except CannotGive:
            return
        assert promise is not None
        assert who.user_id == promise.account or who.may_act_for(promise.client)
        promise.over = promise.over or self.now

    @rule(target=rows, number=rows, sees=SCOPES, acts=st.booleans(), files=SOME_FILES, surely=st.booleans())
    def change(self, number, sees, acts, files, surely) -> int:
        promise = self.promises.get(number)
        if promise is None:
            return 0
        client = next(one for one in self.clients if one.id == promise.client)
        account = next((one for one in self.helpers if one.pk == promise.account), None)
        if account is None:
            return 0
        wish = Wish(kind=promise.kind, sees=sees, acts=acts, files=files, ends_at=promise.ends)
        # What has not begun does not begin earlier by being changed.
        begins = promise.begins if promise.begins > self.now else None
        whole, seen = sees | {STATUS}, promise.sees
        other_files = bool(promise.files) and (not files or bool(files - promise.files))
        wider = bool(whole - seen) or (acts and not promise.acts) or other_files
        who = self._who(client)
        asked = origin(who, self.now)
        level = Level.IN_PERSON if surely else Level.FACTS
        try:
            new = change_authority(authority_id=number, wish=wish, viewer=who, origin=asked, level=level)
        except CannotGive:
            over = promise.over is not None or (promise.ends is not None and promise.ends <= self.now)
            unfit = not self._fits(replace(wish, starts_at=begins))
            assert (
                over
                or unfit
                or client.id in self.dead
                or (wider and (not surely or self._unlicensed(account, promise.kind)))
            )
            return number
        assert self._fits(replace(wish, starts_at=begins))
        assert surely or not wider
        if new == number or new in self.promises:
            return new
        promise.over = self.now
        return self._note(new, client, account, replace(wish, starts_at=begins), promise.ends)

    @rule(target=papers, giver=st.integers(0, 2), to=st.integers(0, 1), sees=SCOPES, acts=st.booleans())
    def paper(self, giver, to, sees, acts) -> int:
        """A form comes in: nothing follows from it yet, whoever it names and however they are paid."""
        client, account, first = self.clients[giver], self.helpers[to], self.staff[0]
        source = AuthoritySource.IMM5476 if acts else AuthoritySource.IMM5475
        wish = Wish(
            kind=K.REPRESENTATIVE, sees=sees, acts=acts, source=source, proof=AuthorityProof.SIGNATURE_SEEN,
            signed_on=self.now.date() - DAY,
        )  # fmt: skip
        holder = Holder(party_id=Party.objects.get(user=account).pk)
        try:
            done = record_form(
                client_id=client.id, holder=holder, profile=None, wish=wish, viewer=first,
                origin=origin(first, self.now),
            )  # fmt: skip
        except CannotGive as refusal:
            self._expect(refusal, AuthorityRefusal.DECEASED)
            assert client.id in self.dead
            return 0
        assert client.id not in self.dead
        assert done.authority_id is None
        self.forms[done.proposal_id] = (client, account, wish)
        return done.proposal_id

    @rule(target=rows, form=papers, accept=st.booleans(), same=st.booleans())
    def compare(self, form, accept, same) -> int:
        """Somebody compares a form, now or weeks later: the one who typed it, or another."""
        if form not in self.forms:  # refused when it came in
            return 0
        client, account, wish = self.forms[form]
        staff = self.staff[0 if same else 1]
        answered = Proposal.objects.get(pk=form).answered_at is not None
        try:
            number = verify_form(
                proposal_id=form, accept=accept, fault="NOT_SIGNED", viewer=staff, origin=origin(staff, self.now)
            )
        except CannotGive as refusal:
            wanted = AuthorityRefusal.DECEASED if client.id in self.dead else AuthorityRefusal.LICENCE
            wanted = AuthorityRefusal.SAME_PERSON if same else wanted
            self._expect(refusal, AuthorityRefusal.GONE if answered else wanted)
            barred = self._unlicensed(account, K.REPRESENTATIVE) or client.id in self.dead
            assert answered or (accept and (same or barred))
            return 0
        assert not answered
        assert not (accept and same)
        if number is None or number in self.promises:
            return number or 0
        return self._note(number, client, account, wish, None)

    @rule(number=rows, by_word=st.booleans())
    def ended_at_the_desk(self, number, by_word) -> None:
        staff = self.staff[0]
        promise = self.promises.get(number)
        try:
            if by_word:
                end_as_told(authority_id=number, viewer=staff, origin=origin(staff, self.now))
            else:
                end_by_form(
                    authority_id=number, source=AuthoritySource.IMM5476, signed_on=self.now.date() - DAY,
                    paper=Paper(original="box 1"), viewer=staff, origin=origin(staff, self.now),
                )  # fmt: skip
        except CannotGive as refusal:
            # Nobody made sure who calls; and what the law gives a parent no paper takes back.
            wanted = AuthorityRefusal.NOT_KNOWN if by_word else AuthorityRefusal.NOT_YOURS
            if promise is not None and promise.kind is not K.PARENT:
                self._expect(refusal, wanted)
                assert by_word
            return
        assert promise is not None
        assert not by_word
        promise.over = promise.over or self.now

    @rule(target=rows, parent=st.integers(0, 1))
    def born_to(self, parent) -> int:
        child, holder, staff = self.clients[2], self.clients[parent], self.staff[0]
        try:
            number = record_parent(
                child_id=child.id,
                parent_id=holder.id,
                proof=AuthorityProof.BIRTH_RECORD,
                viewer=staff,
                origin=origin(staff, self.now),
            )
        except CannotGive as refusal:
            self._expect(refusal, AuthorityRefusal.NOT_A_MINOR)
            born = self._born(child.id)
            assert born is None or self.now.astimezone(OTTAWA).date() >= born.replace(year=born.year + 18)
            return 0
        if number in self.promises:
            return number
        wish = Wish(kind=K.PARENT, sees=frozenset({STATUS, CASE}), acts=True)
        return self._note(number, child, holder.user, wish, None)

    @rule(answer=st.sampled_from([Licence.VALID, Licence.LAPSED, Licence.UNKNOWN]))
    def look_up_licence(self, answer) -> None:
        account = self.helpers[1]
        party = Party.objects.get(user=account)
        check_licence(party_id=party.pk, register=Register(answer), origin=origin(account, self.now))
        if answer is not Licence.UNKNOWN:
            self.licences[account.pk] = answer

    @rule(target=asked, host=st.integers(0, 1))
    def invite_home(self, host) -> int:
        one, other = self.clients[host], self.clients[1 - host]
        who = self._who(one)
        return invite_adult(
            client_id=one.id, adult_id=other.id, asked_for="1", viewer=who, origin=origin(who, self.now)
        )

    @rule(target=rows, giver=st.integers(0, 2), to=st.integers(0, 2), sees=SCOPES)
    def share(self, giver, to, sees) -> int:
        client, holder = self.clients[giver], self.clients[to]
        who = self._who(client)
        wish = Wish(kind=K.FAMILY, sees=sees)
        try:
            number = grant_authority(
                client_id=client.id, holder=Holder(client_id=holder.id), wish=wish, viewer=who,
                origin=origin(who, self.now),
            )  # fmt: skip
        except CannotGive:
            return 0
        assert self._live_together(client.id, holder.id)
        if number in self.promises:
            return number
        return self._note(number, client, holder.user, wish, None)

    def _live_together(self, *ids: int) -> bool:
        members = HouseholdMember.objects.filter(client_id__in=ids, left_at=None)
        homes = set(members.values_list("household_id", flat=True))
        return len(set(ids)) == 2 and len(homes) == 1

    @rule(parent=st.integers(0, 1))
    def bring_child_home(self, parent) -> None:
        holder, child = self.clients[parent], self.clients[2]
        who = self._who(holder)
        try:
            add_child(child_id=child.id, client_id=holder.id, viewer=who, origin=origin(who, self.now))
        except CannotGive:
            return

    @rule(one=st.integers(0, 2))
    def leave(self, one) -> None:
        who = self._who(self.clients[one])
        left = leave_household(client_id=self.clients[one].id, viewer=who, origin=origin(who, self.now))
        if left:
            mine = self.clients[one]
            for promise in self.promises.values():
                if promise.kind is K.FAMILY and mine.id in {promise.client, self._client_of(promise.account)}:
                    promise.over = promise.over or self.now

    def _client_of(self, account: int) -> int:
        return next((one.id for one in self.clients if one.user.pk == account), 0)

    @rule(who=st.integers(0, 1))
    def dies(self, who) -> None:
        """What a client gave holds for the living; recorded by mistake, all of it is back."""
        client = self.clients[who]
        asked = origin(self.staff[0], self.now)
        if client.id in self.dead:
            assert undo_death(client_id=client.id, origin=asked)
            self.dead.discard(client.id)
        else:
            record_death(client_id=client.id, died_on=None, proof=DeathProof.CERTIFICATE, origin=asked)
            self.dead.add(client.id)

    @rule(days=st.sampled_from([0, 1, 4, 12, 35]), minutes=st.integers(1, 1439))
    def time_goes_by(self, days, minutes) -> None:
        self.now += timedelta(days=days, minutes=minutes)

    @rule(days=st.sampled_from([1, 3, 6]))
    def some_days_go_by(self, days) -> None:
        self.now += timedelta(days=days)

    @rule(born=st.sampled_from([date(2008, 12, 1), date(2008, 11, 10), date(2009, 6, 1), None]))
    def birth_date_is_corrected(self, born) -> None:
        child = self.clients[2].client
        # What a parent gave until a birthday keeps its end; what the law gives follows the day of birth.
        type(child).objects.filter(pk=child.pk).update(birth_date=born)
        if born is not None:
            child.birth_date = born

    # -- what must never be

    def _holds(self, promise: Promise, born: dict[int, date | None] | None = None) -> bool:
        day = born[promise.client] if born else self._born(promise.client)
        asks_licence = promise.kind in {K.REPRESENTATIVE, K.HELPER}
        licences = self.licences if asks_licence else dict.fromkeys(self.licences, Licence.VALID)
        return promise.holds(self.now, day, licences)

    @invariant()
    def nobody_sees_more_or_less_than_was_promised(self) -> None:
        if not hasattr(self, "promises"):
            return
        born = dict(Client.objects.values_list("pk", "birth_date"))
        holding = [one for one in self.promises.values() if self._holds(one, born) and one.client not in self.dead]
        for account in [*(one.user for one in self.clients), *self.helpers]:
            who = self._who(account)
            for client in self.clients:
                if client.user == account:
                    continue
                mine = [one for one in holding if (one.account, one.client) == (account.pk, client.id)]
                for number in ["", *FILES]:
                    covering = [one for one in mine if not one.files or number in one.files]
                    for what in (STATUS, CASE):
                        promised = any(what in one.sees for one in covering)
                        assert who.may_see_client(client.id, what, number=number) is promised
                    assert not who.may_see_client(client.id, Disclosure.SENSITIVE, number=number)
                    assert who.may_act_for(client.id, number=number) is any(one.acts for one in covering)

    @invariant()
    def history_only_grows(self) -> None:
        if not hasattr(self, "promises"):
            return
        known = {number for number in self.promises if number}
        assert known == set(Authority.objects.values_list("pk", flat=True))


@pytest.mark.slow
@pytest.mark.django_db
def test_no_sequence_ever_shows_more_than_was_promised() -> None:
    run_state_machine_as_test(
        Registry,
        settings=settings(
            max_examples=20,
            stateful_step_count=30,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
