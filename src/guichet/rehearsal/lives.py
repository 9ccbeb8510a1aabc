"""The lives people lead with the department: which file follows which. Pure; the lives stand in data/lives.yaml."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from guichet.rehearsal.dice import Dice, Weighted, number_from
from guichet.rehearsal.files import APPROVED, Asked, Course, Ground, Wish, course
from guichet.rehearsal.moments import DAY, YEAR, any_hour, day_of
from guichet.rehearsal.persons import Person, Told, Word, World, kin, person
from guichet.rehearsal.plans import Plan

SIZES = {"single": 1, "pair": 2, "family": 4}
ADULT, FULL_PASSPORT = 18, 16
TRIES = 3
_CHILDREN = ("child", "second-child")
_PARTNERS = ("spouse", "sponsor", "companion")


@dataclass(frozen=True, slots=True)
class Step:
    """One file in a life. Days count from the end of the member's last file; see data/lives.yaml for each word."""

    file: Weighted[str]
    who: str
    after: tuple[float, float]
    every: tuple[float, float]
    times: int
    chance: float
    again: float
    onward: bool
    mark: str | None
    follows: str | None
    ages: tuple[float, float]
    wish: Wish


@dataclass(frozen=True, slots=True, eq=False)
class Life:
    """A kind of life, for a household of a certain size."""

    name: str
    kind: str
    began: tuple[float, float]
    members: Mapping[str, tuple[float, float]]
    steps: tuple[Step, ...]
    told: Told


@dataclass(frozen=True, slots=True)
class Lives:
    """All kinds of life: by size of household with their weights, and those shown first in every country."""

    by_size: Mapping[str, Weighted[Life]]
    shown: tuple[Life, ...]


@dataclass(frozen=True, slots=True)
class Member:
    """One client of a household with all the files there ever will be."""

    index: int
    person: Person
    uci: str
    registered: int
    courses: tuple[tuple[str, Course], ...]


@dataclass(frozen=True, slots=True)
class Country:
    """All that a household is drawn from."""

    seed: int
    world: World
    plans: Mapping[str, Plan]
    ground: Ground
    letters: Mapping[str, str]


def household(life: Life, country: Country, *, first: int) -> Iterator[Member]:
    """Yield the members of a household that leads this life; the clients' indices run from `first` on."""
    dice = Dice(country.seed, "household", first)
    least, most = life.began
    # More began lately than long ago: the country has grown.
    began = country.ground.drawn_at - int(max(1.0, (least + (most - least) * dice.share() ** 1.4) * YEAR) * DAY)
    shared = kin(dice, country.world, kind=life.kind, as_told=life.told)
    marks: dict[str, int] = {}
    father: Word | None = None
    first_is_woman = False
    for place, (role, ages) in enumerate(life.members.items()):
        index = first + place
        own = Dice(country.seed, "client", index)
        born = began // DAY - int(own.between(*ages) * YEAR) - 1
        grown = (country.ground.drawn_at // DAY - born) / YEAR >= ADULT
        known_father = father if role in _CHILDREN else None
        told = life.told
        if place == 0 and not told.country:
            first_is_woman = own.chance(0.5)
            told = replace(told, woman=first_is_woman)
        elif role in _PARTNERS and own.chance(0.94):
            told = replace(told, woman=not first_is_woman)
        human = person(own, shared, index=index, born=born, adult=grown, as_told=told, father=known_father)
        if place == 0 and not human.woman:
            father = human.given
        path = _Path(
            life, role, human, country, own, uci=uci(country.seed, index), index=index, clock=began, marks=marks
        )
        path.walk()
        earliest = min((made.happenings[0].at for _, made in path.courses), default=began)
        yield Member(index, human, path.uci, earliest - own.whole(120, 2 * DAY), tuple(path.courses))


def uci(seed: int, index: int) -> str:
    """Return a client's ten digits; no two clients of one country have the same."""
    return str(10**9 + _scattered(seed, "uci", index, 9 * 10**9))


def _scattered(seed: int, what: str, rank: int, size: int) -> int:
    """Return a number under `size` that only this rank has: the multiplier shares no factor with the sizes used."""
    return (rank * 387_420_491 + number_from(seed, what)) % size


@dataclass(slots=True)
class _Path:
    """A member's way from file to file, while it is being drawn."""

    life: Life
    role: str
    person: Person
    country: Country
    dice: Dice
    uci: str
    index: int
    clock: int
    marks: dict[str, int]
    courses: list[tuple[str, Course]] = field(default_factory=list)
    has_passport: bool = False

    def walk(self) -> None:
        """Take each step in turn, until the day the country is drawn or until a file that was needed isn't approved."""
        age = self.age(self.clock)
        self.has_passport = self.life.kind == "citizen" and age > 28 and self.dice.chance(0.5)
        for step in self.life.steps:
            if step.who != self.role:
                continue
            if step.follows:
                if step.follows not in self.marks:
                    return
                self.clock = max(self.clock, self.marks[step.follows])
            if self.dice.chance(step.chance) and not self.take(step) and not step.onward:
                return
            if self.clock >= self.country.ground.drawn_at:
                return

    def take(self, step: Step) -> bool:
        """Hand in the step's file, again where it is repeated. Return whether the life may go on from it."""
        gap = step.after
        for _ in range(step.times):
            at = self.clock + int(self.dice.between(*gap) * DAY)
            if step.wish.received_ago is not None:
                at = self.country.ground.drawn_at - int(step.wish.received_ago * DAY)
            code = self.program(step, at)
            if code is None:
                self.clock = at
                gap = self.next_gap(step, "")
                continue
            if not self.approved(step, code, at):
                return False
            gap = self.next_gap(step, code)
        if step.mark:
            self.marks[step.mark] = self.clock
        return True

    def approved(self, step: Step, code: str, at: int) -> bool:
        """Apply until a file is approved or the applicant gives up. Return whether one was approved by now."""
        drawn_at = self.country.ground.drawn_at
        for _ in range(TRIES):
            at = any_hour(at, self.dice)
            if at >= drawn_at:
                self.clock = max(at, drawn_at)
                return False
            made = self.apply(code, at, step.wish)
            self.clock = made.ended
            if made.outcome == APPROVED:
                return True
            at = made.decided + int(self.dice.between(15, 160) * DAY)
            if not self.dice.chance(step.again):
                return False
        return False

    def apply(self, code: str, at: int, wish: Wish) -> Course:
        plan = self.country.plans[code]
        asked = Asked(
            number=self.number(plan),
            plan=plan,
            uci=self.uci,
            received=at,
            age=int(self.age(at)),
            visa_office=self.person.country.office,
            language=self.person.language,
            wish=wish,
        )
        made = course(asked, self.country.ground, self.dice)
        self.courses.append((asked.number, made))
        if code in ("PPT-NEW", "PPT-RENEW") and made.outcome == APPROVED:
            self.has_passport = True
        return made

    def number(self, plan: Plan) -> str:
        letters = self.country.letters
        letter = letters.get(plan.code) or letters.get(plan.line, "V")
        rank = self.index * 64 + len(self.courses)
        return f"{letter}{10**8 + _scattered(self.country.seed, 'number', rank, 9 * 10**8)}"

    def program(self, step: Step, at: int) -> str | None:
        """Return the program asked for at a moment; None where there is none to ask for then."""
        age = self.age(at)
        if not step.ages[0] <= age <= step.ages[1]:
            return None
        code = self.dice.draw(step.file)
        if code == "citizenship":
            code = "CIT-MINOR" if age < ADULT else "CIT-GRANT"
        elif code == "passport":
            code = "PPT-CHILD" if age < FULL_PASSPORT else "PPT-RENEW" if self.has_passport else "PPT-NEW"
        return self.as_it_was(code, at)

    def as_it_was(self, code: str | None, at: int) -> str | None:
        """Return the program that stood at a moment for one of today; None where there was none."""
        while code is not None and code in self.country.plans:
            usual = self.country.ground.behaviours[code]
            if usual.since is None or day_of(at) >= usual.since:
                return code
            code = usual.before
        return None

    def next_gap(self, step: Step, code: str) -> tuple[float, float]:
        """Return the days, from and to, until the step is taken again: a passport lasts five years or ten."""
        if code == "PPT-CHILD":
            return (1600, 1820)
        if code in ("PPT-NEW", "PPT-RENEW"):
            return (3350, 3800) if self.dice.chance(0.8) else (1600, 1900)
        return step.every

    def age(self, at: int) -> float:
        return (at // DAY - self.person.born) / YEAR


def lives(raw: Mapping[str, Any]) -> Lives:
    """Return the lives from the data file's content."""
    return Lives(
        by_size={
            size: Weighted({_life(name, row): row["weight"] for name, row in raw[size].items()}) for size in SIZES
        },
        shown=tuple(_life(name, row) for name, row in raw["shown"].items()),
    )


def _life(name: str, row: Mapping[str, Any]) -> Life:
    first = next(iter(row["members"]))
    return Life(
        name=name,
        kind=row["from"],
        began=(row["began"][0], row["began"][1]),
        members={role: (ages[0], ages[1]) for role, ages in row["members"].items()},
        steps=tuple(_step(step, first) for step in row["steps"]),
        told=Told(row.get("country"), row.get("french"), row.get("women"), row.get("script", False)),
    )


def _step(row: Mapping[str, Any], first: str) -> Step:
    file = row["file"]
    after, every, ages = row.get("after", [10, 60]), row.get("every", [300, 900]), row.get("ages", [0, 130])
    return Step(
        file=Weighted(file if isinstance(file, dict) else {file: 1}),
        who=row.get("who", first),
        after=(after[0], after[1]),
        every=(every[0], every[1]),
        times=row.get("times", 1),
        chance=row.get("chance", 1),
        again=row.get("again", 0.4),
        onward=row.get("onward", False),
        mark=row.get("mark"),
        follows=row.get("follows"),
        ages=(ages[0], ages[1]),
        wish=Wish(**row.get("wish", {})),
    )
