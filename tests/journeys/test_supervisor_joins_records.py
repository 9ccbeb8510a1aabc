"""A supervisor finds two records of one person among the work, joins them on proof, and parts them again."""

import re
from collections.abc import Callable

import pytest

from guichet.identity.terms import Role
from tests.browsing import DESK, PHONE, Person, width_of
from tests.journeys.given import a_client_with_a_file, new_number, new_uci, signs_in_as
from tests.service import Service, wait_for

# Two people whom nobody takes for one.
NAMES = {"en": "Farida Zerrouki", "fr": "Mireille Okonkwo"}
WORK = {"en": "/en/desk/work/", "fr": "/fr/soutien/travail/"}
# What is said to the owner of the record that is kept, and to the owner of the other.
TOLD = (
    "We found that two of our records are about you, and joined them.",
    "Your record was joined to another record that is about you.",
)
SUGGESTED = """
SELECT task.id, duplicate.id FROM worklists_task AS task
JOIN clients_duplicate AS duplicate ON task.subject = 'duplicate:' || duplicate.id
JOIN clients_client AS client ON client.id = duplicate.other_id
WHERE task.state = 'OPEN' AND client.uci = %s
"""


@pytest.mark.parametrize(("language", "width", "script"), [("en", DESK, True), ("fr", PHONE, False)])
def test_a_supervisor_joins_two_records_of_one_person_and_parts_them_again(
    service: Service, page_in: Callable[..., Person], language: str, width: int, script: bool
) -> None:
    ucis, numbers = (new_uci(), new_uci()), (new_number(), new_number())
    name = NAMES[language]
    for uci, number in zip(ucis, numbers, strict=True):
        service.hears(*a_client_with_a_file(uci, number, language=language, email=f"{uci}@example.org", names=[name]))
    task, duplicate = wait_for(lambda: next(iter(service.ask(SUGGESTED, ucis[1])), None), "a suggestion")
    leduc = page_in(language, width=width, script=script)
    signs_in_as(leduc, Role.SUPERVISOR)

    leduc.goes_to(WORK[language])
    leduc.then_it_is_accessible()
    leduc.goes_to(f"{WORK[language]}{task}/")
    leduc.presses(leduc.say("Take this task"))
    leduc.then_it_is_accessible()
    leduc.follows(leduc.say("Open what it is about"))
    leduc.does_not_see(numbers[0])
    leduc.then_it_is_accessible()
    leduc.presses(leduc.say("Open both and compare"))
    for number in numbers:
        leduc.sees(number)
    leduc.then_it_is_accessible()
    assert width_of(leduc.page) <= width

    leduc.chooses(f"{_shown(ucis[0])} – {name}")
    leduc.chooses(leduc.say("I saw an identity document that fits both records"))
    leduc.presses(leduc.say("Join the two records"))
    for number in numbers:
        leduc.sees(number)
    leduc.sees(_shown(ucis[1]))
    leduc.then_it_is_accessible()
    for uci, sentence in zip(ucis, TOLD, strict=True):
        assert service.wait_for_e_mail(f"{uci}@example.org", containing=leduc.say(sentence))
    assert service.ask("SELECT state, outcome FROM worklists_task WHERE id = %s", task) == [("DONE", "SAME")]

    leduc.follows(re.compile(f"^{leduc.say('Separate')}"))
    leduc.then_it_is_accessible()
    leduc.chooses(leduc.say("They are two people"))
    leduc.presses(leduc.say("Separate the records"))
    leduc.sees(numbers[0])
    leduc.does_not_see(numbers[1])
    leduc.then_it_is_accessible()
    assert service.ask("SELECT state FROM clients_duplicate WHERE id = %s", duplicate) == [("DIFFERENT",)]


def _shown(uci: str) -> str:
    return f"{uci[:2]}-{uci[2:6]}-{uci[6:]}"
