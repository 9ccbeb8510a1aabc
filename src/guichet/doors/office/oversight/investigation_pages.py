"""What is shown of investigations."""

from collections.abc import Sequence

from django import forms
from django.urls import reverse
from django.utils.translation import gettext as _

from guichet.design import parts
from guichet.doors.entrance import Visit
from guichet.doors.office.oversight.shown import FormPage, ListPage, form_page, list_page, table_of
from guichet.doors.staff import when
from guichet.foundation.dates import number
from guichet.identity.queries import InvestigationFacts
from guichet.identity.terms import Right


def investigations_page(visit: Visit, found: Sequence[InvestigationFacts]) -> ListPage:
    """Return the investigations, with what may be done about each."""
    rows = [
        parts.Row(
            href=reverse("office:investigation", args=[one.number]),
            cells=[
                one.case_number,
                _("Client %(n)s") % {"n": one.client_id},
                one.investigator,
                when(one.ordered_at),
                when(one.until),
                _investigation_state(one, visit),
            ],
        )
        for one in found
    ]
    around: list[parts.Content] = []
    if visit.viewer.may(Right.ORDER_INVESTIGATION):
        around.append(
            parts.ButtonRow(
                items=[parts.Button(text=_("Order an investigation"), href=reverse("office:order-investigation"))]
            )
        )
    return list_page(
        visit,
        "office:investigations",
        heading=_("Investigations"),
        intro=_(
            "The one reason for which a client sees looks later: ordered by one person, approved by another, and never "
            "without an end. When it is over, the client sees the looks and is told that they waited."
        ),
        table=table_of(
            _("Investigations, latest first"),
            [_("Number"), _("Whose file"), _("Who looks"), _("Ordered"), _("Until"), _("State")],
            rows,
            _("There are no investigations"),
        ),
        before=around,
    )


def investigation_page(visit: Visit, one: InvestigationFacts, actions: Sequence[parts.Content]) -> FormPage:
    """Return one investigation."""
    rows: list[tuple[str, parts.Content]] = [
        (_("Number"), one.case_number),
        (_("Whose file"), str(one.client_id)),
        (_("Who looks"), one.investigator),
        (_("Why"), one.reason),
        (_("Ordered by"), one.ordered_by),
        (_("Ordered"), when(one.ordered_at)),
        (_("Until"), when(one.until)),
        (_("State"), _investigation_state(one, visit)),
        (_("Decided by"), one.decided_by or "–"),
    ]
    return form_page(
        visit,
        "office:investigations",
        heading=_("Investigation %(number)s") % {"number": one.case_number},
        rows=rows,
        form=None,
        submit="",
        mine=False,
        more=actions,
    )


def order_page(visit: Visit, form: forms.Form, days: int) -> FormPage:
    """Return the form for a new investigation."""
    return form_page(
        visit,
        "office:investigations",
        heading=_("Order an investigation"),
        rows=[],
        form=form,
        submit=_("Order it"),
        mine=False,
        notice=parts.NoticeBanner(
            title=_("Nothing is kept from the client before a second person approves."),
            body=_("At most %(days)s days. After that the client sees these looks, whatever else happens.")
            % {"days": number(days, visit.language)},
        ),
    )


def _investigation_state(one: InvestigationFacts, visit: Visit) -> parts.Tag:
    if one.holds(visit.origin.at):
        return parts.Tag(text=_("Looks wait"), kind=parts.TagKind.WARNING)
    if one.decided_at is None:
        return parts.Tag(text=_("Waits for a second person"), kind=parts.TagKind.INFO)
    if not one.approved:
        return parts.Tag(text=_("Refused"), kind=parts.TagKind.NEUTRAL)
    return parts.Tag(text=_("Over: the client sees all"), kind=parts.TagKind.SUCCESS)
