"""Somebody counts their days on an old phone, brings a calendar, saves, opens it elsewhere, and prints."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from guichet.foundation.dates import long_date
from guichet.foundation.languages import Language
from tests.browsing import Person, plain

START = {"en": "/en/days/", "fr": "/fr/jours/"}
CALENDAR = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//A calendar//EN
BEGIN:VEVENT
UID:1
DTSTART;VALUE=DATE:{first:%Y%m%d}
DTEND;VALUE=DATE:{after:%Y%m%d}
SUMMARY:Lima
END:VEVENT
BEGIN:VEVENT
UID:2
DTSTART;VALUE=DATE:20250101
RRULE:FREQ=YEARLY
SUMMARY:Birthday
END:VEVENT
END:VCALENDAR
"""


@pytest.mark.parametrize(("language", "other"), [("fr", "en"), ("en", "fr")])
def test_somebody_counts_their_days_on_a_phone_without_script(
    page_in: Callable[..., Person], tmp_path: Path, language: str, other: str
) -> None:
    today = datetime.now(UTC).date()
    since = today - timedelta(days=800)
    somebody = page_in(language, width=320, script=False)
    somebody.goes_to(START[language])
    somebody.then_it_is_accessible()
    somebody.follows(somebody.say("Start"))
    somebody.chooses(somebody.say("Yes"))
    types(somebody, "since", since)
    somebody.presses(somebody.say("Continue"))
    somebody.then_it_is_accessible()

    # A trip, written down by hand.
    somebody.follows(somebody.say("Add a trip"))
    somebody.then_it_is_accessible()
    out = today - timedelta(days=300)
    types(somebody, "out", out)
    types(somebody, "back", out + timedelta(days=11))
    somebody.presses(somebody.say("Save this trip"))
    somebody.sees(somebody.say("Your trip is written down."))

    # A calendar: the trip is offered, the birthday set aside with its reason.
    first = today - timedelta(days=200)
    file = tmp_path / "calendar.ics"
    file.write_text(CALENDAR.format(first=first, after=first + timedelta(days=22)), encoding="utf-8")
    somebody.follows(somebody.say("Bring a list or a calendar"))
    somebody.then_it_is_accessible()
    somebody.page.locator("input[type=file]").set_input_files(file)
    somebody.presses(somebody.say("Show what it holds"))
    somebody.sees(somebody.say("This event repeats. Add each trip by itself."))
    somebody.then_it_is_accessible()
    somebody.presses(somebody.say("Take what is ticked"))

    # The first trip cost ten days, the second twenty: so many days after 1,095 days at home.
    somebody.goes_to(START[language])
    earliest = long_date(since + timedelta(days=1095 + 10 + 20), Language(language))
    somebody.sees(
        somebody.say("The first day with enough days is %(day)s, if you make no other trip.") % {"day": earliest}
    )
    somebody.then_it_is_accessible()
    somebody.follows(somebody.say("Calendar"))
    somebody.then_it_is_accessible()

    # Saved, and opened by its code on another device in the other language.
    somebody.follows(somebody.say("Save and print"))
    somebody.presses(somebody.say("Save and show me a code"))
    somebody.then_it_is_accessible()
    after = somebody.text.split(plain(somebody.say("Your code:")))[1]
    digits = "".join(sign for sign in after if sign.isdigit())[:16]
    elsewhere = page_in(other)
    elsewhere.goes_to(START[other])
    elsewhere.follows(elsewhere.say("Open what you saved"))
    elsewhere.fills(elsewhere.say("The code of your journal"), digits)
    elsewhere.presses(elsewhere.say("Open my journal"))
    elsewhere.sees(long_date(since + timedelta(days=1095 + 10 + 20), Language(other)))

    # On paper.
    elsewhere.follows(elsewhere.say("Save and print"))
    elsewhere.follows(elsewhere.say("Print my journal and its totals"))
    elsewhere.then_it_is_accessible()
    elsewhere.sees("Lima")

    # Removed there, it is gone here.
    elsewhere.goes_to(START[other])
    elsewhere.follows(elsewhere.say("Save and print"))
    elsewhere.presses(elsewhere.say("Remove my journal"))
    somebody.goes_to(START[language])
    somebody.sees(somebody.say("Your journal is no longer kept: it was removed, or its time was over."))


def types(somebody: Person, name: str, day: date) -> None:
    """Type a day into its three boxes."""
    for part in ("day", "month", "year"):
        somebody.page.locator(f"[name={name}_{part}]").fill(str(getattr(day, part)))
