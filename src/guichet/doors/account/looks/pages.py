"""What the page “Who opened my file” shows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from guichet.design import parts
from guichet.design.dates import local_day, long_day
from guichet.doors.account.looks.forms import QuestionForm
from guichet.doors.account.looks.words import who, why
from guichet.doors.account.navigation import menu
from guichet.doors.account.places import name_of
from guichet.foundation.dates import long_moment
from guichet.foundation.languages import Language
from guichet.identity.queries import LookFacts
from guichet.oversight.queries import QuestionFacts

PAGE = 20


@dataclass(frozen=True, kw_only=True)
class LooksPage:
    """Every look, latest first, with what was asked about it."""

    heading: str
    menu: parts.NavigationList
    intro: parts.Paragraphs
    list: parts.Part
    pages: parts.Pagination | None
    hint: parts.DefinitionHint


@dataclass(frozen=True, kw_only=True)
class QuestionPage:
    """Asks about one look."""

    heading: str
    back: parts.BackLink
    look: parts.SummaryList
    form: QuestionForm


def looks_page(
    looks: Sequence[LookFacts],
    questions: Mapping[int, QuestionFacts],
    language: Language,
    *,
    before: str,
    hides_place: bool,
) -> LooksPage:
    """Return the page; `looks` holds one too many where there are more, `before` is the place it begins at.

    With `hides_place` no office is named: a place may endanger the client.
    """
    shown = looks[:PAGE]
    older = f"{reverse('account:looks')}?before={name_of(shown[-1].place)}" if len(looks) > PAGE else ""
    newest = reverse("account:looks") if before else ""
    return LooksPage(
        heading=_("Who opened my file"),
        menu=menu("account:privacy"),
        intro=parts.Paragraphs(
            texts=[
                _(
                    "Each time somebody here opens a page about you, it is noted with the reason, and stands here at "
                    "once. So does each time somebody whom you allowed to see your file opens it. Nobody can change or "
                    "remove a line."
                )
            ]
        ),
        list=_list(shown, questions, language, hides_place=hides_place),
        pages=parts.Pagination(previous_href=newest, next_href=older) if older or newest else None,
        hint=parts.DefinitionHint(
            term=_("Is anything not shown?"),
            body=_(
                "Only looks of a recorded investigation wait, for a fixed time, and only when two people agreed to it. "
                "When it is over you see them, and we tell you that they waited."
            ),
        ),
    )


def question_page(look: LookFacts, form: QuestionForm, language: Language, *, hides_place: bool) -> QuestionPage:
    """Return the form for a question about a look."""
    return QuestionPage(
        heading=_("Ask about this look"),
        back=parts.BackLink(href=reverse("account:looks"), text=_("Who opened my file")),
        look=parts.SummaryList(
            rows=[
                parts.SummaryRow(key=_("When"), value=_moment(look, language)),
                parts.SummaryRow(key=_("Who"), value=who(look, language, hides_place=hides_place)),
                parts.SummaryRow(key=_("Why"), value=why(look)),
                parts.SummaryRow(key=_("What"), value=_what(look)),
            ]
        ),
        form=form,
    )


def _list(
    shown: Sequence[LookFacts], questions: Mapping[int, QuestionFacts], language: Language, *, hides_place: bool
) -> parts.Part:
    if not shown:
        return parts.EmptyState(
            title=_("Nobody has opened your file so far"), body=_("When somebody does, you see it here at once.")
        )
    return parts.CardList(
        cards=[_card(look, questions.get(look.look_id), language, hides_place=hides_place) for look in shown]
    )


def _card(look: LookFacts, question: QuestionFacts | None, language: Language, *, hides_place: bool) -> parts.Card:
    return parts.Card(
        title=who(look, language, hides_place=hides_place),
        body=parts.Paragraphs(texts=[_first_up(why(look)), *_asked(look, question)]),
        tag=_tag(question),
        facts=[_moment(look, language), _what(look)],
    )


def _asked(look: LookFacts, question: QuestionFacts | None) -> list[parts.Content]:
    if question is None:
        day = long_day(local_day(look.looked_at))
        return [
            parts.Link(
                text=_("I do not understand this look"),
                detail=day,
                href=reverse("account:ask-about-look", args=[look.look_id]),
            )
        ]
    if question.answered_at is None:
        return [_("You asked about this on %(day)s.") % {"day": long_day(local_day(question.asked_at))}]
    return [_("Our answer: %(answer)s") % {"answer": question.answer}]


def _tag(question: QuestionFacts | None) -> parts.Tag | None:
    if question is None:
        return None
    if question.answered_at is None:
        return parts.Tag(text=_("You asked about it"), kind=parts.TagKind.INFO)
    return parts.Tag(text=_("Answered"), kind=parts.TagKind.SUCCESS)


def _what(look: LookFacts) -> str:
    kind, _colon, number = look.subject.partition(":")
    return _("File %(number)s") % {"number": number} if kind == "application" else _("Your record")


def _moment(look: LookFacts, language: Language) -> str:
    return long_moment(look.looked_at, language, timezone.get_current_timezone())


def _first_up(text: str) -> str:
    """Return a phrase as a sentence."""
    return f"{text[:1].upper()}{text[1:]}."
