import json
import subprocess
import sys
from collections import Counter, defaultdict
from datetime import date, timedelta
from hashlib import sha256
from itertools import islice, pairwise

import pytest

from guichet.programs.queries import catalogue
from guichet.rehearsal.behaviours import behaviours
from guichet.rehearsal.country import SOURCE, Event, content, events
from guichet.rehearsal.mix import mix, published
from guichet.rehearsal.moments import DAY, day_of, moment, read, written
from guichet.rehearsal.tests.conftest import AS_OF

COUNTRY_OF_200 = "dab47fa02c37b3ed6095352339d8e1c664d88277cadd81ebaf8937e2d844c950"
FIELDS = {
    "client.registered": ({"uci", "names", "birth_date", "country", "language", "channel"}, {"email", "phone"}),
    "application.received": ({"uci", "program", "office"}, set()),
    "application.stage_entered": ({"stage"}, {"office"}),
    "section.status_changed": ({"section", "status"}, set()),
    "document.requested": ({"documents", "due"}, set()),
    "document.received": ({"documents"}, set()),
    "decision.made": ({"decision", "reasons"}, set()),
    "office.changed": ({"office"}, set()),
    "fee.paid": ({"fee", "amount", "receipt"}, set()),
    "note.released": ({"text", "language"}, set()),
}
PRINT_HASH = """
import json
from datetime import date
from hashlib import sha256
from guichet.rehearsal.country import events
lines = [json.dumps(event, ensure_ascii=False) for event in events(60, 5, date(2026, 11, 21))]
print(sha256("\\n".join(lines).encode()).hexdigest())
"""


def _hash(drawn: list[Event]) -> str:
    return sha256("\n".join(json.dumps(event, ensure_ascii=False) for event in drawn).encode()).hexdigest()


def _files(drawn: list[Event]) -> dict[str, list[Event]]:
    files = defaultdict(list)
    for event in drawn:
        if "subject" in event:
            files[event["subject"]].append(event)
    return files


# --- The same country for the same seed -----------------------------------------------------------------------
def test_the_same_seed_draws_the_same_country_as_ever() -> None:
    found = _hash(list(events(200, 1, AS_OF)))
    assert found == COUNTRY_OF_200, (
        f"the country of seed 1 is not what it was: if data or catalogue were changed on purpose, keep {found}"
    )


def test_another_process_draws_the_same_country() -> None:
    here = _hash(list(events(60, 5, AS_OF)))
    run = subprocess.run(
        [sys.executable, "-c", PRINT_HASH],
        env={
            "PYTHONHASHSEED": "12345",
            "PYTHONPATH": ":".join(sys.path),
            "DJANGO_SETTINGS_MODULE": "guichet.config.settings.test",
        },
        capture_output=True,
        text=True,
        check=True,
    )
    assert run.stdout.strip() == here


def test_another_seed_draws_another_country() -> None:
    first, second = ({event["data"].get("uci") for event in events(50, seed, AS_OF)} - {None} for seed in (1, 2))
    assert not first & second


@pytest.mark.parametrize("clients", [0, 1, 17, 19, 20, 299])
def test_a_smaller_country_is_the_beginning_of_a_larger_one(clients: int, village: list[Event]) -> None:
    small = list(events(clients, 1, AS_OF))
    assert small == village[: len(small)]
    assert sum(event["type"] == "client.registered" for event in small) == clients


def test_a_country_of_any_size_begins_at_once() -> None:
    assert len(list(islice(events(1_000_000_000, 1, AS_OF), 1000))) == 1000


def test_fewer_than_no_clients_are_refused() -> None:
    with pytest.raises(ValueError, match="-1 clients"):
        next(events(-1, 1, AS_OF))


# --- The case system's language -------------------------------------------------------------------------------
def test_every_event_has_the_fields_of_its_type_and_says_that_it_is_invented(country: list[Event]) -> None:
    for event in country:
        must, may = FIELDS[event["type"]]
        assert must <= set(event["data"]) <= must | may
        assert event["source"] == SOURCE == "synthetic-country"
        assert event["specversion"] == "1.0"
        assert ("subject" in event) == (event["type"] != "client.registered")
    assert {event["type"] for event in country} == set(FIELDS)


def test_ids_are_unique_and_tell_seed_client_and_place(country: list[Event]) -> None:
    assert len({event["id"] for event in country}) == len(country)
    assert [event["id"] for event in country[:3]] == ["syn-1-0-0", "syn-1-0-1", "syn-1-0-2"]


def test_every_code_is_one_of_the_catalogue(country: list[Event]) -> None:
    known = catalogue()
    for event in country:
        data = event["data"]
        match event["type"]:
            case "application.received":
                assert known.has_program(data["program"])
                assert known.has_office(data["office"])
            case "application.stage_entered":
                assert known.has_stage(data["stage"])
            case "section.status_changed":
                assert known.section_sentence(data["section"], data["status"])
            case "document.requested":
                assert all(map(known.has_document, data["documents"]))
            case "document.received":
                assert all(known.has_document(proof["code"]) for proof in data["documents"])
            case "decision.made":
                assert known.has_decision(data["decision"])
                assert all(map(known.has_reason, data["reasons"]))
            case "office.changed":
                assert known.has_office(data["office"])
            case "fee.paid":
                assert known.has_fee(data["fee"])


def test_notes_say_in_both_languages_that_they_are_simulated(country: list[Event]) -> None:
    notes = [event["data"]["text"] for event in country if event["type"] == "note.released"]
    assert notes
    for note in notes:
        assert note["en"].startswith("Simulated note.")
        assert note["fr"].startswith("Note simulée.")


# --- Time -----------------------------------------------------------------------------------------------------
def test_nothing_happens_on_the_day_itself_or_later(country: list[Event]) -> None:
    assert max(event["time"] for event in country) < written(moment(AS_OF))


def test_a_client_is_registered_first_and_no_two_events_of_a_file_share_a_second(country: list[Event]) -> None:
    registered = {event["data"]["uci"]: event["time"] for event in country if event["type"] == "client.registered"}
    for told in _files(country).values():
        times = [event["time"] for event in told]
        assert times == sorted(set(times))
        assert (
            times[0]
            > registered[next(event["data"]["uci"] for event in told if event["type"] == "application.received")]
        )


@pytest.mark.parametrize("clients", [300, 10_000])
def test_a_fresh_country_is_alive(clients: int, country: list[Event], village: list[Event]) -> None:
    week = [written(moment(AS_OF) - 7 * DAY), written(moment(AS_OF))]
    lately = [event for event in (village if clients == 300 else country) if week[0] <= event["time"] < week[1]]
    assert len(lately) >= clients // 12
    assert len({event["time"][:10] for event in lately}) >= 5


def test_lives_go_back_over_decades(country: list[Event]) -> None:
    years = Counter(event["time"][:4] for event in country)
    assert all(years[str(year)] > 300 for year in range(2003, 2027))


# --- What stands in the files ---------------------------------------------------------------------------------
@pytest.mark.parametrize("seed", [1, 2])
def test_every_program_and_every_stage_is_met(seed: int, country: list[Event]) -> None:
    drawn = country if seed == 1 else list(events(10_000, seed, AS_OF))
    listed = catalogue().programs(on=AS_OF)
    programs = {event["data"]["program"] for event in drawn if event["type"] == "application.received"}
    stages = {event["data"]["stage"] for event in drawn if event["type"] == "application.stage_entered"}
    assert {program.code for program in listed} == programs
    assert {stage for program in listed for stage in (*program.stages, *program.optional_stages)} <= stages
    assert "RETURNED" in stages


def test_a_file_enters_only_stages_of_its_program(country: list[Event]) -> None:
    known = catalogue()
    for told in _files(country).values():
        program = known.program(next(e["data"]["program"] for e in told if e["type"] == "application.received"))
        entered = {event["data"]["stage"] for event in told if event["type"] == "application.stage_entered"}
        assert entered <= {*program.stages, *program.optional_stages, "RETURNED"}, program.code


def test_files_end_in_every_way_and_some_are_open(country: list[Event]) -> None:
    decisions = Counter(event["data"]["decision"] for event in country if event["type"] == "decision.made")
    assert set(decisions) == {"APPROVED", "REFUSED", "WITHDRAWN", "ABANDONED", "RETURNED"}
    assert min(decisions.values()) >= 50
    assert len(_files(country)) - sum(decisions.values()) >= 200


def test_a_refusal_has_reasons_and_an_approval_has_none(country: list[Event]) -> None:
    for event in country:
        if event["type"] == "decision.made":
            data = event["data"]
            assert bool(data["reasons"]) == (data["decision"] in {"REFUSED", "ABANDONED"})
            assert len(set(data["reasons"])) == len(data["reasons"])


def test_a_grave_reason_is_given_only_after_a_letter_that_could_be_answered(country: list[Event]) -> None:
    known, grave = catalogue(), 0
    for told in _files(country).values():
        program = known.program(next(e["data"]["program"] for e in told if e["type"] == "application.received"))
        reasons = [code for e in told if e["type"] == "decision.made" for code in e["data"]["reasons"]]
        if "FAIRNESS" in program.optional_stages and any(known.reason(code).needs_fairness_letter for code in reasons):
            grave += 1
            assert any(event["data"].get("stage") == "FAIRNESS" for event in told)
    assert grave > 5


def test_what_follows_an_approval_follows_nothing_else(country: list[Event]) -> None:
    after = {"VISA_ISSUED", "POE_LETTER", "OATH", "CERTIFICATE", "PRINTING", "LANDING", "CARD", "ETA_LINKED"}
    for told in _files(country).values():
        decided = [place for place, event in enumerate(told) if event["type"] == "decision.made"]
        later = [place for place, event in enumerate(told) if event["data"].get("stage") in after]
        assert not later or (decided and told[decided[0]]["data"]["decision"] == "APPROVED" and later[0] > decided[0])
        assert len(decided) <= 1


def test_documents_are_asked_for_sent_late_sent_and_never_sent(country: list[Event]) -> None:
    answers: Counter[str] = Counter()
    for told in _files(country).values():
        asked = next((event for event in told if event["type"] == "document.requested"), None)
        if asked is None:
            continue
        sent = [e["time"] for e in told if e["type"] == "document.received" and e["time"] > asked["time"]]
        closed = any(event["type"] == "decision.made" for event in told)
        due = asked["data"]["due"]
        if sent:
            answers["in time" if sent[0][:10] <= due else "late"] += 1
        elif not closed:
            answers["waiting" if due >= AS_OF.isoformat() else "overdue"] += 1
        else:
            answers["given up"] += 1
    assert {"in time", "late", "waiting", "overdue", "given up"} <= set(answers)
    assert answers["in time"] > answers["late"] > 20


def test_files_move_to_other_offices_and_some_hear_nothing_for_half_a_year(country: list[Event]) -> None:
    silences = moves = 0
    for told in _files(country).values():
        times = [read(event["time"]) for event in told if event["time"] >= told[0]["time"]]
        closed = next((read(e["time"]) for e in told if e["type"] == "decision.made"), moment(AS_OF))
        until = [at for at in times if at <= closed]
        silences += any(later - earlier > 183 * DAY for earlier, later in pairwise(until))
        for event in told:
            if event["type"] == "office.changed":
                moves += 1
                assert event["data"]["office"] != next(
                    e["data"]["office"] for e in told if e["type"] == "application.received"
                )
    assert silences > 50
    assert moves > 100


def test_lives_lead_from_a_permit_to_a_passport(country: list[Event]) -> None:
    lives = defaultdict(list)
    for event in country:
        if event["type"] == "application.received":
            lives[event["data"]["uci"]].append(event["data"]["program"])
    led = [programs for programs in lives.values() if {"SP-OUT", "CIT-GRANT", "PPT-NEW"} <= set(programs)]
    assert len(led) > 20
    for programs in led:
        assert programs.index("SP-OUT") < programs.index("CIT-GRANT") < programs.index("PPT-NEW")


def test_a_childs_passport_is_a_childs_and_an_adults_an_adults(country: list[Event]) -> None:
    born = {e["data"]["uci"]: date.fromisoformat(e["data"]["birth_date"]) for e in country if "birth_date" in e["data"]}
    for event in country:
        if event["type"] == "application.received" and event["data"]["program"] in {"PPT-CHILD", "PPT-RENEW"}:
            age = (day_of(read(event["time"])) - born[event["data"]["uci"]]) / timedelta(days=365.25)
            assert (age < 16) == (event["data"]["program"] == "PPT-CHILD")


def test_no_program_is_asked_for_before_it_began(country: list[Event]) -> None:
    since = {code: usual.since.isoformat() for code, usual in behaviours(content("behaviours")).items() if usual.since}
    for event in country:
        if event["type"] == "application.received" and event["data"]["program"] in since:
            assert event["time"][:10] >= since[event["data"]["program"]]


# --- Proportions ----------------------------------------------------------------------------------------------
@pytest.mark.parametrize("seed", [1, 2])
def test_programs_stand_in_the_published_proportions(seed: int, country: list[Event]) -> None:
    found = mix(country if seed == 1 else events(10_000, seed, AS_OF), as_of=AS_OF)
    for code, share in published().items():
        if share >= 0.01:
            assert found[code] == pytest.approx(share, abs=0.02), code


def test_decisions_come_within_the_service_standard_as_often_as_published(country: list[Event]) -> None:
    paces = behaviours(content("behaviours"))
    in_time: dict[tuple[str, float], list[bool]] = defaultdict(list)
    for told in _files(country).values():
        received = next(event for event in told if event["type"] == "application.received")
        at = read(received["time"])
        ended = next((event for event in told if event["type"] == "decision.made"), None)
        if at > moment(AS_OF) - 420 * DAY or (ended and ended["data"]["decision"] not in {"APPROVED", "REFUSED"}):
            continue
        pace = paces[received["data"]["program"]].pace_at(received["data"]["office"])
        kept = ended is not None and pace.keeps(at, read(ended["time"]))
        in_time[received["data"]["program"], pace.met].append(kept)
    large = {key: kept for key, kept in in_time.items() if len(kept) >= 1000}
    assert {code for code, _ in large} >= {"ETA", "TRV", "PPT-NEW", "PPT-RENEW"}
    for (code, met), kept in large.items():
        assert sum(kept) / len(kept) == pytest.approx(met, abs=0.03), code
