"""A standard in words. Pure, in the language asked for."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from guichet.foundation.dates import number
from guichet.foundation.languages import Language
from guichet.standards.terms import Unit

if TYPE_CHECKING:
    from guichet.standards.rules import Standard


def time_in_words(standard: "Standard", language: Language) -> str:
    """Return the time that a standard allows: `12 months`, `20 business days`. Empty where it promises none."""
    value = standard.value
    if value is None or not standard.is_timed:
        return ""
    with override(language):
        if value == 0:
            return _("the same day")
        match standard.unit:
            case Unit.MINUTES:
                said = ngettext("%(n)s minute", "%(n)s minutes", value)
            case Unit.HOURS:
                said = ngettext("%(n)s hour", "%(n)s hours", value)
            case Unit.BUSINESS_DAYS:
                said = ngettext("%(n)s business day", "%(n)s business days", value)
            case Unit.MONTHS:
                said = ngettext("%(n)s month", "%(n)s months", value)
            case _:
                said = ngettext("%(n)s day", "%(n)s days", value)
        return said % {"n": number(value, language)}
