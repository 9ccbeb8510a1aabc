"""What is asked of who plans on a day."""

from datetime import date, timedelta

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from guichet.design.forms import DateField

# Further ahead nothing can be said that would hold.
FURTHEST = timedelta(days=10 * 365)


class PlanForm(forms.Form):
    """By which day somebody needs a decision."""

    by = DateField(
        label=_("I need a decision by"), help_text=_("For example the day your course or your new job begins.")
    )

    def __init__(self, data: object, *, today: date) -> None:
        super().__init__(data)  # type: ignore[arg-type]
        self.today = today

    def clean_by(self) -> date:
        """Return the day. Raises ValidationError for one that is past or too far ahead."""
        day: date = self.cleaned_data["by"]
        if day <= self.today:
            raise ValidationError(_("Choose a day that is still to come."), code="past")
        if day > self.today + FURTHEST:
            raise ValidationError(_("Choose a day within the next ten years."), code="far")
        return day
