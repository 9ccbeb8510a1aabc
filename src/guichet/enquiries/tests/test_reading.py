"""What a message says: heard by words and by examples, kept, put right by a person, and measured."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.core import mail

from guichet.applications.tests.factories import ApplicationFactory
from guichet.enquiries.actions.reading import WANTED, correct_reading
from guichet.enquiries.hearing import by_words_only, learnt
from guichet.enquiries.measuring import measure
from guichet.enquiries.models import Correction, Enquiry, Reading
from guichet.enquiries.queries import NotAllowed
from guichet.enquiries.queries.reading import reading_figures, reading_of, unwanted
from guichet.enquiries.reading_policy import LEARNT, made_of, sections, signs
from guichet.enquiries.reading_terms import Axis, Mood, Urgency
from guichet.enquiries.rules.reading import SAID, Sign, heard_in, pieces, rank, reading
from guichet.enquiries.sorter import read_enquiries
from guichet.enquiries.terms import EnquiryState
from guichet.enquiries.tests.handing_in import NOW, drain, handed_in, origin
from guichet.enquiries.tests.test_working import agent
from guichet.foundation.languages import Language
from guichet.identity.terms import Role
from guichet.knowledge.queries import Finding
from guichet.language.meaning import encoder
from guichet.language.signs import Example, Unlike, learn_signs, take_up_signs
from guichet.worklists.models import Task

TODAY = NOW.date()
DANGER = Sign("REMOVAL", Urgency.DANGER, True, Mood.CALM, 0.65, 0.35, ("deport (me/us)",))
SPAM = Sign("UNWANTED", Urgency.USUAL, False, Mood.CALM, 0.9, 0.6, ("casino",))
CROSS = Sign("ANGRY", Urgency.USUAL, False, Mood.ANGRY, 0.5, 0.35)
SICK = Sign("MEDICAL", Urgency.URGENT, True, Mood.WORRIED, 0.5, 0.35)
FOUR = (DANGER, SPAM, CROSS, SICK)
KEPT_BACK = Path(__file__).parents[4] / "tests" / "data" / "signs"


def nothing(text: str, language: Language, *, on: object) -> Finding:
    return Finding(text_language=language, ranked=(), confidence=0.0, answered=False)


@pytest.mark.parametrize(
    ("heard", "urgency", "mood", "is_unwanted", "unsure"),
    [
        ({}, Urgency.USUAL, Mood.CALM, False, ()),
        ({"REMOVAL": 0.9}, Urgency.DANGER, Mood.CALM, False, ()),
        ({"REMOVAL": 0.4}, Urgency.USUAL, Mood.CALM, False, (Axis.URGENCY, Axis.NEEDS)),
        ({"REMOVAL": 0.4, "MEDICAL": 0.7}, Urgency.URGENT, Mood.WORRIED, False, (Axis.URGENCY, Axis.NEEDS)),
        ({"MEDICAL": 0.7, "ANGRY": 0.6}, Urgency.URGENT, Mood.ANGRY, False, ()),
        ({"UNWANTED": 0.95}, Urgency.USUAL, Mood.CALM, True, ()),
        # What may be danger is never set aside, however much it looks like unwanted mail.
        ({"UNWANTED": 0.99, "REMOVAL": 0.4}, Urgency.USUAL, Mood.CALM, False,
         (Axis.URGENCY, Axis.NEEDS, Axis.UNWANTED)),
        ({"UNWANTED": 0.99, "MEDICAL": 0.8}, Urgency.URGENT, Mood.WORRIED, False, (Axis.UNWANTED,)),
        ({"UNWANTED": 0.7}, Urgency.USUAL, Mood.CALM, False, (Axis.UNWANTED,)),
    ],
)  # fmt: skip
def test_what_was_heard_becomes_a_reading(
    heard: dict[str, float], urgency: Urgency, mood: Mood, is_unwanted: bool, unsure: tuple[Axis, ...]
) -> None:
    found = reading([heard], FOUR)
    assert (found.urgency, found.mood, found.is_unwanted, found.unsure) == (urgency, mood, is_unwanted, unsure)
    assert 0 <= found.urgency_confidence <= 1


def test_who_is_known_sends_no_unwanted_mail_and_the_most_urgent_message_counts() -> None:
    assert not reading([{"UNWANTED": 1.0}], FOUR, is_known=True).is_unwanted
    assert reading([{"REMOVAL": 0.9}, {}], FOUR).urgency is Urgency.DANGER
    assert reading([{"ANGRY": 0.9}, {"MEDICAL": 0.9}], FOUR).mood is Mood.WORRIED


def test_what_may_be_danger_stands_before_what_is_usual() -> None:
    assert rank(Urgency.USUAL, [Axis.URGENCY]) is Urgency.URGENT
    assert rank(Urgency.DANGER, []) is Urgency.DANGER


def test_a_phrase_is_heard_however_it_is_written() -> None:
    assert heard_in("They want to DEPORT us!", FOUR, by_words_only)["REMOVAL"] == SAID
    assert heard_in("The deportation office", FOUR, by_words_only)["REMOVAL"] == 0.0


def test_a_long_message_is_heard_in_few_pieces() -> None:
    assert len(pieces("This is one sentence. " * 3 + "\n".join(f"Line number {n} here" for n in range(5_000)))) < 50


def test_the_assistants_words_of_danger_are_heard_here_too() -> None:
    known = signs(TODAY)
    assert heard_in("he locks me in, domestic violence", known, by_words_only)["VIOLENCE"] > 0
    assert heard_in("j’ai envie de mourir", known, by_words_only)["SELF_HARM"] > 0


def test_what_ships_was_learnt_from_the_examples_that_ship() -> None:
    kept = take_up_signs(LEARNT)
    assert (kept.made_of, kept.encoder) == (made_of(), encoder().name), (
        "after a change of examples: guichet signs learn"
    )
    assert {sign.code for sign in signs(TODAY)} == set(kept.names)


def test_what_was_learnt_with_another_encoder_says_nothing() -> None:
    class Other:
        name = "other"

        def vectors(self, texts):  # type: ignore[no-untyped-def]
            raise AssertionError

    with pytest.raises(Unlike):
        take_up_signs(LEARNT).heard(["a"], Other())


def test_words_alone_must_do_where_what_was_learnt_cannot_be_read(monkeypatch: pytest.MonkeyPatch) -> None:
    def gone() -> None:
        raise FileNotFoundError

    monkeypatch.setattr("guichet.enquiries.hearing._kept", gone)
    assert learnt(["a", "b"]) == [{}, {}]


def test_signs_are_learnt_from_examples() -> None:
    said = {"fee": ["what does it cost", "how much is the fee", "price of a visa", "the amount to pay"],
            "": ["where is my file", "my passport expired", "when will you decide", "I moved"]}  # fmt: skip
    given_ = [Example(t, frozenset({k} - {""}), n) for k, ts in said.items() for n, t in enumerate(ts)]
    found = learn_signs(given_, ["fee"], encoder())
    (fee, other) = found.heard(["how much must I pay for it", "did you get my letter"], encoder())
    assert fee["fee"] > other["fee"]


@pytest.mark.parametrize("language", ["en", "fr"])
def test_danger_is_heard_in_messages_kept_back(language: str) -> None:
    found = measure(sections((KEPT_BACK / f"{language}.txt").read_text()), TODAY)
    assert found.before_a_person >= 0.95, found.missed
    assert found.perhaps_alarms <= 0.2
    assert found.wanted_set_aside == 0


# --- Kept, ranked, put right -----------------------------------------------------------------------------------
def _row(**more: object) -> Enquiry:
    receipt = handed_in(**more)
    return Enquiry.objects.get(links__contact=receipt.contact_id)


def _read(*rows: Enquiry) -> int:
    return read_enquiries([row.pk for row in rows], at=NOW, asking=nothing)


@pytest.mark.django_db
def test_danger_goes_to_the_front_and_shows_on_the_page_and_no_second_reading_is_made() -> None:
    row = _row(subject="", text="They deport us on Friday, my flight is booked by the border agency.")
    assert (_read(row), _read(row)) == (1, 0)
    kept = Reading.objects.get(pk=row.pk)
    assert kept.urgency == Urgency.DANGER
    assert "REMOVAL" in kept.needs
    assert Task.objects.get(pk=row.task_id).urgency == Urgency.DANGER


@pytest.mark.django_db
def test_a_later_message_is_read_too_and_a_persons_word_stays_unless_that_is_more_urgent() -> None:
    row = _row(text="When is my study permit decided?")
    _read(row)
    who = agent()
    correct_reading(enquiry_id=row.pk, axis=Axis.URGENCY, right="1", viewer=who, origin=origin())
    assert Task.objects.get(pk=row.task_id).urgency == Urgency.SOON
    assert Axis.URGENCY in reading_of(row.pk).said_by_person
    handed_in("m-2", text="I was arrested and I am detained at the holding centre.", thread=("m-1",), key=row.key)
    assert _read(row) == 1
    assert reading_of(row.pk).urgency is Urgency.DANGER
    assert Task.objects.get(pk=row.task_id).urgency == Urgency.DANGER


@pytest.mark.django_db
def test_unwanted_mail_is_set_aside_unanswered_and_a_person_may_bring_it_back() -> None:
    spam = "Dear friend, I have an inheritance of ten million dollars. Click the link to claim your casino prize."
    row = _row(subject="Casino", text=spam)
    drain()
    row.refresh_from_db()
    assert (row.state, row.task_id, mail.outbox) == (EnquiryState.SET_ASIDE, None, [])
    who = agent()
    (listed,) = unwanted(viewer=who)
    assert listed.enquiry_id == row.pk
    correct_reading(enquiry_id=row.pk, axis=Axis.UNWANTED, right=WANTED, viewer=who, origin=origin())
    row.refresh_from_db()
    assert row.state == EnquiryState.OPEN
    assert Task.objects.filter(pk=row.task_id, state="OPEN").exists()
    assert unwanted(viewer=who) == []
    drain()
    assert mail.outbox, "who was taken for unwanted hears now that we have their question"


@pytest.mark.django_db
def test_a_clients_mail_is_never_set_aside() -> None:
    row = _row(client_id=ApplicationFactory().client.pk, text="casino casino, click the link to claim your prize")
    _read(row)
    assert not Reading.objects.get(pk=row.pk).is_unwanted


@pytest.mark.django_db
def test_corrections_are_measured_by_class_and_language() -> None:
    rows = [_row(external_id=f"m-{n}", email=f"a{n}@example.org", text="Where is my file?") for n in range(6)]
    _read(*rows)
    who = agent()
    correct_reading(enquiry_id=rows[0].pk, axis=Axis.MOOD, right="ANGRY", viewer=who, origin=origin())
    found = reading_figures(
        viewer=agent(role=Role.SUPERVISOR), since=NOW - timedelta(days=1), until=NOW + timedelta(days=1)
    )
    calm = next(one for one in found if one.axis is Axis.MOOD)
    assert (calm.said, calm.language, calm.read, calm.corrected) == ("CALM", Language.EN, 6, 1)


@pytest.mark.django_db
def test_who_may_not_read_a_question_may_not_judge_it_and_no_nonsense_is_taken() -> None:
    row = _row(client_id=ApplicationFactory().client.pk)
    _read(row)
    with pytest.raises(NotAllowed):
        correct_reading(enquiry_id=row.pk, axis=Axis.MOOD, right="ANGRY", viewer=agent(), origin=origin())
    who = agent(row.client_id)
    with pytest.raises(ValueError, match="URGENCY"):
        correct_reading(enquiry_id=row.pk, axis=Axis.URGENCY, right="9", viewer=who, origin=origin())
    assert not Correction.objects.exists()
