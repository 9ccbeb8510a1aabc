"""Is my income enough to sponsor my family, and for how long do I answer for them?"""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from guichet.assessment.queries import income, low_income, undertaking
from guichet.assessment.rules.money import IncomeCase
from guichet.assessment.rules.undertaking import UndertakingCase
from guichet.assessment.terms import IncomeResult, SponsorBar, Sponsored
from guichet.design import parts
from guichet.design.forms import DateField
from guichet.doors.public.tools.asking import Asked, Asker, Said, ToolForm
from guichet.doors.public.tools.fields import YES_NO, MoneyField, WholeField, choice
from guichet.doors.public.tools.funds import amounts_table, old_amounts
from guichet.doors.public.tools.pages import Answered, Tool, what_next, why
from guichet.foundation.dates import money

MOST_PEOPLE = 20
OLDEST_CHILD = 366 * 120
TESTED = {Sponsored.PARENTS: 3, Sponsored.OTHER: 1}
PROGRAMS = {Sponsored.SPOUSE: ["FC-SPOUSE-IN", "FC-SPOUSE-OUT"], Sponsored.CHILD: ["FC-CHILD"],
            Sponsored.PARENTS: ["FC-PGP", "SUPERVISA"]}  # fmt: skip


class SponsorForm(ToolForm):
    """Whom, where, and what stands against it."""

    title = gettext_lazy("You and whom you sponsor")
    sponsored = choice(gettext_lazy("Whom do you want to sponsor?"), Sponsored.choices)
    quebec = choice(gettext_lazy("Do you live in Quebec?"), YES_NO)
    bar = choice(
        gettext_lazy("Does one of these stand against it?"),
        [(one.value, gettext_lazy("None of these") if one is SponsorBar.NONE else one.label) for one in SponsorBar],
    )


class IncomeForm(ToolForm):
    """The people counted and the income of each year, where any is asked; the child’s birth, where that counts."""

    title = gettext_lazy("Your family and your income")
    born_on = DateField(
        label=gettext_lazy("When was the child born?"),
        help_text=gettext_lazy("It decides how long you answer for the child."),
    )  # fmt: skip
    persons = WholeField(
        label=gettext_lazy("How many people are counted?"), least=1, most=MOST_PEOPLE,
        help_text=gettext_lazy("You and your family, all whom you sponsor and their family (coming or not), and "
                               "everybody of earlier undertakings that still hold."),
    )  # fmt: skip
    first = MoneyField(label="")
    second = MoneyField(label="")
    third = MoneyField(label="")

    def adapt(self) -> None:
        """Ask only what is looked at, each year by its name."""
        sponsored = self.said.get("sponsored")
        settled = self.said.get("quebec") == "yes" or self.said.get("bar") not in {None, SponsorBar.NONE}
        if sponsored is None:
            return
        years = 0 if settled else TESTED.get(Sponsored(sponsored), 0)
        if sponsored != Sponsored.CHILD or settled:
            del self.fields["born_on"]
        if not years:
            del self.fields["persons"]
        for place, name in enumerate(("first", "second", "third")):
            if place < 3 - years:
                del self.fields[name]
            else:
                year = self.asker.on.year - 3 + place
                label = _("Your income of %(year)s, in Canadian dollars") % {"year": year}
                self.fields[name].label = label
                self.fields[name].help_text = _("Line 15000 of your notice of assessment.")

    def clean_born_on(self) -> date:
        """Return the day, in the past."""
        day: date = self.cleaned_data["born_on"]
        if not self.asker.on - timedelta(days=OLDEST_CHILD) <= day <= self.asker.on:
            raise ValidationError(_("Enter the child’s date of birth. It is in the past."))
        return day


def case_of(said: Said, asker: Asker) -> IncomeCase:
    """Return the case that was told of."""
    incomes = [said[name] for name in ("first", "second", "third") if said.get(name) is not None]
    return IncomeCase(
        on=asker.on,
        sponsored=Sponsored(said["sponsored"]),
        persons=said.get("persons") or 2,
        incomes=tuple(incomes),
        bar=SponsorBar(said["bar"]),
        in_quebec=said["quebec"] == "yes",
    )


def answer(asked: Asked, asker: Asker, _query: Any) -> Answered:
    """Return whether the income is enough, and for how long the sponsor answers."""
    case, language = case_of(asked.said, asker), asker.language
    found = income(case)
    sections: list[parts.Part] = [_verdict(case, found.result, found.needed, asker), why(found.why, language)]
    if found.result is IncomeResult.FAILS and found.needed:
        sections.append(_changes(case, found.needed, asker))
    if (found.result is not IncomeResult.PROVINCE and case.bar is SponsorBar.NONE) or case.in_quebec:
        sections.append(_undertaking(asked.said, case, asker))
    if found.needed:
        sections.append(amounts_table(low_income(asker.on), asker, size=case.persons))
    articles = ["pr-sponsor-income", "sponsor-who-can", "pr-sponsor-duties"]
    programs = PROGRAMS.get(case.sponsored, [])
    return Answered(sections=[*sections, what_next(asker, programs=programs, articles=articles)])


def _verdict(case: IncomeCase, result: IncomeResult, needed: Decimal, asker: Asker) -> parts.Answer:
    said = {"amount": money(needed, asker.language)}
    match result:
        case IncomeResult.PROVINCE:
            return parts.Answer(said=_("Quebec decides whether your income is enough."))
        case IncomeResult.EXEMPT:
            return parts.Answer(said=_("No income is asked to sponsor this person."), verdict="yes")
        case IncomeResult.MEETS:
            return parts.Answer(said=_("Your income is enough: %(amount)s a year are asked.") % said, verdict="yes")
    if case.bar is not SponsorBar.NONE:
        return parts.Answer(said=_("You cannot sponsor for now."), verdict="no")
    return parts.Answer(said=_("Your income is not enough: %(amount)s a year are asked.") % said, verdict="no")


def _changes(case: IncomeCase, needed: Decimal, asker: Asker) -> parts.Section:
    years = TESTED[case.sponsored]
    short = [
        _("Income of %(year)s: %(amount)s more.")
        % {"year": asker.on.year - years + place, "amount": money(needed - one, asker.language)}
        for place, one in enumerate(case.incomes)
        if one < needed
    ]
    signed = _("If your spouse or partner signs with you, both incomes count together.")
    return parts.Section(id="changes", title=_("What would change it"), items=[parts.Bullets(items=[*short, signed])])


def _undertaking(said: Said, case: IncomeCase, asker: Asker) -> parts.Section:
    found = undertaking(
        UndertakingCase(
            sponsored=case.sponsored, resident_on=asker.on, born_on=said.get("born_on"), in_quebec=case.in_quebec
        )
    )
    section = why(found.why[:1], asker.language)
    return parts.Section(id="undertaking", title=_("How long you answer for them"), items=section.items)


def _old(asker: Asker) -> Iterator[parts.Part]:
    yield from old_amounts(low_income(asker.on), asker)


INCOME = Tool(
    code="income",
    heading=gettext_lazy("Is my income enough to sponsor my family?"),
    lead=gettext_lazy("And for how long you answer for them. We keep nothing."),
    groups=(SponsorForm, IncomeForm),
    answer=answer,
    warnings=_old,
)
