"""The pages of the travel journal: where it starts, what it comes to, the calendar, a trip thought of."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import groupby

from django import forms
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from guichet.design import parts
from guichet.design.dates import long_day, span
from guichet.doors.public.days import shown
from guichet.doors.public.days.held import Held
from guichet.foundation.languages import Language
from guichet.plans.queries import JournalCount, TripAsked
from guichet.plans.rules.journal.counting import DayKind, calendar_kinds, shown_until

MARKS = {
    DayKind.FULL: parts.DayMark.PLAIN,
    DayKind.HALF: parts.DayMark.HALF,
    DayKind.CREDITED: parts.DayMark.OTHER,
    DayKind.AWAY: parts.DayMark.AWAY,
    DayKind.SENTENCE: parts.DayMark.STOPPED,
    DayKind.NOTHING: parts.DayMark.OUTSIDE,
    DayKind.PLANNED: parts.DayMark.PLANNED,
    DayKind.AHEAD: parts.DayMark.OUTSIDE,
}


@dataclass(frozen=True, kw_only=True)
class Press:
    """A button that does something at once, and what that is."""

    action: str
    button: parts.Button
    consequence: str = ""


@dataclass(frozen=True, kw_only=True)
class DaysPage:
    """A page of the journal: tabs, what is shown, and what may be pressed. A form may stand between."""

    heading: str
    lead: parts.Content = ""
    back: parts.BackLink | None = None
    tabs: parts.Tabs | None = None
    sections: Sequence[parts.Content] = ()
    form: forms.Form | None = None
    submit: str = ""
    cancel: str = ""
    below: Sequence[parts.Content] = ()
    presses: Sequence[Press] = field(default_factory=tuple)


def tabs(current: str, held: Held) -> parts.Tabs:
    """Return the views of one journal."""
    views = [
        ("public:days", _("Result"), None),
        ("public:days-trips", _("Trips"), len(held.journal.trips)),
        ("public:days-calendar", _("Calendar"), None),
        ("public:days-plan", _("Plan a trip"), None),
        ("public:days-keep", _("Save and print"), None),
    ]
    return parts.Tabs(
        label=_("Your travel journal"),
        items=[
            parts.Tab(text=text, href=reverse(name), current=name == current, count=count or None)
            for name, text, count in views
        ],
    )


def back_to(name: str) -> parts.BackLink:
    """Return the way back to a view of the journal."""
    texts = {"public:days": _("Your travel journal"), "public:days-trips": _("Trips"), "public:home": _("Home")}
    return parts.BackLink(href=reverse(name), text=texts[name])


def start_page() -> DaysPage:
    """Return the page of who has written nothing yet."""
    return DaysPage(
        heading=_("Count your days in Canada"),
        back=back_to("public:home"),
        lead=_("Write down your trips. We tell you how many days count for citizenship, and from which day you have "
               "enough. You need no account."),
        sections=[
            parts.ButtonRow(items=[parts.Button(text=_("Start"), href=reverse("public:days-resident"))]),
            parts.Section(
                id="other-ways",
                title=_("Other ways to begin"),
                items=[
                    parts.CardList(
                        cards=[
                            parts.Card(
                                title=_("Open what you saved"),
                                href=reverse("public:days-open"),
                                body=_("With the code that you wrote down, on any device."),
                            ),
                            parts.Card(
                                title=_("Bring a list or a calendar"),
                                href=reverse("public:days-import"),
                                body=_("From a spreadsheet, or from the calendar of your phone or computer."),
                            ),
                            parts.Card(
                                title=_("Print an empty form"),
                                href=reverse("public:days-paper"),
                                body=_("To write down your trips by hand, as you make them."),
                            ),
                        ]
                    )
                ],
            ),
            parts.Paragraphs(
                texts=[
                    _("What you write is kept for this visit only, until you choose to save it."),
                    _("You need the dates of every trip out of Canada in the last five years."),
                ]
            ),
            shown.not_a_decision(),
        ],
    )  # fmt: skip


def result_page(held: Held, count: JournalCount, language: Language) -> DaysPage:
    """Return what the journal comes to."""
    found = count.planned or count.presence
    since = held.journal.resident_since
    facts = [
        parts.SummaryRow(
            key=_("Permanent resident since"),
            value=long_day(since) if since else _("Not yet"),
            action=parts.Link(
                text=_("Change"), detail=_("Permanent resident since"), href=reverse("public:days-resident")
            ),
        ),
        parts.SummaryRow(
            key=_("Day of signing"),
            value=long_day(count.signs_on) if held.journal.signs_on else _("As soon as you have enough days"),
            action=parts.Link(text=_("Change"), detail=_("Day of signing"), href=reverse("public:days-signing")),
        ),
        parts.SummaryRow(key=_("Years that count"), value=capfirst(span(found.window_first, found.window_last))),
        parts.SummaryRow(
            key=_("Days away in these years"),
            value=shown.in_days(count.away_in_window, language),
            action=parts.Link(text=_("Trips"), href=reverse("public:days-trips")),
        ),
    ]
    sections: list[parts.Content] = [
        *_to_do(held, count),
        shown.answer(count, language),
        parts.ProgressBar(
            label=_("Days that count"),
            value=min(int(found.total), found.needed),
            whole=found.needed,
            text=_("%(total)s of %(needed)s")
            % {"total": shown.in_days(found.total, language), "needed": shown.in_days(found.needed, language)},
        ),
        parts.SummaryList(rows=facts),
        parts.ButtonRow(
            items=[
                parts.Button(text=_("Add a trip"), href=reverse("public:days-add-trip")),
                parts.Link(text=_("Add a time that counts otherwise"), href=reverse("public:days-add-time")),
            ]
        ),
        parts.DefinitionHint(term=_("How we counted this"), body=shown.why(found.why, language)),
    ]
    obligation = shown.obligation_section(count, language)
    return DaysPage(
        heading=_("Your days in Canada"),
        back=back_to("public:home"),
        tabs=tabs("public:days", held),
        sections=[
            *sections,
            *([obligation] if obligation else []),
            shown.conditions_section(count, language),
            shown.not_a_decision(),
        ],
    )


def _to_do(held: Held, count: JournalCount) -> list[parts.Content]:
    """Return what should be looked at first."""
    found: list[parts.Content] = []
    doubted = {one.trip for one in count.remarks if one.code not in shown.HARMLESS}
    if doubted:
        found.append(
            parts.NoticeBanner(
                title=_("Look at some of your trips first"),
                kind=parts.NoticeKind.WARNING,
                body=_("Some dates may not be right. The result below takes them as you wrote them."),
                action=parts.Link(text=_("Look at your trips"), href=reverse("public:days-trips")),
            )
        )
    if not held.is_kept:
        found.append(
            parts.Paragraphs(
                texts=[
                    parts.Sentence(
                        pieces=[
                            _("This is not saved yet: it goes when you close your browser."),
                            " ",
                            parts.Link(text=_("Save it"), href=reverse("public:days-keep")),
                        ]
                    )
                ]
            )
        )
    return found


def calendar_page(held: Held, count: JournalCount, year: int | None, language: Language) -> DaysPage:
    """Return a year of the window as months, with how each day counted."""
    found = count.presence
    end = shown_until(held.journal, found.window_last)
    years = range(found.window_first.year, end.year + 1)
    year = year if year is not None and year in years else min(years[-1], count.on.year)
    first, last = max(found.window_first, date(year, 1, 1)), min(end, date(year, 12, 31))
    kinds = calendar_kinds(held.journal, first, last, until=count.signs_on, today=count.on)
    months = [_month(month, list(days), kinds, language) for month, days in groupby(kinds, key=lambda day: day.month)]
    meanings = {
        parts.DayMark.PLAIN: _("In Canada: one day"),
        parts.DayMark.HALF: _("In Canada before permanent residence: half a day"),
        parts.DayMark.AWAY: _("Away"),
        parts.DayMark.OTHER: _("Abroad, but counted"),
        parts.DayMark.STOPPED: _("In prison, on parole or on probation: does not count"),
        parts.DayMark.PLANNED: _("Planned to be away"),
        parts.DayMark.OUTSIDE: _("Still to come, or does not count")
        if DayKind.AHEAD in kinds.values()
        else _("Does not count"),
    }
    there = {MARKS[kind] for kind in kinds.values()} | {parts.DayMark.PLAIN, parts.DayMark.AWAY}
    return DaysPage(
        heading=_("Your calendar"),
        back=back_to("public:home"),
        tabs=tabs("public:days-calendar", held),
        lead=_("How each day of the years that count was counted: %(span)s.")
        % {"span": span(found.window_first, found.window_last)},
        sections=[
            parts.Tabs(
                label=_("Year"),
                items=[
                    parts.Tab(text=str(one), href=f"{reverse('public:days-calendar')}?year={one}", current=one == year)
                    for one in years
                ],
            ),
            parts.Section(
                title=str(year),
                id="year",
                items=[
                    parts.DayCalendar(
                        months=months, meanings={mark: words for mark, words in meanings.items() if mark in there}
                    )
                ],
            ),
            parts.PrintButton(),
        ],
    )


def _month(month: int, days: Sequence[date], kinds: Mapping[date, DayKind], language: Language) -> parts.MarkedMonth:
    names = {
        DayKind.FULL: _("In Canada"),
        DayKind.HALF: _("Half days"),
        DayKind.CREDITED: _("Abroad, but counted"),
        DayKind.AWAY: _("Away"),
        DayKind.SENTENCE: _("In prison, on parole or on probation"),
        DayKind.NOTHING: _("Does not count"),
        DayKind.PLANNED: _("Planned to be away"),
        DayKind.AHEAD: _("Still to come"),
    }
    sentences = []
    for kind, name in names.items():
        own = [day for day in days if kinds[day] is kind]
        if not own:
            continue
        words = {"what": name, "days": _runs(own), "count": shown.in_days(len(own), language)}
        if len(own) == len(days):
            sentences.append(_("%(what)s: the whole month.") % words if len(days) > 27 else _("%(what)s.") % words)
        elif kind not in {DayKind.FULL, DayKind.AHEAD}:
            sentences.append(_("%(what)s: %(days)s (%(count)s).") % words)
    return parts.MarkedMonth(
        year=days[0].year,
        month=month,
        marks={day.day: MARKS[kinds[day]] for day in days},
        text=" ".join(sentences),
    )


def _runs(days: Sequence[date]) -> str:
    """Return days of a month as `3–14, 20`."""
    runs: list[tuple[date, date]] = []
    for day in days:
        if runs and runs[-1][1] + timedelta(days=1) == day:
            runs[-1] = (runs[-1][0], day)
        else:
            runs.append((day, day))
    return ", ".join(str(a.day) if a == b else f"{a.day}–{b.day}" for a, b in runs)


def plan_page(held: Held, form: forms.Form, answer: Sequence[parts.Content]) -> DaysPage:
    """Return the page on which somebody thinks of a trip."""
    return DaysPage(
        heading=_("Plan a trip"),
        back=back_to("public:home"),
        tabs=tabs("public:days-plan", held),
        lead=_("See what a trip would change before you book it. Nothing is written into your journal."),
        sections=answer,
        form=form,
        submit=_("Show what changes"),
    )


def trip_answer(asked: TripAsked, out: date, back: date, language: Language) -> list[parts.Content]:
    """Return what one more trip would change."""
    after, before = asked.with_trip, asked.without
    words = {"lost": shown.in_days(asked.days_lost, language), "span": capfirst(span(out, back))}
    moved = after.earliest_safe != before.earliest_safe
    if not moved:
        title = _("This trip changes nothing about your day.")
    elif after.earliest_safe:
        title = _("With this trip, sign on %(day)s or later.") % {"day": long_day(after.earliest_safe)}
    else:
        title = _("With this trip, you will not have enough days in the next years.")
    rows = [
        (_("The trip"), words["span"]),
        (_("First day with enough days, without the trip"), _day(before.earliest)),
        (_("First day with enough days, with the trip"), _day(after.earliest)),
        (_("Day that we advise, without the trip"), _day(before.earliest_safe)),
        (_("Day that we advise, with the trip"), _day(after.earliest_safe)),
    ]
    kind = parts.NoticeKind.INFO if moved else parts.NoticeKind.SUCCESS
    return [
        parts.NoticeBanner(title=title, kind=kind),
        parts.SummaryList(rows=[parts.SummaryRow(key=key, value=value) for key, value in rows]),
    ]


def longest_answer(out: date, by: date, back: date | None, language: Language) -> list[parts.Content]:
    """Return the longest trip that leaves enough days for signing on a day."""
    words = {"out": long_day(out), "by": long_day(by), "back": long_day(back) if back else ""}
    if back is None:
        title = _("Even without this trip, you do not have enough days on %(by)s.") % words
        return [parts.NoticeBanner(title=title, kind=parts.NoticeKind.WARNING)]
    if back >= by:
        title = _("You can stay away until %(by)s and still have enough days.") % words
    else:
        title = _("If you leave on %(out)s, come back on %(back)s at the latest.") % words
    away = max(0, (back - out).days - 1)
    body = _("That is %(days)s away. You then have just enough days on %(by)s: come back earlier to be safe.") % (
        words | {"days": shown.in_days(away, language)}
    )
    return [parts.NoticeBanner(title=title, kind=parts.NoticeKind.SUCCESS, body=body)]


def _day(day: date | None) -> str:
    return long_day(day) if day else _("None in the next years")


def form_page(
    heading: str, form: forms.Form, *, lead: str = "", submit: str = "", back: str = "public:days"
) -> DaysPage:
    """Return a page with one question."""
    return DaysPage(
        heading=heading,
        back=back_to(back),
        lead=lead,
        form=form,
        submit=submit or _("Continue"),
        cancel=reverse(back),
    )
