"""The crowd: people of whom the country tells only that they applied and what became of it, so that times can be told.

The same for the same seed and day. For demonstrations only. Their files take as long as those of the rest of the
country, but for one program in which more people apply lately and files take longer: there ranges move, and say why.
"""

from collections.abc import Collection, Iterator
from datetime import date
from typing import Any

from guichet.foundation.languages import Language, Text
from guichet.rehearsal.country import SOURCE, Event, content, drawn_from
from guichet.rehearsal.dice import Dice
from guichet.rehearsal.lives import Country
from guichet.rehearsal.moments import DAY, MONTH, YEAR, any_hour, day_of, moment, written
from guichet.rehearsal.people import Showcase
from guichet.rehearsal.persons import Told, kin, person

ADULT = 18


def events_of_crowd(seed: int, as_of: date) -> Iterator[Event]:
    """Yield what the case system tells of the crowd: each person, their application, and its decision if any."""
    said, country = content("crowd"), drawn_from(seed, as_of)
    drawn_at, place = moment(as_of), 0
    begins = drawn_at - int(said["months"] * MONTH * DAY)
    for program, a_month in said["programs"].items():
        if program not in country.plans:
            continue
        dice, at = Dice(seed, "crowd", program), float(begins)
        while True:
            at += MONTH * DAY / (a_month * _more(said, program, at, drawn_at)) * dice.between(0.4, 1.6)
            if at >= drawn_at - DAY:
                break
            yield from _file(program, int(at), place, said, country, dice)
            place += 1


def showcase_of(numbers: Collection[str], *, seed: int, as_of: date) -> Showcase | None:
    """Return the first of the crowd who has one of these files, as somebody whom one can sign in as."""
    people: dict[str, Event] = {}
    for event in events_of_crowd(seed, as_of):
        if event["type"] == "client.registered":
            people[event["data"]["uci"]] = event["data"]
        elif event.get("subject") in numbers and event["type"] == "application.received":
            told = people[event["data"]["uci"]]
            return Showcase(
                code="range-moved",
                uci=told["uci"],
                name=told["names"][-1]["text"],
                email=f"crowd.{told['uci']}@demonstration.invalid",
                language=Language(told["language"]),
                number=event["subject"],
                why=Text(
                    en="The range in which a decision is likely moved, and it says why.",
                    fr="La période où une décision est probable a changé, et la page dit pourquoi.",
                ),
            )
    return None


def _more(said: Any, program: str, at: float, drawn_at: int) -> float:
    return 1 + said["lately"]["more_pct"] / 100 if _is_lately(said, program, at, drawn_at) else 1.0


def _is_lately(said: Any, program: str, at: float, drawn_at: int) -> bool:
    lately = said["lately"]
    return bool(program == lately["program"] and at >= drawn_at - lately["days"] * DAY)


def _file(program: str, at: int, place: int, said: Any, country: Country, dice: Dice) -> Iterator[Event]:
    drawn_at, received = country.ground.drawn_at, any_hour(at, dice)
    usual = country.ground.behaviours[program]
    shared = kin(dice, country.world, kind="temporary", as_told=Told())
    born = drawn_at // DAY - int(dice.between(ADULT + 4, 60) * YEAR)
    human = person(dice, shared, index=place, born=born, adult=True, as_told=Told(), father=None)
    uci, number = f"8{country.seed % 1000:03}{place:06}", f"X8{country.seed % 100:02}{place:06}"
    name = f"syn-{country.seed}-crowd-{place}"
    # Told nothing but in an account that they do not have: nobody writes to a crowd.
    data = {
        "uci": uci,
        "names": [{"text": text, "script": script} for text, script in human.names],
        "birth_date": day_of(born * DAY).isoformat(),
        "country": human.country.code,
        "language": human.language,
        "channel": "account",
    }
    yield _event(f"{name}-0", "client.registered", received - DAY, data)
    office = human.country.office if usual.offices == ("abroad",) else dice.pick(usual.offices)
    yield _event(
        f"{name}-1", "application.received", received, {"uci": uci, "program": program, "office": office}, number
    )
    decided = usual.pace_at(office).decided(received, dice)
    # What is decided lately takes longer where the country says so, whenever it came in.
    if _is_lately(said, program, decided, drawn_at):
        slow_from = max(received, drawn_at - said["lately"]["days"] * DAY)
        decided += (decided - slow_from) * said["lately"]["slower_pct"] // 100
    if decided >= drawn_at:
        return
    share = dice.share() * 100
    if share < said["withdrawn_pct"]:
        outcome, reasons = "WITHDRAWN", []
    elif share < said["withdrawn_pct"] + said["refused_pct"] and country.plans[program].reasons:
        outcome, reasons = "REFUSED", [dice.pick(country.plans[program].reasons)]
    else:
        outcome, reasons = "APPROVED", []
    yield _event(f"{name}-2", "decision.made", decided, {"decision": outcome, "reasons": reasons}, number)


def _event(name: str, kind: str, at: int, data: Event, subject: str = "") -> Event:
    event: Event = {"specversion": "1.0", "source": SOURCE, "id": name, "type": kind, "time": written(at)}
    if subject:
        event["subject"] = subject
    return {**event, "data": data}
