"""Does my eTA still hold, and until when?"""

from datetime import date, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from guichet.assessment.queries import eta_validity
from guichet.assessment.rules.authorization import EtaCase, EtaFound, Impossible
from guichet.assessment.terms import EtaEnd, EtaState
from guichet.design import parts
from guichet.design.dates import long_day
from guichet.design.forms import DateField
from guichet.doors.public.tools.asking import Asked, Asker, Said, ToolForm
from guichet.doors.public.tools.fields import YES_NO, choice
from guichet.doors.public.tools.nationalities import country_choices
from guichet.doors.public.tools.pages import Answered, Tool, what_next, why

YEARS_BACK, YEARS_ON = 12, 20
# To whom none is given: they need none.
NEVER = frozenset({"CAN", "USA"})


class EtaForm(ToolForm):
    """The eTA, the passport it was given for, and the trip."""

    title = gettext_lazy("Your eTA")
    country = choice(gettext_lazy("For which country’s passport was it given?"), [], radio=False)
    issued_on = DateField(
        label=gettext_lazy("When did we approve it?"),
        help_text=gettext_lazy("The day stands in our e-mail. If you have had several, the newest counts."),
    )
    passport_ends = DateField(label=gettext_lazy("Until which day is that passport valid?"))
    same = choice(gettext_lazy("Will you travel with that very passport?"), YES_NO)
    cancelled_on = DateField(
        label=gettext_lazy("When did we cancel it?"), required=False,
        help_text=gettext_lazy("Leave this empty if we did not."),
    )  # fmt: skip
    travels_on = DateField(
        label=gettext_lazy("When do you travel?"), required=False,
        help_text=gettext_lazy("Leave this empty if you do not know yet."),
    )  # fmt: skip

    def adapt(self) -> None:
        """Name the countries in the language of the page."""
        self.fields["country"].choices = country_choices(self.asker, without=NEVER)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Return what was said. Raises nothing: each fault is put at its field."""
        said, today = super().clean() or {}, self.asker.on
        long_ago, far = today - timedelta(days=366 * YEARS_BACK), today + timedelta(days=366 * YEARS_ON)
        bounds = {
            "issued_on": (long_ago, today, _("Enter a day in the past.")),
            "passport_ends": (long_ago, far, _("Check the year.")),
            "cancelled_on": (long_ago, today, _("Enter a day in the past.")),
            "travels_on": (today, far, _("Enter today or a later day.")),
        }
        for name, (first, last, fault) in bounds.items():
            if said.get(name) and not first <= said[name] <= last:
                self.add_error(name, fault)
        if not self.errors:
            try:
                found(said, self.asker)
            except Impossible as fault:
                self.add_error(fault.what, ValidationError(_("This day does not go with the others. Check them.")))
        return said


class ChangeForm(ToolForm):
    """What a rule that changed in the meantime asks, where the answer hangs on it."""

    title = gettext_lazy("A rule that changed")
    us = choice(gettext_lazy("Was it given because you were a permanent resident of the United States?"), YES_NO)
    permit = choice(
        gettext_lazy("Did you hold a work or study permit of Canada on the day the rule for your country changed?"),
        YES_NO,
    )  # fmt: skip

    def adapt(self) -> None:
        """Leave out what changes nothing."""
        if "issued_on" not in self.said:
            return
        for name in list(self.fields):
            yes, no = (found({**self.said, name: word}, self.asker) for word in ("yes", "no"))
            if (yes.state, yes.last_day) == (no.state, no.last_day):
                del self.fields[name]
            elif name == "permit":
                changed = long_day(no.last_day + timedelta(days=1))
                self.fields[name].help_text = _("That was on %(day)s.") % {"day": changed}


def found(said: Said, asker: Asker) -> EtaFound:
    """Return until when the eTA lasts that was told of. Raises Impossible for days that cannot be so."""
    case = EtaCase(
        on=said.get("travels_on") or asker.on,
        issued_on=said["issued_on"],
        passport_ends=said["passport_ends"],
        is_same_passport=said["same"] == "yes",
        cancelled_on=said.get("cancelled_on"),
        had_permit=said.get("permit") == "yes",
        for_us_status=said.get("us") == "yes",
    )
    return eta_validity(case, said["country"])


def answer(asked: Asked, asker: Asker, _query: Any) -> Answered:
    """Return whether the eTA serves, until when, and what to do."""
    result = found(asked.said, asker)
    tool = parts.Link(text=_("Do I need a visa or an eTA?"), href=reverse("public:tool-visa"))
    stay = parts.Link(text=_("Until when may I stay in Canada?"), href=reverse("public:tool-stay"))
    holds = result.state is EtaState.HOLDS
    verdict = parts.Verdict.YES if holds else parts.Verdict.NO
    # By a new rule somebody may need a visa now, or nothing at all: another eTA is not the answer then.
    programs = [] if holds or result.ended_by in {EtaEnd.COUNTRY, EtaEnd.US_STATUS} else ["ETA"]
    return Answered(
        sections=[
            parts.Answer(said=_says(result, asker.on), verdict=verdict, detail=_detail(result)),
            why(result.why, asker.language),
            what_next(
                asker,
                texts=[stay] if holds else [tool],
                programs=programs,
                articles=["program-eta", "change-passport"] if holds else ["refused-eta", "change-passport"],
            ),
        ]
    )


def _says(result: EtaFound, today: date) -> str:
    day = {"day": long_day(result.last_day)}
    match result.state:
        case EtaState.HOLDS:
            return _("Your eTA holds until %(day)s.") % day
        case EtaState.OTHER_PASSPORT:
            return _("You need a new eTA for the passport you travel with.")
    if result.last_day >= today:
        return _("Your eTA ends before your trip, on %(day)s.") % day
    return _("Your eTA holds no longer. Its last day was %(day)s.") % day


def _detail(result: EtaFound) -> str:
    if result.state is EtaState.HOLDS:
        return _("It lets you arrive by air as often as you like. An officer at the border decides on each stay.")
    if result.state is EtaState.OTHER_PASSPORT or result.ended_by in {EtaEnd.YEARS, EtaEnd.PASSPORT}:
        return _("Ask for a new one before you travel.")
    if result.ended_by is EtaEnd.US_STATUS:
        return _("Fly with your passport and the proof of your status in the United States.")
    if result.ended_by is EtaEnd.COUNTRY:
        return _("Look up what your passport needs today.")
    return _("Read in our message why, before you ask again.")


ETA = Tool(
    code="eta",
    heading=gettext_lazy("Does my eTA still hold?"),
    lead=gettext_lazy("From the day it was approved and your passport. We keep nothing."),
    groups=(EtaForm, ChangeForm),
    answer=answer,
)
