"""The smallest change, held against every change that there is on small tables."""

from collections.abc import Mapping
from datetime import date
from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from guichet.foundation.languages import Text
from guichet.programs.rules import Condition, Held, Option, ProgramTable, Question, Tables, Worked, cell_of, held
from guichet.programs.rules.changing import smallest_change
from guichet.programs.terms import Certainty, QuestionType

ON, TURN = date(2026, 11, 22), date(2027, 3, 12)
WORDS = {"A": ("YES", "NO"), "B": ("X", "Y", "Z"), "C": ("0", "1", "2", "3")}
SAYS = Text(en="It is so.", fr="C’est ainsi.")
KINDS = {"A": QuestionType.YES_NO, "B": QuestionType.CHOICE, "C": QuestionType.LEVEL}
QUESTIONS = {
    code: Question(code=code, type=kind, ask=SAYS, options=tuple(Option(word, SAYS) for word in WORDS[code]))
    for code, kind in KINDS.items()
}
cells = st.sampled_from([("A", "YES"), ("A", "NO"), ("B", "X"), ("B", "Z"), ("C", ">= 2"), ("C", "< 1"),
                         ("OLD", "YES"), ("OLD", "NO")])  # fmt: skip
rows = st.lists(cells, min_size=1, max_size=2).map(lambda row: {name: cell_of(word) for name, word in row})
answers = st.fixed_dictionaries({}, optional={code: st.sampled_from(words) for code, words in WORDS.items()})


def facts(said: Mapping[str, str], on: date) -> dict[str, str | int | None]:
    level = said.get("C")
    return {**said, "C": int(level) if level else None, "OLD": "YES" if on >= TURN else "NO"}


WORKED = Worked(facts=facts, rests_on={"OLD": ("BIRTH",)}, turns=lambda _said, _on: [TURN])


def far(code: str, word: str, said: Mapping[str, str]) -> int:
    return abs(int(word) - int(said.get(code, "0"))) if code == "C" else 1


@settings(max_examples=150, deadline=None)
@given(st.lists(st.lists(rows, min_size=1, max_size=2), min_size=1, max_size=4), answers)
def test_no_change_is_smaller_or_nearer_than_the_one_that_is_named(conditions, said: dict[str, str]) -> None:
    asked = {
        f"C{place}": Condition(code=f"C{place}", needs=SAYS, rows=tuple(rows), source="", status=Certainty.CONFIRMED)
        for place, rows in enumerate(conditions)
    }
    program = ProgramTable(code="P", goals=("GOAL",), conditions=tuple(asked))
    tables = Tables(questions=QUESTIONS, conditions=asked, programs={"P": program})

    def stands(everything: Mapping[str, str], day: date) -> bool:
        return all(held(one, facts(everything, day)).held is not Held.NO for one in asked.values())

    if stands(said, ON):
        return
    costs = []
    for words, day in product(product(*[(None, *words) for words in WORDS.values()]), (ON, TURN)):
        change = {code: word for code, word in zip(WORDS, words, strict=True) if word and word != said.get(code)}
        if stands({**said, **change}, day):
            costs.append((len(change) + (day > ON), sum(far(code, word, said) for code, word in change.items())))
    found = smallest_change("P", said, on=ON, tables=tables, worked=WORKED, amounts=lambda _said, _program: {})
    least = min(costs, default=(3, 0))
    if found is None:
        assert least[0] > 2
    else:
        assert stands({**said, **found.answers}, found.from_day or ON)
        size = len(found.answers) + (found.from_day is not None)
        assert (size, sum(far(code, word, said) for code, word in found.answers.items())) == least
