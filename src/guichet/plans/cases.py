"""Worked cases of the finder: what somebody says on a day, and how one program stands for them."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from guichet.foundation.languages import Text
from guichet.foundation.worked import Explained, Line, Reason, Row, Rule, Unreadable
from guichet.plans.finder import answer_said, change_for, find_programs
from guichet.programs.queries import finder_cases, finder_tables
from guichet.programs.rules import Outcome


def _decide(row: Row) -> Mapping[str, str]:
    outcome, _said, _on = _outcome(row)
    return {
        "expected": outcome.fit.value,
        "lacks": _listed(one.condition.code for one in outcome.failed),
        "from_day": outcome.from_day.isoformat() if outcome.from_day else "",
    }


def _explain(row: Row) -> Explained:
    outcome, said, on = _outcome(row)
    change = change_for(outcome.program, said, on) if outcome.failed else None
    least = dict(change.answers) if change else {}
    if change and change.from_day:
        least["from_day"] = change.from_day.isoformat()
    table = finder_tables(on).programs[outcome.program]
    least_said = ", ".join(f"{code}={word}" for code, word in least.items())
    reason = Text(
        en=f"Smallest change: {least_said}." if least else "Nothing small would change it." if outcome.failed else "",
        fr=f"Plus petit changement\u00a0: {least_said}."
        if least
        else "Aucun petit changement n’y ferait rien."
        if outcome.failed
        else "",
    )
    fired = Line(outcome.program, outcome.fit.value, reason, table.source, decided=True)
    steps = tuple(
        Reason(f"{one.condition.code}={one.held.value}", one.condition.needs, one.condition.source)
        for one in outcome.checked
    )
    return Explained(outcome.fit.value, (fired,), steps)


def _outcome(row: Row) -> tuple[Outcome, dict[str, str], date]:
    try:
        on = date.fromisoformat(row.get("on", ""))
    except ValueError:
        raise Unreadable("on", row.get("on", "")) from None
    said = dict(_answers(row.get("said", ""), on))
    outcome = find_programs(said, on).outcome(row.get("about", ""))
    if outcome is None:
        raise Unreadable("about", row.get("about", ""))
    return outcome, said, on


def _answers(text: str, on: date) -> Iterator[tuple[str, str]]:
    questions = finder_tables(on).questions
    for pair in filter(None, (part.strip() for part in text.split(";"))):
        code, is_said, word = (part.strip() for part in pair.partition("="))
        question = questions.get(code) if is_said else None
        kept = answer_said(question, word, on) if question else None
        if kept is None:
            raise Unreadable("said", pair)
        yield code, kept


def _own_rows() -> Iterator[tuple[int, Row]]:
    for place, case in enumerate(finder_cases(), start=1):
        yield (
            place,
            {
                "case": case.code,
                "about": case.about,
                "on": case.on.isoformat(),
                "said": "; ".join(f"{code}={word}" for code, word in case.said.items()),
                "expected": case.expected,
                "lacks": _listed(case.lacks),
                "from_day": case.from_day.isoformat() if case.from_day else "",
            },
        )


def _listed(codes: Iterable[str]) -> str:
    return " ".join(sorted(codes))


FINDER_RULE = Rule(
    name="finder",
    source="programs/data/finder",
    columns=("about", "on", "said"),
    results=("expected", "lacks", "from_day"),
    decide=_decide,
    explain=_explain,
    own_rows=_own_rows,
)
