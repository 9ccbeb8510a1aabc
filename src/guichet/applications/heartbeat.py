"""Writing in a long silence: "nothing is needed; this is where it stands; next we expect …".

Each open file has a row that says when to look at it again, in an index; a run takes a few hundred of those whose time
has come, and never looks at the rest, however many files there are.
"""

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import connection, transaction

from guichet.applications.events import FileQuiet
from guichet.applications.models import Silence
from guichet.applications.policy import pace_of
from guichet.applications.queries import facts_of_files
from guichet.applications.rules.facts import FileFacts
from guichet.applications.rules.silence import Look, Quiet, look_at
from guichet.applications.rules.status import summary_of
from guichet.applications.terms import Overall, WaitingOn
from guichet.clients.reach import reach_of
from guichet.foundation.languages import Language
from guichet.journal.actions import Origin, record_many
from guichet.journal.terms import Channel
from guichet.programs.queries import catalogue

ACTOR = "heartbeat"
AT_ONCE = 200
# A run ends after so many files, that the chores after it are not held up; the next comes soon.
LONGEST_RUN = 20 * AT_ONCE

_WATCH = """
INSERT INTO applications_silence (application_id, look_at, words)
SELECT id, %s, 0 FROM applications_application WHERE number = ANY(%s)
ON CONFLICT (application_id) DO UPDATE SET look_at = EXCLUDED.look_at WHERE applications_silence.look_at IS NULL
"""


def watch(numbers: Sequence[str], *, at: datetime) -> None:
    """Have these files looked at again and again from now on; one that was over begins anew. One query."""
    if numbers:
        with connection.cursor() as cursor:
            cursor.execute(_WATCH, [at, list(numbers)])


def write_in_silence(now: datetime) -> int:
    """Write to the clients of files that have been silent for too long; return how many words that was."""
    written = 0
    for _ in range(LONGEST_RUN // AT_ONCE):
        with transaction.atomic():
            looked, wrote = _look_at_some(now)
        written += wrote
        if looked < AT_ONCE:
            break
    return written


def _look_at_some(now: datetime) -> tuple[int, int]:
    rows = list(
        Silence.objects.select_for_update(skip_locked=True)
        .filter(look_at__lte=now)
        .order_by("look_at", "application_id")[:AT_ONCE]
    )
    files = dict(facts_of_files([row.application_id for row in rows]))
    reach = reach_of({file.client_id for file in files.values()})
    happened = []
    for row in rows:
        file = files[row.application_id]
        wants = file.client_id in reach and reach[file.client_id].heartbeat
        seen = _look(file, row, wants=wants, now=now)
        row.look_at = seen.again
        if seen.write and seen.again:
            event = FileQuiet(
                client_id=file.client_id, application=file.number, since=file.latest_at, at=now, again=seen.again
            )
            happened.append((event, now))
            row.word_at, row.words = now, row.words + 1
    Silence.objects.bulk_update(rows, ["look_at", "word_at", "words"])
    record_many(happened, Origin(actor=ACTOR, channel=Channel.SYSTEM, at=now))
    return len(rows), len(happened)


def _look(file: FileFacts, row: Silence, *, wants: bool, now: datetime) -> Look:
    zone = ZoneInfo(settings.TIME_ZONE)
    is_over = file.overall == Overall.CLOSED
    quiet = Quiet(
        news_at=file.latest_at,
        word_at=row.word_at,
        is_over=is_over,
        # Asked only where it matters: the rest of the file is read for it.
        is_clients_turn=not is_over and _is_clients_turn(file, now, zone),
        wants_words=wants,
    )
    return look_at(quiet, pace_of(file.program, now.astimezone(zone).date()), now)


def _is_clients_turn(file: FileFacts, now: datetime, zone: ZoneInfo) -> bool:
    try:
        summary = summary_of(file, catalogue=catalogue(), language=Language.EN, now=now, zone=zone)
    except KeyError:
        # A code that the catalogue has lost: nothing can be said of this file until it is mended.
        return True
    return summary.to_do is not None or summary.waiting_on is WaitingOn.YOU
