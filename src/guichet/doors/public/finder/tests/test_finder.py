"""Find your program: one thing a page, kept only when asked, resumed in the other language, and never at a loss."""

import re
from html import unescape
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from guichet.applications.tests.factories import UserFactory
from guichet.doors.public.finder.pages import slug
from guichet.plans.models import Plan
from guichet.plans.queries import carried, open_plan
from guichet.plans.terms import PlanKind
from guichet.processing_times.models import Estimate, Publication
from guichet.programs.queries import catalogue

ANSWERS = {
    "GOAL": "STUDY",
    "PLACE": "ABROAD",
    "STANDING": "NONE",
    "SCHOOL": "YES",
    "LONG_STUDY": "YES",
    "ATTESTATION": "MISSING",
}


def at(name: str, *args: str, language: str = "en") -> str:
    with override(language):
        return reverse(f"public:{name}", args=args)


def seen(answer: Any) -> str:
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", answer.content.decode())))


def revision_in(answer: Any) -> str:
    found = re.search(r'name="revision" value="(\d+)"', answer.content.decode())
    return found.group(1) if found else ""


def say(browser: Client, code: str, word: str | dict[str, str], language: str = "en") -> Any:
    address = at("finder-question", slug(code), language=language)
    revision = revision_in(browser.get(address))
    said = word if isinstance(word, dict) else {"answer": word}
    return browser.post(address, {**said, "revision": revision})


def through(browser: Client, answers: dict[str, str]) -> Any:
    found = None
    for code, word in answers.items():
        found = say(browser, code, word)
        assert found.status_code == 302, (code, seen(found))
    return found


@pytest.fixture
def browser(client: Client, db: None) -> Client:
    return client


def test_only_what_still_matters_is_asked_and_the_end_is_a_result(browser: Client) -> None:
    address = browser.get(at("finder-question", "next")).url
    asked = []
    while address != at("finder-result"):
        code = address.rstrip("/").rpartition("/")[2].upper().replace("-", "_")
        asked.append(code)
        address = say(browser, code, ANSWERS[code]).url
    assert asked == list(ANSWERS)
    text = seen(browser.get(address))
    assert text.index("Does not fit") < text.index("Study permit (from outside Canada)") < text.index("Other programs")
    assert "Needed: You have an attestation letter" in text
    assert "It would fit with: Do you have an attestation letter" in text


def test_the_list_says_how_long_it_takes_now_and_from_which_day_a_program_fits(browser: Client) -> None:
    publication = Publication.objects.create(as_of=timezone.localdate(), made_at=timezone.now())
    numbers = {"p10": 21, "p50": 30, "p80": 40, "p90": 49, "learned": 500}
    numbers |= dict.fromkeys(["open", "received", "decided", "withdrawn", "received_before", "decided_before"], 500)
    Estimate.objects.create(publication=publication, program="ETA", office="", **numbers)
    through(browser, {"GOAL": "VISIT", "PLACE": "ABROAD", "STANDING": "NONE", "COUNTRY": "FRA"})
    assert "If you apply now: 3 to 7 weeks" in seen(browser.get(at("finder-result")))
    assert "8 in 10 people who apply today will have a decision in 3 to 7 weeks." in seen(
        browser.get(at("finder-program", "eta"))
    )
    assert "3 à 7 semaines" in seen(browser.get(at("finder-result", language="fr")))


def test_the_smallest_change_is_said_and_when_it_is_made_the_page_says_what_it_changes(browser: Client) -> None:
    through(browser, ANSWERS)
    text = seen(browser.get(at("finder-program", "sp-out")))
    assert "Do you have an attestation letter from the province or territory? “Yes, I have one”" in text
    assert "where you said “Not yet”" in text
    assert say(browser, "ATTESTATION", "HAVE").url == at("finder-question", "study-money")
    assert say(browser, "STUDY_MONEY", "YES").url == at("finder-result")
    text = seen(browser.get(at("finder-result")))
    assert "Study permit (from outside Canada): Fits what you said (before: Does not fit)" in text
    say(browser, "ATTESTATION", "MISSING")
    text = seen(browser.get(at("finder-result")))
    assert "Study permit (from outside Canada): Does not fit (before: Fits what you said)" in text


def test_i_do_not_know_is_an_answer_everywhere_and_every_path_ends(browser: Client) -> None:
    address, count = browser.get(at("finder-question", "next")).url, 0
    while address != at("finder-result"):
        answer = browser.post(address, {"unknown": "1"})
        assert answer.status_code == 302
        address, count = answer.url, count + 1
        assert count < 70
    assert "May fit" in seen(browser.get(address))


@pytest.mark.parametrize("code", ["ETA", "EE-FSW", "CIT-GRANT", "PPT-COI", "FC-SPOUSE-IN"])
@pytest.mark.parametrize("language", ["en", "fr"])
def test_each_program_says_its_conditions_fee_papers_and_steps(browser: Client, code: str, language: str) -> None:
    through(browser, {"GOAL": "VISIT", "PLACE": "ABROAD", "STANDING": "NONE"})
    text = seen(browser.get(at("finder-program", code.lower(), language=language)))
    assert catalogue().program(code).name.say(language) in text  # type: ignore[arg-type]
    assert ("What it costs" if language == "en" else "Ce que cela coûte") in text


@pytest.mark.parametrize(
    ("code", "word"),
    [
        ("GOAL", {"answer": ""}),
        ("GOAL", {"answer": "DANCE"}),
        ("GOAL", {}),
        ("BIRTH", {"answer_0": "1", "answer_1": "1", "answer_2": "2999"}),
        ("BIRTH", {"answer_0": "31", "answer_1": "2", "answer_2": "1990"}),
        ("COUNTRY", {"answer": "XXX"}),
        ("FUNDS", {"answer": "a lot"}),
        ("FUNDS", {"answer": "NaN"}),
        ("FUNDS", {"answer": "1e400"}),
        ("FAMILY_SIZE", {"answer": "0"}),
        ("FAMILY_SIZE", {"answer": "²"}),
        ("DAYS_AWAY", {"answer": "-5"}),
        ("CLB", {"answer": "\x00"}),
    ],
)
def test_what_is_no_answer_is_said_and_changes_nothing(browser: Client, code: str, word: dict[str, str]) -> None:
    answer = say(browser, code, word)
    assert answer.status_code == 200
    assert 'class="error"' in answer.content.decode()
    assert seen(browser.get(at("finder-answers"))).count("Change") == 0


def test_nothing_is_kept_and_nothing_can_be_read_until_somebody_asks(browser: Client) -> None:
    through(browser, ANSWERS)
    assert not Plan.objects.exists()
    assert "ATTESTATION" not in str([session.get_decoded() for session in Session.objects.all()])


def kept_code(browser: Client) -> str:
    browser.post(at("finder-keep"))
    found = re.search(r"\d{4} \d{4} \d{4} \d{4}", seen(browser.get(at("finder-keep"))).replace("\xa0", " "))
    assert found
    return found.group()


def test_what_was_kept_goes_on_in_the_other_language_on_another_device(browser: Client) -> None:
    through(browser, ANSWERS)
    code = kept_code(browser)
    other = Client()
    answer = other.post(at("finder-resume", language="fr"), {"code": code.replace(" ", "-")})
    assert answer.url == at("finder-answers", language="fr")
    text = seen(other.get(answer.url))
    assert "Étudier au Canada" in text
    say(other, "ATTESTATION", "HAVE", language="fr")
    assert "HAVE" in str(open_plan(kind=PlanKind.FINDER, code=code, on=Plan.objects.get().expires_on))


def test_of_two_devices_the_later_sees_what_is_there_now(browser: Client) -> None:
    through(browser, ANSWERS)
    code, other = kept_code(browser), Client()
    other.post(at("finder-resume"), {"code": code})
    address = at("finder-question", "goal")
    stale = revision_in(browser.get(address))
    say(other, "GOAL", "WORK")
    answer = browser.post(address, {"answer": "VISIT", "revision": stale})
    assert answer.status_code == 200
    assert "changed on another device" in seen(answer)
    assert "You said: Work in Canada for some time" in seen(answer)
    assert say(browser, "GOAL", "VISIT").status_code == 302


@pytest.mark.parametrize("code", ["", "12", "1234 5678 9012 3459", "1234 5678 9012 3450", "\x00", "x" * 500])
def test_a_wrong_code_opens_nothing(browser: Client, code: str) -> None:
    answer = browser.post(at("finder-resume"), {"code": code})
    assert answer.status_code == 200


def test_what_was_removed_is_gone_everywhere(browser: Client) -> None:
    through(browser, ANSWERS)
    code = kept_code(browser)
    assert browser.get(at("finder-remove")).status_code == 200
    browser.post(at("finder-remove"), {"what": "all"})
    assert not Plan.objects.exists()
    assert "Start" in seen(browser.get(at("finder")))
    assert "Nothing is kept under this code" in seen(browser.post(at("finder-resume"), {"code": code}))


def test_a_device_may_be_left_and_the_code_still_opens(browser: Client) -> None:
    through(browser, ANSWERS)
    code = kept_code(browser)
    browser.post(at("finder-remove"), {"what": "device"})
    assert browser.get(at("finder-result")).url == at("finder")
    assert browser.post(at("finder-resume"), {"code": code}).status_code == 302


def test_a_device_hears_that_what_it_held_was_removed_elsewhere(browser: Client) -> None:
    through(browser, ANSWERS)
    kept_code(browser)
    Plan.objects.all().delete()
    assert "no longer kept" in seen(browser.get(at("finder")))


def test_signed_in_the_answers_stay_in_the_account_and_an_application_can_take_them(browser: Client) -> None:
    amina = UserFactory()
    through(browser, ANSWERS)
    code = kept_code(browser)
    browser.force_login(amina)
    browser.post(at("finder-keep"))
    plan = Plan.objects.get()
    assert plan.user_id == amina.pk
    again = Client()
    again.force_login(amina)
    assert "Study in Canada" in seen(again.get(at("finder-answers")))
    assert "Nothing is kept under this code" in seen(Client().post(at("finder-resume"), {"code": code}))
    assert carried(account_id=amina.pk, program="SP-OUT", on=plan.expires_on) == {
        "place_of_residence": "ABROAD",
        "status_in_canada": "NONE",
        "school": "YES",
        "long_study": "YES",
        "attestation": "MISSING",
    }
    assert carried(account_id=amina.pk, program="NOTHING", on=plan.expires_on) == {}
    with override("en"):
        form = reverse("public:program", args=["sp-out"])
    assert "What you said about yourself" in seen(again.get(form))
    assert "Not yet" in seen(again.get(form))
    assert "What you said about yourself" not in seen(Client().get(form))


def test_of_two_sets_of_answers_the_person_chooses(browser: Client) -> None:
    amina = UserFactory()
    first = Client()
    through(first, {"GOAL": "WORK"})
    first.force_login(amina)
    first.post(at("finder-keep"))
    through(browser, ANSWERS)
    browser.force_login(amina)
    asked = browser.post(at("finder-keep"))
    assert "Which answers should stay?" in seen(asked)
    assert "WORK" in Plan.objects.get().content
    browser.post(at("finder-keep"), {"instead": "1"})
    assert "STUDY" in Plan.objects.get().content
    third = Client()
    through(third, {"GOAL": "VISIT"})
    third.force_login(amina)
    third.post(at("finder-keep"), {"leave": "1"})
    assert "Study in Canada" in seen(third.get(at("finder-answers")))


def test_two_programs_stand_beside_one_another(browser: Client) -> None:
    through(browser, ANSWERS)
    text = seen(browser.get(at("finder-compare", "sp-out", "sp-in")))
    assert "Study permit (in Canada, new or extended)" in text
    assert browser.get(at("finder-compare", "sp-out", "sp-out")).status_code == 404
    assert browser.get(at("finder-compare", "sp-out", "nothing")).status_code == 404


def test_whoever_must_count_days_is_led_to_the_journal_of_trips(browser: Client) -> None:
    through(browser, {"GOAL": "CITIZEN"})
    journal = f'href="{at("days")}"'
    assert journal in browser.get(at("finder-program", "cit-grant")).content.decode()
    assert journal not in browser.get(at("finder-program", "cit-proof")).content.decode()


def test_nobody_finds_a_question_or_program_that_is_none(browser: Client) -> None:
    assert browser.get(at("finder-question", "nothing")).status_code == 404
    assert browser.get(at("finder-program", "nothing")).status_code == 404


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_result_weighs_little(browser: Client, language: str) -> None:
    through(browser, {"GOAL": "LIVE", "PLACE": "ABROAD", "STANDING": "NONE"})
    assert len(browser.get(at("finder-result", language=language)).content) < 60_000
