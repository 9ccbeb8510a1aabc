"""Whoever changed their name is found by the old one and shown by the new one; the old one is read nowhere."""

from datetime import date, timedelta

import pytest
from cryptography.fernet import Fernet
from django.db import connection
from django.test import override_settings

from guichet.clients.actions import (
    Description,
    change_name_used,
    describe,
    mark_former_names_anew,
    register_clients,
    see_former_facts,
)
from guichet.clients.models import Client, FormerFact, FormerWord, Name
from guichet.clients.queries import NotAllowed, search
from guichet.clients.queries import client as client_of
from guichet.clients.registering import Told
from guichet.clients.terms import FormerKind, FormerReason, FoundBy, Gender
from guichet.clients.tests.factories import NOON, client, origin
from guichet.identity.rules import Viewer
from guichet.identity.terms import Purpose, Role
from guichet.journal.models import Entry

pytestmark = pytest.mark.django_db
AGENT = Viewer(user_id=1, staff_id=1, roles=frozenset({Role.AGENT}))
# Words of nobody in particular: that a name occurs somewhere, never whose it is.
WORDS = "clients_nameword"


@pytest.fixture
def sam() -> Client:
    return client("Wilhelmina Oldfield", "وِلهلمينا", uci="1112223334")


def rename(sam: Client, *names: str, day: int = 1) -> None:
    at = NOON + timedelta(days=day)
    told = Told(sam.uci, at, f"e{day}", names, date(1991, 2, 3), "DZA", "fr", "email", "", "")
    register_clients(told=[told], origin=origin("case-system"))


def tables_that_hold(word: str) -> set[str]:
    """Return every table of the database in which a word can be read, in any column."""
    found = set()
    with connection.cursor() as cursor:
        cursor.execute("SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'")
        for (table,) in cursor.fetchall():
            cursor.execute(f'SELECT 1 FROM "{table}" AS t WHERE t::text ILIKE %s LIMIT 1', [f"%{word}%"])
            if cursor.fetchone():
                found.add(table)
    return found


def test_after_a_change_of_name_the_old_one_stands_nowhere(sam: Client) -> None:
    assert tables_that_hold("Wilhelmina") == {"clients_name", WORDS}
    rename(sam, "Sam Oldfield")
    assert tables_that_hold("Wilhelmina") == {WORDS}
    assert [name.text for name in client_of(sam.pk, viewer=officer(sam)).names] == ["Sam Oldfield"]
    assert Entry.objects.get(kind="client.updated").payload == {"changed": ["names"]}


@pytest.mark.parametrize(
    "typed", ["Wilhelmina Oldfield", "oldfield wilhelmina", "Wilhelmina", "Wilhelmyna", "ولهلمينا"]
)
def test_the_old_name_still_finds_the_person_and_only_the_new_one_is_shown(sam: Client, typed: str) -> None:
    rename(sam, "Sam Oldfield")
    found = [one for one in search(typed, viewer=AGENT).found if one.client_id == sam.pk]
    assert [[name.text for name in one.names] for one in found] == [["Sam Oldfield"]]
    assert found[0].found_by is FoundBy.NAME_ALIKE, "that it was a former name is not said"


def test_a_year_of_birth_narrows_a_search_by_an_old_name_too(sam: Client) -> None:
    rename(sam, "Sam Oldfield")
    assert search("Wilhelmina 1991", viewer=AGENT).found
    assert not search("Wilhelmina 1950", viewer=AGENT).found


def test_a_name_written_otherwise_is_not_a_former_one(sam: Client) -> None:
    rename(sam, "OLDFIELD, Wilhelmina", "وِلهلمينا")
    assert not FormerFact.objects.exists()


def test_the_name_used_comes_first_and_the_case_system_leaves_it(sam: Client) -> None:
    assert change_name_used(client_id=sam.pk, names=("Quillon",), origin=origin())
    assert not change_name_used(client_id=sam.pk, names=(" Quillon ",), origin=origin())
    rename(sam, "Wilhelmina Newfield")
    names = [name.text for name in client_of(sam.pk, viewer=officer(sam)).names]
    assert names == ["Quillon", "Wilhelmina Newfield"]
    assert search("quillon", viewer=AGENT).found[0].client_id == sam.pk
    change_name_used(client_id=sam.pk, names=("Robin",), origin=origin())
    assert tables_that_hold("Quillon") <= {WORDS}
    assert [one.client_id for one in search("Quillon", viewer=AGENT).found] == [sam.pk]
    change_name_used(client_id=sam.pk, names=(), origin=origin())
    assert Name.objects.filter(client=sam, kind="used").count() == 0


def officer(record: Client, role: Role = Role.OFFICER) -> Viewer:
    return Viewer(user_id=8, staff_id=1, roles=frozenset({role}), opened={record.pk: Purpose.WORK_ON_FILE})


def test_only_an_officer_who_opened_the_file_reads_what_was(sam: Client) -> None:
    rename(sam, "Sam Oldfield")
    describe(client_id=sam.pk, description=Description(Gender.FEMALE), origin=origin())
    describe(client_id=sam.pk, description=Description(Gender.ANOTHER, "they/them"), origin=origin())
    for viewer in (
        AGENT,
        officer(sam, Role.SUPERVISOR),
        Viewer(user_id=8, staff_id=1, roles=frozenset({Role.OFFICER})),
    ):
        with pytest.raises(NotAllowed):
            see_former_facts(client_id=sam.pk, reason=FormerReason.COURT, viewer=viewer, origin=origin())
    seen = see_former_facts(client_id=sam.pk, reason=FormerReason.COURT, viewer=officer(sam), origin=origin())
    assert (FormerKind.GENDER, "F") in seen
    assert (FormerKind.NAME, "Wilhelmina Oldfield") in seen
    assert Entry.objects.get(kind="client.former_seen").payload == {"reason": "COURT"}
    assert all("Wilhelmina" not in str(entry.payload) for entry in Entry.objects.all())


def test_what_is_looked_for_is_a_mark_that_nobody_can_read(sam: Client) -> None:
    rename(sam, "Sam Oldfield")
    digests = list(FormerWord.objects.values_list("digest", flat=True))
    assert digests
    assert all(digest.startswith("test:") and len(digest) == 45 for digest in digests)


def test_with_a_new_key_the_old_marks_still_find_and_are_then_made_anew(sam: Client) -> None:
    rename(sam, "Sam Oldfield")
    from django.conf import settings

    keys = {"new": Fernet.generate_key().decode(), **settings.SEALING_KEYS}
    with override_settings(SEALING_KEYS=keys):
        assert search("Wilhelmina", viewer=AGENT).found
        last = mark_former_names_anew()
        assert mark_former_names_anew(after=last) == 0
        assert {digest.partition(":")[0] for digest in FormerWord.objects.values_list("digest", flat=True)} == {"new"}
        assert search("Wilhelmina", viewer=AGENT).found
    with override_settings(SEALING_KEYS={"new": keys["new"]}):
        assert FormerWord.objects.exists()
        found = search("Wilhelmina", viewer=AGENT).found
        assert [one.client_id for one in found] == [sam.pk], "found without the old key"


def test_describing_oneself_is_kept_and_said_once(sam: Client) -> None:
    said = Description(Gender.ANOTHER, "they/them", "Dear Sam", "sam")
    assert describe(client_id=sam.pk, description=said, origin=origin())
    assert not describe(client_id=sam.pk, description=said, origin=origin())
    assert Entry.objects.get().payload == {"changed": ["gender", "pronouns", "greeting", "said_as"]}
