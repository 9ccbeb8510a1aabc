"""What is asked when something is done with tasks that were ticked: to whom, until when, how urgent."""

from collections.abc import Sequence
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from django import forms
from django.conf import settings
from django.db.models import TextChoices
from django.http import QueryDict
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from guichet.design.dates import local_day
from guichet.foundation.languages import Language
from guichet.foundation.working_days import FederalHolidays, add_business_days
from guichet.worklists.queries import LONGEST_NOTE, TaskFacts, WorkerFacts, teams
from guichet.worklists.terms import Urgency, WakeOn

_TEAM = "team:"
_MORNING = time(9)


class Doing(TextChoices):
    """What can be done with tasks that were ticked; its name in the address."""

    ASSIGN = "assign", _("Give to a colleague")
    HAND_OVER = "hand-over", _("Hand over with a note")
    PUT_OFF = "put-off", _("Put them off")
    URGENCY = "urgency", _("Say how urgent")
    GIVE_BACK = "give-back", _("Put back for others")
    ASK = "ask", _("Ask somebody about it")


class Until(TextChoices):
    """Until when a task is put off; its name in the form."""

    HOUR = "hour", _("One hour")
    HOURS = "hours", _("Four hours")
    TOMORROW = "tomorrow", _("The next business day, at 9:00")
    WEEK = "week", _("In five business days, at 9:00")
    DUE = "due", _("As long as it can wait: until it is due")

    def moment(self, now: datetime, tasks: Sequence[TaskFacts]) -> datetime:
        """Return the moment; for several tasks, no later than the first of them can wait."""
        if self is Until.DUE:
            return min(task.due_at for task in tasks)
        if self in {Until.HOUR, Until.HOURS}:
            return now + timedelta(hours=1 if self is Until.HOUR else 4)
        zone = ZoneInfo(settings.TIME_ZONE)
        days = 1 if self is Until.TOMORROW else 5
        day = add_business_days(now.astimezone(zone).date(), days, FederalHolidays())
        return datetime.combine(day, _MORNING, zone)


class DoingForm(forms.Form):
    """What one of these acts asks for, and no more."""

    to = forms.ChoiceField(label=_("To whom?"), error_messages={"required": _("Choose somebody.")})
    until = forms.ChoiceField(
        label=_("Until when?"),
        choices=Until.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose until when.")},
    )
    wakes_on = forms.ChoiceField(
        label=_("Or sooner, when this happens"),
        choices=[("", _("Nothing else")), *((one.value, one.label) for one in WakeOn if one is not WakeOn.ANSWER)],
        required=False,
    )
    urgency = forms.TypedChoiceField(
        label=_("How urgent is it?"),
        choices=Urgency.choices,
        coerce=lambda value: Urgency(int(value)),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose how urgent it is.")},
    )
    note = forms.CharField(
        label=_("What whoever comes next must know"),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=LONGEST_NOTE,
        error_messages={"required": _("Write a few words, so that whoever comes next knows.")},
    )

    asks = {
        Doing.ASSIGN: ("to",),
        Doing.HAND_OVER: ("to", "note"),
        Doing.PUT_OFF: ("until", "wakes_on"),
        Doing.URGENCY: ("urgency",),
        Doing.GIVE_BACK: (),
        Doing.ASK: ("to", "note"),
    }

    def __init__(
        self, doing: Doing, colleagues: Sequence[WorkerFacts], now: datetime, data: QueryDict | None = None
    ) -> None:
        super().__init__(data)
        for name in list(self.fields):
            if name not in self.asks[doing]:
                del self.fields[name]
        if doing is Doing.ASK:
            self.fields["note"].label = _("What do you ask?")
        to = self.fields.get("to")
        if isinstance(to, forms.ChoiceField):
            people = [(str(one.staff_id), _named(one, now)) for one in colleagues]
            named = teams(local_day(now)).items() if doing is not Doing.ASSIGN else ()
            language = Language("fr" if get_language() == "fr" else "en")
            groups = [(_TEAM + code, name.say(language)) for code, name in named]
            to.choices = [("", ""), *([(_("Teams"), groups)] if groups else []), (_("Colleagues"), people)]

    @property
    def staff_id(self) -> int | None:
        """Return the colleague that was chosen; None for a team."""
        chosen: str = self.cleaned_data["to"]
        return None if chosen.startswith(_TEAM) else int(chosen)

    @property
    def team(self) -> str:
        """Return the team that was chosen; empty for a colleague."""
        chosen: str = self.cleaned_data["to"]
        return chosen.removeprefix(_TEAM) if chosen.startswith(_TEAM) else ""


def _named(one: WorkerFacts, now: datetime) -> str:
    if one.paused_until and one.paused_until > now:
        return _("%(name)s (takes a pause)") % {"name": one.name}
    return one.name
