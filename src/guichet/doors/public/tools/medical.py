"""Do I need a medical exam?"""

from datetime import date, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from guichet.assessment.queries import medical, medical_holds_until
from guichet.assessment.rules.medical import MedicalCase
from guichet.assessment.terms import Applying, Area, Medical
from guichet.design import parts
from guichet.design.dates import long_day
from guichet.design.forms import DateField
from guichet.doors.public.tools.asking import Asked, Asker, Said, ToolForm
from guichet.doors.public.tools.fields import YES_NO, choice
from guichet.doors.public.tools.pages import Answered, Tool, reasons_section, what_next
from guichet.doors.public.tools.sources import cited

YEARS_BACK = 20


class ApplyingForm(ToolForm):
    """What is applied for, and the last exam."""

    title = gettext_lazy("Your application")
    applying = choice(gettext_lazy("What do you apply for?"), Applying.choices)
    examined_on = DateField(
        label=gettext_lazy("When did you last have a medical exam for us?"), required=False,
        help_text=gettext_lazy("With a doctor on our list. Leave this empty if you never did."),
    )  # fmt: skip

    def clean_examined_on(self) -> date | None:
        """Return the day, in the past."""
        day: date | None = self.cleaned_data["examined_on"]
        if day and not self.asker.on - timedelta(days=366 * YEARS_BACK) <= day <= self.asker.on:
            raise ValidationError(_("Enter a day in the past, or leave this empty."))
        return day


class TimeForm(ToolForm):
    """What matters only for a time in Canada."""

    title = gettext_lazy("Your time in Canada")
    health = choice(
        gettext_lazy("Will you work near the health of others?"), YES_NO,
        hint=gettext_lazy("Such as in a hospital, with old people or with small children."),
    )  # fmt: skip
    long = choice(gettext_lazy("Will you stay more than six months?"), YES_NO)
    area = choice(
        gettext_lazy("In the last year, did you live six months in a row in a country or territory that asks for an "
                     "exam?"), Area.choices,
        hint=gettext_lazy("The department’s page on medical exams has the list. It changes, and we do not have it "
                          "here."),
    )  # fmt: skip

    def adapt(self) -> None:
        """Ask nothing of whoever settles, or asks for a document."""
        if self.said.get("applying") not in {None, Applying.TEMPORARY.value}:
            self.fields.clear()


def case_of(said: Said, asker: Asker) -> MedicalCase:
    """Return the case that was told of."""
    return MedicalCase(
        applying=Applying(said["applying"]),
        on=asker.on,
        works_near_health=said.get("health") == "yes",
        stays_long=said.get("long") == "yes",
        area=Area(said.get("area") or Area.NO),
        examined_on=said["examined_on"],
    )


def answer(asked: Asked, asker: Asker, _query: Any) -> Answered:
    """Return whether an exam must be had, and why."""
    case, language = case_of(asked.said, asker), asker.language
    clause = medical(case)
    said = {
        Medical.REQUIRED: _("You need a medical exam."),
        Medical.NOT_REQUIRED: _("You need no medical exam."),
        Medical.VALID: _("Your last medical exam still holds."),
        Medical.LOOK: _("You may need a medical exam: look up where you lived."),
    }[clause.outcome]
    verdict = parts.Verdict.PLAIN if clause.outcome in {Medical.REQUIRED, Medical.LOOK} else parts.Verdict.YES
    detail = ""
    if clause.outcome is Medical.VALID and case.examined_on:
        day = long_day(medical_holds_until(case.examined_on, asker.on))
        detail = _("It holds until %(day)s. If we decide later than that, we may ask for another.") % {"day": day}
    elif clause.outcome is Medical.REQUIRED:
        detail = _("Only a doctor on our list can do it. You pay the doctor.")
    reason = parts.Reason(text=clause.reason.say(language), source=cited(clause.source, language))
    return Answered(
        sections=[
            parts.Answer(said=said, verdict=verdict, detail=detail),
            reasons_section([reason]),
            what_next(asker, articles=["medical-who", "medical-how", "status-medical"]),
        ]
    )


MEDICAL = Tool(
    code="medical",
    heading=gettext_lazy("Do I need a medical exam?"),
    lead=gettext_lazy("Two to five questions. We keep nothing."),
    groups=(ApplyingForm, TimeForm),
    answer=answer,
)
