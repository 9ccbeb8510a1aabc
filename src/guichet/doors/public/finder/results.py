"""The result of the finder: every program ranked, one in full, two beside one another."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from guichet.design import parts
from guichet.design.dates import long_day
from guichet.doors.drafts import Draft
from guichet.doors.public.finder.pages import FinderPage, answers_of, kept_section, slug
from guichet.doors.public.finder.words import (
    change_in_short,
    change_points,
    condition_row,
    fit_tag,
    in_short,
    needed,
    rule_of,
)
from guichet.doors.public.programs.pages import documents_list, fees_table, steps_list
from guichet.foundation.dates import money, number
from guichet.foundation.languages import Language
from guichet.plans.queries import Change, Finding, Outcome, ProgramTable, Question, worked_from
from guichet.processing_times.queries import Times, wait_in_words
from guichet.programs.queries import catalogue
from guichet.programs.terms import Fit
from guichet.standards.queries import standard_for, time_in_words

# So many programs are offered to compare one with.
OTHERS = 5


@dataclass(frozen=True, kw_only=True)
class Near:
    """What is said beside each program: the change that would make it fit, how long it takes now, the questions."""

    changes: Mapping[str, Change | None]
    times: Mapping[str, Times]
    questions: Mapping[str, Question]


def result_page(
    finding: Finding,
    draft: Draft,
    language: Language,
    *,
    signed_in: bool,
    left: int,
    before: Finding | None,
    near: Near,
) -> FinderPage:
    """Return every program: those for the goal with what matters of each, the others as a list."""
    sections: list[parts.Part] = [_no_decision(), *_still_open(left), *_changed(finding, before, language)]
    for fit, group in groupby(finding.wanted, key=lambda one: one.fit):
        cards = [_card(one, finding.on, near, language) for one in group]
        sections.append(
            parts.Section(
                id=fit.value.lower(),
                title=str(fit.label),
                intro=_("Each with what is in the way, and the smallest change that would make it fit.")
                if fit is Fit.NOT
                else "",
                items=[parts.CardList(cards=cards)],
            )
        )
    if finding.others:
        sections.append(_others(finding.others, language))
    sections += [
        parts.ButtonRow(
            items=[
                parts.Link(text=_("See or change your answers"), href=reverse("public:finder-answers")),
                parts.PrintButton(),
            ]
        ),
        _rules(finding),
    ]
    keeps = draft.plan is None or (signed_in and not draft.plan.in_account)
    text = _("Keep them in my account") if signed_in else _("Have my answers kept")
    return FinderPage(
        heading=_("Programs for you"),
        lead=_("By what you said today, %(day)s.") % {"day": long_day(finding.on)},
        back=parts.BackLink(href=reverse("public:finder-answers"), text=_("Your answers")),
        sections=[*sections, kept_section(draft, signed_in=signed_in)],
        buttons=[parts.Button(text=text, kind=parts.ButtonKind.SECONDARY)] if keeps and answers_of(draft) else [],
        action=reverse("public:finder-keep"),
        revision=draft.revision,
    )  # fmt: skip


def program_page(
    outcome: Outcome,
    finding: Finding,
    table: ProgramTable,
    change: Change | None,
    questions: Mapping[str, Question],
    answers: Mapping[str, str],
    language: Language,
    *,
    times: Times | None,
) -> FinderPage:
    """Return how one program stands, condition by condition, what would change it, and all it takes."""
    program = catalogue().program(outcome.program, finding.on)
    sections: list[parts.Part] = [
        *_first(table, language),
        parts.Section(
            id="conditions",
            title=_("What we ask, and how it stands"),
            items=[parts.SummaryList(rows=[condition_row(one, language) for one in outcome.checked])],
        ),
        *_what_would_change(outcome, change, questions, answers, language),
        parts.Section(
            id="time",
            title=_("How long it takes"),
            items=[
                parts.Paragraphs(texts=[*_now(times, finding.on, language), *_time(program.code, finding, language)])
            ],
        ),
        parts.Section(id="fees", title=_("What it costs"), items=[_fees(program.code, finding.on, language)]),
    ]
    if program.documents:
        sections.append(
            parts.Section(id="documents", title=_("What you send"), items=[documents_list(program, language)])
        )
    sections += [
        parts.Section(id="steps", title=_("The steps, in order"), items=[steps_list(program, language)]),
        parts.Section(id="more", title=_("Read on"), items=[parts.Bullets(items=_links(outcome, finding, language))]),
        _rules(finding),
    ]
    return FinderPage(
        heading=program.name.say(language),
        lead=parts.Sentence(pieces=[fit_tag(outcome.fit), " ", in_short(outcome, program.who.say(language), language)]),
        back=parts.BackLink(href=reverse("public:finder-result"), text=_("Programs for you")),
        sections=sections,
    )


def compare_page(
    one: Outcome, other: Outcome, finding: Finding, language: Language, *, times: Mapping[str, Times]
) -> FinderPage:
    """Return two programs beside one another."""
    rows = []
    for each in (one, other):
        program = catalogue().program(each.program, finding.on)
        cells: list[parts.Content] = [
            program.name.say(language),
            fit_tag(each.fit),
            _listed([needed(condition, language) for condition in each.failed]),
            _listed([needed(condition, language) for condition in each.open]),
            _listed(
                [*_now_in_short(times.get(each.program), finding.on, language), *_time(each.program, finding, language)]
            ),
            _amounts(each.program, finding.on, language),
            number(len(program.documents), language),
            number(len(program.stages), language),
        ]
        rows.append(parts.Row(cells=cells, href=reverse("public:finder-program", args=[slug(each.program)])))
    labels = (
        _("Program"),
        _("Fit"),
        _("Needed"),
        _("Not known yet"),
        _("Time"),
        _("Fees"),
        _("Papers to send"),
        _("Steps"),
    )
    return FinderPage(
        heading=_("Two programs side by side"),
        back=parts.BackLink(href=reverse("public:finder-result"), text=_("Programs for you")),
        sections=[
            _no_decision(),
            parts.Table(
                caption=_("Two programs side by side"),
                caption_hidden=True,
                columns=[parts.Column(label=label) for label in labels],
                rows=rows,
            ),
            _rules(finding),
        ],
    )


def _card(one: Outcome, on: date, near: Near, language: Language) -> parts.Card:
    program = catalogue().program(one.program, on)
    facts: list[str] = []
    if one.failed:
        facts.append(change_in_short(near.changes.get(one.program), near.questions, language))
        facts.append(rule_of(one.failed[0], language))
    else:
        facts.append(_amounts(one.program, on, language))
        facts += _now_in_short(near.times.get(one.program), on, language)
        if standard := standard_for(one.program, on):
            facts.append(_("Standard: %(time)s") % {"time": time_in_words(standard, language)})
    return parts.Card(
        title=program.name.say(language),
        href=reverse("public:finder-program", args=[slug(one.program)]),
        body=in_short(one, program.who.say(language), language),
        facts=facts,
    )


def _now_in_short(times: Times | None, on: date, language: Language) -> list[str]:
    """Return how long those wait who apply now; nothing where that is not known or too old."""
    if times is None or times.wait is None or times.is_stale(on):
        return []
    return [_("If you apply now: %(time)s") % {"time": wait_in_words(times.wait, language)}]


def _others(others: Sequence[Outcome], language: Language) -> parts.Part:
    groups = [
        parts.Section(
            id=f"others-{fit.value.lower()}",
            # A title of its own: those who go by headings and regions must tell it from the one above.
            title=_("Other programs: %(fit)s") % {"fit": str(fit.label)},
            level=3,
            items=[parts.Bullets(items=[_name_link(one, language) for one in group])],
        )
        for fit, group in groupby(others, key=lambda one: one.fit)
    ]
    return parts.Section(
        id="others",
        title=_("Other programs"),
        intro=_("These serve another goal than yours. Some of their questions were not asked."),
        items=groups,
    )


def _name_link(one: Outcome, language: Language) -> parts.Link:
    name = catalogue().program(one.program).name.say(language)
    return parts.Link(text=name, href=reverse("public:finder-program", args=[slug(one.program)]))


def _no_decision() -> parts.Part:
    return parts.NoticeBanner(
        title=_("This is not a decision."),
        body=_("It follows from what you said and from the rules as we have them today. Only an officer decides."),
    )


def _still_open(left: int) -> list[parts.Part]:
    if not left:
        return []
    title = ngettext(
        "One question could still change the result.", "%(n)s questions could still change the result.", left
    ) % {"n": left}
    go_on = parts.Link(text=_("Go on"), href=reverse("public:finder-question", args=["next"]))
    return [parts.NoticeBanner(title=title, action=go_on)]


def _changed(finding: Finding, before: Finding | None, language: Language) -> list[parts.Part]:
    """Return what the last changed answer changed."""
    if before is None:
        return []
    points: list[parts.Content] = []
    for now in (*finding.wanted, *finding.others):
        then = before.outcome(now.program)
        if then and then.fit is not now.fit:
            words = {
                "program": catalogue().program(now.program).name.say(language),
                "now": str(now.fit.label),
                "before": str(then.fit.label),
            }
            points.append(_("%(program)s: %(now)s (before: %(before)s)") % words)
    said: list[parts.Content] = (
        [parts.Bullets(items=points)]
        if points
        else [parts.Paragraphs(texts=[_("The result is the same for every program.")])]
    )
    return [parts.Section(id="changed", title=_("What your changed answer changes"), items=said)]


def _first(table: ProgramTable, language: Language) -> list[parts.Part]:
    return [parts.NoticeBanner(title=table.first.say(language))] if table.first else []


def _what_would_change(
    outcome: Outcome,
    change: Change | None,
    questions: Mapping[str, Question],
    answers: Mapping[str, str],
    language: Language,
) -> list[parts.Part]:
    if outcome.fit in {Fit.FITS, Fit.MAY}:
        if not outcome.open:
            return []
        texts = [_("Nothing that you said is in the way. What is not known yet decides.")]
        return [parts.Section(id="change", title=_("What would make it fit"), items=[parts.Paragraphs(texts=texts)])]
    if change is None:
        texts = [_("No one or two changes would do. Another program may be nearer.")]
        return [parts.Section(id="change", title=_("What would make it fit"), items=[parts.Paragraphs(texts=texts)])]
    links = [
        parts.Link(
            text=_("Change this answer and see"),
            href=reverse("public:finder-question", args=[slug(code)]),
            detail=questions[code].ask.say(language),
        )
        for code in change.answers
    ]
    return [
        parts.Section(
            id="change",
            title=_("What would make it fit"),
            intro=_("The smallest change after which nothing is in the way any more:"),
            items=[
                parts.Bullets(items=change_points(change, questions, answers, language)),
                *([parts.ButtonRow(items=links)] if links else []),
            ],
        )
    ]


def _now(times: Times | None, on: date, language: Language) -> list[parts.Content]:
    """Return what is published of those who apply now, and where it stands with all that belongs to it."""
    if times is None or times.wait is None or times.is_stale(on):
        return []
    said = _("8 in 10 people who apply today will have a decision in %(wait)s.") % {
        "wait": wait_in_words(times.wait, language)
    }
    more = parts.Link(
        text=_("How we know, and how often we were right"),
        href=reverse("public:times-program", args=[times.program.lower()]),
    )
    return [parts.Sentence(pieces=[said, " ", more])]


def _time(program: str, finding: Finding, language: Language) -> list[str]:
    standard = standard_for(program, finding.on)
    if standard is None:
        return [_("There is no published service standard for this program. We do not guess.")]
    words = {
        "what": standard.what.say(language),
        "time": time_in_words(standard, language),
        "share": number(standard.target_pct, language),
    }
    return [_("%(what)s: %(time)s, for %(share)s%% of applications. This is our service standard.") % words]


def _fees(program: str, on: date, language: Language) -> parts.Part:
    found = fees_table(catalogue().program(program, on), language, on)
    return found or parts.Paragraphs(texts=[_("There is no fee.")])


def _amounts(program: str, on: date, language: Language) -> str:
    fees = catalogue().fees_of(catalogue().program(program, on), on)
    found = sorted({fee.amount for fee in fees})
    if not found:
        return _("There is no fee.")
    if len(found) == 1:
        return _("Fee: %(amount)s") % {"amount": money(found[0], language)}
    return _("Fees from %(least)s to %(most)s each") % {
        "least": money(found[0], language),
        "most": money(found[-1], language),
    }


def _links(outcome: Outcome, finding: Finding, language: Language) -> list[parts.Content]:
    code = outcome.program
    links: list[parts.Content] = [
        parts.Link(
            text=_("The answer about this program"), href=reverse("public:answer", args=[f"program-{code.lower()}"])
        ),
        parts.Link(text=_("Every step of this program"), href=reverse("public:program", args=[code.lower()])),
    ]
    if any("DAYS_AWAY" in worked_from(one.condition, finding.on) for one in outcome.checked):
        links.append(parts.Link(text=_("Count your days in Canada"), href=reverse("public:days")))
    near = [one for one in finding.wanted if one.program != code][:OTHERS]
    links += [
        parts.Link(
            text=_("Compare with: %(program)s") % {"program": catalogue().program(one.program).name.say(language)},
            href=reverse("public:finder-compare", args=[slug(code), slug(one.program)]),
        )
        for one in near
    ]
    return links


def _listed(texts: Sequence[str]) -> str:
    return " ".join(texts) or "–"


def _rules(finding: Finding) -> parts.Part:
    return parts.Paragraphs(
        texts=[
            _("By our rules as in force on %(day)s (version %(version)s).")
            % {"version": finding.digest[:12], "day": long_day(finding.on)}
        ]
    )
