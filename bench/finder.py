"""How long finding a program takes, beside the barest page of the same machine, at two sizes of the tables.

The floor is the barest page that the service has (the door's privacy page) through the same client in the same process.
The large tables hold every condition ten times over, as a department with ten times our rules would.
"""

import os
import statistics
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

from bench.figures import Row
from bench.scratch import environment, scratch_database

TIMES, TIMES_LARGE = 200, 10
ON = date(2026, 11, 22)
ANSWERS = {"GOAL": "LIVE", "PLACE": "ABROAD", "STANDING": "NONE", "BIRTH": "1990-05-05", "OFFER": "NO", "CLB": "6"}


def run(short: bool) -> list[Row]:
    """Measure, and return the figures. Takes some seconds where `short`; otherwise about a minute."""
    times = 20 if short else TIMES
    with scratch_database("guichet_bench_finder") as address:
        os.environ |= environment(address) | {"DJANGO_SETTINGS_MODULE": "guichet.config.settings.test"}
        import django

        django.setup()
        from django.core.management import call_command

        call_command("migrate", verbosity=0)
        floor = _page("/en/privacy/", times)
        rows = [Row("finder", "barest page, p95", floor, "ms", "", floor="is the floor")]
        for name, folder in (("our tables", ""), (f"{TIMES_LARGE} times as many", _larger())):
            rows += _measured(name, folder, floor, times)
    return rows


def _measured(name: str, folder: str, floor: float, times: int) -> list[Row]:
    from django.conf import settings

    from guichet.plans.queries import change_for, find_programs

    settings.DATA_FOLDER = folder
    before = time.perf_counter()
    found = find_programs(ANSWERS, ON)
    compiled = (time.perf_counter() - before) * 1000
    out = [one.program for one in found.wanted if one.failed]
    return [
        Row("finder", f"{name}: first result, tables read and compiled", compiled, "ms", ""),
        Row("finder", f"{name}: every program, p95", _p95(lambda: find_programs(ANSWERS, ON), times), "ms", ""),
        Row(
            "finder",
            f"{name}: smallest change of a program, p95",
            _p95(lambda: [change_for(code, ANSWERS, ON) for code in out], times) / max(1, len(out)),
            "ms",
            "",
        ),
        Row("finder", f"{name}: result page, p95", _result(times), "ms", "", floor=f"{floor:.1f} ms"),
    ]
