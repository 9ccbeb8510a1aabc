"""A crisis from its opening to its end: who writes is in line by risk, answered once, by whoever may."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction

from guichet.crises import actions, queries
from guichet.crises.actions import CannotAct
from guichet.crises.models import Case, Crisis, Family, Lent, Passage
from guichet.crises.terms import Band, CrisisRefusal, LessonKind
from guichet.crises.tests.test_rules import NOW, PLAN
from guichet.crises.upkeep import forget_cases
from guichet.enquiries.actions import CannotWork, join_enquiries, receive_mail
from guichet.enquiries.mailbox import ours
from guichet.enquiries.models import Answer, Enquiry
from guichet.enquiries.rules import reference_of, rows_in
from guichet.enquiries.terms import EnquiryState
from guichet.foundation.languages import Language, Text
from guichet.identity.queries import NotAllowed
from guichet.identity.rules import Viewer
from guichet.identity.terms import Role
from guichet.journal.actions import Origin
from guichet.journal.debts import settle
from guichet.journal.models import Entry
from guichet.journal.terms import Channel as Way
from guichet.knowledge.queries import notices_for
from guichet.knowledge.terms import NoticeAudience
from guichet.worklists.tests.conftest import somebody

TEXT = "We are four and the road is closed. How do we get out?"
VISITOR = Viewer()

pytestmark = pytest.mark.django_db


def origin(at: datetime = NOW, actor: str = "visitor") -> Origin:
    return Origin(actor=actor, channel=Way.WEB, at=at)


@pytest.fixture
def lead(db: None) -> Viewer:
    return somebody("Lea", Role.MANAGER)


@pytest.fixture
def crisis(lead: Viewer) -> int:
    return actions.open_crisis(plan=replace(PLAN, box="Fires@example.org"), viewer=lead, origin=origin())


def wrote(crisis_id: int, *, email: str, at: datetime = NOW, text: str = TEXT, **answers: str) -> int:
    """Return the row of the question of somebody who used the form."""
    receipt = actions.report(
        crisis_id=crisis_id, token=uuid4(), text=text, language=Language.EN, answers=answers, viewer=VISITOR,
        origin=origin(at), email=email,
    )  # fmt: skip
    return rows_in(receipt.enquiry_reference)[0]


def passage(crisis_id: int, lead: Viewer, *, approved: bool = True) -> int:
    words = Text("Stay where you are.", "Restez où vous êtes.")
    made = actions.write_passage(crisis_id=crisis_id, title=words, text=words, viewer=lead, origin=origin())
    if approved:
        actions.approve_passage(passage_id=made, viewer=somebody("Ola", Role.CONTENT_OWNER), origin=origin())
    return made


def seen_of(family_id: int, viewer: Viewer, now: datetime = NOW) -> dict[int, int]:
    found = queries.family_of(family_id, viewer=viewer, now=now)
    return {one.question.enquiry_id: max(each.contact_id for each in one.question.contacts) for one in found.cases}


def drain() -> None:
    for name, kinds in {
        "crises.take_mail_in": ["enquiry.opened"],
        "crises.follow_questions": ["enquiry.answered", "enquiry.set_aside", "enquiry.joined", "enquiry.reopened"],
    }.items():
        settle(name, list(Entry.objects.filter(kind__in=kinds).order_by("id").values_list("pk", flat=True)))


def test_one_act_opens_the_form_the_notice_and_the_line(crisis: int, lead: Viewer) -> None:
    found = queries.crisis_at("fires-2026")
    assert found is not None
    assert found.is_open
    assert found.box == "fires@example.org"
    shown = notices_for([NoticeAudience.PUBLIC], on=NOW.date(), countries=["LBN"])
    assert [one.title.en for one in shown] == ["Wildfires"]
    assert [one.crisis_id for one in queries.open_crises()] == [crisis]
    agent = somebody("Zoe", Role.AGENT)
    assert queries.waiting_families(crisis, viewer=agent, now=NOW) == []


def test_a_plan_that_is_refused_leaves_no_notice(lead: Viewer) -> None:
    with pytest.raises(CannotAct) as refused:
        actions.open_crisis(plan=replace(PLAN, countries=("ZZZ",)), viewer=lead, origin=origin())
    assert refused.value.reasons == (CrisisRefusal.NO_COUNTRY,)
    assert not Crisis.objects.exists()
    assert notices_for([NoticeAudience.PUBLIC], on=NOW.date()) == []


def test_only_who_leads_opens_and_closes(crisis: int) -> None:
    agent = somebody("Zoe", Role.AGENT, Role.SUPERVISOR)
    with pytest.raises(CannotAct):
        actions.open_crisis(plan=replace(PLAN, address="other"), viewer=agent, origin=origin())
    with pytest.raises(CannotAct):
        actions.close_crisis(crisis_id=crisis, lessons={LessonKind.WORKED: "x"}, viewer=agent, origin=origin())


def test_two_crises_do_not_share_an_address_or_a_box(crisis: int, lead: Viewer) -> None:
    with pytest.raises(CannotAct) as refused:
        actions.open_crisis(plan=PLAN, viewer=lead, origin=origin())
    assert refused.value.reasons == (CrisisRefusal.NAME_TAKEN,)
    with pytest.raises(CannotAct) as refused:
        actions.open_crisis(plan=replace(PLAN, address="other", box="fires@example.org"), viewer=lead, origin=origin())
    assert refused.value.reasons == (CrisisRefusal.BOX_TAKEN,)


def test_whoever_is_most_at_risk_stands_first_then_whoever_wrote_first(crisis: int) -> None:
    calm = wrote(crisis, email="a@example.org", at=NOW)
    later = wrote(crisis, email="b@example.org", at=NOW + timedelta(minutes=2), SAFETY="LIFE")
    first = wrote(crisis, email="c@example.org", at=NOW + timedelta(minutes=1), HEALTH="URGENT_CARE")
    line = queries.waiting_families(crisis, viewer=somebody("Zoe", Role.AGENT), now=NOW)
    order = [Case.objects.get(family=one.family_id).enquiry_id for one in line]
    assert order == [first, later, calm]
    assert [one.band for one in line] == [Band.DANGER, Band.DANGER, Band.USUAL]
    # A page that goes on after the first shows the rest, each once.
    rest = queries.waiting_families(crisis, viewer=somebody("Yan", Role.AGENT), now=NOW, after=line[0].place)
    assert [one.family_id for one in rest] == [one.family_id for one in line[1:]]


def test_the_same_form_sent_twice_is_one_question_and_more_said_takes_no_risk_away(crisis: int) -> None:
    token = uuid4()
    given: dict[str, Any] = {
        "crisis_id": crisis, "token": token, "text": TEXT, "language": Language.EN, "viewer": VISITOR,
        "origin": origin(), "email": "a@example.org",
    }  # fmt: skip
    one = actions.report(answers={"SAFETY": "LIFE"}, **given)
    two = actions.report(answers={"SAFETY": "SAFE"}, **given)
    assert one.enquiry_reference == two.enquiry_reference
    case = Case.objects.get()
    assert case.band == Band.DANGER
    assert Entry.objects.filter(kind="crisis.case_taken").count() == 1


def test_what_is_no_answer_of_ours_is_not_kept(crisis: int) -> None:
    wrote(crisis, email="a@example.org", SAFETY="my name is Amina", NOSUCH="LIFE")
    assert Case.objects.get().answers == {}


def test_a_family_is_one_line_by_the_number_that_they_have(crisis: int) -> None:
    one = wrote(crisis, email="a@example.org")
    receipt = actions.report(
        crisis_id=crisis, token=uuid4(), text="I am her brother. Where is the bus?", language=Language.EN,
        answers={"SAFETY": "NO_SHELTER"}, viewer=VISITOR, origin=origin(), email="b@example.org",
        family_reference=reference_of(one),
    )  # fmt: skip
    (line,) = queries.waiting_families(crisis, viewer=somebody("Zoe", Role.AGENT), now=NOW)
    assert line.waiting == 2
    assert line.band == Band.RAISED
    # Each has a number of their own: nothing of one is told to the other.
    assert rows_in(receipt.enquiry_reference)[0] != one


def test_families_are_joined_by_hand_and_parted_again(crisis: int) -> None:
    agent = somebody("Zoe", Role.AGENT)
    wrote(crisis, email="a@example.org")
    wrote(crisis, email="b@example.org", at=NOW + timedelta(minutes=1), SAFETY="LIFE")
    danger, calm = (one.family_id for one in queries.waiting_families(crisis, viewer=agent, now=NOW))
    kept = actions.join_families(one_id=danger, other_id=calm, viewer=agent, origin=origin())
    (line,) = queries.waiting_families(crisis, viewer=agent, now=NOW)
    assert (kept, line.family_id, line.waiting, line.band) == (calm, calm, 2, Band.DANGER)
    with pytest.raises(CannotAct):
        actions.join_families(one_id=danger, other_id=calm, viewer=agent, origin=origin())
    actions.part_family(family_id=danger, viewer=agent, origin=origin())
    assert len(queries.waiting_families(crisis, viewer=agent, now=NOW)) == 2
    with pytest.raises(NotAllowed):
        actions.join_families(one_id=danger, other_id=calm, viewer=somebody("Max", Role.CONTENT_OWNER), origin=origin())


def test_an_e_mail_to_the_address_of_the_crisis_is_put_to_it_and_others_are_not(crisis: int) -> None:
    for number, to in enumerate(["Help <fires@example.org>", "questions@example.org"]):
        raw = f"From: a{number}@example.org\nTo: {to}\nSubject: help\nMessage-ID: <{number}@example.org>\n\n{TEXT}\n"
        receive_mail(raw=raw.encode(), ours=ours(), origin=origin())
    drain()
    drain()
    assert [case.enquiry.asker.value for case in Case.objects.all() if case.enquiry.asker] == ["a0@example.org"]


def test_words_read_later_raise_the_risk_and_never_lower_it(crisis: int) -> None:
    row = wrote(crisis, email="a@example.org", CHILDREN="WITH_US")
    actions.rank_case(enquiry_id=row, urgency=3, origin=origin())
    actions.rank_case(enquiry_id=row, urgency=0, origin=origin())
    assert Family.objects.get().band == Band.DANGER
    actions.rank_case(enquiry_id=row + 1_000, urgency=3, origin=origin())


def test_danger_in_the_words_of_an_e_mail_puts_it_first(crisis: int) -> None:
    for number, text in enumerate([TEXT, "They are shooting at our house right now and will kill us. Please help."]):
        raw = f"From: a{number}@example.org\nTo: fires@example.org\nMessage-ID: <{number}@example.org>\n\n{text}\n"
        receive_mail(raw=raw.encode(), ours=ours(), origin=origin())
    drain()
    for entry in Entry.objects.filter(kind="enquiry.opened"):
        settle("enquiries.read_again", [entry.pk])
    settle("crises.rank_heard", list(Entry.objects.filter(kind="enquiry.heard").values_list("pk", flat=True)))
    first, second = queries.waiting_families(crisis, viewer=somebody("Zoe", Role.AGENT), now=NOW)
    assert first.band == Band.DANGER
    assert second.band < Band.DANGER
    assert Case.objects.get(family=first.family_id).enquiry.asker.value == "a1@example.org"  # type: ignore[union-attr]


def test_a_whole_family_is_answered_once_in_their_languages(crisis: int, lead: Viewer) -> None:
    agent = somebody("Zoe", Role.AGENT)
    wrote(crisis, email="a@example.org")
    wrote(crisis, email="b@example.org", text="Bonjour, nous sommes quatre et la route est fermée. Que faire ?")
    one, other = (row.family_id for row in queries.waiting_families(crisis, viewer=agent, now=NOW))
    kept = actions.join_families(one_id=one, other_id=other, viewer=agent, origin=origin())
    answered = actions.answer_family(
        family_id=kept, passage_id=passage(crisis, lead), seen=seen_of(kept, agent), viewer=agent, origin=origin()
    )
    assert answered == 2
    assert {one.text for one in Answer.objects.all()} == {"Stay where you are.", "Restez où vous êtes."}
    drain()
    assert queries.waiting_families(crisis, viewer=agent, now=NOW) == []
    figures = queries.figures_of(crisis, viewer=lead)
    assert (figures.questions, figures.answered, figures.families_waiting) == (2, 2, 0)


def test_what_was_not_approved_or_came_meanwhile_is_not_answered(crisis: int, lead: Viewer) -> None:
    agent = somebody("Zoe", Role.AGENT)
    wrote(crisis, email="a@example.org")
    (line,) = queries.waiting_families(crisis, viewer=agent, now=NOW)
    draft = passage(crisis, lead, approved=False)
    with pytest.raises(CannotAct) as refused:
        actions.answer_family(
            family_id=line.family_id,
            passage_id=draft,
            seen=seen_of(line.family_id, agent),
            viewer=agent,
            origin=origin(),
        )
    assert refused.value.reasons == (CrisisRefusal.NOT_APPROVED,)
    with pytest.raises(CannotAct) as refused:
        actions.approve_passage(passage_id=draft, viewer=lead, origin=origin())
    assert refused.value.reasons == (CrisisRefusal.YOUR_OWN,)
    with pytest.raises(CannotWork):
        actions.answer_family(
            family_id=line.family_id, passage_id=passage(crisis, lead), seen={}, viewer=agent, origin=origin()
        )
    assert Enquiry.objects.get().state == EnquiryState.OPEN


def test_who_was_lent_answers_after_the_training_and_only_until_the_day_agreed(crisis: int, lead: Viewer) -> None:
    lucy = somebody("Lucy", Role.SURGE)
    wrote(crisis, email="a@example.org")
    with pytest.raises(NotAllowed):
        queries.waiting_families(crisis, viewer=lucy, now=NOW)
    until = NOW + timedelta(days=5)
    actions.lend(crisis_id=crisis, email="LUCY@example.org", until=until, viewer=lead, origin=origin())
    assert [one.crisis_id for one in queries.my_crises(lucy, now=NOW)] == [crisis]
    assert queries.standing_in(crisis, viewer=lucy, now=NOW).refusal is CrisisRefusal.NOT_TRAINED
    with pytest.raises(CannotAct):
        actions.finish_training(crisis_id=crisis, answers={}, viewer=lucy, origin=origin())
    right = {part.code: part.right for part in queries.training(NOW.date())}
    actions.finish_training(crisis_id=crisis, answers=right, viewer=lucy, origin=origin())
    (line,) = queries.waiting_families(crisis, viewer=lucy, now=NOW)
    seen = seen_of(line.family_id, lucy)
    answer = passage(crisis, lead)
    with pytest.raises(NotAllowed):
        actions.answer_family(family_id=line.family_id, passage_id=answer, seen=seen, viewer=lucy, origin=origin(until))
    actions.answer_family(family_id=line.family_id, passage_id=answer, seen=seen, viewer=lucy, origin=origin())
    assert queries.my_crises(lucy, now=until) == []


def test_who_goes_back_early_may_nothing_from_then_on_and_may_be_lent_again(crisis: int, lead: Viewer) -> None:
    lucy = somebody("Lucy", Role.SURGE)
    given: dict[str, Any] = {"crisis_id": crisis, "email": "lucy@example.org", "viewer": lead, "origin": origin()}
    first = actions.lend(until=NOW + timedelta(days=5), **given)
    with pytest.raises(CannotAct) as refused:
        actions.lend(until=NOW + timedelta(days=6), **given)
    assert refused.value.reasons == (CrisisRefusal.LENT_ALREADY,)
    actions.send_back(lent_id=first, viewer=lead, origin=origin())
    assert queries.standing_in(crisis, viewer=lucy, now=NOW).refusal is CrisisRefusal.NOT_YOURS
    actions.lend(until=NOW + timedelta(days=6), **given)
    assert Lent.objects.filter(ended_at=None).count() == 1
    with pytest.raises(CannotAct) as refused:
        actions.lend(**(given | {"email": "nobody@example.org"}), until=NOW + timedelta(days=1))
    assert refused.value.reasons == (CrisisRefusal.NOT_STAFF,)


def test_closing_ends_the_form_the_notice_and_the_loans_and_leaves_the_questions(crisis: int, lead: Viewer) -> None:
    somebody("Lucy", Role.SURGE)
    wrote(crisis, email="a@example.org")
    actions.lend(
        crisis_id=crisis, email="lucy@example.org", until=NOW + timedelta(days=5), viewer=lead, origin=origin()
    )
    with pytest.raises(CannotAct) as refused:
        actions.close_crisis(crisis_id=crisis, lessons={LessonKind.WORKED: "  "}, viewer=lead, origin=origin())
    assert refused.value.reasons == (CrisisRefusal.NO_LESSON,)
    actions.close_crisis(
        crisis_id=crisis, lessons={LessonKind.CHANGE: "Open it an hour earlier."}, viewer=lead, origin=origin()
    )
    assert notices_for([NoticeAudience.PUBLIC], on=NOW.date(), countries=["LBN"]) == []
    assert not Lent.objects.filter(ended_at=None).exists()
    assert Enquiry.objects.get().state == EnquiryState.OPEN
    assert [one.text for one in queries.lessons_of(crisis, viewer=lead)] == ["Open it an hour earlier."]
    with pytest.raises(CannotAct):
        wrote(crisis, email="b@example.org")


def test_a_question_joined_to_another_brings_its_risk_with_it(crisis: int) -> None:
    agent = somebody("Zoe", Role.AGENT)
    one = wrote(crisis, email="a@example.org", SAFETY="LIFE")
    two = wrote(
        crisis, email="a@example.org", at=NOW + timedelta(minutes=1), text="And where do we find a doctor there?"
    )
    kept = join_enquiries(one_id=two, other_id=one, viewer=agent, origin=origin())
    drain()
    (line,) = queries.waiting_families(crisis, viewer=agent, now=NOW)
    assert (line.waiting, line.band) == (1, Band.DANGER)
    assert kept in {one, two}


def test_nobody_approves_their_own_words_also_not_beside_the_rules(crisis: int, lead: Viewer) -> None:
    made = passage(crisis, lead, approved=False)
    with pytest.raises(IntegrityError), transaction.atomic():
        Passage.objects.filter(pk=made).update(approved_by=lead.staff_id, approved_at=NOW)


def test_what_was_said_of_safety_goes_with_the_words_of_the_question(crisis: int) -> None:
    row = wrote(crisis, email="a@example.org", SAFETY="LIFE")
    assert forget_cases() == 0
    Enquiry.objects.filter(pk=row).update(forgotten_at=NOW)
    assert forget_cases() == 1
    assert not Family.objects.exists()


def test_the_journal_has_no_word_of_what_was_written(crisis: int) -> None:
    wrote(crisis, email="amina@example.org", SAFETY="LIFE")
    said = " ".join(str(entry.payload) for entry in Entry.objects.all())
    assert "amina" not in said
    assert "road" not in said


@pytest.mark.django_db(transaction=True)
def test_many_of_one_family_at_once_are_one_line_with_all_of_them() -> None:
    lead = somebody("Lea", Role.MANAGER)
    crisis = actions.open_crisis(plan=PLAN, viewer=lead, origin=origin())
    first = reference_of(wrote(crisis, email="a@example.org"))

    def write(number: int) -> None:
        try:
            actions.report(
                crisis_id=crisis, token=uuid4(), text=f"{TEXT} We are in house {number}.", language=Language.EN,
                answers={"SAFETY": "LIFE"} if number == 3 else {}, viewer=VISITOR, origin=origin(),
                email=f"b{number}@example.org", family_reference=first,
            )  # fmt: skip
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as hands:
        list(hands.map(write, range(6)))
    (line,) = queries.waiting_families(crisis, viewer=somebody("Zoe", Role.AGENT), now=NOW)
    assert (line.waiting, line.band) == (7, Band.DANGER)
