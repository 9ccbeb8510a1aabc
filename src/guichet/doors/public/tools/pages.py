"""What the pages of all tools have in common: the question, then the answer in one sentence, why, and what to do."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.validators import EMPTY_VALUES
from django.urls import reverse
from django.utils.translation import gettext as _

from guichet.assessment.queries import sentence
from guichet.assessment.rules.why import Step
from guichet.design import parts
from guichet.design.dates import long_day
from guichet.design.parts import Content, Part, Words
from guichet.doors.public.pages import ReadingPage
from guichet.doors.public.tools.asking import DONE, Asked, Asker, Said, ToolForm
from guichet.doors.public.tools.sources import where
from guichet.foundation.dates import money, number
from guichet.foundation.languages import Language
from guichet.knowledge.queries import titles
from guichet.programs.queries import catalogue

if TYPE_CHECKING:
    from guichet.programs.catalogue import Program


@dataclass(frozen=True, kw_only=True)
class WhatIf:
    """What somebody may try after the answer: the sliders, what they come to, and what was said, which is kept."""

    form: forms.Form
    result: Part
    kept: Sequence[tuple[str, str]]


@dataclass(frozen=True, kw_only=True)
class Answered:
    """What a tool makes of what was said; `then` stands after what the person may try."""

    sections: Sequence[Part]
    what_if: WhatIf | None = None
    then: Sequence[Part] = ()


Warnings = Callable[[Asker], Iterable[Part]]


@dataclass(frozen=True, kw_only=True)
class Tool:
    """A tool: its name in addresses, its words, what it asks, what it makes of it, and what must be said before."""

    code: str
    heading: Words
    lead: Words
    groups: Sequence[type[ToolForm]]
    answer: Callable[[Asked, Asker, Any], Answered]
    warnings: Warnings = lambda _asker: ()
    submit: Words = ""


@dataclass(frozen=True, kw_only=True)
class ToolPage(ReadingPage):
    """A tool’s page: either the form to be answered now, or the answer."""

    warnings: Sequence[Part]
    form: ToolForm | None = None
    form_title: Words = ""
    step: str = ""
    submit: Words = ""
    kept: Sequence[tuple[str, str]] = ()
    done: int = 0
    what_if: WhatIf | None = None
    then: Sequence[Part] = ()


def tool_page(tool: Tool, asked: Asked, asker: Asker, query: Any) -> ToolPage:
    """Return the page of a tool, as far as the asking has come."""
    crumbs = parts.Breadcrumbs(links=[parts.Link(text=_("Tools"), href=reverse("public:tools"))])
    warnings = list(tool.warnings(asker))
    if asked.form is not None:
        last = asked.place == len(tool.groups) - 1
        return ToolPage(
            heading=str(tool.heading), lead=tool.lead if asked.place == 0 else "", breadcrumbs=crumbs,
            warnings=warnings if asked.place == 0 else [], sections=[], form=asked.form,
            form_title=asked.form.title if len(tool.groups) > 1 else "",
            step=_step(asked.place, len(tool.groups)),
            submit=(tool.submit or _("See the answer")) if last else _("Continue"),
            kept=asked.kept, done=asked.place + 1,
        )  # fmt: skip
    found = tool.answer(asked, asker, query)
    return ToolPage(
        heading=str(tool.heading), breadcrumbs=crumbs, warnings=warnings, sections=found.sections,
        what_if=found.what_if, then=[*found.then, what_was_said(asked, asker.language, tool), not_a_decision()],
    )  # fmt: skip


def why(steps: Iterable[Step], language: Language, *, title: str = "") -> parts.Section:
    """Return the steps of a result, each with its source."""
    reasons = [parts.Reason(text=sentence(step, language), source=where(step, language)) for step in steps]
    return reasons_section(reasons, title=title)


def reasons_section(reasons: Sequence[parts.Reason], *, title: str = "") -> parts.Section:
    """Return reasons under their heading."""
    return parts.Section(id="why", title=title or _("Why"), items=[parts.Reasons(reasons=reasons)])


def _fees(program: "Program", asker: Asker) -> str:
    """Return what a program costs: from its smallest fee to its largest, since most people pay more than one."""
    amounts = sorted({fee.amount for fee in catalogue().fees_of(program, asker.on)})
    if not amounts:
        return ""
    if len(amounts) == 1:
        return _(" – fee: %(amount)s") % {"amount": money(amounts[0], asker.language)}
    words = {"least": money(amounts[0], asker.language), "most": money(amounts[-1], asker.language)}
    return _(" – fees from %(least)s to %(most)s each") % words


def what_next(
    asker: Asker, *, programs: Sequence[str] = (), articles: Sequence[str] = (), texts: Sequence[Content] = ()
) -> parts.Section:
    """Return what to do now: programs with the fee of the day, and what to read. Unknown ones are left out."""
    links: list[Content] = [*texts]
    known = {program.code: program for program in catalogue().programs(on=asker.on)}
    for program in (known[code] for code in programs if code in known):
        link = parts.Link(
            text=program.name.say(asker.language), href=reverse("public:program", args=[program.code.lower()])
        )
        links.append(parts.Sentence(pieces=[link, _fees(program, asker)]))
    found = titles(articles, on=asker.on)
    links += [
        parts.Link(text=found[code][asker.language], href=reverse("public:answer", args=[code]))
        for code in articles
        if code in found
    ]
    links.append(parts.Link(text=_("Ask us: a person can help you"), href=reverse("public:contact")))
    return parts.Section(id="next", title=_("What to do next"), items=[parts.Bullets(items=links)])


def what_was_said(asked: Asked, language: Language, tool: Tool) -> parts.Section:
    """Return what somebody said, each form with the way back to it."""
    changes, rows = list[Content](), list[parts.SummaryRow]()
    for place, form in asked.answered:
        text = _("Change: %(what)s") % {"what": form.title or _("your answers")}
        changes.append(parts.Link(text=text, href=asked.change_href(place)))
        rows += _rows(form, language)
    answers = parts.DefinitionHint(term=_("Your answers"), body=parts.SummaryList(dense=True, rows=rows))
    again = parts.Link(text=_("Start again"), href=reverse(f"public:tool-{tool.code}"))
    keep = _("The address of this page holds your answers: keep it, or print the page. We keep nothing.")
    return parts.Section(
        id="said",
        title=_("What you told us"),
        intro=keep,
        items=[answers, parts.ButtonRow(items=[*changes, again]), parts.PrintButton()],
    )


def not_a_decision() -> parts.Section:
    """Return what this answer is not."""
    return parts.Section(
        id="not-a-decision",
        title=_("This is not a decision"),
        items=[
            parts.Paragraphs(
                texts=[
                    _("It is worked out from what you told us, by the rules named above. An officer looks at your "
                      "papers and decides. You may apply whatever this page says."),
                ]
            )
        ],
    )  # fmt: skip


def _rows(form: ToolForm, language: Language) -> Iterable[parts.SummaryRow]:
    for name, field in form.fields.items():
        value = form.cleaned_data.get(name)
        if value not in EMPTY_VALUES:
            yield parts.SummaryRow(key=str(field.label), value=_shown(field, value, language))


def _shown(field: forms.Field, value: Any, language: Language) -> str:
    if isinstance(field, forms.MultipleChoiceField):
        return ", ".join(str(label) for key, label in _flat(field.choices) if key in value)
    if isinstance(field, forms.ChoiceField):
        return next((str(label) for key, label in _flat(field.choices) if str(key) == str(value)), str(value))
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, date):
        return long_day(value)
    return number(value, language) if isinstance(value, int | Decimal) else str(value)


def _flat(choices: Any) -> Iterable[tuple[Any, Any]]:
    for key, label in choices:
        if isinstance(label, list | tuple):
            yield from label
        else:
            yield key, label


def _step(place: int, count: int) -> str:
    if count < 2:
        return ""
    return _("Part %(place)s of %(count)s") % {"place": place + 1, "count": count}


__all__ = ["DONE", "Answered", "Said", "Tool", "ToolPage", "WhatIf", "reasons_section", "tool_page", "what_next", "why"]
