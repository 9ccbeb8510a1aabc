"""What the pages of programs, and of the records they rest on, show to staff."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from guichet.design import parts
from guichet.doors.entrance import Visit
from guichet.doors.office.catalogue.cells import (
    both,
    certainty,
    in_force,
    own_folder,
    percent,
    problems_table,
    time_promised,
)
from guichet.doors.office.catalogue.records import Kind, Line, lines_of
from guichet.doors.staff import StaffPage, address, frame
from guichet.foundation.dated.problems import Problem
from guichet.foundation.dates import money, number
from guichet.foundation.languages import Language, Text
from guichet.programs import checks as program_checks
from guichet.programs.catalogue import Catalogue, Program
from guichet.programs.queries import catalogue
from guichet.standards.queries import standard_for
from guichet.standards.rules import Standard


@dataclass(frozen=True, kw_only=True)
class RecordsPage(StaffPage):
    """One kind of record of the catalogue."""

    intro: str
    problems: parts.Table | None
    tabs: parts.Tabs
    find: parts.SearchBox
    table: parts.Table


@dataclass(frozen=True, kw_only=True)
class ProgramPage(StaffPage):
    """Everything that the catalogue says of one program."""

    other_name: str
    other_language: str
    facts: parts.SummaryList
    stages: parts.Table
    documents: parts.Table | None
    fees: parts.Table | None
    reasons: parts.Table | None
    reviews: parts.Table | None


def records_page(visit: Visit, kind: Kind, words: str) -> RecordsPage:
    """Return the records of a kind that have these words; all of them where there are no words."""
    lines = lines_of(kind, catalogue(), visit.language)
    found = [line for line in lines if line.says(words)] if words else lines
    sort = visit.GET.get("sort", "")
    return RecordsPage(
        heading=_("Programs"),
        frame=frame(visit, current="office:programs"),
        intro=_("What clients read comes from these records. They are data files: your department lays its own over "
                "ours. Each record says where it comes from, and how sure we are."),
        problems=problems_table(catalogue_problems()),
        tabs=parts.Tabs(
            label=_("Kinds of record"),
            items=[
                parts.Tab(text=each.label, href=address({"kind": each.value}), current=each is kind) for each in Kind
            ],
        ),
        find=parts.SearchBox(
            action=reverse("office:programs"),
            label=_("Find in these records"),
            value=words,
            kept=[("kind", kind.value)],
            id="find-record",
        ),
        table=parts.Table(
            caption=ngettext("%(n)s record", "%(n)s records", len(found)) % {"n": number(len(found), visit.language)},
            dense=True,
            sort=sort,
            query=visit.GET.urlencode(),
            columns=[
                parts.Column(label=_("Code"), sort="code"),
                parts.Column(label=_("English")),
                parts.Column(label=_("French")),
                parts.Column(label=_("Facts")),
                parts.Column(label=_("In force")),
                parts.Column(label=_("How sure"), sort="certainty"),
                parts.Column(label=_("Source")),
            ],
            rows=[_record_row(line, kind) for line in _sorted(found, sort)],
            empty=parts.EmptyState(title=_("No record has these words")),
        ),
    )  # fmt: skip


def program_page(visit: Visit, program: Program) -> ProgramPage:
    """Return one program, its stages with what clients read, its documents, fees, reasons and rights of review."""
    found, language, today = catalogue(), visit.language, timezone.localdate(visit.origin.at)
    standard = standard_for(program.code, today)
    return ProgramPage(
        heading=program.name.say(language),
        other_name=program.name.say(language.other),
        other_language=language.other,
        frame=frame(visit, current="office:programs", above=[_all_programs()]),
        facts=parts.SummaryList(
            dense=True,
            rows=[
                parts.SummaryRow(key=_("Code"), value=program.code),
                parts.SummaryRow(key=_("Line of business"), value=program.line.label),
                parts.SummaryRow(key=_("For whom"), value=both(program.who)),
                parts.SummaryRow(key=_("Biometrics"), value=both(program.biometrics)),
                parts.SummaryRow(key=_("Medical examination"), value=both(program.medical)),
                parts.SummaryRow(key=_("Interview"), value=both(program.interview)),
                parts.SummaryRow(
                    key=_("Service standard"),
                    value=_promise(standard, language) if standard else _("None is published"),
                ),
                *([parts.SummaryRow(key=_("Notes"), value=both(program.notes))] if program.notes else []),
                parts.SummaryRow(key=_("In force"), value=in_force(program.valid_from, program.valid_to)),
                parts.SummaryRow(key=_("How sure"), value=certainty(program.status)),
                parts.SummaryRow(key=_("Source"), value=program.source),
            ],
        ),
        stages=_stages(program, found),
        documents=_texts(
            _("Documents"), [(code, found.document(code).name, found.document(code).what) for code in program.documents]
        ),
        fees=_fees(program, found, today, language),
        reasons=_texts(
            _("Reasons for not approving"),
            [(code, found.reason(code).plain, _same(found.reason(code).law)) for code in program.reasons],
            second=_("Law"),
        ),
        reviews=_texts(
            _("Rights of review"),
            [(code, found.review(code).name, found.review(code).how) for code in program.reviews],
        ),
    )


def catalogue_problems() -> Sequence[Problem]:
    """Return what is wrong in the data files of the catalogue, the department's own laid over ours."""
    return program_checks.problems(own_folder())


_ORDERS: dict[str, Callable[[Line], str]] = {"code": lambda line: line.code, "certainty": lambda line: line.certainty}


def _sorted(lines: Iterable[Line], sort: str) -> list[Line]:
    order = _ORDERS.get(sort.lstrip("-"))
    return sorted(lines, key=order, reverse=sort.startswith("-")) if order else list(lines)


def _record_row(line: Line, kind: Kind) -> parts.Row:
    return parts.Row(
        href=reverse("office:program", args=[line.code]) if kind is Kind.PROGRAMS else "",
        cells=[
            line.code,
            _in_language([text.en for text in line.texts], Language.EN),
            _in_language([text.fr for text in line.texts], Language.FR),
            line.facts,
            in_force(line.valid_from, line.valid_to),
            certainty(line.certainty),
            line.source,
        ],
    )


def _in_language(texts: Sequence[str], language: Language) -> SafeString:
    """Return the texts of a record in one language: the first is its name, the others what is said of it."""
    first, *others = texts
    return format_html(
        '<span lang="{}"><strong>{}</strong>{}</span>',
        language,
        first,
        format_html_join("", "<br>{}", ((text,) for text in others)),
    )


def _all_programs() -> parts.Link:
    return parts.Link(text=_("Programs"), href=reverse("office:programs"))


def _stages(program: Program, found: Catalogue) -> parts.Table:
    usual = [(code, "") for code in program.stages] + [
        (code, _("only where needed")) for code in program.optional_stages
    ]
    return parts.Table(
        caption=_("Stages, and what the client reads"),
        dense=True,
        columns=[
            parts.Column(label=_("Stage")),
            parts.Column(label=_("What is happening")),
            parts.Column(label=_("What comes next")),
            parts.Column(label=_("Who acts")),
        ],
        rows=[
            parts.Row(
                cells=[
                    format_html("{} {} {}", code, both(found.stage(code).name), note),
                    both(found.stage(code).happening),
                    both(found.stage(code).next),
                    found.stage(code).who_acts.label,
                ]
            )
            for code, note in usual
        ],
    )


def _same(text: str) -> Text:
    return Text(text, text)


def _texts(caption: str, rows: Sequence[tuple[str, Text, Text]], second: str = "") -> parts.Table | None:
    if not rows:
        return None
    return parts.Table(
        caption=caption,
        dense=True,
        columns=[
            parts.Column(label=_("Code")),
            parts.Column(label=_("Name")),
            parts.Column(label=second or _("What is said of it")),
        ],
        rows=[
            parts.Row(cells=[code, both(name), both(said) if said.en != said.fr else said.en])
            for code, name, said in rows
        ],
    )


def _fees(program: Program, found: Catalogue, today: date, language: Language) -> parts.Table | None:
    fees = found.fees_of(program, today)
    if not fees:
        return None
    return parts.Table(
        caption=_("Fees in force today"),
        dense=True,
        columns=[
            parts.Column(label=_("Code")),
            parts.Column(label=_("For what")),
            parts.Column(label=_("Amount"), number=True),
            parts.Column(label=_("In force")),
            parts.Column(label=_("How sure")),
            parts.Column(label=_("Source")),
        ],
        rows=[
            parts.Row(
                cells=[
                    fee.code,
                    both(fee.what),
                    f"{money(fee.amount, language)} {fee.per.label}",
                    in_force(fee.valid_from, fee.valid_to),
                    certainty(fee.status),
                    fee.source,
                ]
            )
            for fee in fees
        ],
    )


def _promise(standard: Standard, language: Language) -> str:
    return _("%(time)s for %(share)s of files (%(code)s)") % {
        "time": time_promised(standard, language),
        "share": percent(standard.target_pct, language),
        "code": standard.code,
    }
