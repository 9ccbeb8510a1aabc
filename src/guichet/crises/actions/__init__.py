"""What may be done about crises."""

from guichet.crises.actions.answering import (
    LONGEST,
    answer_family,
    approve_passage,
    withdraw_passage,
    write_passage,
)
from guichet.crises.actions.opening import close_crisis, open_crisis
from guichet.crises.actions.refusing import CannotAct
from guichet.crises.actions.roster import finish_training, lend, send_back
from guichet.crises.actions.taking import (
    follow,
    join_families,
    part_family,
    rank_case,
    report,
    take_case,
    take_mail,
)

__all__ = [
    "LONGEST",
    "CannotAct",
    "answer_family",
    "approve_passage",
    "close_crisis",
    "finish_training",
    "follow",
    "join_families",
    "lend",
    "open_crisis",
    "part_family",
    "rank_case",
    "report",
    "send_back",
    "take_case",
    "take_mail",
    "withdraw_passage",
    "write_passage",
]
