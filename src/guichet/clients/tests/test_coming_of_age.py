"""A child comes of age: both are told ninety days before and on the day; from then on it is theirs to decide."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from guichet.clients.actions import record_parent, tell_of_endings
from guichet.clients.events import AuthorityEnded, AuthorityEnding
from guichet.clients.terms import AuthorityProof
from guichet.clients.tests import town
from guichet.clients.tests.town import CASE, Person
from guichet.foundation.languages import Language
from guichet.identity.terms import AuthorityKind
from guichet.journal.models import Entry
from guichet.notices.authority_letters import authority_ending, authority_over

pytestmark = pytest.mark.django_db
BIRTHDAY = date(2027, 3, 12)


def at(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 12, tzinfo=ZoneInfo("America/Toronto"))


@pytest.fixture
def family() -> tuple[Person, Person]:
    parent, child = town.person("Amina Benali"), town.person("Lina Benali", born=BIRTHDAY.replace(year=2009))
    agent = town.agent(child.id)
    record_parent(
        child_id=child.id, parent_id=parent.id, proof=AuthorityProof.BIRTH_RECORD, viewer=agent,
        origin=town.origin(agent),
    )  # fmt: skip
    return parent, child


def told(kind: str) -> set[int | None]:
    return set(Entry.objects.filter(kind=kind).values_list("client_id", flat=True))


@pytest.mark.parametrize(("days", "both"), [(91, False), (90, True), (1, True)])
def test_both_are_told_ninety_days_before_and_once(family, days, both) -> None:
    parent, child = family
    for _ in range(2):
        tell_of_endings(now=at(BIRTHDAY - timedelta(days=days)))
    assert told("authority.ending") == ({parent.id, child.id} if both else set())
    assert Entry.objects.filter(kind="authority.ending").count() == (2 if both else 0)


def test_on_the_day_both_are_told_and_the_parent_sees_nothing_more(family) -> None:
    parent, child = family
    eve = at(BIRTHDAY - timedelta(days=1))
    assert town.viewer(parent, eve).may_see_client(child.id, CASE)
    assert town.viewer(parent, eve).may_act_for(child.id)
    assert not town.viewer(parent, at(BIRTHDAY)).may_see_client(child.id, CASE)
    assert not town.viewer(parent, at(BIRTHDAY)).may_act_for(child.id)
    tell_of_endings(now=at(BIRTHDAY))
    assert told("authority.ended") == {parent.id, child.id}


@pytest.mark.parametrize(
    ("language", "child", "parent"),
    [
        (Language.EN, "Sign in, or open an account", "From then on they decide alone."),
        (Language.FR, "Ouvrez une session, ou créez un compte", "Dès ce jour, il décidera seul."),
    ],
)
def test_the_letters_say_what_each_may_do(language, child, parent) -> None:
    ended = AuthorityEnded(client_id=1, authority=1, held_as=AuthorityKind.PARENT)
    assert child in authority_over(ended, language).next
    ending = AuthorityEnding(client_id=2, authority=1, held_as=AuthorityKind.PARENT, ends_on=BIRTHDAY, as_holder=True)
    letter = authority_ending(ending, language)
    assert parent in letter.happened
    assert "2027" in letter.happened
