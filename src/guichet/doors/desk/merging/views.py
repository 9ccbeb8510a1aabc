"""Comparing two records, joining them, telling them apart, parting them again."""

from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from guichet.clients.actions import CannotMerge, merge_clients, tell_apart, undo_merge
from guichet.clients.queries import (
    ClientFacts,
    NotAllowed,
    clients,
    compare_records,
    duplicate,
    found_by_number,
    merge,
    pair_of,
    records_of_merge,
)
from guichet.clients.terms import MergeRefusal
from guichet.doors.desk.clients.opening import for_a_purpose, look
from guichet.doors.desk.merging.forms import JoinForm, OtherRecordForm, PartForm
from guichet.doors.desk.merging.pages import compare_page, other_record_page, pair_page, part_page
from guichet.doors.entrance import Visit, open_client, opens_to
from guichet.identity.terms import Purpose, Right
from guichet.journal.terms import Channel
from guichet.oversight.actions import note_opening
from guichet.oversight.queries import barrier_for


@opens_to(Right.MERGE_CLIENTS, channel=Channel.DESK)
@require_safe
def suggestion(visit: Visit, duplicate_id: int) -> HttpResponse:
    """Lead from a suggestion to the two records that it is about."""
    try:
        pair = duplicate(duplicate_id, viewer=visit.viewer)
    except NotAllowed:
        raise Http404 from None
    return redirect("desk:compare", pair.one, pair.other)


@opens_to(Right.MERGE_CLIENTS, channel=Channel.DESK)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def compare(visit: Visit, one: int, other: int) -> HttpResponse:
    """Show two records side by side; sent, open both for that purpose first."""
    found = found_by_number([one, other], viewer=visit.viewer)
    if len(found) == 1 and one != other and {one, other} <= set(found[0].everyone):
        messages.info(visit, MergeRefusal.ALREADY_ONE.label)
        return redirect("desk:client", found[0].client_id)
    if len(found) < 2:
        raise Http404
    # By the records that are kept, whichever of a person’s were named.
    first, second = (next(who for who in found if number in who.everyone) for number in (one, other))
    if (first.client_id, second.client_id) != (one, other):
        return redirect("desk:compare", first.client_id, second.client_id)
    if visit.method == "POST":
        return _opened(visit, one, other)
    if not _both_open(visit, one, other):
        return render(visit, "desk/merging/pair.html", {"page": pair_page(visit, first, second)})
    return _compared(visit, *_facts(visit, one, other))


@opens_to(Right.MERGE_CLIENTS, channel=Channel.DESK)
@never_cache
@require_POST
def join(visit: Visit, one: int, other: int) -> HttpResponse:
    """Join two records on proof."""
    if not _both_open(visit, one, other):
        return redirect("desk:compare", one, other)
    try:
        first, second = _facts(visit, one, other)
    except ValueError:  # joined by somebody else a moment ago
        return redirect("desk:compare", one, other)
    form = JoinForm(first, second, visit.POST)
    if not form.is_valid():
        return _compared(visit, first, second, form)
    said = form.cleaned_data
    try:
        merge_clients(
            one=one, other=other, kept=said["kept"], proofs=said["proofs"], viewer=visit.viewer, origin=visit.origin
        )
    except CannotMerge as refused:
        messages.warning(visit, refused.reason.label)
        return redirect("desk:compare", one, other)
    messages.success(visit, _("The two records are one now. The client is told."))
    return redirect("desk:client", said["kept"])


@opens_to(Right.MERGE_CLIENTS, channel=Channel.DESK)
@require_POST
def two_people(visit: Visit, duplicate_id: int) -> HttpResponse:
    """Decide that two records are two people’s."""
    try:
        pair = duplicate(duplicate_id, viewer=visit.viewer)
        tell_apart(duplicate_id=duplicate_id, viewer=visit.viewer, origin=visit.origin)
    except NotAllowed:
        raise Http404 from None
    except CannotMerge as refused:
        messages.warning(visit, refused.reason.label)
        return redirect("desk:compare", pair.one, pair.other)
    messages.success(visit, _("Remembered: two people. They are not suggested again."))
    return redirect("desk:work")


@opens_to(Right.MERGE_CLIENTS, channel=Channel.DESK)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def part(visit: Visit, merge_id: int) -> HttpResponse:
    """Ask why two joined records are parted; once told, part them."""
    joined = records_of_merge(merge_id)
    if joined is None:
        raise Http404
    if not _both_open(visit, *joined):
        return redirect("desk:client", joined[0])
    try:
        facts = merge(merge_id, viewer=visit.viewer)
    except NotAllowed:
        raise Http404 from None
    form = PartForm(visit.POST if visit.method == "POST" else None)
    if form.is_valid():
        try:
            undo_merge(merge_id=merge_id, reason=form.cleaned_data["reason"], viewer=visit.viewer, origin=visit.origin)
        except CannotMerge as refused:
            messages.warning(visit, refused.reason.label)
        else:
            messages.success(visit, _("The two records are separate again. Both clients are told."))
        return redirect("desk:client", facts.kept)
    _look(visit, facts.kept, facts.gone, page="desk:part")
    return render(visit, "desk/merging/part.html", {"page": part_page(visit, facts, form)})


@opens_to(Right.MERGE_CLIENTS, channel=Channel.DESK)
@never_cache
@require_safe
@for_a_purpose
def other_record(visit: Visit, client_id: int) -> HttpResponse:
    """Ask with which record a client is compared, and lead there."""
    form = OtherRecordForm(visit.GET if "uci" in visit.GET else None)
    if form.is_valid():
        return redirect("desk:compare", client_id, form.cleaned_data["uci"])
    return render(visit, "desk/merging/other.html", {"page": other_record_page(visit, client_id, form)})


def _opened(visit: Visit, one: int, other: int) -> HttpResponse:
    """Open both records, for that purpose; one that is not among this person’s files is asked about first."""
    where = reverse("desk:compare", args=[one, other])
    for number in (one, other):
        if visit.viewer.may_see_client(number):
            continue
        viewer, purpose = visit.viewer, Purpose.SAME_PERSON
        if barrier_for(viewer=viewer, client_id=number, purpose=purpose, now=visit.origin.at):
            said = urlencode({"purpose": purpose.value, "next": where})
            return redirect(f"{reverse('desk:break-glass', args=[number])}?{said}")
        note_opening(viewer=viewer, client_id=number, purpose=purpose, origin=visit.origin)
        open_client(visit, number, purpose)
    return redirect(where)


def _both_open(visit: Visit, one: int, other: int) -> bool:
    return visit.viewer.may_see_client(one) and visit.viewer.may_see_client(other)


def _facts(visit: Visit, one: int, other: int) -> tuple[ClientFacts, ClientFacts]:
    """Return both clients. Raises ValueError where they have become one."""
    first, second = clients([one, other], viewer=visit.viewer)
    return first, second


def _look(visit: Visit, *records: int, page: str) -> None:
    for number in records:
        look(visit, client_id=number, subject=f"client:{number}", page=page)


def _compared(visit: Visit, one: ClientFacts, other: ClientFacts, form: JoinForm | None = None) -> HttpResponse:
    _look(visit, one.client_id, other.client_id, page="desk:compare")
    verdict = compare_records(one.client_id, other.client_id, viewer=visit.viewer, at=visit.origin.at)
    pair = pair_of(one.client_id, other.client_id, viewer=visit.viewer)
    page = compare_page(visit, one, other, verdict, pair, form or JoinForm(one, other))
    return render(visit, "desk/merging/compare.html", {"page": page})
