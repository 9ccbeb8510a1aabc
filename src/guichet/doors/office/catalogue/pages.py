"""What the pages of programs and standards show to staff."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from guichet.design import parts
from guichet.doors.entrance import Visit
from guichet.doors.office.catalogue.records import Kind, Line, lines_of
from guichet.doors.staff import StaffPage, address, frame
from guichet.foundation.dated.problems import Problem
from guichet.foundation.dates import long_date, money, number
from guichet.foundation.languages import Language, Text
from guichet.programs import checks as program_checks
from guichet.programs.catalogue import Catalogue, Program
from guichet.programs.queries import catalogue
from guichet.standards import checks as standard_checks
from guichet.standards.queries import standard_for
from guichet.standards.queries import standards as standards_on
from guichet.standards.rules import Result, Standard
from guichet.standards.terms import Certainty

# By the code, so that the two rooms' words of the same meaning look alike.
CERTAINTIES = {
    "C": (gettext_lazy("Confirmed"), parts.TagKind.SUCCESS),
    "C2": (gettext_lazy("Reported"), parts.TagKind.INFO),
    "V": (gettext_lazy("To verify"), parts.TagKind.WARNING),
}


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


@dataclass(frozen=True, kw_only=True)
class StandardsPage(StaffPage):
    """The standards in force, with their results."""

    intro: str
    problems: parts.Table | None
    table: parts.Table


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
        problems=_problems(catalogue_problems()),
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
                parts.SummaryRow(key=_("In force"), value=_in_force(program.valid_from, program.valid_to)),
                parts.SummaryRow(key=_("How sure"), value=_certainty(program.status)),
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


def standards_page(visit: Visit) -> StandardsPage:
    """Return the standards in force today, in the order that the address asks for."""
    today = timezone.localdate(visit.origin.at)
    sort = visit.GET.get("sort", "")
    found = sorted(standards_on(today), key=_STANDARD_ORDERS.get(sort.lstrip("-"), _no_order))
    if sort.startswith("-"):
        found.reverse()
    return StandardsPage(
        heading=_("Service standards"),
        frame=frame(visit, current="office:standards"),
        intro=_("The promises in force on %(day)s. One that has expired is never shown as current.")
        % {"day": long_date(today, visit.language)},
        problems=_problems(standard_checks.found_in(_own_folder()).problems),
        table=parts.Table(
            caption=ngettext("%(n)s standard", "%(n)s standards", len(found))
            % {"n": number(len(found), visit.language)},
            dense=True,
            sort=sort,
            columns=[
                parts.Column(label=_("Code"), sort="code"),
                parts.Column(label=_("What is promised")),
                parts.Column(label=_("Time")),
                parts.Column(label=_("Target"), sort="target", number=True),
                parts.Column(label=_("Latest result"), sort="result", number=True),
                parts.Column(label=_("Of how many"), sort="volume", number=True),
                parts.Column(label=_("Met")),
                parts.Column(label=_("To confirm by"), sort="review"),
                parts.Column(label=_("How sure")),
                parts.Column(label=_("Source")),
            ],
            rows=[_standard_row(one, today, visit.language) for one in found],
        ),
    )


def catalogue_problems() -> Sequence[Problem]:
    """Return what is wrong in the data files of the catalogue, the department's own laid over ours."""
    return program_checks.problems(_own_folder())


def both(text: Text) -> SafeString:
    """Return a text in English and French, each marked with its language."""
    return format_html('<span lang="en">{}</span><br><span lang="fr">{}</span>', text.en, text.fr)


def _own_folder() -> Path | None:
    return Path(settings.DATA_FOLDER) if settings.DATA_FOLDER else None


def _problems(found: Sequence[Problem]) -> parts.Table | None:
    if not found:
        return None
    return parts.Table(
        caption=_("Faults in the data files"),
        dense=True,
        columns=[
            parts.Column(label=_("File and line")),
            parts.Column(label=_("What is wrong")),
            parts.Column(label=_("How to mend it")),
        ],
        rows=[
            parts.Row(
                urgent=True,
                cells=[f"{one.file}:{one.line}", both(one.message), both(one.mend)],
            )
            for one in found
        ],
    )


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
            _in_force(line.valid_from, line.valid_to),
            _certainty(line.certainty),
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


def _in_force(start: date | None, end: date | None) -> str:
    if start and end:
        return _("%(start)s to %(end)s") % {"start": start, "end": end}
    if start:
        return _("since %(day)s") % {"day": start}
    return _("until %(day)s") % {"day": end} if end else _("always")


def _certainty(status: Certainty | str) -> parts.Tag:
    """Return how sure a record is, in a word: tables are narrow."""
    text, kind = CERTAINTIES[Certainty(str(status)).value]
    return parts.Tag(text=text, kind=kind)


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
                    _in_force(fee.valid_from, fee.valid_to),
                    _certainty(fee.status),
                    fee.source,
                ]
            )
            for fee in fees
        ],
    )


def _promise(standard: Standard, language: Language) -> str:
    return _("%(time)s for %(share)s of files (%(code)s)") % {
        "time": _time(standard, language),
        "share": percent(standard.target_pct, language),
        "code": standard.code,
    }


def _time(standard: Standard, language: Language) -> str:
    if not standard.is_timed or standard.value is None:
        return "–"
    return f"{number(standard.value, language)} {standard.unit.label}"


def percent(share: Decimal, language: Language) -> str:
    """Return a share in hundredths as each language writes it: 80% or 80 %."""
    told = number(share, language)
    return f"{told}\N{NO-BREAK SPACE}%" if language is Language.FR else f"{told}%"


def _latest(standard: Standard) -> Result | None:
    return max(standard.results, key=lambda result: result.fiscal_year, default=None)


def _standard_row(one: Standard, today: date, language: Language) -> parts.Row:
    result = _latest(one)
    overdue = one.review_on is not None and one.review_on < today
    return parts.Row(
        cells=[
            one.code,
            both(one.what),
            _time(one, language),
            percent(one.target_pct, language),
            format_html("{}<br>{}", percent(result.pct, language), result.fiscal_year)
            if result and result.pct is not None
            else "–",
            number(result.volume, language) if result else "–",
            _met(one, result),
            parts.Tag(text=str(one.review_on), kind=parts.TagKind.WARNING) if overdue else str(one.review_on or "–"),
            _certainty(one.status),
            one.source,
        ]
    )


def _met(one: Standard, result: Result | None) -> parts.Content:
    met = one.was_met(result) if result else None
    if met is None:
        return "–"
    if met:
        return parts.Tag(text=_("Met"), kind=parts.TagKind.SUCCESS)
    return parts.Tag(text=_("Missed"), kind=parts.TagKind.DANGER)


def _no_order(standard: Standard) -> tuple[object, ...]:
    return ()


_STANDARD_ORDERS: dict[str, Callable[[Standard], tuple[object, ...]]] = {
    "code": lambda one: (one.code,),
    "target": lambda one: (one.target_pct, one.code),
    "result": lambda one: (_result_of(one, "pct"), one.code),
    "volume": lambda one: (_result_of(one, "volume"), one.code),
    "review": lambda one: (one.review_on or date.max, one.code),
}


def _result_of(one: Standard, name: str) -> object:
    result = _latest(one)
    value = getattr(result, name) if result else None
    return -1 if value is None else value
