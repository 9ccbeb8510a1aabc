"""A copy holds all that is one's own and nobody else's; it is sealed, taken by its person only, and goes again."""

import io
import json
import tracemalloc
import zipfile
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection

from guichet.applications.models import Application, DocumentRequest, StageEntry
from guichet.applications.tests.factories import (
    ApplicationFactory,
    ClientFactory,
    StaffFactory,
    UserFactory,
    ask,
    enter,
    link,
)
from guichet.applications.tests.feeding import ingest, received, registered
from guichet.clients.models import AccountLink, Client, FormerFact, PostalAddress
from guichet.foundation.languages import Language
from guichet.identity.models import AccessRecord, AccessReference, Investigation, User
from guichet.identity.queries import NotAllowed
from guichet.identity.rules import Grant, Viewer
from guichet.identity.terms import AuthorityKind, Disclosure, Level
from guichet.identity.tests.factories import a_look
from guichet.journal.actions import Origin
from guichet.journal.models import Entry
from guichet.journal.terms import Channel
from guichet.privacy.actions import NoCopy, ask_for_copy, forget_copies, make_copy, take_copy
from guichet.privacy.models import CopyPiece
from guichet.privacy.queries import copies_of
from guichet.privacy.terms import CopyRefusal, CopyState

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 3, 17, tzinfo=UTC)


def origin(at: datetime = NOON) -> Origin:
    return Origin(actor="user:1", channel=Channel.ACCOUNT, at=at)


@pytest.fixture
def amina() -> Client:
    return ClientFactory(names=["Amina Benali", "أمينة"], email="amina@example.org", language="fr")


@pytest.fixture
def account(amina: Client) -> User:
    user = UserFactory(email="amina.sign-in@example.org")
    link(user, amina)
    return user


def viewer(account: User, *clients: Client) -> Viewer:
    return Viewer(user_id=account.pk, own_clients=frozenset(one.pk for one in clients))


def unpacked(account: User, amina: Client, language: Language = Language.EN) -> tuple[str, dict]:
    """Return the page and the data of a copy that was asked for, made and taken."""
    me = viewer(account, amina)
    number = ask_for_copy(viewer=me, client_id=amina.pk, language=language, origin=origin())
    assert make_copy(copy_id=number, origin=origin())
    archive = zipfile.ZipFile(io.BytesIO(b"".join(take_copy(viewer=me, copy_id=number, origin=origin()))))
    page, data = (archive.read(name).decode() for name in archive.namelist())
    return page, json.loads(data)


def rows(data: dict, table: str) -> list[dict]:
    return data["tables"][table]["rows"]


def test_it_holds_names_of_today_and_before_addresses_and_files(amina: Client, account: User) -> None:
    FormerFact.objects.create(client=amina, kind="NAME", text="Amina Haddad", ended_at=NOON)
    PostalAddress.objects.create(
        client=amina, country="DZA", parts=json.dumps({"street_address": "12 rue Didouche"}), valid_from="2026-01-01"
    )
    file = ApplicationFactory(client=amina, number="V300123456")
    enter(file, "ELIGIBILITY", "2026-10-09")
    ask(file, "FUNDS", "2026-10-09", due="2026-12-08")
    page, data = unpacked(account, amina)
    assert data["schema"] == "guichet.own-data/1"
    assert [row["text"] for row in rows(data, "clients.Name")] == ["Amina Benali", "أمينة"]
    assert rows(data, "clients.FormerFact")[0]["text"] == "Amina Haddad"
    assert rows(data, "clients.PostalAddress")[0]["parts"] == {"street_address": "12 rue Didouche"}
    assert rows(data, "applications.Application")[0]["number"] == "V300123456"
    assert rows(data, "applications.DocumentRequest")[0]["due_on"] == "2026-12-08"
    assert {row["value"] for row in rows(data, "clients.ContactPoint")} == {"amina@example.org"}
    assert rows(data, "identity.User")[0]["email"] == "amina.sign-in@example.org"
    for said in ("Amina Haddad", "أمينة", "12 rue Didouche", "V300123456", "amina@example.org", "December", "Algeria"):
        assert said in page, said


def test_it_tells_what_happened_what_was_told_and_who_looked(amina: Client, account: User) -> None:
    ingest([registered("e-9", uci=amina.uci), received("e-10", uci=amina.uci, number="V300123457")])
    zoe = StaffFactory(name="Zoë Leduc", roles=["OFFICER"], office="CSC-MONTREAL")
    a_look(client_id=amina.pk, staff=zoe, looked_at=NOON - timedelta(days=1))
    page, data = unpacked(account, amina)
    assert "application.received" in {row["kind"] for row in rows(data, "journal.Entry")}
    assert all(row["text"] for row in rows(data, "journal.Entry"))
    assert rows(data, "identity.Look")[0]["roles"] == ["OFFICER"]
    assert "Officer" in page
    assert "Leduc" not in page + json.dumps(data)


def test_a_delayed_look_of_an_investigation_is_not_in_it(amina: Client, account: User) -> None:
    one, other = StaffFactory(), StaffFactory()
    case = Investigation.objects.create(
        client_id=amina.pk, case_number="INV-77", reason="a suspicion", investigator=one, ordered_by=other,
        ordered_at=NOON - timedelta(days=2), until=NOON + timedelta(days=20), approved=True, decided_by=one,
        decided_at=NOON - timedelta(days=2),
    )  # fmt: skip
    a_look(client_id=amina.pk, staff=one, purpose="INVESTIGATION", investigation=case, looked_at=NOON)
    page, data = unpacked(account, amina)
    assert rows(data, "identity.Look") == []
    assert "INV-77" not in page + json.dumps(data)


def test_it_is_written_in_the_language_that_was_asked_for(amina: Client, account: User) -> None:
    page, data = unpacked(account, amina, Language.FR)
    assert '<html lang="fr">' in page
    assert "Ce que nous avons sur vous" in page
    assert "Algérie" in page
    assert data["language"] == "fr"


def test_nothing_of_anybody_else_is_in_it(amina: Client, account: User) -> None:
    other = ClientFactory(names=["Farid Zerrouki"], email="farid@example.org")
    ApplicationFactory(client=other, number="V399999999")
    link(UserFactory(email="farid.sign-in@example.org"), other)
    page, data = unpacked(account, amina)
    everything = page + json.dumps(data, ensure_ascii=False)
    assert not any(word in everything for word in ("Farid", "farid", "V399999999", other.uci))


def test_no_number_that_links_rows_and_no_secret_is_in_it(amina: Client, account: User) -> None:
    _page, data = unpacked(account, amina)
    names = {name for table in data["tables"].values() for row in table["rows"] for name in row}
    assert not {"id", "client_id", "user_id", "digest", "salt", "password", "staff_id", "payload"} & names


def test_where_the_files_of_somebody_in_danger_are_is_left_out(amina: Client, account: User) -> None:
    ApplicationFactory(client=amina, office="VO-PARIS")
    amina.safe_contacts.create(details="{}", started_at=NOON)
    page, data = unpacked(account, amina)
    assert "office" not in rows(data, "applications.Application")[0]
    assert "Paris" not in page
    assert "left out, for your safety" in page


def test_it_lies_sealed_and_the_jobs_carry_a_number_only(amina: Client, account: User) -> None:
    number = ask_for_copy(viewer=viewer(account, amina), client_id=amina.pk, language=Language.EN, origin=origin())
    entry = Entry.objects.get(kind="privacy.copy_asked")
    assert entry.payload == {"copy": number}
    with connection.cursor() as cursor:
        cursor.execute("SELECT args FROM procrastinate_jobs WHERE args->>'reaction' = 'privacy.make_copies'")
        ((said,),) = cursor.fetchall()
    assert json.loads(said) == {"reaction": "privacy.make_copies", "entries": [entry.pk]}
    make_copy(copy_id=number, origin=origin())
    with connection.cursor() as cursor:
        cursor.execute("SELECT content FROM privacy_copypiece")
        stored = "".join(row[0] for row in cursor.fetchall())
    assert stored.count(":gAAAA") == CopyPiece.objects.count() > 0
    assert "UEsDB" not in stored  # how an archive begins, in Base64


def test_asked_twice_or_made_twice_it_is_one(amina: Client, account: User) -> None:
    me = viewer(account, amina)
    one, two = (
        ask_for_copy(viewer=me, client_id=amina.pk, language=Language.EN, origin=origin()) for _time in range(2)
    )
    assert one == two
    assert make_copy(copy_id=one, origin=origin())
    assert not make_copy(copy_id=one, origin=origin())
    assert Entry.objects.filter(kind="privacy.copy_ready").count() == 1


def test_so_many_a_week_and_no_more(amina: Client, account: User) -> None:
    me = viewer(account, amina)
    for _time in range(5):
        make_copy(copy_id=ask_for_copy(viewer=me, client_id=amina.pk, language=Language.EN, origin=origin()),
                  origin=origin())  # fmt: skip
    with pytest.raises(NoCopy) as refused:
        ask_for_copy(viewer=me, client_id=amina.pk, language=Language.EN, origin=origin())
    assert refused.value.reason is CopyRefusal.TOO_MANY
    assert ask_for_copy(
        viewer=me, client_id=amina.pk, language=Language.EN, origin=origin(NOON + timedelta(days=8))
    )  # fmt: skip


def test_nobody_else_may_ask_for_it_nor_take_it(amina: Client, account: User) -> None:
    number = ask_for_copy(viewer=viewer(account, amina), client_id=amina.pk, language=Language.EN, origin=origin())
    make_copy(copy_id=number, origin=origin())
    helper = Viewer(
        user_id=UserFactory().pk,
        grants=(Grant(amina.pk, AuthorityKind.REPRESENTATIVE, frozenset(Disclosure), acts=True),),
    )
    staff = Viewer(user_id=9, staff_id=9, opened={amina.pk: "CLIENT_ASKED"})
    unsure = Viewer(user_id=account.pk, own_clients=frozenset({amina.pk}), level=Level.FACTS)
    for who in (helper, staff, unsure, Viewer()):
        with pytest.raises(NotAllowed):
            ask_for_copy(viewer=who, client_id=amina.pk, language=Language.EN, origin=origin())
        with pytest.raises(NotAllowed):
            list(take_copy(viewer=who, copy_id=number, origin=origin()))
    assert not Entry.objects.filter(kind="privacy.copy_taken").exists()


def test_an_account_that_was_parted_from_the_record_gets_nothing(amina: Client, account: User) -> None:
    me = viewer(account, amina)
    number = ask_for_copy(viewer=me, client_id=amina.pk, language=Language.EN, origin=origin())
    AccountLink.objects.all().delete()
    assert not make_copy(copy_id=number, origin=origin())
    assert not CopyPiece.objects.exists()
    with pytest.raises(NotAllowed):
        list(take_copy(viewer=viewer(account), copy_id=number, origin=origin()))


def test_taking_it_is_noted_in_the_journal_and_in_the_access_log(amina: Client, account: User) -> None:
    unpacked(account, amina)
    assert Entry.objects.filter(kind="privacy.copy_taken", client_id=amina.pk).count() == 1
    noted = AccessRecord.objects.get(kind="OWN_COPY")
    assert AccessReference.objects.get(record=noted).client_id == amina.pk


def test_it_goes_after_its_days_and_the_row_says_so(amina: Client, account: User) -> None:
    me = viewer(account, amina)
    number = ask_for_copy(viewer=me, client_id=amina.pk, language=Language.EN, origin=origin())
    make_copy(copy_id=number, origin=origin())
    later = NOON + timedelta(days=14)
    assert forget_copies(now=later - timedelta(seconds=1)) == 0
    with pytest.raises(NoCopy):
        list(take_copy(viewer=me, copy_id=number, origin=origin(later)))
    assert forget_copies(now=later) == 1
    assert not CopyPiece.objects.exists()
    assert copies_of(viewer=me, now=later)[0].state is CopyState.GONE


def test_a_record_that_was_joined_is_in_it_whole(amina: Client, account: User) -> None:
    again = ClientFactory(names=["Amina Benali"], email="other@example.org")
    ApplicationFactory(client=again, number="V311111111")
    amina.merges.create(gone=again, proofs=["SAME_DOCUMENT"], merged_at=NOON, merged_by="staff:1")
    _page, data = unpacked(account, amina)
    assert data["records"] == 2
    assert [row["number"] for row in rows(data, "applications.Application")] == ["V311111111"]


def test_six_hundred_files_fit(amina: Client, account: User) -> None:
    """A copy as large as the largest: 600 files with their stages and papers, within 200 MB."""
    files = Application.objects.bulk_create(
        ApplicationFactory.build(client=amina, number=f"V5{number:08}") for number in range(600)
    )
    StageEntry.objects.bulk_create(
        StageEntry(application=file, stage="ELIGIBILITY", entered_at=NOON) for file in files for _time in range(8)
    )
    DocumentRequest.objects.bulk_create(
        DocumentRequest(application=file, document="FUNDS", requested_at=NOON) for file in files for _time in range(4)
    )
    tracemalloc.start()
    _page, data = unpacked(account, amina)
    _now, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert len(rows(data, "applications.StageEntry")) == 4800
    assert most < 200_000_000
