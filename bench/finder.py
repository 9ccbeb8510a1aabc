"""How long finding a program takes, beside the barest page of the same machine, at two sizes of the tables.

The floor is a page that asks nothing of the database, through the same client in the same process. The large tables
are made: ten conditions for each of ours, as those of a department with ten times our rules would be. In the hard ones
each copy rests on questions of its own wherever ours rests on a yes or no, so that there is ten times as much to
change as well: the worst that the search for the smallest change can meet.
"""

import os
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

from bench.figures import Row
from bench.scratch import ROOT, scratch_database

TIMES, TIMES_LARGE = 200, 10
ON = date(2026, 11, 22)
ANSWERS = {"GOAL": "LIVE", "PLACE": "ABROAD", "STANDING": "NONE", "BIRTH": "1990-05-05", "OFFER": "NO", "CLB": "6",
           "SKILLED_YEARS": "3", "CANADA_WORK": "NO"}  # fmt: skip


def run(short: bool) -> list[Row]:
    """Measure, and return the figures. Takes some seconds where `short`; otherwise about a minute."""
    times = 20 if short else TIMES
    with scratch_database("guichet_bench_finder") as address, tempfile.TemporaryDirectory() as folder:
        os.environ |= {"DATABASE_URL": address, "DJANGO_SETTINGS_MODULE": "guichet.config.settings.development"}
        import django

        django.setup()
        large, hard = Path(folder) / "large", Path(folder) / "hard"
        _enlarge(large)
        _enlarge(hard, own_questions=True)
        floor = _pages("/en/accessibility/", times, ANSWERS)
        rows = [Row("barest page, p95", floor, "ms")]
        ours = list(_measured("our tables", "", floor, times, ANSWERS))
        rows += ours
        for name, own, answers in (("", large, ANSWERS), (", each its own question", hard, _answers_for_copies())):
            name = f"{TIMES_LARGE} times the conditions{name}"
            rows += (found := list(_measured(name, str(own), floor, times, answers)))
            # How much slower than with our own tables; ten would be no more than in step with them.
            grown = zip(found[1:], ours[1:], strict=True)
            rows += [Row(f"{large.what}, to ours", large.value / small.value, "times") for large, small in grown]
    return rows


def _measured(name: str, folder: str, floor: float, times: int, answers: dict[str, str]) -> Iterator[Row]:
    from django.conf import settings

    from guichet.plans.queries import changes_for, find_programs

    settings.DATA_FOLDER = folder
    began = time.perf_counter()
    found = find_programs(answers, ON)
    yield Row(f"{name}: tables read and compiled, first result", (time.perf_counter() - began) * 1000, "ms")
    yield Row(f"{name}: every program, p95", _p95(lambda: find_programs(answers, ON), times), "ms")
    out = [one.program for one in found.wanted if one.failed]
    change = _p95(lambda: changes_for(out, answers, ON), times)
    yield Row(f"{name}: smallest changes for {len(out)} programs, p95", change, "ms")
    page = _pages("/en/find-a-program/result/", times, answers)
    yield Row(f"{name}: result page, p95", page, "ms", floor, "≤ 200 ms")


def _pages(address: str, times: int, answers: dict[str, str]) -> float:
    from django.test import Client

    browser = Client(headers={"host": "localhost"})
    with _draft(browser, answers):
        assert browser.get(address).status_code == 200, address
        return _p95(lambda: browser.get(address), times)


@contextmanager
def _draft(browser: object, answers: dict[str, str]) -> Iterator[None]:
    """Let a browser have answered, as the pages keep it."""
    import json

    from django.test import Client

    from guichet.foundation.sealing import seal

    assert isinstance(browser, Client)
    session = browser.session
    session["draft_finder"] = seal(json.dumps({"content": {"version": 1, "answers": answers}}))
    session.save()
    yield


def _enlarge(folder: Path, *, own_questions: bool = False) -> None:
    """Lay nine more conditions beside each of ours, asked by the same programs; with questions of their own, if so."""
    import yaml

    from guichet.programs.queries import finder_tables

    tables = finder_tables(ON)
    own = folder / "programs/finder"
    own.mkdir(parents=True)
    data = ROOT / "src/guichet/programs/data/finder"

    def read(name: str) -> list[dict[str, Any]]:
        return list(yaml.load(data.joinpath(name).read_text(encoding="utf-8"), Loader=yaml.CBaseLoader))

    def write(name: str, records: list[dict[str, Any]]) -> None:
        own.joinpath(name).write_text(yaml.safe_dump(records, allow_unicode=True), encoding="utf-8")

    copied = set(_yes_or_no()) if own_questions else set()
    more = [
        record
        | {
            "code": f"{record['code']}_{n}",
            "valid_from": "2026-01-01",
            "rows": [{_copy(name, n) if name in copied else name: cell for name, cell in row.items()}
                     for row in record["rows"]],
        }
        for record in read("conditions.yaml")
        for n in range(1, TIMES_LARGE)
    ]  # fmt: skip
    write("conditions.yaml", more)
    if own_questions:
        # An application takes each answer by one name: the copies have none.
        asked_too = [
            {key: value for key, value in record.items() if key != "field"} | {"code": _copy(record["code"], n)}
            for record in read("questions.yaml")
            if record["code"] in copied
            for n in range(1, TIMES_LARGE)
        ]
        write("questions.yaml", asked_too)
    asked = [
        {
            "code": table.code,
            "valid_from": "2026-01-01",
            "goals": list(table.goals),
            "conditions": [
                *table.conditions,
                *(f"{code}_{n}" for code in table.conditions for n in range(1, TIMES_LARGE)),
            ],
        }
        for table in tables.programs.values()
    ]
    write("programs.yaml", asked)


def _yes_or_no() -> list[str]:
    from guichet.programs.queries import finder_tables
    from guichet.programs.terms import QuestionType

    return [code for code, one in finder_tables(ON).questions.items() if one.type is QuestionType.YES_NO]


def _copy(code: str, n: int) -> str:
    return f"{code}_{n}"


def _answers_for_copies() -> dict[str, str]:
    """Return the answers, with a no to every copy of a question that can be answered so."""
    return {**ANSWERS, **{_copy(code, n): "NO" for code in _yes_or_no() for n in range(1, TIMES_LARGE)}}


def _p95(call: Callable[[], object], times: int) -> float:
    taken = []
    for _time in range(times):
        began = time.perf_counter()
        call()
        taken.append((time.perf_counter() - began) * 1000)
    return statistics.quantiles(taken, n=20)[-1]
