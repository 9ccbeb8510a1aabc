"""The pages of trips and of times that count otherwise: the list, one of them, and what was said of each."""

from django import forms
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from guichet.design import parts
from guichet.design.dates import long_day, span
from guichet.doors.public.days import shown
from guichet.doors.public.days.held import Held
from guichet.doors.public.days.pages import DaysPage, Press, back_to, tabs
from guichet.foundation.languages import Language
from guichet.plans.queries import JournalCount
from guichet.plans.rules.journal.content import PeriodEntry, TripEntry

# So many trips stand on a page; more would be slow on an old phone.
PAGE = 50


def trips_page(held: Held, count: JournalCount, page: int, language: Language) -> DaysPage:
    """Return the list of trips and times, the last first."""
    newest_first = list(reversed(held.journal.trips))
    pages = max(1, -(-len(newest_first) // PAGE))
    page = min(max(page, 1), pages)
    listed = newest_first[(page - 1) * PAGE : page * PAGE]
    sections: list[parts.Content] = [
        parts.ButtonRow(
            items=[
                parts.Button(text=_("Add a trip"), href=reverse("public:days-add-trip")),
                parts.Link(text=_("Bring a list or a calendar"), href=reverse("public:days-import")),
            ]
        ),
        parts.CardList(cards=[_trip_card(trip, count, language) for trip in listed])
        if listed
        else parts.EmptyState(
            title=_("You wrote down no trip yet"), body=_("Without trips, every day is a day in Canada.")
        ),
    ]
    if pages > 1:
        sections.append(_pages(page, pages))
    sections.append(
        parts.Section(
            id="times",
            title=_("Times that count otherwise"),
            intro=_("Time in Canada before you became a permanent resident, service abroad, time in prison."),
            items=[
                *([parts.CardList(cards=[_time_card(one) for one in held.journal.periods])]
                  if held.journal.periods else []),
                parts.Link(text=_("Add a time that counts otherwise"), href=reverse("public:days-add-time")),
            ],
        )
    )  # fmt: skip
    return DaysPage(
        heading=_("Your trips"),
        back=back_to("public:home"),
        tabs=tabs("public:days-trips", held),
        sections=sections,
        presses=[undo_press()] if held.journal.changes else [],
    )


def undo_press() -> Press:
    """Return the button that takes back the last change."""
    return Press(
        action=reverse("public:days-undo"),
        button=parts.Button(text=_("Take back the last change"), kind=parts.ButtonKind.SECONDARY),
    )


def _pages(page: int, pages: int) -> parts.Pagination:
    here = reverse("public:days-trips")
    return parts.Pagination(
        pages=[
            parts.PageNumber(number=number, href=f"{here}?page={number}", current=number == page)
            for number in range(1, pages + 1)
        ],
        previous_href=f"{here}?page={page - 1}" if page > 1 else "",
        next_href=f"{here}?page={page + 1}" if page < pages else "",
    )


def _trip_card(trip: TripEntry, count: JournalCount, language: Language) -> parts.Card:
    cost = next((one for one in count.trips if one.trip.number == trip.number), None)
    facts = [text for text in (trip.country, trip.reason) if text]
    if cost is not None:
        facts.append(_cost(cost.days_away, language))
    said = shown.remarks_of(count, trip.number)
    tag = parts.Tag(text=_("Planned"), kind=parts.TagKind.INFO) if trip.planned else None
    if any(one.trip == trip.number and one.code not in shown.HARMLESS for one in count.remarks):
        tag = parts.Tag(text=_("Look at it"), kind=parts.TagKind.WARNING)
    return parts.Card(
        title=shown.trip_dates(trip),
        href=reverse("public:days-trip", args=[trip.number]),
        body=" ".join(said),
        facts=facts,
        tag=tag,
    )


def _cost(days_away: int, language: Language) -> str:
    if not days_away:
        return _("No day away in the years that count")
    return _("%(days)s away") % {"days": shown.in_days(days_away, language)}


def _time_card(one: PeriodEntry) -> parts.Card:
    when = capfirst(span(one.first, one.last)) if one.last else _("Since %(day)s") % {"day": long_day(one.first)}
    return parts.Card(
        title=str(one.kind.label),
        href=reverse("public:days-time", args=[one.number]),
        body=when,
        facts=[one.note] if one.note else [],
    )


def trip_page(form: forms.Form, trip: TripEntry | None) -> DaysPage:
    """Return the page of one trip: a new one, or one that is changed or removed."""
    return DaysPage(
        heading=_("Change a trip") if trip else _("Add a trip"),
        back=back_to("public:days-trips"),
        lead="" if trip else _("The day you leave and the day you come back both count as days in Canada."),
        form=form,
        submit=_("Save this trip"),
        cancel=reverse("public:days-trips"),
        presses=[_removal(reverse("public:days-remove", args=[trip.number]), _("Remove this trip"))] if trip else [],
    )


def time_page(form: forms.Form, one: PeriodEntry | None) -> DaysPage:
    """Return the page of one time that counts otherwise."""
    return DaysPage(
        heading=_("Change a time") if one else _("Add a time that counts otherwise"),
        back=back_to("public:days-trips"),
        form=form,
        submit=_("Save this time"),
        cancel=reverse("public:days-trips"),
        presses=[_removal(reverse("public:days-remove", args=[one.number]), _("Remove this time"))] if one else [],
    )


def _removal(action: str, text: str) -> Press:
    return Press(
        action=action,
        button=parts.Button(text=text, kind=parts.ButtonKind.SECONDARY),
        consequence=_("You can take this back on the list of your trips."),
    )
