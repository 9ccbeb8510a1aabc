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
    "account:ask-for-copy": lambda world: {"client_id": world.client.pk},
    "account:ask-for-correction": lambda world: {"client_id": world.client.pk},
    "desk:correction": lambda world: {"correction_id": NOWHERE},
    "desk:conversation": lambda world: {"conversation_id": NOWHERE},
    "desk:enquiry": lambda world: {"enquiry_id": NOWHERE},
    "desk:enquiry-file": lambda world: {"enquiry_id": NOWHERE, "file_id": NOWHERE},
    "desk:enquiry-files": lambda world: {"enquiry_id": NOWHERE},
    "desk:enquiry-do": lambda world: {"enquiry_id": NOWHERE},
    "account:question": lambda world: {"reference": "Q-100-047-115"},
    "public:question": lambda world: {"key": "0e5a8a43-3c4f-4a70-9a53-5bb2cbb6fb34"},
    "desk:receiver-told": lambda world: {"receiver_id": NOWHERE},
    "account:copy": lambda world: {"copy_id": NOWHERE},
    "account:answer": lambda world: {"proposal_id": NOWHERE},
    "account:appoint": lambda world: {"client_id": world.client.pk},
    "account:appoint-check": lambda world: {"client_id": world.client.pk},
    "account:appoint-scope": lambda world: {"client_id": world.client.pk},
    "account:change-authority": lambda world: {"authority_id": NOWHERE},
    "account:end-authority": lambda world: {"authority_id": NOWHERE},
    "account:add-email": lambda world: {"person": world.client.pk},
    "account:add-phone": lambda world: {"person": world.client.pk},
    "account:address": lambda world: {"person": world.client.pk},
    "account:contact-code": lambda world: {"person": world.client.pk, "point": NOWHERE},
    "account:contact-point": lambda world: {"person": world.client.pk, "point": NOWHERE},
    "account:contact-remove": lambda world: {"person": world.client.pk, "point": NOWHERE},
    "account:contact-send": lambda world: {"person": world.client.pk, "point": NOWHERE},
    "account:contact-texts": lambda world: {"person": world.client.pk, "point": NOWHERE},
    "account:contact-use": lambda world: {"person": world.client.pk, "point": NOWHERE},
    "account:name": lambda world: {"person": world.client.pk},
    "account:needs": lambda world: {"person": world.client.pk},
    "account:safety": lambda world: {"person": world.client.pk},
    "account:safety-off": lambda world: {"person": world.client.pk},
    "account:telling": lambda world: {"person": world.client.pk},
    "public:times-program": lambda world: {"code": "trv"},
    "account:file": lambda world: {"number": world.number},
    "account:group-leave": lambda world: {"group_id": NOWHERE},
    "account:group-remove": lambda world: {"member_id": NOWHERE},
    "account:hand-back": lambda world: {"authority_id": NOWHERE},
    "account:helped-client": lambda world: {"client_id": world.client.pk},
    "account:history": lambda world: {"number": world.number},
    "account:message": lambda world: {"notice": NOWHERE},
    "account:people-of": lambda world: {"client_id": world.client.pk},
    "account:household-show": lambda world: {"member_id": NOWHERE},
    "account:household-add-child": lambda world: {"child_id": NOWHERE},
    "account:household-take-out": lambda world: {"child_id": NOWHERE},
    "account:people-past": lambda world: {"client_id": world.client.pk},
    "account:withdraw": lambda world: {"proposal_id": NOWHERE},
    "account:quiet-messages": lambda world: {"token": "nothing"},
    "account:ask-about-look": lambda world: {"look_id": NOWHERE},
    "desk:break-glass": lambda world: {"client_id": world.client.pk},
    "account:end-session": lambda world: {"session_id": NOWHERE},
    "account:stop-recovery": lambda world: {"recovery_id": NOWHERE},
    "desk:authority-form": lambda world: {"client_id": world.client.pk},
    "desk:end-authority": lambda world: {"authority_id": NOWHERE},
    "desk:verify-form": lambda world: {"proposal_id": NOWHERE},
    "desk:authority": lambda world: {"client_id": world.client.pk},
    "desk:call-back": lambda world: {"client_id": world.client.pk},
    "desk:check": lambda world: {"client_id": world.client.pk},
    "desk:document": lambda world: {"client_id": world.client.pk},
    "desk:recover": lambda world: {"client_id": world.client.pk},
    "desk:recovery": lambda world: {"recovery_id": NOWHERE},
    "desk:stop-recovery": lambda world: {"recovery_id": NOWHERE},
    "not_me": lambda world: {"token": "nothing"},
    "step_up_by": lambda world: {"way": "printed"},
    "stop_recovery": lambda world: {"token": "nothing"},
    "desk:contact-code": lambda world: {"client_id": world.client.pk},
    "desk:contacts": lambda world: {"client_id": world.client.pk},
    "desk:death": lambda world: {"client_id": world.client.pk},
    "desk:death-undo": lambda world: {"client_id": world.client.pk},
    "desk:former": lambda world: {"client_id": world.client.pk},
    "desk:names": lambda world: {"client_id": world.client.pk},
    "desk:safety": lambda world: {"client_id": world.client.pk},
    "desk:serving": lambda world: {"client_id": world.client.pk},
    "desk:client": lambda world: {"client_id": world.client.pk},
    "desk:close": lambda world: {"client_id": world.client.pk},
    "desk:finish-task": lambda world: {"task_id": NOWHERE},
    "desk:give-back-task": lambda world: {"task_id": NOWHERE},
    "desk:compare": lambda world: {"one": world.client.pk, "other": NOWHERE},
    "desk:duplicate": lambda world: {"duplicate_id": NOWHERE},
    "desk:file": lambda world: {"number": world.number},
    "desk:letter-returned": lambda world: {"client_id": world.client.pk},
    "desk:reach": lambda world: {"client_id": world.client.pk},
    "desk:text-read": lambda world: {"client_id": world.client.pk},
    "desk:join": lambda world: {"one": world.client.pk, "other": NOWHERE},
    "desk:open": lambda world: {"client_id": world.client.pk},
    "office:decide-investigation": lambda world: {"number": NOWHERE},
    "office:investigation": lambda world: {"number": NOWHERE},
    "office:look-question": lambda world: {"number": NOWHERE},
    "office:opening": lambda world: {"number": NOWHERE},
    "desk:other-record": lambda world: {"client_id": world.client.pk},
    "desk:part": lambda world: {"merge_id": NOWHERE},
    "desk:take-task": lambda world: {"task_id": NOWHERE},
    "desk:task": lambda world: {"task_id": NOWHERE},
    "desk:two-people": lambda world: {"duplicate_id": NOWHERE},
    "office:approve-disposal": lambda world: {"number": NOWHERE},
    "office:carry-out-disposal": lambda world: {"number": NOWHERE},
    "office:disposal": lambda world: {"number": NOWHERE},
    "office:disposal-certificate": lambda world: {"number": NOWHERE},
    "office:lift-hold": lambda world: {"number": NOWHERE},
    "office:withdraw-disposal": lambda world: {"number": NOWHERE},
    "office:program": lambda world: {"code": "TRV"},
    "office:protection": lambda world: {"number": NOWHERE},
    "office:retry-job": lambda world: {"job_id": NOWHERE},
    "office:retry-row": lambda world: {"row_id": NOWHERE},
    "office:row": lambda world: {"row_id": NOWHERE},
    "office:run": lambda world: {"number": NOWHERE},
    "office:unusual-look": lambda world: {"number": NOWHERE},
    "office:article": lambda world: {"article_id": "nowhere"},
    "office:missed-topic": lambda world: {"number": NOWHERE},
    "office:link-missed-topic": lambda world: {"number": NOWHERE},
    "office:set-missed-topic-aside": lambda world: {"number": NOWHERE},
    "office:publish-article": lambda world: {"article_id": "nowhere", "number": 1},
    "office:review-article": lambda world: {"article_id": "nowhere"},
    "office:send-article-back": lambda world: {"article_id": "nowhere", "number": 1},
    "office:withdraw-article": lambda world: {"article_id": "nowhere"},
    "office:write-article": lambda world: {"article_id": "nowhere"},
    "public:finder-question": lambda world: {"code": "goal"},
    "public:finder-program": lambda world: {"code": "trv"},
    "public:finder-compare": lambda world: {"one": "trv", "other": "eta"},
    "office:notice": lambda world: {"number": NOWHERE},
    "office:write-notice": lambda world: {"number": NOWHERE},
    "office:publish-notice": lambda world: {"number": NOWHERE, "version": 1},
    "office:confirm-notice": lambda world: {"number": NOWHERE},
    "office:send-notice-back": lambda world: {"number": NOWHERE, "version": 1},
    "office:withdraw-notice": lambda world: {"number": NOWHERE},
    "office:better-article": lambda world: {"article_id": "nowhere"},
    "public:helped": lambda world: {"article_id": "nowhere"},
    "public:why": lambda world: {"article_id": "nowhere"},
    "public:thanks": lambda world: {"article_id": "nowhere"},
    "public:ask-from": lambda world: {"article_id": "nowhere"},
    "public:days-export": lambda world: {"form": "csv"},
    "public:days-remove": lambda world: {"number": NOWHERE},
    "public:days-time": lambda world: {"number": NOWHERE},
    "public:days-trip": lambda world: {"number": NOWHERE},
    "public:answer": lambda world: {"article_id": "nowhere"},
    "public:program": lambda world: {"code": "TRV"},
    "public:topic": lambda world: {"code": "visiting"},
}
