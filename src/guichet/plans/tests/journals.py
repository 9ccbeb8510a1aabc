"""Journals as tests make them: by hand, and by lot."""

from datetime import date, timedelta
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from guichet.assessment.terms import Route
from guichet.plans.rules.journal.content import Journal, PeriodEntry, TripEntry, said, signing, with_entries
from guichet.plans.rules.journal.words import PeriodKind

TODAY = date(2026, 11, 22)
# The first journal of a run may take its time: the law’s tables are read with it.
AT_LEISURE = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
DAYS = st.dates(min_value=date(2015, 1, 1), max_value=date(2030, 12, 31))
# What people write, and what they do not mean to: quotes, delimiters, formulas, breaks, other scripts.
TEXTS = st.text(st.sampled_from("=+-@'\";,\t|\n\r éè«»\\:azAZ09\u00a0\u200f\x07العم中\U0001f341"), max_size=30)


def trip(out: date, back: date | None = None, **more: Any) -> TripEntry:
    return TripEntry(number=1, out=out, back=back, **more)


def period(kind: PeriodKind, first: date, last: date | None = None) -> PeriodEntry:
    return PeriodEntry(number=1, kind=kind, first=first, last=last)


def journal(*entries: TripEntry | PeriodEntry, since: date | None = date(2022, 1, 1)) -> Journal:
    return with_entries(said(Journal(), resident_since=since, route=Route.ADULT), entries)


@st.composite
def trips(draw: st.DrawFn, *, planned: bool = True) -> TripEntry:
    out = draw(DAYS)
    length = draw(st.one_of(st.none(), st.integers(0, 90), st.integers(0, 900)))
    return TripEntry(
        number=1,
        out=out,
        back=None if length is None else out + timedelta(days=length),
        country=draw(TEXTS),
        reason=draw(TEXTS),
        proof=draw(TEXTS),
        planned=planned and draw(st.booleans()),
        unsure=draw(st.booleans()),
    )


@st.composite
def periods(draw: st.DrawFn) -> PeriodEntry:
    first = draw(DAYS)
    length = draw(st.one_of(st.none(), st.integers(0, 900)))
    return PeriodEntry(
        number=1,
        kind=draw(st.sampled_from(PeriodKind)),
        first=first,
        last=None if length is None else first + timedelta(days=length),
        note=draw(TEXTS),
    )


@st.composite
def journals(draw: st.DrawFn, *, planned: bool = True) -> Journal:
    since = draw(st.one_of(st.none(), DAYS))
    made = said(Journal(), resident_since=since, route=draw(st.sampled_from([Route.ADULT, Route.STATELESS])))
    entries = [*draw(st.lists(trips(planned=planned), max_size=6)), *draw(st.lists(periods(), max_size=4))]
    return signing(with_entries(made, entries), draw(st.one_of(st.none(), DAYS)))
