"""What would give somebody most: each change with the points that it adds."""

from collections.abc import Sequence
from typing import Any

from django.db.models import TextChoices
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from guichet.assessment.rules.changes import Gain
from guichet.design import parts
from guichet.doors.public.tools.asking import Asker
from guichet.foundation.dates import number
from guichet.foundation.languages import Language

MOST_SHOWN = 6


def gains_section(gains: Sequence[Gain[Any]], asker: Asker) -> parts.Section:
    """Return the changes that help most, of each kind the first that stands in the list."""
    shown = _one_of_a_kind(gains)[:MOST_SHOWN]
    nothing = parts.Paragraphs(texts=[_("None of the changes that we try gives more points.")])
    rows = [parts.Row(cells=[change_said(gain), more_points(gain.points, asker.language)]) for gain in shown]
    table = parts.Table(
        caption=_("What would give you most"), caption_hidden=True, rows=rows,
        columns=[parts.Column(label=_("Change")), parts.Column(label=_("Points"), number=True)],
    )  # fmt: skip
    return parts.Section(
        id="changes",
        title=_("What would give you most"),
        intro=_("Each change alone, everything else as you said.") if shown else "",
        items=[table if shown else nothing],
    )


def change_said(gain: Gain[Any]) -> str:
    """Return a change in words."""
    level = _begun_small(str(gain.level.label)) if isinstance(gain.level, TextChoices) else gain.level
    return str(gain.change.label) % {"level": level}


def _begun_small(words: str) -> str:
    """Return what stands within a sentence here, and by itself elsewhere: “More schooling: a doctorate”."""
    return words[:1].lower() + words[1:]


def more_points(points: int, language: Language) -> str:
    """Return points that are added: `+ 31 points`."""
    return ngettext("+ %(points)s point", "+ %(points)s points", points) % {"points": number(points, language)}


def _one_of_a_kind(gains: Sequence[Gain[Any]]) -> list[Gain[Any]]:
    found: dict[str, Gain[Any]] = {}
    for gain in gains:
        found.setdefault(gain.change, gain)
    return list(found.values())
