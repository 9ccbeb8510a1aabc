"""Opening outside one's own files, its review, questions, investigations, flags: who may, who is told, what is kept."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from guichet.applications.tests.factories import ApplicationFactory, ClientFactory, StaffFactory, UserFactory, link
from guichet.clients.models import Client, SafeContact
from guichet.identity.actions import (
    CannotInvestigate,
    decide_investigation,
    end_investigation,
    note_look,
    order_investigation,
    tell_of_ended_investigations,
)
from guichet.identity.models import AccessRecord, Investigation, Look, Staff
from guichet.identity.queries import NotAllowed, check_log, look, looks_at
from guichet.identity.rules import Viewer
from guichet.identity.terms import AccessKind, Barrier, InvestigationRefusal, Protected, Purpose, Role
from guichet.identity.tests.factories import a_look
from guichet.journal.actions import Origin
from guichet.journal.models import Entry
from guichet.journal.terms import Channel
from guichet.oversight.actions import (
    CannotAsk,
    CannotOpen,
    CannotReview,
    answer_about_look,
    ask_about_look,
    break_glass,
    end_protection,
    find_unusual,
    protect_file,
    review_looking,
    review_opening,
)
from guichet.oversight.models import BrokenGlass, LookQuestion, UnusualLooking
from guichet.oversight.queries import barrier_for, questions_about
from guichet.oversight.terms import FlagVerdict, Refusal, Unusual, Verdict
from guichet.worklists.models import Task
from guichet.worklists.terms import TaskState

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 3, 17, tzinfo=UTC)
WHY = "The officer in Sydney is ill and the client flies tonight."
QUARTER = timedelta(days=90)


def origin(who: Viewer, at: datetime = NOON) -> Origin:
    return Origin(actor=who.actor, channel=Channel.OFFICE, at=at)


def viewer(role: Role, office: str = "CPC-OTTAWA", **more: object) -> Viewer:
    staff = StaffFactory(roles=[role], office=office)
    return Viewer(user_id=staff.user_id, staff_id=staff.pk, roles=frozenset({role}), office=office, **more)  # type: ignore[arg-type]


@pytest.fixture
def amina() -> Client:
    client = ClientFactory(names=["Amina Benali"])
    ApplicationFactory(client=client, number="V300123456", office="CPC-OTTAWA")
    return client


# --- Need to know ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("role", "office", "purpose", "barrier"),
    [
        (Role.AGENT, "CSC-MONTREAL", Purpose.CLIENT_ASKED, None),
        (Role.AGENT, "CPC-OTTAWA", Purpose.WORK_ON_FILE, Barrier.OTHER_PURPOSE),
        (Role.OFFICER, "CPC-OTTAWA", Purpose.WORK_ON_FILE, None),
        (Role.OFFICER, "CIO-SYDNEY", Purpose.WORK_ON_FILE, Barrier.OTHER_OFFICE),
        (Role.OFFICER, "CIO-SYDNEY", Purpose.CLIENT_ASKED, Barrier.OTHER_OFFICE),
        (Role.OFFICER, "CIO-SYDNEY", Purpose.SAME_PERSON, None),
        (Role.OFFICER, "", Purpose.WORK_ON_FILE, Barrier.OTHER_OFFICE),
        (Role.SUPERVISOR, "CSC-MONTREAL", Purpose.QUALITY_REVIEW, None),
        (Role.MANAGER, "CPC-OTTAWA", Purpose.WORK_ON_FILE, Barrier.OTHER_OFFICE),
    ],
)
def test_each_opens_what_they_need_to_know(
    amina: Client, role: Role, office: str, purpose: Purpose, barrier: Barrier | None
) -> None:
    assert barrier_for(viewer=viewer(role, office), client_id=amina.pk, purpose=purpose, now=NOON) is barrier


def test_whom_no_office_has_yet_any_office_may_receive() -> None:
    nobodys = ClientFactory().pk
    for office, found in (("CIO-SYDNEY", None), ("", Barrier.OTHER_OFFICE)):
        who = viewer(Role.OFFICER, office)
        assert barrier_for(viewer=who, client_id=nobodys, purpose=Purpose.WORK_ON_FILE, now=NOON) is found


@pytest.mark.parametrize(("why", "barrier"), [(Protected.SAFETY, Barrier.SAFETY), (Protected.STAFF, Barrier.STAFF),
                                              (Protected.PUBLIC_FIGURE, Barrier.PUBLIC_FIGURE)])  # fmt: skip
def test_a_protected_file_asks_everybody_for_a_reason(amina: Client, why: Protected, barrier: Barrier) -> None:
    manager, agent = viewer(Role.MANAGER), viewer(Role.AGENT)
    number = protect_file(viewer=manager, client_id=amina.pk, why=why, origin=origin(manager))
    assert protect_file(viewer=manager, client_id=amina.pk, why=why, origin=origin(manager)) == number
    asked = {"viewer": agent, "client_id": amina.pk, "purpose": Purpose.CLIENT_ASKED, "now": NOON}
    assert barrier_for(**asked) is barrier  # type: ignore[arg-type]
    end_protection(viewer=manager, number=number, origin=origin(manager))
    assert barrier_for(**asked) is None  # type: ignore[arg-type]
    assert Entry.objects.filter(client_id=amina.pk).count() == 0


def test_who_is_in_danger_is_protected_by_that_alone(amina: Client) -> None:
    agent = viewer(Role.AGENT)
    SafeContact.objects.create(client=amina, details="{}", started_at=NOON)
    asked = {"viewer": agent, "client_id": amina.pk, "purpose": Purpose.CLIENT_ASKED, "now": NOON}
    assert barrier_for(**asked) is Barrier.SAFETY  # type: ignore[arg-type]
    SafeContact.objects.update(ended_at=NOON)
    assert barrier_for(**asked) is None  # type: ignore[arg-type]


def test_ones_own_file_nobody_opens_at_work(amina: Client) -> None:
    agent = viewer(Role.AGENT)
    link(Staff.objects.get(pk=agent.staff_id).user, amina)
    assert barrier_for(viewer=agent, client_id=amina.pk, purpose=Purpose.CLIENT_ASKED, now=NOON) is Barrier.OWN_FILE
    with pytest.raises(CannotOpen):
        break_glass(viewer=agent, client_id=amina.pk, purpose=Purpose.CLIENT_ASKED, reason=WHY, origin=origin(agent))
    other = viewer(Role.AGENT)
    assert barrier_for(viewer=other, client_id=amina.pk, purpose=Purpose.CLIENT_ASKED, now=NOON) is Barrier.STAFF


# --- Breaking the glass ---------------------------------------------------------------------------------------------


@pytest.fixture
def opened(amina: Client) -> BrokenGlass:
    officer = viewer(Role.OFFICER, "CIO-SYDNEY")
    break_glass(viewer=officer, client_id=amina.pk, purpose=Purpose.WORK_ON_FILE, reason=WHY, origin=origin(officer))
    return BrokenGlass.objects.get()


def test_a_reason_opens_for_a_short_time_and_waits_for_review(opened: BrokenGlass) -> None:
    assert opened.until - opened.opened_at == timedelta(minutes=15)
    task = Task.objects.get(kind="break_glass")
    assert (task.subject, task.state) == (f"break_glass:{opened.pk}", TaskState.OPEN)
    assert task.due_at.date().isoformat() == "2026-11-10"


def test_the_reason_stands_sealed_and_nowhere_else(opened: BrokenGlass) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT reason FROM oversight_brokenglass")
        assert WHY not in cursor.fetchone()[0]
    everything = f"{list(Entry.objects.values())} {list(AccessRecord.objects.values())} {list(Task.objects.values())}"
    assert "Sydney is ill" not in everything
    assert opened.reason == WHY


@pytest.mark.parametrize("reason", ["", "   ", "urgent", "x " * 9])
def test_a_word_is_no_reason(amina: Client, reason: str) -> None:
    officer = viewer(Role.OFFICER, "CIO-SYDNEY")
    with pytest.raises(CannotOpen) as refused:
        break_glass(
            viewer=officer, client_id=amina.pk, purpose=Purpose.WORK_ON_FILE, reason=reason, origin=origin(officer)
        )
    assert refused.value.reason is Refusal.REASON_TOO_SHORT
    assert not BrokenGlass.objects.exists()
    assert not AccessRecord.objects.exists()


def test_who_may_open_it_anyway_breaks_nothing(amina: Client) -> None:
    agent = viewer(Role.AGENT)
    with pytest.raises(CannotOpen):
        break_glass(viewer=agent, client_id=amina.pk, purpose=Purpose.CLIENT_ASKED, reason=WHY, origin=origin(agent))


@pytest.mark.parametrize(
    ("verdict", "kind"),
    [(Verdict.JUSTIFIED, "opening.found_needed"), (Verdict.NOT_JUSTIFIED, "opening.found_unneeded")],
)
def test_a_review_is_kept_and_settles_the_task(opened: BrokenGlass, verdict: Verdict, kind: str) -> None:
    auditor = viewer(Role.AUDITOR)
    review_opening(viewer=auditor, number=opened.pk, verdict=verdict, note="", origin=origin(auditor))
    assert Entry.objects.filter(kind=kind, client_id=opened.client_id).count() == 1
    assert Task.objects.get(kind="break_glass").state == TaskState.DONE
    with pytest.raises(CannotOpen):
        review_opening(viewer=auditor, number=opened.pk, verdict=verdict, note="", origin=origin(auditor))


def test_nobody_reviews_their_own_opening(opened: BrokenGlass) -> None:
    Staff.objects.filter(pk=opened.staff_id).update(roles=["OFFICER", "AUDITOR"])
    same = Viewer(user_id=opened.staff.user_id, staff_id=opened.staff_id, roles=frozenset({Role.OFFICER, Role.AUDITOR}))
    with pytest.raises(CannotOpen) as refused:
        review_opening(viewer=same, number=opened.pk, verdict=Verdict.JUSTIFIED, note="", origin=origin(same))
    assert refused.value.reason is Refusal.YOUR_OWN
    with pytest.raises(IntegrityError, match="nobody_reviews_their_own_opening"), transaction.atomic():
        BrokenGlass.objects.update(reviewed_by=opened.staff, reviewed_at=NOON, verdict=Verdict.JUSTIFIED)


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.AUDITOR])
def test_only_auditors_review(opened: BrokenGlass, role: Role) -> None:
    who = viewer(role)
    with pytest.raises(NotAllowed):
        review_opening(viewer=who, number=opened.pk, verdict=Verdict.JUSTIFIED, note="", origin=origin(who))


# --- Questions ------------------------------------------------------------------------------------------------------


def client_viewer(client: Client) -> Viewer:
    return Viewer(user_id=UserFactory().pk, own_clients=frozenset({client.pk}))


def test_a_question_is_asked_once_answered_once_and_told(amina: Client) -> None:
    her, auditor = client_viewer(amina), viewer(Role.AUDITOR)
    seen = a_look(client_id=amina.pk, staff=StaffFactory(), looked_at=NOON)
    number = ask_about_look(viewer=her, look_id=seen.pk, words="I called nobody.", origin=origin(her))
    assert ask_about_look(viewer=her, look_id=seen.pk, words="Again", origin=origin(her)) == number
    assert LookQuestion.objects.get().words == "I called nobody."
    assert Task.objects.get(kind="look_question").state == TaskState.OPEN
    with pytest.raises(CannotAsk):
        answer_about_look(viewer=auditor, number=number, answer=" ", origin=origin(auditor))
    answer_about_look(viewer=auditor, number=number, answer="It was a call of your brother’s.", origin=origin(auditor))
    answered = questions_about([seen.pk], client_id=amina.pk, viewer=her)[seen.pk]
    assert answered.answer == "It was a call of your brother’s."
    assert Entry.objects.filter(kind="look.explained", client_id=amina.pk).count() == 1
    with pytest.raises(CannotAsk):
        answer_about_look(viewer=auditor, number=number, answer="Again", origin=origin(auditor))


def test_nobody_asks_about_a_look_at_another(amina: Client) -> None:
    seen = a_look(client_id=amina.pk, staff=StaffFactory(), looked_at=NOON)
    stranger = client_viewer(ClientFactory())
    for who in (stranger, Viewer(), viewer(Role.AGENT), viewer(Role.AUDITOR)):
        with pytest.raises(NotAllowed):
            ask_about_look(viewer=who, look_id=seen.pk, words="", origin=origin(who))


# --- Investigations -------------------------------------------------------------------------------------------------


@pytest.fixture
def investigation(amina: Client) -> Investigation:
    orders, officer = viewer(Role.MANAGER), viewer(Role.OFFICER)
    assert officer.staff_id
    number = order_investigation(
        viewer=orders, client_id=amina.pk, investigator_id=officer.staff_id, case_number="I-17", reason=WHY,
        until=NOON + timedelta(days=30), longest=QUARTER, origin=origin(orders),
    )  # fmt: skip
    return Investigation.objects.get(pk=number)


def looks_under(found: Investigation, at: datetime) -> Look | None:
    roles = frozenset({Role.OFFICER})
    who = Viewer(
        user_id=found.investigator.user_id, staff_id=found.investigator_id, roles=roles,
        opened={found.client_id: Purpose.INVESTIGATION},
    )  # fmt: skip
    client = found.client_id
    return note_look(viewer=who, client_id=client, subject=f"client:{client}", page="desk", origin=origin(who, at))


def approved(found: Investigation) -> Investigation:
    second = viewer(Role.MANAGER)
    decide_investigation(viewer=second, investigation_id=found.pk, approve=True, origin=origin(second))
    return found


def seen_by_client(amina: Client, at: datetime) -> list[Purpose | None]:
    return [one.purpose for one in looks_at(amina.pk, viewer=client_viewer(amina), now=at)]


def test_nothing_is_kept_from_a_client_before_a_second_person_agreed(
    amina: Client, investigation: Investigation
) -> None:
    looks_under(investigation, NOON)
    assert seen_by_client(amina, NOON) == [Purpose.INVESTIGATION]


def test_looks_of_an_approved_investigation_wait_and_others_do_not(amina: Client, investigation: Investigation) -> None:
    approved(investigation)
    waiting = looks_under(investigation, NOON)
    assert waiting
    a_look(client_id=amina.pk, staff=investigation.investigator, looked_at=NOON)
    a_look(client_id=amina.pk, staff=StaffFactory(), looked_at=NOON)
    during, after = NOON + timedelta(days=29), NOON + timedelta(days=30)
    assert seen_by_client(amina, during) == [Purpose.CLIENT_ASKED] * 2
    with pytest.raises(NotAllowed):
        look(waiting.pk, viewer=client_viewer(amina), now=during)
    assert len(looks_at(amina.pk, viewer=viewer(Role.AUDITOR), now=during)) == 3
    agent = viewer(Role.AGENT, opened={amina.pk: Purpose.CLIENT_ASKED})
    assert len(looks_at(amina.pk, viewer=agent, now=during)) == 2
    assert sorted(str(one) for one in seen_by_client(amina, after)) == ["CLIENT_ASKED", "CLIENT_ASKED", "INVESTIGATION"]


def test_when_it_is_over_the_client_is_told_once(amina: Client, investigation: Investigation) -> None:
    approved(investigation)
    looks_under(investigation, NOON)
    assert tell_of_ended_investigations(now=NOON + timedelta(days=29)) == 0
    assert not Entry.objects.filter(client_id=amina.pk).exists()
    assert tell_of_ended_investigations(now=NOON + timedelta(days=30)) == 1
    assert tell_of_ended_investigations(now=NOON + timedelta(days=31)) == 0
    assert Entry.objects.get(client_id=amina.pk).kind == "looks.were_delayed"


def test_where_nobody_looked_there_is_nothing_to_tell(amina: Client, investigation: Investigation) -> None:
    approved(investigation)
    assert tell_of_ended_investigations(now=NOON + timedelta(days=30)) == 0
    assert not Entry.objects.filter(client_id=amina.pk).exists()


def test_ended_early_its_looks_are_shown_at_once(amina: Client, investigation: Investigation) -> None:
    approved(investigation)
    looks_under(investigation, NOON)
    anybody = viewer(Role.MANAGER)
    end_investigation(viewer=anybody, investigation_id=investigation.pk, origin=origin(anybody, NOON + QUARTER / 90))
    assert seen_by_client(amina, NOON + timedelta(days=2)) == [Purpose.INVESTIGATION]
    assert tell_of_ended_investigations(now=NOON + timedelta(days=2)) == 1


@pytest.mark.parametrize("who", ["ordered_by", "investigator"])
def test_neither_who_ordered_nor_who_looks_approves(investigation: Investigation, who: str) -> None:
    staff = getattr(investigation, who)
    same = Viewer(user_id=staff.user_id, staff_id=staff.pk, roles=frozenset({Role.MANAGER}))
    with pytest.raises(CannotInvestigate) as refused:
        decide_investigation(viewer=same, investigation_id=investigation.pk, approve=True, origin=origin(same))
    assert refused.value.reason is InvestigationRefusal.SAME_PERSON
    if who == "ordered_by":
        with pytest.raises(IntegrityError, match="approved_by_another"), transaction.atomic():
            Investigation.objects.update(decided_by=staff, decided_at=NOON, approved=True)


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"until": NOON + QUARTER + timedelta(seconds=1)}, InvestigationRefusal.TOO_LONG),
        ({"until": NOON}, InvestigationRefusal.NOT_LATER),
        ({"reason": "  "}, InvestigationRefusal.NO_REASON),
        ({"case_number": "I-17"}, InvestigationRefusal.CASE_USED),
        ({"investigator_id": 999_999}, InvestigationRefusal.NO_INVESTIGATOR),
    ],
)
def test_what_cannot_be_ordered_leaves_no_trace(
    amina: Client, investigation: Investigation, changed: dict[str, object], reason: InvestigationRefusal
) -> None:
    orders = viewer(Role.MANAGER)
    wanted = {"client_id": amina.pk, "investigator_id": investigation.investigator_id, "case_number": "I-18",
              "reason": WHY, "until": NOON + QUARTER, "longest": QUARTER} | changed  # fmt: skip
    with pytest.raises(CannotInvestigate) as refused:
        order_investigation(viewer=orders, origin=origin(orders), **wanted)  # type: ignore[arg-type]
    assert refused.value.reason is reason
    assert Investigation.objects.count() == 1


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.MANAGER])
def test_only_managers_order_and_decide(investigation: Investigation, role: Role) -> None:
    who = viewer(role)
    with pytest.raises(NotAllowed):
        decide_investigation(viewer=who, investigation_id=investigation.pk, approve=True, origin=origin(who))


def test_an_investigation_leaves_no_word_of_its_reason_and_a_whole_log(
    amina: Client, investigation: Investigation
) -> None:
    approved(investigation)
    looks_under(investigation, NOON)
    everything = f"{list(Entry.objects.values())} {list(AccessRecord.objects.values())}"
    assert "Sydney" not in everything
    assert {AccessKind.INVESTIGATION_ORDERED, AccessKind.INVESTIGATION_DECIDED} <= set(
        AccessRecord.objects.values_list("kind", flat=True)
    )
    assert check_log(now=NOON).sound


# --- Unusual looking ------------------------------------------------------------------------------------------------


def test_unusual_looking_is_found_once_and_reviewed_by_another(amina: Client) -> None:
    benali = StaffFactory(name="Karim Benali", roles=["OFFICER"])
    a_look(client_id=amina.pk, staff=benali, looked_at=NOON, purpose=Purpose.QUALITY_REVIEW)
    assert find_unusual(now=NOON) == 1
    assert find_unusual(now=NOON) == 0
    flag = UnusualLooking.objects.get()
    assert (flag.kind, flag.staff_id, flag.client_id) == (Unusual.SAME_FAMILY_NAME, benali.pk, amina.pk)
    assert Task.objects.get(kind="unusual_look").client_id is None
    same = Viewer(user_id=benali.user_id, staff_id=benali.pk, roles=frozenset({Role.AUDITOR}))
    with pytest.raises(CannotReview):
        review_looking(viewer=same, number=flag.pk, verdict=FlagVerdict.EXPLAINED, note="", origin=origin(same))
    auditor = viewer(Role.AUDITOR)
    review_looking(viewer=auditor, number=flag.pk, verdict=FlagVerdict.CONCERN, note="Asked.", origin=origin(auditor))
    assert Task.objects.get(kind="unusual_look").state == TaskState.DONE
    a_look(client_id=amina.pk, staff=benali, looked_at=NOON + timedelta(hours=1), purpose=Purpose.QUALITY_REVIEW)
    assert find_unusual(now=NOON) == 0


def test_work_behind_a_look_makes_it_usual(amina: Client) -> None:
    benali = StaffFactory(name="Karim Benali", roles=["OFFICER"])
    Task.objects.create(
        kind="duplicate", subject="duplicate:1", client_id=amina.pk, opened_at=NOON, due_at=NOON, turn_at=NOON,
        state=TaskState.TAKEN, taken_by=benali, taken_at=NOON,
    )  # fmt: skip
    a_look(client_id=amina.pk, staff=benali, looked_at=NOON, purpose=Purpose.WORK_ON_FILE)
    assert find_unusual(now=NOON) == 0


def test_the_client_of_a_colleague_is_protected_and_flagged(amina: Client) -> None:
    link(StaffFactory().user, amina)
    a_look(client_id=amina.pk, staff=StaffFactory(name="Zoë Roy"), looked_at=NOON)
    find_unusual(now=NOON)
    assert {one.kind for one in UnusualLooking.objects.all()} == {Unusual.COLLEAGUE}
