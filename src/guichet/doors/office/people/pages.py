"""What the list of staff shows."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from guichet.design import parts
from guichet.doors.entrance import Visit
from guichet.doors.staff import StaffPage, frame
from guichet.identity.queries import StaffRecord
from guichet.identity.rules import ROLE_RIGHTS
from guichet.identity.terms import Role

ORDERS: dict[str, Callable[[StaffRecord], tuple[object, ...]]] = {
    "name": lambda one: (one.name.casefold(), one.staff_id),
    "office": lambda one: (one.office, one.name.casefold(), one.staff_id),
    "active": lambda one: (not one.is_active, one.name.casefold(), one.staff_id),
}


@dataclass(frozen=True, kw_only=True)
class StaffListPage(StaffPage):
    """Everybody who works or worked here, and what each role may do."""

    how: str
    table: parts.Table
    roles: parts.Table


def staff_page(visit: Visit, staff: Sequence[StaffRecord]) -> StaffListPage:
    """Return the list, in the order that the address asks for."""
    sort = visit.GET.get("sort", "name")
    order = ORDERS.get(sort.removeprefix("-"), ORDERS["name"])
    return StaffListPage(
        heading=_("Staff"),
        frame=frame(visit, current="office:staff"),
        how=_("People are added, and their roles changed, with the command “guichet staff”. Each change stands in the "
              "journal."),
        table=parts.Table(
            caption=_("Everybody who works or worked here"),
            dense=True,
            sort=sort,
            columns=[
                parts.Column(label=_("Name"), sort="name"),
                parts.Column(label=_("E-mail")),
                parts.Column(label=_("Office"), sort="office"),
                parts.Column(label=_("Roles")),
                parts.Column(label=_("Second factor")),
                parts.Column(label=_("Works here"), sort="active"),
            ],
            rows=[_row(one) for one in sorted(staff, key=order, reverse=sort.startswith("-"))],
        ),
        roles=parts.Table(
            caption=_("What each role may do"),
            dense=True,
            columns=[parts.Column(label=_("Role")), parts.Column(label=_("What it allows"))],
            rows=[
                parts.Row(cells=[role.label, "; ".join(sorted(str(right.label) for right in ROLE_RIGHTS[role]))])
                for role in Role
            ],
        ),
    )  # fmt: skip


def _row(one: StaffRecord) -> parts.Row:
    return parts.Row(
        cells=[
            one.name,
            one.email,
            one.office or "–",
            ", ".join(str(role.label) for role in one.roles),
            parts.Tag(text=_("Yes"), kind=parts.TagKind.SUCCESS)
            if one.second_factor
            else parts.Tag(text=_("None yet"), kind=parts.TagKind.WARNING),
            _("Yes") if one.is_active else _("No longer"),
        ]
    )
