"""Shows what the travel journal of an account comes to, and removes it at once."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from guichet.design.dates import local_day
from guichet.doors.account.days.pages import days_page
from guichet.doors.entrance import Visit, opens_to
from guichet.identity.terms import Right
from guichet.journal.terms import Channel
from guichet.plans.actions import forget
from guichet.plans.queries import journal_totals, open_plan
from guichet.plans.terms import PlanKind


@opens_to(Right.OWN_FILES, channel=Channel.ACCOUNT)
@require_safe
def days(visit: Visit) -> HttpResponse:
    """Show the totals of the journal that this account keeps."""
    count = journal_totals(_account(visit), local_day(visit.origin.at))
    return render(visit, "account/days/days.html", {"page": days_page(count, visit.language)})


@opens_to(Right.OWN_FILES, channel=Channel.ACCOUNT)
@require_POST
def forget_journal(visit: Visit) -> HttpResponse:
    """Remove the journal of this account at once."""
    plan = open_plan(kind=PlanKind.JOURNAL, account_id=_account(visit), on=local_day(visit.origin.at))
    if plan and forget(plan_id=plan.plan_id, origin=visit.origin):
        messages.success(visit, _("Your journal is removed."))
    return redirect("account:days")


def _account(visit: Visit) -> int:
    assert visit.viewer.user_id is not None, "whoever has files of their own has an account"
    return visit.viewer.user_id
