"""What the pages of “Find your program” show, but for the result."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from guichet.design import parts
from guichet.design.dates import long_day
from guichet.doors.drafts import Draft
from guichet.doors.public.finder.forms import CHOOSE, AnswerForm, CodeForm
from guichet.doors.public.finder.words import answer_words
from guichet.foundation.languages import Language
from guichet.plans.queries import Question
from guichet.plans.rules import grouped
from guichet.plans.terms import PlanRefusal
from guichet.programs.terms import QuestionType


@dataclass(frozen=True, kw_only=True)
class FinderPage:
    """A page of the finder: what is read, and the form where there is one. `keeps` offers to have the answers kept."""

    heading: str
    title: str = ""
    lead: parts.Content = ""
    hint: str = ""
    back: parts.BackLink | None = None
    sections: Sequence[parts.Part] = ()
    form: AnswerForm | CodeForm | None = None
    buttons: Sequence[parts.Button] = ()
    action: str = ""
    revision: int = 0
    after: Sequence[parts.Part] = ()


def start_page(draft: Draft, *, signed_in: bool, goes_on: str) -> FinderPage:
    """Return the page where somebody begins, goes on, or enters a code."""
    begun = bool(answers_of(draft))
    items: list[parts.Content] = [
        parts.Button(text=_("Go on") if begun else _("Start"), href=goes_on),
    ]
    if begun:
        items.append(parts.Link(text=_("Your answers"), href=reverse("public:finder-answers")))
    items.append(parts.Link(text=_("I have a code"), href=reverse("public:finder-resume")))
    sections: list[parts.Part] = [*_gone(draft)]
    sections += [
        parts.Bullets(
            items=[
                _("One question at a time, and only those that can still change something. You may always say that "
                  "you don’t know."),
                _("At the end you see every program: whether it fits; if not, why; and the smallest change that would "
                  "make it fit."),
                _("Nothing is kept when you close the browser, unless you ask us to.")
                if not signed_in
                else _("Nothing is kept in your account, unless you ask us to."),
            ]
        ),
        parts.ButtonRow(items=items),
        parts.Paragraphs(texts=[
            _("This is not a decision and not advice: only an officer decides, on an application."),
            parts.Link(text=_("All programs"), href=reverse("public:programs")),
        ]),
    ]  # fmt: skip
    return FinderPage(
        heading=_("Find your program"),
        lead=_("Tell us what you want to do and how things stand. We show you what may be for you."),
        sections=sections,
    )


def question_page(
    question: Question, form: AnswerForm, draft: Draft, language: Language, *, back: str, left: int, refused: str = ""
) -> FinderPage:
    """Return one question; `left` is how many there are at most, with this one."""
    answers = answers_of(draft)
    place = [*answers, question.code].index(question.code) + 1
    sections: list[parts.Part] = []
    if refused:
        sections.append(parts.NoticeBanner(title=refused, kind=parts.NoticeKind.WARNING, live=True))
    if question.code in answers:
        sections.append(
            parts.Paragraphs(
                texts=[_("You said: %(answer)s") % {"answer": answer_words(question, answers[question.code], language)}]
            )
        )
    links: list[parts.Content] = [parts.Link(text=_("Your answers"), href=reverse("public:finder-answers"))]
    if answers:
        links.append(parts.Link(text=_("See the result so far"), href=reverse("public:finder-result")))
    return FinderPage(
        heading=question.ask.say(language),
        title=_("Question %(n)s: find your program") % {"n": place},
        lead=_counted(left) if left and answers else "",
        hint=question.help.say(language) if question.help else "",
        back=parts.BackLink(href=back),
        sections=sections,
        form=form,
        buttons=[
            parts.Button(text=_("Continue")),
            parts.Button(
                text=_("I don’t know"), kind=parts.ButtonKind.SECONDARY, name="unknown", value="1"
            ),
        ],
        after=[parts.ButtonRow(items=links)] if answers else [],
    )  # fmt: skip


def answers_page(
    draft: Draft, questions: Mapping[str, Question], language: Language, *, goes_on: str, signed_in: bool
) -> FinderPage:
    """Return what somebody said, each with a way to change it; and what is kept of it."""
    rows = [
        parts.SummaryRow(
            key=questions[code].ask.say(language),
            value=answer_words(questions[code], word, language),
            action=parts.Link(
                text=_("Change"),
                href=reverse("public:finder-question", args=[slug(code)]),
                detail=questions[code].ask.say(language),
            ),
        )
        for code, word in answers_of(draft).items()
        if code in questions
    ]
    go_on = parts.Button(text=_("Go on"), href=goes_on)
    if not rows:
        nothing = parts.EmptyState(title=_("You have not answered anything yet"), action=go_on)
        return FinderPage(heading=_("Your answers"), back=_to_start(), sections=[*_gone(draft), nothing])
    return FinderPage(
        heading=_("Your answers"),
        back=parts.BackLink(href=reverse("public:finder-result"), text=_("The result")),
        sections=[
            parts.SummaryList(rows=rows),
            parts.ButtonRow(items=[go_on]),
            kept_section(draft, signed_in=signed_in),
        ],
        buttons=[*_keep_buttons(draft, signed_in=signed_in), _remove_button()],
        action=reverse("public:finder-keep"),
        revision=draft.revision,
    )


def kept_section(draft: Draft, *, signed_in: bool) -> parts.Section:
    """Return where the answers are kept now, and until when."""
    if draft.plan is None:
        said = _("Your answers are on this device only, until you close the browser or twelve hours have passed.")
    elif draft.plan.in_account:
        said = _("Your answers are kept in your account until %(day)s, or longer when you change them.")
        said %= {"day": long_day(draft.plan.expires_on)}
    else:
        said = _("Your answers are kept under the code %(code)s until %(day)s, or longer when you use it.")
        said %= {"code": grouped(draft.code), "day": long_day(draft.plan.expires_on)}
    texts = [said]
    if signed_in and draft.plan and not draft.plan.in_account:
        texts.append(_("You can bring them into your account. Then the code opens them no longer."))
    return parts.Section(id="kept", title=_("What is kept"), items=[parts.Paragraphs(texts=texts)])


def code_page(draft: Draft, *, has_another: bool = False) -> FinderPage:
    """Return the code under which the answers are kept, to be written down or printed."""
    back = parts.BackLink(href=reverse("public:finder-result"), text=_("The result"))
    if has_another:
        return FinderPage(
            heading=_("Which answers should stay?"),
            lead=str(PlanRefusal.HAS_ANOTHER.label),
            back=back,
            buttons=[
                parts.Button(text=_("Keep these answers"), name="instead", value="1"),
                parts.Button(
                    text=_("Keep those of the account"), kind=parts.ButtonKind.SECONDARY, name="leave", value="1"
                ),
            ],
            action=reverse("public:finder-keep"),
            revision=draft.revision,
        )  # fmt: skip
    if draft.plan is None:
        return FinderPage(
            heading=_("Keep your answers"),
            lead=_("You get a code. With it you go on later, on any device and in either language."),
            back=back,
            buttons=_keep_buttons(draft, signed_in=False),
            action=reverse("public:finder-keep"),
        )
    if draft.plan.in_account:
        return FinderPage(
            heading=_("Your answers are in your account"),
            lead=_("You find them here whenever you sign in, until %(day)s, or longer when you change them.")
            % {"day": long_day(draft.plan.expires_on)},
            back=back,
        )
    return FinderPage(
        heading=_("Write down your code"),
        back=back,
        sections=[
            parts.Confirmation(
                title=_("Your answers are kept"),
                number=grouped(draft.code),
                number_label=_("Your code"),
                body=_("Kept until %(day)s, or longer when you use it.") % {"day": long_day(draft.plan.expires_on)},
            ),
            parts.Paragraphs(
                texts=[
                    _("Whoever has the code sees your answers. We keep no copy of it: if you lose it, nobody can find "
                      "your answers again, not even we."),
                ]
            ),
            parts.PrintButton(),
        ],
    )  # fmt: skip


def resume_page(form: CodeForm, refusal: PlanRefusal | None = None) -> FinderPage:
    """Return the page where a code is entered."""
    refused = (
        [parts.NoticeBanner(title=str(refusal.label), kind=parts.NoticeKind.WARNING, live=True)] if refusal else []
    )
    return FinderPage(
        heading=_("Go on with a code"),
        lead=_("Enter the code that you wrote down when you had your answers kept."),
        back=_to_start(),
        sections=refused,
        form=form,
        buttons=[parts.Button(text=_("Continue"))],
    )


def remove_page(draft: Draft) -> FinderPage:
    """Return the page that asks before answers are removed."""
    kept = draft.plan is not None
    return FinderPage(
        heading=_("Remove your answers"),
        lead=_("They are removed here and wherever they are kept. This cannot be undone.")
        if kept
        else _("They are removed from this device. This cannot be undone."),
        back=parts.BackLink(href=reverse("public:finder-answers"), text=_("Your answers")),
        buttons=[
            parts.Button(text=_("Remove my answers"), kind=parts.ButtonKind.DANGER, name="what", value="all"),
            *(
                [
                    parts.Button(
                        text=_("Only leave this device"),
                        kind=parts.ButtonKind.SECONDARY,
                        name="what",
                        value="device",
                    )
                ]
                if kept and draft.code
                else []
            ),
        ],
    )


def refused_page(refusal: PlanRefusal) -> FinderPage:
    """Return why something could not be kept."""
    notice = parts.NoticeBanner(title=str(refusal.label), kind=parts.NoticeKind.WARNING, live=True)
    return FinderPage(heading=_("Keep your answers"), back=_to_start(), sections=[notice])


def not_an_answer(question: Question) -> str:
    """Return what is wrong with an answer that is none."""
    match question.type:
        case QuestionType.DAY:
            return _("Enter a day that is not in the future.")
        case QuestionType.COUNT | QuestionType.MONEY:
            return _("Enter a whole number, in digits.")
        case _:
            return str(CHOOSE)


def answers_of(draft: Draft) -> dict[str, str]:
    """Return the answers in a draft, in the order in which they were given."""
    found: dict[str, str] = draft.content.get("answers", {})
    return found


def slug(code: str) -> str:
    """Return a code as it stands in an address."""
    return code.lower().replace("_", "-")


def code_of(found: str) -> str:
    """Return the code of a question that stands in an address."""
    return found.upper().replace("-", "_")


def _keep_buttons(draft: Draft, *, signed_in: bool) -> list[parts.Button]:
    if draft.plan and (draft.plan.in_account or not signed_in):
        return []
    text = _("Keep them in my account") if signed_in else _("Have my answers kept")
    return [parts.Button(text=text, kind=parts.ButtonKind.SECONDARY)]


def _remove_button() -> parts.Button:
    return parts.Button(
        text=_("Remove my answers"), kind=parts.ButtonKind.LINK, href=reverse("public:finder-remove")
    )  # fmt: skip


def _gone(draft: Draft) -> list[parts.Part]:
    if not draft.is_gone:
        return []
    return [parts.NoticeBanner(title=str(PlanRefusal.GONE.label), kind=parts.NoticeKind.WARNING, live=True)]


def _to_start() -> parts.BackLink:
    return parts.BackLink(href=reverse("public:finder"), text=_("Find your program"))


def _counted(left: int) -> str:
    return ngettext("One question at most.", "%(n)s questions at most.", left) % {"n": left}
