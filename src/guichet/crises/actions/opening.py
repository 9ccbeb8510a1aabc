"""Opening a crisis in one act, and closing it with what was learnt."""

from collections.abc import Mapping
from contextlib import suppress
from datetime import date

from django.db import IntegrityError, transaction
from django.utils.timezone import localtime

from guichet.crises.actions.refusing import CannotAct, held_open, must_lead
from guichet.crises.events import CrisisClosed, CrisisOpened
from guichet.crises.models import Crisis, Family, Lent, Lesson
from guichet.crises.policy import limits
from guichet.crises.rules import Plan, faults_of_plan
from guichet.crises.terms import CrisisRefusal, LessonKind
from guichet.foundation.countries import country_names
from guichet.foundation.languages import Language
from guichet.foundation.typed import readable
from guichet.identity.rules import Viewer
from guichet.journal.actions import Origin, record
from guichet.knowledge.actions import NoSuchNotice, publish_notice, withdraw_notice, write_notice
from guichet.knowledge.rules import PublicNotice
from guichet.knowledge.terms import NoticeAudience, NoticeKind
from guichet.programs.queries import catalogue


@transaction.atomic
def open_crisis(*, plan: Plan, viewer: Viewer, origin: Origin) -> int:
    """Open a crisis and return its row: with it its form, its e-mail address and its line are there, and the notice
    stands on every page that it concerns. All of it or nothing.

    Raises CannotAct with all that is wrong, and what the room of guidance raises where it refuses the notice.
    """
    staff_id = must_lead(viewer)
    today = localtime(origin.at).date()
    faults = faults_of_plan(
        plan,
        today=today,
        limits=limits(today),
        has_country=lambda code: code in country_names(Language.EN),
        has_program=catalogue().has_program,
    )
    if faults:
        raise CannotAct(*faults)
    if Crisis.objects.filter(address=plan.address).exists():
        raise CannotAct(CrisisRefusal.NAME_TAKEN)
    notice = _told(plan, today, viewer, origin)
    try:
        with transaction.atomic():
            crisis = Crisis.objects.create(
                address=plan.address,
                name_en=plan.name.en,
                name_fr=plan.name.fr,
                words_en=plan.first_words.en,
                words_fr=plan.first_words.fr,
                countries=list(plan.countries),
                programs=list(plan.programs),
                box=plan.box.strip().lower(),
                notice=notice,
                last_day=plan.last_day,
                opened_at=origin.at,
                opened_by_id=staff_id,
            )
    except IntegrityError as taken:
        # Two at once: the database says which of the two names is taken.
        of_box = "one_open_crisis_for_a_box" in str(taken)
        raise CannotAct(CrisisRefusal.BOX_TAKEN if of_box else CrisisRefusal.NAME_TAKEN) from None
    record(CrisisOpened(crisis=crisis.pk, public_notice=notice), origin)
    return crisis.pk


@transaction.atomic
def close_crisis(*, crisis_id: int, lessons: Mapping[LessonKind, str], viewer: Viewer, origin: Origin) -> None:
    """Close a crisis: its notice, form and address go, who was lent goes back, and what was learnt is written down.

    What still waits stays on the usual list of work, with its clock. Raises NotAllowed, and CannotAct with the reason.
    """
    staff_id = must_lead(viewer)
    crisis = held_open(crisis_id)
    learnt = {kind: readable(text)[:4_000] for kind, text in lessons.items() if readable(text)}
    if not learnt:
        raise CannotAct(CrisisRefusal.NO_LESSON)
    Lesson.objects.bulk_create(
        [Lesson(crisis=crisis, kind=kind, text=text, written_at=origin.at) for kind, text in learnt.items()]
    )
    Lent.objects.filter(crisis=crisis, ended_at=None).update(ended_at=origin.at)
    crisis.closed_at, crisis.closed_by_id = origin.at, staff_id
    crisis.save(update_fields=["closed_at", "closed_by"])
    with suppress(NoSuchNotice):  # somebody withdrew it before, or it is over
        withdraw_notice(number=crisis.notice, viewer=viewer, origin=origin)
    waiting = Family.objects.filter(crisis=crisis, waiting__gt=0).count()
    record(CrisisClosed(crisis=crisis.pk, still_waiting=waiting), origin)


def _told(plan: Plan, today: date, viewer: Viewer, origin: Origin) -> int:
    """Publish the notice, and return its number: urgent, so at once; a second person confirms it afterwards."""
    notice = PublicNotice(
        kind=NoticeKind.URGENT,
        title=plan.name,
        text=plan.first_words,
        audiences=frozenset(NoticeAudience),
        programs=plan.programs,
        countries=plan.countries,
        offices=(),
        shows_from=today,
        shows_until=plan.last_day,
    )
    number, version = write_notice(notice=notice, viewer=viewer, origin=origin, today=today)
    publish_notice(number=number, version=version, viewer=viewer, origin=origin)
    return number
