"""Have I 67 points as a Federal Skilled Worker?"""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from guichet.assessment.queries import selection, selection_gains
from guichet.assessment.rules.changes import Gain
from guichet.assessment.rules.levels import Levels
from guichet.assessment.rules.skilled import Selection, Worker
from guichet.assessment.terms import Schooling
from guichet.design import parts
from guichet.doors.public.tools import fields
from guichet.doors.public.tools.asking import Asked, Asker, Said, ToolForm
from guichet.doors.public.tools.fields import YES_NO, WholeField, choice, levels_said, tick
from guichet.doors.public.tools.gains import gains_section
from guichet.doors.public.tools.pages import Answered, Tool, what_next, why
from guichet.foundation.dates import number

# The most that each factor gives: Regulations, s. 78 to 83.
MOST = {"education": 25, "language": 28, "experience": 15, "age": 12, "offer": 10, "adaptability": 10}


class WorkerForm(ToolForm):
    """Age, schooling, work."""

    title = gettext_lazy("You and your work")
    age = WholeField(label=gettext_lazy("How old are you?"), least=16, most=99)
    schooling = fields.schooling(gettext_lazy("What is your highest level of schooling?"))
    credential = choice(
        gettext_lazy(
            "Is it Canadian, or do you have a report under five years old that it is equal to a Canadian one?"
        ),
        YES_NO,
    )
    years = WholeField(
        label=gettext_lazy("How many full years of skilled work do you have?"), least=0, most=60,
        help_text=gettext_lazy("In the last ten years, full-time, in the same kind of job (TEER 0, 1, 2 or 3)."),
    )  # fmt: skip
    offer = choice(gettext_lazy("Do you have a job offer that counts as arranged employment?"), YES_NO)


class LanguageForm(ToolForm):
    """The level of each ability, in both languages."""

    title = gettext_lazy("Your languages")
    speaking = fields.level(gettext_lazy("First official language: speaking"))
    listening = fields.level(gettext_lazy("First official language: listening"))
    reading = fields.level(gettext_lazy("First official language: reading"))
    writing = fields.level(gettext_lazy("First official language: writing"))
    holds = choice(gettext_lazy("Are your test results less than two years old?"), YES_NO)
    second = fields.level(gettext_lazy("Second official language: the weakest of the four abilities"))

    def adapt(self) -> None:
        """Lead to the tool that says the level of a result."""
        self.fields["speaking"].help_text = fields.levels_hint()


class LinkForm(ToolForm):
    """What ties somebody and their spouse to Canada."""

    title = gettext_lazy("What ties you to Canada")
    own_work = tick(gettext_lazy("I worked in Canada for at least a year, full-time and with authorization."))
    own_study = tick(gettext_lazy("I studied in Canada for at least two years, full-time, after secondary school."))
    relative = tick(gettext_lazy("I or my spouse or partner have a close relative in Canada, aged 18 or more."))
    spouse_language = tick(gettext_lazy("My spouse or partner has level 4 or more in English or French."))
    spouse_work = tick(gettext_lazy("My spouse or partner worked in Canada for at least a year."))
    spouse_study = tick(gettext_lazy("My spouse or partner studied in Canada for at least two years."))


def worker_of(said: Said) -> Worker:
    """Return the worker that was told of."""
    second = said.get("second") or 0
    return Worker(
        age=said["age"],
        schooling=Schooling(said["schooling"]),
        first=levels_said(said),
        second=Levels(second, second, second, second),
        years=said["years"],
        has_offer=said["offer"] == "yes",
        spouse_language=said["spouse_language"],
        own_study=said["own_study"],
        spouse_study=said["spouse_study"],
        own_work=said["own_work"],
        spouse_work=said["spouse_work"],
        relative=said["relative"],
        results_hold=said["holds"] == "yes",
        credential_holds=said["credential"] == "yes",
    )


def answer(asked: Asked, asker: Asker, _query: Any) -> Answered:
    """Return the points, factor by factor, and what would give more."""
    worker, language = worker_of(asked.said), asker.language
    found = selection(worker, asker.on)
    said = {"total": number(found.total, language), "needed": number(found.pass_mark, language)}
    detail = ""
    if found.passes:
        text = _("You pass: %(total)s of 100 points, %(needed)s are asked.") % said
    elif not found.is_through_gate:
        text = _("You do not meet the minimum for this class yet.")
        detail = _("By points alone you have %(total)s of 100; %(needed)s are asked.") % said
    else:
        text = _("You do not pass yet: %(total)s of 100 points, %(needed)s are asked.") % said
    verdict = parts.Verdict.YES if found.passes else parts.Verdict.NO
    gains = selection_gains(worker, asker.on)
    return Answered(
        sections=[
            parts.Answer(said=text, figure=number(found.total, language), verdict=verdict, detail=detail),
            _table(found, asker),
            gains_section(_those_that_help(gains, found), asker),
            why(found.why, language),
            what_next(asker, programs=["EE-FSW"], articles=["pr-points", "pr-eca", "pr-language-test"]),
        ]
    )


def _those_that_help(gains: Sequence[Gain[Worker]], found: Selection) -> list[Gain[Worker]]:
    """Return the changes by which somebody would pass, if any; else those that give most."""
    short = found.pass_mark - found.total
    enough = [gain for gain in gains if gain.points >= short] if short > 0 else []
    return sorted(enough, key=lambda gain: gain.points) or list(gains)


def _table(found: Selection, asker: Asker) -> parts.Section:
    names = {
        "education": _("Education"), "language": _("Official languages"), "experience": _("Work experience"),
        "age": _("Age"), "offer": _("Arranged employment"), "adaptability": _("Adaptability"),
    }  # fmt: skip
    rows = [
        parts.Row(cells=[names[name], number(getattr(found, name), asker.language), number(most, asker.language)])
        for name, most in MOST.items()
    ]
    total: list[parts.Content] = [
        parts.Strong(text=_("In all")),
        parts.Strong(text=number(found.total, asker.language)),
        "100",
    ]
    return points_table([*rows, parts.Row(cells=total)])


def points_table(rows: Sequence[parts.Row]) -> parts.Section:
    """Return a table of points: each factor, the points it gives, and the most it can give."""
    columns = [
        parts.Column(label=_("Factor")),
        parts.Column(label=_("Your points"), number=True),
        parts.Column(label=_("The most"), number=True),
    ]
    table = parts.Table(caption=_("Your points, factor by factor"), caption_hidden=True, columns=columns, rows=rows)
    return parts.Section(id="points", title=_("Your points, factor by factor"), items=[table])


GRID = Tool(
    code="grid",
    heading=gettext_lazy("Have I 67 points as a skilled worker?"),
    lead=gettext_lazy("The selection grid of the Federal Skilled Worker class. We keep nothing."),
    groups=(WorkerForm, LanguageForm, LinkForm),
    answer=answer,
)
