"""The course of one file, from receipt to the day the card is in the mail, as the case system would tell it. Pure."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from hashlib import sha256
from typing import Any, NamedTuple

from guichet.rehearsal.behaviours import ABROAD, Behaviour
from guichet.rehearsal.dice import Dice
from guichet.rehearsal.moments import DAY, HOUR, MINUTE, any_hour, at_work, day_of, moment
from guichet.rehearsal.plans import Plan

APPROVED, REFUSED, WITHDRAWN, ABANDONED, RETURNED = "APPROVED", "REFUSED", "WITHDRAWN", "ABANDONED", "RETURNED"
SECTIONS = ("ELIGIBILITY", "MEDICAL", "BACKGROUND", "BIOMETRICS")
ON_THE_CLIENT = ("BIOMETRICS", "MEDICAL")
NEVER_ASKED_AGAIN = ("FORM", "FEES")
ALWAYS_PAID = ("RPRF", "CIT-ROC")
TEST_AGES = range(18, 55)

# How much of the time from receipt to decision passes before each stage ends, beside the others; 1 for those not named.
_WEIGHT = {
    "SUBMITTED": 0.2,
    "MAILROOM": 0.3,
    "COMPLETENESS": 0.6,
    "AOR": 0.4,
    "ELIGIBILITY": 2.5,
    "BACKGROUND": 2.5,
    "INTERVIEW": 0.8,
}
# Days that pass before each stage which follows an approval.
_AFTER = {
    "PASSPORT_REQUEST": (1, 10), "VISA_ISSUED": (8, 35), "POE_LETTER": (0, 3), "DOC_MAILED": (2, 12),
    "PORTAL_COPR": (5, 40), "LANDING": (8, 120), "CARD": (20, 60), "OATH": (30, 125), "CERTIFICATE": (3, 25),
    "PRINTING": (1, 4), "TRAVEL": (20, 110), "ARRIVAL": (0, 3),
}  # fmt: skip
# Days that pass in each stage before the application itself comes in.
_BEFORE = {
    "PREP": (2, 25), "EE_PROFILE": (0, 4), "EE_POOL": (10, 260), "ITA": (5, 55), "NOMINATION": (30, 150),
    "ENDORSEMENT": (20, 90), "INTEREST": (30, 300), "REFERRAL": (20, 120),
}  # fmt: skip
# Optional stages, how often they happen, and whether late (just before the decision) or early (once the file is open).
_NOW_AND_THEN = (
    ("MEDICAL", 0.15, False),
    ("BIOMETRICS", 0.4, False),
    ("INTERVIEW", 0.04, True),
    ("HEARING", 0.015, True),
)
_PREP_SEEN = 0.04  # most people get ready on paper or elsewhere: the case system rarely knows
_NOTES_SINCE = moment(date(2025, 7, 29))  # officers' notes go out with refusals of temporary residence


class Happening(NamedTuple):
    """One event about a file: when, what, and what it carries."""

    at: int
    kind: str
    data: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Wish:
    """What is fixed for a file that is to show something; all else is drawn. Days count from when it is drawn."""

    received_ago: float | None = None
    outcome: str | None = None
    takes: float | None = None
    due_in: float | None = None
    moves_to: str | None = None
    office: str | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    """An application as it comes in."""

    number: str
    plan: Plan
    uci: str
    received: int
    age: int
    visa_office: str
    language: str
    wish: Wish = Wish()


@dataclass(frozen=True, slots=True)
class Ground:
    """What every file stands on."""

    behaviours: Mapping[str, Behaviour]
    amount: Callable[[str, date], Decimal]
    refused_notes: Sequence[Mapping[str, str]]
    progress_notes: Sequence[Mapping[str, str]]
    moves_abroad: Sequence[str]
    moves_inside: Sequence[str]
    drawn_at: int


@dataclass(frozen=True, slots=True)
class Course:
    """What becomes of a file: all that happens, how it ends, when it is decided, and when nothing more is to come."""

    program: str
    happenings: tuple[Happening, ...]
    received: int
    outcome: str
    decided: int
    ended: int


def course(asked: Asked, ground: Ground, dice: Dice) -> Course:
    """Return the whole course of a file; the caller leaves out what has not happened yet."""
    return _File(asked, ground, dice).run()


@dataclass(slots=True)
class _File:
    """One file while its course is being drawn."""

    asked: Asked
    ground: Ground
    dice: Dice
    told: list[Happening] = field(default_factory=list)
    office: str = ""

    @property
    def plan(self) -> Plan:
        return self.asked.plan

    @property
    def usual(self) -> Behaviour:
        return self.ground.behaviours[self.plan.code]

    def tell(self, at: int, kind: str, **data: Any) -> None:
        self.told.append(Happening(at, kind, data))

    def enter(self, at: int, stage: str) -> None:
        self.tell(at, "application.stage_entered", stage=stage)

    def run(self) -> Course:
        paper = self.dice.chance(self.usual.paper)
        offices = self.usual.offices
        start = self.dice.pick(offices)
        self.office = self.asked.wish.office or (self.asked.visa_office if start == ABROAD else start)
        outcome = self._outcome()
        self._before()
        self._receive(paper=paper)
        if outcome == RETURNED:
            decided = self._send_back()
            ended = decided
        else:
            outcome, decided = self._process(outcome, paper=paper)
            ended = self._afterwards(decided) if outcome == APPROVED else decided
        return Course(self.plan.code, _one_by_one(self.told), self.asked.received, outcome, decided, ended)

    def _outcome(self) -> str:
        usual, share = self.usual, self.dice.share()
        if self.asked.wish.outcome:
            return self.asked.wish.outcome
        if "COMPLETENESS" in self.plan.stages and share < usual.returned:
            return RETURNED
        if share > 1 - usual.withdrawn:
            return WITHDRAWN
        return APPROVED if self.dice.chance(usual.approved) else REFUSED

    def _before(self) -> None:
        """Tell what came before the application: a profile, a nomination, an invitation."""
        earlier = self.plan.stages[: self.plan.stages.index("SUBMITTED")]
        at = self.asked.received
        for stage in reversed(earlier):
            at -= int(self.dice.between(*_BEFORE.get(stage, (1, 20))) * DAY) + 10 * MINUTE
            if stage != "PREP" or self.dice.chance(_PREP_SEEN):
                self.enter(at, stage)

    def _receive(self, *, paper: bool) -> None:
        asked, at = self.asked, self.asked.received
        self.tell(at, "application.received", uci=asked.uci, program=self.plan.code, office=self.office)
        self.enter(at + 10, "SUBMITTED")
        documents = [code for code in self.plan.documents if code != "FEES"]
        self._hand_in(at + 20, self.dice.some(documents, max(1, min(len(documents) - self.dice.whole(0, 1), 6))))
        if paper and "MAILROOM" in self.plan.optional_stages:
            self.enter(at_work(at + self.dice.whole(1, 3) * DAY, self.dice), "MAILROOM")

    def _pay(self, path: Sequence[str]) -> None:
        fees = self.plan.fees
        if not fees:
            return
        paid = [self.dice.pick(self.usual.one_of) if self.usual.one_of else fees[0]]
        paid += [fee for fee in fees if fee in ALWAYS_PAID or (fee == "BIO" and "BIOMETRICS" in path)]
        for place, fee in enumerate(paid, start=1):
            amount = self.ground.amount(fee, day_of(self.asked.received))
            if amount:
                receipt = f"R-{self.asked.number}-{place}"
                self.tell(
                    self.asked.received + 30 + place, "fee.paid", fee=fee, amount=f"{amount:.2f}", receipt=receipt
                )

    def _hand_in(self, at: int, documents: Sequence[str]) -> None:
        proofs = [{"code": code, "sha256": _digest(self.asked.number, code, at)} for code in documents]
        self.tell(at, "document.received", documents=proofs)

    def _send_back(self) -> int:
        self._pay(())
        looked = at_work(self.asked.received + self.dice.whole(2, 12) * DAY, self.dice)
        back = at_work(looked + self.dice.whole(1, 8) * DAY, self.dice)
        self.enter(looked, "COMPLETENESS")
        self.enter(max(back, looked + HOUR), "RETURNED")
        self.tell(max(back, looked + HOUR) + MINUTE, "decision.made", decision=RETURNED, reasons=[])
        return max(back, looked + HOUR) + MINUTE

    def _process(self, outcome: str, *, paper: bool) -> tuple[str, int]:
        """Tell everything between receipt and decision. Return how it ended and when."""
        planned = decided = self._decided()
        reasons = self._reasons() if outcome == REFUSED else []
        wait = None if outcome == WITHDRAWN else self._wait(planned, reasons)
        if wait and wait.answered is None:
            outcome, reasons = ABANDONED, ["NO_ANSWER"]
            decided = at_work(wait.until + self.dice.whole(15, 110) * DAY, self.dice)
        elif outcome == WITHDRAWN:
            decided = self.asked.received + max(
                HOUR, int((planned - self.asked.received) * self.dice.between(0.2, 0.9))
            )
        if not (wait and wait.stage == "FAIRNESS"):
            reasons = self._fair(reasons)
        path = self._path(paper=paper)
        self._pay(path)
        self._walk(path, planned, decided, wait)
        if wait and wait.open_end:
            return ABANDONED, max(planned, self.ground.drawn_at)
        self._move(decided)
        self._decide(outcome, decided, reasons)
        return outcome, decided

    def _fair(self, reasons: Sequence[str]) -> list[str]:
        """Return the reasons that need no fairness letter first, where the program knows such letters."""
        if "FAIRNESS" not in self.plan.optional_stages:
            return list(reasons)
        kept = [reason for reason in reasons if reason not in self.plan.grave]
        others = [reason for reason in self.plan.reasons if reason not in self.plan.grave]
        return kept or others[: bool(reasons)]

    def _decided(self) -> int:
        received, wish = self.asked.received, self.asked.wish
        if wish.due_in is not None:
            return self.ground.drawn_at + 200 * DAY
        if wish.takes is not None:
            return at_work(received + int(wish.takes * DAY), self.dice)
        return self.usual.pace_at(self.office).decided(received, self.dice)

    def _reasons(self) -> list[str]:
        """Return one to three reasons, those that the program names first being the commoner."""
        count = 1 + self.dice.chance(0.4) + self.dice.chance(0.1)
        usual = self.plan.reasons[: max(3, len(self.plan.reasons) // 2)]
        first = self.dice.pick(usual if self.dice.chance(0.8) else self.plan.reasons)
        others = [reason for reason in usual if reason != first and reason not in self.plan.grave]
        return [first, *self.dice.some(others, count - 1)]

    def _wait(self, decided: int, reasons: Sequence[str]) -> "_Wait | None":
        """Return the time during which the file waits for the client, if it does."""
        asked, length = self.asked, decided - self.asked.received
        if asked.wish.due_in is not None:
            due = self.ground.drawn_at + int(asked.wish.due_in * DAY)
            began = at_work(max(asked.received + DAY, due - 30 * DAY), self.dice)
            return _Wait("ADDITIONAL_DOCS", began, due, None, self._wanted(), open_end=True)
        fair = "FAIRNESS" in self.plan.optional_stages and any(reason in self.plan.grave for reason in reasons)
        wanted = "ADDITIONAL_DOCS" in self.plan.optional_stages and self.dice.chance(self.usual.documents)
        if asked.wish.takes is not None or length < 12 * DAY or not (fair or wanted):
            return None
        began = at_work(asked.received + int(length * self.dice.between(0.3, 0.55)), self.dice)
        window = (30 if length > 75 * DAY else 14 if length > 35 * DAY else 7) * DAY
        due = began + window
        answered = began + int(self.dice.between(0.15, 0.98) * min(window, (decided - began) * 0.8))
        if self.dice.chance(0.1) and due + 2 * DAY < decided:
            answered = int(self.dice.between(due + DAY, decided - DAY / 2))
        answer = None if not fair and self.dice.chance(0.11) else max(began + HOUR, any_hour(answered, self.dice))
        if answer is not None and answer >= decided - HOUR:
            answer = (began + decided) // 2
        return _Wait("FAIRNESS" if fair else "ADDITIONAL_DOCS", began, due, answer, () if fair else self._wanted())

    def _wanted(self) -> tuple[str, ...]:
        documents = [code for code in self.plan.documents if code not in NEVER_ASKED_AGAIN]
        return tuple(self.dice.some(documents, 1 + self.dice.chance(0.45) + self.dice.chance(0.15)))

    def _path(self, *, paper: bool) -> list[str]:
        """Return the stages between receipt and decision, the optional ones among them where they happen."""
        stages = self.plan.stages
        path = [
            stage for stage in stages[stages.index("SUBMITTED") + 1 : stages.index("DECISION")] if self._meets(stage)
        ]
        for stage, share, is_late in _NOW_AND_THEN:
            if stage in self.plan.optional_stages and self.dice.chance(share):
                path.insert(len(path) if is_late else min(2, len(path)), stage)
        return path

    def _meets(self, stage: str) -> bool:
        return stage != "TEST" or self.asked.age in TEST_AGES

    def _walk(self, path: Sequence[str], planned: int, decided: int, wait: "_Wait | None") -> None:
        """Tell of each stage on the way to the decision; of none after the file stood still."""
        times = self._times(path, planned, wait)
        stop = min(decided, wait.began) if wait and wait.answered is None else decided
        ends = [*times[1:], planned][: len(path)]
        for place, (stage, at, until) in enumerate(zip(path, times, ends, strict=True)):
            if at >= stop:
                break
            self.enter(at, stage)
            if place == 1:
                self._leave_out(at + 1, path)
            if stage in SECTIONS:
                self._section(stage, at, until, stop)
        if wait:
            self._ask(wait, path, times)
        length = stop - self.asked.received
        if length > 150 * DAY and self.dice.chance(0.08):
            at = at_work(self.asked.received + int(length * self.dice.between(0.5, 0.8)), self.dice)
            self._note(min(at, stop - HOUR), self.ground.progress_notes)

    def _leave_out(self, at: int, path: Sequence[str]) -> None:
        for section in SECTIONS:
            if section in self.plan.optional_stages and section not in path:
                self.tell(at, "section.status_changed", section=section, status="EXEMPTED")

    def _section(self, section: str, at: int, until: int, stop: int) -> None:
        waiting = section in ON_THE_CLIENT
        status = "WAITING_ON_YOU" if waiting else "IN_PROGRESS"
        self.tell(at + 1, "section.status_changed", section=section, status=status)
        done = at + int((until - at) * (self.dice.between(0.2, 0.7) if waiting else 0.97))
        if until - at > 3 * DAY:
            done = min(at_work(done, self.dice), until - MINUTE)
        if done < stop:
            self.tell(max(done, at + 2), "section.status_changed", section=section, status="COMPLETED")

    def _times(self, path: Sequence[str], decided: int, wait: "_Wait | None") -> list[int]:
        """Return when each stage begins, none of them while the file waits for the client."""
        received, length = self.asked.received, decided - self.asked.received
        weights = [_WEIGHT["SUBMITTED"], *(_WEIGHT.get(stage, 1.0) * self.dice.between(0.6, 1.4) for stage in path)]
        # Now and then everything is done early, and then nothing is heard for months.
        packed = 0.25 if length > 180 * DAY and self.dice.chance(0.12) else 1.0
        times: list[int] = []
        passed, last, whole = 0.0, received + 5 * MINUTE, sum(weights)
        for weight in weights[:-1]:
            passed += weight
            at = received + int(length * packed * passed / whole)
            if wait and at >= wait.began:
                at = wait.resumed(at, decided)
            if length > 3 * DAY:
                at = at_work(at, self.dice)
            if wait and wait.began <= at <= wait.last:
                at = wait.last + 2 * HOUR
            at = max(at, last + min(2 * MINUTE, length // 20))
            if at >= decided:
                at = (last + decided) // 2
            times.append(at)
            last = at
        return times

    def _ask(self, wait: "_Wait", path: Sequence[str], times: Sequence[int]) -> None:
        self.enter(wait.began, wait.stage)
        if wait.documents:
            due = day_of(wait.until).isoformat()
            self.tell(wait.began + 1, "document.requested", documents=list(wait.documents), due=due)
        if wait.answered is None:
            return
        if wait.documents:
            self._hand_in(wait.answered, wait.documents)
        resumed = [stage for stage, at in zip(path, times, strict=True) if at < wait.began]
        self.enter(wait.answered + MINUTE, resumed[-1] if resumed else "SUBMITTED")

    def _move(self, decided: int) -> None:
        """Tell of the file's going to another office, as happens to some that take long."""
        wish, length = self.asked.wish, decided - self.asked.received
        if wish.moves_to is None and (length < 60 * DAY or self.plan.line == "passport" or not self.dice.chance(0.09)):
            return
        abroad = self.office == self.asked.visa_office
        others = [
            code for code in (self.ground.moves_abroad if abroad else self.ground.moves_inside) if code != self.office
        ]
        office = wish.moves_to or self.dice.pick(others)
        at = at_work(self.asked.received + int(length * self.dice.between(0.25, 0.8)), self.dice)
        if wish.moves_to:
            at = at_work(self.ground.drawn_at - 16 * DAY, self.dice)
        if at < decided:
            self.tell(at, "office.changed", office=office)

    def _decide(self, outcome: str, decided: int, reasons: Sequence[str]) -> None:
        if outcome in (APPROVED, REFUSED):
            length = decided - self.asked.received
            self.enter(decided - min(HOUR, length // 40 + 1), "DECISION")
        self.tell(decided, "decision.made", decision=outcome, reasons=list(reasons))
        if outcome == REFUSED and self.plan.line == "temporary" and decided >= _NOTES_SINCE:
            self._note(decided + self.dice.whole(1, 30) * MINUTE, self.ground.refused_notes)

    def _note(self, at: int, notes: Sequence[Mapping[str, str]]) -> None:
        self.tell(at, "note.released", text=dict(self.dice.pick(notes)), language=self.asked.language)

    def _afterwards(self, decided: int) -> int:
        """Tell what follows an approval. Return when the last of it is over."""
        stages = list(self.plan.stages[self.plan.stages.index("DECISION") + 1 :])
        if "PASSPORT_REQUEST" in self.plan.optional_stages and self.dice.chance(0.4):
            stages.insert(0, "PASSPORT_REQUEST")
        at = decided
        for stage in stages:
            low, high = _AFTER.get(stage, (0, 0))
            later = at + int(self.dice.between(low, high) * DAY)
            at = max(at_work(later, self.dice) if high else later, at + MINUTE)
            self.enter(at, stage)
        return at


@dataclass(frozen=True, slots=True)
class _Wait:
    """A time in which a file waits for the client: from when, until when an answer was asked, when it came."""

    stage: str
    began: int
    until: int
    answered: int | None
    documents: tuple[str, ...]
    open_end: bool = False

    @property
    def last(self) -> int:
        """Return when the wait is over; where no answer comes, not before the file is closed."""
        return self.answered if self.answered is not None else self.until + 4000 * DAY

    def resumed(self, at: int, decided: int) -> int:
        """Return when something that was due at `at` takes place: what is left is done in the time that is left."""
        return self.last + (at - self.began) * max(decided - self.last, 0) // max(decided - self.began, 1)


def _one_by_one(told: Sequence[Happening]) -> tuple[Happening, ...]:
    """Return what happened in the order of its time, no two at the same second: one stage is always the later."""
    ordered: list[Happening] = []
    last: int | None = None
    for happening in sorted(told, key=_when):
        at = happening.at if last is None else max(happening.at, last + 1)
        ordered.append(happening if at == happening.at else happening._replace(at=at))
        last = at
    return tuple(ordered)


def _when(happening: Happening) -> int:
    return happening.at


def _digest(*words: object) -> str:
    return sha256("/".join(map(str, words)).encode()).hexdigest()
