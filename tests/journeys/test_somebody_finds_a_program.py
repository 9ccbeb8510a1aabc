"""Somebody finds a program on a phone, has the answers kept, and goes on with the code in the other language."""

import re
from collections.abc import Callable

import pytest

from tests.browsing import Person
from tests.service import Service

START = {"en": "/en/find-a-program/", "fr": "/fr/trouver-un-programme/"}
RESUME = {"en": "/en/find-a-program/code/", "fr": "/fr/trouver-un-programme/code/"}
GOAL = {"en": "/en/find-a-program/question/goal/", "fr": "/fr/trouver-un-programme/question/goal/"}
# What is said to each question, in both languages: the words of the tables.
SAID = {
    "en": ["Study in Canada", "Outside Canada", "I have none and never applied", "Yes", "Yes", "Not yet"],
    "fr": ["Étudier au Canada", "À l’extérieur du Canada", "Je n’en ai pas et n’ai jamais présenté de demande", "Oui",
           "Oui", "Pas encore"],
}  # fmt: skip
STUDY = {"en": "Study permit (from outside Canada)", "fr": "Permis d’études (de l’extérieur du Canada)"}
ATTESTED = {"en": "Yes, I have one", "fr": "Oui, j’en ai une"}


@pytest.mark.parametrize(("language", "other"), [("en", "fr"), ("fr", "en")])
def test_somebody_finds_a_program_and_goes_on_in_the_other_language(
    service: Service, page_in: Callable[..., Person], language: str, other: str
) -> None:
    phone = page_in(language, script=False)
    phone.goes_to(START[language])
    phone.then_it_is_accessible()
    phone.follows(phone.say("Start"))
    for words in SAID[language]:
        phone.then_it_is_accessible()
        phone.chooses(words)
        phone.presses(phone.say("Continue"))

    # Why it does not fit, and the smallest change that would make it fit.
    phone.sees(STUDY[language])
    phone.sees(phone.say("Does not fit"))
    phone.then_it_is_accessible()
    phone.follows(STUDY[language])
    phone.sees(phone.say("What would make it fit"))
    phone.sees(ATTESTED[language])
    phone.then_it_is_accessible()
    phone.page.go_back()

    # Kept under a code, which opens it on another device in the other language.
    phone.presses(phone.say("Have my answers kept"))
    phone.sees(phone.say("Your answers are kept"))
    phone.then_it_is_accessible()
    found = re.search(r"\d{4}\s\d{4}\s\d{4}\s\d{4}", phone.page.get_by_role("main").inner_text())
    assert found
    library = page_in(other)
    library.goes_to(RESUME[other])
    library.fills(library.say("Your code"), "1234 5678 9012 3450")
    library.presses(library.say("Continue"))
    library.sees(library.say("A digit of this code is not right. Compare it with what you wrote down."))
    library.then_it_is_accessible()
    library.fills(library.say("Your code"), found.group())
    library.presses(library.say("Continue"))
    library.sees(SAID[other][0])
    library.then_it_is_accessible()

    # One answer is changed; the rest is asked, and the result says what it changes.
    library.goes_to(GOAL[other].replace("goal", "attestation"))
    library.chooses(ATTESTED[other])
    library.presses(library.say("Continue"))
    library.chooses(library.say("Yes"))
    library.presses(library.say("Continue"))
    library.sees(library.say("Fits what you said"))
    library.then_it_is_accessible()
