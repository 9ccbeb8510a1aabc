"""What is wrong is put right with both versions kept, or what the client says stands beside it; and others are told."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection

from guichet.applications.tests.factories import ApplicationFactory, ClientFactory, StaffFactory, UserFactory, link
from guichet.applications.tests.feeding import ingest, registered
from guichet.clients.actions import correct_identity
from guichet.clients.models import Client, Corrected, FormerFact, Name
from guichet.clients.queries import search
from guichet.clients.terms import IdentityFact
from guichet.config.letters import LETTERS
from guichet.foundation.languages import Language
from guichet.identity.actions import note_disclosure
from guichet.identity.models import Staff, User
from guichet.identity.queries import NotAllowed
from guichet.identity.rules import Viewer
from guichet.identity.terms import Purpose, Role
from guichet.journal.actions import Origin
from guichet.journal.models import Entry
from guichet.journal.terms import Channel
from guichet.privacy.actions import (
    CannotCorrect,
    Decision,
    ask_for_correction,
    correct,
    note_beside,
    tell_receiver,
)
from guichet.privacy.models import Correction, Receiver
from guichet.privacy.queries import correction, corrections_of, notations
from guichet.privacy.terms import CorrectionFact, CorrectionRefusal, CorrectionState, Shown
from guichet.worklists.actions import escalate_overdue
from guichet.worklists.models import Task
from guichet.worklists.queries import Wish, tasks

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 3, 17, tzinfo=UTC)


def origin(actor: str = "user:1", at: datetime = NOON) -> Origin:
    return Origin(actor=actor, channel=Channel.ACCOUNT, at=at)


@pytest.fixture
def amina() -> Client:
    return ClientFactory(names=["Amina Benali"], birth_date=date(1991, 2, 3))


@pytest.fixture
def account(amina: Client) -> User:
    user = UserFactory()
    link(user, amina)
    return user


@pytest.fixture
def me(amina: Client, account: User) -> Viewer:
    return Viewer(user_id=account.pk, own_clients=frozenset({amina.pk}))


@pytest.fixture
def zoe() -> Staff:
    return StaffFactory(name="Zoë Leduc", roles=["OFFICER"])


@pytest.fixture
def officer(zoe: Staff, amina: Client) -> Viewer:
    return Viewer(
        user_id=zoe.user_id,
        staff_id=zoe.pk,
        roles=frozenset({Role.OFFICER}),
        opened={amina.pk: Purpose.WORK_ON_FILE},
    )


Asked = Callable[..., int]


@pytest.fixture
def ask(me: Viewer, amina: Client) -> Asked:
    def asked(fact: CorrectionFact = CorrectionFact.BIRTH_DATE, **more: str) -> int:
        said = {"wrong": "3 February 1991", "right": "2 March 1991, as in my passport"} | more
        return ask_for_correction(viewer=me, client_id=amina.pk, fact=fact, origin=origin(), **said)

    return asked


def right(after: str, **more: object) -> Decision:
    return Decision(**{"after": after, "shown": Shown.DOCUMENT, "answer": "Your passport says so."} | more)


def refused(reason: CorrectionRefusal) -> object:
    return pytest.raises(CannotCorrect, match=reason.value)


def test_asking_gives_a_receipt_a_day_and_a_task_for_a_person(ask: Asked, me: Viewer, amina: Client) -> None:
    number = ask()
    (one,) = corrections_of(viewer=me)
    assert (one.receipt, one.due_on, one.state) == (f"C-{number:06}", date(2026, 12, 3), CorrectionState.OPEN)
    task = Task.objects.get(kind="correction")
    assert (task.subject, task.client_id, task.facts) == (f"correction:{number}", amina.pk, {"fact": "BIRTH_DATE"})
    assert task.due_at == datetime(2026, 12, 4, 5, tzinfo=UTC)  # as the day is over where the department is
    entry = Entry.objects.get(kind="privacy.correction_asked")
    assert entry.payload == {"correction": number, "due": "2026-12-03"}


def test_what_was_said_lies_sealed(ask: Asked) -> None:
    ask()
    with connection.cursor() as cursor:
        cursor.execute('SELECT wrong || "right" FROM privacy_correction')
        assert "1991" not in cursor.fetchone()[0]


@pytest.mark.parametrize(
    ("fact", "more", "reason"),
    [
        (CorrectionFact.OTHER, {"wrong": "  "}, CorrectionRefusal.NO_WORDS),
        (CorrectionFact.OTHER, {"right": ""}, CorrectionRefusal.NO_WORDS),
        (CorrectionFact.FILE, {"number": "V399999999"}, CorrectionRefusal.NO_FILE),
        (CorrectionFact.FILE, {}, CorrectionRefusal.NO_FILE),
    ],
)
def test_what_makes_no_sense_is_refused(
    ask: Asked, fact: CorrectionFact, more: dict[str, str], reason: CorrectionRefusal
) -> None:
    ApplicationFactory(number="V399999999")
    with refused(reason):
        ask(fact, **more)
    assert not Correction.objects.exists()


def test_more_wait_until_some_are_answered(ask: Asked) -> None:
    for _time in range(10):
        ask()
    with refused(CorrectionRefusal.TOO_MANY):
        ask()


def test_nobody_asks_for_another_nor_decides_without_right_and_open_file(
    ask: Asked, amina: Client, officer: Viewer
) -> None:
    number = ask()
    stranger = Viewer(user_id=UserFactory().pk)
    with pytest.raises(NotAllowed):
        ask_for_correction(
            viewer=stranger, client_id=amina.pk, fact=CorrectionFact.OTHER, wrong="x", right="y", origin=origin()
        )
    agent = Viewer(user_id=2, staff_id=2, roles=frozenset({Role.AGENT}), opened=officer.opened)
    shut = Viewer(user_id=3, staff_id=3, roles=frozenset({Role.OFFICER}))
    for who in (stranger, agent, shut):
        with pytest.raises(NotAllowed):
            correct(viewer=who, correction_id=number, decision=right("1991-03-02"), origin=origin())
        with pytest.raises(NotAllowed):
            note_beside(viewer=who, correction_id=number, answer="no", origin=origin())
        with pytest.raises(NotAllowed):
            notations(amina.pk, viewer=who) if who is not agent else correction(number, viewer=who)
    assert Correction.objects.get().state == CorrectionState.OPEN


def test_it_is_put_right_with_both_versions_who_when_and_why(
    ask: Asked, amina: Client, officer: Viewer, zoe: Staff
) -> None:
    number = ask()
    correct(viewer=officer, correction_id=number, decision=right("1991-03-02"), origin=origin(officer.actor))
    amina.refresh_from_db()
    assert amina.birth_date == date(1991, 3, 2)
    kept = Correction.objects.get()
    assert (kept.before, kept.after, kept.decided_by, kept.decided_at) == ("1991-02-03", "1991-03-02", zoe, NOON)
    assert (kept.shown, kept.answer) == (Shown.DOCUMENT, "Your passport says so.")
    fact = Corrected.objects.get()
    assert (fact.wrong, fact.right, fact.corrected_by) == ("1991-02-03", "1991-03-02", officer.actor)
    assert {"client.corrected", "privacy.corrected"} <= set(Entry.objects.values_list("kind", flat=True))
    assert Task.objects.get().outcome == CorrectionState.CORRECTED


@pytest.mark.parametrize(
    ("decision", "reason"),
    [
        (right(""), CorrectionRefusal.NO_VALUE),
        (right("1991-03-02", shown=None), CorrectionRefusal.NOT_SHOWN),
        (right("1991-02-03"), CorrectionRefusal.SAME),
    ],
)
def test_a_decision_that_lacks_something_decides_nothing(
    ask: Asked, amina: Client, officer: Viewer, decision: Decision, reason: CorrectionRefusal
) -> None:
    number = ask()
    with refused(reason):
        correct(viewer=officer, correction_id=number, decision=decision, origin=origin(officer.actor))
    assert Correction.objects.get().state == CorrectionState.OPEN
    assert not Corrected.objects.exists()
    with refused(CorrectionRefusal.NO_REASON):
        note_beside(viewer=officer, correction_id=number, answer=" ", origin=origin(officer.actor))


def test_decided_once_it_is_decided(ask: Asked, officer: Viewer) -> None:
    number = ask(CorrectionFact.OTHER)
    note_beside(viewer=officer, correction_id=number, answer="The form says so.", origin=origin(officer.actor))
    with refused(CorrectionRefusal.DECIDED):
        correct(viewer=officer, correction_id=number, decision=right("x"), origin=origin(officer.actor))


def test_the_case_system_does_not_take_the_wrong_one_back(amina: Client) -> None:
    correct_identity(client_id=amina.pk, fact=IdentityFact.BIRTH_DATE, right="1991-03-02", origin=origin())
    correct_identity(client_id=amina.pk, fact=IdentityFact.NAME, right="Amina Ben Ali", origin=origin())
    facts = {"uci": amina.uci, "names": [{"text": "Amina Benali"}], "country": "MAR"}
    ingest([registered("e-1", day=300, birth_date="1991-02-03", **facts)])
    amina.refresh_from_db()
    assert amina.birth_date == date(1991, 3, 2)
    assert list(amina.names.values_list("text", flat=True)) == ["Amina Ben Ali"]
    assert amina.country == "MAR"  # what was not found wrong goes on as ever
    ingest([registered("e-2", day=301, birth_date="1991-05-05", **facts)])
    amina.refresh_from_db()
    assert amina.birth_date == date(1991, 5, 5)  # news is news


def test_a_name_that_was_wrong_still_finds_its_person_and_is_sealed(amina: Client) -> None:
    assert correct_identity(client_id=amina.pk, fact=IdentityFact.NAME, right="Samira Ziani", origin=origin()) == (
        "Amina Benali"
    )
    assert Name.objects.get(client=amina).text == "Samira Ziani"
    assert FormerFact.objects.get(client=amina).text == "Amina Benali"
    desk = Viewer(user_id=1, staff_id=1, roles=frozenset({Role.AGENT}))
    assert [one.client_id for one in search("Amina Benali", viewer=desk).found] == [amina.pk]


def test_what_was_not_corrected_stands_beside_the_fact(ask: Asked, amina: Client, officer: Viewer) -> None:
    number = ask()
    assert [one.state for one in notations(amina.pk, viewer=officer)] == [CorrectionState.OPEN]
    note_beside(viewer=officer, correction_id=number, answer="The form says so.", origin=origin(officer.actor))
    (noted,) = notations(amina.pk, viewer=officer)
    assert (noted.right, noted.state) == ("2 March 1991, as in my passport", CorrectionState.NOTED)
    amina.refresh_from_db()
    assert amina.birth_date == date(1991, 2, 3)


def test_those_who_got_it_in_the_last_two_years_are_told_one_by_one(ask: Asked, amina: Client, officer: Viewer) -> None:
    for to, days in (("PARTNER_CBSA", 10), ("PARTNER_CBSA", 400), ("PARTNER_RCMP", 729), ("PARTNER_OLD", 731)):
        note_disclosure(
            to=to, what=("BIRTH_DATE",), authority="PA_8_2_F", client_id=amina.pk, subject=f"client:{amina.pk}",
            origin=origin("staff:1", NOON - timedelta(days=days)),
        )  # fmt: skip
    number = ask()
    correct(viewer=officer, correction_id=number, decision=right("1991-03-02"), origin=origin(officer.actor))
    receivers = correction(number, viewer=officer).receivers
    assert [one.to for one in receivers] == ["PARTNER_CBSA", "PARTNER_RCMP"]
    task = Task.objects.get(kind="correction_receivers")
    assert tell_receiver(viewer=officer, receiver_id=receivers[0].receiver_id, origin=origin(officer.actor)) == number
    task.refresh_from_db()
    assert task.done_at is None
    for _time in range(2):  # told twice, it is told once
        tell_receiver(viewer=officer, receiver_id=receivers[1].receiver_id, origin=origin(officer.actor))
    task.refresh_from_db()
    assert task.outcome == "TOLD"
    assert Entry.objects.filter(kind="privacy.receiver_told").count() == 2
    assert not Receiver.objects.filter(told_at=None).exists()


def test_where_nobody_got_it_nobody_is_told(ask: Asked, officer: Viewer) -> None:
    number = ask(CorrectionFact.OTHER)
    note_beside(viewer=officer, correction_id=number, answer="The form says so.", origin=origin(officer.actor))
    assert correction(number, viewer=officer).receivers == ()
    assert not Task.objects.filter(kind="correction_receivers").exists()


def test_what_is_not_answered_in_time_comes_before_a_supervisor(ask: Asked) -> None:
    ask()
    assert escalate_overdue(origin=origin("chores", NOON + timedelta(days=30))) == 0
    assert escalate_overdue(origin=origin("chores", NOON + timedelta(days=31))) == 1
    boss = Viewer(user_id=9, staff_id=9, roles=frozenset({Role.SUPERVISOR}))
    assert [task.kind.code for task in tasks(viewer=boss, wish=Wish(kind="correction"))] == ["correction"]


@pytest.mark.parametrize("language", list(Language))
def test_the_letters_say_the_number_and_nothing_of_the_fact(ask: Asked, language: Language, officer: Viewer) -> None:
    one, two = ask(), ask()
    correct(viewer=officer, correction_id=one, decision=right("1991-03-02"), origin=origin(officer.actor))
    note_beside(viewer=officer, correction_id=two, answer="The form says so.", origin=origin(officer.actor))
    for entry in Entry.objects.filter(kind__in=["privacy.correction_asked", "privacy.corrected", "privacy.noted"]):
        letter = LETTERS[type(entry.event)](entry.event, language)
        assert f"C-{entry.payload['correction']:06}" in letter.next
        assert "1991" not in f"{letter.subject} {letter.happened} {letter.next}"
