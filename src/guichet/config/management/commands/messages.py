"""`guichet messages`: keep the French of every app complete."""

import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.apps import apps
from django.core.management.base import BaseCommand

from guichet.config.messages import catalogue_path, compile_catalogue, gaps, update


class Command(BaseCommand):
    help = "Update, check (--check) or compile (--compile) the French texts. Example: guichet messages --check"
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        what = parser.add_mutually_exclusive_group()
        what.add_argument("--check", action="store_true", help="report what is missing; exit 1 if anything is")
        what.add_argument("--compile", action="store_true", help="write the compiled catalogues")

    def handle(self, *args: Any, **options: Any) -> None:
        folders = _own_apps()
        if options["compile"]:
            for folder in folders:
                if catalogue_path(folder).exists():
                    compile_catalogue(catalogue_path(folder))
            return
        missing = 0
        for folder in folders:
            nested = {other for other in folders if folder in other.parents}
            if not options["check"]:
                update(folder, nested)
            for gap in gaps(folder, nested):
                missing += 1
                self.stderr.write(f"{gap.catalogue}: {gap.fault}: {gap.text!r}")
        self.stderr.write(f"{missing} texts want attention" if missing else "French is complete")
        if missing and options["check"]:
            sys.exit(1)


def _own_apps() -> list[Path]:
    return sorted(Path(app.path) for app in apps.get_app_configs() if app.name.startswith("guichet."))
