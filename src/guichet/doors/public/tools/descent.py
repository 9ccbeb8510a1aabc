"""Am I a Canadian citizen by birth, or is my child?"""

from datetime import date, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from guichet.assessment.queries import descent, descent_since
from guichet.assessment.rules.descent import DescentCase
from guichet.assessment.terms import Birthplace, CitizenParent, Descent
from guichet.design import parts
from guichet.design.dates import long_day
from guichet.design.forms import DateField
from guichet.doors.public.tools.asking import Asked, Asker, Said, ToolForm
from guichet.doors.public.tools.fields import YES_NO, WholeField, choice
from guichet.doors.public.tools.pages import Answered, Tool, reasons_section, what_next
from guichet.doors.public.tools.sources import cited
from guichet.foundation.dates import days

OLDEST = 366 * 120
MOST_DAYS = 366 * 90


class BirthForm(ToolForm):
    """When and where somebody was born."""

    title = gettext_lazy("The birth")
    born_on = DateField(label=gettext_lazy("When was the person born?"), birthday=True)
    birthplace = choice(gettext_lazy("Where was the person born?"), Birthplace.choices)

    def clean_born_on(self) -> date:
        """Return the day, in the past."""
        day: date = self.cleaned_data["born_on"]
        if not self.asker.on - timedelta(days=OLDEST) <= day <= self.asker.on:
            raise ValidationError(_("Enter a day in the past."))
        return day


class ParentForm(ToolForm):
    """What the parents were at the birth, as far as the place of birth makes it matter."""

    title = gettext_lazy("The parents, at the time of the birth")
    parent = choice(
        gettext_lazy("Was a parent a Canadian citizen then?"), CitizenParent.choices,
        hint=gettext_lazy("If both were, choose for the one who was born or became a citizen in Canada."),
    )  # fmt: skip
    foreign_service = choice(
        gettext_lazy("Was a parent in Canada as a diplomat of another country, and neither a permanent resident?"),
        YES_NO,
    )

    def adapt(self) -> None:
        """Ask of diplomats only where somebody was born in Canada."""
        if self.said.get("birthplace") == Birthplace.ABROAD:
            del self.fields["foreign_service"]


class DaysForm(ToolForm):
    """What is asked of a parent who was born abroad too, since the law changed."""

    title = gettext_lazy("The parent’s time in Canada")
    parent_in_service = choice(
        gettext_lazy("Was a parent then abroad in the Canadian Armed Forces or the public service?"), YES_NO
    )
    parent_days = WholeField(
        label=gettext_lazy("How many days in all had the parent spent in Canada before the birth?"), least=0,
        most=MOST_DAYS, help_text=gettext_lazy("Count all stays together. A good guess is enough here."),
    )  # fmt: skip

    def adapt(self) -> None:
        """Ask nothing where the days do not matter."""
        matters = (
            self.said.get("birthplace") != Birthplace.CANADA
            and self.said.get("parent", CitizenParent.DESCENT) == CitizenParent.DESCENT
            and self.said.get("born_on", self.asker.on) >= descent_since(self.asker.on)[0]
        )
        if not matters:
            self.fields.clear()


def case_of(said: Said) -> DescentCase:
    """Return the case that was told of."""
    return DescentCase(
        born_on=said["born_on"],
        birthplace=Birthplace(said["birthplace"]),
        parent=CitizenParent(said["parent"]),
        parent_days=said.get("parent_days") or 0,
        parent_in_service=said.get("parent_in_service") == "yes",
        foreign_service=said.get("foreign_service") == "yes",
    )


def answer(asked: Asked, asker: Asker, _query: Any) -> Answered:
    """Return whether somebody is a citizen by birth, and why."""
    case, language = case_of(asked.said), asker.language
    clause = descent(case, asker.on)
    is_citizen = clause.outcome is Descent.CITIZEN
    text = (
        _("By what you told us, this person is a Canadian citizen by birth.")
        if is_citizen
        else _("By what you told us, this person is not a Canadian citizen by birth.")
    )
    since, needed = descent_since(asker.on)
    reasons = [parts.Reason(text=clause.reason.say(language), source=cited(clause.source, language))]
    sections: list[parts.Part] = [
        parts.Answer(said=text, verdict=parts.Verdict.YES if is_citizen else parts.Verdict.PLAIN),
        reasons_section(reasons),
    ]
    if clause.code == "TOO_FEW_DAYS":
        said = {"needed": days(needed, language), "more": days(needed - case.parent_days, language)}
        lines = [_("%(needed)s of the parent in Canada before the birth: %(more)s more.") % said]
        sections.append(
            parts.Section(id="changes", title=_("What would change it"), items=[parts.Bullets(items=lines)])
        )  # fmt: skip
    if clause.code in {"TOO_FEW_DAYS", "ENOUGH_DAYS", "BEFORE_CHANGE"}:
        note = _("The law changed: days of the parent are asked for births since %(since)s, %(needed)s in all.")
        said = {"since": long_day(since), "needed": days(needed, language)}
        sections.append(parts.NoticeBanner(title=note % said))
    programs = ["CIT-PROOF"] if is_citizen else ["CIT-GRANT", "CIT-MINOR"]
    articles = ["which-child-citizen", "citizen-child-abroad"]
    return Answered(sections=[*sections, what_next(asker, programs=programs, articles=articles)])


DESCENT = Tool(
    code="descent",
    heading=gettext_lazy("Is this person a citizen by birth?"),
    lead=gettext_lazy(
        "For you or your child. Adoption, and citizenship lost and got back, are for a person to look at."
    ),
    groups=(BirthForm, ParentForm, DaysForm),
    answer=answer,
)
