"""`guichet rules`: hold worked cases against a rule, and explain how it comes to an answer."""

import csv
import json
import sys
from argparse import ArgumentParser, RawDescriptionHelpFormatter
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any, NoReturn

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _
from django.utils.translation import override

from guichet.config.rules import RULES
from guichet.foundation.languages import Language
from guichet.foundation.worked import Explained, Line, Row, Rule, Unreadable, missing_columns, verify

DIFFERS, UNUSABLE = 1, 2
EXAMPLES = """examples:
  guichet rules verify consent cases.csv
  guichet rules verify consent cases.csv --json
  guichet rules explain consent --input case.json
  guichet rules verify citizenship-presence cases.csv
  guichet rules verify finder
"""


class Command(BaseCommand):
    help = "Hold worked cases against a rule (exit 1 where any differs), or explain how a rule decides one case."
    requires_system_checks = []

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> Any:
        """Return the parser, with the examples printed as they are written."""
        kwargs.setdefault("epilog", EXAMPLES)
        kwargs.setdefault("formatter_class", RawDescriptionHelpFormatter)
        return super().create_parser(prog_name, subcommand, **kwargs)

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Say what the command takes."""
        acts = parser.add_subparsers(dest="act", required=True)
        verifying = acts.add_parser("verify", help="run worked cases through a rule")
        verifying.add_argument("rule", metavar="RULE", help=f"one of: {', '.join(RULES)}")
        verifying.add_argument(
            "cases", metavar="CASES.csv", nargs="?", default="",
            help="a file of cases, or - for standard input; without one, the cases that come with the rule",
        )  # fmt: skip
        explaining = acts.add_parser("explain", help="say how a rule decides one case, and why not otherwise")
        explaining.add_argument("rule", metavar="RULE", help=f"one of: {', '.join(RULES)}")
        explaining.add_argument("--input", required=True, metavar="INPUT.json", help="one case as an object of JSON")
        for one in (verifying, explaining):
            one.add_argument("--json", action="store_true", help="print the result as JSON")
            one.add_argument("--language", choices=[language.value for language in Language], default="en")

    def handle(self, *args: Any, **options: Any) -> None:
        """Do one of the two."""
        with override(options["language"]):
            rule = RULES.get(options["rule"])
            if rule is None:
                self._stop(_("There is no rule “%(name)s”; there are: %(names)s.")
                           % {"name": options["rule"], "names": ", ".join(RULES)})  # fmt: skip
            if options["act"] == "verify":
                self._verify(rule, options["cases"], as_json=options["json"])
            else:
                self._explain(rule, options["input"], Language(options["language"]), as_json=options["json"])

    def _own_cases(self, rule: Rule) -> str:
        if rule.own_cases is None:
            self._stop(_("No cases come with the rule “%(name)s”: name a file.") % {"name": rule.name})
        return str(rule.own_cases)

    def _verify(self, rule: Rule, file: str, *, as_json: bool) -> None:
        own_rows = rule.own_rows() if rule.own_rows and not file else None
        file = file or ("" if own_rows is not None else self._own_cases(rule))
        try:
            rows = list(own_rows if own_rows is not None else self._rows(rule, file))
        except (OSError, UnicodeDecodeError, csv.Error) as fault:
            self._stop(f"{file}: {getattr(fault, 'strerror', None) or fault}")
        count, differing = verify(rule, rows)
        agree = count - len({one.line for one in differing})
        if as_json:
            found = [
                {"case": one.case, "column": one.column, "expected": one.expected, "got": one.got} for one in differing
            ]
            summary = {"rule": rule.name, "cases": count, "agree": agree, "disagree": found}
            self.stdout.write(json.dumps(summary, ensure_ascii=False, indent=2))
        else:
            for one in differing:
                self.stdout.write(
                    _("line %(line)s, case %(case)s, %(column)s: expected %(expected)s, got %(got)s") % asdict(one)
                )
            self.stdout.write(
                _("%(rule)s: %(agree)s of %(cases)s cases agree.") % {"rule": rule.name, "agree": agree, "cases": count}
            )
        if differing:
            sys.exit(DIFFERS)

    def _rows(self, rule: Rule, file: str) -> Iterator[tuple[int, Row]]:
        text = sys.stdin.read() if file == "-" else Path(file).read_text(encoding="utf-8-sig")
        reader = csv.DictReader(text.splitlines())
        if missing := missing_columns(rule, reader.fieldnames or ()):
            self._stop(_("%(file)s lacks these columns: %(names)s.") % {"file": file, "names": ", ".join(missing)})
        for row in reader:
            yield reader.line_num, {name: value or "" for name, value in row.items() if isinstance(name, str)}

    def _explain(self, rule: Rule, file: str, language: Language, *, as_json: bool) -> None:
        try:
            said = json.loads(sys.stdin.read() if file == "-" else Path(file).read_text(encoding="utf-8-sig"))
        except (OSError, ValueError) as fault:
            self._stop(f"{file}: {getattr(fault, 'strerror', None) or fault}")
        if not isinstance(said, dict):
            self._stop(_("%(file)s does not hold one case.") % {"file": file})
        try:
            explained = rule.explain({str(name): _as_word(value) for name, value in said.items()})
        except Unreadable as fault:
            self._stop(_("The rule does not know this: %(fault)s.") % {"fault": fault})
        if as_json:
            self.stdout.write(json.dumps(_as_json(rule, explained), ensure_ascii=False, indent=2))
            return
        fired = explained.fired
        self.stdout.write(f"{explained.result} ({fired.code})\n    {fired.reason.say(language)} [{fired.source}]")
        for step in explained.steps:
            self.stdout.write(f"  · {step.text.say(language)} [{step.source}]")
        for line in explained.lines:
            if not line.decided:
                self.stdout.write(_why_not(line, fired))

    def _stop(self, message: str) -> NoReturn:
        self.stderr.write(message)
        sys.exit(UNUSABLE)


def _why_not(line: Line, fired: Line) -> str:
    misses = [
        _("%(column)s is %(said)s, and would have to be %(wanted)s")
        % {"column": column, "said": said, "wanted": ", ".join(wanted)}
        for column, said, wanted in line.misses
    ]
    why = "; ".join(misses) or _("%(code)s decided before it") % {"code": fired.code}
    change = ", ".join(f"{column}={word}" for column, word in line.change.items())
    least = _("smallest change: %(change)s") % {"change": change} if change else _("no small change would do")
    return f"- {line.code} → {line.result}: {why}. {least[0].upper()}{least[1:]}."


def _as_json(rule: Rule, explained: Explained) -> dict[str, Any]:
    return {
        "rule": rule.name,
        "result": explained.result,
        "fired": _line(explained.fired),
        "steps": [
            {"code": step.code, "text": {"en": step.text.en, "fr": step.text.fr}, "source": step.source}
            for step in explained.steps
        ],
        "others": [
            {
                **_line(line),
                "why_not": [
                    {"column": column, "is": said, "wants": list(wanted)} for column, said, wanted in line.misses
                ],
                "decided_before_by": "" if line.misses else explained.fired.code,
                "smallest_change": dict(line.change),
            }
            for line in explained.lines
            if not line.decided
        ],
    }


def _line(line: Line) -> dict[str, Any]:
    return {
        "code": line.code,
        "result": line.result,
        "reason": {"en": line.reason.en, "fr": line.reason.fr},
        "source": line.source,
    }


def _as_word(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "" if value is None else str(value)
