"""Staff, looks, and accounts for demonstrations."""

import json
from datetime import UTC, datetime, timedelta
from io import StringIO
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.core.management import CommandError, call_command
from django.test import override_settings

from guichet.foundation.languages import Language
from guichet.identity.actions import (
    CannotAddStaff,
    DemonstrationPerson,
    NoPurpose,
    NotADemonstration,
    add_staff,
    make_demonstration_accounts,
    note_look,
    set_roles,
)
from guichet.identity.models import Look, Staff, User
from guichet.identity.queries import NotAllowed, account_for, all_staff, looks, looks_at, staff_of
from guichet.identity.rules import Viewer
from guichet.identity.terms import Purpose, Role
from guichet.journal.actions import Origin
from guichet.journal.models import Entry
from guichet.journal.terms import Channel

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 3, 12, tzinfo=UTC)
ORIGIN = Origin(actor="staff:1", channel=Channel.OFFICE, at=NOON)
AUDITOR = Viewer(user_id=9, staff_id=9, roles=frozenset({Role.AUDITOR}))
ADMINISTRATOR = Viewer(user_id=9, staff_id=9, roles=frozenset({Role.ADMINISTRATOR}))


def origin(at: datetime = NOON) -> Origin:
    return Origin(actor="staff:1", channel=Channel.DESK, at=at)


@pytest.fixture
def leduc() -> int:
    return add_staff(email="Leduc@department.example", name="Camille Leduc", roles=[Role.AGENT], origin=ORIGIN)


def opened_by(staff_id: int, client_id: int = 7) -> Viewer:
    roles = frozenset({Role.AGENT})
    return Viewer(user_id=1, staff_id=staff_id, roles=roles, office="CSC", opened={client_id: Purpose.CLIENT_ASKED})


def look(viewer: Viewer, at: datetime = NOON, page: str = "desk:client", client_id: int = 7) -> Look | None:
    return note_look(viewer=viewer, client_id=client_id, subject=f"client:{client_id}", page=page, origin=origin(at))


def test_somebody_new_can_sign_in_by_code_at_once(leduc: int) -> None:
    user = User.objects.get()
    assert user.email == "leduc@department.example"
    assert not user.has_usable_password()
    assert EmailAddress.objects.get().verified
    facts = staff_of(user.pk)
    assert facts
    assert facts.roles == {Role.AGENT}
    entry = Entry.objects.get()
    assert (entry.kind, entry.subject, entry.payload["roles"]) == ("staff.added", f"staff:{leduc}", ["AGENT"])


@pytest.mark.parametrize(
    ("email", "name", "roles", "why"),
    [
        ("leduc@department.example", "Another", [Role.AGENT], "works here already"),
        ("LEDUC@department.example", "Another", [Role.AGENT], "works here already"),
        ("nonsense", "Roy", [Role.AGENT], "not an e-mail address"),
        ("roy@department.example", " ", [Role.AGENT], "name is needed"),
        ("roy@department.example", "Roy", [], "one role"),
        ("gill@department.example", "x" * 121, [Role.AGENT], "120 characters"),
    ],
)
def test_who_cannot_be_added_leaves_no_trace(leduc: int, email: str, name: str, roles: list[Role], why: str) -> None:
    with pytest.raises(CannotAddStaff, match=why):
        add_staff(email=email, name=name, roles=roles, origin=ORIGIN)
    assert (User.objects.count(), Staff.objects.count(), Entry.objects.count()) == (1, 1, 1)


def test_roles_change_and_the_journal_says_from_what_to_what(leduc: int) -> None:
    set_roles(staff_id=leduc, roles=[Role.SUPERVISOR, Role.AGENT], origin=ORIGIN)
    set_roles(staff_id=leduc, roles=[Role.AGENT, Role.SUPERVISOR], origin=ORIGIN)
    entry = Entry.objects.get(kind="staff.roles_changed")
    assert (entry.payload["before"], entry.payload["roles"]) == (["AGENT"], ["AGENT", "SUPERVISOR"])


def test_who_has_left_is_nobody_here_any_more(leduc: int) -> None:
    set_roles(staff_id=leduc, roles=[Role.AGENT], is_active=False, origin=ORIGIN)
    assert staff_of(User.objects.get().pk) is None
    assert [(one.name, one.is_active) for one in all_staff(viewer=ADMINISTRATOR)] == [("Camille Leduc", False)]


def test_a_look_needs_a_purpose_and_keeps_it(leduc: int) -> None:
    assert look(opened_by(leduc))
    with pytest.raises(NoPurpose):
        look(opened_by(leduc), client_id=8)
    found = looks_at(7, now=NOON, viewer=AUDITOR)
    assert [(one.staff_name, one.purpose, one.office, one.page) for one in found] == [
        ("Camille Leduc", Purpose.CLIENT_ASKED, "CSC", "desk:client")
    ]


@pytest.mark.parametrize(
    ("seconds", "page", "client_id", "looks_noted"),
    [(0, "desk:client", 7, 1), (59, "desk:client", 7, 1), (61, "desk:client", 7, 2), (5, "desk:file", 7, 2),
     (5, "desk:client", 8, 2)],
)  # fmt: skip
def test_the_same_page_within_a_minute_is_one_look(
    leduc: int, seconds: int, page: str, client_id: int, looks_noted: int
) -> None:
    look(opened_by(leduc))
    look(opened_by(leduc, client_id), at=NOON + timedelta(seconds=seconds), page=page, client_id=client_id)
    assert Look.objects.count() == looks_noted


def test_a_client_reading_their_own_file_is_no_look_and_costs_no_question(django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(0):
        assert look(Viewer(user_id=2, own_clients=frozenset({7}))) is None


def test_who_looked_is_shown_to_the_client_and_to_the_auditor_only(leduc: int) -> None:
    look(opened_by(leduc))
    assert looks_at(7, now=NOON, viewer=Viewer(user_id=2, own_clients=frozenset({7})))
    for stranger in (Viewer(), Viewer(user_id=2, own_clients=frozenset({8})), ADMINISTRATOR):
        with pytest.raises(NotAllowed):
            looks_at(7, now=NOON, viewer=stranger)
        with pytest.raises(NotAllowed):
            looks(viewer=stranger)


def test_the_access_log_is_read_page_by_page_without_gaps(leduc: int) -> None:
    for minute in range(0, 14, 2):
        look(opened_by(leduc), at=NOON + timedelta(minutes=minute))
        look(opened_by(leduc, 8), at=NOON + timedelta(minutes=minute), client_id=8)
    seen, before = [], None
    while page := looks(viewer=AUDITOR, before=before, limit=4):
        seen += [one.look_id for one in page]
        before = page[-1].place
    assert len(seen) == len(set(seen)) == 14
    assert seen == [one.look_id for one in looks(viewer=AUDITOR, limit=100)]
    recent = looks(viewer=AUDITOR, since=NOON + timedelta(minutes=12), staff_id=leduc, purpose=Purpose.CLIENT_ASKED)
    assert len(recent) == 2


PEOPLE = [
    DemonstrationPerson("agent@example.org", Language.FR, "Camille Leduc", "CSC-MONTREAL", (Role.AGENT,)),
    DemonstrationPerson("amina@example.org", Language.EN),
]


def test_demonstration_accounts_are_made_once() -> None:
    first = make_demonstration_accounts(people=PEOPLE, origin=ORIGIN)
    assert make_demonstration_accounts(people=PEOPLE, origin=ORIGIN) == first
    assert (User.objects.count(), Staff.objects.count()) == (2, 1)
    assert account_for(" AGENT@example.org") == first["agent@example.org"]


@override_settings(DEMONSTRATION=False)
def test_no_demonstration_accounts_where_files_are_real() -> None:
    with pytest.raises(NotADemonstration):
        make_demonstration_accounts(people=PEOPLE, origin=ORIGIN)
    assert not User.objects.exists()


def run(*words: str) -> str:
    out = StringIO()
    call_command("staff", *words, stdout=out)
    return out.getvalue()


def test_the_command_adds_changes_and_lists_staff() -> None:
    assert run("add", "leduc@department.example", "--name", "Camille Leduc", "--role", "AGENT").startswith("staff:")
    run("roles", "leduc@department.example", "--role", "MANAGER")
    run("leave", "leduc@department.example")
    assert "Camille Leduc" in run("list")
    (row,) = json.loads(run("list", "--json"))
    assert (row["roles"], row["active"]) == (["MANAGER"], False)


@pytest.mark.parametrize(
    "words",
    [
        ["add", "nonsense", "--name", "X", "--role", "AGENT"],
        ["add", "leduc@department.example", "--name", "X", "--role", "AGENT", "--office", "CSC-MONREAL"],
        ["roles", "nobody@department.example", "--role", "AGENT"],
        ["leave", "nobody@department.example"],
    ],
)
def test_the_command_refuses_what_it_cannot_use_with_code_2(words: list[str]) -> None:
    with pytest.raises(CommandError) as refused:
        run(*words)
    assert refused.value.returncode == 2
    assert not Staff.objects.exists()


@pytest.mark.parametrize(
    ("given", "nearest"), [("CSC-MONREAL", "CSC-MONTREAL"), ("csc-montreal", "CSC-MONTREAL"), ("VO-PARI", "VO-PARIS")]
)
@pytest.mark.parametrize(("language", "words"), [("en_CA", "no office"), ("fr_CA", "pas de bureau")])
def test_an_office_that_is_none_is_refused_with_the_nearest_codes(
    given: str, nearest: str, language: str, words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LC_ALL", language)
    with pytest.raises(CommandError, match=f"{words} {given}.*{nearest}"):
        run("add", "leduc@department.example", "--name", "X", "--role", "AGENT", "--office", given)


def test_an_office_of_the_catalogue_is_taken() -> None:
    run("add", "leduc@department.example", "--name", "X", "--role", "AGENT", "--office", "CSC-MONTREAL")
    assert Staff.objects.get().office == "CSC-MONTREAL"
