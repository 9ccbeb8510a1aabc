"""`python -m bench [--short] [NAME…]`: measure, print the tables, and keep the figures under var/bench.

Each module of this package with a function `run(short: bool) -> list[Row]` is a measurement; each runs in a process of
its own, alone on the machine. With `--short`, which shows only that all of it works, as many run at once as the machine
has cores. Ends with 1 where one of them broke; what it measured never decides that.
"""

import argparse
import importlib
import json
import os
import pkgutil
import platform
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict
from pathlib import Path

import bench
from bench.figures import Row, table
from bench.scratch import pattern
from guichet.config.environment import THREADS

HELPERS = {"__main__", "bare", "figures", "floor", "floor_settings", "forecast_sets", "grown", "scratch"}
# These measure what the processes that answer do, and so with one thread each, as `guichet serve` sets it.
ANSWERING = {"dialogue", "guidance"}
FOLDER = Path(os.environ.get("GUICHET_VAR", Path(__file__).parents[1] / "var")) / "bench"


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    names = sorted(module.name for module in pkgutil.iter_modules(bench.__path__) if module.name not in HELPERS)
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"of these: {', '.join(names)} (all)")
    parser.add_argument("--short", action="store_true", help="small sizes, to see that all of it works")
    parser.add_argument("--one", metavar="NAME", help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    FOLDER.mkdir(parents=True, exist_ok=True)
    if chosen.one:
        _measure(chosen.one, short=chosen.short)
        return 0
    unknown = sorted(set(chosen.names) - set(names))
    if unknown:
        parser.error(f"no such measurement: {', '.join(unknown)}")
    at_once = os.cpu_count() or 1 if chosen.short else 1
    with pattern(), ThreadPoolExecutor(at_once) as hands:
        went_through = list(hands.map(lambda name: _shown(name, short=chosen.short), chosen.names or names))
    return 0 if all(went_through) else 1


def _shown(name: str, *, short: bool) -> bool:
    """Measure in a process of its own and print the table; return whether it went through."""
    command = [sys.executable, "-m", "bench", "--one", name, *(["--short"] if short else [])]
    # In one piece: others may have something to say at the same time.
    environment = ({THREADS: "1"} if name in ANSWERING else {}) | os.environ
    if subprocess.run(command, check=False, env=environment).returncode:
        print(f"\n== {name} ==\nbroken off", flush=True)
        return False
    kept = json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))
    print(f"\n== {name} ==\n{table([Row(**row) for row in kept['rows']])}", flush=True)
    return True


def _measure(name: str, *, short: bool) -> None:
    rows = importlib.import_module(f"bench.{name}").run(short)
    figures = {
        "name": name,
        "short": short,
        "machine": {"python": platform.python_version(), "cores": os.cpu_count(), "system": platform.platform()},
        "rows": [asdict(row) for row in rows],
    }
    (FOLDER / f"{name}.json").write_text(json.dumps(figures, indent=1, ensure_ascii=False), encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
