"""Do I need a visa or an eTA? Asks only what changes the answer for the passport and the way of travelling."""

from collections.abc import Mapping
from datetime import date, timedelta
from itertools import product
from typing import Any

from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from guichet.assessment.queries import country_rule, travel_document
from guichet.assessment.rules.travel import CountryRule, Journey
from guichet.assessment.terms import CanadianStatus, Nationality, Passport, Situation, TravelDocument, UsStatus, Way
from guichet.design import parts
from guichet.design.forms import DateField
from guichet.doors.public.tools.asking import Asked, Asker, Said, ToolForm
from guichet.doors.public.tools.fields import YES_NO, choice
from guichet.doors.public.tools.nationalities import country_choices
from guichet.doors.public.tools.pages import Answered, Tool, reasons_section, what_next
from guichet.doors.public.tools.sources import cited
from guichet.foundation.countries import country_name

CANADA = "CAN"
MOST_DAYS_AHEAD = 366 * 3
T = TravelDocument


class TripForm(ToolForm):
    """Which passport, how, why and when."""

    title = gettext_lazy("Your trip")
    country = choice(
        gettext_lazy("Which country’s passport will you travel with?"), [], radio=False,
        hint=gettext_lazy("For a British passport of an overseas territory, look for the kind of nationality."),
    )  # fmt: skip
    way = choice(gettext_lazy("How will you arrive in Canada?"), Way.choices)
    situation = choice(gettext_lazy("Why do you travel?"), Situation.choices, initial=Situation.NONE)
    canadian = choice(
        gettext_lazy("What is your status in Canada?"), CanadianStatus.choices, initial=CanadianStatus.NONE
    )
    us = choice(gettext_lazy("What is your status in the United States?"), UsStatus.choices, initial=UsStatus.NONE)
    travels_on = DateField(
        label=gettext_lazy("When do you travel?"), required=False,
        help_text=gettext_lazy("Leave this empty if you do not know yet."),
    )  # fmt: skip

    def adapt(self) -> None:
        """Name the countries in the language of the page."""
        self.fields["country"].choices = country_choices(self.asker)  # type: ignore[attr-defined]

    def clean_travels_on(self) -> date | None:
        """Return the day, today or later."""
        day: date | None = self.cleaned_data["travels_on"]
        if day and not self.asker.on <= day <= self.asker.on + timedelta(days=MOST_DAYS_AHEAD):
            raise ValidationError(_("Enter today or a day in the next three years."))
        return day


class PapersForm(ToolForm):
    """What somebody holds, as far as it changes the answer."""

    title = gettext_lazy("What you hold")
    which_passport = choice(gettext_lazy("Is yours this kind of passport?"), YES_NO)
    has_visa = choice(gettext_lazy("Do you hold a visitor visa of Canada that is still valid?"), YES_NO)
    visa_before = choice(gettext_lazy("Did you hold a visitor visa of Canada in the last ten years?"), YES_NO)
    us_visa = choice(
        gettext_lazy("Do you hold a valid visa of the United States, as a visitor, student or worker?"), YES_NO
    )

    def adapt(self) -> None:
        """Leave out what changes nothing."""
        if "country" not in self.said:
            return
        matter = questions_that_matter(self.said, self.asker)
        for name in [name for name in self.fields if name not in matter]:
            del self.fields[name]
        rule = country_rule(self.said["country"], _day(self.said, self.asker))
        if "which_passport" in self.fields and rule and rule.which:
            self.fields["which_passport"].help_text = rule.which.say(self.asker.language)


def questions_that_matter(said: Said, asker: Asker) -> set[str]:
    """Return the questions that change the answer, whatever is said to the others."""
    names = tuple(PapersForm.base_fields)
    found = {
        answers: travel_document(journey_of(said, dict(zip(names, answers, strict=True)), asker), _day(said, asker))
        for answers in product(("yes", "no"), repeat=len(names))
    }

    def flipped(answers: tuple[str, ...], place: int) -> tuple[str, ...]:
        return (*answers[:place], "no" if answers[place] == "yes" else "yes", *answers[place + 1 :])

    # Whoever needs no visa in any case is not asked whether they hold one.
    asked_visa = any(clause.outcome is T.VISA for clause in found.values())
    return {
        name
        for place, name in enumerate(names)
        if (name != "has_visa" or asked_visa)
        and any(found[answers].code != found[flipped(answers, place)].code for answers in found)
    }


def journey_of(said: Said, papers: Mapping[str, Any], asker: Asker) -> Journey:
    """Return the journey that was told of."""
    rule = country_rule(said["country"], _day(said, asker))
    special = sorted(rule.passports) if rule else []
    return Journey(
        country=said["country"],
        way=Way(said["way"]),
        passport=Passport(special[0]) if special and papers.get("which_passport") == "yes" else Passport.ORDINARY,
        us=UsStatus(said["us"]),
        canadian=CanadianStatus.CITIZEN if said["country"] == CANADA else CanadianStatus(said["canadian"]),
        situation=Situation(said["situation"]),
        visa_before=papers.get("visa_before") == "yes",
        us_visa=papers.get("us_visa") == "yes",
        has_visa=papers.get("has_visa") == "yes",
    )


def answer(asked: Asked, asker: Asker, _query: Any) -> Answered:
    """Return what must be held to travel, why, and what would change it."""
    said, language, on = asked.said, asker.language, _day(asked.said, asker)
    clause = travel_document(journey_of(said, said, asker), on)
    rule = country_rule(said["country"], on)
    reasons = [parts.Reason(text=clause.reason.say(language), source=cited(clause.source, language))]
    if clause.code in {"EXEMPT_BY_AIR", "EXEMPT_OTHERWISE", "ETA_INSTEAD", "VISA", "TRANSIT"}:
        reasons.insert(0, _nationality(said["country"], rule, on, asker))
    return Answered(
        sections=[
            parts.Answer(said=_said(clause.outcome), verdict=_verdict(clause.outcome)),
            reasons_section(reasons),
            *_changes(said, asker),
            what_next(
                asker,
                programs=_programs(clause.outcome, said),
                articles=_articles(clause.outcome),
                texts=[parts.Link(text=_("Does my eTA still hold?"), href=reverse("public:tool-eta"))]
                if clause.outcome is T.ETA
                else [],
            ),
        ]
    )


def _day(said: Said, asker: Asker) -> date:
    return said.get("travels_on") or asker.on


def _said(outcome: TravelDocument) -> str:
    return {
        T.ETA: _("You need an electronic travel authorization (eTA)."),
        T.NONE: _("You need neither a visa nor an eTA. Travel with a valid passport."),
        T.VISA: _("You need a visa."),
        T.HAS_VISA: _("The visa that you hold is enough."),
        T.PR_CARD_OR_PRTD: _("You need your permanent resident card, or a travel document in its place."),
        T.CANADIAN_PASSPORT: _("You need a Canadian passport."),
    }[outcome]


def _verdict(outcome: TravelDocument) -> parts.Verdict:
    return parts.Verdict.YES if outcome in {T.NONE, T.HAS_VISA} else parts.Verdict.PLAIN


def _nationality(country: str, rule: CountryRule | None, on: date, asker: Asker) -> parts.Reason:
    language = asker.language
    name = rule.name.say(language) if rule and rule.name else country_name(country, language)
    if rule is None or rule.standing is Nationality.REQUIRED:
        return parts.Reason(
            text=_("%(country)s is not on the lists of those who need no visa.") % {"country": name},
            source=cited("IRPR s.7, 190", language),
        )
    text = {
        Nationality.EXEMPT: _("%(country)s is on the list of those who need no visa."),
        Nationality.CONDITIONAL: _("%(country)s is on the list of those for whom an eTA can take the place of a visa."),
    }[rule.standing]
    if rule.passports and rule.which:
        text = _("%(country)s is on the list only with this passport: %(which)s.")
    said = {"country": name, "which": rule.which.say(language) if rule.which else ""}
    return parts.Reason(text=text % said, source=cited(rule.source, language))


def _changes(said: Said, asker: Asker) -> list[parts.Part]:
    """Return the ways of travelling and papers by which the answer would be another."""
    on, now = _day(said, asker), travel_document(journey_of(said, said, asker), _day(said, asker)).outcome
    found: list[parts.Content] = []
    for way in Way:
        other = travel_document(journey_of({**said, "way": way}, said, asker), on).outcome
        if way != said["way"] and other is not now:
            found.append(_("%(change)s: %(result)s") % {"change": way.label, "result": _said(other)})
    labels = {
        "visa_before": _("With a visitor visa of Canada in the last ten years"),
        "us_visa": _("With a valid visa of the United States"),
    }
    for name, label in labels.items():
        other = travel_document(journey_of(said, {**said, name: "yes"}, asker), on).outcome
        if other is not now:
            found.append(_("%(change)s: %(result)s") % {"change": label, "result": _said(other)})
    if not found:
        return []
    return [parts.Section(id="changes", title=_("What would change it"), items=[parts.Bullets(items=found)])]


def _programs(outcome: TravelDocument, said: Said) -> list[str]:
    if outcome is T.VISA and said["situation"] == Situation.TRANSIT:
        return []
    return {
        T.ETA: ["ETA"],
        T.VISA: ["TRV"],
        T.PR_CARD_OR_PRTD: ["PRTD", "PRCARD"],
        T.CANADIAN_PASSPORT: ["PPT-NEW"],
    }.get(outcome, [])


def _articles(outcome: TravelDocument) -> list[str]:
    if outcome is T.PR_CARD_OR_PRTD:
        return ["pr-travel", "program-prcard"]
    return ["visit-visa-or-eta", "visit-transit", "visit-border"]


VISA = Tool(
    code="visa",
    heading=gettext_lazy("Do I need a visa or an eTA?"),
    lead=gettext_lazy("A few questions about your passport and your trip. We keep nothing."),
    groups=(TripForm, PapersForm),
    answer=answer,
)
