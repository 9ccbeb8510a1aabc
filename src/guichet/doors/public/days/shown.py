"""What a travel journal comes to, as parts: on the screen and on paper."""

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from guichet.assessment.queries import conditions, said, sentence
from guichet.assessment.rules.conditions import Condition, ConditionsCase
from guichet.assessment.rules.days import years_before
from guichet.assessment.rules.why import Step
from guichet.assessment.rules.why import days as so_many
from guichet.assessment.terms import Certainty
from guichet.design import parts
from guichet.design.dates import long_day, span
from guichet.foundation.dates import number
from guichet.foundation.languages import Language
from guichet.foundation.laws import citation
from guichet.plans.queries import JournalCount
from guichet.plans.rules.journal.content import TripEntry
from guichet.plans.rules.journal.words import Remark

# What is said of a trip without any doubt about its dates.
HARMLESS = frozenset({Remark.SAME_DAY, Remark.OVERNIGHT, Remark.TOUCHES, Remark.STILL_AWAY})
# What is asked of most people; what is asked at other ages only is left out.
AGE_OF_MOST = 30


def in_days(count: Decimal | int, language: Language) -> str:
    """Return `12 days`, `364.5 days`, `1,5 jour`."""
    return said(so_many(count), language)


def answer(count: JournalCount, language: Language) -> parts.NoticeBanner:
    """Return the answer, in one sentence and what follows from it; with the trips that are planned, if any are."""
    found = count.planned or count.presence
    lines = list(_when(count, language))
    if count.planned:
        words = {"without": in_days(count.presence.total, language), "lost": in_days(count.days_lost, language)}
        lines.append(
            _("Your planned trips are counted here. They cost %(lost)s; without them: %(without)s.") % words
            if count.days_lost
            else _("Your planned trips are counted here. They cost no day before the day of signing.")
        )
    words = {"total": in_days(found.total, language), "needed": in_days(found.needed, language)}
    if count.journal.resident_since is None:
        title = _("You have %(total)s so far. Only a permanent resident can apply.") % words
    elif found.meets:
        title = _("You have enough days: %(total)s of the %(needed)s that you need.") % words
    else:
        title = _("You have %(total)s of the %(needed)s that you need.") % words
    kind = parts.NoticeKind.SUCCESS if found.meets else parts.NoticeKind.INFO
    return parts.NoticeBanner(title=title, kind=kind, body=parts.Paragraphs(texts=lines) if lines else "")


def _when(count: JournalCount, language: Language) -> Iterator[str]:
    found = count.planned or count.presence
    if not found.meets and found.short:
        yield _("You are short of %(days)s.") % {"days": in_days(found.short, language)}
    if found.earliest and not found.meets:
        yield _("The first day with enough days is %(day)s, if you make no other trip.") % {
            "day": long_day(found.earliest)
        }
    if found.earliest_safe and found.earliest_safe > count.signs_on:
        yield _("We advise you to sign on %(day)s or later: then a mistake of a few days does no harm.") % {
            "day": long_day(found.earliest_safe)
        }
    elif found.meets:
        yield _("You have some days to spare, so a mistake of a few days does no harm.")
    if found.earliest is None and count.journal.resident_since is not None:
        yield _("At this rate, you will not have enough days in the next years.")


def receipt(count: JournalCount, language: Language) -> parts.SummaryList:
    """Return the totals under one another, to be copied into a form."""
    found = count.presence
    rows = [
        (_("Day of signing"), long_day(count.signs_on)),
        (_("Years that count"), capfirst(span(found.window_first, found.window_last))),
        (_("Permanent resident since"), long_day(since) if (since := count.journal.resident_since) else _("Not yet")),
        (_("Days that count as whole days"), in_days(found.full_days, language)),
        (_("Days that count as half days"), in_days(found.half_days, language)),
        (_("What the half days come to"), in_days(found.credit, language)),
        (_("Days away in these years"), in_days(count.away_in_window, language)),
        (_("Total"), in_days(found.total, language)),
    ]
    if count.obligation:
        rows.append((_("Days towards the residency obligation"), in_days(count.obligation.met, language)))
    return parts.SummaryList(dense=True, rows=[parts.SummaryRow(key=key, value=value) for key, value in rows])


def why(steps: Sequence[Step], language: Language) -> parts.Bullets:
    """Return each step of a result with the law that it rests on."""
    return parts.Bullets(
        numbered=True,
        items=[f"{sentence(step, language)} ({_stands(step, language)})" for step in steps],
    )


def _stands(step: Step, language: Language) -> str:
    """Return where a step stands, and how sure we are of it where it is not confirmed."""
    source = _source(step.source, language)
    return source if step.status is Certainty.CONFIRMED else f"{source} · {step.status.label}"


def _source(source: str, language: Language) -> str:
    if source.startswith("CALC"):
        return _("the department’s advice")
    return citation(source, language)


def obligation_section(count: JournalCount, language: Language) -> parts.Section | None:
    """Return how a permanent resident stands with the residency obligation; None for others."""
    found = count.obligation
    if found is None:
        return None
    words = {"met": number(found.met, language), "needed": number(found.needed, language)}
    return parts.Section(
        id="obligation",
        title=_("Keeping your permanent residence"),
        intro=_("A permanent resident spends %(needed)s days of every five years in Canada.")
        % {"needed": number(found.needed, language)},
        items=[
            parts.ProgressBar(
                label=_("Residency obligation"),
                value=min(found.met, found.needed),
                whole=found.needed,
                text=_("%(met)s days so far; %(needed)s are needed.") % words,
            ),
            parts.DefinitionHint(term=_("How we counted this"), body=why(found.why, language)),
            parts.Paragraphs(
                texts=[_("This is information. Only an officer or a tribunal decides about your status.")]
            ),
        ],
    )


def conditions_section(count: JournalCount, language: Language) -> parts.Section:
    """Return what citizenship asks of an adult besides the days, by the law of the day of signing."""
    asked = conditions(
        ConditionsCase(
            signed_on=count.signs_on,
            born_on=years_before(count.signs_on, AGE_OF_MOST),
            route=count.journal.route,
        )
    )
    return parts.Section(
        id="conditions",
        title=_("Days alone are not enough"),
        intro=_("This is asked of you as well:"),
        items=[
            parts.Bullets(items=[f"{sentence(one.says, language)} ({_where(one, language)})" for one in asked.each]),
            parts.Paragraphs(
                texts=[
                    _(
                        "The law forbids it in a few more cases, such as a sentence or a charge outside Canada. Ask us "
                        "if that may concern you."
                    )
                ]
            ),
        ],
    )


def _where(one: Condition, language: Language) -> str:
    """Return where a condition stands in law, and that it is to be verified where we have not yet seen it there."""
    source = _source(one.says.source, language)
    return source if one.is_sure else f"{source} · {Certainty.VERIFY.label}"


def trip_dates(trip: TripEntry) -> str:
    """Return the days of a trip in words."""
    if trip.back is None:
        return _("Since %(day)s") % {"day": long_day(trip.out)}
    return capfirst(span(trip.out, trip.back))


def remark(code: Remark, *, day: date | None, between: tuple[date, date | None] | None) -> str:
    """Return what is said of a trip."""
    facts = {"day": long_day(day) if day else "", "span": ""}
    if between and between[1]:
        facts["span"] = span(between[0], between[1])
    return str(code.label) % facts


def remarks_of(count: JournalCount, trip: int) -> list[str]:
    """Return all that is said of a trip."""
    return [remark(one.code, day=one.day, between=one.span) for one in count.remarks if one.trip == trip]


def not_a_decision() -> parts.Paragraphs:
    """Return what this is and is not."""
    return parts.Paragraphs(
        texts=[_("This is not a decision. It counts what you wrote down; an officer checks it against your records.")]
    )
