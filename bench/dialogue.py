"""How well the assistant does in conversations that nobody used in building it, how long it takes, and what it weighs.

`tests/data/questions/conversations.jsonl` is never looked into: only totals come out. Each turn is asked as a visitor
asks it, through the very action of the chat, over the articles that ship with the service. Beside it stand the floor
(one article fetched by its id) and the memory of the process with the engine loaded.
"""

import json
import os
import subprocess
import sys
import time
from collections import Counter
from datetime import UTC, datetime, timedelta
from math import ceil
from pathlib import Path

from bench.figures import Row
from bench.scratch import scratch_database

QUESTIONS = Path(__file__).parents[1] / "tests/data/questions"
WANTED_MS, WANTED_MB = 300, 500
FEW = 40
DECLINED = {"UNANSWERED", "FORESEEN", "REFUSED", "CALMED", "OTHER_LANGUAGE", "DANGER"}


def run(short: bool) -> list[Row]:
    """Measure, and return the figures; `short` asks the first few conversations only."""
    with scratch_database("guichet_bench_dialogue") as address:
        os.environ |= {"DATABASE_URL": address, "DJANGO_SETTINGS_MODULE": "guichet.config.settings.development"}
        import django

        django.setup()
        return [*_dialogue(short), *_personal()]


def _dialogue(short: bool) -> list[Row]:
    from guichet.assistant.actions import ask
    from guichet.assistant.models import Turn
    from guichet.assistant.rules import Offered, PersonOffered, cited_in, from_data
    from guichet.foundation.languages import Language
    from guichet.identity.rules import Viewer
    from guichet.journal.actions import Origin
    from guichet.journal.terms import Channel
    from guichet.knowledge.actions import take_in
    from guichet.knowledge.policy import former
    from guichet.knowledge.queries import published
    from guichet.knowledge.shipped import shipped

    now = datetime.now(UTC)
    talks = [json.loads(line) for line in (QUESTIONS / "conversations.jsonl").read_text("utf-8").splitlines()]
    # What became a part of another article is answered by that one.
    kept_in = former(now.date())
    for turn in [turn for talk in talks for turn in talk["turns"]]:
        turn["expected"] = [kept_in.get(one, one) for one in turn["expected"]]
    talks = talks[:4] if short else talks
    take_in(_some(shipped().articles, talks) if short else shipped().articles, Origin("service", Channel.SYSTEM, now))
    # In a process of its own: what learning takes is not what answering weighs.
    subprocess.run([sys.executable, "-m", "guichet", "guidance", "learn"], check=True, stderr=subprocess.DEVNULL)
    visitor, taken, seen = Viewer(), [], Counter[tuple[str, str, str]]()
    ask(key=None, text="hello, how long", language=Language.EN, viewer=visitor, network="", origin=_at(now))
    for number, talk in enumerate(talks):
        key = None
        for place, turn in enumerate(talk["turns"]):
            begun = time.perf_counter()
            moment = now + timedelta(hours=number, seconds=place)
            key = ask(key=key, text=turn["text"], language=Language(talk["language"]), viewer=visitor, network="",
                      origin=_at(moment))  # fmt: skip
            taken.append((time.perf_counter() - begun) * 1000)
            kept = Turn.objects.filter(conversation__key=key).latest("position")
            pieces = from_data(kept.reply)
            offered = {name for one in pieces if isinstance(one, Offered) for name in one.articles}
            person = any(isinstance(one, PersonOffered) for one in pieces)
            kind, verdict = _scored(turn["expected"], kept.outcome, cited_in(pieces), offered, person)
            seen[talk["language"], kind, verdict] += 1
    long_ones, slow = _longer(short, now, ask)
    floor = []
    for _ in range(50):
        begun = time.perf_counter()
        published("fees-list", on=now.date())
        floor.append((time.perf_counter() - begun) * 1000)
    rows = []
    for language in ("en", "fr"):
        for kind in sorted({one for said, one, _ in seen if said == language}):
            counts = {verdict: n for (said, one, verdict), n in seen.items() if (said, one) == (language, kind)}
            rows.append(_row(f"{language}, {kind}: right", counts.get("right", 0), "turns", note=json.dumps(counts)))
    rows.append(_row("one answer, p95", _p95(taken), "ms", floor=_p95(floor), note=f"wanted: {WANTED_MS}"))
    rows += [
        _row(f"{style}: right", right, "messages", note=f"of {count}") for style, (right, count) in long_ones.items()
    ]
    rows.append(_row("one message of many sentences, p95", _p95(slow), "ms", note=f"wanted: {WANTED_MS}"))
    rows.append(_row("memory with the engine", _memory(), "MB", note=f"wanted: {WANTED_MB}"))
    return rows


def _longer(short: bool, now: datetime, ask) -> tuple[dict[str, tuple[int, int]], list[float]]:
    """Ask long and upset messages, which may be looked at: how many are answered right by kind, and how long each took.

    Of two questions both must be answered; where nothing here answers, no article may be given as the answer.
    """
    from guichet.assistant.models import Turn
    from guichet.assistant.rules import cited_in, from_data
    from guichet.foundation.languages import Language
    from guichet.identity.rules import Viewer
    from guichet.knowledge.policy import former

    rows = [json.loads(line) for line in (QUESTIONS / "longer.jsonl").read_text("utf-8").splitlines()]
    kept_in = former(now.date())
    found, taken = dict[str, tuple[int, int]](), []
    for row in rows[:: 10 if short else 1]:
        begun = time.perf_counter()
        key = ask(key=None, text=row["text"], language=Language(row["language"]), viewer=Viewer(), network="",
                  origin=_at(now))  # fmt: skip
        taken.append((time.perf_counter() - begun) * 1000)
        cited = set(cited_in(from_data(Turn.objects.get(conversation__key=key).reply)))
        wanted = {kept_in.get(one, one) for one in row["articles"]}
        is_two = row["style"] == "two-questions"
        is_right = not cited if not wanted else wanted <= cited if is_two else bool(wanted & cited)
        right, count = found.get(row["style"], (0, 0))
        found[row["style"]] = right + is_right, count + 1
    return found, taken


def _some(articles, talks):
    """Return the articles that a few conversations are about, and some more: learnt in a moment."""
    named = {name for talk in talks for turn in talk["turns"] for name in turn["expected"]}
    first = sorted(articles, key=lambda name: (name not in named, name))[:FEW]
    return {name: articles[name] for name in first}


def _scored(
    expected: list[str], outcome: str, cited: tuple[str, ...], offered: set[str], person: bool
) -> tuple[str, str]:
    """Return what was expected, and how the reply stands to it."""
    first = expected[0]
    if first == "none":
        return first, "right" if outcome in DECLINED else "asked back" if outcome == "UNSURE" else "wrong"
    if first == "small-talk":
        return first, "right" if outcome == "SMALL_TALK" else "wrong"
    if first == "hand-over":
        return first, "right" if person and not cited else "offered too" if person else "wrong"
    wanted = set(expected)
    if wanted & set(cited):
        return "an article", "right"
    if wanted & offered:
        return "an article", "offered"
    return "an article", "wrong" if cited else "not answered"


def _personal() -> list[Row]:
    """Return how much personal information is found in messages that nobody used in building, and how much is not."""
    from guichet.language.personal import personal_in

    wanted = found = calm = disturbed = 0
    for line in (QUESTIONS / "personal.jsonl").read_text("utf-8").splitlines():
        row = json.loads(line)
        spans = [(one["start"], one["end"]) if isinstance(one, dict) else (one[0], one[1]) for one in row["spans"]]
        got = personal_in(row["text"], ours=("613-555-0142", "help@guichet.example"))
        wanted += len(spans)
        found += sum(any(one.start < end and one.end > start for one in got) for start, end in spans)
        if not spans:
            calm, disturbed = calm + 1, disturbed + bool(got)
    return [
        _row("personal information: found", round(100 * found / wanted, 1), "%", note=f"{found} of {wanted} spans"),
        _row("other messages: left alone", round(100 * (calm - disturbed) / calm, 1), "%", note=f"of {calm}"),
    ]


def _at(moment: datetime):
    from guichet.journal.actions import Origin
    from guichet.journal.terms import Channel

    return Origin("visitor", Channel.WEB, moment)


def _memory() -> float:
    status = Path("/proc/self/status").read_text("utf-8")
    return round(int(next(line for line in status.splitlines() if line.startswith("VmRSS")).split()[1]) / 1024)


def _p95(times: list[float]) -> float:
    return sorted(times)[ceil(0.95 * len(times)) - 1]


def _row(what: str, value: float, unit: str, *, floor: float | None = None, note: str = "") -> Row:
    return Row(what, value, unit, floor, note)
