"""The programs: the list by line of business, and all there is to know of one."""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _

from guichet.design import parts
from guichet.design.dates import long_day, span
from guichet.doors.public.days.shown import receipt
from guichet.doors.public.finder.words import answer_words
from guichet.doors.public.pages import ReadingPage
from guichet.foundation.dates import money, number
from guichet.foundation.languages import Language
from guichet.foundation.laws import citation
from guichet.plans.queries import JournalCount, Question
from guichet.processing_times.queries import Wait, wait_in_words
from guichet.programs.queries import catalogue
from guichet.programs.terms import Certainty, Line
from guichet.standards.queries import standard_for, time_in_words

if TYPE_CHECKING:
    from guichet.programs.catalogue import Fee, Program

CERTAINTY_KINDS = {"C": parts.TagKind.SUCCESS, "C2": parts.TagKind.INFO, "V": parts.TagKind.WARNING}


def programs_page(language: Language, on: date) -> ReadingPage:
    """Return the list of programs in force on a day, by line of business."""
    listed = sorted(catalogue().programs(on=on), key=lambda program: list(Line).index(program.line))
    return ReadingPage(
        heading=_("Programs"),
        lead=_("Choose what you want to apply for, or have applied for. Each page shows every step, in order."),
        sections=[
            parts.Section(
                id=line.value,
                title=str(line.label),
                items=[
                    parts.CardList(
                        grid=True,
                        cards=[
                            parts.Card(
                                title=program.name.say(language),
                                href=reverse("public:program", args=[slug(program.code)]),
                                body=program.who.say(language),
                            )
                            for program in group
                        ],
                    )
                ],
            )
            for line, group in groupby(listed, key=lambda program: program.line)
        ],
    )


def program_page(
    program: "Program",
    language: Language,
    on: date,
    *,
    wait: Wait | None = None,
    notices: Sequence[parts.Part] = (),
    journal: JournalCount | None = None,
    said: Sequence[tuple[Question, str]] = (),
) -> ReadingPage:
    """Return all there is to know of a program on a day: notices, how long it takes now, what the reader prepared."""
    return ReadingPage(
        heading=program.name.say(language),
        lead=program.who.say(language),
        breadcrumbs=parts.Breadcrumbs(links=[parts.Link(text=_("Programs"), href=reverse("public:programs"))]),
        sections=[
            *notices,
            *_notes(program, language),
            *_own_days(journal, language),
            *_own_answers(program, said, language),
            _time(program, wait, language, on),
            _steps(program, language),
            *_documents(program, language),
            _fees(program, language, on),
            _checks(program, language),
            *_reviews(program, language, on),
            _sources(program, language),
        ],
    )


def slug(code: str) -> str:
    """Return a program’s code as it stands in an address."""
    return code.lower()


def certainty_tag(status: str) -> parts.Tag:
    """Return how sure we are of what we say: confirmed, reported, to be verified."""
    return parts.Tag(text=str(Certainty(status).label), kind=CERTAINTY_KINDS[Certainty(status).value])


def _notes(program: "Program", language: Language) -> Iterator[parts.Part]:
    if program.notes:
        yield parts.NoticeBanner(title=program.notes.say(language))


def _own_days(journal: JournalCount | None, language: Language) -> Iterator[parts.Part]:
    if journal:
        yield parts.Section(
            id="days",
            title=_("From your travel journal"),
            intro=_("Copy these totals into your form. Only you see them."),
            items=[receipt(journal, language)],
            action=parts.Link(text=_("Open my journal"), href=reverse("public:days")),
        )


def _own_answers(program: "Program", said: Sequence[tuple[Question, str]], language: Language) -> Iterator[parts.Part]:
    """Return what the reader said in the finder of what this program asks: nobody should have to say it twice."""
    if said:
        rows = [
            parts.SummaryRow(key=question.ask.say(language), value=answer_words(question, word, language))
            for question, word in said
        ]
        yield parts.Section(
            id="said",
            title=_("What you said about yourself"),
            intro=_("Copy these answers into your form. Only you see them."),
            items=[parts.SummaryList(dense=True, rows=rows)],
            action=parts.Link(
                text=_("See how this program fits you"),
                href=reverse("public:finder-program", args=[slug(program.code)]),
            ),
        )


def said_today(wait: Wait, language: Language, today: date) -> str:
    """Return when those who apply today will have a decision, in one sentence: the same on every page."""
    days = wait.after(today)
    words = {"wait": wait_in_words(wait, language), "range": span(days.p10, days.p90)}
    return _("8 in 10 people who apply today will have a decision in %(wait)s: %(range)s.") % words


def _time(program: "Program", wait: Wait | None, language: Language, on: date) -> parts.Section:
    texts: list[parts.Content] = []
    if wait:
        texts.append(parts.Strong(text=said_today(wait, language, on)))
    texts += _promised(program, language, on)
    # Where there are no times yet, its page would say no more than this one.
    code = slug(program.code)
    action = (
        parts.Link(
            text=_("Plan on a day, and see how right we were"), href=reverse("public:times-program", args=[code])
        )
        if wait
        else parts.Link(text=_("All service standards"), href=reverse("public:standards"))
    )
    return parts.Section(
        id="time", title=_("How long it should take"), items=[parts.Paragraphs(texts=texts)], action=action
    )


def _promised(program: "Program", language: Language, on: date) -> Iterator[str]:
    standard = standard_for(program.code, on)
    if standard is None:
        yield _("There is no published service standard for this program. We do not guess.")
        return
    words = {
        "what": standard.what.say(language),
        "time": time_in_words(standard, language),
        "share": number(standard.target_pct, language),
    }
    yield _("%(what)s: %(time)s, for %(share)s%% of applications. This is our service standard.") % words
    last = standard.results[-1] if standard.results else None
    if last and last.pct is not None:
        kept = {
            "year": last.fiscal_year,
            "share": number(last.pct, language),
            "volume": number(last.volume, language),
        }
        yield _("In %(year)s we kept it for %(share)s%% of %(volume)s.") % kept
    if standard.valid_from:
        yield _("In force since %(day)s.") % {"day": long_day(standard.valid_from)}


def documents_list(program: "Program", language: Language) -> parts.SummaryList:
    """Return what is sent with an application, paper by paper."""
    found = [catalogue().document(code) for code in program.documents]
    return parts.SummaryList(
        rows=[parts.SummaryRow(key=one.name.say(language), value=one.what.say(language)) for one in found]
    )


def steps_list(program: "Program", language: Language) -> parts.SummaryList:
    """Return the usual steps of an application, in order."""
    stages = (catalogue().stage(code) for code in program.stages)
    return parts.SummaryList(
        rows=[
            parts.SummaryRow(key=f"{place}. {stage.name.say(language)}", value=stage.happening.say(language))
            for place, stage in enumerate(stages, start=1)
        ]
    )


def fees_table(program: "Program", language: Language, on: date) -> parts.Table | None:
    """Return the fees of a program in force on a day; None where there are none."""
    fees = catalogue().fees_of(program, on)
    if not fees:
        return None
    return parts.Table(
        caption=_("Fees"),
        caption_hidden=True,
        columns=[
            parts.Column(label=_("For")),
            parts.Column(label=_("Amount"), number=True),
            parts.Column(label=_("Source")),
        ],
        rows=[
            parts.Row(cells=[_fee_name(fee, language), _amount(fee, language), _fee_source(fee, language)])
            for fee in fees
        ],
    )


def reviews_list(program: "Program", language: Language, on: date) -> parts.SummaryList:
    """Return what a person may do about a refusal, each with its law."""
    return parts.SummaryList(
        rows=[
            parts.SummaryRow(
                key=review.name.say(language),
                value=_how(review.how.say(language), citation(review.law, language)),
            )
            for review in catalogue().reviews_of(program, on)
        ]
    )


def _steps(program: "Program", language: Language) -> parts.Section:
    known = catalogue()
    items: list[parts.Content] = [steps_list(program, language)]
    if program.optional_stages:
        items.append(
            parts.Section(
                id="sometimes",
                title=_("Only for some files"),
                level=3,
                items=[
                    parts.SummaryList(
                        rows=[
                            parts.SummaryRow(key=stage.name.say(language), value=stage.next.say(language))
                            for stage in (known.stage(code) for code in program.optional_stages)
                        ]
                    )
                ],
            )
        )
    return parts.Section(
        id="steps",
        title=_("The steps, in order"),
        intro=_("The words are those you will read in your own file."),
        items=items,
    )


def _documents(program: "Program", language: Language) -> Iterator[parts.Part]:
    if program.documents:
        yield parts.Section(id="documents", title=_("What you send"), items=[documents_list(program, language)])


def _fees(program: "Program", language: Language, on: date) -> parts.Section:
    table = fees_table(program, language, on)
    if table is None:
        return parts.Section(
            id="fees", title=_("What it costs"), items=[parts.Paragraphs(texts=[_("There is no fee.")])]
        )
    return parts.Section(
        id="fees",
        title=_("What it costs"),
        intro=_("In Canadian dollars, as of %(day)s. You may not need every fee in this list.") % {"day": long_day(on)},
        items=[table],
    )


def _fee_name(fee: "Fee", language: Language) -> str:
    name = fee.what.say(language)
    return _("%(name)s. %(note)s") % {"name": name, "note": fee.note.say(language)} if fee.note else name


def _amount(fee: "Fee", language: Language) -> str:
    return _("%(amount)s %(per)s") % {"amount": money(fee.amount, language), "per": fee.per.label}


def _fee_source(fee: "Fee", language: Language) -> str:
    facts = [citation(fee.source, language), str(fee.status.label)]
    if fee.valid_from:
        facts.append(_("since %(day)s") % {"day": long_day(fee.valid_from)})
    return " · ".join(filter(None, facts))


def _checks(program: "Program", language: Language) -> parts.Section:
    return parts.Section(
        id="checks",
        title=_("What else may happen"),
        items=[
            parts.SummaryList(
                rows=[
                    parts.SummaryRow(key=_("Fingerprints and photo"), value=program.biometrics.say(language)),
                    parts.SummaryRow(key=_("Medical exam"), value=program.medical.say(language)),
                    parts.SummaryRow(key=_("Interview"), value=program.interview.say(language)),
                ]
            )
        ],
    )


def _reviews(program: "Program", language: Language, on: date) -> Iterator[parts.Part]:
    if catalogue().reviews_of(program, on):
        yield parts.Section(
            id="reviews",
            title=_("If we do not approve it"),
            intro=_("You get every reason in plain words. This is what you can do."),
            items=[reviews_list(program, language, on)],
        )


def _how(how: str, law: str) -> str:
    return _("%(how)s (%(law)s)") % {"how": how, "law": law} if law else how


def _sources(program: "Program", language: Language) -> parts.Section:
    return parts.Section(
        id="sources",
        title=_("How sure we are"),
        items=[
            parts.SummaryList(
                dense=True,
                rows=[
                    parts.SummaryRow(key=_("This page"), value=certainty_tag(program.status)),
                    parts.SummaryRow(key=_("Source"), value=citation(program.source, language) or "–"),
                ],
            )
        ],
    )
