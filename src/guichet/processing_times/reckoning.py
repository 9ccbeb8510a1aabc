"""What is learnt from all files as of a day, as arrays. Only a worker or a command comes here: it needs numpy."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from guichet.applications.histories import History
from guichet.processing_times.estimates import Histories, Model, learn
from guichet.processing_times.policy import Policy, policy_of
from guichet.processing_times.rules.ledger import Outcome, month_of, outcome_of
from guichet.processing_times.rules.ranges import Days, Wait

DAY_ZERO = date(1970, 1, 1)
QUARTER = 91
YEAR = 364  # whole weeks, so that the same days of the week are compared
# How files end without a decision: nobody knows how long they would have waited.
OTHERWISE = ("WITHDRAWN", "ABANDONED", "RETURNED")
# An office that nobody has: what is then estimated is the program's as a whole.
ANYWHERE = "*"


@dataclass(frozen=True, slots=True)
class Said:
    """What is to be said of a program, or of one of its offices; `wait` is None where too little is known."""

    program: str
    office: str
    wait: Wait | None
    learned: int
    open: int
    received: int
    decided: int
    withdrawn: int
    received_before: int
    decided_before: int


class Reckoning:
    """What was known on the morning of a day, and what follows from it.

    A day that a file waited for its client is no day of ours: its receipt is taken to be as much later.
    """

    def __init__(self, files: Sequence[History], waited: dict[int, int], as_of: date) -> None:
        self.as_of, self.today = as_of, (as_of - DAY_ZERO).days
        self.ids = np.array([file.id for file in files], dtype=np.int64)
        self.program = [file.program for file in files]
        self.office = [file.office for file in files]
        self.received = np.array([file.received for file in files], dtype=np.int64)
        self.waited = np.array([waited.get(file.id, 0) for file in files], dtype=np.int64)
        self.ended = np.array([np.nan if file.ended is None else file.ended for file in files], dtype=np.float64)
        self.otherwise = np.array([file.decision in OTHERWISE for file in files], dtype=bool)
        self.decided = ~np.isnan(self.ended) & ~self.otherwise
        self.is_open = np.isnan(self.ended)
        # Told to have waited longer than it was here: the case system is wrong somewhere; then it took no time.
        self.began = np.minimum(self.received + self.waited, np.where(self.is_open, self.today, self.ended))

    @cached_property
    def model(self) -> Model:
        """Return what is learnt from all of it; asked for only where there is something to learn from."""
        return learn(
            Histories(
                category=self.program,
                office=self.office,
                received=self.began.astype(np.float64),
                decided=np.where(self.decided, self.ended, np.nan),
                withdrawn=np.where(self.otherwise, self.ended, np.nan),
            ),
            float(self.today),
        )

    def said(self, programs: Sequence[str]) -> list[Said]:
        """Return what is to be said of each of these programs, and of their offices with enough decisions."""
        program, office = np.array(self.program, dtype=object), np.array(self.office, dtype=object)
        found: list[Said] = []
        for code in programs:
            policy, mine = policy_of(code, self.as_of), program == code
            recent = mine & self.decided & (self.ended >= self.today - policy.history_days)
            found.append(self._said(code, "", mine, int(recent.sum()), policy.least_decided))
            offices = sorted(set(office[mine & self.is_open]) | set(office[recent]))
            for place in offices:
                there = mine & (office == place)
                learned = int((recent & there).sum())
                if place and len(offices) > 1 and learned >= policy.least_office:
                    found.append(self._said(code, place, there, learned, policy.least_office))
        return found

    def _said(self, program: str, office: str, mine: NDArray[np.bool_], learned: int, least: int) -> Said:
        def within(moments: NDArray[np.float64] | NDArray[np.int64], which: NDArray[np.bool_], back: int = 0) -> int:
            last = self.today - back
            return int((mine & which & (moments < last) & (moments >= last - QUARTER)).sum())

        everyone = np.ones_like(mine)
        return Said(
            program=program,
            office=office,
            wait=self._wait(program, office or ANYWHERE) if learned >= least else None,
            learned=learned,
            open=int((mine & self.is_open).sum()),
            received=within(self.received, everyone),
            decided=within(self.ended, self.decided),
            withdrawn=within(self.ended, self.otherwise),
            received_before=within(self.received, everyone, YEAR),
            decided_before=within(self.ended, self.decided, YEAR),
        )

    def _wait(self, program: str, office: str) -> Wait:
        """Return the wait of somebody who applies on this day."""
        found = self.model.estimate([program], [office], np.array([float(self.today)]))[0]
        return Wait(*(_whole_days(found)))

    def ranges(self, known: Sequence[str]) -> dict[int, tuple[Days, int]]:
        """Return for each file open on this day, of the programs of which something is said, its range.

        With the days that it waited for its client so far.
        """
        allowed = set(known)
        places = [int(at) for at in np.flatnonzero(self.is_open) if self.program[at] in allowed]
        if not places:
            return {}
        began = self.began[places]
        found = self.model.estimate(
            [self.program[at] for at in places], [self.office[at] for at in places], began.astype(np.float64)
        )
        whole = np.ceil(np.maximum.accumulate(found, axis=1) - 1e-9).astype(np.int64) + began.astype(np.int64)[:, None]
        # Never a day that is over: no decision was made on it.
        whole = np.maximum(whole, self.today)
        days = {int(day): DAY_ZERO + timedelta(days=int(day)) for day in np.unique(whole)}
        return {
            int(self.ids[at]): (Days(*(days[int(day)] for day in row)), int(self.waited[at]))
            for at, row in zip(places, whole, strict=True)
        }

    def outcomes(self, said: Mapping[tuple[str, date], Wait]) -> dict[tuple[str, date], Outcome]:
        """Return what became so far of those who applied for a program in a month, of whom this wait was said."""
        counts = {key: dict.fromkeys(Outcome.__dataclass_fields__, 0) for key in said}
        months = [month_of(DAY_ZERO + timedelta(days=int(day))) for day in np.unique(self.received)]
        month = dict(zip(np.unique(self.received).tolist(), months, strict=True))
        until = np.where(self.is_open, self.today, self.ended)
        for at, (program, received) in enumerate(zip(self.program, self.received.tolist(), strict=True)):
            key = (program, month[received])
            if key not in said:
                continue
            what = outcome_of(
                said[key],
                int(until[at] - self.began[at]),
                decided=bool(self.decided[at]),
                otherwise=bool(self.otherwise[at]),
            )
            counts[key][what] += 1
        return {key: Outcome(**found) for key, found in counts.items()}

    def weeks(self) -> list[tuple[str, date, int, int]]:
        """Return for each program and week: the Monday, how many files came in, and how many are decided."""
        monday = self.received - (self.received + 3) % 7
        counts: dict[tuple[str, int], list[int]] = {}
        for program, week, decided in zip(self.program, monday, self.decided, strict=True):
            found = counts.setdefault((program, int(week)), [0, 0])
            found[0] += 1
            found[1] += bool(decided)
        return [
            (program, DAY_ZERO + timedelta(days=week), received, decided)
            for (program, week), (received, decided) in sorted(counts.items())
        ]


def limits_of(policy: Policy) -> dict[str, int]:
    """Return the numbers that decide whether a range has moved."""
    names = ("moved_days", "moved_percent", "quiet_days", "trend_percent", "trend_least")
    return {name: getattr(policy, name) for name in names}


def _whole_days(found: NDArray[np.float64]) -> list[int]:
    return [int(day) for day in np.ceil(np.maximum.accumulate(found) - 1e-9)]
