"""What templates may say beyond Django: names in any script, forms with their button, the site.

Built in (see TEMPLATES in the settings): no `{% load %}` is needed.
"""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from django import forms, template
from django.template.context import Context
from django.template.loader import render_to_string
from django.urls import get_script_prefix, get_urlconf
from django.utils.safestring import SafeString

from guichet.design.context import Site, SiteForAll, site_at
from guichet.design.filters import FILTERS
from guichet.design.parts import Button, ErrorSummary

register = template.Library()


for shown_as in FILTERS:
    register.filter(shown_as.__name__, shown_as)


@register.simple_tag(takes_context=True)
def design_site(context: Context) -> Site:
    """Return the site, also where a page is made without a request, as the page for errors is.

    Views of libraries may put something else under that name; then the request tells.
    """
    found, request = context.get("site"), context.get("request")
    if isinstance(found, Site):
        return found
    return site_at(request.get_full_path(), request.resolver_match) if request is not None else site_at()


@register.simple_tag(takes_context=True)
def same_for_all(context: Context, template_name: str) -> SafeString:
    """Show a template that says the same to everybody who reads this language; it is given `site` and no more.

    Kept for each language, since every page shows it: the foot, the way home. Nothing in it may be about a person.
    """
    site: Site = context["site"]
    return _kept(template_name, site.for_all, get_urlconf(), get_script_prefix())


@lru_cache(maxsize=64)
def _kept(template_name: str, site: SiteForAll, *_where: str | None) -> SafeString:
    return render_to_string(template_name, {"site": site})


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
    key: str = "",
    more: Sequence[Button] = (),
    check: str = "",
) -> dict[str, Any]:
    """Show a whole form that is sent by POST: errors, fields, button.

    `submit` is what the button says, `action` where it goes (here, where left out), `cancel` an address for the way
    out, `kind` the button's look (`primary` or `danger`), `key` its shortcut for staff, `more` buttons that do
    something else with what is written. `check`: an address that says what it thinks of the draft while it is
    written, in the part of the page with the id `checks`.
    """
    return {
        "form": form,
        "submit": submit,
        "action": action,
        "cancel": cancel,
        "kind": kind,
        "key": key,
        "more": more,
        "check": check,
        "csrf_token": context.get("csrf_token"),
    }
