"""What a worker does from time to time: the whole of it, on one page. Each is quick, and may be done twice."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings

from guichet.applications.heartbeat import write_in_silence
from guichet.assistant.upkeep import forget_conversations, measure_containment
from guichet.clients.actions import (
    check_licence,
    end_forgotten_recoveries,
    finish_recoveries,
    forget_left_contacts,
    forget_link_attempts,
    tell_of_endings,
)
from guichet.clients.gateways import register_of_settings
from guichet.clients.jobs import owe_looking_through
from guichet.clients.queries import licences_to_check
from guichet.crises.upkeep import forget_cases
from guichet.enquiries.actions import send_due
from guichet.enquiries.jobs import owe_scanning
from guichet.enquiries.repeats import count_repeats
from guichet.enquiries.upkeep import forget_enquiries
from guichet.identity.actions import (
    forget_tries,
    hand_over_letters,
    link_all,
    take_checkpoint,
    tell_of_ended_investigations,
)
from guichet.identity.gateways.post import NotifyPrinter
from guichet.journal.actions import Origin
from guichet.journal.terms import Channel
from guichet.knowledge.actions import gather_missed, remind_of_reviews
from guichet.notices import upkeep
from guichet.oversight.actions import find_unusual
from guichet.plans.actions import forget_unused
from guichet.privacy.actions import forget_copies
from guichet.processing_times.jobs import owe_publication
from guichet.worklists.actions import ask_further, escalate_overdue, forget_worklists, share_out, wake_due

ACTOR = "chores"


@dataclass(frozen=True, slots=True)
class Chore:
    """One chore: what is done, given the moment, and how often."""

    name: str
    do: Callable[[datetime], None]
    every: timedelta


def _forget_tries(now: datetime) -> None:
    forget_link_attempts(now=now)
    forget_tries(now=now)


def _finish_recoveries(now: datetime) -> None:
    origin = Origin(actor="service", channel=Channel.SYSTEM, at=now)
    finish_recoveries(origin=origin)
    end_forgotten_recoveries(origin=origin)


def _hand_over_letters(now: datetime) -> None:
    hand_over_letters(NotifyPrinter.from_settings(), now=now)


def _link_looks(now: datetime) -> None:
    link_all(now=now)


def _sign_head(now: datetime) -> None:
    take_checkpoint(now=now)


def _tell_of_investigations(now: datetime) -> None:
    tell_of_ended_investigations(now=now)


def _find_unusual(now: datetime) -> None:
    find_unusual(now=now)


def _forget_contacts(now: datetime) -> None:
    forget_left_contacts(now=now)


def _forget_plans(now: datetime) -> None:
    forget_unused(now=now)


def _forget_copies(now: datetime) -> None:
    forget_copies(now=now)


def _forget_conversations(now: datetime) -> None:
    forget_conversations(now=now)


def _forget_enquiries(now: datetime) -> None:
    forget_enquiries(now=now)


def _forget_cases(_now: datetime) -> None:
    forget_cases()


def _send_answers(now: datetime) -> None:
    send_due(now=now)


def _count_repeats(now: datetime) -> None:
    count_repeats(now=now)


def _owe_scanning(_now: datetime) -> None:
    owe_scanning()


def _measure_containment(now: datetime) -> None:
    measure_containment(now=now)


def _escalate_tasks(now: datetime) -> None:
    escalate_overdue(origin=Origin(actor=ACTOR, channel=Channel.SYSTEM, at=now))


def _wake_tasks(now: datetime) -> None:
    origin = Origin(actor=ACTOR, channel=Channel.SYSTEM, at=now)
    wake_due(origin=origin)
    ask_further(origin=origin)


def _share_out(now: datetime) -> None:
    share_out(origin=Origin(actor=ACTOR, channel=Channel.SYSTEM, at=now))


def _forget_worklists(now: datetime) -> None:
    forget_worklists(now=now)


def _remind_of_reviews(now: datetime) -> None:
    origin = Origin(actor=ACTOR, channel=Channel.SYSTEM, at=now)
    remind_of_reviews(origin=origin, today=now.astimezone(ZoneInfo(settings.TIME_ZONE)).date())


def _gather_missed(now: datetime) -> None:
    origin = Origin(actor=ACTOR, channel=Channel.SYSTEM, at=now)
    gather_missed(origin=origin, today=now.astimezone(ZoneInfo(settings.TIME_ZONE)).date())


def _owe_looking_through(_now: datetime) -> None:
    owe_looking_through()


def _write_in_silence(now: datetime) -> None:
    write_in_silence(now)


def _tell_of_endings(now: datetime) -> None:
    tell_of_endings(now=now)


def _check_licences(now: datetime) -> None:
    register = register_of_settings()
    for party_id in licences_to_check(now=now, limit=LICENCES_AT_ONCE):
        check_licence(party_id=party_id, register=register, origin=Origin("clients", Channel.SYSTEM, now))


# A register may be slow: a few at a time, so that other chores are not kept waiting.
LICENCES_AT_ONCE = 20

CHORES = (
    Chore("make due again what a dead worker claimed", upkeep.recover, timedelta(seconds=5)),
    Chore("owe sending of what is overdue", upkeep.owe_overdue, timedelta(seconds=20)),
    Chore("give up waiting for receipts", upkeep.give_up_waiting_for_receipts, timedelta(seconds=60)),
    Chore("leave no undelivered notice to nobody", upkeep.leave_nothing_to_nobody, timedelta(minutes=10)),
    Chore("forget old texts", upkeep.forget_texts, timedelta(hours=12)),
    Chore("write in a long silence", _write_in_silence, timedelta(seconds=60)),
    Chore("owe asking what became of messages", upkeep.owe_asking, timedelta(seconds=60)),
    Chore("link the access log", _link_looks, timedelta(seconds=5)),
    Chore("sign the head of the access log", _sign_head, timedelta(hours=24)),
    Chore("tell of investigations that are over", _tell_of_investigations, timedelta(minutes=5)),
    Chore("look for unusual looking", _find_unusual, timedelta(minutes=5)),
    Chore("finish recoveries that nobody stopped", _finish_recoveries, timedelta(minutes=1)),
    Chore("hand letters with codes to the printer", _hand_over_letters, timedelta(seconds=20)),
    Chore("forget old tries to link a file and to sign in", _forget_tries, timedelta(hours=12)),
    Chore("show supervisors what was not done in time", _escalate_tasks, timedelta(seconds=60)),
    Chore("wake tasks that were put off, and ask further", _wake_tasks, timedelta(seconds=30)),
    Chore("share work out", _share_out, timedelta(seconds=30)),
    Chore("forget who looked at which task", _forget_worklists, timedelta(minutes=10)),
    Chore("remind of answers to be read again", _remind_of_reviews, timedelta(hours=24)),
    Chore("gather questions that got no answer", _gather_missed, timedelta(minutes=10)),
    Chore("owe a look for records of one person", _owe_looking_through, timedelta(hours=24)),
    Chore("forget addresses that nobody uses any more", _forget_contacts, timedelta(hours=12)),
    Chore("forget what was prepared and not used", _forget_plans, timedelta(hours=12)),
    Chore("take away copies of data whose days are over", _forget_copies, timedelta(hours=1)),
    Chore("owe the processing times of the day", owe_publication, timedelta(minutes=5)),
    Chore("forget what was said in the chat", _forget_conversations, timedelta(hours=12)),
    Chore("send answers whose moment has come", _send_answers, timedelta(seconds=5)),
    Chore("forget questions whose days are over", _forget_enquiries, timedelta(hours=12)),
    Chore("forget what was said in a crisis", _forget_cases, timedelta(hours=12)),
    Chore("count who had to come back", _count_repeats, timedelta(minutes=10)),
    Chore("owe a look at files that came", _owe_scanning, timedelta(seconds=10)),
    Chore("measure whether conversations were enough", _measure_containment, timedelta(hours=6)),
    Chore("tell of authorities that end", _tell_of_endings, timedelta(minutes=10)),
    Chore("look up licences again", _check_licences, timedelta(minutes=10)),
)
