"""Must I give my fingerprints and photo?"""

from datetime import date, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from guichet.assessment.queries import biometrics
from guichet.assessment.rules.biometrics import BiometricsCase
from guichet.assessment.terms import Biometrics, Circumstance, Request
from guichet.design import parts
from guichet.design.forms import DateField
from guichet.doors.public.tools.asking import Asked, Asker, Said, ToolForm
from guichet.doors.public.tools.fields import YES_NO, WholeField, choice
from guichet.doors.public.tools.pages import Answered, Tool, reasons_section, what_next
from guichet.doors.public.tools.sources import cited

OLDEST = 130
YEARS_BACK = 40


class BiometricsForm(ToolForm):
    """What is asked for, by whom, and what was given before."""

    request = choice(gettext_lazy("What do you apply for?"), Request.choices, radio=False)
    age = WholeField(label=gettext_lazy("How old are you on the day you apply?"), least=0, most=OLDEST)
    american = choice(gettext_lazy("Are you a national of the United States?"), YES_NO)
    given_on = DateField(
        label=gettext_lazy("When did you last give your fingerprints and photo to us?"), required=False,
        help_text=gettext_lazy("For a visit, study or work. Leave this empty if you never did."),
    )  # fmt: skip
    pending = choice(
        gettext_lazy("Did you give them for permanent residence, or a claim, that is not decided yet?"), YES_NO
    )
    circumstance = choice(gettext_lazy("Is one of these so?"), Circumstance.choices, initial=Circumstance.NONE)

    def clean_given_on(self) -> date | None:
        """Return the day, in the past."""
        day: date | None = self.cleaned_data["given_on"]
        if day and not self.asker.on - timedelta(days=366 * YEARS_BACK) <= day <= self.asker.on:
            raise ValidationError(_("Enter a day in the past, or leave this empty."))
        return day


def case_of(said: Said, asker: Asker) -> BiometricsCase:
    """Return the case that was told of."""
    return BiometricsCase(
        request=Request(said["request"]),
        age=said["age"],
        applied_on=asker.on,
        is_american=said["american"] == "yes",
        given_on=said["given_on"],
        given_for_pending=said["pending"] == "yes",
        circumstance=Circumstance(said["circumstance"]),
    )


def answer(asked: Asked, asker: Asker, _query: Any) -> Answered:
    """Return whether they must be given, and why."""
    clause = biometrics(case_of(asked.said, asker))
    said = {
        Biometrics.REQUIRED: _("You must give your fingerprints and a photo."),
        Biometrics.NOT_REQUIRED: _("You need not give your fingerprints and a photo."),
        Biometrics.VALID: _("Those you gave still hold: you need not give them again."),
    }[clause.outcome]
    verdict = parts.Verdict.PLAIN if clause.outcome is Biometrics.REQUIRED else parts.Verdict.YES
    reason = parts.Reason(text=clause.reason.say(asker.language), source=cited(clause.source, asker.language))
    articles = ["biometrics-who", "biometrics-where", "biometrics-again"]
    return Answered(
        sections=[
            parts.Answer(said=said, verdict=verdict),
            reasons_section([reason]),
            what_next(asker, articles=articles),
        ]
    )


BIOMETRICS = Tool(
    code="biometrics",
    heading=gettext_lazy("Must I give fingerprints and a photo?"),
    lead=gettext_lazy("Six questions. We keep nothing."),
    groups=(BiometricsForm,),
    answer=answer,
)
