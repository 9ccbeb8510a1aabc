"""What templates may say beyond Django: names in any script, forms with their button, the site.

Built in (see TEMPLATES in the settings): no `{% load %}` is needed.
"""

from datetime import date, datetime
from typing import Any

from django import forms, template
from django.template.context import Context
from django.utils import formats
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from guichet.design import dates
from guichet.design.context import Site, site_at
from guichet.design.parts import ErrorSummary

register = template.Library()


@register.filter
def bdi(name: object) -> SafeString:
    """Return a name set apart from the text around it, so that one written right to left stays whole."""
    return format_html("<bdi>{}</bdi>", name)


@register.filter
def grouped(number: float) -> str:
    """Return a number as the reader's language groups it: 2,312 or 2 312."""
    return formats.number_format(number, force_grouping=True)


@register.filter
def file_size(size: int) -> str:
    """Return how large a file is, from its bytes: 1.2 MB or 1,2 Mo."""
    if size < 1_000_000:
        return gettext("%(number)s KB") % {"number": grouped(max(1, round(size / 1_000)))}
    number = formats.number_format(size / 1_000_000, decimal_pos=1, force_grouping=True)
    return gettext("%(number)s MB") % {"number": number}


@register.filter
def long_day(day: date | datetime) -> str:
    """Return a day in words: October 1, 2026 or 1er octobre 2026."""
    return dates.long_day(dates.local_day(day))


@register.filter
def short_day(day: date | datetime) -> str:
    """Return a day without its year: Oct. 1 or 1er oct."""
    return dates.short_day(dates.local_day(day))


@register.filter
def spoken(text: object, language: str) -> SafeString:
    """Return a text marked as being in `language`, for those who have pages read to them."""
    return format_html('<span lang="{}">{}</span>', language, text)


@register.simple_tag(takes_context=True)
def design_site(context: Context) -> Site:
    """Return the site, also where a page is made without a request, as the page for errors is.

    Views of libraries may put something else under that name; then the request tells.
    """
    found, request = context.get("site"), context.get("request")
    if isinstance(found, Site):
        return found
    return site_at(request.get_full_path()) if request is not None else site_at()


@register.simple_tag
def error_summary(form: forms.BaseForm) -> ErrorSummary:
    """Return what is wrong in a form, each error leading to its field."""
    return ErrorSummary.of(form)


@register.inclusion_tag("design/forms/post_form.html", takes_context=True)
def post_form(
    context: Context,
    form: forms.BaseForm,
    *,
    submit: str,
    action: str = "",
    cancel: str = "",
    kind: str = "primary",
) -> dict[str, Any]:
    """Show a whole form that is sent by POST: errors, fields, button.

    `submit` is what the button says, `action` where it goes (here, where left out), `cancel` an address for the way
    out, `kind` the button's look (`primary` or `danger`).
    """
    return {
        "form": form,
        "submit": submit,
        "action": action,
        "cancel": cancel,
        "kind": kind,
        "csrf_token": context.get("csrf_token"),
    }
