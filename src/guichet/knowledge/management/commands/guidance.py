"""`guichet guidance`: take in the articles that come with the service, and say what is wrong with a folder of them."""

import json
from argparse import ArgumentParser, RawDescriptionHelpFormatter
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from guichet.journal.actions import Origin
from guichet.journal.terms import Channel
from guichet.knowledge.actions import take_in
from guichet.knowledge.finding import learn
from guichet.knowledge.shipped import hardest, shipped
from guichet.language.plain import HARDEST_GRADE

REFUSED, UNUSABLE = 1, 2
EXAMPLES = """examples:
  guichet guidance check                    what is wrong with the articles, each fault with its file and line
  guichet guidance load                     publish them; what staff have written on stays as it is
  guichet guidance load --data my/folder    with a department's own folder laid over them
  guichet guidance learn                    learn which questions they answer: some two minutes after a change
exit codes: 0 done; 1 an article has a fault; 2 unusable arguments
"""


class Command(BaseCommand):
    help = "Check the articles that come with the service, and publish them."

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> Any:
        """Return the parser, with the examples printed as they are written."""
        kwargs.setdefault("epilog", EXAMPLES)
        kwargs.setdefault("formatter_class", RawDescriptionHelpFormatter)
        return super().create_parser(prog_name, subcommand, **kwargs)

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Say what the command takes."""
        verbs = parser.add_subparsers(dest="verb", required=True)
        verbs.add_parser("learn", help="learn which questions they answer, before anybody asks")
        for verb in (verbs.add_parser("check", help="name every fault"), verbs.add_parser("load", help="publish them")):
            verb.add_argument(
                "--data", metavar="FOLDER", default=settings.DATA_FOLDER, help="a department's own folder"
            )
            verb.add_argument("--json", action="store_true", help="say it for programs")

    def handle(self, *_args: str, verb: str, data: str = "", **options: Any) -> None:
        """Check, and publish where nothing is wrong; or learn what is published."""
        if verb == "learn":
            self.stdout.write(_("Learnt.") if learn(tell=self._tell) else _("Nothing is new."))
            return
        folder = Path(data) if data else None
        if folder and not folder.is_dir():
            raise CommandError(_("There is no folder %(name)s.") % {"name": data}, returncode=UNUSABLE)
        found = shipped(folder)
        if found.problems:
            language = get_language() or "en"
            for problem in found.problems:
                self.stderr.write(f"{problem.file}:{problem.line}: {problem.message.say(language)}")
            raise CommandError(_("Nothing was published: an article has a fault."), returncode=REFUSED)
        told: dict[str, int] = {"articles": len(found.articles)}
        if verb == "load":
            origin = Origin(actor="service", channel=Channel.SYSTEM, at=timezone.now())
            done = take_in(found.articles, origin)
            told |= {"new": done.new, "replaced": done.replaced, "kept": done.kept}
        if options["json"]:
            self.stdout.write(json.dumps(told))
        elif verb == "load":
            said = _("%(articles)s articles: %(new)s new, %(replaced)s replaced, %(kept)s as they were.")
            self.stdout.write(said % told)
        else:
            for grade, name, language in hardest(found.articles):
                if grade > HARDEST_GRADE:
                    self.stdout.write(f"{name} ({language}): {grade:.1f}")
            self.stdout.write(_("%(articles)s articles, and nothing is wrong with them.") % told)

    def _tell(self, what: str) -> None:
        self.stderr.write(f"guichet guidance: {what}")
