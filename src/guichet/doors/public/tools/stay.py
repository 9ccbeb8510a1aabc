"""Until when may I stay in Canada, and what can I still do?"""

from datetime import date, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from guichet.assessment.queries import stay
from guichet.assessment.rules.stay import Muddled, StayCase, StayFound
from guichet.assessment.terms import Standing
from guichet.design import parts
from guichet.design.dates import long_day
from guichet.design.forms import DateField
from guichet.doors.public.tools.asking import Asked, Asker, Said, ToolForm
from guichet.doors.public.tools.pages import Answered, Tool, what_next, why

YEARS_BACK, YEARS_ON = 40, 20
NAMES = ("entered_on", "until", "biometrics_on", "asked_on", "refused_on")
NEXT = {
    Standing.HELD: (["VR"], ["visit-extend", "visit-how-long-stay", "status-maintained"]),
    Standing.KEPT: ([], ["status-maintained", "status-leave-return"]),
    Standing.LOST: (["RESTORE"], ["status-expired", "visa-permit-status"]),
    Standing.OVER: (["TRP", "HC"], ["status-expired", "refused-in-canada"]),
}


class StayForm(ToolForm):
    """The days that decide about a stay. One of the first two is needed."""

    until = DateField(
        label=gettext_lazy("Until which day does your permit, record or stamp let you stay?"), required=False,
        help_text=gettext_lazy("Leave this empty if no day stands there, as for most visitors."),
    )  # fmt: skip
    entered_on = DateField(
        label=gettext_lazy("When did you last come into Canada?"), required=False,
        help_text=gettext_lazy("Needed only if no day stands on a permit, record or stamp."),
    )  # fmt: skip
    biometrics_on = DateField(
        label=gettext_lazy("When did you last give your fingerprints and photo to us?"), required=False,
        help_text=gettext_lazy("Leave this empty if you never did."),
    )  # fmt: skip
    asked_on = DateField(
        label=gettext_lazy("When did you ask to stay longer?"), required=False,
        help_text=gettext_lazy("The day on which you sent the application. Leave this empty if you did not."),
    )  # fmt: skip
    refused_on = DateField(
        label=gettext_lazy("When did we refuse that?"), required=False,
        help_text=gettext_lazy("The day of the decision. Leave this empty if we did not."),
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """Return what was said. Raises nothing: each fault is put at its field."""
        said = super().clean() or {}
        for name in NAMES:
            day = said.get(name)
            if day and not self._first <= day <= self._last(name):
                past = name != "until"
                self.add_error(name, _("Enter a day in the past.") if past else _("Check the year."))
        if self.errors:
            return said
        if not (said.get("until") or said.get("entered_on")):
            self.add_error("until", _("Enter this day, or the day on which you last came into Canada."))
            return said
        try:
            stay(case_of(said, self.asker))
        except Muddled as fault:
            self.add_error(fault.what, ValidationError(_("This day does not go with the others. Check them.")))
        return said

    @property
    def _first(self) -> date:
        return self.asker.on - timedelta(days=366 * YEARS_BACK)

    def _last(self, name: str) -> date:
        return self.asker.on + timedelta(days=366 * YEARS_ON) if name == "until" else self.asker.on


def case_of(said: Said, asker: Asker) -> StayCase:
    """Return the case that was told of."""
    return StayCase(on=asker.on, **{name: said.get(name) for name in NAMES})


def answer(asked: Asked, asker: Asker, _query: Any) -> Answered:
    """Return until when somebody may stay, or what they can still do."""
    found, language = stay(case_of(asked.said, asker)), asker.language
    programs, articles = NEXT[found.standing]
    verdict = parts.Verdict.YES if found.standing in {Standing.HELD, Standing.KEPT} else parts.Verdict.NO
    return Answered(
        sections=[
            parts.Answer(said=_says(found), verdict=verdict, detail=_detail(found, asker)),
            why(found.why, language),
            what_next(asker, programs=programs, articles=articles),
        ]
    )


def _says(found: StayFound) -> str:
    days = {"last": long_day(found.last_day), "restore": long_day(found.restore_by)}
    match found.standing:
        case Standing.HELD:
            return _("You may stay until %(last)s.") % days
        case Standing.KEPT:
            return _("You may stay while we decide on your application.")
        case Standing.LOST:
            return _("Your stay is over. You may ask to have your status back until %(restore)s.") % days
    return _("Your stay is over, and the time to ask for your status back as well.")


def _detail(found: StayFound, asker: Asker) -> str:
    match found.standing:
        case Standing.HELD if found.last_day - asker.on <= timedelta(days=30):
            return _("That is soon. If you need more time, apply now.")
        case Standing.HELD:
            return _("If you need more time, apply before then, if you can 30 days before.")
        case Standing.KEPT:
            return _("The rules of your stay go on as they were. If you leave Canada, you may not be let in again.")
        case Standing.LOST:
            return _("You may not work or study until you have it back.")
    return _("Get advice before you do anything else. A person can tell you which ways are left.")


STAY = Tool(
    code="stay",
    heading=gettext_lazy("Until when may I stay in Canada?"),
    lead=gettext_lazy("For visitors, students and workers. We keep nothing."),
    groups=(StayForm,),
    answer=answer,
)
