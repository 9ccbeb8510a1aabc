"""What may be done with tasks, by whom, and in which order. Pure."""

from guichet.worklists.rules.acting import (
    LONGEST_NOTE,
    Colleague,
    refusal_of_words,
    refusal_to_ask,
    refusal_to_give,
    refusal_to_put_off,
    refusal_to_rank,
)
from guichet.worklists.rules.sharing import Hand, Wanted, fits, shared_out
from guichet.worklists.rules.standing import (
    DANGER_AHEAD,
    Standing,
    faulty_facts,
    is_overdue,
    refusal_to_finish,
    refusal_to_give_back,
    refusal_to_take,
    turn_at,
)

__all__ = [
    "DANGER_AHEAD", "LONGEST_NOTE", "Colleague", "Hand", "Standing", "Wanted", "faulty_facts", "fits", "is_overdue",
    "refusal_of_words", "refusal_to_ask", "refusal_to_finish", "refusal_to_give", "refusal_to_give_back",
    "refusal_to_put_off", "refusal_to_rank", "refusal_to_take", "shared_out", "turn_at",
]  # fmt: skip
