"""What may be done with notices: written, published, sent back, confirmed, withdrawn. One act shows them everywhere."""

from datetime import date

from django.db import connection, transaction
from django.db.models import Max, QuerySet

from guichet.foundation.countries import country_names
from guichet.foundation.languages import Language
from guichet.identity.rules import Viewer
from guichet.identity.terms import Right
from guichet.journal.actions import Origin, record
from guichet.knowledge.events import (
    PublicNoticeConfirmed,
    PublicNoticePublished,
    PublicNoticeSentBack,
    PublicNoticeWithdrawn,
    PublicNoticeWritten,
)
from guichet.knowledge.models import NoticeVersion
from guichet.knowledge.policy import longest_notice
from guichet.knowledge.rules import PublicNotice, faults_of_notice, refusal_to_publish
from guichet.knowledge.terms import NoticeKind, NoticeRefusal, VersionState
from guichet.programs.queries import catalogue
from guichet.worklists.actions import CannotDoTask, close_task, finish_task_about, open_task
from guichet.worklists.policy import due_for

# The kind of task that waits for whoever confirms what was published at once; `config/tasks.py` says more of it.
URGENT_NOTICE = "URGENT_NOTICE"
CONFIRMED, WITHDRAWN = "CONFIRMED", "WITHDRAWN"


class CannotNotify(Exception):
    """The rules refuse this with a notice; `reasons` say why."""

    def __init__(self, *reasons: NoticeRefusal) -> None:
        super().__init__(", ".join(reason.value for reason in reasons))
        self.reasons = reasons


class NoSuchNotice(Exception):
    """There is no such notice, or none of its versions is as far as that."""


@transaction.atomic
def write_notice(
    *, notice: PublicNotice, viewer: Viewer, origin: Origin, today: date, number: int | None = None
) -> tuple[int, int]:
    """Hand in a notice, or with `number` a new version of one, and return its number and that of the version.

    It replaces what waits of the same writer. Raises CannotNotify with all that is wrong, and NoSuchNotice.
    """
    if not viewer.may(Right.APPROVE_GUIDANCE) or viewer.staff_id is None:
        raise CannotNotify(NoticeRefusal.NOT_YOURS)
    known = catalogue()
    faults = faults_of_notice(
        notice,
        today=today,
        longest=longest_notice(today),
        has_program=known.has_program,
        has_country=lambda code: code in country_names(Language.EN),
        has_office=known.has_office,
    )
    if faults:
        raise CannotNotify(*faults)
    _alone()
    if number is None:
        number = (NoticeVersion.objects.aggregate(last=Max("notice"))["last"] or 0) + 1
    elif not NoticeVersion.objects.filter(notice=number).exists():
        raise NoSuchNotice
    waiting = NoticeVersion.objects.filter(notice=number, state=VersionState.WAITING).first()
    if waiting and waiting.written_by_id != viewer.staff_id:
        raise CannotNotify(NoticeRefusal.ANOTHER_WAITS)
    newest = NoticeVersion.objects.filter(notice=number).aggregate(last=Max("number"))["last"] or 0
    if waiting:
        waiting.delete()
    version = NoticeVersion.objects.create(
        notice=number,
        number=newest + 1,
        state=VersionState.WAITING,
        kind=notice.kind,
        title_en=notice.title.en,
        title_fr=notice.title.fr,
        text_en=notice.text.en,
        text_fr=notice.text.fr,
        audiences=sorted(notice.audiences),
        programs=list(notice.programs),
        countries=list(notice.countries),
        offices=list(notice.offices),
        shows_from=notice.shows_from,
        shows_until=notice.shows_until,
        written_by_id=viewer.staff_id,
        written_at=origin.at,
    )
    record(PublicNoticeWritten(public_notice=number, version=version.number), origin)
    return number, version.number


@transaction.atomic
def publish_notice(*, number: int, version: int, viewer: Viewer, origin: Origin) -> bool:
    """Publish a version that waits, in both languages and everywhere; return whether it must still be confirmed.

    A second person publishes; what is urgent, a manager publishes at once, and a task has it confirmed afterwards.
    Raises CannotNotify, NoSuchNotice.
    """
    row = _version(number, version, VersionState.WAITING)
    is_own = row.written_by_id == viewer.staff_id
    refusal = refusal_to_publish(
        NoticeKind(row.kind),
        is_own=is_own,
        may_approve=viewer.may(Right.APPROVE_GUIDANCE) and viewer.staff_id is not None,
        may_hurry=viewer.may(Right.PUBLISH_URGENT),
    )
    if refusal:
        raise CannotNotify(refusal)
    published = NoticeVersion.objects.filter(notice=number, state=VersionState.PUBLISHED)
    if published.update(state=VersionState.REPLACED):
        _settle(number, CONFIRMED, origin)
    row.state, row.decided_by_id, row.decided_at = VersionState.PUBLISHED, viewer.staff_id, origin.at
    row.save(update_fields=["state", "decided_by", "decided_at"])
    record(PublicNoticePublished(public_notice=number, version=version, at_once=is_own), origin)
    if is_own:
        open_task(
            kind=URGENT_NOTICE,
            subject=f"public_notice:{number}",
            client_id=None,
            due_at=due_for(URGENT_NOTICE, at=origin.at),
            origin=origin,
        )
    return is_own


@transaction.atomic
def confirm_notice(*, number: int, viewer: Viewer, origin: Origin) -> None:
    """Confirm a notice that was published at once: somebody else read it. Raises CannotNotify, NoSuchNotice."""
    if not viewer.may(Right.APPROVE_GUIDANCE) or viewer.staff_id is None:
        raise CannotNotify(NoticeRefusal.NOT_YOURS)
    row = _published(number)
    if row.confirmed_at or row.decided_by_id != row.written_by_id:
        raise NoSuchNotice
    if row.written_by_id == viewer.staff_id:
        raise CannotNotify(NoticeRefusal.YOUR_OWN)
    row.confirmed_by_id, row.confirmed_at = viewer.staff_id, origin.at
    row.save(update_fields=["confirmed_by", "confirmed_at"])
    record(PublicNoticeConfirmed(public_notice=number, version=row.number), origin)
    try:
        finish_task_about(
            kind=URGENT_NOTICE, subject=f"public_notice:{number}", viewer=viewer, outcome=CONFIRMED, origin=origin
        )
    except CannotDoTask:  # a colleague took the task and has not come to it: it is done all the same
        _settle(number, CONFIRMED, origin)


@transaction.atomic
def send_notice_back(*, number: int, version: int, why: str, viewer: Viewer, origin: Origin) -> None:
    """Send a version back to who wrote it, with the reason. Raises CannotNotify, NoSuchNotice."""
    row = _version(number, version, VersionState.WAITING)
    if not viewer.may(Right.APPROVE_GUIDANCE) or viewer.staff_id is None:
        raise CannotNotify(NoticeRefusal.NOT_YOURS)
    if not why.strip():
        raise CannotNotify(NoticeRefusal.NO_REASON)
    row.state, row.note = VersionState.SENT_BACK, why.strip()
    row.decided_by_id, row.decided_at = viewer.staff_id, origin.at
    row.save(update_fields=["state", "note", "decided_by", "decided_at"])
    record(PublicNoticeSentBack(public_notice=number, version=version), origin)


@transaction.atomic
def withdraw_notice(*, number: int, viewer: Viewer, origin: Origin) -> None:
    """Take a notice away everywhere at once; its versions stay. Raises CannotNotify, NoSuchNotice."""
    if not viewer.may(Right.APPROVE_GUIDANCE):
        raise CannotNotify(NoticeRefusal.NOT_YOURS)
    row = _published(number)
    row.state = VersionState.WITHDRAWN
    row.save(update_fields=["state"])
    record(PublicNoticeWithdrawn(public_notice=number, version=row.number), origin)
    _settle(number, WITHDRAWN, origin)


def _settle(number: int, outcome: str, origin: Origin) -> None:
    close_task(kind=URGENT_NOTICE, subject=f"public_notice:{number}", outcome=outcome, origin=origin)


def _alone() -> None:
    """Wait for whoever else adds versions: of two at once, the second sees what the first has added."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('guichet.knowledge.notices'))")


def _version(number: int, version: int, state: VersionState) -> NoticeVersion:
    return _one(NoticeVersion.objects.filter(notice=number, number=version, state=state))


def _published(number: int) -> NoticeVersion:
    return _one(NoticeVersion.objects.filter(notice=number, state=VersionState.PUBLISHED))


def _one(found: QuerySet[NoticeVersion]) -> NoticeVersion:
    row = found.select_for_update(no_key=True).first()
    if row is None:
        raise NoSuchNotice
    return row
