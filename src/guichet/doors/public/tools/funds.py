"""How much money must I have to settle?"""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from django.db.models import TextChoices
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from guichet.assessment.queries import funds, settlement_funds
from guichet.assessment.rules.money import Amounts, FundsCase
from guichet.assessment.terms import Exemption
from guichet.design import parts
from guichet.design.dates import long_day
from guichet.doors.public.programs.pages import certainty_tag
from guichet.doors.public.tools.asking import Asked, Asker, Said, ToolForm
from guichet.doors.public.tools.fields import MoneyField, WholeField, choice
from guichet.doors.public.tools.pages import Answered, Tool, what_next, why
from guichet.doors.public.tools.sources import cited
from guichet.foundation.dates import money, number

MOST_PEOPLE = 20


class Class(TextChoices):
    """The classes of workers, as the test of funds tells them apart; each is the code of its program."""

    SKILLED = "EE-FSW", gettext_lazy("Federal Skilled Worker")
    TRADES = "EE-FST", gettext_lazy("Federal Skilled Trades")
    EXPERIENCE = "EE-CEC", gettext_lazy("Canadian Experience Class")
    ATLANTIC = "AIP", gettext_lazy("Atlantic Immigration Program")


class FundsForm(ToolForm):
    """The class, the family, and the money."""

    program = choice(gettext_lazy("By which program do you apply?"), Class.choices)
    size = WholeField(
        label=gettext_lazy("How many people are in your family?"), least=1, most=MOST_PEOPLE,
        help_text=gettext_lazy(
            "You, your spouse or partner, your dependent children and theirs, whether or not they come along."
        ),
    )  # fmt: skip
    working = choice(
        gettext_lazy("Do you work in Canada now, with authorization, or may you and have a qualifying job offer?"),
        [("no", gettext_lazy("Neither")), ("working", gettext_lazy("I work in Canada now")),
         ("offer", gettext_lazy("I may work in Canada and have a qualifying job offer"))],
    )  # fmt: skip
    has = MoneyField(
        label=gettext_lazy("How much money do you have?"),
        help_text=gettext_lazy("In Canadian dollars, that you can use and owe to nobody. Leave this empty to see "
                               "only how much is asked."),
        required=False,
    )  # fmt: skip


def case_of(said: Said, asker: Asker) -> FundsCase:
    """Return the case that was told of. Who works or may work is exempt where the law of that class says so."""
    program, working = Class(said["program"]), said["working"]
    exemption = Exemption.NONE
    if program is Class.EXPERIENCE:
        exemption = Exemption.CLASS
    elif program is Class.ATLANTIC:
        exemption = Exemption.WORKING if working == "working" else Exemption.NONE
    elif working == "offer":
        exemption = Exemption.OFFER
    return FundsCase(
        on=asker.on, size=said["size"], has=said["has"] or Decimal(0), exemption=exemption,
        is_atlantic=program is Class.ATLANTIC,
    )  # fmt: skip


def answer(asked: Asked, asker: Asker, _query: Any) -> Answered:
    """Return how much is asked, and whether there is that much."""
    said, case, language = asked.said, case_of(asked.said, asker), asker.language
    found, amounts = funds(case), settlement_funds(asker.on)
    needed = money(found.needed, language)
    if not found.needed:
        verdict = parts.Answer(said=_("No settlement funds are asked of you."), verdict=parts.Verdict.YES)
    elif said["has"] is None:
        verdict = parts.Answer(said=_("You need %(amount)s.") % {"amount": needed})
    elif found.meets:
        verdict = parts.Answer(said=_("You have enough: %(amount)s are asked.") % {"amount": needed}, verdict="yes")
    else:
        short = {"short": money(found.needed - case.has, language), "amount": needed}
        verdict = parts.Answer(said=_("You are short of %(short)s: %(amount)s are asked.") % short, verdict="no")
    steps = [step for step in found.why if said["has"] is not None or not step.code.startswith(("FUNDS_M", "FUNDS_S"))]
    sections: list[parts.Part] = [verdict, why(steps, language)]
    if found.needed:
        sections += [_changes(case, found.needed, asker), amounts_table(amounts, asker, size=case.size)]
    articles = ["documents-funds"]
    return Answered(sections=[*sections, what_next(asker, programs=[said["program"]], articles=articles)])


def amounts_table(amounts: Amounts, asker: Asker, *, size: int) -> parts.Section:
    """Return a table of amounts by size of family, the family’s own row marked."""
    language = asker.language
    rows = [
        parts.Row(
            cells=[
                parts.Strong(text=number(people, language)) if people == size else number(people, language),
                money(amount, language),
            ]
        )
        for people, amount in amounts.by_size.items()
    ]
    more = parts.Row(cells=[_("Each person more"), money(amounts.each_more, language)])
    columns = [parts.Column(label=_("People")), parts.Column(label=_("Amount"), number=True)]
    said = {
        "since": long_day(amounts.valid_from) if amounts.valid_from else "",
        "source": cited(amounts.source, language),
    }
    table = parts.Table(caption=_("The table"), caption_hidden=True, columns=columns, rows=[*rows, more])
    sure = parts.SummaryRow(key=_("How sure we are"), value=certainty_tag(amounts.status))
    return parts.Section(
        id="table",
        title=_("The table"),
        intro=_("In force since %(since)s. Source: %(source)s.") % said,
        items=[table, parts.SummaryList(dense=True, rows=[sure])],
    )


def old_amounts(amounts: Amounts, asker: Asker) -> Iterator[parts.Part]:
    """Give what must be said before an answer from a table that a newer one should have followed."""
    if amounts.review_on and asker.on >= amounts.review_on and amounts.valid_from:
        yield parts.NoticeBanner(
            title=_("New amounts are due, and we do not have them yet"),
            body=_("We use the amounts in force since %(since)s. New ones are usual each year, and mostly higher. Have "
                   "some more than we say.") % {"since": long_day(amounts.valid_from)},
            kind=parts.NoticeKind.WARNING,
        )  # fmt: skip


def _changes(case: FundsCase, needed: Any, asker: Asker) -> parts.Section:
    each = funds(FundsCase(on=case.on, size=case.size + 1, has=case.has, is_atlantic=case.is_atlantic)).needed
    more = _("One person more in your family: %(amount)s more.") % {"amount": money(each - needed, asker.language)}
    exempt = (
        _("Work in Canada with authorization: then nothing is asked.")
        if case.is_atlantic
        else _("A qualifying job offer, and authorization to work in Canada: then nothing is asked.")
    )
    return parts.Section(id="changes", title=_("What would change it"), items=[parts.Bullets(items=[more, exempt])])


FUNDS = Tool(
    code="funds",
    heading=gettext_lazy("How much money must I have to settle?"),
    lead=gettext_lazy("For workers who apply for permanent residence. We keep nothing."),
    groups=(FundsForm,),
    answer=answer,
    warnings=lambda asker: old_amounts(settlement_funds(asker.on), asker),
)
