"""A trip out of Canada as one row of a form: the day of leaving, the day of coming back, and whether it counts."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from guichet.assessment.rules.days import Trip
from guichet.design.dates import long_day, span
from guichet.design.forms import DayInput, RowWidget

EARLIEST_YEAR = 1900


@dataclass(frozen=True, slots=True)
class TripTold:
    """A trip, and whether somebody says that it counts as time in Canada."""

    trip: Trip
    counts: bool

    def __str__(self) -> str:
        said = span(self.trip.out, self.trip.back) if self.trip.back else _("since %(day)s") % {
            "day": long_day(self.trip.out)
        }  # fmt: skip
        return _("%(trip)s (counts as time in Canada)") % {"trip": said} if self.counts else said


class TripField(forms.MultiValueField):
    """A row for a trip; an empty one is no trip. Without a day of coming back, the person is still away."""

    default_error_messages = {
        "out": gettext_lazy("Enter the day you left Canada."),
        "order": gettext_lazy("You cannot come back before you left. Check both days."),
        "year": gettext_lazy("Check the year."),
    }

    def __init__(self, *, counting: bool = True, **kwargs: Any) -> None:
        day = {"invalid": gettext_lazy("Enter a day that exists, for example 2026-03-01.")}
        fields: list[forms.Field] = [
            forms.DateField(required=False, input_formats=["%Y-%m-%d"], error_messages=day) for _place in range(2)
        ]
        controls: dict[str, tuple[Any, forms.Widget]] = {
            "out": (gettext_lazy("Left Canada"), DayInput()),
            "back": (gettext_lazy("Came back"), DayInput()),
        }
        if counting:
            fields.append(forms.BooleanField(required=False))
            controls["counts"] = (gettext_lazy("It counts as time in Canada"), forms.CheckboxInput())
        super().__init__(
            tuple(fields), require_all_fields=False, required=False, widget=RowWidget(controls), **kwargs
        )  # fmt: skip

    def clean(self, value: Any) -> TripTold | None:
        """Return the trip, or None for an empty row. Raises ValidationError where the days make no trip."""
        found: TripTold | None = super().clean(value)
        return found

    def compress(self, data_list: Any) -> TripTold | None:
        """Return the trip of a row."""
        out, back, *rest = [*data_list, None, None][: len(self.fields)]
        if not out and not back:
            return None
        if not out:
            raise ValidationError(self.error_messages["out"], code="out")
        if back and back < out:
            raise ValidationError(self.error_messages["order"], code="order")
        if any(day and not EARLIEST_YEAR <= day.year <= date.max.year - EARLIEST_YEAR for day in (out, back)):
            raise ValidationError(self.error_messages["year"], code="year")
        return TripTold(Trip(out, back), counts=bool(rest and rest[0]))
