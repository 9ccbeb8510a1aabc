"""Which level are my language results?"""

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from guichet.assessment.queries import levels, levels_source, results_for
from guichet.assessment.rules.levels import Ability
from guichet.assessment.terms import Test
from guichet.design import parts
from guichet.doors.public.tools.asking import Asked, Asker, ToolForm
from guichet.doors.public.tools.fields import ResultField, choice
from guichet.doors.public.tools.pages import Answered, Tool, what_next
from guichet.doors.public.tools.sources import cited
from guichet.foundation.dates import number

HIGHEST = 10


class LevelsForm(ToolForm):
    """The test and its four results."""

    test = choice(gettext_lazy("Which test did you take?"), Test.choices)
    speaking = ResultField(label=gettext_lazy("Speaking"))
    listening = ResultField(label=gettext_lazy("Listening"))
    reading = ResultField(label=gettext_lazy("Reading"))
    writing = ResultField(label=gettext_lazy("Writing"))


def answer(asked: Asked, asker: Asker, _query: Any) -> Answered:
    """Return the level of each ability, and what the next one takes."""
    test, language = Test(asked.said["test"]), asker.language
    results = {ability: asked.said[ability.value] for ability in Ability}
    found = levels(test, results, asker.on)
    weakest = found.weakest
    if weakest:
        said = _("Your level is %(level)s: the weakest of the four counts most.") % {"level": _level(weakest)}
    else:
        said = _("One of your results is below level 4, the lowest that the table knows.")
    names = {name: str(LevelsForm.base_fields[name].label) for name in Ability}
    rows = [
        parts.Row(cells=[names[ability], number(results[ability], language), _level(level)])
        for ability, level in zip(Ability, found.each, strict=True)
    ]
    columns = [
        parts.Column(label=_("Ability")),
        parts.Column(label=_("Your result"), number=True),
        parts.Column(label=_("Level"), number=True),
    ]
    source = cited(levels_source(test, asker.on), language)
    table = parts.Section(
        id="why",
        title=_("Why"),
        intro=_("Source: %(source)s.") % {"source": source},
        items=[parts.Table(caption=_("Your levels"), caption_hidden=True, columns=columns, rows=rows)],
    )
    articles = ["pr-language-test", "citizen-language"]
    points = parts.Sentence(pieces=[_points_link()])
    return Answered(
        sections=[
            parts.Answer(said=said, figure=_level(weakest)),
            table,
            *_next(test, results, found.each, asker),
            what_next(asker, articles=articles, texts=[points]),
        ]
    )


def _points_link() -> parts.Link:
    return parts.Link(text=_("Work out your Express Entry points"), href=reverse("public:tool-points"))


def _next(test: Test, results: Any, each: tuple[int, ...], asker: Asker) -> Iterator[parts.Part]:
    """Give the results that would lift the weakest ability, and so the level."""
    weakest = min(each)
    if weakest >= HIGHEST:
        return
    goal = max(weakest + 1, 4)
    least = results_for(test, goal, asker.on)
    lines = [
        _("%(ability)s: %(least)s or more, instead of %(now)s.")
        % {
            "ability": str(LevelsForm.base_fields[ability.value].label),
            "least": number(least[ability], asker.language),
            "now": number(results[ability], asker.language),
        }
        for ability in Ability
        if ability in least and results[ability] < least[ability]
    ]
    yield parts.Section(
        id="changes",
        title=_("What would change it"),
        intro=_("For level %(level)s in all four:") % {"level": _level(goal)},
        items=[parts.Bullets(items=lines)],
    )


def _level(level: int) -> str:
    if not level:
        return _("below 4")
    return _("10 or higher") if level >= HIGHEST else str(level)


LEVELS = Tool(
    code="levels",
    heading=gettext_lazy("Which level are my language results?"),
    lead=gettext_lazy("From the results of a test to the levels that programs ask for. We keep nothing."),
    groups=(LevelsForm,),
    answer=answer,
)
