"""What the pages of processing times show. One query serves them, the account, the desk and the API."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from guichet.design import parts
from guichet.design.dates import long_day, span
from guichet.doors.public.pages import ReadingPage
from guichet.doors.public.programs.pages import said_today, slug
from guichet.doors.public.times.forms import PlanForm
from guichet.doors.public.times.history import history_section
from guichet.foundation.dates import number
from guichet.foundation.languages import Language
from guichet.processing_times.queries import LedgerRow, Plan, SaidThen, Times, percent, wait_in_words
from guichet.programs.queries import catalogue
from guichet.programs.terms import Line
from guichet.standards.queries import standard_for, time_in_words

if TYPE_CHECKING:
    from guichet.programs.catalogue import Program

WEEKS = 13


@dataclass(frozen=True, kw_only=True)
class ProgramTimesPage(ReadingPage):
    """The times of one program; between the sections of before and those after it stands the plan."""

    form: PlanForm | None
    plan: Sequence[parts.Part]
    after: Sequence[parts.Part]


def times_page(
    found: Sequence[Times], offices: Sequence[str], *, line: str, office: str, language: Language, today: date
) -> ReadingPage:
    """Return the list of programs: the range for those who apply today, and the standard beside it."""
    by_program = {each.program: each for each in found}
    listed = [
        program
        for program in sorted(catalogue().programs(on=today), key=lambda one: list(Line).index(one.line))
        if (not line or program.line == line) and (not office or program.code in by_program)
    ]
    sections: list[parts.Part] = [*_banners(found, today), _filters(offices, language, line=line, office=office)]
    for kind, group in groupby(listed, key=lambda program: program.line):
        sections.append(
            parts.Table(
                caption=str(kind.label),
                even=True,
                columns=[
                    parts.Column(label=_("Program")),
                    parts.Column(label=_("8 in 10 wait")),
                    parts.Column(label=_("A decision is likely")),
                    parts.Column(label=_("Our standard")),
                ],
                rows=[_row(program, by_program.get(program.code), language, today) for program in group],
            )
        )
    if not listed:
        sections.append(parts.EmptyState(title=_("We have no times for this choice")))
    return ReadingPage(
        heading=_("How long it takes now"),
        lead=_(
            "For each program: in which time 8 in 10 people who apply today will have a decision. "
            "We look ahead, and count those who still wait too."
        ),
        sections=[
            *sections,
            _meaning(found, language),
            parts.Paragraphs(
                texts=[parts.Link(text=_("All service standards"), href=reverse("public:standards"))],
            ),
        ],
    )


def program_times_page(
    program: "Program",
    found: Sequence[Times],
    said: Sequence[SaidThen],
    lines: Sequence[LedgerRow],
    *,
    form: PlanForm,
    plan: Plan | None,
    language: Language,
    today: date,
) -> ProgramTimesPage:
    """Return the times of a program: the range from today, the plan, why it moves, what we said before."""
    whole = next((each for each in found if not each.office), None)
    wait = whole.wait if whole else None
    return ProgramTimesPage(
        heading=program.name.say(language),
        lead=_("How long it takes if you apply today."),
        breadcrumbs=parts.Breadcrumbs(
            links=[parts.Link(text=_("How long it takes now"), href=reverse("public:times"))]
        ),
        sections=[*_banners(found, today), _now(program, whole, language, today)],
        form=form if wait else None,
        plan=_planned(plan, language) if plan else [],
        after=[
            *_by_office(found, language, today),
            *_why(whole, language),
            *history_section(said, lines, language),
            _meaning(found, language),
            _elsewhere(program),
        ],
    )


def _row(program: "Program", times: Times | None, language: Language, today: date) -> parts.Row:
    wait = times.wait if times else None
    days = wait.after(today) if wait else None
    return parts.Row(
        cells=[
            program.name.say(language),
            wait_in_words(wait, language) if wait else _("We cannot say yet"),
            span(days.p10, days.p90) if days else "–",
            _standard(program.code, language, today),
        ],
        href=reverse("public:times-program", args=[slug(program.code)]),
    )


def _standard(code: str, language: Language, today: date) -> str:
    standard = standard_for(code, today)
    return (time_in_words(standard, language) if standard else "") or _("None published")


def _filters(offices: Sequence[str], language: Language, *, line: str, office: str) -> parts.FilterBar:
    known = catalogue()
    choices = [parts.FilterChoice(value=one.value, text=one.label, chosen=one.value == line) for one in Line]
    places = [
        parts.FilterChoice(value=code, text=known.office(code).name.say(language), chosen=code == office)
        for code in offices
    ]
    filters = [
        parts.Filter(
            name="kind",
            label=_("What for"),
            choices=[parts.FilterChoice(value="", text=_("Everything"), chosen=not line), *choices],
        )
    ]
    if places:
        filters.append(
            parts.Filter(
                name="office",
                label=_("Office"),
                choices=[parts.FilterChoice(value="", text=_("Wherever it is decided"), chosen=not office), *places],
            )
        )
    return parts.FilterBar(filters=filters)


def _banners(found: Sequence[Times], today: date) -> Iterator[parts.Part]:
    if settings.DEMONSTRATION:
        yield parts.NoticeBanner(
            title=_("These times are invented"),
            body=_("They come from a synthetic country, and say nothing of any real office."),
        )
    if not found:
        yield parts.NoticeBanner(
            title=_("We have not published times yet"),
            body=_("Until then, this page shows our service standards."),
        )
    elif found[0].is_stale(today):
        yield parts.NoticeBanner(
            title=_("These times are not up to date"),
            body=_("They are as of %(day)s.") % {"day": long_day(found[0].as_of)},
            kind=parts.NoticeKind.WARNING,
        )


def _now(program: "Program", times: Times | None, language: Language, today: date) -> parts.Section:
    wait = times.wait if times else None
    standard = standard_for(program.code, today)
    beside = (
        _("Our service standard: %(time)s, for %(share)s%% of applications.")
        % {"time": time_in_words(standard, language), "share": number(standard.target_pct, language)}
        if standard and standard.is_timed
        else _("There is no published service standard for this program.")
    )
    if wait is None or times is None:
        return parts.Section(
            id="now",
            title=_("We cannot say yet"),
            items=[
                parts.Paragraphs(
                    texts=[_("Too few files of this program were decided lately, and we do not guess."), beside]
                )
            ],
        )
    days = wait.after(today)
    in_words = wait_in_words(wait, language)
    half = _("Half will have it by %(half)s. 1 in 10 will wait longer than %(last)s.") % {
        "half": long_day(days.p50),
        "last": long_day(days.p90),
    }
    return parts.Section(
        id="now",
        title=in_words[:1].upper() + in_words[1:],
        items=[
            parts.Paragraphs(
                texts=[parts.Strong(text=said_today(wait, language, today)), f"{half} {wait.sure.label}", beside]
            ),
            parts.DateRange(received=today, today=today, first=days.p10, last=days.p90),
        ],
    )


def _planned(plan: Plan, language: Language) -> list[parts.Part]:
    wanted = long_day(plan.wanted)
    if plan.too_late:
        return [
            parts.NoticeBanner(
                title=_("It may be too late to count on %(day)s") % {"day": wanted},
                body=parts.Paragraphs(
                    texts=[
                        str(plan.chance.label),
                        _("To be safe, you would have had to apply by %(day)s.") % {"day": long_day(plan.safe)},
                        _("You can still apply. If you can, choose a later day for your plans."),
                    ]
                ),
                kind=parts.NoticeKind.WARNING,
            )
        ]
    return [
        parts.NoticeBanner(
            title=_("Apply by %(day)s") % {"day": long_day(plan.safe)},
            body=parts.Paragraphs(
                texts=[
                    _("Then 9 in 10 people have a decision before %(day)s, if times stay as they are today.")
                    % {"day": wanted},
                    str(plan.chance.label),
                    _("Days in which we wait for you come on top: send all documents at once."),
                ]
            ),
            kind=parts.NoticeKind.SUCCESS,
        )
    ]


def _by_office(found: Sequence[Times], language: Language, today: date) -> Iterator[parts.Part]:
    offices = [each for each in found if each.office and each.wait]
    if not offices:
        return
    known = catalogue()
    rows = []
    for each in sorted(offices, key=lambda one: known.office(one.office).name.say(language)):
        wait = each.wait
        assert wait is not None
        days = wait.after(today)
        name = known.office(each.office).name.say(language)
        rows.append(parts.Row(cells=[name, wait_in_words(wait, language), span(days.p10, days.p90)]))
    yield parts.Section(
        id="offices",
        title=_("By office"),
        intro=_("You cannot choose the office. We name those that decide enough files to say something."),
        items=[
            parts.Table(
                caption=_("By office"),
                caption_hidden=True,
                columns=[
                    parts.Column(label=_("Office")),
                    parts.Column(label=_("8 in 10 wait")),
                    parts.Column(label=_("A decision is likely")),
                ],
                rows=rows,
            )
        ],
    )


def _why(times: Times | None, language: Language) -> Iterator[parts.Part]:
    if times is None or times.open is None:
        return

    def a_week(count: int | None) -> str:
        return _("too few to show") if count is None else number(round(count / WEEKS, 1), language)

    yield parts.Section(
        id="why",
        title=_("What makes it longer or shorter"),
        intro=_trend(times, language),
        items=[
            parts.Table(
                caption=_("The last 13 weeks, and the same weeks a year before"),
                columns=[
                    parts.Column(label=_("What")),
                    parts.Column(label=_("Lately"), number=True),
                    parts.Column(label=_("A year before"), number=True),
                ],
                rows=[
                    parts.Row(cells=[_("Applications a week"), a_week(times.received), a_week(times.received_before)]),
                    parts.Row(cells=[_("Decisions a week"), a_week(times.decided), a_week(times.decided_before)]),
                    parts.Row(cells=[_("Files that wait"), number(times.open, language), "–"]),
                ],
            )
        ],
    )


def _trend(times: Times, language: Language) -> str:
    """Return in a sentence how those who apply and what is decided changed in a year."""
    said = []
    if times.received and times.received_before:
        change = percent(times.received_before, times.received)
        words = {"share": number(abs(change), language)}
        if change > 0:
            said.append(_("%(share)s%% more people apply than a year before.") % words)
        elif change < 0:
            said.append(_("%(share)s%% fewer people apply than a year before.") % words)
    if times.decided and times.decided_before:
        change = percent(times.decided_before, times.decided)
        words = {"share": number(abs(change), language)}
        if change > 0:
            said.append(_("We decide %(share)s%% more files than a year before.") % words)
        elif change < 0:
            said.append(_("We decide %(share)s%% fewer files than a year before.") % words)
    return " ".join(said)


def _meaning(found: Sequence[Times], language: Language) -> parts.Section:
    del language
    texts = [
        _("8 in 10 people get their decision inside the range; 1 in 10 sooner, 1 in 10 later."),
        _("We learn from all files, decided and still waiting: those that are done alone would make it look short."),
        _("Days in which we wait for you do not count, and neither do files that were withdrawn or sent back."),
        _("The service standard is what we promise. The range is what we expect."),
    ]
    if found:
        texts.append(_("Updated every night. These are as of %(day)s.") % {"day": long_day(found[0].as_of)})
    return parts.Section(
        id="meaning",
        title=_("What these times mean"),
        items=[parts.Bullets(items=texts)],
        action=parts.Link(text=_("How right were we?"), href=reverse("public:times-accuracy")),
    )


def _elsewhere(program: "Program") -> parts.Paragraphs:
    return parts.Paragraphs(
        texts=[
            parts.Link(
                text=_("Who this program is for, every step, and what it costs"),
                href=reverse("public:program", args=[slug(program.code)]),
            )
        ]
    )
