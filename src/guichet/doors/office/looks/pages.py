"""What the access log shows."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from guichet.design import parts
from guichet.doors.entrance import Visit
from guichet.doors.office.looks.forms import DAYS, LookFilter
from guichet.doors.staff import StaffPage, address, frame, place_for, when
from guichet.identity.queries import LookFacts
from guichet.identity.terms import Purpose

PAGE = 50


@dataclass(frozen=True, kw_only=True)
class LooksPage(StaffPage):
    """Who looked at what."""

    intro: str
    filters: parts.FilterBar
    table: parts.Table
    pages: parts.Pagination | None


def looks_page(visit: Visit, found: Sequence[LookFacts], chosen: LookFilter) -> LooksPage:
    """Return a page of the access log; `found` holds one too many where there are more."""
    shown = found[:PAGE]
    onward = {**chosen.kept(), "before": place_for(shown[-1].place)} if shown else {}
    return LooksPage(
        heading=_("Who looked at which file"),
        frame=frame(visit, current="office:looks"),
        intro=_("Every page about a client that a member of staff opened, with the purpose given. Nothing here can be "
                "changed. The same page seen again within a minute is one look."),
        filters=parts.FilterBar(
            filters=[_purposes(chosen), _days(chosen)],
            kept=_kept(chosen),
            applied=_applied(chosen),
            clear_href=reverse("office:looks"),
        ),
        table=parts.Table(
            caption=_("Looks, latest first"),
            caption_hidden=True,
            dense=True,
            columns=[
                parts.Column(label=_("When")),
                parts.Column(label=_("Who")),
                parts.Column(label=_("Role and office")),
                parts.Column(label=_("What")),
                parts.Column(label=_("Page")),
                parts.Column(label=_("Purpose")),
            ],
            rows=[_row(look) for look in shown],
            empty=parts.EmptyState(title=_("No looks here")),
        ),
        pages=parts.Pagination(
            previous_href=address(chosen.kept()) if chosen.before else "",
            next_href=address(onward) if len(found) > PAGE else "",
        )
        if chosen.before or len(found) > PAGE
        else None,
    )  # fmt: skip


def _row(look: LookFacts) -> parts.Row:
    roles = ", ".join(str(role.label) for role in look.roles)
    return parts.Row(
        cells=[
            when(look.looked_at),
            parts.Link(text=look.staff_name, href=address({"staff": look.staff_id}))
            if look.staff_id
            else (look.holder.label if look.holder else ""),
            f"{roles} · {look.office}" if look.office else roles,
            parts.Link(text=look.subject, href=address({"client": look.client_id})),
            look.page,
            look.purpose.label if look.purpose else "",
        ]
    )


def _purposes(chosen: LookFilter) -> parts.Filter:
    return parts.Filter(
        name="purpose",
        label=_("Purpose"),
        choices=[
            parts.FilterChoice(value="", text=_("All"), chosen=chosen.purpose is None),
            *(parts.FilterChoice(value=one.value, text=one.label, chosen=one is chosen.purpose) for one in Purpose),
        ],
    )


def _days(chosen: LookFilter) -> parts.Filter:
    return parts.Filter(
        name="days",
        label=_("Since"),
        choices=[
            parts.FilterChoice(value="", text=_("The beginning"), chosen=chosen.days is None),
            *(
                parts.FilterChoice(
                    value=str(days),
                    text=ngettext("%(n)s day", "%(n)s days", days) % {"n": days},
                    chosen=days == chosen.days,
                )
                for days in DAYS
            ),
        ],
    )


def _kept(chosen: LookFilter) -> list[tuple[str, str]]:
    return [(name, str(value)) for name, value in chosen.kept().items() if name in {"staff", "client"} and value]


def _applied(chosen: LookFilter) -> list[parts.Link]:
    kept = chosen.kept()
    links = []
    if chosen.staff:
        links.append(parts.Link(text=_("Staff %(n)s") % {"n": chosen.staff}, href=address({**kept, "staff": None})))
    if chosen.client:
        links.append(parts.Link(text=_("Client %(n)s") % {"n": chosen.client}, href=address({**kept, "client": None})))
    return links
