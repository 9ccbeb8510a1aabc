"""Long messages and those that lean on what came before: what is looked up, and which reading decides."""

from collections.abc import Callable
from datetime import date

import pytest

from guichet.assistant.policy import phrases
from guichet.assistant.rules import asked_before, heard, parts
from guichet.assistant.rules.following import after
from guichet.assistant.tests.knowing import Finding, Match
from guichet.language.matching import SURE_ENOUGH

DAY = date(2026, 11, 22)


def finding(**shares: float) -> Finding:
    ranked = sorted(shares.items(), key=lambda pair: -pair[1])
    best = ranked[0][1] if ranked else 0.0
    return Finding(tuple(Match(*one) for one in ranked), best, best >= SURE_ENOUGH)


def finder(whole: Finding, **said: Finding) -> Callable[[str], Finding]:
    """Return what finds `said` for a sentence that begins with its name, and `whole` for anything longer."""

    def find(text: str) -> Finding:
        word = text.split(maxsplit=1)[0].casefold()
        return said.get(word, finding()) if text.count(".") == 1 else whole

    return find


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("fees", ()),
        ("How  much\nis it", ()),
        ("", ()),
        ("I moved last week. Please!!! How do I tell you???", ("I moved last week.", "How do I tell you???")),
        ("Où est mon dossier ?Je suis fâché !", ("Où est mon dossier ?", "Je suis fâché !")),
    ],
)
def test_a_message_is_looked_up_as_a_whole_and_by_its_sentences(text: str, said: tuple[str, ...]) -> None:
    assert parts(text) == (" ".join(text.split()), *said)


def test_a_very_long_message_costs_ten_sentences_at_most() -> None:
    assert len(parts("Here comes another one. " * 5 + " ".join(f"This is number {n}." for n in range(90)))) == 11


TEXT = "First I tell this. Then I ask that."


@pytest.mark.parametrize(
    ("whole", "first", "then", "best", "answered"),
    [
        # Sure of itself: nothing else is asked.
        (finding(a=0.7), finding(b=0.9), finding(b=0.9), "a", True),
        # Two readings bear each other out.
        (finding(a=0.4, b=0.1), finding(b=0.3), finding(a=0.5), "a", True),
        # A sentence that is sure of what the whole is not about is offered, and does not decide.
        (finding(a=0.4), finding(a=0.1), finding(b=0.9), "b", False),
        # The whole is too unsure to name anything.
        (finding(a=0.2, b=0.1), finding(a=0.9), finding(), "a", False),
        # What the whole is about and a sentence bears out stands before what another sentence alone is sure of.
        (finding(a=0.4), finding(a=0.5), finding(b=0.9), "a", True),
        (finding(), finding(a=0.9), finding(), None, False),
    ],
)
def test_which_reading_decides(whole: Finding, first: Finding, then: Finding, best: str | None, answered: bool) -> None:
    found = heard(TEXT, finder(whole, first=first, then=then))
    assert (next((one.article_id for one in found.ranked), None), found.answered) == (best, answered)
    assert found.answered == (found.confidence >= SURE_ENOUGH)


INDIA, LOST = "How do I get a study permit from India?", "Now something else, I have lost my card"


@pytest.mark.parametrize(
    ("said", "asked"),
    [
        ([], ""),
        (["hello", "study permit"], "study permit"),
        ([INDIA, "how much is it?", "thanks"], INDIA),
        ([INDIA, LOST], LOST),
        (["will I be approved?"], ""),
    ],
)
def test_what_a_message_leans_on_is_what_was_last_asked_in_full(said: list[str], asked: str) -> None:
    assert asked_before(said, phrases(DAY)) == asked


def test_of_a_long_question_its_end_is_remembered() -> None:
    assert asked_before(["I tell you a story " * 60 + "how much is it?"], phrases(DAY)).endswith("how much is it?")
    assert len(asked_before(["I tell you a story " * 60], phrases(DAY))) == 300


@pytest.mark.parametrize(
    ("alone", "joined", "leads_to", "best", "answered"),
    [
        (finding(a=0.9), finding(b=0.9), (), "a", True),
        (finding(a=0.3, b=0.2), finding(b=0.7), (), "b", False),
        (finding(b=0.4), finding(b=0.7), (), "b", True),
        # What the last answer leads to is likelier to come next.
        (finding(a=0.3, b=0.25), finding(a=0.3, b=0.3), ("b",), "b", True),
        # What was answered before does not answer everything after it.
        (finding(a=0.35), finding(b=0.4), (), "a", False),
        (finding(), finding(), (), None, False),
    ],
)
def test_words_that_lean_are_read_alone_and_with_what_was_asked(
    alone: Finding, joined: Finding, leads_to: tuple[str, ...], best: str | None, answered: bool
) -> None:
    found = after(alone, joined, leads_to=leads_to)
    assert (next((one.article_id for one in found.ranked), None), found.answered) == (best, answered)
