"""What the pages of oversight have in common."""

from collections.abc import Sequence
from dataclasses import dataclass

from django import forms
from django.urls import reverse
from django.utils.translation import gettext as _

from guichet.design import parts
from guichet.doors.entrance import Visit
from guichet.doors.staff import StaffPage, address, frame
from guichet.identity.terms import Right


@dataclass(frozen=True, kw_only=True)
class ListPage(StaffPage):
    """A list, with what belongs around it."""

    tabs: parts.Tabs
    intro: str
    parts: Sequence[parts.Content]


@dataclass(frozen=True, kw_only=True)
class FormPage(StaffPage):
    """One thing to decide: what is known, and a form; without one it is decided, or not this person’s to decide."""

    facts: parts.SummaryList | None
    notice: parts.NoticeBanner | None
    form: forms.Form | None
    submit: str
    cancel: str
    more: Sequence[parts.Content] = ()


def tabs(visit: Visit, current: str) -> parts.Tabs:
    """Return the ways between the pages of oversight, as far as this person may go."""
    pages = [
        ("office:openings", _("Openings to review"), Right.REVIEW_ACCESS),
        ("office:unusual", _("Unusual looking"), Right.REVIEW_ACCESS),
        ("office:look-questions", _("Clients’ questions"), Right.REVIEW_ACCESS),
        ("office:investigations", _("Investigations"), None),
        ("office:protections", _("Protected files"), None),
        ("office:audit", _("The log itself"), Right.ACCESS_LOG),
    ]
    return parts.Tabs(
        label=_("Oversight"),
        items=[
            parts.Tab(text=text, href=reverse(name), current=name == current)
            for name, text, right in pages
            if right is None or visit.viewer.may(right)
        ],
    )


def looks_of(**whose: int) -> str:
    return reverse("office:looks") + address(dict(whose))


def table_of(caption: str, columns: Sequence[str], rows: Sequence[parts.Row], empty: str) -> parts.Table:
    return parts.Table(
        caption=caption,
        caption_hidden=True,
        dense=True,
        columns=[parts.Column(label=one) for one in columns],
        rows=rows,
        empty=parts.EmptyState(title=empty),
    )


def list_page(
    visit: Visit, name: str, *, heading: str, intro: str, table: parts.Table, before: Sequence[parts.Content] = ()
) -> ListPage:
    return ListPage(
        heading=heading,
        frame=frame(visit, current="office:oversight"),
        tabs=tabs(visit, name),
        intro=intro,
        parts=[*before, table],
    )


def form_page(
    visit: Visit,
    name: str,
    *,
    heading: str,
    rows: Sequence[tuple[str, parts.Content]],
    form: forms.Form | None,
    submit: str,
    mine: bool,
    notice: parts.NoticeBanner | None = None,
    more: Sequence[parts.Content] = (),
) -> FormPage:
    if mine:
        notice = parts.NoticeBanner(title=_("Nobody reviews their own."), kind=parts.NoticeKind.INFO)
    return FormPage(
        heading=heading,
        frame=frame(
            visit, current="office:oversight", above=[parts.Link(text=_("Oversight"), href=reverse(name))]
        ),
        facts=parts.SummaryList(dense=True, rows=[parts.SummaryRow(key=key, value=value) for key, value in rows])
        if rows
        else None,
        notice=notice,
        form=form,
        submit=submit,
        cancel=reverse(name),
        more=more,
    )  # fmt: skip
