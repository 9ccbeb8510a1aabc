"""The people of a demonstration who trust one another: the same each time, and set up as people do it."""

import io
import json
from datetime import UTC, datetime, timedelta

import pytest
from django.core.management import call_command

from guichet.clients.models import Authority, GroupMember, HouseholdMember, Party, Proposal
from guichet.clients.queries import id_for_uci, standing_of
from guichet.clients.reach import reach_of
from guichet.identity.models import Recovery, User
from guichet.identity.queries import sign_in_ways
from guichet.identity.rules import Viewer
from guichet.identity.terms import AuthorityKind, Disclosure
from guichet.journal.models import Entry
from guichet.language import typography
from guichet.rehearsal.models import ShownClient
from guichet.rehearsal.queries import parts_to_play
from guichet.rehearsal.reaching import PRINTED, UNREACHED
from guichet.rehearsal.tests.conftest import AS_OF
from guichet.rehearsal.trust import CHILD, FATHER, MOTHER, events_of_trust, helpers_shown, people_of_trust
from guichet.worklists.models import Task

NOW = datetime.now(UTC)


def test_the_same_seed_and_day_tell_the_same() -> None:
    assert list(events_of_trust(3, AS_OF)) == list(events_of_trust(3, AS_OF))
    assert {person.uci for person in people_of_trust(3)}.isdisjoint(person.uci for person in people_of_trust(4))
    assert all(typography.french(shown.why.fr) == shown.why.fr for shown in helpers_shown())
    assert all(typography.french(why.fr) == why.fr for why in (PRINTED, UNREACHED))


def test_the_child_is_a_minor_and_soon_is_not() -> None:
    (born,) = (
        event["data"]["birth_date"]
        for event in events_of_trust(1, AS_OF)
        if event["type"] == "client.registered" and event["data"]["names"][0]["text"].startswith("Aïssata")
    )
    of_age = datetime.fromisoformat(born).replace(year=int(born[:4]) + 18).date()
    assert AS_OF < of_age <= AS_OF + timedelta(days=60)


def viewer(email: str) -> Viewer:
    user = User.objects.get(email=email)
    standing = standing_of(user.pk, at=datetime.now(UTC))
    return Viewer(user_id=user.pk, own_clients=standing.own_clients, grants=standing.grants)


@pytest.mark.django_db
def test_a_stranger_can_sign_in_as_each_of_them_and_sees_what_was_allowed() -> None:
    day = NOW.date()
    for _ in range(2):  # done twice, it is done once
        out = io.StringIO()
        call_command("synthesize", "--clients", "5", "--as-of", day.isoformat(), "--json", stdout=out)
        assert json.loads(out.getvalue())["trusted"] == 13
    people = people_of_trust(1)
    numbers = {person.role: id_for_uci(person.uci) for person in people if person.role}
    assert HouseholdMember.objects.filter(left_at=None).count() == 3
    assert Authority.objects.filter(revoked_at=None).count() == 2 + 2 + 2 + 11 + 2
    assert Proposal.objects.filter(answered_at=None).count() == 1 + 1  # a refugee, and a member of the group
    mother, father = viewer("fatou.diallo@example.org"), viewer("ibrahima.diallo@example.org")
    assert not father.may_see_client(numbers[MOTHER], Disclosure.CASE)
    assert father.may_see_client(numbers[MOTHER], Disclosure.STATUS)
    assert mother.may_see_client(numbers[FATHER], Disclosure.CASE)
    assert GroupMember.objects.filter(left_at=None).count() == 3 + 3
    first_sponsored = id_for_uci(people[3].uci)
    joan, luc = viewer("joan.reid@guichet.example"), viewer("luc.tremblay@guichet.example")
    assert joan.may_see_client(first_sponsored, Disclosure.STATUS, number=people[3].number)
    assert not joan.may_see_client(first_sponsored, Disclosure.CASE, number=people[3].number)
    assert luc.grants == ()
    assert Party.objects.get(is_paid=True).licence_register == "SIMULATED"
    names = {part.name for part in parts_to_play()}
    assert {"Fatou Diallo", "Ibrahima Diallo", "Joan Reid", "Nadia Fortin", "Margaret Olsen"} <= names
    fortin = viewer("nadia.fortin@guichet.example")
    assert fortin.may_act_for(numbers[MOTHER])
    assert fortin.may_act_for(numbers[CHILD])
    group = viewer("riverside.welcome@guichet.example")
    assert {grant.kind for grant in group.grants} == {AuthorityKind.SPONSOR_GROUP}
    shown = {row.code: row for row in ShownClient.objects.filter(code__in=["PRINTED_CODES", "UNREACHED"])}
    assert sign_in_ways(shown["PRINTED_CODES"].user_id).printed_codes_left == 12
    assert Recovery.objects.filter(confirmed_at=None, stopped_at=None).count() == 1
    assert Task.objects.filter(kind="recovery", state="OPEN").count() == 1
    unreached = shown["UNREACHED"].client_id
    assert not reach_of([unreached])[unreached].addresses
    assert Entry.objects.filter(kind="preferences.noted", client_id=unreached).count() == 1
    last, first = people[-1], people[3]
    assert group.may_see_client(id_for_uci(first.uci), Disclosure.CASE, number=first.number)
    assert not group.may_see_client(id_for_uci(last.uci), Disclosure.STATUS, number=last.number)
