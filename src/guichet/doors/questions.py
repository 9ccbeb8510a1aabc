"""How a question is shown to whoever asked it. Shared by the doors that show it: public with a receipt, and account."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import uuid4

from django import forms
from django.utils import timezone

from guichet.design import parts
from guichet.design.dates import local_day, long_day
from guichet.design.forms import CountedTextarea
from guichet.enquiries.actions import LONGEST
from guichet.enquiries.queries import EnquiryFacts
from guichet.enquiries.terms import EnquiryRefusal
from guichet.enquiries.wording import by_when, how_it_stands, in_line
from guichet.foundation.dates import long_moment
from guichet.foundation.languages import Language, Text

# In the session of whoever asks: the question whose receipt is shown in full once.
NEW_QUESTION = "new_question"
# Not gettext: what all doors share belongs to no door’s catalogue.
WORDS = {
    "received": Text(en="We have your question", fr="Nous avons reçu votre question"),
    "number": Text(en="Its number", fr="Son numéro"),
    "keep": Text(
        en="We add what you send later to it. You hear from us by {day}.",
        fr="Nous y joignons ce que vous nous envoyez ensuite. Vous aurez de nos nouvelles au plus tard le {day}.",
    ),
    "stands": Text(en="How it stands", fr="Où en est votre question"),
    "when": Text(en="When", fr="Quand"),
    "line": Text(en="In line", fr="File d’attente"),
    "since": Text(en="We have it since", fr="Reçue le"),
    "also": Text(en="Answered together with", fr="Répondue avec"),
    "need": Text(en="What we need from you", fr="Ce dont nous avons besoin"),
    "said": Text(en="What was said", fr="Ce qui a été dit"),
    "you": Text(en="You", fr="Vous"),
    "us": Text(en="We", fr="Nous"),
    "gone": Text(en="These words were removed by rule.", fr="Ces mots ont été supprimés selon la règle."),
    "files": Text(en="Files that you sent: {n}", fr="Fichiers envoyés : {n}"),
    "got": Text(en="Received on {day}", fr="Reçu le {day}"),
    "answer": Text(en="Our answer of {day}", fr="Notre réponse du {day}"),
    "as_of": Text(en="As of {moment}.", fr="En date du {moment}."),
    "again": Text(en="Look again", fr="Actualiser"),
    "answered": Text(en="Our answer", fr="Notre réponse"),
    "in_a_file": Text(
        en="It is about a file. It stands in the account of the person whose file it is.",
        fr="Elle porte sur un dossier. Elle se trouve dans le compte de la personne concernée.",
    ),
    "add": Text(en="Add to this question", fr="Compléter cette question"),
    "keeps": Text(
        en="It keeps its place: you do not wait longer by adding to it.",
        fr="Elle garde sa place : la compléter ne vous fait pas attendre plus longtemps.",
    ),
}


class AddForm(forms.Form):
    """Something to add to a question."""

    text = forms.CharField(
        max_length=LONGEST,
        widget=CountedTextarea(limit=LONGEST, rows=5),
        error_messages={"required": EnquiryRefusal.NO_WORDS.label, "max_length": EnquiryRefusal.TOO_LONG.label},
    )
    # Sent twice, it is added once.
    token = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)

    def __init__(self, data: Mapping[str, object] | None, *, language: Language) -> None:
        super().__init__(data)
        self.fields["text"].label = WORDS["add"].say(language)
        self.fields["text"].help_text = WORDS["keeps"].say(language)


@dataclass(frozen=True, slots=True)
class QuestionParts:
    """The parts of the page of a question, in the language of its reader."""

    facts: EnquiryFacts
    language: Language
    now: datetime

    @property
    def stands(self) -> Sequence[parts.Content]:
        """Return how it stands: the sentence, by when, the place in line."""
        one = self.facts
        rows = [
            parts.SummaryRow(key=self._say("stands"), value=how_it_stands(one, self.language)),
            parts.SummaryRow(key=self._say("need"), value=one.asked_for),
            parts.SummaryRow(key=self._say("when"), value=by_when(one, self.language)),
            parts.SummaryRow(key=self._say("line"), value=in_line(one.place, self.language)),
            parts.SummaryRow(key=self._say("since"), value=long_day(local_day(one.opened_at))),
            parts.SummaryRow(key=self._say("also"), value=", ".join(one.also)),
            parts.SummaryRow(key=self._say("answered"), value=self._say("in_a_file") if self._is_elsewhere else ""),
        ]
        return [parts.SummaryList(rows=[row for row in rows if row.value])]

    @property
    def thread(self) -> parts.Thread | None:
        """Return what was said, each message with our answers that came after it."""
        one = self.facts
        if not one.contacts:
            return None
        begins = [contact.received_at for contact in one.contacts]
        exchanges = []
        for place, contact in enumerate(one.contacts):
            until = begins[place + 1] if place + 1 < len(begins) else None
            # What was answered before anything came, by a clock that was wrong, stands with the first.
            since = begins[place] if place else datetime.min.replace(tzinfo=timezone.get_current_timezone())
            answers = [
                each
                for each in one.answers
                if each.answered_at >= since and (until is None or each.answered_at < until)
            ]
            files = self._say("files").replace("{n}", str(contact.files)) if contact.files else ""
            said = contact.text or (self._say("gone") if contact.is_forgotten else contact.subject)
            exchanges.append(
                parts.Exchange(
                    id=f"message-{place + 1}",
                    asked="\n".join(filter(None, [said, files])),
                    language="" if contact.language is self.language else contact.language,
                    replies=[
                        parts.Paragraphs(
                            texts=[self._say("got").replace("{day}", long_day(local_day(contact.received_at)))]
                        ),
                        *(
                            part
                            for each in answers
                            for part in (
                                parts.Paragraphs(
                                    texts=[line for line in each.text.splitlines() if line.strip()]
                                    or [self._say("gone")],
                                    language="" if each.language is self.language else each.language,
                                ),
                                parts.Paragraphs(
                                    texts=[self._say("answer").replace("{day}", long_day(local_day(each.answered_at)))]
                                ),
                            )
                        ),
                    ],
                )
            )
        return parts.Thread(label=self._say("said"), you=self._say("you"), us=self._say("us"), exchanges=exchanges)

    def receipt(self, *, is_new: bool) -> parts.Content:
        """Return the receipt with its number, where the question was just sent; else only the number."""
        one = self.facts
        if not is_new:
            return parts.Paragraphs(texts=[one.reference])
        day = long_day(local_day(one.due_at))
        return parts.Confirmation(
            title=self._say("received"),
            number=one.reference,
            number_label=self._say("number"),
            body=self._say("keep").replace("{day}", day),
        )

    def look_again(self, href: str) -> parts.Content:
        """Return the moment of which this page tells, and the link that asks anew."""
        moment = long_moment(self.now, self.language, timezone.get_current_timezone())
        return parts.Sentence(
            pieces=[
                self._say("as_of").replace("{moment}", moment),
                " ",
                parts.Link(text=self._say("again"), href=href),
            ]
        )

    @property
    def _is_elsewhere(self) -> bool:
        """Return whether the answer is about somebody else’s file, so that it is not for this reader."""
        return bool(self.facts.answered_at and self.facts.contacts and not self.facts.answers)

    def _say(self, word: str) -> str:
        return WORDS[word].say(self.language)
