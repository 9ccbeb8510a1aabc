"""What stands in the addresses that name a thing: for each page with something in its address, whose page it is.

Whoever adds a page with something in its address adds a line here; `test_doors_are_closed` says so.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from guichet.applications.tests.factories import ApplicationFactory, UserFactory, link
from guichet.clients.models import Client
from guichet.clients.tests import factories
from guichet.identity.models import Staff, User
from guichet.identity.terms import Role


@dataclass(frozen=True, slots=True)
class World:
    """A client with an account and a file, and a member of staff in each role."""

    client: Client
    number: str
    amina: User
    staff: dict[Role, User]


def make_world() -> World:
    """Return a small world, in the database."""
    record = factories.client("محمد الأمين", "Mohamed Elamine", email="m@example.org")
    file = ApplicationFactory(client=record)
    amina = UserFactory()
    link(amina, record)
    staff = {}
    for role in Role:
        staff[role] = UserFactory()
        Staff.objects.create(user=staff[role], name=f"Leduc {role}", office="CSC-MONTREAL", roles=[role])
    return World(record, file.number, amina, staff)


NOWHERE = 4711

SAMPLES: dict[str, Callable[[World], dict[str, Any]]] = {
    "account:answer": lambda world: {"proposal_id": NOWHERE},
    "account:appoint": lambda world: {"client_id": world.client.pk},
    "account:appoint-check": lambda world: {"client_id": world.client.pk},
    "account:appoint-scope": lambda world: {"client_id": world.client.pk},
    "account:end-authority": lambda world: {"authority_id": NOWHERE},
    "account:file": lambda world: {"number": world.number},
    "account:hand-back": lambda world: {"authority_id": NOWHERE},
    "account:history": lambda world: {"number": world.number},
    "account:message": lambda world: {"notice": NOWHERE},
    "account:people-of": lambda world: {"client_id": world.client.pk},
    "account:people-past": lambda world: {"client_id": world.client.pk},
    "account:withdraw": lambda world: {"proposal_id": NOWHERE},
    "desk:client": lambda world: {"client_id": world.client.pk},
    "desk:close": lambda world: {"client_id": world.client.pk},
    "desk:finish-task": lambda world: {"task_id": NOWHERE},
    "desk:give-back-task": lambda world: {"task_id": NOWHERE},
    "desk:compare": lambda world: {"one": world.client.pk, "other": NOWHERE},
    "desk:duplicate": lambda world: {"duplicate_id": NOWHERE},
    "desk:file": lambda world: {"number": world.number},
    "desk:join": lambda world: {"one": world.client.pk, "other": NOWHERE},
    "desk:open": lambda world: {"client_id": world.client.pk},
    "desk:other-record": lambda world: {"client_id": world.client.pk},
    "desk:part": lambda world: {"merge_id": NOWHERE},
    "desk:take-task": lambda world: {"task_id": NOWHERE},
    "desk:task": lambda world: {"task_id": NOWHERE},
    "desk:two-people": lambda world: {"duplicate_id": NOWHERE},
    "office:program": lambda world: {"code": "TRV"},
    "office:retry-job": lambda world: {"job_id": NOWHERE},
    "office:retry-row": lambda world: {"row_id": NOWHERE},
    "office:row": lambda world: {"row_id": NOWHERE},
    "office:run": lambda world: {"number": NOWHERE},
    "public:program": lambda world: {"code": "TRV"},
}
