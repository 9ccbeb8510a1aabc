"""How forms look and read: the renderer, and the fields that Django lacks.

`{{ form }}` shows an error summary, then each field with label, hint, error and control. A field says more through its
widget's attributes: `class: "width-10"` for a short control, `data-count` for a text that counts what is left.
"""

import unicodedata
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import EMPTY_VALUES
from django.forms.boundfield import BoundField
from django.forms.renderers import TemplatesSetting
from django.utils.dates import MONTHS
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

DATE_PARTS = ("day", "month", "year")
_LANGUAGES = ("en", "fr")


class DesignedField(BoundField):
    """A field of a form as the templates see it: with the marks that go with its label."""

    @property
    def optional(self) -> bool:
        """Return whether the label says "(optional)": required is the custom, so the exception is marked."""
        return not self.field.required and not isinstance(self.field, forms.BooleanField)

    @property
    def single_choice(self) -> bool:
        """Return whether this is one box to tick, whose label stands after it."""
        return isinstance(self.field.widget, forms.CheckboxInput)

    @property
    def target(self) -> str:
        """Return the id that a link in the error summary leads to: the first control of the field."""
        if isinstance(self.field.widget, DateWidget):
            return f"{self.auto_id}_0"
        if isinstance(self.field.widget, forms.RadioSelect | forms.CheckboxSelectMultiple):
            return f"{self.auto_id}_0"
        return self.id_for_label or self.auto_id


class FormRenderer(TemplatesSetting):
    """Django's form renderer with our templates. Named in the settings as FORM_RENDERER."""

    form_template_name = "design/forms/form.html"
    formset_template_name = "design/forms/formset.html"
    field_template_name = "design/forms/field.html"
    bound_field_class = DesignedField


class DateWidget(forms.MultiWidget):
    """A date in three boxes, day, month and year: nobody needs a calendar to say when they were born."""

    template_name = "design/forms/date.html"
    use_fieldset = True

    def __init__(self, attrs: dict[str, Any] | None = None, *, birthday: bool = False) -> None:
        widths = {"day": "width-2", "month": "width-4", "year": "width-4"}
        widgets: dict[str, forms.Widget | type[forms.Widget]] = {}
        for part in DATE_PARTS:
            own: dict[str, Any] = {"class": widths[part]}
            if part != "month":  # a month may be written as a word
                own["inputmode"] = "numeric"
            if birthday:
                own["autocomplete"] = f"bday-{part}"
            widgets[part] = forms.TextInput(attrs=own)
        super().__init__(widgets, attrs)

    def decompress(self, value: Any) -> list[Any]:
        """Return day, month and year of a date, or what was typed in their place."""
        if isinstance(value, date):
            return [value.day, value.month, value.year]
        return [None, None, None]

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Return what the template needs, with the label of each box."""
        context = super().get_context(name, value, attrs)
        labels = (_("Day"), _("Month"), _("Year"))
        for subwidget, label in zip(context["widget"]["subwidgets"], labels, strict=True):
            subwidget["label"] = label
        return context


class DateField(forms.MultiValueField):
    """A date typed in three boxes; gives a `datetime.date`. The month may be a number or a word of either language."""

    widget: type[DateWidget] | DateWidget = DateWidget
    default_error_messages = {
        "required": _("Enter a date."),
        "incomplete": _("Enter the day, the month and the year."),
        "no_number": _("The day and the year must be numbers. The month may be a number or a word."),
        "year": _("Write the year with four digits, for example 1991."),
        "no_date": _("There is no such date. Check the day and the month."),
    }

    def __init__(self, *, birthday: bool = False, **kwargs: Any) -> None:
        kwargs.setdefault("widget", DateWidget(birthday=birthday))
        kwargs.setdefault("require_all_fields", False)
        fields = tuple(forms.CharField(required=False, max_length=20) for _part in DATE_PARTS)
        super().__init__(fields, **kwargs)

    def clean(self, value: Any) -> date | None:
        """Return the date that was typed, or None where the field is optional and empty.

        :raises ValidationError: where a part is missing, is no number, or the three make no date.
        """
        typed = [str(part or "").strip() for part in (value or ["", "", ""])]
        if not any(typed):
            if self.required:
                raise ValidationError(self.error_messages["required"], code="required")
            return None
        if not all(typed):
            raise ValidationError(self.error_messages["incomplete"], code="incomplete")
        day, month, year = whole(typed[0]), month_number(typed[1]), whole(typed[2])
        if day is None or month is None or year is None:
            raise ValidationError(self.error_messages["no_number"], code="no_number")
        if not 1000 <= year <= 9999:
            raise ValidationError(self.error_messages["year"], code="year")
        try:
            found = date(year, month, day)
        except (ValueError, OverflowError):
            raise ValidationError(self.error_messages["no_date"], code="no_date") from None
        self.run_validators(found)
        return found

    def compress(self, data_list: Sequence[Any]) -> date | None:
        """Return the date of three parts; `clean` does the work."""
        return self.clean(data_list)

    def run_validators(self, value: Any) -> None:
        """Run the validators of the field on the date itself, not on its parts."""
        if value not in EMPTY_VALUES:
            for validator in self.validators:
                validator(value)


class CodeField(forms.CharField):
    """A one-time code, as sent by e-mail or text message; blanks and hyphens in it are forgiven."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 16)
        kwargs.setdefault(
            "widget",
            forms.TextInput(
                attrs={
                    "autocomplete": "one-time-code",
                    "inputmode": "numeric",
                    "class": "width-10 code",
                    "spellcheck": "false",
                }
            ),
        )
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> str:
        """Return the code without blanks and hyphens."""
        return "".join(character for character in str(value or "") if character.isalnum())


class CountedTextarea(forms.Textarea):
    """A text in several lines that says how many characters are left, where the browser runs scripts."""

    def __init__(self, *, limit: int, rows: int = 6, attrs: Mapping[str, Any] | None = None) -> None:
        texts = {"data-count-left": _("Characters left: #"), "data-count-over": _("Characters too many: #")}
        super().__init__({"rows": rows, "data-count": limit, **texts, **(attrs or {})})


class TelephoneInput(forms.TextInput):
    """A telephone number: telephones show their number pad."""

    input_type = "tel"

    def __init__(self, attrs: Mapping[str, Any] | None = None) -> None:
        super().__init__({"autocomplete": "tel", "class": "width-20", **(attrs or {})})


def whole(text: str) -> int | None:
    """Return the whole number that was typed in any script's digits, or None."""
    return int(text) if text.isdecimal() else None


def month_number(text: str) -> int | None:
    """Return 1 to 12 for a month written as a number or as a word (`3`, `March`, `mars`, `févr.`), or None."""
    number = whole(text)
    if number is not None:
        return number
    wanted = _plain(text)
    if len(wanted) < 3:
        return None
    found = {
        month
        for language in _LANGUAGES
        for month, name in enumerate(_month_names(language), start=1)
        if name.startswith(wanted)
    }
    return found.pop() if len(found) == 1 else None


def _month_names(language: str) -> list[str]:
    with override(language):
        return [_plain(str(MONTHS[month])) for month in range(1, 13)]


def _plain(text: str) -> str:
    """Return a word in lower case without accents or a final full stop."""
    parts = unicodedata.normalize("NFD", text.lower().rstrip("."))
    return "".join(character for character in parts if not unicodedata.combining(character))
