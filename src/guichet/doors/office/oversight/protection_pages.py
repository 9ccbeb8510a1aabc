"""What is shown of protected files."""

from collections.abc import Sequence

from django import forms
from django.urls import reverse
from django.utils.translation import gettext as _

from guichet.design import parts
from guichet.doors.entrance import Visit
from guichet.doors.office.oversight.shown import FormPage, ListPage, form_page, list_page, table_of
from guichet.doors.staff import when
from guichet.oversight.queries import ProtectionFacts


def protections_page(visit: Visit, found: Sequence[ProtectionFacts], form: forms.Form | None) -> ListPage:
    """Return the protected files."""
    may = form is not None
    rows = [
        parts.Row(
            href=reverse("office:protection", args=[one.number]) if may else "",
            cells=[_("Client %(n)s") % {"n": one.client_id}, one.why.label, when(one.since)],
        )
        for one in found
    ]
    add = parts.Button(text=_("Protect a file"), href=reverse("office:protect"))
    return list_page(
        visit,
        "office:protections",
        heading=_("Protected files"),
        intro=_("Nobody opens these without a reason in words that another person reviews. Files of those who work "
                "here are protected by themselves."),
        table=table_of(_("Protected files"), [_("Whose file"), _("Why"), _("Since")], rows, _("No file is protected")),
        before=[parts.ButtonRow(items=[add])] if may else [],
    )  # fmt: skip


def protect_page(visit: Visit, form: forms.Form) -> FormPage:
    """Return the form to protect a file."""
    return form_page(
        visit, "office:protections", heading=_("Protect a file"), rows=[], form=form, submit=_("Protect it"), mine=False
    )


def protection_page(visit: Visit, one: ProtectionFacts, actions: Sequence[parts.Content]) -> FormPage:
    """Return one protection, to end it."""
    rows: list[tuple[str, parts.Content]] = [
        (_("Whose file"), str(one.client_id)),
        (_("Why"), one.why.label),
        (_("Since"), when(one.since)),
    ]
    return form_page(
        visit,
        "office:protections",
        heading=_("End this protection?"),
        rows=rows,
        form=forms.Form(),
        submit=_("End the protection"),
        mine=False,
        more=actions,
    )
