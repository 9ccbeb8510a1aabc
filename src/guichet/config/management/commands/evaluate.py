"""`guichet evaluate`: the engine that serves clients, on anybody's corpus, with its default settings."""

import csv
import json
import sys
import time
from argparse import ArgumentParser, RawDescriptionHelpFormatter
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, NoReturn

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from guichet.config import evaluating
from guichet.config.evaluating import SetAside, Unusable
from guichet.foundation.languages import Language
from guichet.language import matching, sameness, sorting
from guichet.language.detection import language_of
from guichet.language.meaning import encoder

SOME_SET_ASIDE, UNUSABLE = 1, 2
QUIET_FOR, EVERY = 2.0, 60.0
BATCH = 512
EXAMPLES = """examples:
  guichet evaluate answers --articles articles.jsonl --questions questions.csv --out answers.jsonl
  guichet evaluate routing --train examples.csv --test texts.csv --out labels.csv --json
  guichet evaluate duplicates --pairs pairs.csv --out same.csv
exit codes: 0 done; 1 done, but rows were set aside (beside the output, in *.set-aside.ndjson); 2 unusable arguments
"""


class Command(BaseCommand):
    help = "Run the engine that understands questions on a corpus of one's own."
    requires_system_checks = []

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> Any:
        """Return the parser, with the examples printed as they are written."""
        kwargs.setdefault("epilog", EXAMPLES)
        kwargs.setdefault("formatter_class", RawDescriptionHelpFormatter)
        return super().create_parser(prog_name, subcommand, **kwargs)

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Say what the command takes."""
        acts = parser.add_subparsers(dest="act", required=True)
        answers = acts.add_parser("answers", help="find the articles that answer questions")
        answers.add_argument("--articles", required=True, metavar="A.jsonl", help="id, language, title, body")
        answers.add_argument("--questions", required=True, metavar="Q.csv", help="id, language, question")
        routing = acts.add_parser("routing", help="sort texts by labels, learnt from examples")
        routing.add_argument("--train", required=True, metavar="T.csv", help="text, label")
        routing.add_argument("--test", required=True, metavar="S.csv", help="id, text")
        duplicates = acts.add_parser("duplicates", help="tell which pairs of messages are the same question")
        duplicates.add_argument("--pairs", required=True, metavar="P.csv", help="id, text_a, text_b")
        for one in (answers, routing, duplicates):
            one.add_argument("--out", required=True, metavar="O", help="where the results go")
            one.add_argument("--json", action="store_true", help="print the summary as JSON")

    def handle(self, *_args: Any, act: str, **options: Any) -> None:
        """Do one of the three."""
        self._begun = self._told = time.monotonic()
        out, aside = Path(options["out"]), SetAside()
        try:
            if act == "answers":
                counts = self._answers(options["articles"], options["questions"], out, aside)
            elif act == "routing":
                counts = self._routing(options["train"], options["test"], out, aside)
            else:
                counts = self._duplicates(options["pairs"], out, aside)
            aside.write(out.with_name(out.name + ".set-aside.ndjson"))
        except Unusable as unusable:
            self._stop(str(unusable))
        except OSError as fault:
            self._stop(f"{fault.filename or out}: {fault.strerror or fault}")
        counts |= {"set_aside": len(aside.rows), "seconds": round(time.monotonic() - self._begun, 1)}
        if options["json"]:
            self.stdout.write(json.dumps(counts))
        else:
            self.stdout.write(", ".join(f"{name.replace('_', ' ')} {value}" for name, value in counts.items()))
        if aside.rows:
            sys.exit(SOME_SET_ASIDE)

    def _answers(self, articles: str, asked: str, out: Path, aside: SetAside) -> dict[str, Any]:
        entries = evaluating.articles(articles, aside)
        questions = evaluating.questions(asked, aside)
        if not entries:
            raise Unusable(_("%(file)s holds no article that can be read.") % {"file": articles})
        matcher = matching.read(entries, encoder(), tell=self._tell)
        usual = _usual_language(entries)
        answered = 0

        def rows() -> Iterable[str]:
            nonlocal answered
            for at, one in enumerate(questions):
                language = one.language or language_of(one.text, otherwise=usual).language or usual
                found = matcher.rank(one.text, language, encoder())
                answered += found.answered
                self._tell(f"{at} / {len(questions)}")
                yield json.dumps(
                    {
                        "id": one.id,
                        "answered": found.answered,
                        "confidence": round(found.confidence, 4),
                        "ranked": [{"article": name, "score": round(share, 4)} for name, share in found.ranked],
                    },
                    ensure_ascii=False,
                )

        _write(out, lambda file: file.writelines(f"{row}\n" for row in rows()))
        return {"articles": len(entries), "questions": len(questions), "answered": answered}

    def _routing(self, train: str, test: str, out: Path, aside: SetAside) -> dict[str, Any]:
        examples = evaluating.examples(train, aside)
        texts = evaluating.texts(test, aside)
        usual = _language_of_most([text for text, _label in examples])
        try:
            sorter = sorting.learn_examples(examples, usual, encoder(), tell=self._tell)
        except ValueError as fault:
            raise Unusable(_("%(file)s must hold examples of at least two labels.") % {"file": train}) from fault
        declined = 0

        def write(file: Any) -> None:
            nonlocal declined
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(["id", "label", "confidence"])
            for at in range(0, len(texts), BATCH):
                some = texts[at : at + BATCH]
                for (name, _text), found in zip(
                    some, sorter.sort([text for _id, text in some], usual, encoder()), strict=True
                ):
                    declined += found.label == sorting.NONE
                    writer.writerow([name, found.label, f"{found.confidence:.4f}"])
                self._tell(f"{at + len(some)} / {len(texts)}")

        _write(out, write)
        return {"examples": len(examples), "texts": len(texts), "declined": declined}

    def _duplicates(self, pairs: str, out: Path, aside: SetAside) -> dict[str, Any]:
        rows = evaluating.pairs(pairs, aside)
        same = 0

        def write(file: Any) -> None:
            nonlocal same
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(["id", "score", "duplicate"])
            for at in range(0, len(rows), BATCH):
                some = rows[at : at + BATCH]
                scores = sameness.probabilities([(one.text_a, one.text_b) for one in some], encoder())
                for one, score in zip(some, scores, strict=True):
                    is_same = score >= sameness.SAME_ENOUGH
                    same += is_same
                    writer.writerow([one.id, f"{score:.4f}", "yes" if is_same else "no"])
                self._tell(f"{at + len(some)} / {len(rows)}")

        _write(out, write)
        return {"pairs": len(rows), "duplicates": same}

    def _tell(self, what: str) -> None:
        """Say on standard error what is being done: at once after two seconds, then once a minute."""
        now = time.monotonic()
        first = self._told == self._begun and now - self._begun > QUIET_FOR
        if first or now - self._told > EVERY:
            self._told = now
            self.stderr.write(f"guichet evaluate: {what}")

    def _stop(self, message: str) -> NoReturn:
        self.stderr.write(f"guichet evaluate: {message}")
        sys.exit(UNUSABLE)


def _write(path: Path, fill: Callable[[Any], None]) -> None:
    """Write a file whole: what broke off leaves what stood there before."""
    making = path.with_name(path.name + ".making")
    try:
        with making.open("w", encoding="utf-8", newline="") as file:
            fill(file)
        making.replace(path)
    finally:
        making.unlink(missing_ok=True)


def _usual_language(entries: Iterable[matching.Entry]) -> Language:
    spoken = [language for entry in entries for language, _text in entry.asked]
    return Language.FR if spoken.count(Language.FR) > len(spoken) / 2 else Language.EN


def _language_of_most(texts: list[str]) -> Language:
    some = texts[:: max(1, len(texts) // 200)]
    french = sum(language_of(text, otherwise=Language.EN).language is Language.FR for text in some)
    return Language.FR if french > len(some) / 2 else Language.EN
