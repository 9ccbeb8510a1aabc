"""Jobs that keep failing."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from guichet.doors.entrance import Visit, opens_to
from guichet.doors.office.jobs.pages import PAGE, jobs_page
from guichet.doors.staff import whole
from guichet.identity.terms import Right
from guichet.journal.terms import Channel
from guichet.journal.workload import NotStuck, queue_loads, retry_job, stuck_jobs


@opens_to(Right.STUCK_JOBS, channel=Channel.OFFICE)
@require_safe
def jobs(visit: Visit) -> HttpResponse:
    """Show the jobs that gave up or keep failing, and how much waits in each queue."""
    before = whole(visit.GET.get("before"))
    found = stuck_jobs(before=before, limit=PAGE + 1)
    loads = queue_loads(visit.origin.at)
    return render(visit, "office/jobs.html", {"page": jobs_page(visit, found, loads, is_first=before is None)})


@opens_to(Right.RETRY_JOBS, channel=Channel.OFFICE)
@require_POST
def retry(visit: Visit, job_id: int) -> HttpResponse:
    """Have a job that gave up tried again."""
    try:
        retry_job(job_id=job_id, origin=visit.origin)
    except NotStuck:
        messages.info(visit, _("This job no longer waits for anybody: somebody may have had it tried again."))
    else:
        messages.success(visit, _("Job %(n)s is tried again now.") % {"n": job_id})
    return redirect("office:jobs")
