"""What is shown before something is done with tasks that were ticked, and what came of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from guichet.design import parts
from guichet.design.dates import local_day
from guichet.doors.desk.work.acting_forms import Doing, DoingForm
from guichet.doors.desk.work.subjects import subjects_in_words
from guichet.doors.entrance import Visit
from guichet.doors.staff import StaffPage, frame, when
from guichet.foundation.dates import number
from guichet.worklists.queries import TaskFacts
from guichet.worklists.terms import TaskRefusal

# So many refusals are said one by one; of more, how many.
SAID = 10


@dataclass(frozen=True, kw_only=True)
class DoingPage(StaffPage):
    """The tasks that were ticked, and what the act asks for."""

    doing: str
    picked: Sequence[int]
    table: parts.Table
    form: DoingForm
    submit: str


def doing_page(visit: Visit, doing: Doing, chosen: Sequence[TaskFacts], form: DoingForm) -> DoingPage:
    """Return the page on which an act is confirmed."""
    named = subjects_in_words({one.subject for one in chosen}, visit.language, local_day(visit.origin.at))
    return DoingPage(
        heading=str(doing.label),
        frame=frame(visit, current="desk:work", above=[parts.Link(text=_("Work"), href=reverse("desk:work"))]),
        doing=doing.value,
        picked=[one.task_id for one in chosen],
        table=parts.Table(
            caption=_("The tasks that you chose"),
            dense=True,
            columns=[
                parts.Column(label=_("Task")),
                parts.Column(label=_("About")),
                parts.Column(label=_("Due")),
                parts.Column(label=_("With whom")),
            ],
            rows=[
                parts.Row(
                    href=reverse("desk:task", args=[one.task_id]),
                    cells=[str(one.kind.title), named[one.subject], when(one.due_at), one.taken_by_name or "–"],
                )
                for one in chosen
            ],
        ),
        form=form,
        submit=str(doing.label),
    )


def refusals(refused: Mapping[int, TaskRefusal], facts: Mapping[int, TaskFacts], visit: Visit) -> list[str]:
    """Return why each task was left as it is, in words; of very many, the first, and how many more."""
    known = {one.subject for number_, one in facts.items() if number_ in refused}
    named = subjects_in_words(known, visit.language, local_day(visit.origin.at))
    said = [
        _("%(task)s: %(why)s")
        % {"task": named[facts[row].subject] if row in facts else _("No. %(n)s") % {"n": row}, "why": why.label}
        for row, why in list(refused.items())[:SAID]
    ]
    if len(refused) > SAID:
        left = len(refused) - SAID
        said.append(
            ngettext("%(n)s more was left as it is.", "%(n)s more were left as they are.", left)
            % {"n": number(left, visit.language)}
        )
    return said
