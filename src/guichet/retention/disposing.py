"""How rows of each class go, with every copy of what they say: numbers in, a count out, inside one transaction."""

from collections.abc import Callable, Sequence
from typing import Any

from django.apps import apps
from django.db import connection

from guichet.identity.actions import erase_references
from guichet.journal.actions import Origin
from guichet.journal.forgetting import forget_files
from guichet.retention.terms import Kept
from guichet.retention.trees import take_away


def _feed_events(numbers: list[int], _origin: Origin) -> int:
    """Empty events of the feed. Their ids stay, so that the same event told again is not taken for news."""
    return _run("UPDATE applications_feedevent SET data = '{}', subject = '' WHERE id = ANY(%s)", [numbers])


def _lines(numbers: list[int], _origin: Origin) -> int:
    return take_away("applications.SetAside", numbers)


def _addresses(numbers: list[int], _origin: Origin) -> int:
    return _run("UPDATE notices_delivery SET address = '' WHERE id = ANY(%s)", [numbers])


def _tasks(numbers: list[int], _origin: Origin) -> int:
    return take_away("worklists.Task", numbers)


def _proposals(numbers: list[int], _origin: Origin) -> int:
    return take_away("clients.Proposal", numbers)


def _helpers(numbers: list[int], _origin: Origin) -> int:
    return take_away("clients.Party", numbers)


def _files(numbers: list[int], _origin: Origin) -> int:
    """Take files away: their parts, what was told and sent about them, what the feed said; the journal forgets them."""
    files = _texts("SELECT number FROM applications_application WHERE id = ANY(%s)", [numbers])
    subjects = [f"application:{number}" for number in files]
    _notices(_ids("SELECT id FROM notices_notice WHERE subject = ANY(%s)", [subjects]))
    take_away("worklists.Task", _ids("SELECT id FROM worklists_task WHERE subject = ANY(%s)", [subjects]))
    _run("UPDATE applications_feedevent SET data = '{}', subject = '' WHERE subject = ANY(%s)", [files])
    _forget_lines(files)
    gone = take_away("applications.Application", numbers)
    forget_files(files)
    return gone


def _notices(numbers: list[int]) -> None:
    """Take notices away with the messages that carried them; of one that carried others too, the words."""
    carriers = _ids("SELECT DISTINCT delivery_id FROM notices_carried WHERE notice_id = ANY(%s)", [numbers])
    take_away("notices.Notice", numbers)
    still = _ids("SELECT DISTINCT delivery_id FROM notices_carried WHERE delivery_id = ANY(%s)", [carriers])
    _run("UPDATE notices_delivery SET subject_line = '', body = '' WHERE id = ANY(%s)", [still])
    take_away("notices.Delivery", set(carriers) - set(still))


def _clients(numbers: list[int], origin: Origin) -> int:
    """Take people away: names, addresses, what they chose and were told, and what the feed said of them."""
    ucis = _texts("SELECT uci FROM clients_client WHERE id = ANY(%s)", [numbers])
    # Words of names that nobody else bears would still tell that somebody of this name was here.
    words = _texts(
        "SELECT DISTINCT unnest(string_to_array(folded, ' ')) FROM clients_name WHERE client_id = ANY(%s)", [numbers]
    )
    _run("UPDATE applications_feedevent SET data = '{}', subject = '' WHERE data ->> 'uci' = ANY(%s)", [ucis])
    _forget_lines(ucis)
    for label in BY_NUMBER:
        rows = apps.get_model(label)._base_manager.filter(client_id__in=numbers)
        take_away(label, rows.values_list("pk", flat=True))
        if label == LOOKS_ARE_ASKED_ABOUT_IN:
            # The log's entries stay, without the persons; it says itself what was erased.
            erase_references(client_ids=numbers, authority=Kept.CLIENT.value, origin=origin)
    gone = take_away("clients.Client", numbers)
    _run(
        "DELETE FROM clients_nameword WHERE word = ANY(%s) AND NOT EXISTS (SELECT 1 FROM clients_name"
        " WHERE string_to_array(folded, ' ') @> ARRAY[clients_nameword.word::text])",
        [words],
    )
    _run("DELETE FROM clients_household house WHERE NOT EXISTS (SELECT 1 FROM clients_householdmember member"
         " WHERE member.household_id = house.id) AND NOT EXISTS (SELECT 1 FROM clients_proposal asked"
         " WHERE asked.household_id = house.id)", [])  # fmt: skip
    return gone


# What names a client by a soft number only, in the order in which it goes; the access log goes after the first.
LOOKS_ARE_ASKED_ABOUT_IN = "oversight.LookQuestion"
BY_NUMBER = (
    LOOKS_ARE_ASKED_ABOUT_IN,
    "oversight.UnusualLooking",
    "oversight.BrokenGlass",
    "oversight.Protection",
    "identity.Investigation",
    "identity.IdentityCheck",
    "identity.PostalLetter",
    "identity.Recovery",
    "worklists.Task",
)


def _forget_lines(words: list[str]) -> None:
    """Take away lines of the feed that were set aside and name one of these, whatever their time."""
    take_away(
        "applications.SetAside",
        _ids(
            "SELECT line.id FROM applications_setaside line WHERE EXISTS"
            " (SELECT 1 FROM unnest(%s::text[]) AS named (word) WHERE position(named.word IN line.line) > 0)",
            [words],
        ),
    )


HOW_IT_GOES: dict[Kept, Callable[[list[int], Origin], int]] = {
    Kept.FEED_EVENT: _feed_events,
    Kept.SET_ASIDE: _lines,
    Kept.DELIVERY: _addresses,
    Kept.TASK: _tasks,
    Kept.PROPOSAL: _proposals,
    Kept.FILE: _files,
    Kept.CLIENT: _clients,
    Kept.HELPER: _helpers,
}


def _run(statement: str, facts: Sequence[Any]) -> int:
    with connection.cursor() as cursor:
        cursor.execute(statement, facts)
        return int(cursor.rowcount)


def _ids(statement: str, facts: Sequence[Any]) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(statement, facts)
        return [row[0] for row in cursor.fetchall()]


def _texts(statement: str, facts: Sequence[Any]) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(statement, facts)
        return [row[0] for row in cursor.fetchall()]
