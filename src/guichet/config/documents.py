"""The documents that are written by the code itself, so that they cannot grow old unnoticed."""

from collections.abc import Iterator
from dataclasses import fields
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from django.utils.module_loading import autodiscover_modules

from guichet.config.environment import ROOT
from guichet.foundation.languages import Language
from guichet.journal.events import EVENT_KINDS, Event
from guichet.journal.reactions import reactions_to

DOCS = ROOT / "docs"

# One invented fact for each field of an event, to show its sentence with.
EXAMPLES: dict[str, Any] = {
    "member_office": 1,
    "worker": 1,
    "runs_it": True,
    "consents": 3,
    "mp_enquiry": 1,
    "lane": "PORTAL",
    "in_time": True,
    "conversation": 1,
    "crisis": 1,
    "family": 3,
    "band": 3,
    "passage": 2,
    "answered": 4,
    "still_waiting": 0,
    "enquiry": 427,
    "first_contact": 1,
    "added_contact": 2,
    "moved_contact": 2,
    "place": 1,
    "held_because": "",
    "told": "ANSWER",
    "because": "NO_ADDRESS",
    "by": "web_form",
    "automatic": "",
    "promised_at": datetime(2026, 11, 6, 21, tzinfo=UTC),
    "asked_at": datetime(2026, 11, 3, 15, tzinfo=UTC),
    "on_ground": "THREAD",
    "answer": 1,
    "contacts": 2,
    "resting_on": "visit-extend",
    "waits_for": "MORE_FACTS",
    "outgoing": 1,
    "was_for": "STATUS",
    "demand": "FAILURE",
    "made_needed": "PAGE",
    "by_what": "visit-extend",
    "resolved": True,
    "goes_at": datetime(2026, 11, 4, 15, 2, tzinfo=UTC),
    "marked": 0,
    "stopped_by": "CHANGED",
    "kept": 426,
    "told_from": 428,
    "put_to": 428,
    "articles": ("visit-extend",),
    "in_language": "en",
    "turn": 1,
    "helped": "YES",
    "copy": 1,
    "correction": 12,
    "receiver": 1,
    "fact": "BIRTH_DATE",
    "client_id": 1,
    "application": "V300123456",
    "program": "TRV",
    "office": "CPC-OTTAWA",
    "stage": "ELIGIBILITY",
    "section": "MEDICAL",
    "status": "COMPLETED",
    "documents": ("FUNDS",),
    "due": date(2026, 12, 8),
    "decision": "APPROVED",
    "reasons": (),
    "fee": "TRV",
    "amount": Decimal("100.00"),
    "note": 1,
    "changed": ("email",),
    "means": "FACTS",
    "notice": 1,
    "staff": 1,
    "before": ("AGENT",),
    "roles": ("AGENT", "SUPERVISOR"),
    "active": True,
    "token": 1,
    "scopes": ("feed",),
    "account": 1,
    "plan": 1,
    "prepares": "FINDER",
    "article": "visit-extend",
    "missed_topic": 1,
    "public_notice": 1,
    "at_once": False,
    "version": 2,
    "device": 1,
    "sessions": 1,
    "way": "PRINTED_CODE",
    "held": True,
    "proof": "FILE_FACTS",
    "level": 1,
    "document": "PASSPORT",
    "recovery": 1,
    "ground": "FACTS",
    "gets": "SHEET_BY_POST",
    "ready_on": date(2026, 12, 1),
    "delivery": 1,
    "medium": "email",
    "point": 1,
    "code": 1,
    "contact": "email",
    "on": 1,
    "fault": "ADDRESS_REFUSED",
    "how": "OTHER_WAY",
    "since": datetime(2026, 9, 1, 13, tzinfo=UTC),
    "at": datetime(2026, 11, 3, 13, tzinfo=UTC),
    "as_of": date(2026, 11, 22),
    "afterwards": False,
    "before_first": date(2027, 5, 3),
    "before_last": date(2027, 6, 18),
    "first": date(2027, 7, 5),
    "last": date(2027, 8, 27),
    "causes": ("MORE_PEOPLE",),
    "figures": (20,),
    "again": datetime(2027, 2, 1, 13, tzinfo=UTC),
    "text": 1,
    "authority": 1,
    "proposal": 1,
    "asked_as": "REPRESENTATIVE",
    "asked_for": "STATUS",
    "check": "CALLED_BACK",
    "line": "APPOINTED",
    "decided": "ALLOW",
    "by_row": 1,
    "on_paper": True,
    "gave": "",
    "party": 1,
    "household": 1,
    "group": 1,
    "member": 1,
    "removed": False,
    "held_as": "REPRESENTATIVE",
    "as_holder": False,
    "acts": True,
    "by_client": True,
    "in_account": False,
    "entry": 345,
    "why": "CLIENT",
    "ends_on": date(2027, 3, 1),
    "licence": "VALID",
    "is_self": True,
    "job": 1,
    "task": "journal.react",
    "investigation": 1,
    "approved": True,
    "broken_glass": 1,
    "barrier": "OTHER_OFFICE",
    "question": 1,
    "flag": 1,
    "rule": "UNUSUAL_HOURS",
    "verdict": "EXPLAINED",
    "protection": 1,
    "task_kind": "duplicate",
    "task_skill": "PR_CARD",
    "act": 1,
    "to_staff": 1,
    "to_team": "CASEWORK",
    "until": datetime(2026, 11, 6, 9, tzinfo=UTC),
    "wakes_on": "DOCUMENT",
    "woken_by": "DOCUMENT",
    "answer_by": datetime(2026, 11, 6, 17, tzinfo=UTC),
    "skills": ("PR_CARD",),
    "languages": ("fr",),
    "team": "CASEWORK",
    "urgency": 2,
    "about": "duplicate:1",
    "outcome": "SAME",
    "merge": 1,
    "reason": "DIFFERENT_PEOPLE",
    "duplicate": 1,
    "hold": 1,
    "disposal": 1,
    "rows": 1200,
    "sha256": "9f" * 32,
}

HEAD = """# The journal: kinds of event

Written by `guichet document`; a test fails when it is out of date. What the journal is:
`decisions/0002-a-journal-beside-the-state.md`. *Told* means that a client could notice it, so that a notice is owed for
every such entry. The examples are invented.
"""


def generated() -> Iterator[tuple[str, str]]:
    """Yield each generated document: its name below docs/, and its text."""
    yield "journal.md", "\n".join(_journal()) + "\n"


def example(event_class: type[Event]) -> Event:
    """Return an invented event of this class. Raises KeyError for a field that EXAMPLES does not know."""
    return event_class(**{field.name: EXAMPLES[field.name] for field in fields(event_class)})


def _journal() -> Iterator[str]:
    # A kind is known once its room was read; a command that looks at no page has read none.
    autodiscover_modules("events")
    yield HEAD
    yield "| kind | room | meaning | fields | told | what follows | sentence | phrase |"
    yield "|---|---|---|---|---|---|---|---|"
    for kind, event_class in sorted(EVENT_KINDS.items()):
        names = [field.name for field in fields(event_class) if field.name != "client_id"]
        follows = [f"`{reaction.name}`" for reaction in reactions_to(kind)]
        cells = [
            f"`{kind}`",
            event_class.__module__.split(".")[1],
            event_class.meaning,
            ", ".join(names) or "–",
            "yes" if event_class.visible else "no",
            ", ".join(follows) or "–",
            *(example(event_class).sentence(language) for language in Language),
        ]
        yield f"| {' | '.join(cells)} |"
