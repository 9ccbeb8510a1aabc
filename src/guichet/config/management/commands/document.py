"""`guichet document`: write the documents that the code writes itself."""

import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from guichet.config.documents import DOCS, generated


class Command(BaseCommand):
    help = "Write docs/journal.md; --check says whether it is out of date. Example: guichet document --check"
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--check", action="store_true", help="write nothing; exit 1 if one is out of date")

    def handle(self, *args: Any, **options: Any) -> None:
        stale = [name for name, text in generated() if not _same(name, text)]
        for name, text in generated():
            if name in stale and not options["check"]:
                (DOCS / name).write_text(text, encoding="utf-8")
        for name in stale:
            self.stderr.write(f"docs/{name}: {'out of date' if options['check'] else 'written'}")
        if stale and options["check"]:
            sys.exit(1)


def _same(name: str, text: str) -> bool:
    path = DOCS / name
    return path.exists() and path.read_text(encoding="utf-8") == text
