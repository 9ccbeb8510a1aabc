"""One notice in a demonstration, so that a stranger sees where notices stand. It says itself that it is an example."""

from collections.abc import Iterable
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings

from guichet.foundation.languages import Text
from guichet.identity.queries import staff_of
from guichet.identity.rules import Viewer
from guichet.identity.terms import Role
from guichet.journal.actions import Origin
from guichet.knowledge.actions import publish_notice, write_notice
from guichet.knowledge.queries import all_notices
from guichet.knowledge.rules import PublicNotice
from guichet.knowledge.terms import NoticeAudience, NoticeKind

DAYS = 30
TITLE = Text("Example of a notice: visitor visas", "Exemple d’avis\u00a0: les visas de visiteur")
TEXT = Text(
    "This notice is an example, and nothing has changed. It stands on each page that is about visitor visas.",
    "Cet avis est un exemple\u00a0: rien n’a changé. Il paraît sur chaque page qui parle des visas de visiteur.",
)


def show_a_notice(*, users: Iterable[int], origin: Origin) -> bool:
    """Have invented staff write and publish a notice; return whether there was none. Done twice, it is done once."""
    crew = [
        Viewer(user_id=user, staff_id=found.staff_id, roles=found.roles) for user in users if (found := staff_of(user))
    ]
    writer = next((one for one in crew if Role.CONTENT_OWNER in one.roles), None)
    other = next((one for one in crew if Role.MANAGER in one.roles and one != writer), None)
    today = origin.at.astimezone(ZoneInfo(settings.TIME_ZONE)).date()
    if writer is None or other is None or _are_there(other, today):
        return False
    notice = PublicNotice(
        kind=NoticeKind.INFORMATION,
        title=TITLE,
        text=TEXT,
        audiences=frozenset({NoticeAudience.PUBLIC}),
        programs=("TRV",),
        shows_from=today,
        shows_until=today + timedelta(days=DAYS),
    )
    number, version = write_notice(notice=notice, viewer=writer, origin=origin, today=today)
    publish_notice(number=number, version=version, viewer=other, origin=origin)
    return True


def _are_there(viewer: Viewer, today: date) -> bool:
    return bool(all_notices(viewer=viewer, on=today) or all_notices(viewer=viewer, on=today, over=True))
