"""What somebody tries after the answer on points: sliders over the same profile, worked out by the same rule."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from guichet.assessment.queries import ranking
from guichet.assessment.rules.levels import Levels
from guichet.assessment.rules.points import SCHOOLING
from guichet.assessment.rules.ranking import Profile, Ranking
from guichet.assessment.terms import Schooling
from guichet.design import parts
from guichet.design.forms import Slider
from guichet.doors.public.tools.asking import DONE, Asked, Asker
from guichet.doors.public.tools.fields import LEVEL_CHOICES, WholeField
from guichet.doors.public.tools.pages import WhatIf
from guichet.foundation.dates import number

LOWEST, HIGHEST = 3, 10
LEVEL_WORDS = [label for _level, label in LEVEL_CHOICES]
YEARS = [gettext_lazy("None"), 1, 2, 3, 4, gettext_lazy("5 or more")]
YOUNGEST, OLDEST = 17, 47


def _slider(label: Any, least: int, most: int, words: Any = ()) -> WholeField:
    return WholeField(label=label, least=least, most=most, widget=Slider(least=least, most=most, words=words))


class TryForm(forms.Form):
    """What can be tried."""

    age = _slider(gettext_lazy("Age"), YOUNGEST, OLDEST)
    schooling = _slider(gettext_lazy("Schooling"), 0, len(SCHOOLING) - 1, Schooling.labels)
    first = _slider(gettext_lazy("First official language, all four abilities"), LOWEST, HIGHEST, LEVEL_WORDS)
    second = _slider(gettext_lazy("Second official language, all four abilities"), LOWEST, HIGHEST, LEVEL_WORDS)
    canadian_years = _slider(gettext_lazy("Years of skilled work in Canada"), 0, 5, YEARS)
    foreign_years = _slider(gettext_lazy("Years of skilled work outside Canada"), 0, 5, YEARS)
    nomination = forms.BooleanField(label=gettext_lazy("Nominated by a province or territory"), required=False)


def what_if_of(profile: Profile, found: Ranking, asked: Asked, asker: Asker, query: Any) -> WhatIf:
    """Return the sliders as they stand, and what they come to beside what was said."""
    start = _start(profile)
    prefix = "try"
    tried = any(name.startswith(f"{prefix}-") for name in query)
    form = TryForm(query if tried else None, initial=start, prefix=prefix)
    case = tried_profile(profile, form.cleaned_data) if tried and form.is_valid() else profile
    result = _result(ranking(case, asker.on).total, found.total, asker)
    return WhatIf(form=form, result=result, kept=[*asked.kept, (DONE, str(asked.place))])


def tried_profile(profile: Profile, values: Mapping[str, Any]) -> Profile:
    """Return a profile with what was moved; a slider that stands where it stood leaves what was said as it is."""
    start = _start(profile)
    changes: dict[str, Any] = {}
    for name in ("age", "canadian_years", "foreign_years"):
        if values[name] != start[name]:
            changes[name] = values[name]
    for name in ("first", "second"):
        if values[name] != start[name]:
            level = values[name] if values[name] > LOWEST else 0
            changes[name] = Levels(level, level, level, level)
    if values["schooling"] != start["schooling"]:
        changes["schooling"] = SCHOOLING[values["schooling"]]
    return replace(profile, is_nominated=values["nomination"], **changes)


def _start(profile: Profile) -> dict[str, Any]:
    return {
        "age": min(max(profile.age, YOUNGEST), OLDEST),
        "schooling": SCHOOLING.index(profile.schooling),
        "first": max(profile.first.weakest, LOWEST),
        "second": max(profile.second.weakest, LOWEST),
        "canadian_years": min(profile.canadian_years, 5),
        "foreign_years": min(profile.foreign_years, 5),
        "nomination": profile.is_nominated,
    }


def _result(total: int, before: int, asker: Asker) -> parts.Answer:
    language = asker.language
    said = {"total": number(total, language), "more": number(abs(total - before), language)}
    if total > before:
        text = _("Then: %(total)s points, %(more)s more than now.")
    elif total < before:
        text = _("Then: %(total)s points, %(more)s fewer than now.")
    else:
        text = _("As it is: %(total)s points.")
    return parts.Answer(said=text % said, figure=number(total, language), level=3)
