"""Fields that several tools ask for."""

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.functional import lazy
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from guichet.assessment.rules.levels import Levels
from guichet.assessment.terms import Schooling
from guichet.design import parts
from guichet.design.forms import whole

# More than anybody has.
MOST_MONEY = Decimal(1_000_000_000)


# In the language of the page, not in that of the process: a lazy text that is filled in at once is read at once.
def _in_words(level: int) -> str:
    return gettext("Level %d") % level


_level_named = lazy(_in_words, str)
LEVELS = [(0, _("No test, or below level 4")), *((level, _level_named(level)) for level in range(4, 10))]
LEVEL_CHOICES = [*LEVELS, (10, _("Level 10 or higher"))]
YES_NO = [("yes", _("Yes")), ("no", _("No"))]


class WholeField(forms.Field):
    """A whole number between two ends, typed in any script’s digits."""

    default_error_messages = {
        "required": _("Enter a number."),
        "range": _("Enter a whole number from %(least)s to %(most)s."),
    }

    def __init__(self, *, least: int, most: int, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.TextInput({"inputmode": "numeric", "class": "width-4", "maxlength": 12}))
        super().__init__(**kwargs)
        self.least, self.most = least, most

    def to_python(self, value: Any) -> int | None:
        """Return the number. Raises ValidationError for anything else, and outside the two ends."""
        said = str(value or "").strip()
        if not said:
            return None
        found = whole(said) if len(said) < 12 else None
        if found is None or not self.least <= found <= self.most:
            ends = {"least": self.least, "most": self.most}
            raise ValidationError(self.error_messages["range"], code="range", params=ends)
        return found


class MoneyField(forms.Field):
    """An amount in Canadian dollars, written as either language writes it: `25,000.50`, `25 000,50 $`."""

    default_error_messages = {
        "required": _("Enter an amount."),
        "money": _("Enter an amount in Canadian dollars, for example 25000."),
    }

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.TextInput({"inputmode": "decimal", "class": "width-10", "maxlength": 24}))
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> Decimal | None:
        """Return the amount. Raises ValidationError for anything else, for less than nothing, and for too much."""
        said = re.sub(r"[\s$]|CAD", "", str(value or ""))
        if not said:
            return None
        # A comma or a point with one or two digits after it is a decimal mark; any other parts thousands.
        mark = re.fullmatch(r"(\d{1,3}(?:[.,]?\d{3})*|\d+)(?:[.,](\d{1,2}))?", said, re.ASCII)
        try:
            found = Decimal(f"{re.sub(r'[.,]', '', mark[1])}.{mark[2] or 0}") if mark else None
        except InvalidOperation:
            found = None
        if found is None or found > MOST_MONEY:
            raise ValidationError(self.error_messages["money"], code="money")
        return found


class ResultField(forms.Field):
    """A result on a test, with a point or a comma: `7.5`, `7,5`, `310`."""

    default_error_messages = {
        "required": _("Enter your result."),
        "result": _("Enter your result as a number, as it stands on the test report."),
    }

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.TextInput({"inputmode": "decimal", "class": "width-4", "maxlength": 6}))
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> Decimal | None:
        """Return the result. Raises ValidationError for anything else."""
        said = str(value or "").strip().replace(",", ".")
        if not said:
            return None
        if not re.fullmatch(r"\d{1,3}(\.\d)?", said, re.ASCII):
            raise ValidationError(self.error_messages["result"], code="result")
        return Decimal(said)


def choice(label: Any, choices: Iterable[Any], *, hint: Any = "", radio: bool = True, **kwargs: Any) -> forms.Field:
    """Return a choice of one: all in sight where they are few, in a list where many."""
    widget: type[forms.Widget] = forms.RadioSelect if radio else forms.Select
    messages = {
        "required": _("Choose one of these."),
        "invalid_choice": _("Choose one of these."),
    }
    listed = list(choices) if radio else [("", _("Choose")), *choices]
    return forms.ChoiceField(
        label=label, help_text=hint, choices=listed, widget=widget, error_messages=messages, **kwargs
    )  # fmt: skip


def tick(label: Any, *, hint: Any = "") -> forms.BooleanField:
    """Return a box to tick."""
    return forms.BooleanField(label=label, help_text=hint, required=False)


def schooling(label: Any) -> forms.Field:
    """Return the choice of the highest level of schooling."""
    return choice(label, Schooling.choices, radio=False, hint=_("The highest that you completed."))


def level(label: Any) -> forms.Field:
    """Return the choice of a level of language in one ability."""
    messages = {"required": _("Choose one of these."), "invalid_choice": _("Choose one of these.")}
    return forms.TypedChoiceField(
        label=label, choices=LEVEL_CHOICES, coerce=int, empty_value=None, required=False, error_messages=messages,
        widget=forms.Select,
    )  # fmt: skip


def levels_hint() -> Any:
    """Return where to find the level of a result, as the hint of a field."""
    link = parts.Link(text=_("Find your levels from your test results"), href=reverse("public:tool-levels"))
    return parts.Sentence(pieces=[link])


def levels_said(said: Any, prefix: str = "") -> Levels:
    """Return the levels that were said."""
    names: Sequence[str] = ("speaking", "listening", "reading", "writing")
    return Levels(*(int(said.get(f"{prefix}{name}") or 0) for name in names))
