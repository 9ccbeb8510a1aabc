"""Putting questions to a crisis: by its form, by its e-mail address; who of a family they are; how much at risk."""

from collections.abc import Mapping
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils.timezone import localtime

from guichet.clients.queries import household_number, kept_of
from guichet.crises.actions.refusing import CannotAct, still_open
from guichet.crises.events import CaseTaken, FamiliesJoined, FamiliesParted
from guichet.crises.models import Case, Crisis, Family
from guichet.crises.policy import limits, triage
from guichet.crises.queries.working import may_work
from guichet.crises.rules import Risk, highest, risk_of
from guichet.crises.terms import Band, CrisisRefusal
from guichet.enquiries.actions import Receipt, addressed_to, ask
from guichet.enquiries.queries import Whose, urgency_of, whose_question
from guichet.enquiries.rules import rows_in
from guichet.enquiries.terms import EnquiryState
from guichet.foundation.languages import Language
from guichet.identity.queries import NotAllowed
from guichet.identity.rules import Viewer
from guichet.journal.actions import Origin, record

# A question in one of these still waits for somebody.
_WAITS = (EnquiryState.OPEN, EnquiryState.WAITING)


@transaction.atomic
def report(
    *,
    crisis_id: int,
    token: UUID,
    text: str,
    language: Language,
    answers: Mapping[str, str],
    viewer: Viewer,
    origin: Origin,
    email: str = "",
    network: str = "",
    family_reference: str = "",
) -> Receipt:
    """Take what somebody wrote on the form of a crisis, and return the receipt of their question. Sent twice, once.

    `answers` are codes by the code of each question of the triage. `family_reference`: the number that somebody of the
    family has from us; it puts them on one line of our list, and shows nothing of one to the other. Raises NotAllowed,
    CannotAct where the crisis is closed, and CannotAsk.
    """
    crisis = still_open(crisis_id)
    receipt = ask(token=token, text=text, language=language, viewer=viewer, origin=origin, email=email, network=network)
    enquiry_id = next(iter(rows_in(receipt.enquiry_reference)))
    take_case(
        crisis_id=crisis.pk, enquiry_id=enquiry_id, answers=answers, origin=origin, family_reference=family_reference
    )
    return receipt


@transaction.atomic
def take_mail(*, crisis_id: int, enquiry_id: int, contact_id: int, origin: Origin) -> bool:
    """Put the question of an e-mail to an open crisis, where it was sent to its address; return whether it was."""
    crisis = Crisis.objects.filter(pk=crisis_id, closed_at=None).exclude(box="").first()
    if crisis is None or crisis.box not in addressed_to(contact_id):
        return False
    take_case(crisis_id=crisis.pk, enquiry_id=enquiry_id, answers={}, origin=origin)
    return True


@transaction.atomic
def take_case(
    *,
    crisis_id: int,
    enquiry_id: int,
    answers: Mapping[str, str],
    origin: Origin,
    urgency: int = 0,
    family_reference: str = "",
) -> int:
    """Put a question to a crisis with what is known of the risk, and return its family. Done twice, it is done once:
    what is said later adds to what was said before, and takes no risk away.
    """
    whose = whose_question(enquiry_id)
    family = _family(crisis_id, whose, family_reference, origin.at)
    today = localtime(origin.at).date()
    asked = {question.code: {option.code for option in question.options} for question in triage(today)}
    known = {code: said for code, said in answers.items() if said in asked.get(code, ())}
    case, is_new = Case.objects.select_for_update().get_or_create(
        enquiry_id=whose.kept_id,
        defaults={"crisis_id": crisis_id, "family": family, "taken_at": origin.at, "answers": {}},
    )
    case.answers = case.answers | known
    _rank(case, max(urgency, urgency_of(case.enquiry_id)), today)
    settle_family(case.family_id)
    if is_new:
        taken = CaseTaken(crisis=case.crisis_id, enquiry=case.enquiry_id, family=case.family_id, band=case.band)
        record(taken, origin)
    return case.family_id


@transaction.atomic
def rank_case(*, enquiry_id: int, urgency: int, origin: Origin) -> None:
    """Note how urgent the words of a question are (0 to 3), where it is of a crisis; it never takes risk away."""
    case = Case.objects.select_for_update().filter(enquiry_id=enquiry_id).first()
    if case is not None:
        _rank(case, urgency, localtime(origin.at).date())
        settle_family(case.family_id)


@transaction.atomic
def follow(*, enquiry_id: int, at: datetime) -> None:
    """Note how a question of a crisis stands now, after something happened to it: answered, opened again, joined."""
    case = Case.objects.select_for_update().select_related("enquiry").filter(enquiry_id=enquiry_id).first()
    if case is None:
        return
    waits = case.enquiry.state in _WAITS
    case.answered_at = None if waits else (case.answered_at or at)
    case.save(update_fields=["answered_at"])
    settle_family(case.family_id)
    if case.enquiry.state == EnquiryState.JOINED:
        # It is answered with another one now, which waits with the same risk.
        kept = whose_question(enquiry_id).kept_id
        other, is_new = Case.objects.get_or_create(
            enquiry_id=kept,
            defaults={
                "crisis_id": case.crisis_id, "family_id": case.family_id, "taken_at": case.taken_at,
                "answers": case.answers, "urgency": case.urgency, "band": case.band, "points": case.points,
            },
        )  # fmt: skip
        if not is_new:
            other.answers = case.answers | other.answers
            _rank(other, case.urgency, localtime(at).date())
        settle_family(other.family_id)


@transaction.atomic
def join_families(*, one_id: int, other_id: int, viewer: Viewer, origin: Origin) -> int:
    """Make two lines of the list one, and return the one that is kept: that of whoever wrote first.

    Nothing is moved and nobody who wrote sees anything of it. Raises NotAllowed, and CannotAct with the reason.
    """
    rows = {
        row.pk: row
        for row in Family.objects.select_for_update().filter(pk__in=sorted({one_id, other_id})).order_by("pk")
    }
    one, other = rows.get(one_id), rows.get(other_id)
    if one is None or other is None:
        raise NotAllowed(f"family:{other_id}")
    may_work(one.crisis_id, viewer=viewer, now=origin.at)
    if one.crisis_id != other.crisis_id:
        raise CannotAct(CrisisRefusal.OTHER_CRISIS)
    one, other = _top(one), _top(other)
    if one.pk == other.pk:
        raise CannotAct(CrisisRefusal.SAME_FAMILY)
    kept, gone = sorted((one, other), key=lambda row: (row.first_at, row.pk))
    Family.objects.filter(joined_to=gone).update(joined_to=kept)
    Family.objects.filter(pk=gone.pk).update(joined_to=kept)
    settle_family(kept.pk)
    record(FamiliesJoined(crisis=kept.crisis_id, family=gone.pk, kept=kept.pk), origin)
    return kept.pk


@transaction.atomic
def part_family(*, family_id: int, viewer: Viewer, origin: Origin) -> None:
    """Have a line of the list stand on its own again. Raises NotAllowed."""
    row = Family.objects.select_for_update().filter(pk=family_id).exclude(joined_to=None).first()
    if row is None:
        raise NotAllowed(f"family:{family_id}")
    may_work(row.crisis_id, viewer=viewer, now=origin.at)
    kept = row.joined_to_id
    row.joined_to = None
    row.save(update_fields=["joined_to"])
    settle_family(row.pk)
    assert kept is not None, "it was joined to one"
    settle_family(kept)
    record(FamiliesParted(crisis=row.crisis_id, family=row.pk), origin)


def settle_family(family_id: int) -> None:
    """Work out anew how much a family is at risk and how many of its questions wait: also of those joined to it."""
    # A case is held before its family, and only the family that is kept: so nobody waits for who waits for them.
    family = Family.objects.select_for_update().get(pk=_top(Family.objects.get(pk=family_id)).pk)
    members = [family.pk, *Family.objects.filter(joined_to=family).values_list("pk", flat=True)]
    waiting = Case.objects.filter(family__in=members, enquiry__state__in=_WAITS).values_list(
        "band", "points", "enquiry__opened_at"
    )
    risk = highest(Risk(Band(band), points) for band, points, _at in waiting)
    family.band, family.points, family.waiting = risk.band, risk.points, len(waiting)
    family.first_at = min((at for _band, _points, at in waiting), default=family.first_at)
    family.save(update_fields=["band", "points", "waiting", "first_at"])


def _rank(case: Case, urgency: int, today: date) -> None:
    case.urgency = max(case.urgency, urgency)
    shown = risk_of(case.answers, triage(today), limits(today), urgency=case.urgency)
    risk = max(shown, Risk(Band(case.band), case.points))
    case.band, case.points = risk.band, risk.points
    case.save(update_fields=["answers", "urgency", "band", "points"])


def _family(crisis_id: int, whose: Whose, reference: str, now: datetime) -> Family:
    """Return the family of whoever asked: the one they name, else their household’s, else their own."""
    named = next(iter(rows_in(reference)), 0) if reference else 0
    if named:
        case = Case.objects.filter(crisis_id=crisis_id, enquiry_id=_kept_of_question(named)).first()
        if case is not None:
            return case.family
    family, _is_new = Family.objects.get_or_create(
        crisis_id=crisis_id, whose=_named(whose), defaults={"first_at": whose.opened_at or now}
    )
    return family


def _kept_of_question(enquiry_id: int) -> int:
    """Return the question with which one is answered; the same number where there is no such question."""
    try:
        return whose_question(enquiry_id).kept_id
    except NotAllowed:
        return enquiry_id


def _named(whose: Whose) -> str:
    if whose.client_id is not None:
        client = kept_of([whose.client_id]).get(whose.client_id, whose.client_id)
        household = household_number(client)
        return f"household:{household}" if household else f"client:{client}"
    if whose.asker_id is not None:
        return f"asker:{whose.asker_id}"
    return f"user:{whose.user_id}" if whose.user_id else f"enquiry:{whose.kept_id}"


def _top(family: Family) -> Family:
    return family if family.joined_to_id is None else Family.objects.get(pk=family.joined_to_id)
