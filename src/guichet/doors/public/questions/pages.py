"""Asking us in writing, and the page of a question."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.forms import BaseForm
from django.urls import reverse
from django.utils.translation import gettext as _

from guichet.design import parts
from guichet.design.dates import local_day, long_day
from guichet.doors.crises import crisis_banners
from guichet.doors.public.answers.live import pieces_of
from guichet.doors.public.questions.finding import Found
from guichet.doors.questions import QuestionParts
from guichet.enquiries.queries import EnquiryFacts
from guichet.foundation.languages import Language
from guichet.knowledge.queries import Published
from guichet.knowledge.rules import inline_of


@dataclass(frozen=True, kw_only=True)
class AskPage:
    """The form; before it, what may answer the question already."""

    heading: str
    lead: str
    found: Sequence[parts.Content]
    form: BaseForm
    submit: str
    below: Sequence[parts.Content]


@dataclass(frozen=True, kw_only=True)
class QuestionPage:
    """How a question stands, what was said, and the box to add to it."""

    heading: str
    receipt: parts.Content
    stands: Sequence[parts.Content]
    said: Sequence[parts.Content]
    form: BaseForm | None
    submit: str
    below: Sequence[parts.Content]


def ask_page(form: BaseForm, found: Found | None, language: Language, now: datetime) -> AskPage:
    """Return the page: the form alone, or the form under what may answer the question."""
    offered = found if found else None
    return AskPage(
        heading=_("Is this the answer?") if offered else _("Ask us in writing"),
        lead=_("This may answer it at once. If not, send your question: a person reads it.")
        if offered
        else _("A person answers you. You get a number at once, and the day by which you hear from us."),
        found=_found(offered, language, now) if offered else crisis_banners(language),
        form=form,
        submit=_("Send it to a person") if offered else _("Send"),
        below=_ways(),
    )


def question_page(
    one: EnquiryFacts, said: QuestionParts, form: BaseForm | None, *, is_new: bool, sign_in: bool
) -> QuestionPage:
    """Return the page of a question. With `sign_in` it is a client’s: how it stands is shown, and no word of it."""
    words: list[parts.Content] = [said.thread] if said.thread and not sign_in else []
    if sign_in:
        words.append(
            parts.NoticeBanner(
                title=_("Sign in to read what was said"),
                body=_("This question is about a file, so its words stand in the account only."),
                action=parts.Link(text=_("Sign in"), href=reverse("account:question", args=[one.reference])),
            )
        )
    return QuestionPage(
        heading=_("Your question"),
        receipt=said.receipt(is_new=is_new),
        stands=said.stands,
        said=words,
        form=None if sign_in else form,
        submit=_("Add it"),
        below=[said.look_again(reverse("public:question", args=[one.key])), _keep_this_page()],
    )


def _found(found: Found, language: Language, now: datetime) -> list[parts.Content]:
    shown: list[parts.Content] = []
    if found.answer:
        shown.append(parts.Section(title=_("From our pages"), items=[*_answer(found.answer, language, now)]))
    if found.offered:
        cards = [
            parts.Card(title=one.say(language).title, href=reverse("public:answer", args=[one.article.id]))
            for one in found.offered
        ]
        shown.append(parts.Section(title=_("These may help"), items=[parts.CardList(cards=cards)]))
    if found.files:
        cards = [
            parts.Card(
                title=one.program,
                href=reverse("account:file", args=[one.number]),
                body=one.happening,
                facts=[one.number, one.overall_word],
            )
            for one in found.files
        ]
        shown.append(parts.Section(title=_("Where your file stands"), items=[parts.CardList(cards=cards)]))
    return shown


def _answer(found: Published, language: Language, now: datetime) -> list[parts.Content]:
    wording = found.say(language)
    answer = parts.Sentence(pieces=pieces_of(inline_of(wording.answer), language, local_day(now)))
    return [
        parts.Paragraphs(texts=[answer]),
        parts.Card(
            title=wording.title,
            href=reverse("public:answer", args=[found.article.id]),
            facts=[_("Source: our page on this"), _("Read through on %(day)s") % {"day": long_day(found.reviewed_on)}],
        ),
    ]


def _ways() -> list[parts.Content]:
    points: list[parts.Content] = [
        _("We never ask for a sign-in code, a password or a bank card. Leave them out."),
        parts.Sentence(
            pieces=[
                _("You would rather have an answer at once?"),
                " ",
                parts.Link(text=_("Ask a question"), href=reverse("public:chat")),
            ]
        ),
        parts.Sentence(
            pieces=[
                _("You would rather talk to a person?"),
                " ",
                parts.Link(text=_("All the ways to reach us"), href=reverse("public:contact")),
            ]
        ),
    ]
    return [parts.Bullets(items=points)]


def _keep_this_page() -> parts.Content:
    return parts.Paragraphs(
        texts=[_("Keep the address of this page: whoever has it can read the question and the answer.")]
    )
