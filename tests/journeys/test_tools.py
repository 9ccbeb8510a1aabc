"""Somebody finds out what they need before they apply: with scripts and without, on a phone, in both languages."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, expect

from tests.browsing import PHONE, Person, width_of, without_scripts
from tests.service import Service

MEXICO = {"en": "Mexico", "fr": "Mexique"}
WAY = {"en": "By air", "fr": "Par avion"}
GO_ON = {"en": "Continue", "fr": "Continuer"}
SHOW = {"en": "See the answer", "fr": "Voir la réponse"}
NEEDS = {
    "en": "You need an electronic travel authorization (eTA).",
    "fr": "Il vous faut une autorisation de voyage électronique (AVE).",
}
PATHS = {"en": "/en/tools/", "fr": "/fr/outils/"}
PROFILE = (
    "age=30&schooling=masters&partner=alone&first_language=en&speaking=8&listening=8&reading=8&writing=8"
    "&canadian_years=1&foreign_years=2&canadian_study=none&nomination=no&done=4"
)
POINTS = f"/en/tools/express-entry-points/?{PROFILE}"


@pytest.mark.parametrize("script", [True, False], ids=["with scripts", "without scripts"])
@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_traveller_finds_out_that_an_eta_is_enough(
    service: Service, page_in: Callable[..., Person], language: str, script: bool
) -> None:
    rosa = page_in(language, script=script)
    rosa.page.goto(f"{service.address}{PATHS[language]}")
    rosa.then_it_is_accessible()
    rosa.follows(re.compile("AVE|eTA"))
    rosa.page.locator("select[name=country]").select_option(label=MEXICO[language])
    rosa.page.get_by_label(WAY[language], exact=True).check()
    rosa.presses(GO_ON[language])

    for name, said in (("has_visa", "no"), ("visa_before", "no"), ("us_visa", "yes")):
        rosa.page.locator(f"input[name={name}][value={said}]").check()
    rosa.then_it_is_accessible()
    rosa.presses(SHOW[language])

    rosa.sees(NEEDS[language])
    rosa.then_it_is_accessible()
    assert width_of(rosa.page) <= PHONE
    # The address is all there is to keep: it gives the same answer again.
    rosa.page.goto(rosa.page.url)
    rosa.sees(NEEDS[language])


def test_a_slider_says_at_once_what_a_higher_level_would_bring(
    service: Service, page_in: Callable[..., Person]
) -> None:
    wei = page_in("en")
    wei.page.goto(f"{service.address}{POINTS}")
    wei.sees("You have 448 points.")
    wei.then_it_is_accessible()
    assert width_of(wei.page) <= PHONE

    slider = wei.page.get_by_label("First official language, all four abilities")
    slider.focus()
    slider.press("ArrowRight")

    result = wei.page.locator("#what-if-result")
    expect(result).to_contain_text("Then: 492 points, 44 more than now.")
    expect(slider).to_have_attribute("aria-valuetext", "Level 9")
    wei.sees("You have 448 points.")
    # And what was tried is in the address, for whoever loads it anew.
    wei.page.reload()
    expect(result).to_contain_text("Then: 492 points, 44 more than now.")
    wei.then_it_is_accessible()


def test_without_any_script_a_button_says_the_same(service: Service, browser: Browser) -> None:
    with without_scripts(browser) as page:
        page.goto(f"{service.address}{POINTS}")
        slider = page.get_by_label("First official language, all four abilities")
        slider.focus()
        slider.press("ArrowRight")
        page.get_by_role("button", name="Work it out").click()
        expect(page.locator("#what-if-result")).to_contain_text("Then: 492 points, 44 more than now.")
        expect(page.locator("output[for=id_try-first]")).to_have_text("Level 9")
