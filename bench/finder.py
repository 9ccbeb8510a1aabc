"""How long finding a program takes, beside the barest page of the same machine, at two sizes of the tables.

The floor is a page that asks nothing of the database, through the same client in the same process. The large tables
hold ten conditions for each of ours, as those of a department with ten times our rules would.
"""

import os
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

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
        _enlarge(Path(folder))
        floor = _pages("/en/accessibility/", times)
        rows = [Row("barest page, p95", floor, "ms")]
        for name, own in (("our tables", ""), (f"{TIMES_LARGE} times the conditions", folder)):
            rows += _measured(name, own, floor, times)
    return rows


def _measured(name: str, folder: str, floor: float, times: int) -> Iterator[Row]:
    from django.conf import settings

    from guichet.plans.queries import change_for, find_programs

    settings.DATA_FOLDER = folder
    began = time.perf_counter()
    found = find_programs(ANSWERS, ON)
    yield Row(f"{name}: tables read and compiled, first result", (time.perf_counter() - began) * 1000, "ms")
    yield Row(f"{name}: every program, p95", _p95(lambda: find_programs(ANSWERS, ON), times), "ms")
    out = [one.program for one in found.wanted if one.failed]
    yield Row(f"{name}: smallest change for {out[0]}, p95", _p95(lambda: change_for(out[0], ANSWERS, ON), times), "ms")
    yield Row(f"{name}: result page, p95", _pages("/en/find-a-program/result/", times), "ms", floor, "≤ 200 ms")


def _pages(address: str, times: int) -> float:
    from django.test import Client

    browser = Client(headers={"host": "localhost"})
    with _draft(browser):
        assert browser.get(address).status_code == 200, address
        return _p95(lambda: browser.get(address), times)


@contextmanager
def _draft(browser: object) -> Iterator[None]:
    """Let a browser have answered, as the pages keep it."""
    import json

    from django.test import Client

    from guichet.foundation.sealing import seal

    assert isinstance(browser, Client)
    session = browser.session
    session["draft_finder"] = seal(json.dumps({"content": {"version": 1, "answers": ANSWERS}}))
    session.save()
    yield


def _enlarge(folder: Path) -> None:
    """Lay nine more conditions of the same rows beside each of ours, asked by the same programs."""
    import yaml

    from guichet.programs.queries import finder_tables

    tables = finder_tables(ON)
    own = folder / "programs/finder"
    own.mkdir(parents=True)
    text = ROOT.joinpath("src/guichet/programs/data/finder/conditions.yaml").read_text(encoding="utf-8")
    more = [
        record | {"code": f"{record['code']}_{n}", "valid_from": "2026-01-01"}
        for record in yaml.load(text, Loader=yaml.BaseLoader)
        for n in range(1, TIMES_LARGE)
    ]
    own.joinpath("conditions.yaml").write_text(yaml.safe_dump(more, allow_unicode=True), encoding="utf-8")
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
    own.joinpath("programs.yaml").write_text(yaml.safe_dump(asked, allow_unicode=True), encoding="utf-8")


def _p95(call: Callable[[], object], times: int) -> float:
    taken = []
    for _time in range(times):
        began = time.perf_counter()
        call()
        taken.append((time.perf_counter() - began) * 1000)
    return statistics.quantiles(taken, n=20)[-1]
