"""`guichet signs`: teach the signs of messages from the examples that ship, or measure how well they are heard."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from guichet.enquiries.measuring import measure
from guichet.enquiries.reading_policy import LEARNT, examples, made_of, sections
from guichet.language.meaning import encoder
from guichet.language.signs import keep_signs, learn_signs


class Command(BaseCommand):
    """Teach or measure the signs of messages."""

    help = (
        "Teach the signs of messages from their examples (learn), or measure how well they are heard (measure FILE …)."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("what", choices=["learn", "measure"])
        parser.add_argument("files", nargs="*", type=Path, help="Messages under [SIGN] headings.")

    def handle(self, *args: Any, what: str, files: list[Path], **options: Any) -> None:
        if what == "learn":
            given = examples()
            names = sorted({sign for one in given for sign in one.signs})
            keep_signs(learn_signs(given, names, encoder(), made_of=made_of(), tell=self.stdout.write), LEARNT)
            self.stdout.write(f"{len(given)} examples, {len(names)} signs")
            return
        if not files:
            raise CommandError("Name a file of messages.")
        for file in files:
            found = measure(sections(file.read_text()), timezone.localdate())
            self.stdout.write(f"{file.name}: {found.messages} messages")
            self.stdout.write(f"  danger heard {found.heard:.3f}, heard or before a person {found.before_a_person:.3f}")
            self.stdout.write(f"  of {found.usual_messages} usual ones: danger {found.alarms:.3f}, "
                              f"heard or before a person {found.perhaps_alarms:.3f}")  # fmt: skip
            self.stdout.write(f"  unwanted set aside {found.unwanted:.3f}, others set aside {found.wanted_set_aside}")
            self.stdout.write("  " + ", ".join(f"{code} {share:.2f}" for code, share in found.own.items()))
            for text in found.missed:
                self.stdout.write(f"  missed: {text}")
