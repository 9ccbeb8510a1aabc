"""`guichet keys`: the keys that seal the most sensitive facts: make one, see which seals what, seal all anew."""

import json
import re
import sys
from argparse import ArgumentParser, RawDescriptionHelpFormatter
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from guichet.clients.actions import mark_former_names_anew
from guichet.config.cli import UNUSABLE
from guichet.config.reader import said
from guichet.foundation.resealing import BATCH, Column, Sealed, census, reseal, sealed_columns
from guichet.foundation.sealing import faulty_keys, new_key, newest_key

REFUSED = 1
NAME = re.compile(r"[A-Za-z0-9_-]{1,20}")
EXAMPLES = """examples:
  guichet keys new             a key as GUICHET_SEALING_KEYS takes it; put it first there
  guichet keys status --json   which key sealed how many facts
  guichet keys rotate          seal all of them with the first key
exit codes: 0 done; 1 some facts are still sealed with another key; 2 unusable arguments or keys
"""


class Command(BaseCommand):
    help = "Make a sealing key, tell which key sealed what, and seal everything again with the newest."
    requires_system_checks = []

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> Any:
        """Return the parser, with the examples printed as they are written."""
        kwargs.setdefault("epilog", EXAMPLES)
        kwargs.setdefault("formatter_class", RawDescriptionHelpFormatter)
        return super().create_parser(prog_name, subcommand, **kwargs)

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Say what the command takes."""
        verbs = parser.add_subparsers(dest="verb", required=True)
        new = verbs.add_parser("new", help="print a new key; it is kept nowhere else")
        new.add_argument("name", nargs="?", default="", help="its name; if not said, the day")
        status = verbs.add_parser("status", help="which key sealed how many facts")
        rotate = verbs.add_parser("rotate", help="seal everything again with the newest key")
        rotate.add_argument("--batch", type=int, default=BATCH, help="so many facts at a time (%(default)s)")
        for verb in (status, rotate):
            verb.add_argument("--json", action="store_true", help="print what came of it as JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        """Do what the verb says."""
        if options["verb"] == "new":
            self._new(options["name"] or f"k{timezone.localtime(datetime.now(UTC)):%Y%m%d}")
            return
        _check_keys()
        if options["verb"] == "status":
            self._status(as_json=options["json"])
        elif options["batch"] < 1:
            raise CommandError(said("A batch is at least 1.", "Un lot compte au moins 1."), returncode=UNUSABLE)
        else:
            self._rotate(batch=options["batch"], as_json=options["json"])

    def _new(self, name: str) -> None:
        if not NAME.fullmatch(name):
            why = said(
                "A key’s name has up to 20 letters, digits, “-” or “_”.",
                "Le nom d’une clé compte au plus 20 lettres, chiffres, « - » ou « _ ».",
            )
            raise CommandError(why, returncode=UNUSABLE)
        if name in settings.SEALING_KEYS:
            why = said(
                "There is a key named {name} already: choose another name.",
                "Il y a déjà une clé nommée {name} : choisissez un autre nom.",
                name=name,
            )
            raise CommandError(why, returncode=UNUSABLE)
        self.stderr.write(
            said(
                "Keep this key safe, and apart from the backups of the database: it is shown this once.",
                "Gardez cette clé en lieu sûr, loin des sauvegardes de la base : on ne la montre qu’une fois.",
            )
        )
        self.stdout.write(f"{name}:{new_key()}")

    def _status(self, *, as_json: bool) -> None:
        counts = census()
        if as_json:
            self.stdout.write(json.dumps({"newest": newest_key(), "sealed": [asdict(one) for one in counts]}))
        else:
            self._tell(counts)
        if _left(counts):
            sys.exit(REFUSED)

    def _tell(self, counts: list[Sealed]) -> None:
        if not counts:
            self.stdout.write(said("Nothing is sealed yet.", "Rien n’est encore scellé."))
        for one in counts:
            self.stdout.write(f"{one.column}\t{one.key}\t{one.count}\t{_standing(one.key)}")

    def _rotate(self, *, batch: int, as_json: bool) -> None:
        # First what finds former names: were it last, a run broken off before it would look done.
        last = 0
        while last := mark_former_names_anew(after=last, limit=batch):
            self.stderr.write(f"clients.FormerWord: {last}")
        done = [self._rotated(column, batch) for column in sealed_columns()]
        left = _left(census())
        if as_json:
            self.stdout.write(json.dumps({"newest": newest_key(), "columns": done, "left": left}))
        else:
            for one in done:
                self.stdout.write(f"{one['column']}\t{one['resealed']}")
            self.stdout.write(
                said(
                    "{count} facts are still sealed with another key than {name}.",
                    "{count} renseignements restent scellés avec une autre clé que {name}.",
                    count=left,
                    name=newest_key(),
                )
            )
        if left:
            sys.exit(REFUSED)

    def _rotated(self, column: Column, batch: int) -> dict[str, Any]:
        totals = {"resealed": 0, "unopened": 0, "changed": 0}
        for step in reseal(column, batch=batch):
            for name, count in asdict(step).items():
                totals[name] += count
            self.stderr.write(f"{column.label}: {totals['resealed']}")
        return {"column": column.label, **totals}


def _check_keys() -> None:
    """Raise CommandError where there is no key to seal with, or one that is none."""
    if not settings.SEALING_KEYS or faulty_keys():
        why = said(
            "GUICHET_SEALING_KEYS holds no key, or one that is none; “guichet doctor” says which.",
            "GUICHET_SEALING_KEYS ne contient aucune clé, ou une clé tronquée ; voyez « guichet doctor ».",
        )
        raise CommandError(why, returncode=UNUSABLE)


def _left(counts: list[Sealed]) -> int:
    return sum(one.count for one in counts if one.key != newest_key())


def _standing(key: str) -> str:
    if key not in settings.SEALING_KEYS:
        return said("missing", "manquante")
    return said("newest", "la plus récente") if key == newest_key() else said("older", "plus ancienne")
