"""An article to test with, and people who write and approve."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from guichet.identity.models import Staff, User
from guichet.identity.rules import Viewer
from guichet.identity.terms import Role
from guichet.journal.actions import Origin
from guichet.journal.terms import Channel
from guichet.knowledge.rules import Article

NOON = datetime(2026, 11, 22, 17, tzinfo=UTC)
TODAY = date(2026, 11, 22)


def origin(at: datetime = NOON) -> Origin:
    return Origin(actor="staff:1", channel=Channel.OFFICE, at=at)


def wording(title: str, **changes: Any) -> dict[str, Any]:
    return {
        "title": title,
        "answer": f"{title}: apply before the last day of your status, and you may stay while we decide.",
        "body": "## First\n\nIt costs {fee:VR}. See [who](article:visit-extend).\n\n{steps:VR}\n",
        "questions": [f"{title} {n}" for n in range(8)],
        **changes,
    }


def french(title: str) -> dict[str, Any]:
    return wording(
        title,
        answer=f"{title}\u00a0: faites votre demande avant la fin de votre statut, et vous pourrez attendre ici.",
        body="## D’abord\n\nCela coûte {fee:VR}. Voyez [qui](article:visit-extend).\n\n{steps:VR}\n",
    )


def article(name: str = "visit-extend", **changes: Any) -> Article:
    values: dict[str, Any] = {
        "id": name,
        "topic": "visiting",
        "owner": "content.temporary",
        "reviewed_on": date(2026, 11, 1),
        "review_by": date(2027, 5, 1),
        "audiences": ["visitor"],
        "programs": ["VR"],
        "does": "answer",
        "source": "IRPR s.181",
        "status": "C",
        "en": wording("Stay longer"),
        "fr": french("Rester plus longtemps"),
        **changes,
    }
    return Article.model_validate(values)


@pytest.fixture
def somebody(db: None) -> Any:
    def make(*roles: Role) -> Viewer:
        number = User.objects.count() + 1
        user = User.objects.create_user(f"staff{number}@department.example")
        staff = Staff.objects.create(user=user, name=f"Person {number}", roles=[str(role) for role in roles])
        return Viewer(user_id=user.pk, staff_id=staff.pk, roles=frozenset(roles))

    return make
