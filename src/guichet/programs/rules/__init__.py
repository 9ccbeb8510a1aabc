"""Which program is for whom: tables of conditions, held against answers. Pure."""

from guichet.programs.rules.cells import BrokenCell, cell_of, matches
from guichet.programs.rules.changing import Change, smallest_change
from guichet.programs.rules.finding import Checked, Facts, Held, Outcome, Worked, held, outcome_of, to_ask
from guichet.programs.rules.tables import Condition, Option, ProgramTable, Question, Tables

__all__ = [
    "BrokenCell",
    "Change",
    "Checked",
    "Condition",
    "Facts",
    "Held",
    "Option",
    "Outcome",
    "ProgramTable",
    "Question",
    "Tables",
    "Worked",
    "cell_of",
    "held",
    "matches",
    "outcome_of",
    "smallest_change",
    "to_ask",
]
