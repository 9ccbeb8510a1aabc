"""Who works in an office: who runs it adds and removes people, everybody sees who they are."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from guichet.design import parts
from guichet.design.dates import local_day, long_day
from guichet.doors.entrance import Visit, opens_to
from guichet.doors.parliament.pages import OfficePage, menu, own_office, show
from guichet.doors.parliament.people.forms import PersonForm
from guichet.identity.queries import NotAllowed
from guichet.identity.terms import Right
from guichet.mp_enquiries.actions import CannotOffice, add_worker, remove_worker, set_runs_it
from guichet.mp_enquiries.queries import OfficeFacts, WorkerFacts


@opens_to(Right.MEMBER_OFFICE)
@require_http_methods(["GET", "HEAD", "POST"])
def people(visit: Visit) -> HttpResponse:
    """Show who works here, and let who runs it add somebody."""
    office = own_office(visit)
    form = PersonForm(visit.POST if visit.method == "POST" else None)
    form.fields["email"].help_text = _("It ends in @%(domain)s. The person signs in with it, by a code.") % {
        "domain": office.domain
    }
    if form.is_valid():
        try:
            add_worker(
                name=form.cleaned_data["name"],
                email=form.cleaned_data["email"],
                runs_it=form.cleaned_data["runs_it"],
                viewer=visit.viewer,
                origin=visit.origin,
            )
        except CannotOffice as refused:
            form.add_error("email" if refused.reason.value.startswith("ADDRESS") else None, str(refused.reason.label))
        else:
            messages.success(visit, _("Added. They sign in with this address from now on."))
            return redirect("parliament:people")
    return show(visit, _page(visit, office, form))


@opens_to(Right.MEMBER_OFFICE)
@require_POST
def change(visit: Visit, worker_id: int) -> HttpResponse:
    """End somebody’s work here, or let them run the accounts, or no longer."""
    own_office(visit)
    do = visit.POST.get("do", "")
    try:
        if do == "remove":
            remove_worker(worker_id=worker_id, viewer=visit.viewer, origin=visit.origin)
            messages.success(visit, _("Removed. Their next page shows nothing of your constituents."))
        elif do in {"runs", "runs-not"}:
            set_runs_it(worker_id=worker_id, runs_it=do == "runs", viewer=visit.viewer, origin=visit.origin)
            messages.success(visit, _("Changed."))
    except CannotOffice as refused:
        messages.warning(visit, str(refused.reason.label))
    except NotAllowed:
        raise Http404 from None
    return redirect("parliament:people")


def _page(visit: Visit, office: OfficeFacts, form: PersonForm) -> OfficePage:
    runs = office.is_run_by(visit.viewer)
    items: list[parts.Content] = [
        parts.SummaryList(
            rows=[
                parts.SummaryRow(key=_("Member"), value=f"{office.member} · {office.house.label}"),
                parts.SummaryRow(key=_("Riding or region"), value=office.riding),
                parts.SummaryRow(key=_("Where the office is told"), value=office.email),
            ]
        ),
        parts.Section(
            id="people",
            title=_("Who works here"),
            items=[parts.SummaryList(rows=[_row(visit, one, runs=runs) for one in office.workers])],
        ),
    ]
    if not runs:
        items.append(parts.Paragraphs(texts=[_("Who runs the office’s accounts adds and removes people.")]))
    return OfficePage(
        heading=_("People of the office"),
        menu=menu("parliament:people"),
        parts=items,
        form=form if runs else None,
        submit=_("Add this person"),
    )


def _row(visit: Visit, one: WorkerFacts, *, runs: bool) -> parts.SummaryRow:
    facts = " · ".join(
        filter(
            None,
            [
                one.email,
                _("runs the office’s accounts") if one.runs_it else "",
                _("since %(day)s") % {"day": long_day(local_day(one.added_at))},
            ],
        )
    )
    if not runs:
        return parts.SummaryRow(key=one.name, value=facts)
    run = (_("Runs it no longer"), "runs-not") if one.runs_it else (_("Runs it too"), "runs")
    return parts.SummaryRow(
        key=one.name,
        value=parts.PostButtons(
            action=reverse("parliament:change-person", args=[one.worker_id]),
            token=get_token(visit),
            label=facts,
            buttons=[
                parts.Button(text=text, detail=one.name, name="do", value=value, kind=parts.ButtonKind.SECONDARY)
                for text, value in (run, (_("Remove"), "remove"))
            ],
        ),
    )
