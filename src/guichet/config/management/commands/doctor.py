"""`guichet doctor`: look at everything an installation needs, and say how to mend what is wrong."""

import json
import sys
from argparse import ArgumentParser
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand

from guichet.config import reader
from guichet.config.cli import TRY_AGAIN_LATER
from guichet.config.doctor import CHECKS, examine
from guichet.foundation.languages import Language

PROBLEMS = 1
CLEAN = {
    Language.EN: "Nothing is wrong: {count} checks.",
    Language.FR: "Tout est en ordre : {count} vérifications.",
}


class Command(BaseCommand):
    help = (
        "Check data files, settings, database, mail, text messages, static files and worker, and say how to mend "
        "each. Exit 0: nothing wrong; 1: something is; 75: the database is away. Example: guichet doctor --json"
    )
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--json", action="store_true", help="print the findings as JSON")
        parser.add_argument(
            "--language",
            choices=[language.value for language in Language],
            default=reader.language().value,
            help="the language of the findings; that of the surroundings if not said",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        language = Language.of(options["language"])
        found = examine(CHECKS, language)
        if options["json"]:
            findings = [{key: value for key, value in asdict(one).items() if key != "is_away"} for one in found]
            self.stdout.write(json.dumps({"checks": len(CHECKS), "findings": findings}, ensure_ascii=False, indent=2))
        else:
            for one in found:
                self.stdout.write(f"{one.where} {one.message}\n    {one.mend}")
            if not found:
                self.stdout.write(CLEAN[language].format(count=len(CHECKS)))
        if any(one.is_away for one in found):
            sys.exit(TRY_AGAIN_LATER)
        if found:
            sys.exit(PROBLEMS)
