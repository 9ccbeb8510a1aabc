"""Do I meet the residency obligation of a permanent resident?"""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from guichet.assessment.queries import obligation
from guichet.assessment.rules.days import Stay
from guichet.assessment.rules.obligation import Obligation, ObligationCase
from guichet.design import parts
from guichet.design.dates import long_day
from guichet.design.forms import DateField
from guichet.doors.public.tools.asking import MORE, Asked, Asker, Said, ToolForm
from guichet.doors.public.tools.pages import Answered, Tool, what_next, why
from guichet.doors.public.tools.trips import TripField
from guichet.foundation.dates import days

YEARS_BACK = 70
ROWS, MORE_ROWS, MOST_ROWS = 3, 3, 60


class ResidenceForm(ToolForm):
    """Since when, asked of which day, and each trip as a row. More rows come when asked for, what was typed stays."""

    more = gettext_lazy("More rows for trips")
    resident_since = DateField(
        label=gettext_lazy("When did you become a permanent resident?"),
        help_text=gettext_lazy("As it stands on your confirmation of permanent residence or your card."),
    )  # fmt: skip
    examined_on = DateField(
        label=gettext_lazy("For which day do you want to know?"), required=False,
        help_text=gettext_lazy("The day you come back or apply for a card. Leave this empty for today."),
    )  # fmt: skip

    def adapt(self) -> None:
        """Put in a row for each trip that was typed, and empty ones after them."""
        for place in range(1, self.rows + 1):
            self.fields[f"trip{place}"] = TripField(label=_("Trip %(place)s") % {"place": place})
        self.fields["trip1"].help_text = _(
            "Leave the second day empty if you are still away. A trip counts as time in Canada if you were with your "
            "spouse, partner or parent who is a Canadian citizen, or at full-time work for a Canadian business or the "
            "public service."
        )

    @property
    def rows(self) -> int:
        """Return how many rows there are: those typed and some more."""
        places = range(1, MOST_ROWS + 1)
        last = max(
            (at for at in places if self.typed.get(f"trip{at}_out") or self.typed.get(f"trip{at}_back")), default=0
        )
        return min(max(ROWS, last + (MORE_ROWS if MORE in self.typed else 0)), MOST_ROWS)

    def clean_resident_since(self) -> date:
        """Return the day, in the past."""
        day: date = self.cleaned_data["resident_since"]
        if not self.asker.on - timedelta(days=366 * YEARS_BACK) <= day <= self.asker.on:
            raise ValidationError(_("Enter a day in the past."))
        return day

    def clean(self) -> dict[str, Any]:
        """Return what was said, the trips among it. Raises nothing: each fault is put at its field."""
        said = super().clean() or {}
        since, on = said.get("resident_since"), said.get("examined_on") or self.asker.on
        if since and on < since:
            self.add_error("examined_on", _("Enter a day after you became a permanent resident."))
        if on > self.asker.on + timedelta(days=366 * 10):
            self.add_error("examined_on", _("Enter a day in the next ten years."))
        return said


def case_of(said: Said, asker: Asker) -> ObligationCase:
    """Return the case that was told of."""
    told = [said[f"trip{place}"] for place in range(1, MOST_ROWS + 1) if said.get(f"trip{place}")]
    counted = [one.trip for one in told if one.counts]
    on = said["examined_on"] or asker.on
    return ObligationCase(
        examined_on=on,
        resident_since=said["resident_since"],
        trips=tuple(one.trip for one in told),
        credited=tuple(Stay(trip.out, max(trip.out, trip.back or on)) for trip in counted),
    )


def answer(asked: Asked, asker: Asker, _query: Any) -> Answered:
    """Return how somebody stands with the obligation, and until when they may be away."""
    case, language = case_of(asked.said, asker), asker.language
    found = obligation(case)
    said = {
        "days": days(found.best, language),
        "needed": days(found.needed, language),
        "short": days(found.needed - found.best, language),
    }
    if found.meets and found.possible:
        text = _("You can meet the obligation: %(days)s are possible, %(needed)s are asked.")
    elif found.meets:
        text = _("You meet the obligation: %(days)s, and %(needed)s are asked.")
    else:
        text = _("You are short of %(short)s: %(days)s, and %(needed)s are asked.")
    verdict = parts.Verdict.YES if found.meets else parts.Verdict.NO
    return Answered(
        sections=[
            parts.Answer(said=text % said, verdict=verdict, detail=_status() if not found.meets else ""),
            why(found.why, language),
            *_changes(found),
            what_next(
                asker,
                programs=["PRCARD"],
                articles=["pr-obligation", "pr-travel", "refused-residence"],
                texts=[
                    parts.Link(
                        text=_("Keep a journal of your trips: it counts these days, and those for citizenship"),
                        href=reverse("public:days"),
                    )
                ],
            ),
        ]
    )


def _status() -> str:
    return _("You are still a permanent resident, until an officer or a tribunal decides otherwise.")


def _changes(found: Obligation) -> Iterator[parts.Part]:
    lines = []
    if found.met_again_on:
        lines.append(_("If you stay in Canada, it is enough from %(day)s.") % {"day": long_day(found.met_again_on)})
    if found.at_risk_on:
        last = long_day(found.at_risk_on)
        lines.append(
            _("If you leave on the day asked about and stay away, it is too few from %(day)s.") % {"day": last}
        )
    if lines:
        yield parts.Section(id="changes", title=_("What would change it"), items=[parts.Bullets(items=lines)])


RESIDENCE = Tool(
    code="residence",
    heading=gettext_lazy("Do I meet the residency obligation?"),
    lead=gettext_lazy(
        "For permanent residents: enough days in Canada in five years. Tell us of your trips. We keep nothing."
    ),
    groups=(ResidenceForm,),
    answer=answer,
)
