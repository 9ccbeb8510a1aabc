"""What the page of long silences shows."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from guichet.applications.silence import LongestSilence
from guichet.design import parts
from guichet.doors.entrance import Visit
from guichet.doors.staff import StaffPage, frame, when
from guichet.foundation.dates import number
from guichet.programs.queries import catalogue


@dataclass(frozen=True, kw_only=True)
class SilencePage(StaffPage):
    """The longest silence of each program."""

    intro: str
    table: parts.Table


def silence_page(visit: Visit, found: Sequence[LongestSilence]) -> SilencePage:
    """Return the page."""
    return SilencePage(
        heading=_("Longest silences"),
        frame=frame(visit, current="office:silence"),
        intro=_(
            "How long clients with an open file have heard nothing: neither news, nor that it is still active. "
            "The longest silence stands first."
        ),
        table=parts.Table(
            caption=_("By program"),
            caption_hidden=True,
            dense=True,
            columns=[
                parts.Column(label=_("Program")),
                parts.Column(label=_("Open files"), number=True),
                parts.Column(label=_("Longest silence since")),
                parts.Column(label=_("Days"), number=True),
            ],
            rows=[_row(one, visit) for one in found],
            empty=parts.EmptyState(title=_("No file is open")),
        ),
    )


def _row(one: LongestSilence, visit: Visit) -> parts.Row:
    known = catalogue()
    name = known.program(one.program).name.say(visit.language) if one.program in known.program_rows else one.program
    return parts.Row(
        cells=[
            parts.Link(text=name, href=reverse("office:program", args=[one.program])),
            number(one.files, visit.language),
            when(one.since),
            number(max((visit.origin.at - one.since).days, 0), visit.language),
        ]
    )
