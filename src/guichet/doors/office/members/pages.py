"""What the office shows of members’ offices."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from guichet.design import parts
from guichet.design.dates import local_day, short_day
from guichet.design.parts import Content
from guichet.doors.entrance import Visit
from guichet.doors.office.members.forms import OfficeForm
from guichet.doors.staff import StaffPage, frame
from guichet.foundation.dates import number
from guichet.mp_enquiries.queries import OfficeFacts
from guichet.mp_enquiries.rules import Theme


@dataclass(frozen=True, kw_only=True)
class MembersPage(StaffPage):
    """Parts to read, and perhaps one form."""

    parts: Sequence[Content]
    form: OfficeForm | None = None
    submit: str = ""


def offices_page(visit: Visit, there: Sequence[OfficeFacts], closed: Sequence[OfficeFacts], token: str) -> MembersPage:
    """Return the offices, those that are open first."""
    return MembersPage(
        heading=_("Members’ offices"),
        frame=frame(visit, current="office:member-offices"),
        parts=[
            parts.ButtonRow(
                items=[
                    parts.Button(text=_("Open an office"), href=reverse("office:new-member-office")),
                    parts.Link(text=_("Themes by riding"), href=reverse("office:member-themes")),
                ]
            ),
            parts.Table(
                caption=_("Open offices"),
                dense=True,
                columns=[
                    parts.Column(label=_("Office")),
                    parts.Column(label=_("Member")),
                    parts.Column(label=_("Riding or region")),
                    parts.Column(label=_("E-mail")),
                    parts.Column(label=_("People"), number=True),
                    parts.Column(label=_("Open enquiries"), number=True),
                    parts.Column(label=_("Close")),
                ],
                rows=[_row(visit, one, token) for one in there],
                empty=parts.EmptyState(title=_("No office is open yet")),
            ),
            *(
                [
                    parts.Table(
                        caption=_("Closed offices"),
                        dense=True,
                        columns=[
                            parts.Column(label=_("Office")),
                            parts.Column(label=_("Riding or region")),
                            parts.Column(label=_("Closed on")),
                        ],
                        rows=[
                            parts.Row(cells=[one.name, one.riding, short_day(local_day(one.closed_at))])
                            for one in closed
                            if one.closed_at
                        ],
                    )
                ]
                if closed
                else []
            ),
        ],
    )


def new_page(visit: Visit, form: OfficeForm) -> MembersPage:
    """Return the form that opens an office."""
    return MembersPage(
        heading=_("Open an office"),
        frame=frame(visit, current="office:member-offices", above=_above()),
        parts=[
            parts.Paragraphs(
                texts=[_("Make sure first that the request comes from the member. The office sees no file before a "
                         "constituent consents.")]
            )
        ],
        form=form,
        submit=_("Open an office"),
    )  # fmt: skip


def themes_page(
    visit: Visit, found: Mapping[str, tuple[Sequence[Theme], Sequence[Theme]]], names: Mapping[str, str]
) -> MembersPage:
    """Return for how many constituents of each riding offices asked, by reason and by program."""
    tables: list[parts.Content] = [
        parts.Section(
            title=riding,
            items=[_themes(visit, caption, some, names) for caption, some in (
                (_("By what it is about"), by_reason), (_("By program"), by_program)) if some]
            or [_("Nothing was asked of late")],
        )
        for riding, (by_reason, by_program) in found.items()
    ]  # fmt: skip
    return MembersPage(
        heading=_("Themes by riding"),
        frame=frame(visit, current="office:member-offices", above=_above()),
        parts=[
            parts.Paragraphs(
                texts=[_("Constituents about whom offices asked in the last 90 days. Somebody for whom it was asked "
                         "twice counts once. Small groups are not shown, so that nobody can be known by them.")]
            ),
            *(tables or [parts.EmptyState(title=_("Nothing was asked of late"))]),
        ],
    )  # fmt: skip


def _row(visit: Visit, one: OfficeFacts, token: str) -> parts.Row:
    return parts.Row(
        cells=[
            one.name,
            f"{one.member} · {one.house.label}",
            one.riding,
            one.email,
            number(len(one.workers), visit.language),
            number(one.open_enquiries, visit.language),
            parts.PostButtons(
                action=reverse("office:close-member-office", args=[one.office_id]),
                token=token,
                buttons=[
                    parts.Button(
                        text=_("Close, and end all consents"),
                        detail=one.name,
                        name="do",
                        value="close",
                        kind=parts.ButtonKind.SECONDARY,
                    )
                ],
            ),
        ]
    )


def _themes(visit: Visit, caption: str, some: Sequence[Theme], names: Mapping[str, str]) -> parts.Table:
    return parts.Table(
        caption=caption,
        dense=True,
        columns=[parts.Column(label=caption), parts.Column(label=_("Constituents"), number=True)],
        rows=[
            parts.Row(
                cells=[
                    names.get(one.code, one.code),
                    _("few") if one.people is None else number(one.people, visit.language),
                ]
            )
            for one in some
        ],
    )


def _above() -> list[parts.Link]:
    return [parts.Link(text=_("Members’ offices"), href=reverse("office:member-offices"))]
