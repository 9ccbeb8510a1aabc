"""A worked case of the selection grid of the Federal Skilled Worker class."""

from datetime import date

from guichet.assessment import policy
from guichet.assessment.cases import reading
from guichet.assessment.cases.ranking import SCHOOLINGS
from guichet.assessment.cases.reading import yes_or_no
from guichet.assessment.rules.skilled import Selection, Worker, selection
from guichet.assessment.terms import Schooling
from guichet.foundation.languages import Text
from guichet.foundation.worked import Explained, Line, Row, Rule

FLAGS = (
    "job_offer", "spouse_language", "own_study_canada", "spouse_study_canada", "own_work_canada", "spouse_work_canada",
    "relative_in_canada",
)  # fmt: skip
# The grid is not dated yet: it has held since May 2013, and a day may be said by those who load a newer one.
NEWEST = date.max


def worker_of(row: Row) -> Worker:
    """Return the worker that a row of words describes. Raises Unreadable, naming the column."""
    offer, spouse_language, own_study, spouse_study, own_work, spouse_work, relative = (
        reading.yes(row, flag) for flag in FLAGS
    )
    return Worker(
        age=reading.whole(row, "age"),
        schooling=Schooling(reading.word(row, "education", SCHOOLINGS)),
        first=reading.levels(row, "first_clb"),
        second=reading.levels(row, "second_clb"),
        years=reading.whole(row, "experience_years"),
        has_offer=offer,
        spouse_language=spouse_language,
        own_study=own_study,
        spouse_study=spouse_study,
        own_work=own_work,
        spouse_work=spouse_work,
        relative=relative,
    )


def _found(row: Row) -> Selection:
    on = reading.maybe_day(row, "date") or NEWEST
    return selection(worker_of(row), policy.skilled_law(on))


def _decided(row: Row) -> dict[str, str]:
    found = _found(row)
    return {
        "pts_education": str(found.education),
        "pts_language": str(found.language),
        "pts_experience": str(found.experience),
        "pts_age": str(found.age),
        "pts_offer": str(found.offer),
        "pts_adaptability": str(found.adaptability),
        "total": str(found.total),
        "gate_met": yes_or_no(found.is_through_gate),
        "passes_67": yes_or_no(found.passes),
    }


def _explained(row: Row) -> Explained:
    found = _found(row)
    passes = Text(
        en="The minimum is met and the points are enough.", fr="Le minimum est atteint et les points suffisent."
    )
    gate = Text(
        en="The minimum is not met, whatever the points.",
        fr="Le minimum n’est pas atteint, quels que soient les points.",
    )
    few = Text(en="The points are too few.", fr="Les points ne suffisent pas.")
    decided = "PASSES" if found.passes else "POINTS" if found.is_through_gate else "GATE"
    change = {} if found.passes else _one_change(row)
    wrong = tuple((column, reading.cell(row, column), (word,)) for column, word in change.items())
    lines = [
        Line("GATE", "no", gate, "IRPR s.75(2)", decided=decided == "GATE"),
        Line("PASSES", "yes", passes, "IRPR s.76", decided=decided == "PASSES", misses=wrong, change=change),
        Line("POINTS", "no", few, "IRPR s.76(1)(a)", decided=decided == "POINTS"),
    ]
    return Explained(yes_or_no(found.passes), tuple(lines), reading.reasons(found.why))


def _one_change(row: Row) -> dict[str, str]:
    """Return one change that would be enough, the smallest first: a language, a year, an offer; none where none is."""
    worker = worker_of(row)
    levels = [{"first_clb": "/".join(str(max(level, least)) for level in worker.first.each)} for least in (7, 8, 9)]
    years = [{"experience_years": str(year)} for year in range(worker.years + 1, 7)]
    for change in (*levels, *years, {"second_clb": "5/5/5/5"}, *({flag: "yes"} for flag in FLAGS)):
        if _found({**row, **change}).passes:
            return change
    return {}


SKILLED_RULE = Rule(
    name="fsw-grid",
    source="IRPR s.75-83",
    columns=("education", "first_clb", "second_clb", "experience_years", "age", *FLAGS),
    results=(
        "pts_education", "pts_language", "pts_experience", "pts_age", "pts_offer", "pts_adaptability", "total",
        "gate_met", "passes_67",
    ),
    decide=_decided,
    explain=_explained,
    own_cases=reading.OWN / "fsw-grid.csv",
)  # fmt: skip
