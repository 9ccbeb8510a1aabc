"""How a stand-in behaves: well, unless told otherwise."""

from dataclasses import dataclass, field
from enum import StrEnum

from guichet.notices.terms import Medium


class Mode(StrEnum):
    """A way to behave."""

    WELL = "well"
    # Answers that it is out of order.
    DOWN = "down"
    # Takes the message, but answers only after `seconds`.
    SLOW = "slow"
    # Answers what no client can understand.
    NONSENSE = "nonsense"
    # Refuses every address for good.
    REJECT = "reject"
    # Asks to be left alone for a second.
    BUSY = "busy"
    # Takes the message, and hangs up without an answer.
    HANG_UP = "hang-up"


@dataclass
class Behaviour:
    """How each stand-in behaves at the moment."""

    modes: dict[Medium, Mode] = field(default_factory=lambda: dict.fromkeys(Medium, Mode.WELL))
    seconds: float = 60.0

    def tell(self, said: object) -> None:
        """Behave as `{"mode": …, "medium": …, "seconds": …}` says; without a medium, all. Raises ValueError."""
        if not isinstance(said, dict) or not isinstance(said.get("seconds", self.seconds), int | float):
            raise ValueError("expected an object with mode, medium and seconds")
        mode = Mode(str(said.get("mode")))
        media = [Medium(said["medium"])] if said.get("medium") else list(Medium)
        self.seconds = float(said.get("seconds", self.seconds))
        for medium in media:
            self.modes[medium] = mode
