"""A client’s questions: the list, and one of them."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.forms import BaseForm
from django.urls import reverse
from django.utils.translation import gettext as _

from guichet.design import parts
from guichet.design.dates import local_day, long_day
from guichet.doors.account.navigation import menu
from guichet.doors.account.places import name_of
from guichet.doors.questions import QuestionParts
from guichet.enquiries.queries import OwnQuestion
from guichet.enquiries.terms import EnquiryState

TAGS = {
    EnquiryState.OPEN: parts.TagKind.INFO,
    EnquiryState.WAITING: parts.TagKind.WARNING,
    EnquiryState.ANSWERED: parts.TagKind.SUCCESS,
    EnquiryState.SET_ASIDE: parts.TagKind.NEUTRAL,
}


@dataclass(frozen=True, kw_only=True)
class ListPage:
    """The questions, the latest first."""

    heading: str
    menu: parts.NavigationList
    list: parts.Part
    pages: parts.Pagination | None
    ask: parts.Button


@dataclass(frozen=True, kw_only=True)
class QuestionPage:
    """One question."""

    heading: str
    menu: parts.NavigationList
    back: parts.BackLink
    receipt: parts.Content
    stands: Sequence[parts.Content]
    thread: parts.Thread | None
    form: BaseForm
    submit: str
    below: Sequence[parts.Content]


def list_page(questions: Sequence[OwnQuestion], *, has_more: bool) -> ListPage:
    """Return the list of questions."""
    pages = None
    if has_more:
        pages = parts.Pagination(next_href=f"{reverse('account:questions')}?before={name_of(questions[-1].place)}")
    return ListPage(
        heading=_("Your questions"),
        menu=menu("account:questions"),
        list=_list(questions),
        pages=pages,
        ask=parts.Button(text=_("Ask us in writing"), href=reverse("public:ask")),
    )


def question_page(said: QuestionParts, form: BaseForm, *, is_new: bool) -> QuestionPage:
    """Return one question, with what was said and the box to add to it."""
    return QuestionPage(
        heading=_("Your question"),
        menu=menu("account:questions"),
        back=parts.BackLink(href=reverse("account:questions"), text=_("Your questions")),
        receipt=said.receipt(is_new=is_new),
        stands=said.stands,
        thread=said.thread,
        form=form,
        submit=_("Add it"),
        below=[said.look_again(reverse("account:question", args=[said.facts.reference]))],
    )


def _list(questions: Sequence[OwnQuestion]) -> parts.Part:
    if not questions:
        return parts.EmptyState(
            title=_("No questions yet"), body=_("What you ask us in writing stands here, with our answers.")
        )
    return parts.CardList(
        cards=[
            parts.Card(
                title=_("Question of %(day)s") % {"day": long_day(local_day(one.opened_at))},
                href=reverse("account:question", args=[one.reference]),
                tag=parts.Tag(text=str(one.state.label), kind=TAGS[one.state]),
                facts=[one.reference, *_until(one)],
            )
            for one in questions
        ]
    )


def _until(one: OwnQuestion) -> list[str]:
    if one.state is EnquiryState.OPEN:
        return [_("You hear from us by %(day)s") % {"day": long_day(local_day(one.due_at))}]
    if one.answered_at:
        return [_("Answered on %(day)s") % {"day": long_day(local_day(one.answered_at))}]
    return []
